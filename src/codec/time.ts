/**
 * UTCTime and GeneralizedTime as certificates carry them (RFC 5280 §4.1.2.5): seconds present, `Z`, no fraction.
 * Years to 2049 are UTCTime, from 2050 on GeneralizedTime; a reader takes either.
 */
import { latin1 } from './bytes';
import type { DerReader } from './der-reader';
import type { DerWriter } from './der-writer';
import { Malformed } from './malformed';
import * as Tag from './tag';

/** "No well-defined expiration date" (RFC 5280 §4.1.2.5). */
export const NO_EXPIRY = Date.UTC(9999, 11, 31, 23, 59, 59);

const pattern = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;

/** Writes a whole second of the years 1950 … 9999. */
export function writeTime(writer: DerWriter, time: Date): void {
  if (time.getUTCFullYear() < 2050) writer.digits(Tag.UTC_TIME, digitsOf(time), 12, 'Z');
  else writeGeneralizedTime(writer, time);
}

/** For the fields that are GeneralizedTime in any year, such as invalidityDate (§5.3.2). */
export function writeGeneralizedTime(writer: DerWriter, time: Date): void {
  writer.digits(Tag.GENERALIZED_TIME, digitsOf(time), 14, 'Z');
}

/** Four digits of year, two of everything after it. */
function digitsOf(time: Date): number {
  const year = time.getUTCFullYear();
  if (!(year >= 1950 && year <= 9999)) throw new RangeError(`no certificate time: ${time.getTime()} ms`);
  const date = (year * 100 + time.getUTCMonth() + 1) * 100 + time.getUTCDate();
  const hours = (time.getUTCHours() * 100 + time.getUTCMinutes()) * 100 + time.getUTCSeconds();
  return date * 1_000_000 + hours;
}

/** Reads a Time; impossible dates (31 February) are refused rather than rolled over. */
export function readTime(reader: DerReader): Date {
  const start = reader.offset;
  const tag = reader.peek();
  if (tag !== Tag.UTC_TIME && tag !== Tag.GENERALIZED_TIME) throw new Malformed('unexpected-tag', start);
  const contents = reader.contents(tag);
  const length = tag === Tag.UTC_TIME ? 13 : 15;
  const fields = contents.length === length ? pattern.exec(latin1(contents)) : null;
  if (fields === null) throw new Malformed('bad-time', start);
  const [short = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.slice(1).map(Number);
  const year = tag === Tag.GENERALIZED_TIME ? short : short < 50 ? 2000 + short : 1900 + short;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(hour, minute, second);
  const asWritten =
    time.getUTCFullYear() === year &&
    time.getUTCMonth() === month - 1 &&
    time.getUTCDate() === day &&
    time.getUTCHours() === hour &&
    time.getUTCMinutes() === minute &&
    time.getUTCSeconds() === second;
  if (!asWritten) throw new Malformed('bad-time', start);
  return time;
}
