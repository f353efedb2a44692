/**
 * Ends of certificates and the days revocation lists are due as a calendar (RFC 5545), with reminders before. An event is called
 * after the certificate's fingerprint, or after whose list it is, so that importing a newer export changes what is there and
 * doubles nothing.
 */
import { utf8 } from '../../codec/bytes';
import type { InventoryRow } from './inventory-row';

export interface CalendarOptions {
  /** ms since 1970: when it was exported. */
  readonly at: number;
  /** The whole day (in UTC) on which it ends, or the minute. */
  readonly allDay: boolean;
}

/** An end that is no certificate's of the inventory: an authority's own, or that of its revocation list. */
export interface FurtherEnd {
  /** The same in every export. */
  readonly id: string;
  /** `Team CA ends`, without the verb. */
  readonly title: string;
  readonly kind: 'authority' | 'list';
  readonly description: string;
  /** ms since 1970. */
  readonly end: number;
}

const reminders = { certificate: [30, 7], authority: [180, 30], list: [7, 1] } as const;

interface End {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly end: number;
  /** Days before. */
  readonly reminders: readonly number[];
}

export function expiryCalendar(
  rows: readonly InventoryRow[],
  { at, allDay }: CalendarOptions,
  further: readonly FurtherEnd[] = [],
): string {
  // Whoever revoked one need not be told of its end, and what never ends has none.
  const own = rows.filter(({ status }) => status !== 'revoked').map(endOf);
  const known = new Set(own.map(({ id }) => id));
  // An intermediate is among what its issuer signed.
  const more = further.filter(({ id }) => !known.has(id)).map(furtherEnd);
  const dated = [...own, ...more].filter(({ end }) => isDate(end));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Certwright//Certificate expiry//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...dated.flatMap((one) => event(one, at, allDay)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** A year has four digits there (RFC 5545 §3.3.4), and 9999 means "no end" (RFC 5280 §4.1.2.5). */
const isDate = (time: number): boolean => time >= Date.UTC(0, 0, 1) && time < Date.UTC(9999, 0, 1);

function endOf({ title, issuer, serialNumber, names, sha256, notAfter }: InventoryRow): End {
  const description = [
    `Certificate of ${title}, serial number ${serialNumber}, issued by ${issuer}.`,
    ...(names.length > 0 ? [`Names: ${names.join(', ')}`] : []),
    `SHA-256: ${sha256}`,
  ].join('\n');
  const summary = `${title} ends`;
  return { id: sha256, summary, description, end: notAfter, reminders: reminders.certificate };
}

const furtherEnd = ({ id, title, kind, description, end }: FurtherEnd): End => ({
  ...{ id, description, end, reminders: reminders[kind] },
  summary: kind === 'list' ? `${title} is due` : `${title} ends`,
});

function event(one: End, at: number, allDay: boolean): readonly string[] {
  const { id, summary, description, end, reminders: days } = one;
  return [
    'BEGIN:VEVENT',
    `UID:${id}@certwright.invalid`,
    `DTSTAMP:${basic(at)}`,
    ...(allDay
      ? [`DTSTART;VALUE=DATE:${basic(end).slice(0, 8)}`, `DTEND;VALUE=DATE:${basic(end + DAY).slice(0, 8)}`]
      : [`DTSTART:${basic(end)}`]),
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    // It takes nobody's time.
    'TRANSP:TRANSPARENT',
    ...days.flatMap((before) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-P${before}D`,
      `DESCRIPTION:${escaped(`${summary} in ${before} ${before === 1 ? 'day' : 'days'}`)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

const DAY = 86_400_000;

/** `20261122T080000Z`. */
const basic = (time: number): string =>
  new Date(time).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');

/** §3.3.11: TEXT has escapes for these, and no room for other control characters. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?|\n/g, '\n')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}|\p{Cs}/gu, '\ufffd');
}

/** §3.1: no more than 75 octets a line, a longer one going on behind a blank; never cut within a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = utf8(character).length;
    if (octets + size > 75) {
      parts.push(part);
      part = '';
      // The blank counts.
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
