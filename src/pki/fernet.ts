/**
 * Fernet with WebCrypto: encrypting, and decrypting with one of several keys (MultiFernet: the first encrypts, any decrypts).
 * The HMAC is proved before anything else is believed, so that "expired" is true where it is said. Time and vectors are arguments.
 */
import {
  encodeFernetKey,
  encodeFernetToken,
  fernetSigned,
  parseFernetKey,
  parseFernetToken,
  type FernetFault,
} from '../codec/fernet';
import { concat, type Bytes } from '../codec/bytes';
import { failure, success, type Result } from '../codec/malformed';

export interface FernetKey {
  readonly signing: CryptoKey;
  readonly encryption: CryptoKey;
}

export type FernetFailure =
  | { readonly code: FernetFault | 'wrong-key' | 'damaged' }
  /** Seconds since 1970, and for how long it was good. */
  | { readonly code: 'expired'; readonly seconds: number; readonly timeToLive: number }
  | { readonly code: 'from-the-future'; readonly seconds: number };

export interface Decrypted {
  readonly plaintext: Bytes;
  /** Seconds since 1970. */
  readonly seconds: number;
  /** Which of the keys opened it. */
  readonly key: number;
}

/** How far ahead the clock of whoever made a token may be: the specification's. */
const SKEW = 60;
const HALF = 16;
const hmac = { name: 'HMAC', hash: 'SHA-256' } as const;

/** Handles that can be exported again: showing a key is the user's to ask for. @param octets thirty-two of them */
export async function importFernetKey(octets: Bytes): Promise<FernetKey> {
  const [signing, encryption] = await Promise.all([
    crypto.subtle.importKey('raw', octets.slice(0, HALF), hmac, true, ['sign', 'verify']),
    crypto.subtle.importKey('raw', octets.slice(HALF), 'AES-CBC', true, ['encrypt', 'decrypt']),
  ]);
  return { signing, encryption };
}

/** From what Python prints or people paste; `undefined` where it is no key. */
export async function readFernetKey(text: string): Promise<FernetKey | undefined> {
  const octets = parseFernetKey(text);
  return octets && importFernetKey(octets);
}

export async function fernetKeyText({ signing, encryption }: FernetKey): Promise<string> {
  const halves = [signing, encryption].map((key) => crypto.subtle.exportKey('raw', key));
  return encodeFernetKey(concat(...(await Promise.all(halves)).map((half) => new Uint8Array(half))));
}

/** What a token says of itself to anybody. */
export interface FernetClaim {
  /** Seconds since 1970, unproved. */
  readonly seconds: number;
  /** Of the text inside, up to fifteen fewer. */
  readonly octets: number;
}

export function fernetClaim(token: string): Result<FernetClaim, FernetFault> {
  const parsed = parseFernetToken(token);
  if (!parsed.ok) return parsed;
  return success({ seconds: parsed.value.seconds, octets: parsed.value.ciphertext.length - 1 });
}

/** @param when `seconds` since 1970; sixteen octets of vector, never the same twice */
export async function encryptFernet(
  key: FernetKey,
  plaintext: Bytes,
  { seconds, iv }: { readonly seconds: number; readonly iv: Bytes },
): Promise<string> {
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key.encryption, plaintext);
  const signed = fernetSigned(seconds, iv, new Uint8Array(ciphertext));
  return encodeFernetToken(signed, new Uint8Array(await crypto.subtle.sign(hmac, key.signing, signed)));
}

/** @param limits the moment, in seconds since 1970, and for how many seconds a token is good; without, its age is no matter */
export async function decryptFernet(
  keys: readonly FernetKey[],
  token: string,
  { now, timeToLive }: { readonly now: number; readonly timeToLive?: number },
): Promise<Result<Decrypted, FernetFailure>> {
  const parsed = parseFernetToken(token);
  if (!parsed.ok) return failure({ code: parsed.error });
  const { seconds, iv, ciphertext, hmac: stamp, signed } = parsed.value;
  for (const [index, key] of keys.entries()) {
    if (!(await crypto.subtle.verify(hmac, key.signing, stamp, signed))) continue;
    if (timeToLive !== undefined) {
      if (seconds > now + SKEW) return failure({ code: 'from-the-future', seconds });
      if (seconds + timeToLive < now) return failure({ code: 'expired', seconds, timeToLive });
    }
    try {
      const plaintext = await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key.encryption, ciphertext);
      return success({ plaintext: new Uint8Array(plaintext), seconds, key: index });
    } catch {
      // WebCrypto says no more than that the padding is wrong.
      return failure({ code: 'damaged' });
    }
  }
  return failure({ code: 'wrong-key' });
}
