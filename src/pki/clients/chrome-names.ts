/**
 * How Chromium holds a host against a certificate (net::X509Certificate::VerifyHostname): subjectAltName alone, addresses octet for
 * octet, a wildcard as the whole first label above a zone that is no public suffix. The list of public suffixes is not here: of zones
 * with more than one label none is taken for one.
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
  // A zone of one label, `.test`, is as good as a public suffix.
  const wildcards = zone.slice(1).includes('.');
  return alternativeNames.some((name) => {
    if (name.kind !== 'dns') return false;
    const presented = name.text.toLowerCase().replace(/\.$/, '');
    return presented === wanted || (wildcards && presented === `*${zone}`);
  });
}
