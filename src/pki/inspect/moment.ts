/**
 * The moment a written time means, in milliseconds: also where it has no seconds, a fraction or an offset, which RFC 5280
 * §4.1.2.5 forbids and other programs read. `undefined` where it means none.
 */
import { latin1 } from '../../codec/bytes';
import type { TaggedOctets } from '../../codec/document-outline';
import * as Tag from '../../codec/tag';

const shape =
  /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9}))?(?:Z|([+-])(\d{2})(\d{2}))$/;
const LONGEST = 32;

export function momentOf({ tag, octets }: TaggedOctets): number | undefined {
  const text = octets.length > LONGEST ? '' : latin1(octets);
  const fields = shape.exec(text);
  const short = tag === Tag.UTC_TIME;
  // Two digits and four look alike where the seconds are left out, so the type decides.
  const digits = /^\d*/.exec(text)?.[0].length ?? 0;
  if (fields === null || (short ? digits !== 12 && digits !== 10 : digits !== 14 && digits !== 12))
    return undefined;
  const parts = (short ? text : text.slice(2)).slice(0, 12);
  const at = (from: number): number => Number(parts.slice(from, from + 2) || '0');
  const [year, month, day, hour, minute] = [at(0), at(2), at(4), at(6), at(8)];
  const second = digits === (short ? 12 : 14) ? at(10) : 0;
  const century = short ? (year < 50 ? 2000 : 1900) : Number(text.slice(0, 2)) * 100;
  const time = new Date(0);
  time.setUTCFullYear(century + year, month - 1, day);
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const [fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = fields.slice(7);
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? 1 : -1);
  return time.setUTCHours(hour, minute + offset, second, Math.floor(Number(`0.${fraction || '0'}`) * 1000));
}
