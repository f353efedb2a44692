/**
 * How Java holds a host against a certificate (sun.security.util.HostnameChecker): subjectAltName first, the CommonName where it
 * has no DNS name; a wildcard may be any part of the first label, and before Java 21 of every label.
 */
import { equalBytes } from '../../codec/bytes';
import { attributeOf } from '../../codec/distinguished-name';
import { isALabel, toShownUnicode } from '../international-name';
import type { Host } from './evidence';
import type { Exhibit } from './exhibit';
import { javaNamesUnreadable } from './java-reading';

export interface JavaHostFailure {
  readonly words: string;
  /** Java's class and words of what lies under it. */
  readonly cause?: string;
}

const COMMON_NAME = '2.5.4.3';

export function javaHostname(
  leaf: Exhibit,
  { text, address }: Host,
  release: string,
): JavaHostFailure | undefined {
  const unreadable = javaNamesUnreadable(leaf);
  // Java 17 takes an extension it cannot read for none; later ones say so.
  if (unreadable !== undefined && release !== 'java17') {
    const illegal = address === undefined ? illegalHost(text) : undefined;
    return illegal === undefined ? { words: unreadable } : illegalFailure(text, illegal);
  }
  const names = unreadable === undefined ? leaf.extensions.alternativeNames : undefined;
  if (address !== undefined) {
    if (names === undefined) return { words: 'No subject alternative names present' };
    const found = names.some(({ kind, octets }) => kind === 'ip' && sameAddress(octets, address));
    return found ? undefined : { words: `No subject alternative names matching IP address ${text} found` };
  }
  const illegal = illegalHost(text);
  if (illegal !== undefined) return illegalFailure(text, illegal);
  const hosts = (names ?? []).filter(({ kind }) => kind === 'dns');
  if (hosts.some((one) => isMatched(text, one.text, release))) return undefined;
  if (hosts.length > 0) return { words: `No subject alternative DNS name matching ${text} found.` };
  const commonName = attributeOf(leaf.subject, COMMON_NAME);
  if (commonName !== undefined && isMatched(text, commonName, release)) return undefined;
  return { words: `No name matching ${text} found` };
}

const illegalFailure = (text: string, why: string): JavaHostFailure => ({
  words: `Illegal given domain name: ${text}`,
  cause: `java.lang.IllegalArgumentException: ${why}`,
});

/** What `SNIHostName` has against it. */
function illegalHost(host: string): string | undefined {
  if (host === '') return 'Server name value of host_name cannot be empty';
  if (host.endsWith('.')) return 'Server name value of host_name cannot have the trailing dot';
  const labels = host.split('.');
  if (labels.includes('')) return 'Empty label is not a legal name';
  if (/[\0-,/:-@[-`{-\x7f]/.test(host.replaceAll('.', ''))) return 'Contains non-LDH ASCII characters';
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-')))
    return 'Has leading or trailing hyphen';
  if (labels.some((label) => label.length > 63)) return 'The label in the input is too long';
  return undefined;
}

function isMatched(host: string, template: string, release: string): boolean {
  const pattern = template.toLowerCase();
  const star = pattern.lastIndexOf('*');
  if (star >= 0 && !pattern.slice(star).includes('.')) return false;
  if (pattern === '*.') return false;
  if (illegalHost(pattern.replaceAll('*', 'z')) !== undefined) return false;
  const [presented, wanted] = [pattern, host.toLowerCase()].map((name) => name.split('.').map(inUnicode));
  if (presented === undefined || wanted === undefined) return false;
  return (
    presented.length === wanted.length &&
    presented.every((label, place) =>
      place === 0 || release === 'java17'
        ? labelMatches(label, wanted[place] ?? '')
        : label === wanted[place],
    )
  );
}

/** Labels compare as `java.net.IDN` shows them: one that is no A-label stays what it is, with a star in it too. */
const inUnicode = (label: string): string => (isALabel(label) ? (toShownUnicode(label) ?? label) : label);

/** A wildcard stands for any number of letters, none included, wherever it is. */
function labelMatches(pattern: string, label: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  if (others.length === 0) return first === label;
  if (!label.startsWith(first)) return false;
  let rest = label.slice(first.length);
  const last = others.pop() ?? '';
  for (const part of others) {
    const found = rest.indexOf(part);
    if (found < 0) return false;
    rest = rest.slice(found + part.length);
  }
  return rest.endsWith(last);
}

function sameAddress(one: Uint8Array, other: Uint8Array): boolean {
  const plain = (octets: Uint8Array): Uint8Array =>
    octets.length === 16 && octets.subarray(0, 12).every((octet, i) => octet === (i < 10 ? 0 : 0xff))
      ? octets.subarray(12)
      : octets;
  return equalBytes(plain(one), plain(other));
}
