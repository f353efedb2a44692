/**
 * IP addresses: text ⇄ the octets of a certificate (RFC 5280 §4.2.1.6), and address ranges as name constraints carry
 * them (§4.2.1.10). Text in: dotted decimal without leading zeros, RFC 4291 §2.2. Text out: RFC 5952.
 * Zone ids, brackets and the short or octal forms of `inet_aton` are refused: programs disagree about what they mean.
 */
import ipaddr from 'ipaddr.js';
import type { Bytes } from './bytes';

/** `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255` */
const LONGEST_TEXT = 45;

const DOT = 0x2e;
const COLON = 0x3a;

/** 4 or 16 octets, or `undefined` where the text is not exactly one address. */
export function parseIpAddress(text: string): Bytes | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  if (text.includes(':')) return parseGroups(text);
  const octets = new Uint8Array(4);
  return readDecimals(text, 0, octets, 0) ? octets : undefined;
}

/** Four decimal numbers without leading zeros, from `start` to the end of the text, into `octets` at `to`. */
function readDecimals(text: string, start: number, octets: Uint8Array, to: number): boolean {
  let count = 0;
  let value = -1;
  for (let i = start; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : DOT;
    if (code === DOT) {
      if (value < 0 || count === 4) return false;
      octets[to + count++] = value;
      value = -1;
      continue;
    }
    const digit = code - 0x30;
    if (digit < 0 || digit > 9 || value === 0) return false;
    value = value < 0 ? digit : value * 10 + digit;
    if (value > 255) return false;
  }
  return count === 4;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  // Upper case to lower: the two differ in this bit.
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter <= 5 ? 10 + letter : -1;
}

/** Eight groups of up to four hex digits, one `::` standing for one or more groups of zero; the last two may be IPv4. */
function parseGroups(text: string): Bytes | undefined {
  const octets = new Uint8Array(16);
  let filled = 0;
  /** Where the zeros of `::` go, in octets. */
  let gap = -1;
  let i = 0;
  if (text.charCodeAt(0) === COLON) {
    if (text.charCodeAt(1) !== COLON) return undefined;
    gap = 0;
    i = 2;
  }
  while (i < text.length) {
    if (filled === 16) return undefined;
    const start = i;
    let value = 0;
    for (; i < text.length; i++) {
      const digit = hexDigit(text.charCodeAt(i));
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    if (text.charCodeAt(i) === DOT) {
      if (filled > 12 || !readDecimals(text, start, octets, filled)) return undefined;
      filled += 4;
      break;
    }
    if (i === start || i - start > 4) return undefined;
    octets[filled] = value >> 8;
    octets[filled + 1] = value & 0xff;
    filled += 2;
    if (i === text.length) break;
    if (text.charCodeAt(i++) !== COLON || i === text.length) return undefined;
    if (text.charCodeAt(i) !== COLON) continue;
    if (gap >= 0) return undefined;
    gap = filled;
    i++;
  }
  if (gap < 0) return filled === 16 ? octets : undefined;
  if (filled > 14) return undefined;
  octets.copyWithin(16 - (filled - gap), gap, filled);
  octets.fill(0, gap, 16 - (filled - gap));
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
