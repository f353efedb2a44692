// Damage as files suffer it and attackers do it: octets changed, lengths lied about, parts cut, doubled, moved, taken from
// another document. The same seed makes the same mutants.
import type { Bytes } from '../../src/codec/bytes';

/** Mulberry32: small, good enough to be damaged by, and the same everywhere. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** One of many series of the same seed, so that the hundredth can be had without the 99 before. */
  static of(seed: number, series: number): Dice {
    return new Dice(new Dice(seed ^ Math.imul(series + 1, 0x9e3779b1)).roll(2 ** 32));
  }

  /** A whole number from 0 to `below` - 1. */
  roll(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }
}

/** Octets that mean something to a parser: ends of ranges, indefinite and long lengths, tags, signs of text. */
const TELLING = [
  0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xff, 0x30, 0x31, 0x02, 0x03, 0x04, 0x06, 0xa0, 0xbf,
];

type Damage = (octets: Bytes, dice: Dice, other: Bytes) => Bytes;

const joined = (...parts: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Start and end of a stretch, short more often than long. */
function stretch(octets: Bytes, dice: Dice): readonly [number, number] {
  const start = dice.roll(octets.length);
  const length = 1 + dice.roll(1 << dice.roll(10));
  return [start, Math.min(octets.length, start + length)];
}

const damages: readonly Damage[] = [
  (octets, dice) => {
    const changed = octets.slice();
    for (let i = 1 + dice.roll(4); i > 0; i--) changed[dice.roll(octets.length)] = dice.roll(256);
    return changed;
  },
  (octets, dice) => {
    const changed = octets.slice();
    for (let i = 1 + dice.roll(3); i > 0; i--)
      changed[dice.roll(octets.length)] = TELLING[dice.roll(TELLING.length)] ?? 0;
    return changed;
  },
  (octets, dice) => {
    const changed = octets.slice();
    const at = dice.roll(octets.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << dice.roll(8));
    return changed;
  },
  (octets, dice) => octets.slice(0, dice.roll(octets.length)),
  (octets, dice) => {
    const [start, end] = stretch(octets, dice);
    return joined(octets.subarray(0, start), octets.subarray(end));
  },
  (octets, dice) => {
    const [start, end] = stretch(octets, dice);
    return joined(octets.subarray(0, end), octets.subarray(start));
  },
  (octets, dice) => {
    const [start, end] = stretch(octets, dice);
    return octets.slice().fill(TELLING[dice.roll(TELLING.length)] ?? 0, start, end);
  },
  (octets, dice, other) => {
    const [start, end] = stretch(other, dice);
    const at = dice.roll(octets.length);
    return joined(octets.subarray(0, at), other.subarray(start, end), octets.subarray(at));
  },
  (octets, dice, other) =>
    joined(octets.subarray(0, dice.roll(octets.length)), other.subarray(dice.roll(other.length))),
  (octets, dice) => {
    const at = dice.roll(octets.length);
    const long = Uint8Array.of(
      0x84,
      0xff - 0x80 * dice.roll(2),
      dice.roll(256),
      dice.roll(256),
      dice.roll(256),
    );
    return joined(octets.subarray(0, at), long, octets.subarray(at + 1));
  },
];

/** `octets`, damaged in one or two ways. */
export function mutant(octets: Bytes, dice: Dice, other: Bytes): Bytes {
  let damaged = octets;
  for (let times = 1 + dice.roll(2); times > 0 && damaged.length > 0; times--)
    damaged = damages[dice.roll(damages.length)]?.(damaged, dice, other) ?? damaged;
  return damaged;
}
