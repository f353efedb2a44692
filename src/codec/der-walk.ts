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

/** Printable ASCII; `undefined` where anything else is among it. */
export function asciiAt(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  let at = start;
  // Four at a time, since each piece is a string of its own until the whole is read.
  for (; at + 4 <= end; at += 4) {
    const a = bytes[at] ?? 0;
    const b = bytes[at + 1] ?? 0;
    const c = bytes[at + 2] ?? 0;
    const d = bytes[at + 3] ?? 0;
    if (!isPlain(a) || !isPlain(b) || !isPlain(c) || !isPlain(d)) return undefined;
    text += String.fromCharCode(a, b, c, d);
  }
  for (; at < end; at++) {
    const octet = bytes[at] ?? 0;
    if (!isPlain(octet)) return undefined;
    text += String.fromCharCode(octet);
  }
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
