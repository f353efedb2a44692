/**
 * MD5 of its own result and a suffix, again and again (RFC 1321): what guards the keys of JCEKS, two hundred thousand times each since
 * Java 9. The library makes a new state each time; here one block is kept and rewritten, which is ten times as fast.
 */
import { md5 } from '@noble/hashes/legacy.js';
import { concat } from './bytes';

const DIGEST = 16;
/** Octets of a message that with its padding fit one block (RFC 1321 §3.1, §3.2). */
const ONE_BLOCK = 55;
/** RFC 1321 §3.4: the whole part of 2^32 times the sine. */
const SINES = Int32Array.from(
  { length: 64 },
  (_, at) => Math.floor(2 ** 32 * Math.abs(Math.sin(at + 1))) | 0,
);
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const shiftOf = Uint8Array.from({ length: 64 }, (_, at) => SHIFTS[4 * (at >> 4) + (at & 3)] ?? 0);
const wordOf = Uint8Array.from({ length: 64 }, (_, at) => {
  const round = at >> 4;
  return (round === 0 ? at : round === 1 ? 5 * at + 1 : round === 2 ? 3 * at + 5 : 7 * at) & 15;
});

export class Md5Chain {
  readonly #suffix: Uint8Array;
  readonly #block: Int32Array | undefined;
  #digest: Uint8Array;

  constructor(first: Uint8Array, suffix: Uint8Array) {
    this.#digest = first;
    this.#suffix = suffix;
    const length = DIGEST + suffix.length;
    if (length > ONE_BLOCK) return;
    const padded = new Uint8Array(64);
    padded.set(first);
    padded.set(suffix, DIGEST);
    padded[length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(56, 8 * length, true);
    this.#block = Int32Array.from({ length: 16 }, (_, at) => view.getInt32(4 * at, true));
  }

  run(times: number): void {
    if (this.#block === undefined)
      for (let time = 0; time < times; time++) this.#digest = md5(concat(this.#digest, this.#suffix));
    else for (let time = 0; time < times; time++) compress(this.#block);
  }

  get digest(): Uint8Array {
    if (this.#block === undefined) return this.#digest;
    const octets = new Uint8Array(DIGEST);
    const view = new DataView(octets.buffer);
    for (let at = 0; at < 4; at++) view.setInt32(4 * at, this.#block[at] ?? 0, true);
    return octets;
  }
}

/** One block from the first state; the result takes the place of the block's first four words. */
function compress(block: Int32Array): void {
  let [a, b, c, d] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let at = 0; at < 64; at++) {
    const mixed =
      at < 16 ? (b & c) | (~b & d) : at < 32 ? (d & b) | (~d & c) : at < 48 ? b ^ c ^ d : c ^ (b | ~d);
    const sum = (a + mixed + (SINES[at] ?? 0) + (block[wordOf[at] ?? 0] ?? 0)) | 0;
    const shift = shiftOf[at] ?? 0;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  block[0] = (0x67452301 + a) | 0;
  block[1] = (0xefcdab89 + b) | 0;
  block[2] = (0x98badcfe + c) | 0;
  block[3] = (0x10325476 + d) | 0;
}
