/**
 * AES-192 decryption (FIPS 197), because Chromium's WebCrypto refuses 192-bit keys and old private keys have them.
 * Decryption alone: nothing here is written with it. Not constant in time; it runs once, on the owner's own file.
 */
import type { Bytes } from './bytes';

const KEY_WORDS = 6;
const ROUNDS = 12;
const BLOCK = 16;

/** Product in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1 (§4.2). */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let x = a, y = b; y > 0; y >>= 1, x = ((x << 1) ^ (x >= 0x80 ? 0x11b : 0)) & 0xff) {
    if (y % 2 === 1) product ^= x;
  }
  return product;
}

const timesTable = (factor: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, octet) => multiply(octet, factor));

/** The S-box (§5.1.1): inversion, then an affine map. 3 generates the field and 0xf6 is its inverse. */
function substitutionBox(): Uint8Array {
  const box = new Uint8Array(256);
  box[0] = 0x63;
  for (let power = 0, x = 1, inverse = 1; power < 255; power++) {
    let image = 0x63;
    for (let turn = 0; turn < 5; turn++) image ^= ((inverse << turn) | (inverse >> (8 - turn))) & 0xff;
    box[x] = image;
    x = multiply(x, 3);
    inverse = multiply(inverse, 0xf6);
  }
  return box;
}

/** 13 round keys of 16 octets (§5.2). */
function expandKey(key: Uint8Array, box: Uint8Array): Uint8Array {
  const expanded = new Uint8Array(BLOCK * (ROUNDS + 1));
  expanded.set(key);
  const word = new Uint8Array(4);
  for (let i = KEY_WORDS, constant = 1; 4 * i < expanded.length; i++) {
    word.set(expanded.subarray(4 * i - 4, 4 * i));
    if (i % KEY_WORDS === 0) {
      word.set([
        box[word[1] ?? 0] ?? 0,
        box[word[2] ?? 0] ?? 0,
        box[word[3] ?? 0] ?? 0,
        box[word[0] ?? 0] ?? 0,
      ]);
      word[0] = (word[0] ?? 0) ^ constant;
      constant = multiply(constant, 2);
    }
    for (let j = 0; j < 4; j++) {
      expanded[4 * i + j] = (expanded[4 * (i - KEY_WORDS) + j] ?? 0) ^ (word[j] ?? 0);
    }
  }
  return expanded;
}

/** CBC (SP 800-38A §6.2) without padding; the ciphertext must be whole blocks, the key 24 octets. */
export function decryptAes192(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Bytes {
  const box = substitutionBox();
  const inverseBox = new Uint8Array(256);
  for (const [octet, image] of box.entries()) inverseBox[image] = octet;
  const keys = expandKey(key, box);
  const [times9, times11, times13, times14] = [timesTable(9), timesTable(11), timesTable(13), timesTable(14)];
  const at = (table: Uint8Array, index: number): number => table[index] ?? 0;

  const plaintext = new Uint8Array(ciphertext.length);
  const state = new Uint8Array(BLOCK);
  const shifted = new Uint8Array(BLOCK);
  for (let start = 0; start < ciphertext.length; start += BLOCK) {
    for (let i = 0; i < BLOCK; i++) state[i] = at(ciphertext, start + i) ^ at(keys, BLOCK * ROUNDS + i);
    for (let round = ROUNDS - 1; round >= 0; round--) {
      // InvShiftRows: row r = i % 4 turns r columns to the right. Then InvSubBytes and AddRoundKey.
      for (let i = 0; i < BLOCK; i++) {
        shifted[i] = at(inverseBox, at(state, (i + 12 * (i % 4)) % BLOCK)) ^ at(keys, BLOCK * round + i);
      }
      if (round === 0) break;
      for (let i = 0; i < BLOCK; i++) {
        const column = i - (i % 4);
        const down = (steps: number): number => at(shifted, column + ((i + steps) % 4));
        state[i] = at(times14, down(0)) ^ at(times11, down(1)) ^ at(times13, down(2)) ^ at(times9, down(3));
      }
    }
    const previous = start === 0 ? iv : ciphertext.subarray(start - BLOCK, start);
    for (let i = 0; i < BLOCK; i++) plaintext[start + i] = at(shifted, i) ^ at(previous, i);
  }
  return plaintext;
}
