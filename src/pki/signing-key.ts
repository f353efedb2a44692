/**
 * A private key that signs with any scheme its kind has. WebCrypto ties an RSA handle to one padding and one hash, so an RSA
 * key is a handle for each, all imported when it is opened: to make one later, the octets of the key would have to be kept.
 * No handle can be exported.
 */
import type { Bytes } from '../codec/bytes';
import { parsePublicKey } from '../codec/public-key';
import { PkiError } from './error';
import type { KeyPair } from './keys';
import { sign } from './signature';
import { schemesOf, type SignatureScheme } from './signature-scheme';

export class SigningKey {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  /** Its default first. */
  readonly schemes: readonly SignatureScheme[];
  readonly #handles: ReadonlyMap<string, CryptoKey>;

  private constructor(
    publicKey: Bytes,
    schemes: readonly SignatureScheme[],
    handles: ReadonlyMap<string, CryptoKey>,
  ) {
    this.publicKey = publicKey;
    this.schemes = schemes;
    this.#handles = handles;
  }

  /**
   * @param pkcs8 the private key; whether it belongs to `publicKey` is for the caller to have proved
   * @returns `undefined` for a key of a kind that nothing here can use, or that is not of its public key's kind
   */
  static open(pkcs8: Bytes, publicKey: Bytes): Promise<SigningKey | undefined> {
    return SigningKey.from(publicKey, (importing) =>
      crypto.subtle.importKey('pkcs8', pkcs8, importing, false, ['sign']),
    );
  }

  /** @param handleFor makes a handle that signs, of whatever the key is kept as; as for `open` otherwise */
  static async from(
    publicKey: Bytes,
    handleFor: (importing: SignatureScheme['importing']) => Promise<CryptoKey>,
  ): Promise<SigningKey | undefined> {
    const schemes = schemesOfKey(publicKey);
    const handles = new Map<string, CryptoKey>();
    try {
      for (const { importing } of schemes) {
        const name = handleName(importing);
        if (!handles.has(name)) handles.set(name, await handleFor(importing));
      }
    } catch {
      return undefined;
    }
    return schemes.length === 0 ? undefined : new SigningKey(publicKey, schemes, handles);
  }

  /** Of a pair that is here as handles. An RSA key that must not leave WebCrypto signs with the one scheme it was made for. */
  static async of({ privateKey, publicKey }: Pick<KeyPair, 'privateKey' | 'publicKey'>): Promise<SigningKey> {
    if (privateKey.extractable) {
      const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
      const opened = await SigningKey.open(pkcs8, publicKey);
      pkcs8.fill(0);
      if (opened !== undefined) return opened;
    }
    const schemes = schemesOfKey(publicKey).filter(({ importing }) => made(importing, privateKey));
    const handles = new Map(schemes.map(({ importing }) => [handleName(importing), privateKey]));
    return new SigningKey(publicKey, schemes, handles);
  }

  /**
   * What `subtle.sign` wants for a scheme.
   * @throws PkiError `unsupported-algorithm` for a scheme that is not among `schemes`
   */
  handle(scheme: SignatureScheme): CryptoKey {
    const handle = this.schemes.some(({ id }) => id === scheme.id)
      ? this.#handles.get(handleName(scheme.importing))
      : undefined;
    if (handle === undefined) throw new PkiError('unsupported-algorithm', [scheme.id]);
    return handle;
  }

  /** @throws PkiError as `handle` */
  sign(scheme: SignatureScheme, data: Bytes): Promise<Bytes> {
    return sign(scheme, this.handle(scheme), data);
  }
}

const handleName = (importing: SignatureScheme['importing']): string => JSON.stringify(importing);

/** Whether a handle was made with these arguments. */
function made(importing: SignatureScheme['importing'], { algorithm }: CryptoKey): boolean {
  const hash =
    'hash' in algorithm ? (algorithm as KeyAlgorithm & { readonly hash: KeyAlgorithm }).hash.name : undefined;
  return importing.name === algorithm.name && (!('hash' in importing) || importing.hash === hash);
}

function schemesOfKey(publicKey: Bytes): readonly SignatureScheme[] {
  const parsed = parsePublicKey(publicKey);
  return parsed.ok ? schemesOf(parsed.value) : [];
}
