/**
 * Makes what a plan asks for: new authorities first, then every server and client that is new, ends soon or has changed. Every
 * certificate is proved before anything is handed over. It can be broken off between any two of them.
 */
import type { Bytes } from '../../codec/bytes';
import { readablePassword } from '../client-kit/readable-password';
import type { KeyPair } from '../keys';
import { proveAll, secondReadings } from '../proof';
import { inventory } from './inventory';
import { kindOf, leafFolderNames } from './leaf-files';
import type { LeafOrder, MadeLeaf } from './leaf';
import { namesOf, type LeafEntry } from './leaf-subject';
import { beginLeaves, type HelpingHand } from './many-hands';
import { listsOf, type BroughtList, type ListsAbove } from './lists';
import { formatMadeBefore, type MadeBefore } from './made-before';
import type { Manifest } from './manifest';
import type { Plan } from './plan';
import { limitsOf, outsideOf, unfitOf, type MakeRefusal } from './refusals';
import {
  makeAuthority,
  openedAuthority,
  type ManifestSigner,
  type SigningAuthority,
} from './signing-authorities';

export interface Making {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

export interface ManifestJob {
  readonly manifest: Manifest;
  readonly plan: Plan;
  readonly before: MadeBefore;
  /** Opened authorities by the SHA-256 of their certificates, lower-case hex. */
  readonly authorities: ReadonlyMap<string, ManifestSigner>;
  /** Lists of revoked certificates of authorities that were there already. */
  readonly lists?: readonly BroughtList[];
  /** The moment of issuing. */
  readonly at: Date;
  /** Beside this thread's own. */
  readonly hands?: readonly HelpingHand[];
}

export interface MadeAuthorityFiles {
  readonly id: string;
  readonly chain: readonly Bytes[];
  /** Of one that was made just now. */
  readonly keys?: KeyPair;
}

export interface BegunManifest {
  readonly authorities: readonly MadeAuthorityFiles[];
  /** By the ids of authorities. */
  readonly lists: Promise<ReadonlyMap<string, ListsAbove>>;
  /** What was ordered of servers and clients, in the order of the plan. */
  readonly orders: readonly LeafOrder[];
  /** Proved, and their files as parts of the archive; in that order. When one fails so do all that are not there yet. */
  readonly leaves: Promise<readonly MadeLeaf[]>;
  readonly packed: readonly Promise<Bytes>[];
  /** Everything there is now, what was kept included: when all are made. */
  readonly made: Promise<MadeBefore>;
  /** The same as `made.json`. */
  readonly madeJson: Promise<string>;
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
  // Under two ids one authority is one: its numbers are given once.
  const opened = new Map([...job.authorities].map(([sha256, signer]) => [sha256, openedAuthority(signer)]));
  const todo = job.plan.rows.filter(({ change }) => change.kind !== 'keep');
  const entries = todo.flatMap((row) => (row.kind === 'authority' ? [] : [row.entry]));
  let done = 0;
  for (const row of job.plan.rows) {
    if (row.kind !== 'authority') continue;
    making.signal.throwIfAborted();
    const { entry, sha256 } = row;
    const given = opened.get(sha256 ?? '');
    if (given !== undefined) signing.set(entry.id, given);
    else if (sha256 !== undefined) {
      if (job.plan.keysNeeded.includes(sha256))
        refusals.push({ code: 'authority-not-open', authority: entry.id, sha256 });
    } else if (entry.kind === 'new' && (entry.signedBy === undefined || signing.has(entry.signedBy))) {
      signing.set(entry.id, await makeAuthority(entry, job.manifest, signing, job.at));
      making.progress(++done, todo.length);
    }
  }
  refusals.push(...limitsOf(job.plan, signing, job.at), ...unfitOf(entries, signing));
  // What lies outside is looked for only where that is not a long search.
  if (refusals.length === 0) refusals.push(...outsideOf(job.plan, entries, signing));
  if (refusals.length > 0) return { kind: 'refused', refusals };

  await proveAll([...signing.values()].flatMap((one) => (one.made === undefined ? [] : [one.made.proof])));
  const lists = heard(listsOf(signing, job.lists ?? [], job.at));
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
  const made = begun.leaves.then((leaves) => inventory({ ...job, signing, leaves }));
  const madeJson = heard(made.then(formatMadeBefore));
  return { kind: 'begun', begun: { authorities, lists, orders, ...begun, made, madeJson } };
}

/** Whoever waits for it hears of a failure; whoever has heard already does not wait. */
function heard<T>(begun: Promise<T>): Promise<T> {
  begun.catch(() => undefined);
  return begun;
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
    ([id, { issuer, notAfter, chain, addresses }]) =>
      [id, { issuer, notAfter, chain, ...(addresses && { addresses }) }] as const,
  );
  return { signers: new Map(signers), at, hands };
}
