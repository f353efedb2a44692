/**
 * Blowfish as bcrypt uses it (B. Schneier 1993; Provos and Mazières 1999, "eksblowfish"): a state that keys and salts are
 * mixed into, and encryption with it. Its tables are the first digits of pi's fraction, so they are computed and not copied.
 */
const ROUND_KEYS = 18;
const BOX = 256;
const WORDS = ROUND_KEYS + 4 * BOX;

/** arctan(1/x) in so many binary places, by its series. */
function inverseArctangent(x: bigint, places: bigint): bigint {
  let power = (1n << places) / x;
  let sum = 0n;
  for (let n = 1n, sign = 1n; power > 0n; n += 2n, sign = -sign) {
    sum += (sign * power) / n;
    power /= x * x;
  }
  return sum;
}

/** 32-bit words of pi after its point, by Machin's formula: π = 16·arctan(1/5) − 4·arctan(1/239). */
function digitsOfPi(words: number): Uint32Array {
  const guard = 64n;
  const places = BigInt(32 * words) + guard;
  const pi = (16n * inverseArctangent(5n, places) - 4n * inverseArctangent(239n, places)) >> guard;
  const fraction = (pi & ((1n << BigInt(32 * words)) - 1n)).toString(16).padStart(8 * words, '0');
  return Uint32Array.from({ length: words }, (_, i) => Number.parseInt(fraction.slice(8 * i, 8 * i + 8), 16));
}

let initial: Uint32Array | undefined;

export class Blowfish {
  /** Round keys, then the four boxes. */
  readonly #state: Int32Array;
  /** The block being worked on. */
  #left = 0;
  #right = 0;

  constructor() {
    initial ??= digitsOfPi(WORDS);
    this.#state = Int32Array.from(initial, (word) => word | 0);
  }

  /** Mixes in a key, and with every step a salt where there is one. */
  expand(key: Int32Array, salt?: Int32Array): void {
    const state = this.#state;
    for (let i = 0; i < ROUND_KEYS; i++) state[i] = (state[i] ?? 0) ^ (key[i % key.length] ?? 0);
    this.#left = 0;
    this.#right = 0;
    for (let i = 0, at = 0; i < WORDS; i += 2) {
      if (salt !== undefined) {
        this.#left ^= salt[at++ % salt.length] ?? 0;
        this.#right ^= salt[at++ % salt.length] ?? 0;
      }
      this.#encrypt();
      state[i] = this.#left;
      state[i + 1] = this.#right;
    }
  }

  /** Each pair of words by itself. */
  encrypt(words: Int32Array): void {
    for (let i = 0; i + 1 < words.length; i += 2) {
      this.#left = words[i] ?? 0;
      this.#right = words[i + 1] ?? 0;
      this.#encrypt();
      words[i] = this.#left;
      words[i + 1] = this.#right;
    }
  }

  #encrypt(): void {
    const state = this.#state;
    let left = this.#left;
    let right = this.#right;
    for (let round = 0; round < 16; round++) {
      left ^= state[round] ?? 0;
      const mixed =
        ((((state[ROUND_KEYS + (left >>> 24)] ?? 0) +
          (state[ROUND_KEYS + BOX + ((left >>> 16) & 255)] ?? 0)) ^
          (state[ROUND_KEYS + 2 * BOX + ((left >>> 8) & 255)] ?? 0)) +
          (state[ROUND_KEYS + 3 * BOX + (left & 255)] ?? 0)) |
        0;
      const kept = left;
      left = right ^ mixed;
      right = kept;
    }
    this.#left = right ^ (state[17] ?? 0);
    this.#right = left ^ (state[16] ?? 0);
  }
}
