/**
 * OpenSSL's match of a host (`do_x509_check` of v3_utl.c): subjectAltName, and where it has no name of the kind asked for the
 * CommonName; a wildcard is the first label or one end of it, with two dots after it. Python forbids those that are no whole label.
 */
import { equalBytes, utf8 } from '../../codec/bytes';
import { commonNames } from './exhibit-name';
import type { Evidence } from './evidence';

/** `hostname` and `IP address` mismatch, as the library numbers them. */
export type HostCode = 62 | 64;

export function hostMismatch({ leaf, host }: Evidence, partialWildcards: boolean): HostCode | undefined {
  const names = leaf.extensions.alternativeNames ?? [];
  const { address } = host;
  if (address !== undefined)
    return names.some(({ kind, octets }) => kind === 'ip' && equalBytes(octets, address)) ? undefined : 64;
  const hosts = names.filter(({ kind }) => kind === 'dns').map(({ text }) => text);
  const asked = latin(host.text);
  const presented = hosts.length > 0 ? hosts : commonNames(leaf.subject).map(latin);
  return presented.some((pattern) => matchesHost(pattern, asked, partialWildcards)) ? undefined : 62;
}

/** UTF-8 octets, each as one character, as names of a certificate are held here. */
const latin = (text: string): string =>
  Array.from(utf8(text), (octet) => String.fromCharCode(octet)).join('');

const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const same = (one: string, other: string): boolean => !one.includes('\0') && lower(one) === lower(other);

function matchesHost(pattern: string, host: string, partialWildcards: boolean): boolean {
  if (pattern === '') return false;
  const star = host.startsWith('.') && host.length > 1 ? -1 : validStar(pattern, partialWildcards);
  if (star < 0) return same(pattern, host);
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  if (host.length < before.length + after.length || !same(before, host.slice(0, before.length))) return false;
  const end = host.length - after.length;
  if (!same(after, host.slice(end))) return false;
  const stands = host.slice(before.length, end);
  const whole = before === '' && after.startsWith('.');
  if (whole ? stands === '' : /^xn--/i.test(host)) return false;
  return stands === '*' || /^[a-z\d-]*$/i.test(stands);
}

const LABEL = /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;

/** Where the one wildcard is; -1 where there is none or the pattern has no place for it. */
function validStar(pattern: string, partialWildcards: boolean): number {
  const labels = pattern.split('.');
  const [first = ''] = labels;
  const star = first.indexOf('*');
  if (star < 0 || labels.length < 3 || pattern.slice(star + 1).includes('*') || /^xn--/i.test(first))
    return -1;
  const [atStart, atEnd] = [star === 0, star === first.length - 1];
  if (partialWildcards ? !atStart && !atEnd : !atStart || !atEnd) return -1;
  // A hyphen is never at the end of a label; beside a wildcard it may begin what follows.
  const rest = first.replace('*', '');
  const fine = rest === '' || (atStart ? /^[a-z\d-]*[a-z\d]$/i : LABEL).test(rest);
  return fine && labels.slice(1).every((label) => LABEL.test(label)) ? star : -1;
}
