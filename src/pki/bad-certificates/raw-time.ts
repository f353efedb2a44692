/** Times of certificates as text, the right ones (RFC 5280 §4.1.2.5) and those that people and programs get wrong. */
import * as Tag from '../../codec/tag';
import type { RawTime } from './raw-certificate';

const digits = (date: Date): string =>
  date
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '');

const moment = (at: Date, seconds: number): Date =>
  new Date(Math.floor(at.getTime() / 1000 + seconds) * 1000);

/** UTCTime until 2049, GeneralizedTime from 2050 on. */
export function timeAt(at: Date, seconds: number): RawTime {
  const time = moment(at, seconds);
  return time.getUTCFullYear() < 2050 ? utcTime(time, 'Z') : generalizedTime(time, 'Z');
}

/** @param end what stands after the seconds */
export const utcTime = (time: Date, end: string): RawTime => ({
  tag: Tag.UTC_TIME,
  text: digits(time).slice(2) + end,
});

export const generalizedTime = (time: Date, end: string): RawTime => ({
  tag: Tag.GENERALIZED_TIME,
  text: digits(time) + end,
});

export const withoutSeconds = (time: Date): RawTime => ({
  tag: Tag.UTC_TIME,
  text: `${digits(time).slice(2, 12)}Z`,
});

export const secondsAfter = moment;
