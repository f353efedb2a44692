/**
 * How Firefox holds a host against a certificate (mozilla::pkix, pkixnames.cpp): subjectAltName alone; a wildcard is the whole first
 * label, with two labels after it; addresses octet for octet; what is no host name is passed over.
 */
import { equalBytes } from '../../codec/bytes';
import type { Host } from './evidence';
import type { Exhibit } from './exhibit';

/** Letters, digits, underscores, and hyphens within; of a presented name the first label may be a wildcard. */
const LABEL = /^[a-z\d_](?:[\w-]{0,61}[a-z\d_])?$/i;

const isHost = (host: string): boolean =>
  host.length <= 253 && host.split('.').every((label) => LABEL.test(label)) && !/(?:^|\.)\d+$/.test(host);

function isPresentable(name: string): boolean {
  if (!name.startsWith('*.')) return isHost(name);
  const zone = name.slice(2);
  return isHost(zone) && zone.includes('.');
}

export function firefoxHostMatches(
  { extensions: { alternativeNames = [] } }: Exhibit,
  { text, address }: Host,
): boolean {
  if (address !== undefined)
    return alternativeNames.some(({ kind, octets }) => kind === 'ip' && equalBytes(octets, address));
  if (!isHost(text)) return false;
  const wanted = text.toLowerCase();
  const dot = wanted.indexOf('.');
  for (const { kind, text: presented } of alternativeNames) {
    if (kind !== 'dns' || !isPresentable(presented)) continue;
    const pattern = presented.toLowerCase();
    if (pattern === wanted || (dot > 0 && pattern === `*${wanted.slice(dot)}`)) return true;
  }
  return false;
}
