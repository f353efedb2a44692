/** A serial number as typed: hex of a positive number of at most 20 octets as an INTEGER has them (RFC 5280 §4.1.2.2). */
import type { Bytes } from '../../codec/bytes';
import { fromHex } from '../../codec/bytes';
import type { ProblemList } from './problem-list';

const MOST_OCTETS = 20;

/** Magnitude without leading zeros. @param drawn for a draft that leaves it to chance */
export function readSerial(text: string, drawn: Bytes, problems: ProblemList): Bytes | undefined {
  const report = problems.at('serialNumber');
  const typed = text.replace(/[\s:]+/g, '').replace(/^0x/i, '');
  if (typed === '') return drawn;
  if (/^-[\da-f]+$/i.test(typed)) return report('serial-not-positive');
  if (!/^[\da-f]+$/i.test(typed)) return report('not-hex');
  const digits = typed.replace(/^0+/, '');
  if (digits === '') return report('serial-not-positive');
  const octets =
    digits.length > 2 * MOST_OCTETS
      ? undefined
      : fromHex(digits.padStart(digits.length + (digits.length % 2), '0'));
  // A first bit of 1 asks for a sign octet before it.
  if (octets === undefined || octets.length + ((octets[0] ?? 0) >= 0x80 ? 1 : 0) > MOST_OCTETS)
    return report('serial-too-large', String(MOST_OCTETS));
  return octets;
}
