/** Object identifiers: dotted decimal to contents octets and back (X.690 §8.19). Names of them live with their users. */
import type { Bytes } from './bytes';
import { Malformed } from './malformed';

/**
 * Contents octets an identifier may have. The longest in any registry stays under 40; a 1 MB identifier takes
 * other decoders seconds to print, which is the only thing such a value is good for.
 */
export const MAX_OID_OCTETS = 128;

const encoded = new Map<string, Bytes>();

/** Contents octets (no header). Throws `Malformed` on text that is no object identifier. */
export function encodeOid(dotted: string): Bytes {
  const known = encoded.get(dotted);
  if (known !== undefined) return known;
  if (!/^[012](\.(0|[1-9]\d{0,38}))+$/.test(dotted)) throw new Malformed('bad-oid', 0, dotted.slice(0, 80));
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  if (first < 2n && second > 39n) throw new Malformed('bad-oid', 0, dotted.slice(0, 80));
  const octets: number[] = [];
  for (const arc of [first * 40n + second, ...rest]) {
    const groups = [Number(arc & 0x7fn)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 0x7fn) | 0x80);
    octets.push(...groups);
  }
  if (octets.length > MAX_OID_OCTETS) throw new Malformed('too-large', 0);
  const bytes = new Uint8Array(octets);
  // Only identifiers written in the source are looked up often; a form's free text must not grow the table for ever.
  if (encoded.size < 512) encoded.set(dotted, bytes);
  return bytes;
}

/** Dotted decimal of the contents octets `start … end`. */
export function decodeOid(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end <= start) throw new Malformed('bad-oid', start);
  if (end - start > MAX_OID_OCTETS) throw new Malformed('too-large', start);
  if ((bytes[end - 1] ?? 0x80) >= 0x80) throw new Malformed('bad-oid', start, 'last arc is unfinished');
  let dotted = '';
  let arc = 0;
  let large: bigint | undefined;
  let fresh = true;
  for (let i = start; i < end; i++) {
    const octet = bytes[i] ?? 0;
    if (fresh && octet === 0x80) throw new Malformed('bad-oid', start, 'an arc has leading zeros');
    fresh = octet < 0x80;
    if (large !== undefined) large = (large << 7n) | BigInt(octet & 0x7f);
    else if (arc >= 2 ** 45) large = (BigInt(arc) << 7n) | BigInt(octet & 0x7f);
    else arc = arc * 128 + (octet & 0x7f);
    if (!fresh) continue;
    if (dotted === '') {
      if (large !== undefined) dotted = `2.${large - 80n}`;
      else dotted = arc < 80 ? `${Math.floor(arc / 40)}.${arc % 40}` : `2.${arc - 80}`;
    } else dotted += `.${large ?? arc}`;
    arc = 0;
    large = undefined;
  }
  return dotted;
}
