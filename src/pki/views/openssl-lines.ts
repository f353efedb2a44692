/** The line layouts that OpenSSL 3.0's printers share: indented hex in rows, numbers short and long, raw strings. */
import { latin1, toHex } from '../../codec/bytes';
import { bitLength, signedMagnitude, unsignedMagnitude } from './openssl-number';

export const pad = (indent: number): string => ' '.repeat(indent);

/** Rows of hex octets joined by colons, every row but the last ending in one. */
function hexRows(octets: Uint8Array, indent: number, perRow: number): string {
  const rows: string[] = [];
  for (let at = 0; at < octets.length; at += perRow) {
    rows.push(pad(indent) + toHex(octets.subarray(at, at + perRow), ':'));
  }
  return rows.join(':\n');
}

/** Octets of a key under their label. */
export const octetRows = (label: string, octets: Uint8Array, indent: number): string =>
  `${pad(indent)}${label}:\n${hexRows(octets, indent + 4, 15)}\n`;

/** `X509_signature_dump`. */
export const signatureRows = (octets: Uint8Array, indent: number): string =>
  octets.length === 0 ? '\n' : `${hexRows(octets, indent, 18)}\n`;

/** A number of up to 64 bits in decimal and hex; `undefined` for longer ones. */
function shortNumber(magnitude: Uint8Array): bigint | undefined {
  return magnitude.length <= 8 ? BigInt(`0x${toHex(magnitude)}`) : undefined;
}

/** A number of a key under its label, read without a sign: short ones in decimal and hex, long ones in rows of 15 octets. */
export function labelledNumber(label: string, octets: Uint8Array, indent: number): string {
  const magnitude = unsignedMagnitude(octets);
  const short = shortNumber(magnitude);
  if (short !== undefined) {
    const hex = short === 0n ? '' : ` (0x${short.toString(16)})`;
    return `${pad(indent)}${label} ${short}${hex}\n`;
  }
  const rows = new Uint8Array(magnitude.length + ((magnitude[0] ?? 0) >= 0x80 ? 1 : 0));
  rows.set(magnitude, rows.length - magnitude.length);
  return `${pad(indent)}${label}\n${hexRows(rows, indent + 4, 15)}\n`;
}

/** A serial number behind its label: a signed 64-bit number in decimal and hex, a longer one on a line of its own. */
export function serialNumber(octets: Uint8Array, indent: number): string {
  const { negative, magnitude } = signedMagnitude(octets);
  const short = shortNumber(magnitude);
  // OpenSSL asks for a C long, and takes -1 for a failure to get one.
  if (short !== undefined && short < 2n ** 63n && !(negative && short === 1n)) {
    const sign = negative ? '-' : '';
    return ` ${sign}${short} (${sign}0x${short.toString(16)})\n`;
  }
  return `\n${pad(indent)}${negative ? ' (Negative)' : ''}${toHex(magnitude, ':')}\n`;
}

/** `ASN1_STRING_print`: what is not printable ASCII or a line end becomes a dot. */
export const printable = (octets: Uint8Array): string => latin1(octets).replace(/[^\n\r -~]/g, '.');

/** More digits than this and `i2s_ASN1_INTEGER` turns to hex. */
const DECIMAL_BITS = 128;

/** `i2s_ASN1_INTEGER`. */
export function integerText(octets: Uint8Array): string {
  const { negative, magnitude } = signedMagnitude(octets);
  const sign = negative ? '-' : '';
  if (bitLength(magnitude) < DECIMAL_BITS) return `${sign}${BigInt(`0x${toHex(magnitude)}`)}`;
  return `${sign}0x${toHex(magnitude).toUpperCase()}`;
}

/** What `printf` makes of octets: they end at the first NUL. */
export function cString(octets: Uint8Array): string {
  const end = octets.indexOf(0);
  return latin1(end < 0 ? octets : octets.subarray(0, end));
}
