/**
 * The key derivation of PKCS#12 (RFC 7292 appendix B.2). WebCrypto does not have it, so its hashes run in JavaScript:
 * a million iterations of SHA-256 hold the thread for more than a second.
 */
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { encodeBmp } from './bmp-string';
import type { Bytes } from './bytes';
import { chainSha1, sha1 } from './sha1';

export type Pkcs12Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** What the derived octets are for (appendix B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

interface Hash {
  readonly block: number;
  readonly digest: (message: Uint8Array) => Uint8Array;
  /** The digest of the digest of …, so many times. */
  readonly chain: (digest: Uint8Array, times: number) => Uint8Array;
}

const general = (digest: Hash['digest'], block: number): Hash => ({
  block,
  digest,
  chain(first, times) {
    let last = first;
    for (let time = 0; time < times; time++) last = digest(last);
    return last;
  },
});

const hashes: Readonly<Record<Pkcs12Hash, Hash>> = {
  // The key encryption of PKCS#12 knows this hash alone.
  'SHA-1': { block: 64, digest: sha1, chain: chainSha1 },
  'SHA-256': general(sha256, 64),
  'SHA-384': general(sha384, 128),
  'SHA-512': general(sha512, 128),
};

/**
 * A password as PKCS#12 wants it (appendix B.1): BMPString with a terminating NUL, even where it is empty.
 */
export const bmpPassword = (password: string): Bytes => encodeBmp(`${password}\0`);

/** @param password from `bmpPassword`; zero octets for the password that some programs write where there is none */
export function derivePkcs12(
  hash: Pkcs12Hash,
  purpose: (typeof PURPOSE)[keyof typeof PURPOSE],
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Bytes {
  const { digest, chain, block } = hashes[hash];
  const diversifier = new Uint8Array(block).fill(purpose);
  const input = new Uint8Array(filled(salt.length, block) + filled(password.length, block));
  repeat(salt, input.subarray(0, filled(salt.length, block)));
  repeat(password, input.subarray(filled(salt.length, block)));

  const derived = new Uint8Array(length);
  const message = new Uint8Array(block + input.length);
  message.set(diversifier);
  for (let at = 0; at < length;) {
    message.set(input, block);
    const hashed = chain(digest(message), iterations - 1);
    derived.set(hashed.subarray(0, length - at), at);
    at += hashed.length;
    const addend = new Uint8Array(block);
    repeat(hashed, addend);
    for (let start = 0; start < input.length; start += block)
      addPlusOne(input.subarray(start, start + block), addend);
  }
  return derived;
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
