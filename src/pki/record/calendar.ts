/**
 * Ends of certificates as a calendar (RFC 5545), with reminders thirty and seven days before. An event is called after the
 * certificate's fingerprint, so that importing a newer export changes what is there and doubles nothing.
 */
import { utf8 } from '../../codec/bytes';
import type { InventoryRow } from './inventory-row';

export interface CalendarOptions {
  /** ms since 1970: when it was exported. */
  readonly at: number;
  /** The whole day (in UTC) on which it ends, or the minute. */
  readonly allDay: boolean;
}

const REMINDERS = [30, 7];

export function expiryCalendar(rows: readonly InventoryRow[], { at, allDay }: CalendarOptions): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Certwright//Certificate expiry//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    // Whoever revoked one need not be told of its end, and what never ends has none.
    ...rows
      .filter(({ status, notAfter }) => status !== 'revoked' && isDate(notAfter))
      .flatMap((row) => event(row, at, allDay)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** A year has four digits there (RFC 5545 §3.3.4), and 9999 means "no end" (RFC 5280 §4.1.2.5). */
const isDate = (time: number): boolean => time >= Date.UTC(0, 0, 1) && time < Date.UTC(9999, 0, 1);

function event(row: InventoryRow, at: number, allDay: boolean): readonly string[] {
  const { title, issuer, serialNumber, names, sha256, notAfter } = row;
  const summary = `${title} ends`;
  const description = [
    `Certificate of ${title}, serial number ${serialNumber}, issued by ${issuer}.`,
    ...(names.length > 0 ? [`Names: ${names.join(', ')}`] : []),
    `SHA-256: ${sha256}`,
  ].join('\n');
  return [
    'BEGIN:VEVENT',
    `UID:${sha256}@certwright.invalid`,
    `DTSTAMP:${basic(at)}`,
    ...(allDay
      ? [
          `DTSTART;VALUE=DATE:${basic(notAfter).slice(0, 8)}`,
          `DTEND;VALUE=DATE:${basic(notAfter + DAY).slice(0, 8)}`,
        ]
      : [`DTSTART:${basic(notAfter)}`]),
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    // It takes nobody's time.
    'TRANSP:TRANSPARENT',
    ...REMINDERS.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-P${days}D`,
      `DESCRIPTION:${escaped(`${title} ends in ${days} days`)}`,
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
