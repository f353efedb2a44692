/**
 * Fernet tokens and keys as text (Fernet specification, version 0x80): the parts of a token, without a key and without a
 * judgement. A token is 0x80, seconds since 1970 in eight octets, a vector, AES-128-CBC ciphertext, and HMAC-SHA-256.
 */
import { concat, fromBase64Url, toBase64, type Bytes } from './bytes';
import { failure, success, type Result } from './malformed';

export interface FernetToken {
  /** Seconds since 1970, as claimed: nothing is proved without the key. */
  readonly seconds: number;
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
  readonly hmac: Bytes;
  /** Everything before the HMAC. */
  readonly signed: Bytes;
}

export type FernetFault =
  | 'not-base64url'
  | 'wrong-padding' // characters at the end missing or too many
  | 'too-short'
  | 'wrong-version'
  | 'not-in-blocks' // the ciphertext is no whole number of AES blocks
  | 'time-out-of-range';

const VERSION = 0x80;
const BLOCK = 16;
const HMAC = 32;
const HEADER = 1 + 8 + BLOCK;
/** What a JavaScript date can show. */
const LATEST = 8_640_000_000_000;

/** `b'…'` and quotes, as Python prints what it generates, and white space around. */
function bare(text: string): string {
  const trimmed = text.trim();
  const [, , inside] = /^b?(['"])(.*)\1,?$/s.exec(trimmed) ?? [];
  return (inside ?? trimmed).trim();
}

export function parseFernetToken(text: string): Result<FernetToken, FernetFault> {
  // Mail and terminals break a long line.
  const compact = bare(text).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9_-]*={0,2}$/.test(compact)) return failure('not-base64url');
  if (compact.length % 4 !== 0) return failure('wrong-padding');
  const octets = fromBase64Url(compact);
  if (octets === undefined) return failure('not-base64url');
  if (octets.length > 0 && octets[0] !== VERSION) return failure('wrong-version');
  if (octets.length < HEADER + HMAC) return failure('too-short');
  const signed = octets.slice(0, -HMAC);
  const ciphertext = signed.slice(HEADER);
  if (ciphertext.length % BLOCK !== 0) return failure('not-in-blocks');
  // PKCS #7 padding makes even an empty text one block.
  if (ciphertext.length === 0) return failure('too-short');
  const seconds = new DataView(octets.buffer).getBigUint64(1);
  if (seconds > LATEST) return failure('time-out-of-range');
  return success({
    seconds: Number(seconds),
    iv: signed.slice(HEADER - BLOCK, HEADER),
    ciphertext,
    hmac: octets.slice(-HMAC),
    signed,
  });
}

/** What the HMAC is reckoned over. */
export function fernetSigned(seconds: number, iv: Bytes, ciphertext: Bytes): Bytes {
  const head = new Uint8Array(9);
  head[0] = VERSION;
  new DataView(head.buffer).setBigUint64(1, BigInt(seconds));
  return concat(head, iv, ciphertext);
}

export function encodeFernetToken(signed: Bytes, hmac: Bytes): string {
  return base64Url(concat(signed, hmac));
}

const KEY = 32;

/** Sixteen octets to sign with, then sixteen to encrypt with; `undefined` where the text is none. */
export function parseFernetKey(text: string): Bytes | undefined {
  const octets = fromBase64Url(bare(text));
  return octets?.length === KEY && !/\s/.test(bare(text)) ? octets : undefined;
}

export const encodeFernetKey = (octets: Bytes): string => base64Url(octets);

/** With its padding, which other readers insist on. */
function base64Url(octets: Bytes): string {
  return toBase64(octets).replaceAll('+', '-').replaceAll('/', '_');
}
