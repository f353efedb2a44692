/** How Go holds a host against a certificate (`VerifyHostname`, crypto/x509/verify.go): wildcards as a whole first label, no CommonName. */
import { attributeOf } from '../../codec/distinguished-name';
import { equalBytes } from '../../codec/bytes';
import type { Host } from './evidence';
import type { Exhibit } from './exhibit';
import { goAddress } from './go-text';

/** Labels of a domain, most general first; `undefined` where one is empty or has a blank or something that is not ASCII. */
export function labelsOf(domain: string): readonly string[] | undefined {
  if (domain === '') return [];
  const labels = domain.split('.').reverse();
  return labels.every((label) => /^[!-~]+$/.test(label)) ? labels : undefined;
}

const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const isHostname = (host: string): boolean =>
  host.split('.').every((label) => /^[a-z\d_][a-z\d_-]*$/i.test(label));

/** A wildcard alone stood for a host of one label in releases once (measured: Go 1.19 takes it, 1.24 does not). */
const isPattern = (pattern: string, release: string): boolean =>
  pattern === '*' ? release === 'go119' : isHostname(pattern.startsWith('*.') ? pattern.slice(2) : pattern);

function patternMatches(pattern: string, host: string): boolean {
  const [presented, wanted] = [lower(pattern).split('.'), lower(host).split('.')];
  return (
    pattern !== '' &&
    presented.length === wanted.length &&
    presented.every((label, place) => (place === 0 && label === '*') || label === wanted[place])
  );
}

/** A name that is no host name is taken where it is the same word for word. */
const nameMatches = (presented: string, host: string, release: string): boolean =>
  isHostname(host) && isPattern(presented, release)
    ? patternMatches(presented, host)
    : presented !== '' && lower(presented) === lower(host);

const COMMON_NAME = '2.5.4.3';

/** @returns Go's words after `x509: `, or `undefined` where the host is in the certificate */
export function goHostname(leaf: Exhibit, { text, address }: Host, release: string): string | undefined {
  // Versions before 3 have no extensions for Go, whatever stands there.
  const { alternativeNames } = leaf.version === 3 ? leaf.extensions : { alternativeNames: undefined };
  const names = alternativeNames ?? [];
  const addresses = names.filter(({ kind }) => kind === 'ip').map(({ octets }) => octets);
  const hosts = names.filter(({ kind }) => kind === 'dns').map((name) => name.text);
  if (address !== undefined) {
    if (addresses.some((one) => sameAddress(one, address))) return undefined;
  } else if (hosts.some((name) => nameMatches(name, text, release))) return undefined;
  if (alternativeNames === undefined && patternMatches(attributeOf(leaf.subject, COMMON_NAME) ?? '', text))
    return 'certificate relies on legacy Common Name field, use SANs instead';
  if (address !== undefined && addresses.length === 0)
    return `cannot validate certificate for ${text} because it doesn't contain any IP SANs`;
  const valid = (address === undefined ? hosts : addresses.map(goAddress)).join(', ');
  return valid === ''
    ? `certificate is not valid for any names, but wanted to match ${text}`
    : `certificate is valid for ${valid}, not ${text}`;
}

/** IPv4 is the same as IPv4 mapped into IPv6. */
function sameAddress(one: Uint8Array, other: Uint8Array): boolean {
  return equalBytes(unmapped(one), unmapped(other));
}

function unmapped(octets: Uint8Array): Uint8Array {
  const mapped =
    octets.length === 16 && octets.subarray(0, 12).every((octet, i) => octet === (i < 10 ? 0 : 0xff));
  return mapped ? octets.subarray(12) : octets;
}
