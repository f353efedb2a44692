/**
 * DER passed over as numbers, for lists of ten thousand things: headers, plain text and common times, without an object or an
 * error for any of them. What is not plain is left to `DerReader`, which says what is wrong.
 */
import { DerReader } from './der-reader';
import { attempt } from './malformed';
import * as Tag from './tag';
import { readTime } from './time';

/** One header after another, kept as numbers. */
export class DerWalk {
  readonly bytes: Uint8Array;
  tag = 0;
  start = 0;
  end = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Whether a whole value with a definite length lies between `at` and `limit`. */
  to(at: number, limit: number): boolean {
    const { bytes } = this;
    if (at + 2 > limit) return false;
    let length = bytes[at + 1] ?? 0;
    let start = at + 2;
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0 || octets > 4 || start + octets > limit) return false;
      length = 0;
      for (const end = start + octets; start < end; start++) length = length * 256 + (bytes[start] ?? 0);
    }
    this.tag = bytes[at] ?? 0;
    this.start = start;
    this.end = start + length;
    return this.end <= limit;
  }

  toTagged(tag: number, at: number, limit: number): boolean {
    return this.to(at, limit) && this.tag === tag;
  }
}

const { fromCharCode } = String;
const octet = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;
// Written out, since a list of arguments would be made first.
const four = (b: Uint8Array, i: number): string =>
  fromCharCode(octet(b, i), octet(b, i + 1), octet(b, i + 2), octet(b, i + 3));
const eight = (b: Uint8Array, i: number): string =>
  fromCharCode(
    octet(b, i),
    octet(b, i + 1),
    octet(b, i + 2),
    octet(b, i + 3),
    octet(b, i + 4),
    octet(b, i + 5),
    octet(b, i + 6),
    octet(b, i + 7),
  );
const sixteen = (b: Uint8Array, i: number): string =>
  fromCharCode(
    octet(b, i),
    octet(b, i + 1),
    octet(b, i + 2),
    octet(b, i + 3),
    octet(b, i + 4),
    octet(b, i + 5),
    octet(b, i + 6),
    octet(b, i + 7),
    octet(b, i + 8),
    octet(b, i + 9),
    octet(b, i + 10),
    octet(b, i + 11),
    octet(b, i + 12),
    octet(b, i + 13),
    octet(b, i + 14),
    octet(b, i + 15),
  );

/** Printable ASCII; `undefined` where anything else is among it. */
export function asciiAt(bytes: Uint8Array, start: number, end: number): string | undefined {
  for (let i = start; i < end; i++) if (!isPlain(octet(bytes, i))) return undefined;
  // In few pieces, since each is a string of its own, and of two that are joined both are kept.
  let text = '';
  let at = start;
  for (; at + 16 <= end; at += 16) text += sixteen(bytes, at);
  let last = '';
  if (at + 8 <= end) {
    last = eight(bytes, at);
    at += 8;
  }
  if (at + 4 <= end) {
    last += four(bytes, at);
    at += 4;
  }
  for (; at < end; at++) last += fromCharCode(octet(bytes, at));
  return text + last;
}

const DIGITS = Uint8Array.from(Array.from('0123456789ABCDEF', (digit) => digit.charCodeAt(0)));
const high = (b: Uint8Array, i: number): number => DIGITS[octet(b, i) >> 4] ?? 0;
const low = (b: Uint8Array, i: number): number => DIGITS[octet(b, i) & 15] ?? 0;

/** Upper-case hex, eight digits at a time. */
export function upperHexAt(b: Uint8Array, start: number, end: number): string {
  let text = '';
  let i = start;
  for (; i + 4 <= end; i += 4)
    text += fromCharCode(
      high(b, i),
      low(b, i),
      high(b, i + 1),
      low(b, i + 1),
      high(b, i + 2),
      low(b, i + 2),
      high(b, i + 3),
      low(b, i + 3),
    );
  for (; i < end; i++) text += fromCharCode(high(b, i), low(b, i));
  return text;
}

/** Two digits; negative where one is none. */
function pairAt(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 0x30;
  const ones = (bytes[at + 1] ?? 0) - 0x30;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

const isPlain = (octet: number): boolean => octet >= 0x20 && octet < 0x7f;

/** RFC 5280 wants `YYMMDDHHMMSSZ` to 2049 and four digits of year after it; anything else is read slowly, or not at all. */
export function momentAt(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] === Tag.UTC_TIME && bytes[at + 1] === 13 && bytes[at + 14] === 0x5a) {
    const short = pairAt(bytes, at + 2);
    const month = pairAt(bytes, at + 4);
    const day = pairAt(bytes, at + 6);
    const hour = pairAt(bytes, at + 8);
    const minute = pairAt(bytes, at + 10);
    const second = pairAt(bytes, at + 12);
    // Days every month has; the others are asked of the calendar.
    const isDate = short >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
    const isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    if (isDate && isTime)
      return Date.UTC(short < 50 ? 2000 + short : 1900 + short, month - 1, day, hour, minute, second);
  }
  const time = attempt(() => readTime(new DerReader(bytes, at)));
  return time.ok ? time.value.getTime() : undefined;
}
