/**
 * RC4, which RFC 7292 appendix C lists for PKCS#12 and no library that is kept has. Decryption of old files alone; RFC 7465
 * and common sense forbid everything else.
 */
import type { Bytes } from './bytes';

export function decryptRc4(key: Uint8Array, ciphertext: Uint8Array): Bytes {
  const state = Uint8Array.from({ length: 256 }, (_, octet) => octet);
  const at = (index: number): number => state[index & 0xff] ?? 0;
  const swap = (one: number, other: number): void => {
    const kept = at(one);
    state[one] = at(other);
    state[other] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 0xff;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Uint8Array.from(ciphertext, (octet) => {
    i = (i + 1) & 0xff;
    j = (j + at(i)) & 0xff;
    swap(i, j);
    return octet ^ at(at(i) + at(j));
  });
}
