/**
 * Name constraints as Java heeds them (sun.security.x509.NameConstraintsExtension): of intermediates alone, never of the root; the
 * subject is held against them too, and a CommonName where there is no DNS name.
 */
import { latin1 } from '../../codec/bytes';
import { attributeOf } from '../../codec/distinguished-name';
import { parseIpAddress } from '../../codec/ip-address';
import type { Exhibit } from './exhibit';
import { exhibitName } from './exhibit-name';
import { ADDRESS, DIRECTORY, DNS, EMAIL, URI } from './subtree-form';
import { subtreesOf, type RawSubtree, type SubtreeLists } from './subtree-list';

interface Presented {
  readonly tag: number;
  readonly octets: Uint8Array;
  readonly text: string;
}

const TAGS = { dns: DNS, email: EMAIL, uri: URI, ip: ADDRESS } as const;
const COMMON_NAME = '2.5.4.3';
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
/** What Java's `DNSName` takes. */
const DNS_NAME = /^(?:[a-z\d](?:[a-z\d-]*)\.)*[a-z\d][a-z\d-]*$/i;

/** `bounded-…`: a base has a minimum or a maximum. `…-crash`: an exception that nobody meant. */
export type JavaConstraintFailure =
  'name-constraints' | 'bounded-below' | 'bounded-above' | 'empty-zone-crash' | 'hostless-uri-crash';

/** @param above constraints of the intermediates, the topmost first */
export function javaConstraintFailure(
  above: readonly SubtreeLists[],
  one: Exhibit,
  release: string,
): JavaConstraintFailure | undefined {
  const presented = namesOf(one);
  for (const { permitted, excluded } of above) {
    for (const { distance } of [...permitted, ...excluded])
      if (distance !== 'none') return distance === 'minimum' ? 'bounded-below' : 'bounded-above';
    for (const name of presented) {
      // A base of no letters is one that Java trips over (measured: 17 and 21).
      const empty = (base: RawSubtree) => base.tag === DNS && base.octets.length === 0 && name.tag === DNS;
      if ([...excluded, ...permitted].some(empty)) return 'empty-zone-crash';
      const hostless = name.tag === URI && hostOfUri(name.text) === '';
      if (hostless && [...excluded, ...permitted].some(({ tag }) => tag === URI)) return 'hostless-uri-crash';
      if (excluded.some((base) => lies(name, base) || touches(name, base, release)))
        return 'name-constraints';
      const ofKind = permitted.filter(({ tag }) => tag === name.tag);
      if (ofKind.length > 0 && !ofKind.some((base) => lies(name, base))) return 'name-constraints';
    }
  }
  return undefined;
}

/** `undefined` where there are none, or none that can be read. */
export function javaConstraints(one: Exhibit): SubtreeLists | undefined {
  const read = subtreesOf(one);
  return read?.ok ? read.value : undefined;
}

function namesOf({ subject, extensions: { alternativeNames } }: Exhibit): readonly Presented[] {
  const names: Presented[] = (alternativeNames ?? []).flatMap(({ kind, octets, text }) =>
    kind === 'directory'
      ? [{ tag: DIRECTORY, octets, text: '' }]
      : kind in TAGS
        ? [{ tag: TAGS[kind as keyof typeof TAGS], octets, text }]
        : [],
  );
  const inSubject = (tag: number, text: string): Presented => ({ tag, octets: new Uint8Array(), text });
  if (alternativeNames === undefined)
    for (const { type, value } of subject.rdns.flat())
      if (type === EMAIL_ADDRESS) names.push(inSubject(EMAIL, value));
  const commonName = attributeOf(subject, COMMON_NAME);
  const address = commonName === undefined ? undefined : parseIpAddress(commonName);
  const missing = (tag: number) => !names.some((name) => name.tag === tag);
  if (address !== undefined && missing(ADDRESS))
    names.push({ tag: ADDRESS, octets: address, text: commonName ?? '' });
  else if (commonName !== undefined && address === undefined && missing(DNS) && DNS_NAME.test(commonName))
    names.push(inSubject(DNS, commonName));
  return subject.empty ? names : [...names, { tag: DIRECTORY, octets: subject.der, text: '' }];
}

const hostOfUri = (uri: string): string => /^[^:]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/.exec(uri)?.[1] ?? '';

function lies(name: Presented, base: RawSubtree): boolean {
  if (name.tag !== base.tag) return false;
  if (base.tag === ADDRESS) {
    const half = base.octets.length / 2;
    return (
      name.octets.length === half &&
      name.octets.every((octet, i) => {
        const mask = base.octets[half + i] ?? 0;
        return (octet & mask) === ((base.octets[i] ?? 0) & mask);
      })
    );
  }
  if (base.tag === DIRECTORY) {
    const [wanted, found] = [exhibitName(base.octets), exhibitName(name.octets)].map(({ rdns }) =>
      rdns.map((rdn) =>
        JSON.stringify(rdn.map(({ type, value }) => `${type}=${value.trim().toLowerCase()}`)),
      ),
    );
    return (wanted ?? []).every((rdn, place) => rdn === found?.[place]);
  }
  const text = name.text.toLowerCase();
  const zone = latin1(base.octets).toLowerCase();
  if (base.tag === EMAIL) {
    if (zone.includes('@')) return text === zone;
    return zone.startsWith('.') ? text.endsWith(zone) : text.endsWith(`@${zone}`) || text === zone;
  }
  const host = base.tag === URI ? hostOfUri(text) : text;
  if (base.tag === URI) return zone.startsWith('.') ? host.endsWith(zone) : host === zone;
  return host === zone || (zone.startsWith('.') ? host.endsWith(zone) : host.endsWith(`.${zone}`));
}

/** A wildcard that stands for an excluded host too; 21.0.12 looks at it, 17.0.15 does not. */
function touches(name: Presented, base: RawSubtree, release: string): boolean {
  if (release === 'java17' || name.tag !== DNS || base.tag !== DNS || !name.text.startsWith('*.'))
    return false;
  const [, ...above] = latin1(base.octets).toLowerCase().split('.');
  return above.join('.') === name.text.slice(2).toLowerCase();
}
