/** How Go writes things into its errors: `%q` of strings, times, addresses and subjects (packages strconv, time, net, crypto/x509). */
import { attributeOf } from '../../codec/distinguished-name';
import { formatIpAddress } from '../../codec/ip-address';
import type { Exhibit } from './exhibit';

export const goQuote = (text: string): string => `"${Array.from(text, quoted).join('')}"`;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const quoted = (character: string): string => {
  if (character >= ' ' && character !== '"' && character !== '\\' && character !== '\x7f') return character;
  return ESCAPES[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
};

/** RFC 3339, in whole seconds. */
export const goTime = (moment: number): string => new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');

/** An IPv4 address mapped into IPv6 is written as IPv4. */
export function goAddress(octets: Uint8Array): string {
  const text = formatIpAddress(octets) ?? '?';
  return octets.length === 16 ? text.replace(/^::ffff:(?=\d+\.)/, '') : text;
}

const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';

/** How an authority is called where Go says why it did not do. */
export function goAuthority({ subject, serialNumber }: Exhibit): string {
  const commonName = attributeOf(subject, COMMON_NAME);
  if (commonName) return commonName;
  const organization = subject.rdns.flat().find(({ type }) => type === ORGANIZATION)?.value;
  return organization ?? `serial:${twosComplement(serialNumber)}`;
}

function twosComplement(octets: Uint8Array): string {
  const value = octets.reduce((sum, octet) => (sum << 8n) + BigInt(octet), 0n);
  return String((octets[0] ?? 0) >= 0x80 ? value - (1n << BigInt(8 * octets.length)) : value);
}
