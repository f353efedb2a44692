/**
 * A private key as a file, in every form that servers and programs ask for. One row per form; a form an algorithm does
 * not have, and a passphrase that is missing, are values.
 */
import type { Bytes } from '../codec/bytes';
import { encryptPem } from '../codec/encrypted-pem';
import { encryptPrivateKey } from '../codec/encrypted-private-key';
import { decodeJwks, encodeJwk } from '../codec/jwk';
import { failure, success, type Result } from '../codec/malformed';
import { OWASP_ITERATIONS } from '../codec/pbes2';
import { encodePem } from '../codec/pem';
import { EC_PUBLIC_KEY, ecKeyOf, parsePrivateKeyInfo, portablePrivateKey } from '../codec/private-key';
import type { RandomOctets } from '../codec/random';
import { toTraditional, type TraditionalKey } from '../codec/traditional-key';
import { randomOctets } from './random';
import { schemeOf, type SignatureScheme } from './signature-scheme';

export type KeyFormat =
  | 'pkcs8'
  | 'pkcs8-encrypted'
  | 'traditional' // SEC1 or PKCS#1, as OpenSSL called it
  | 'traditional-encrypted' // under MD5: for programs that take nothing else
  | 'jwk';

export type KeyExportFailure =
  | 'no-traditional-form' // Ed25519 and ML-DSA came after it
  | 'needs-passphrase'
  | 'not-extractable'
  | 'unreadable' // not PKCS#8
  | 'unsupported-algorithm'; // WebCrypto here has it not, and the form needs it

export interface KeyFile {
  /** What to call it where nothing better is known. */
  readonly fileName: string;
  readonly text: string;
}

export interface KeyExportOptions {
  /** Of PBKDF2. */
  readonly iterations?: number;
  readonly random?: RandomOctets;
}

interface Source {
  readonly pkcs8: Bytes;
  /** Extractable. */
  readonly handle: () => Promise<CryptoKey | undefined>;
  readonly passphrase: string;
  readonly iterations: number;
  readonly random: RandomOctets;
}

interface FormatRow {
  readonly fileName: string;
  readonly encrypted: boolean;
  /** Families that have it. */
  readonly families: readonly SignatureScheme['family'][];
  readonly write: (source: Source) => Promise<Result<string, KeyExportFailure>>;
}

const everyFamily = ['ec', 'rsa', 'ed25519', 'ml-dsa'] as const;
const oldFamilies = ['ec', 'rsa'] as const;

export const keyFormats: Readonly<Record<KeyFormat, FormatRow>> = {
  pkcs8: {
    fileName: 'key.pem',
    encrypted: false,
    families: everyFamily,
    write: ({ pkcs8 }) => Promise.resolve(success(encodePem('PRIVATE KEY', pkcs8))),
  },
  'pkcs8-encrypted': {
    fileName: 'key.pem',
    encrypted: true,
    families: everyFamily,
    async write({ pkcs8, passphrase, ...options }) {
      const encrypted = await encryptPrivateKey(pkcs8, passphrase, options);
      return success(encodePem('ENCRYPTED PRIVATE KEY', encrypted));
    },
  },
  traditional: {
    fileName: 'key.pem',
    encrypted: false,
    families: oldFamilies,
    async write(source) {
      const key = await traditional(source);
      return key.ok ? success(encodePem(key.value.label, key.value.der)) : key;
    },
  },
  'traditional-encrypted': {
    fileName: 'key.pem',
    encrypted: true,
    families: oldFamilies,
    async write(source) {
      const key = await traditional(source);
      if (!key.ok) return key;
      return success(await encryptPem(key.value.label, key.value.der, source.passphrase, source.random));
    },
  },
  jwk: {
    fileName: 'key.jwk',
    encrypted: false,
    families: everyFamily,
    async write({ handle }) {
      const key = await handle();
      return key === undefined ? failure('unsupported-algorithm') : success(await encodeJwk(key));
    },
  },
};

/** The forms that keys of a family have. */
export function keyFormatsOf(family: SignatureScheme['family']): readonly KeyFormat[] {
  const formats = Object.keys(keyFormats) as KeyFormat[];
  return formats.filter((format) => keyFormats[format].families.includes(family));
}

/**
 * @param key an extractable handle, or PKCS#8
 * @param passphrase for the encrypted forms; empty counts as none
 */
export async function exportPrivateKey(
  key: CryptoKey | Bytes,
  format: KeyFormat,
  passphrase = '',
  options: KeyExportOptions = {},
): Promise<Result<KeyFile, KeyExportFailure>> {
  const { iterations = OWASP_ITERATIONS, random = randomOctets } = options;
  const row = keyFormats[format];
  if (row.encrypted && passphrase === '') return failure('needs-passphrase');
  if (!(key instanceof Uint8Array) && !key.extractable) return failure('not-extractable');
  const pkcs8 = key instanceof Uint8Array ? key : new Uint8Array(await crypto.subtle.exportKey('pkcs8', key));
  const portable = portablePrivateKey(pkcs8);
  if (!portable.ok) return failure('unreadable');
  const handle = () => (key instanceof Uint8Array ? handleOf(portable.value) : Promise.resolve(key));
  const text = await row.write({ pkcs8: portable.value, handle, passphrase, iterations, random });
  return text.ok ? success({ fileName: row.fileName, text: text.value }) : text;
}

/** SEC1 is expected to carry the public key too; where PKCS#8 came without, WebCrypto computes it for a JWK. */
async function traditional({ pkcs8, handle }: Source): Promise<Result<TraditionalKey, KeyExportFailure>> {
  const info = parsePrivateKeyInfo(pkcs8);
  const bare =
    info.ok && info.value.algorithm.oid === EC_PUBLIC_KEY && ecKeyOf(info.value).publicKey === undefined;
  const whole = bare ? await handle() : undefined;
  const [computed] = (whole && decodeJwks(await encodeJwk(whole))) ?? [];
  const key = toTraditional(computed?.ok === true ? computed.value : pkcs8);
  if (key.ok) return key;
  return failure(key.error === 'no-traditional-form' ? key.error : 'unreadable');
}

async function handleOf(pkcs8: Bytes): Promise<CryptoKey | undefined> {
  const info = parsePrivateKeyInfo(pkcs8);
  if (!info.ok) return undefined;
  const scheme = schemeOf(info.value);
  if (scheme === undefined) return undefined;
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, scheme.importing, true, ['sign']);
  } catch {
    return undefined;
  }
}
