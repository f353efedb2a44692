/**
 * A Time as OpenSSL prints it (`ASN1_TIME_print`): seconds may be missing, fractions stay, offsets are reckoned in.
 * `undefined` is what it calls "Bad time value".
 */
import { latin1 } from '../../codec/bytes';
import type { TaggedOctets } from '../../codec/document-outline';
import * as Tag from '../../codec/tag';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shape = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(\.\d+)?(?:Z|([+-])(\d{2})(\d{2}))$/;
/** No time a certificate means is longer; OpenSSL prints fractions of any length. */
const LONGEST = 256;

const two = (value: number): string => String(value).padStart(2, '0');

export function opensslTime({ tag, octets }: TaggedOctets): string | undefined {
  if (octets.length > LONGEST) return undefined;
  const text = latin1(octets);
  const short = tag === Tag.UTC_TIME;
  const fields = shape.exec(text.slice(short ? 2 : 4));
  const written = text.slice(0, short ? 2 : 4);
  if (fields === null || !/^\d+$/.test(written)) return undefined;
  const [, month = '', day = '', hour = '', minute = '', second = '00', fraction = ''] = fields;
  const [sign, offsetHours = '', offsetMinutes = ''] = fields.slice(7);
  if (short && fraction !== '') return undefined;
  const year = short ? Number(written) + (Number(written) < 50 ? 2000 : 1900) : Number(written);
  const time = new Date(0);
  time.setUTCFullYear(year, Number(month) - 1, Number(day));
  if (time.getUTCMonth() !== Number(month) - 1 || time.getUTCDate() !== Number(day)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (Number(offsetHours) > 12 || Number(offsetMinutes) > 59) return undefined;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? 1 : -1);
  time.setUTCHours(Number(hour), Number(minute) + offset, Number(second));
  const date = `${months[time.getUTCMonth()] ?? ''} ${String(time.getUTCDate()).padStart(2)}`;
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(':');
  return `${date} ${clock}${fraction} ${time.getUTCFullYear()} GMT`;
}
