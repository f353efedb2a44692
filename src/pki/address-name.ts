/**
 * IP addresses as names, and everything that some program would take for one. `127.1`, `010.0.0.1` and `0x7f000001`
 * are addresses to `inet_aton` and browsers and host names to nobody, so they are refused with the reading offered.
 */
import { formatIpAddress, parseAddressRange, parseIpAddress } from '../codec/ip-address';
import { hostInBrowser } from './international-name';
import { accepted, refused, type NameNote, type ReadName } from './name';

/** `undefined` where nothing about the text is an address. */
export function readAddress(text: string): ReadName | undefined {
  const octets = parseIpAddress(text);
  if (octets !== undefined) return acceptedAddress(text, octets);
  const zone = /^([0-9a-f:.]+)%(.*)$/is.exec(text);
  if (zone?.[1]?.includes(':')) return refused(text, 'zone-id', zone[2], [readAddress(zone[1])]);
  const range = parseAddressRange(text);
  if (range !== undefined) return refused(text, 'ip-range', '', [oneOfRange(text, range)]);
  if (text.endsWith('.') && parseIpAddress(text.slice(0, -1)) !== undefined) {
    return refused(text, 'trailing-dot', '', [readAddress(text.slice(0, -1))]);
  }
  if (/^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/i.test(text)) return refused(text, 'bad-ipv6');
  // The last label decides, as in the URL Standard ("ends in a number"). Names with other characters have other problems.
  return /^(?:[a-z0-9-]*\.)*(?:\d+|0x[0-9a-f]*)$/i.test(text) ? likeIpv4(text) : undefined;
}

function acceptedAddress(input: string, octets: Uint8Array): ReadName {
  const value = formatIpAddress(octets) ?? '';
  const notes: NameNote[] = [];
  if (octets.every((octet) => octet === 0)) notes.push('unspecified-address');
  if (value.startsWith('::ffff:') && value.includes('.')) notes.push('ipv4-mapped');
  if (value !== input) notes.push('rewritten');
  return accepted(octets.length === 4 ? 'ipv4' : 'ipv6', value, input, notes);
}

/** `192.168.1.5/24` is how a machine's own address is often written; `10.0.0.0/8` names no machine. */
function oneOfRange(text: string, range: Uint8Array): ReadName | undefined {
  const half = range.length / 2;
  const hasHostBits = range.subarray(0, half).some((octet, i) => (octet & ~(range[half + i] ?? 0)) !== 0);
  const isOne = range.subarray(half).every((octet) => octet === 0xff);
  return hasHostBits || isOne ? readAddress(text.slice(0, text.indexOf('/'))) : undefined;
}

/** Text whose last label is a number. */
function likeIpv4(text: string): ReadName {
  const parts = text.split('.');
  const last = parts.at(-1) ?? '';
  if (!parts.every((part) => /^(?:\d+|0x[0-9a-f]*)$/i.test(part)) || parts.length > 4) {
    return refused(text, 'numeric-top-label', last);
  }
  if (parts.some((part) => /^0x/i.test(part))) return refused(text, 'ipv4-radix', '', [asBrowser(text)]);
  const padded = parts.find((part) => /^0\d/.test(part));
  if (padded !== undefined) {
    // People mean the decimal reading, programs differ; both are offered where both exist.
    const decimal = parts.map((part) => part.replace(/^0+(?=\d)/, '')).join('.');
    return refused(text, 'ipv4-leading-zero', padded, [readAddress(decimal), asBrowser(text)]);
  }
  if (parts.length === 4)
    return refused(
      text,
      'ipv4-octet',
      parts.find((part) => Number(part) > 255),
    );
  // 8443 alone is a port that lost its host.
  if (parts.length === 1 && Number(last) <= 0xffff) return refused(text, 'bare-number');
  return refused(text, 'ipv4-short', '', [asBrowser(text)]);
}

function asBrowser(text: string): ReadName | undefined {
  const address = hostInBrowser(text);
  return address === undefined ? undefined : readAddress(address);
}
