/**
 * An authority's private key under a passphrase: PBKDF2-HMAC-SHA-256 (RFC 8018 §5.2) and AES-256-GCM (SP 800-38D), bound
 * to the public key it belongs to. WebCrypto wraps and unwraps, so the key's octets never exist outside it: what comes back
 * is a handle that can sign and cannot be exported, unless exporting is what the user asked for.
 */
import { concat, equalBytes, utf8, type Bytes } from '../../codec/bytes';
import { failure, success, type Result } from '../../codec/malformed';
import { OWASP_ITERATIONS } from '../../codec/pbes2';
import { PkiError } from '../error';
import { randomOctets } from '../random';
import { writtenForms, writtenPassphrase } from './written-passphrase';

/** Everything needed to open it but the passphrase; may lie in the open. */
export interface SealedKey {
  readonly version: 1;
  /** Of PBKDF2-HMAC-SHA-256. */
  readonly iterations: number;
  readonly salt: Bytes;
  /** Of AES-GCM, 12 octets. */
  readonly nonce: Bytes;
  /** PKCS#8, encrypted, with the tag of 16 octets behind it. */
  readonly ciphertext: Bytes;
  /** SHA-256 of the SubjectPublicKeyInfo it belongs to. */
  readonly publicKeySha256: Bytes;
}

export type UnsealFailure =
  | 'wrong-passphrase' // or a ciphertext that was tampered with: GCM cannot tell the two apart
  | 'other-key' // sealed for another public key than the certificate's
  | 'unsupported'; // a version to come, or numbers nobody writes

/** Makes handles of the sealed key, one for each algorithm it is to be used with. */
export type KeyHandles = (importing: KeyImport, extractable: boolean) => Promise<CryptoKey>;
export type KeyImport = Algorithm | EcKeyImportParams | RsaHashedImportParams;

const SALT_OCTETS = 16;
const NONCE_OCTETS = 12;
const TAG_OCTETS = 16;
/** Beyond this a stored number is a trap that would keep the worker busy for minutes. */
const MAX_ITERATIONS = 10_000_000;

const digest = async (octets: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', octets));

/** Changing the version, the work factor or whose key it is makes the ciphertext unreadable. */
const boundTo = (iterations: number, publicKeySha256: Bytes): Bytes =>
  concat(utf8(`certwright sealed key 1 ${iterations} `), publicKeySha256);

async function wrappingKey(
  passphrase: string,
  salt: Bytes,
  iterations: number,
  usage: 'wrapKey' | 'unwrapKey',
): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, [usage]);
}

/**
 * Seals an extractable key.
 * @param publicKey its SubjectPublicKeyInfo, DER
 * @param passphrase not empty; how good it is, is the user's to judge
 * @throws PkiError `platform-refused` where the key cannot be exported
 */
export async function sealKey(
  key: CryptoKey,
  publicKey: Bytes,
  passphrase: string,
  iterations: number = OWASP_ITERATIONS,
): Promise<SealedKey> {
  const salt = randomOctets(SALT_OCTETS);
  const nonce = randomOctets(NONCE_OCTETS);
  const publicKeySha256 = await digest(publicKey);
  const wrapping = await wrappingKey(writtenPassphrase(passphrase), salt, iterations, 'wrapKey');
  const additionalData = boundTo(iterations, publicKeySha256);
  try {
    const wrapped = await crypto.subtle.wrapKey('pkcs8', key, wrapping, {
      name: 'AES-GCM',
      iv: nonce,
      additionalData,
    });
    return { version: 1, iterations, salt, nonce, ciphertext: new Uint8Array(wrapped), publicKeySha256 };
  } catch (error) {
    throw new PkiError('platform-refused', ['wrapping the key'], error);
  }
}

/**
 * Opens a sealed key as far as its handles; the passphrase is worked through once, however many are made. One with letters that
 * can be written in more than one way is tried in each.
 * @param probe how the key is imported: the first handle, which proves the passphrase
 */
export async function unsealKey(
  sealed: SealedKey,
  publicKey: Bytes,
  passphrase: string,
  probe: KeyImport,
): Promise<Result<KeyHandles, UnsealFailure>> {
  if (!isSound(sealed)) return failure('unsupported');
  const { iterations, salt, nonce, ciphertext, publicKeySha256 } = sealed;
  if (!equalBytes(publicKeySha256, await digest(publicKey))) return failure('other-key');
  const cipher = { name: 'AES-GCM', iv: nonce, additionalData: boundTo(iterations, publicKeySha256) };
  for (const form of writtenForms(passphrase)) {
    const unwrapping = await wrappingKey(form, salt, iterations, 'unwrapKey');
    const handles: KeyHandles = (importing, extractable) =>
      crypto.subtle.unwrapKey('pkcs8', ciphertext, unwrapping, cipher, importing, extractable, ['sign']);
    try {
      await handles(probe, false);
      return success(handles);
    } catch (error) {
      // What the tag refuses; anything else is a key this browser does not take.
      if (error instanceof DOMException && error.name === 'OperationError') continue;
      throw new PkiError('platform-refused', ['unwrapping the key'], error);
    }
  }
  return failure('wrong-passphrase');
}

function isSound({ version, iterations, salt, nonce, ciphertext }: SealedKey): boolean {
  // A record comes from storage or from a file, and may be of a later version than this.
  return (
    (version as number) === 1 &&
    Number.isInteger(iterations) &&
    iterations >= 1 &&
    iterations <= MAX_ITERATIONS &&
    salt.length >= SALT_OCTETS &&
    nonce.length === NONCE_OCTETS &&
    ciphertext.length > TAG_OCTETS
  );
}
