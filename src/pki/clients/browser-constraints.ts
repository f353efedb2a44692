/**
 * Name constraints as the two browser engines heed them (bssl::NameConstraints, mozilla::pkix): of every authority, the root included,
 * for DNS, IP, email and directory names; the subject is a directory name. They differ in what they do about other forms.
 */
import { latin1 } from '../../codec/bytes';
import type { Exhibit } from './exhibit';
import { exhibitName } from './exhibit-name';
import { ADDRESS, DIRECTORY, DNS, EMAIL, URI } from './subtree-form';
import type { SubtreeLists } from './subtree-list';

interface Presented {
  readonly tag: number;
  readonly octets: Uint8Array;
}

const TAGS = { dns: DNS, email: EMAIL, uri: URI, ip: ADDRESS, directory: DIRECTORY } as const;

interface Knowledge {
  readonly knowsUri: boolean;
  /** A dot at the end of a host is the root's, and says nothing (bssl `DNSNameMatches`). */
  readonly knowsRoot?: boolean;
}

/** Whether `one` has a name that may not stand below these constraints. */
export function violates(
  { permitted, excluded }: SubtreeLists,
  one: Exhibit,
  { knowsUri, knowsRoot = false }: Knowledge,
): boolean {
  const plain = (name: Presented): Presented =>
    knowsRoot && name.tag === DNS && name.octets.at(-1) === 0x2e
      ? { ...name, octets: name.octets.subarray(0, -1) }
      : name;
  return presentedBy(one)
    .map(plain)
    .some((name) => {
      const ofKind = permitted.filter(({ tag }) => tag === name.tag);
      const against = excluded.filter(({ tag }) => tag === name.tag);
      // What cannot be compared may not be there at all.
      if (name.tag === URI && !knowsUri) return ofKind.length + against.length > 0;
      if (against.some((base) => lies(name, plain(base), true))) return true;
      return ofKind.length > 0 && !ofKind.some((base) => lies(name, plain(base), false));
    });
}

function presentedBy({ subject, extensions: { alternativeNames = [] } }: Exhibit): readonly Presented[] {
  const names: Presented[] = alternativeNames.flatMap(({ kind, octets }) =>
    kind in TAGS ? [{ tag: TAGS[kind as keyof typeof TAGS], octets }] : [],
  );
  return subject.empty ? names : [...names, { tag: DIRECTORY, octets: subject.der }];
}

function lies({ tag, octets }: Presented, base: Presented, excluding: boolean): boolean {
  if (tag === ADDRESS) {
    const half = base.octets.length / 2;
    return (
      octets.length === half &&
      octets.every((octet, i) => {
        const mask = base.octets[half + i] ?? 0;
        return (octet & mask) === ((base.octets[i] ?? 0) & mask);
      })
    );
  }
  if (tag === DIRECTORY) {
    const [wanted, found] = [exhibitName(base.octets), exhibitName(octets)].map(({ rdns }) =>
      rdns.map((rdn) => JSON.stringify(rdn.map(({ type, value }) => [type, value.trim().toLowerCase()]))),
    );
    return (wanted ?? []).every((rdn, place) => rdn === found?.[place]);
  }
  const text = latin1(octets).toLowerCase();
  const zone = latin1(base.octets).toLowerCase();
  if (tag === EMAIL) {
    if (zone.includes('@')) return text === zone;
    const host = text.slice(text.lastIndexOf('@') + 1);
    return zone.startsWith('.') ? host.endsWith(zone) : host === zone || zone === '';
  }
  const host = tag === URI ? (/^[^:]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/.exec(text)?.[1] ?? '') : text;
  if (zone === '' || host === zone) return true;
  if (excluding && text.startsWith('*.')) {
    // One of the hosts it stands for is excluded.
    const [, ...above] = zone.replace(/^\./, '').split('.');
    if (above.join('.') === text.slice(2)) return true;
  }
  return host.endsWith(zone.startsWith('.') ? zone : `.${zone}`);
}
