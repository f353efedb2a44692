/**
 * The key derivation of PKCS#12 (RFC 7292 appendix B.2). WebCrypto does not have it, so its hashes run in JavaScript:
 * a million iterations hold the thread for more than a second.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { encodeBmp } from './bmp-string';
import type { Bytes } from './bytes';

export type Pkcs12Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** What the derived octets are for (appendix B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

const hashes: Readonly<
  Record<Pkcs12Hash, { readonly digest: (message: Uint8Array) => Uint8Array; readonly block: number }>
> = {
  'SHA-1': { digest: sha1, block: 64 },
  'SHA-256': { digest: sha256, block: 64 },
  'SHA-384': { digest: sha384, block: 128 },
  'SHA-512': { digest: sha512, block: 128 },
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
  const { digest, block } = hashes[hash];
  const diversifier = new Uint8Array(block).fill(purpose);
  const input = new Uint8Array(filled(salt.length, block) + filled(password.length, block));
  repeat(salt, input.subarray(0, filled(salt.length, block)));
  repeat(password, input.subarray(filled(salt.length, block)));

  const derived = new Uint8Array(length);
  const message = new Uint8Array(block + input.length);
  message.set(diversifier);
  for (let at = 0; at < length;) {
    message.set(input, block);
    let hashed = digest(message);
    for (let i = 1; i < iterations; i++) hashed = digest(hashed);
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
