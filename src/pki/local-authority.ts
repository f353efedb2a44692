/**
 * The authority made for one machine or one desk: it can sign names that no one on the Internet owns, and exactly
 * those that were typed. Whoever steals its key can pose as nothing else.
 */
import { toHex, type Bytes } from '../codec/bytes';
import type { GeneralName } from '../codec/general-name';
import type { NameConstraints, Subtree } from '../codec/name-constraint';
import { permits } from './verify/name-constraints';

/** Zones that are never delegated: RFC 6761, RFC 8375, RFC 6762, and .internal (ICANN board resolution 2024.07.29.06). */
const localZones = ['localhost', 'test', 'internal', 'home.arpa', 'local'] as const;

/** Loopback, private and link-local addresses: RFC 1122 §3.2.1.3, RFC 1918, RFC 3927, RFC 4291 §2.5.3 and §2.5.6, RFC 4193. */
const localRanges = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
] as const;

const local: NameConstraints = {
  permitted: [
    ...localZones.map((base): Subtree => ({ kind: 'dns', base })),
    ...localRanges.map((base): Subtree => ({ kind: 'ip', base })),
  ],
  excluded: [],
};

/** `a.b.c`, `b.c`, `c`. */
export function* zonesAround(host: string): Generator<string> {
  yield host;
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) yield host.slice(dot + 1);
}

/**
 * The default constraints, widened by each typed name they do not already permit. DNS and IP are constrained; other
 * kinds identify people and workloads, which no local zone describes.
 */
export function localConstraints(names: readonly GeneralName[]): NameConstraints {
  const permitted = [...local.permitted];
  const zones = new Set<string>(localZones);
  const addresses = new Set<string>();
  for (const name of names) {
    if (name.kind === 'dns') {
      // A wildcard needs the zone it stands in: `*` is no label of a constraint.
      const base = name.value.replace(/^\*\./, '').toLowerCase();
      if ([...zonesAround(base)].some((zone) => zones.has(zone))) continue;
      zones.add(base);
      permitted.push({ kind: 'dns', base });
    } else if (name.kind === 'ip' && !addresses.has(name.value) && !permits([local], name).permitted) {
      addresses.add(name.value);
      permitted.push({ kind: 'ip', base: `${name.value}/${name.value.includes(':') ? '128' : '32'}` });
    }
  }
  return { permitted, excluded: [] };
}

/** Names that widen the default constraints, for saying what the authority will be able to sign. */
export function beyondLocal(names: readonly GeneralName[]): readonly GeneralName[] {
  return names.filter((name) => !permits([local], name).permitted);
}

/**
 * A CommonName no other authority of ours has: two roots of one name and different keys make Firefox report a bad
 * signature, and iOS lists roots by CommonName alone. The tag is the start of the SHA-256 of its public key.
 */
export async function authorityName(publicKey: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey));
  return `Certwright local authority ${toHex(digest.subarray(0, 3))}`;
}
