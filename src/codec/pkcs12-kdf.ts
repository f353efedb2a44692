/**
 * The key derivation of PKCS#12 (RFC 7292 appendix B.2). WebCrypto does not have it, so its hashes run in JavaScript, in
 * slices: a million iterations of SHA-256 would hold the thread for more than a second.
 */
import { encodeBmp } from './bmp-string';
import type { Bytes } from './bytes';
import { digestNamed, type DigestName } from './digest-algorithm';
import { KdfBudget } from './kdf-budget';
import { chainSha1 } from './sha1';
import { chainSha256 } from './sha256';

/** What the derived octets are for (appendix B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

/** Iterations between looks at the outside. */
const SLICE = 50_000;

/**
 * A password as PKCS#12 wants it (appendix B.1): BMPString with a terminating NUL, even where it is empty.
 */
export const bmpPassword = (password: string): Bytes => encodeBmp(`${password}\0`);

/**
 * Charges the budget. @throws Malformed
 * @param password from `bmpPassword`; zero octets for the password that some programs write where there is none
 */
export async function derivePkcs12(
  hash: DigestName,
  purpose: (typeof PURPOSE)[keyof typeof PURPOSE],
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
  budget = new KdfBudget('unbounded'),
): Promise<Bytes> {
  const { hash: digest } = digestNamed(hash);
  const { blockLen: block } = digest;
  const diversifier = new Uint8Array(block).fill(purpose);
  const input = new Uint8Array(filled(salt.length, block) + filled(password.length, block));
  repeat(salt, input.subarray(0, filled(salt.length, block)));
  repeat(password, input.subarray(filled(salt.length, block)));

  const derived = new Uint8Array(length);
  const message = new Uint8Array(block + input.length);
  message.set(diversifier);
  for (let at = 0; at < length;) {
    budget.pkcs12(hash, iterations);
    message.set(input, block);
    const hashed = await chain(hash, digest(message), iterations - 1, budget);
    derived.set(hashed.subarray(0, length - at), at);
    at += hashed.length;
    const addend = new Uint8Array(block);
    repeat(hashed, addend);
    for (let start = 0; start < input.length; start += block)
      addPlusOne(input.subarray(start, start + block), addend);
  }
  return derived;
}

/** The digest of the digest of …, so many times. */
async function chain(
  name: DigestName,
  first: Uint8Array,
  times: number,
  budget: KdfBudget,
): Promise<Uint8Array> {
  const { hash } = digestNamed(name);
  let last = first;
  for (let done = 0; done < times; done += SLICE) {
    if (done > 0) await budget.pause();
    const slice = Math.min(SLICE, times - done);
    // What nearly all files are made with, in place: with an array for each hash it takes twice as long.
    if (name === 'SHA-1') last = chainSha1(last, slice);
    else if (name === 'SHA-256') last = chainSha256(last, slice);
    else for (let time = 0; time < slice; time++) last = hash(last);
  }
  return last;
}

/** Octets up to the next whole block. */
const filled = (length: number, block: number): number => block * Math.ceil(length / block);

function repeat(source: Uint8Array, target: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i] = source[i % source.length] ?? 0;
}

/** `block` becomes block + addend + 1 modulo 2^(8 × length), big-endian. */
function addPlusOne(block: Uint8Array, addend: Uint8Array): void {
  let carry = 1;
  for (let i = block.length - 1; i >= 0; i--) {
    carry += (block[i] ?? 0) + (addend[i] ?? 0);
    block[i] = carry & 0xff;
    carry >>= 8;
  }
}
