/**
 * Makes what a plan asks for: new authorities first, then every server and client that is new, ends soon or has changed. Every
 * certificate is proved before anything is handed over. It can be broken off between any two of them.
 */
import type { Bytes } from '../../codec/bytes';
import { fingerprint } from '../anchor';
import { readablePassword } from '../client-kit/readable-password';
import type { KeyPair } from '../keys';
import type { OpenedAuthority } from '../open-authority';
import { proveAll, secondReadings } from '../proof';
import { permits } from '../verify/name-constraints';
import { kindOf, leafFolderNames } from './leaf-files';
import { namesOf, type LeafEntry, type LeafOrder, type MadeLeaf } from './leaf';
import { beginLeaves, type HelpingHand } from './many-hands';
import type { MadeBefore } from './made-before';
import type { Manifest } from './manifest';
import type { Plan } from './plan';
import { makeAuthority, openedAuthority, type SigningAuthority } from './signing-authorities';

/** Subtrees of one authority: a thousand names held against them make a million comparisons, where OpenSSL and GnuTLS stop. */
const MAX_SUBTREES = 1000;

export interface Making {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

/** An opened authority, and the serial numbers (hex) it is to sign under, in turn; random ones where there are none to go by. */
export interface ManifestSigner {
  readonly authority: OpenedAuthority;
  readonly numbers?: readonly string[];
}

export interface ManifestJob {
  readonly manifest: Manifest;
  readonly plan: Plan;
  readonly before: MadeBefore;
  /** Opened authorities by the SHA-256 of their certificates, lower-case hex. */
  readonly authorities: ReadonlyMap<string, ManifestSigner>;
  /** The moment of issuing. */
  readonly at: Date;
  /** Beside this thread's own. */
  readonly hands?: readonly HelpingHand[];
}

export type MakeRefusal =
  | { readonly code: 'authority-not-open'; readonly authority: string; readonly sha256: string }
  | { readonly code: 'authority-expired'; readonly authority: string }
  /** An authority above it leaves no room for another one below. */
  | { readonly code: 'path-too-long'; readonly authority: string }
  /** What it would have to be limited to is a longer list than clients compare: say `permitted` in fewer zones. */
  | { readonly code: 'too-many-zones'; readonly authority: string; readonly count: number }
  | { readonly code: 'outside-constraints'; readonly authority: string; readonly names: readonly string[] }
  | { readonly code: 'twice'; readonly identity: string };

export interface MadeAuthorityFiles {
  readonly id: string;
  readonly chain: readonly Bytes[];
  /** Of one that was made just now. */
  readonly keys?: KeyPair;
}

export interface BegunManifest {
  readonly authorities: readonly MadeAuthorityFiles[];
  /** What was ordered of servers and clients, in the order of the plan. */
  readonly orders: readonly LeafOrder[];
  /** Proved, and their files as parts of the archive; in that order. When one fails so do all that are not there yet. */
  readonly leaves: Promise<readonly MadeLeaf[]>;
  readonly packed: readonly Promise<Bytes>[];
  /** Everything there is now, what was kept included: when all are made. */
  readonly made: Promise<MadeBefore>;
}

export type MakeResult =
  | { readonly kind: 'begun'; readonly begun: BegunManifest }
  | { readonly kind: 'refused'; readonly refusals: readonly MakeRefusal[] };

/**
 * Makes the authorities and begins with all that they sign. What is begun fails with AbortError, and with PkiError
 * `platform-refused`, `proof-failed`.
 * @throws the same
 */
export async function makeManifest(job: ManifestJob, making: Making): Promise<MakeResult> {
  const refusals: MakeRefusal[] = job.plan.twice.map((identity) => ({ code: 'twice', identity }));
  const signing = new Map<string, SigningAuthority>();
  const todo = job.plan.rows.filter(({ change }) => change.kind !== 'keep');
  const entries = todo.flatMap((row) => (row.kind === 'authority' ? [] : [row.entry]));
  let done = 0;
  for (const row of job.plan.rows) {
    if (row.kind !== 'authority') continue;
    making.signal.throwIfAborted();
    const { entry, sha256 } = row;
    const opened = sha256 === undefined ? undefined : job.authorities.get(sha256);
    if (opened !== undefined) signing.set(entry.id, openedAuthority(opened.authority, opened.numbers));
    else if (sha256 !== undefined) {
      if (job.plan.keysNeeded.includes(sha256))
        refusals.push({ code: 'authority-not-open', authority: entry.id, sha256 });
    } else if (entry.kind === 'new' && (entry.signedBy === undefined || signing.has(entry.signedBy))) {
      signing.set(entry.id, await makeAuthority(entry, job.manifest, signing, job.at));
      making.progress(++done, todo.length);
    }
  }
  refusals.push(...limitsOf(job, signing));
  // What lies outside is looked for only where that is not a long search.
  if (refusals.length === 0) refusals.push(...outsideOf(entries, signing));
  if (refusals.length > 0) return { kind: 'refused', refusals };

  await proveAll([...signing.values()].flatMap((one) => (one.made === undefined ? [] : [one.made.proof])));
  const orders = ordersOf(entries, signing);
  const begun = beginLeaves(orders, workplaceOf(signing, job), {
    signal: making.signal,
    progress: (some) => {
      making.progress(done + some, todo.length);
    },
  });
  const authorities = [...signing].map(([id, { chain, made }]) => ({
    id,
    chain,
    ...(made && { keys: made.keys }),
  }));
  const made = begun.leaves.then((all) => inventory(job, signing, all));
  // Whoever waits for it hears of it; whoever has heard already does not wait.
  made.catch(() => undefined);
  return { kind: 'begun', begun: { authorities, orders, ...begun, made } };
}

function ordersOf(
  entries: readonly LeafEntry[],
  signing: ReadonlyMap<string, SigningAuthority>,
): readonly LeafOrder[] {
  const second = secondReadings(entries.map(kindOfEntry));
  const folders = leafFolderNames(entries);
  return entries.map((entry, place) => ({
    entry,
    second: second.has(place),
    serialNumber: signing.get(entry.signedBy)?.nextNumber(),
    password: 'names' in entry ? '' : readablePassword(),
    folder: folders[place] ?? '',
  }));
}

/** Certificates of one kind differ in their values alone. */
function kindOfEntry(entry: LeafEntry): string {
  const { signedBy, key, organization } = entry;
  const names = new Set(namesOf(entry).map(({ kind }) => kind));
  return [kindOf(entry), signedBy, key, organization === '', ...names].join(' ');
}

function workplaceOf(signing: ReadonlyMap<string, SigningAuthority>, { at, hands = [] }: ManifestJob) {
  const signers = [...signing].map(
    ([id, { issuer, notAfter, chain }]) => [id, { issuer, notAfter, chain }] as const,
  );
  return { signers: new Map(signers), at, hands };
}

/** Authorities that have ended, or that may have no other below them. */
function limitsOf(
  { plan, at }: ManifestJob,
  signing: ReadonlyMap<string, SigningAuthority>,
): readonly MakeRefusal[] {
  return plan.rows.flatMap((row): readonly MakeRefusal[] => {
    if (row.kind !== 'authority') return [];
    const { id } = row.entry;
    const own = signing.get(id);
    const count = own?.made === undefined ? 0 : (own.constraints[0]?.permitted.length ?? 0);
    if (count > MAX_SUBTREES) return [{ code: 'too-many-zones', authority: id, count }];
    if (own !== undefined && own.notAfter < at) return [{ code: 'authority-expired', authority: id }];
    const above = row.entry.kind === 'new' && row.sha256 === undefined ? row.entry.signedBy : undefined;
    const room = above === undefined ? Infinity : (signing.get(above)?.room ?? Infinity);
    return room < 1 ? [{ code: 'path-too-long', authority: above ?? '' }] : [];
  });
}

function outsideOf(
  leaves: readonly LeafEntry[],
  signing: ReadonlyMap<string, SigningAuthority>,
): readonly MakeRefusal[] {
  return leaves.flatMap((entry): readonly MakeRefusal[] => {
    const constraints = signing.get(entry.signedBy)?.constraints ?? [];
    const outside = namesOf(entry).filter((name) => !permits(constraints, name).permitted);
    return outside.length === 0
      ? []
      : [
          {
            code: 'outside-constraints',
            authority: entry.signedBy,
            names: outside.map(({ value }) => value),
          },
        ];
  });
}

async function inventory(
  { plan, before, manifest }: ManifestJob,
  signing: ReadonlyMap<string, SigningAuthority>,
  leaves: readonly MadeLeaf[],
): Promise<MadeBefore> {
  const keyOf = (kind: string, identity: string) => `${kind} ${identity}`;
  const fresh = leaves.map(({ made }) => made);
  const replaced = new Set(fresh.map(({ kind, identity }) => keyOf(kind, identity)));
  const gone = new Set(plan.gone);
  const commonNames = new Map(
    manifest.authorities.map((one) => [one.id, one.kind === 'new' ? one.commonName : '']),
  );
  const authorities = await Promise.all(
    [...signing].map(async ([id, { chain, notAfter }]) => ({
      id,
      commonName: commonNames.get(id) ?? '',
      sha256: await fingerprint(chain[0]),
      notAfter: notAfter.toISOString(),
    })),
  );
  const known = new Set(authorities.map(({ id }) => id));
  const kept = before.certificates.filter(
    (one) => !gone.has(one) && !replaced.has(keyOf(one.kind, one.identity)),
  );
  return {
    authorities: [
      ...before.authorities.filter(({ id }) => commonNames.has(id) && !known.has(id)),
      ...authorities,
    ],
    certificates: [...kept, ...fresh],
  };
}
