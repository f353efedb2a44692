/**
 * What becomes of one entry of a manifest, held against what was made before. What an older `made.json` does not say is not known,
 * and counts as unchanged.
 */
import { BACKDATE_SECONDS } from '../profile';
import { limitsWillDo } from './authority-limits';
import type { LeafEntry } from './leaf-subject';
import type { MadeAuthority, MadeBefore, MadeCertificate } from './made-before';
import type { Manifest, NewAuthority } from './manifest';

/** Why something is made again. */
export type Difference =
  | 'commonName'
  | 'signedBy' // another authority is named
  | 'signer' // the authority of that name is another now
  | 'key'
  | 'organization'
  | 'days'
  | 'limits' // names it may sign
  | 'room'; // more authorities are to stand below it

export type Change =
  | { readonly kind: 'make' }
  /** Still good until then, ISO 8601; '' where that is not known. `ends`: nothing here can renew it. */
  | { readonly kind: 'keep'; readonly until: string; readonly ends?: 'soon' | 'ended' }
  /** It ends soon, or has ended. */
  | { readonly kind: 'renew'; readonly until: string }
  /** Something about it is another than before. */
  | { readonly kind: 'remake'; readonly differs: readonly Difference[] };

/** An authority as it will sign. */
export interface Standing {
  /** Of its certificate, where it has one and keeps it. */
  readonly sha256?: string;
  /** ms since 1970; Infinity where it is not known. */
  readonly end: number;
}

const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** As ACME clients do: a month before the end, of short lives the last third. */
const LAST_DAYS = 30;

/** Whether it is in the last third of its life, or has 30 days to go. */
function endsSoon({ notBefore, notAfter }: Pick<MadeAuthority, 'notBefore' | 'notAfter'>, at: Date): boolean {
  const until = Date.parse(notAfter);
  const life = notBefore === undefined ? Infinity : until - Date.parse(notBefore);
  return until - Math.min(life / 3, LAST_DAYS * DAY) < at.getTime();
}

/** The last second of what is made now and asks for so many days, whoever signs it. */
export function endOf(days: number, at: Date): number {
  return Math.floor(at.getTime() / SECOND) * SECOND + days * DAY - (BACKDATE_SECONDS + 1) * SECOND;
}

function renewedOrKept(made: MadeAuthority | MadeCertificate, at: Date): Change {
  return { kind: endsSoon(made, at) ? 'renew' : 'keep', until: made.notAfter };
}

/** @param signedBy '' for nobody @param now SHA-256 of whoever is to sign; absent where that is made first */
function otherSigner(
  signedBy: string,
  made: Pick<MadeAuthority, 'signedBy' | 'signer'>,
  now: string | undefined,
): readonly Difference[] {
  const otherId = made.signedBy !== undefined && made.signedBy !== signedBy;
  if (signedBy === '') return otherId ? ['signedBy'] : [];
  const same = now !== undefined && (made.signer === undefined ? !otherId : made.signer === now);
  if (same) return [];
  return [otherId ? 'signedBy' : 'signer'];
}

/** What both say and say differently. */
function others<F extends 'commonName' | 'key' | 'organization' | 'days'>(
  fields: readonly F[],
  entry: Readonly<Record<F, unknown>>,
  made: Readonly<Partial<Record<F, unknown>>>,
): readonly F[] {
  return fields.filter((field) => made[field] !== undefined && made[field] !== entry[field]);
}

export function leafChange(
  entry: LeafEntry,
  made: MadeCertificate | undefined,
  {
    signer,
    before,
    at,
  }: {
    readonly signer: Standing | undefined;
    readonly before: ReadonlyMap<string, MadeAuthority>;
    readonly at: Date;
  },
): Change {
  if (made === undefined) return { kind: 'make' };
  const madeBy = made.signer ?? before.get(made.signedBy)?.sha256;
  const differs = [
    ...otherSigner(
      entry.signedBy,
      { signedBy: made.signedBy, ...(madeBy !== undefined && { signer: madeBy }) },
      signer?.sha256,
    ),
    ...others(['key', 'organization', 'days'], entry, made),
  ];
  return differs.length > 0 ? { kind: 'remake', differs } : renewedOrKept(made, at);
}

export function authorityChange(
  entry: NewAuthority,
  made: MadeAuthority | undefined,
  {
    signer,
    manifest,
    depth,
    at,
  }: {
    readonly signer: Standing | undefined;
    readonly manifest: Manifest;
    readonly depth: number;
    readonly at: Date;
  },
): Change {
  if (made === undefined) return { kind: 'make' };
  const differs = [
    ...others(['commonName'], entry, made),
    ...otherSigner(entry.signedBy ?? '', made, signer?.sha256),
    ...others(['key', 'organization', 'days'], entry, made),
    ...(limitsWillDo(entry, manifest, made) ? [] : (['limits'] as const)),
    ...(depth > (made.room ?? Infinity) ? (['room'] as const) : []),
  ];
  return differs.length > 0 ? { kind: 'remake', differs } : renewedOrKept(made, at);
}

/** One whose certificate the manifest names: who renews it is somebody else. */
export function knownChange(made: MadeBefore['authorities'][number] | undefined, at: Date): Change {
  if (made === undefined) return { kind: 'keep', until: '' };
  const ended = Date.parse(made.notAfter) < at.getTime();
  return {
    kind: 'keep',
    until: made.notAfter,
    ...((ended || endsSoon(made, at)) && { ends: ended ? 'ended' : 'soon' }),
  };
}
