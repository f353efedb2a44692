/** Times as certificates have them in the wild (RFC 5280 §4.1.2.5 and what ASN.1 allows beside it): the moment and its oddities. */
import { latin1 } from '../../codec/bytes';
import { Malformed } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import type { Element } from './lenient-reader';
import type { PeculiarityCode } from './peculiarity';

export interface ReadTime {
  /** Milliseconds since 1970; absent where it is no moment. */
  readonly moment?: number;
  readonly form: 'utc' | 'generalized';
  /** As written. */
  readonly text: string;
  readonly odd: readonly PeculiarityCode[];
}

const GRAMMAR = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?([.,]\d{1,9})?(Z|[+-]\d{2}(?:\d{2})?)?$/;

export function readTimeLeniently({ tag, contents }: Element): ReadTime {
  if (tag !== Tag.UTC_TIME && tag !== Tag.GENERALIZED_TIME) throw new Malformed('unexpected-tag', 0);
  const form = tag === Tag.UTC_TIME ? 'utc' : 'generalized';
  // The longest form the grammar has is 29 characters; a megabyte of digits is no time.
  const text = latin1(contents.subarray(0, 40));
  const moment = momentOf(text, form);
  const odd: PeculiarityCode[] = [];
  if (moment === undefined) return { form, text, odd: ['time-unreadable'] };
  const [, , , , , , seconds, fraction, zone] = GRAMMAR.exec(text) ?? [];
  if (seconds === undefined) odd.push('time-without-seconds');
  if (fraction !== undefined) odd.push('time-with-fraction');
  if (zone !== 'Z') odd.push('time-with-offset');
  if (form === 'generalized' && moment < Date.UTC(2050, 0, 1)) odd.push('generalized-time-before-2050');
  return { moment, form, text, odd };
}

function momentOf(text: string, form: ReadTime['form']): number | undefined {
  const fields = GRAMMAR.exec(text);
  const width = form === 'utc' ? 2 : 4;
  if (fields === null || fields[1]?.length !== width || fields.input.length < width + 8) return undefined;
  // A group that is not there is `undefined`, and stands for zero seconds.
  const [short = 0, month = 0, day = 0, hour = 0, minute = 0, seconds = 0] = fields.slice(1, 7).map(Number);
  const second = Number.isNaN(seconds) ? 0 : seconds;
  const year = width === 4 ? short : short < 50 ? 2000 + short : 1900 + short;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(hour, minute, second);
  if (
    time.getUTCMonth() !== month - 1 ||
    time.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 60
  )
    return undefined;
  const zone = fields[8] ?? 'Z';
  if (zone === 'Z') return time.getTime();
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3) || 0);
  return time.getTime() - (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
