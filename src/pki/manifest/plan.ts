/** What making a manifest would change: held against what was made before, row by row, before any key is made. */
import { depth } from './authority-limits';
import { authorityChange, endOf, knownChange, leafChange, type Change, type Standing } from './change';
import { identityOf, type LeafEntry } from './leaf-subject';
import type { MadeAuthority, MadeBefore, MadeCertificate } from './made-before';
import type { Manifest, ManifestAuthority, ManifestClient, ManifestServer } from './manifest';

interface Fate {
  readonly change: Change;
  /** Of what is to be made: its authority ends before it would, and it with it. ISO 8601. */
  readonly cut?: string;
}

interface AuthorityRow extends Fate {
  readonly kind: 'authority';
  readonly entry: ManifestAuthority;
  /** Its certificate has this fingerprint, and its key must be opened before anything is signed with it. */
  readonly sha256?: string;
}

type PlanRow =
  | AuthorityRow
  | ({ readonly kind: 'server'; readonly entry: ManifestServer } & Fate)
  | ({ readonly kind: 'client'; readonly entry: ManifestClient } & Fate);

/** An authority, or what one signed. */
type Gone = Pick<MadeCertificate, 'identity' | 'sha256' | 'notAfter'>;

export interface Plan {
  readonly rows: readonly PlanRow[];
  /** Made before, and no longer in the manifest or replaced: good until it ends, or is revoked. */
  readonly gone: readonly Gone[];
  /** Identities that stand in the manifest more than once. */
  readonly twice: readonly string[];
  /** Fingerprints of authorities whose key is needed for what is to be made. */
  readonly keysNeeded: readonly string[];
}

/** @param at the moment of asking */
export function planOf(manifest: Manifest, before: MadeBefore, at: Date): Plan {
  const authoritiesBefore = new Map(before.authorities.map((one) => [one.id, one]));
  const standings = new Map<string, Standing>();
  // Whoever signs comes first, so that what becomes of it is known.
  const authorities = manifest.authorities.map((entry) => {
    const { row, standing } = authorityRow(entry, authoritiesBefore.get(entry.id), {
      manifest,
      standings,
      at,
    });
    standings.set(entry.id, standing);
    return row;
  });

  const made = new Map(before.certificates.map((one) => [keyOf(one.kind, one.identity), one]));
  const twice: string[] = [];
  const seen = new Set<string>();
  const fateOf = (kind: 'server' | 'client', entry: LeafEntry): Fate => {
    const identity = identityOf(entry);
    const key = keyOf(kind, identity);
    if (seen.has(key)) twice.push(identity);
    seen.add(key);
    const signer = standings.get(entry.signedBy);
    const change = leafChange(entry, made.get(key), { signer, before: authoritiesBefore, at });
    return fate(change, entry.days, signer, at);
  };
  const rows: PlanRow[] = [
    ...authorities,
    ...manifest.servers.map((entry): PlanRow => ({ kind: 'server', entry, ...fateOf('server', entry) })),
    ...manifest.clients.map((entry): PlanRow => ({ kind: 'client', entry, ...fateOf('client', entry) })),
  ];
  const asked = new Set(
    rows.flatMap(({ entry, change: { kind } }) =>
      kind !== 'keep' && 'signedBy' in entry ? [entry.signedBy] : [],
    ),
  );
  return {
    rows,
    gone: goneOf(manifest, before, seen).filter(({ notAfter }) => Date.parse(notAfter) >= at.getTime()),
    twice,
    keysNeeded: authorities.flatMap(({ entry, sha256 }) =>
      sha256 !== undefined && asked.has(entry.id) ? [sha256] : [],
    ),
  };
}

const keyOf = (kind: string, identity: string): string => `${kind} ${identity}`;

function fate(change: Change, days: number, signer: Standing | undefined, at: Date): Fate {
  const end = signer?.end ?? Infinity;
  if (change.kind === 'keep' || endOf(days, at) <= end) return { change };
  return { change, cut: new Date(end).toISOString() };
}

function authorityRow(
  entry: ManifestAuthority,
  made: MadeAuthority | undefined,
  {
    manifest,
    standings,
    at,
  }: { readonly manifest: Manifest; readonly standings: ReadonlyMap<string, Standing>; readonly at: Date },
): { readonly row: AuthorityRow; readonly standing: Standing } {
  if (entry.kind === 'known') {
    const { sha256 } = entry;
    const same = made?.sha256 === sha256 ? made : undefined;
    const standing = { sha256, end: same === undefined ? Infinity : Date.parse(same.notAfter) };
    return { row: { kind: 'authority', entry, sha256, change: knownChange(same, at) }, standing };
  }
  const signer = standings.get(entry.signedBy ?? '');
  const change = authorityChange(entry, made, { signer, manifest, depth: depth(manifest, entry.id), at });
  if (change.kind === 'keep' && made !== undefined) {
    const { sha256, notAfter } = made;
    return {
      row: { kind: 'authority', entry, sha256, change },
      standing: { sha256, end: Date.parse(notAfter) },
    };
  }
  const row: AuthorityRow = { kind: 'authority', entry, ...fate(change, entry.days, signer, at) };
  return { row, standing: { end: Math.min(endOf(entry.days, at), signer?.end ?? Infinity) } };
}

function goneOf(
  manifest: Manifest,
  { authorities, certificates, former }: MadeBefore,
  seen: ReadonlySet<string>,
): readonly Gone[] {
  const ids = new Set(manifest.authorities.map(({ id }) => id));
  const named = ({ commonName: identity, sha256, notAfter }: MadeAuthority): Gone => ({
    identity,
    sha256,
    notAfter,
  });
  return [
    // One that was there already is nobody's to give up.
    ...authorities.filter(({ id, commonName }) => !ids.has(id) && commonName !== '').map(named),
    ...certificates.filter(({ kind, identity }) => !seen.has(keyOf(kind, identity))),
    ...former.authorities.map(named),
    ...former.certificates,
  ];
}
