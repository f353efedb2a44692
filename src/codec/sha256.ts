/**
 * SHA-256 (FIPS 180-4 §6.2) of short messages, of one thread and without a promise: a list of ten thousand things has a fingerprint
 * for each, and WebCrypto's way there and back costs more than the dozen blocks of a certificate. Long ones are WebCrypto's,
 * which has the processor's own instructions for it. Of what is secret the chain alone is cleared away.
 */
import type { Bytes } from './bytes';

const BLOCK = 64;
/** Octets from which on WebCrypto is faster, measured in Chromium 156. */
const LONG = 4096;

/** The first 32 bits of the fractions of the square and cube roots of the first primes (§5.3.3, §4.2.2). */
const primes: readonly number[] = firstPrimes(64);
const fractionOf = (root: number): number => Math.floor((root % 1) * 2 ** 32) | 0;
const initial = Int32Array.from(primes.slice(0, 8), (prime) => fractionOf(Math.sqrt(prime)));
const constants = Int32Array.from(primes, (prime) => fractionOf(Math.cbrt(prime)));

/** One hash at a time: JavaScript does not interrupt it. */
const words = new Int32Array(64);
const hash = new Int32Array(8);
const end = new Uint8Array(2 * BLOCK);

/** 32 octets, at once where that is faster. */
export function fingerprint(message: Bytes): Bytes | Promise<Bytes> {
  if (message.length < LONG) return sha256(message);
  return crypto.subtle.digest('SHA-256', message).then((digest) => new Uint8Array(digest));
}

/** SHA-256 of a message, 32 octets. */
export function sha256(message: Uint8Array): Bytes {
  hash.set(initial);
  const { length } = message;
  const whole = length - (length % BLOCK);
  for (let at = 0; at < whole; at += BLOCK) addBlock(message, at);
  // What is left, a one bit, zeros, and the length in bits, to a whole number of blocks (§5.1.1).
  const rest = length - whole;
  const size = rest + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
  end.fill(0);
  end.set(message.subarray(whole));
  end[rest] = 0x80;
  const bits = new DataView(end.buffer);
  bits.setUint32(size - 8, Math.floor(length / 2 ** 29));
  bits.setUint32(size - 4, length << 3);
  for (let at = 0; at < size; at += BLOCK) addBlock(end, at);
  return digest();
}

/**
 * SHA-256 applied `times` times.
 * @param first 32 octets
 */
export function chainSha256(first: Uint8Array, times: number): Bytes {
  for (let i = 0; i < 8; i++) hash[i] = wordAt(first, 4 * i);
  for (let time = 0; time < times; time++) {
    for (let i = 0; i < 8; i++) words[i] = hash[i] ?? 0;
    // A digest of 32 octets is always one block with the same end.
    words[8] = 0x80000000 | 0;
    for (let i = 9; i < 15; i++) words[i] = 0;
    words[15] = 256;
    hash.set(initial);
    addWords();
  }
  const last = digest();
  // What was hashed may have been a password.
  words.fill(0);
  hash.fill(0);
  return last;
}

function digest(): Bytes {
  const octets = new Uint8Array(32);
  for (let i = 0; i < 32; i++) octets[i] = (hash[i >> 2] ?? 0) >>> (24 - 8 * (i & 3));
  return octets;
}

const wordAt = (octets: Uint8Array, at: number): number =>
  ((octets[at] ?? 0) << 24) |
  ((octets[at + 1] ?? 0) << 16) |
  ((octets[at + 2] ?? 0) << 8) |
  (octets[at + 3] ?? 0);

function addBlock(octets: Uint8Array, start: number): void {
  for (let i = 0, at = start; i < 16; i++, at += 4) words[i] = wordAt(octets, at);
  addWords();
}

/** Adds the block in the first 16 of `words` to `hash`. */
function addWords(): void {
  // Rotations are written out: called, they are not always inlined, and this is all the time there is.
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15] ?? 0;
    const y = words[i - 2] ?? 0;
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = ((words[i - 16] ?? 0) + sigma0 + (words[i - 7] ?? 0) + sigma1) | 0;
  }
  let a = hash[0] ?? 0;
  let b = hash[1] ?? 0;
  let c = hash[2] ?? 0;
  let d = hash[3] ?? 0;
  let e = hash[4] ?? 0;
  let f = hash[5] ?? 0;
  let g = hash[6] ?? 0;
  let h = hash[7] ?? 0;
  for (let i = 0; i < 64; i++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + sum1 + (g ^ (e & (f ^ g))) + (constants[i] ?? 0) + (words[i] ?? 0)) | 0;
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (sum0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  hash[0] = (hash[0] ?? 0) + a;
  hash[1] = (hash[1] ?? 0) + b;
  hash[2] = (hash[2] ?? 0) + c;
  hash[3] = (hash[3] ?? 0) + d;
  hash[4] = (hash[4] ?? 0) + e;
  hash[5] = (hash[5] ?? 0) + f;
  hash[6] = (hash[6] ?? 0) + g;
  hash[7] = (hash[7] ?? 0) + h;
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime > 0)) found.push(candidate);
  return found;
}
