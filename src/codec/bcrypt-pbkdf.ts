/**
 * bcrypt_pbkdf, the key derivation of OpenSSH's private keys (OpenBSD's lib/libutil/bcrypt_pbkdf.c; PROTOCOL.key): PBKDF2's
 * shape around bcrypt over SHA-512. It has no RFC. Deriving alone, for reading.
 */
import { sha512 } from '@noble/hashes/sha2.js';
import { Blowfish } from './blowfish';
import { concat, utf8, type Bytes } from './bytes';
import type { KdfBudget } from './kdf-budget';

const HASH = 32;
const MAGIC = utf8('OxychromaticBlowfishSwatDynamite');
/** Hashes between looks at the outside, some twenty milliseconds. */
const SLICE = 8;

/** Charges the budget. @throws TooMuchWork */
export async function bcryptPbkdf(
  password: string,
  salt: Uint8Array,
  rounds: number,
  length: number,
  budget: KdfBudget,
): Promise<Bytes> {
  const blocks = Math.ceil(length / HASH);
  budget.bcrypt(rounds, rounds * blocks);
  const secret = wordsOf(sha512(utf8(password)));
  const derived = new Uint8Array(length);
  let hashes = 0;
  for (let block = 0; block < blocks; block++) {
    const number = new Uint8Array(4);
    new DataView(number.buffer).setUint32(0, block + 1);
    let last = bcryptHash(secret, wordsOf(sha512(concat(salt, number))));
    const sum = last.slice();
    for (let round = 1; round < rounds; round++) {
      if (++hashes % SLICE === 0) await budget.pause();
      last = bcryptHash(secret, wordsOf(sha512(last)));
      for (let i = 0; i < HASH; i++) sum[i] = (sum[i] ?? 0) ^ (last[i] ?? 0);
    }
    // Unlike PBKDF2 it deals the octets of each block out over the whole key.
    for (let i = 0; i * blocks + block < length && i < HASH; i++) derived[i * blocks + block] = sum[i] ?? 0;
  }
  return derived;
}

/** Big-endian. */
function wordsOf(octets: Uint8Array): Int32Array {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  return Int32Array.from({ length: octets.length / 4 }, (_, i) => view.getInt32(4 * i));
}

function bcryptHash(secret: Int32Array, salt: Int32Array): Bytes {
  const state = new Blowfish();
  state.expand(secret, salt);
  for (let round = 0; round < 64; round++) {
    state.expand(salt);
    state.expand(secret);
  }
  const words = wordsOf(MAGIC);
  for (let round = 0; round < 64; round++) state.encrypt(words);
  const hash = new Uint8Array(HASH);
  const view = new DataView(hash.buffer);
  for (const [i, word] of words.entries()) view.setInt32(4 * i, word, true);
  return hash;
}
