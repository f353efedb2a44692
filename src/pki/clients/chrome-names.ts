/**
 * How Chromium holds a host against a certificate (net::X509Certificate::VerifyHostname): subjectAltName alone, addresses octet for
 * octet, a wildcard as the whole first label above a zone that no registry gives names out under (ICANN's suffixes, not the private ones).
 */
import { equalBytes } from '../../codec/bytes';
import type { Host } from './evidence';
import type { Exhibit } from './exhibit';

export function chromeHostMatches({ extensions: { alternativeNames = [] } }: Exhibit, host: Host): boolean {
  const { text, address } = host;
  if (address !== undefined)
    return alternativeNames.some(({ kind, octets }) => kind === 'ip' && equalBytes(octets, address));
  const wanted = text.toLowerCase();
  const dot = wanted.indexOf('.');
  const zone = dot < 0 ? '' : wanted.slice(dot);
  const wildcards = dot >= 0 && !isRegistry(zone.slice(1), wanted, host) && /[^\d.]/.test(wanted);
  return alternativeNames.some((name) => {
    if (name.kind !== 'dns') return false;
    const presented = name.text.toLowerCase().replace(/\.$/, '');
    return presented === wanted || (wildcards && presented === `*${zone}`);
  });
}

/** A host that is a public suffix itself has no registry to Chromium, so that `*.uk` is for `co.uk`. */
const isRegistry = (zone: string, wanted: string, { publicSuffix }: Host): boolean =>
  publicSuffix === zone && publicSuffix !== wanted;
