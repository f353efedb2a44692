/**
 * SHA-1 (FIPS 180-4 §6.1), for the two things that are still made of it: the identifier of a key, and the PKCS#12 derivation,
 * a SHA-1 of a SHA-1 …. Of one thread and without a promise, and nothing is allocated per block: a key has two of them, where
 * WebCrypto's way there and back costs more than the hash, and Firefox's PKCS#12 files ask for four million.
 */
import type { Bytes } from './bytes';

const BLOCK = 64;
const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** One hash at a time: JavaScript does not interrupt it. */
const words = new Int32Array(80);
const hash = new Int32Array(5);

/** SHA-1 of a message, 20 octets. */
export function sha1(message: Uint8Array): Bytes {
  hash.set(INITIAL);
  // The message, a one bit, zeros, and the length in bits, to a whole number of blocks (§5.1.1).
  const blocks = Math.ceil((message.length + 9) / BLOCK);
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) {
      const at = BLOCK * block + 4 * i;
      words[i] =
        (octetAt(message, at) << 24) |
        (octetAt(message, at + 1) << 16) |
        (octetAt(message, at + 2) << 8) |
        octetAt(message, at + 3);
    }
    if (block === blocks - 1) {
      words[14] = Math.floor(message.length / 2 ** 29);
      words[15] = message.length << 3;
    }
    addBlock();
  }
  clearWords();
  return digest();
}

function octetAt(message: Uint8Array, at: number): number {
  if (at < message.length) return message[at] ?? 0;
  return at === message.length ? 0x80 : 0;
}

/**
 * SHA-1 applied `times` times.
 * @param first 20 octets
 */
export function chainSha1(first: Uint8Array, times: number): Bytes {
  for (let i = 0; i < 5; i++)
    hash[i] =
      (octetAt(first, 4 * i) << 24) |
      (octetAt(first, 4 * i + 1) << 16) |
      (octetAt(first, 4 * i + 2) << 8) |
      octetAt(first, 4 * i + 3);
  for (let time = 0; time < times; time++) {
    for (let i = 0; i < 5; i++) words[i] = hash[i] ?? 0;
    // A digest of 20 octets is always one block with the same end.
    words[5] = 0x80000000 | 0;
    words.fill(0, 6, 15);
    words[15] = 160;
    hash.set(INITIAL);
    addBlock();
  }
  clearWords();
  return digest();
}

/** What was hashed may have been a password. */
function clearWords(): void {
  words.fill(0);
}

function digest(): Bytes {
  const octets = new Uint8Array(20);
  for (let i = 0; i < 20; i++) octets[i] = (hash[i >> 2] ?? 0) >>> (24 - 8 * (i & 3));
  hash.fill(0);
  return octets;
}

/** Adds the block in the first 16 of `words` to `hash`. Four loops rather than one that asks 80 times where it is. */
function addBlock(): void {
  for (let i = 16; i < 80; i++) {
    const mixed = (words[i - 3] ?? 0) ^ (words[i - 8] ?? 0) ^ (words[i - 14] ?? 0) ^ (words[i - 16] ?? 0);
    words[i] = rotate(mixed, 1);
  }
  let a = hash[0] ?? 0;
  let b = hash[1] ?? 0;
  let c = hash[2] ?? 0;
  let d = hash[3] ?? 0;
  let e = hash[4] ?? 0;
  let i = 0;
  for (; i < 20; i++) {
    const next = (rotate(a, 5) + ((b & c) | (~b & d)) + 0x5a827999 + e + (words[i] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  for (; i < 40; i++) {
    const next = (rotate(a, 5) + (b ^ c ^ d) + 0x6ed9eba1 + e + (words[i] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  for (; i < 60; i++) {
    const next = (rotate(a, 5) + ((b & c) | (b & d) | (c & d)) + (0x8f1bbcdc | 0) + e + (words[i] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  for (; i < 80; i++) {
    const next = (rotate(a, 5) + (b ^ c ^ d) + (0xca62c1d6 | 0) + e + (words[i] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  hash[0] = (hash[0] ?? 0) + a;
  hash[1] = (hash[1] ?? 0) + b;
  hash[2] = (hash[2] ?? 0) + c;
  hash[3] = (hash[3] ?? 0) + d;
  hash[4] = (hash[4] ?? 0) + e;
}
