/** What making a manifest would change: held against what was made before, row by row, before any key is made. */
import type { ManifestAuthority, ManifestClient, ManifestServer, Manifest } from './manifest';
import type { MadeBefore, MadeCertificate } from './made-before';

type Change =
  | { readonly kind: 'make' }
  /** Still good until then, ISO 8601. */
  | { readonly kind: 'keep'; readonly until: string }
  /** It ends soon, or has ended. */
  | { readonly kind: 'renew'; readonly until: string }
  /** Something about it is another than before. */
  | { readonly kind: 'remake'; readonly differs: readonly ('signedBy' | 'key' | 'organization')[] };

type PlanRow =
  | {
      readonly kind: 'authority';
      readonly entry: ManifestAuthority;
      readonly change: Change;
      /** Its certificate has this fingerprint, and its key must be opened before anything is signed with it. */
      readonly sha256?: string;
    }
  | { readonly kind: 'server'; readonly entry: ManifestServer; readonly change: Change }
  | { readonly kind: 'client'; readonly entry: ManifestClient; readonly change: Change };

export interface Plan {
  readonly rows: readonly PlanRow[];
  /** Made before, and no longer in the manifest: it stays good until it ends, or is revoked. */
  readonly gone: readonly MadeCertificate[];
  /** Identities that stand in the manifest more than once. */
  readonly twice: readonly string[];
  /** Fingerprints of authorities whose key is needed for what is to be made. */
  readonly keysNeeded: readonly string[];
}

const DAY = 86_400_000;

/** Names in any order are the same server; a person is a name with a device. */
export function identityOf(entry: ManifestServer | ManifestClient): string {
  if ('names' in entry)
    return entry.names
      .map(({ value }) => value)
      .sort()
      .join(' ');
  return [entry.name, entry.email, entry.device].join(' / ');
}

/** Renewed in the last third of its life, as ACME clients do. */
function change(entry: ManifestServer | ManifestClient, made: MadeCertificate | undefined, at: Date): Change {
  if (made === undefined) return { kind: 'make' };
  const differs = (['signedBy', 'key', 'organization'] as const).filter(
    (field) => made[field] !== entry[field],
  );
  if (differs.length > 0) return { kind: 'remake', differs };
  const [from, until] = [Date.parse(made.notBefore), Date.parse(made.notAfter)];
  const third = Math.min((until - from) / 3, 30 * DAY);
  return { kind: until - third < at.getTime() ? 'renew' : 'keep', until: made.notAfter };
}

function authorityRow(entry: ManifestAuthority, before: MadeBefore, at: Date): PlanRow {
  if (entry.kind === 'known') {
    return { kind: 'authority', entry, sha256: entry.sha256, change: { kind: 'keep', until: '' } };
  }
  // The same name for another authority is not the same authority.
  const made = before.authorities.find(
    ({ id, commonName }) => id === entry.id && commonName === entry.commonName,
  );
  if (made === undefined || Date.parse(made.notAfter) < at.getTime())
    return { kind: 'authority', entry, change: { kind: 'make' } };
  return { kind: 'authority', entry, sha256: made.sha256, change: { kind: 'keep', until: made.notAfter } };
}

/** @param at the moment of asking */
export function planOf(manifest: Manifest, before: MadeBefore, at: Date): Plan {
  const made = new Map(before.certificates.map((one) => [`${one.kind} ${one.identity}`, one]));
  const twice: string[] = [];
  const seen = new Set<string>();
  const leafChange = (kind: 'server' | 'client', entry: ManifestServer | ManifestClient): Change => {
    const identity = identityOf(entry);
    const key = `${kind} ${identity}`;
    if (seen.has(key)) twice.push(identity);
    seen.add(key);
    return change(entry, made.get(key), at);
  };
  const authorities = manifest.authorities.map((entry) => authorityRow(entry, before, at));
  const rows: PlanRow[] = [
    ...authorities,
    ...manifest.servers.map((entry): PlanRow => ({
      kind: 'server',
      entry,
      change: leafChange('server', entry),
    })),
    ...manifest.clients.map((entry): PlanRow => ({
      kind: 'client',
      entry,
      change: leafChange('client', entry),
    })),
  ];
  const asked = new Set(
    rows.flatMap(({ entry, change: { kind } }) =>
      kind !== 'keep' && 'signedBy' in entry ? [entry.signedBy] : [],
    ),
  );
  return {
    rows,
    gone: before.certificates.filter(({ kind, identity }) => !seen.has(`${kind} ${identity}`)),
    twice,
    keysNeeded: authorities.flatMap((row) =>
      row.kind === 'authority' && row.sha256 !== undefined && asked.has(row.entry.id) ? [row.sha256] : [],
    ),
  };
}
