/**
 * RC2 (RFC 2268), because every PKCS#12 file until 2021 hides its certificates in it, and no library that is kept has it.
 * Decryption alone, in CBC without padding: nothing here is written with it.
 */
import type { Bytes } from './bytes';

const BLOCK = 8;
const KEY_OCTETS = 128;
const KEY_WORDS = 64;
/** MIXING rounds before, between and after the two MASHING rounds (§3.3). */
const MIXING = [5, 6, 5];
const ROTATIONS = [1, 2, 3, 5];

/** PITABLE (§2), a permutation of the octets made of the digits of pi. */
const PI_TABLE = Uint8Array.from(
  (
    'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
    'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
    '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
    'c5f3db47e5a59c770aa62068fe7fc1ad'
  )
    .match(/../g)
    ?.map((pair) => Number.parseInt(pair, 16)) ?? [],
);

/** 64 words of 16 bits from a key of 1 to 128 octets (§2). */
function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const expanded = new Uint8Array(KEY_OCTETS);
  expanded.set(key.subarray(0, KEY_OCTETS));
  const octet = (at: number): number => expanded[at] ?? 0;
  const pi = (index: number): number => PI_TABLE[index & 0xff] ?? 0;
  for (let i = key.length; i < KEY_OCTETS; i++) expanded[i] = pi(octet(i - 1) + octet(i - key.length));
  const effective = Math.ceil(effectiveBits / 8);
  const mask = 0xff >> (8 * effective - effectiveBits);
  expanded[KEY_OCTETS - effective] = pi(octet(KEY_OCTETS - effective) & mask);
  for (let i = KEY_OCTETS - effective - 1; i >= 0; i--) expanded[i] = pi(octet(i + 1) ^ octet(i + effective));
  return Uint16Array.from({ length: KEY_WORDS }, (_, i) => octet(2 * i) + 256 * octet(2 * i + 1));
}

/** Undoes §3 on four words: r-MIXING and r-MASHING, the keys from the last to the first (§4). */
function decryptBlock(words: Uint16Array, keys: Uint16Array): void {
  const word = (at: number): number => words[at & 3] ?? 0;
  let next = KEY_WORDS - 1;
  for (const [index, rounds] of MIXING.entries()) {
    for (let round = 0; round < rounds; round++) {
      for (let i = 3; i >= 0; i--) {
        const rotation = ROTATIONS[i] ?? 0;
        const turned = ((word(i) >>> rotation) | (word(i) << (16 - rotation))) & 0xffff;
        words[i] = turned - (keys[next--] ?? 0) - (word(i + 3) & word(i + 2)) - (~word(i + 3) & word(i + 1));
      }
    }
    if (index === MIXING.length - 1) break;
    for (let i = 3; i >= 0; i--) words[i] = word(i) - (keys[word(i + 3) & 63] ?? 0);
  }
}

/**
 * CBC without padding; the ciphertext must be whole blocks.
 * @param effectiveBits 1 … 1024: how many bits of the key count
 */
export function decryptRc2(
  key: Uint8Array,
  effectiveBits: number,
  iv: Uint8Array,
  ciphertext: Uint8Array,
): Bytes {
  const keys = expandKey(key, effectiveBits);
  const plaintext = new Uint8Array(ciphertext.length);
  const words = new Uint16Array(4);
  let previous = iv;
  for (let start = 0; start < ciphertext.length; start += BLOCK) {
    const block = ciphertext.subarray(start, start + BLOCK);
    for (let i = 0; i < 4; i++) words[i] = (block[2 * i] ?? 0) + 256 * (block[2 * i + 1] ?? 0);
    decryptBlock(words, keys);
    for (let i = 0; i < BLOCK; i++) {
      plaintext[start + i] = ((words[i >> 1] ?? 0) >>> (8 * (i & 1))) ^ (previous[i] ?? 0);
    }
    previous = block;
  }
  return plaintext;
}
