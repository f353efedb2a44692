/**
 * IP addresses: text ⇄ the octets of a certificate (RFC 5280 §4.2.1.6), and address ranges as name constraints carry
 * them (§4.2.1.10). Text in: dotted decimal without leading zeros, RFC 4291 §2.2. Text out: RFC 5952.
 * Zone ids, brackets and the short or octal forms of `inet_aton` are refused: programs disagree about what they mean.
 */
import ipaddr from 'ipaddr.js';
import type { Bytes } from './bytes';

const DECIMAL = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${DECIMAL}(?:\\.${DECIMAL}){3}$`);
const HEX_GROUP = /^[0-9a-f]{1,4}$/i;
/** `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255` */
const LONGEST_TEXT = 45;

const octetsOf = (dotted: string): number[] => dotted.split('.').map(Number);

/** 4 or 16 octets, or `undefined` where the text is not exactly one address. */
export function parseIpAddress(text: string): Bytes | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  if (!text.includes(':')) return IPV4.test(text) ? new Uint8Array(octetsOf(text)) : undefined;
  const tail = text.slice(text.lastIndexOf(':') + 1);
  if (!tail.includes('.')) return parseGroups(text);
  // An IPv4 address at the end stands for the last two groups.
  return IPV4.test(tail) ? parseGroups(text.slice(0, -tail.length) + hexGroups(octetsOf(tail))) : undefined;
}

function hexGroups([a = 0, b = 0, c = 0, d = 0]: readonly number[]): string {
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** Eight groups of up to four hex digits, one `::` standing for one or more groups of zero. */
function parseGroups(text: string): Bytes | undefined {
  const sides = text.split('::').map((side) => (side === '' ? [] : side.split(':')));
  const [before = [], after = []] = sides;
  const written = before.length + after.length;
  if (sides.length === 1 ? written !== 8 : sides.length > 2 || written > 7) return undefined;
  const octets = new Uint8Array(16);
  let at = 0;
  for (const group of before.concat(after)) {
    if (!HEX_GROUP.test(group)) return undefined;
    if (at === 2 * before.length) at = 16 - 2 * after.length;
    const value = Number.parseInt(group, 16);
    octets[at++] = value >> 8;
    octets[at++] = value & 0xff;
  }
  return octets;
}

/** The canonical text of 4 or 16 octets; `undefined` for any other number of them. */
export function formatIpAddress(octets: Uint8Array): string | undefined {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return undefined;
  const address = new ipaddr.IPv6([...octets]);
  // RFC 5952 §5 recommends the mixed form where the prefix says that an IPv4 address follows.
  return address.isIPv4MappedAddress()
    ? `::ffff:${octets.subarray(12).join('.')}`
    : address.toRFC5952String();
}

/**
 * `10.0.0.0/8`, `fd00::/8`, `10.0.0.0/255.0.0.0` → address octets, then mask octets. Host bits stay as they are:
 * RFC 5280 does not forbid them, and what was read must be written back the same.
 */
export function parseAddressRange(text: string): Bytes | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? undefined : parseIpAddress(text.slice(0, slash));
  if (address === undefined) return undefined;
  const mask = parseMask(text.slice(slash + 1), address.length);
  if (mask?.length !== address.length) return undefined;
  const range = new Uint8Array(2 * address.length);
  range.set(address);
  range.set(mask, address.length);
  return range;
}

function parseMask(text: string, octets: number): Bytes | undefined {
  if (!/^(0|[1-9]\d{0,2})$/.test(text)) return parseIpAddress(text);
  const bits = Number(text);
  if (bits > 8 * octets) return undefined;
  return Uint8Array.from(
    { length: octets },
    (_, i) => 256 - 2 ** (8 - Math.min(8, Math.max(0, bits - 8 * i))),
  );
}

/** CIDR text of 8 or 32 octets; address/mask where the mask is no prefix; `undefined` for any other number of octets. */
export function formatAddressRange(octets: Uint8Array): string | undefined {
  const mask = octets.subarray(octets.length / 2);
  const address = formatIpAddress(octets.subarray(0, octets.length / 2));
  const maskText = formatIpAddress(mask);
  if (address === undefined || maskText === undefined) return undefined;
  return `${address}/${prefixLength(mask) ?? maskText}`;
}

/** The number of leading ones where only zeros follow them. */
function prefixLength(mask: Uint8Array): number | undefined {
  const bits = Array.from(mask, (octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined;
}
