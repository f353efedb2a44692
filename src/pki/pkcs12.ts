/** PKCS#12 files of a finished certificate: the identity for servers, browsers and Java, and Java's trust store. */
import { equalBytes, type Bytes } from '../codec/bytes';
import { identity, PKCS12_ITERATIONS, trustStore } from '../codec/pkcs12';
import { writeCompatiblePkcs12 } from '../codec/pkcs12-compatible';
import { writeModernPkcs12 } from '../codec/pkcs12-modern';
import { portablePrivateKey } from '../codec/private-key';
import { PkiError } from './error';
import { randomOctets } from './random';

/** What everyone types for a file that hides nothing: the default of Java's tools and of mkcert. */
const KNOWN_PASSWORD = 'changeit';

/** `modern` is AES-256 and SHA-256; `compatible` triple DES and SHA-1, for Windows Server 2016 and older macOS. */
export type Pkcs12Style = 'modern' | 'compatible';

/** A certificate with its key and what stands above it. */
export interface Identity {
  readonly leaf: {
    readonly der: Bytes;
    readonly keys: { /** Extractable. */ readonly privateKey: CryptoKey };
  };
  readonly intermediates: readonly Bytes[];
  readonly anchor: Bytes;
  readonly selfSigned: boolean;
}

/** Leaf, chain, anchor and key. A self-signed certificate is its own chain. */
export async function makePkcs12(
  made: Identity,
  options: {
    readonly style: Pkcs12Style;
    readonly friendlyName: string;
    /** Empty for the known one. */ readonly password: string;
  },
): Promise<Bytes> {
  const { leaf, intermediates, anchor, selfSigned } = made;
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', leaf.keys.privateKey));
  const key = portablePrivateKey(pkcs8);
  if (!key.ok) throw new PkiError('platform-refused', ['exporting the key'], key.error);
  // The top of a chain without its root is among the intermediates already.
  const alreadyThere = selfSigned || intermediates.some((one) => equalBytes(one, anchor));
  const chain: readonly [Bytes, ...Bytes[]] = [leaf.der, ...intermediates, ...(alreadyThere ? [] : [anchor])];
  const contents = await identity(key.value, chain, options.friendlyName);
  const chosen = options.password !== '';
  const password = chosen ? options.password : KNOWN_PASSWORD;
  const iterations = chosen ? PKCS12_ITERATIONS.chosenPassword : PKCS12_ITERATIONS.knownPassword;
  if (options.style === 'modern') return writeModernPkcs12(contents, { password, iterations });
  return writeCompatiblePkcs12(contents, { password, iterations, random: randomOctets });
}

/** The anchor alone, marked as trusted the way Java wants it. */
export function makeTruststore(anchor: Bytes, friendlyName: string): Promise<Bytes> {
  const contents = trustStore([{ der: anchor, friendlyName }]);
  return writeModernPkcs12(contents, {
    password: KNOWN_PASSWORD,
    iterations: PKCS12_ITERATIONS.knownPassword,
  });
}
