/**
 * What an authority of a manifest is limited to: the names it may sign (RFC 5280 §4.2.1.10) and how many authorities may stand below
 * it, as the manifest wants them, and whether those it was made with will do.
 */
import type { GeneralName } from '../../codec/general-name';
import type { NameConstraints, Subtree } from '../../codec/name-constraint';
import { localConstraints, zonesAround } from '../local-authority';
import { toGeneralName } from '../names';
import { namesInSubject } from '../verify/name-constraints';
import { namesOf, subjectOf } from './leaf-subject';
import type { MadeAuthority } from './made-before';
import type { Manifest, NewAuthority } from './manifest';

/** Who signs for whom: ids of the authorities right below each. */
function below(manifest: Manifest, id: string): readonly string[] {
  return manifest.authorities.flatMap((one) => (one.kind === 'new' && one.signedBy === id ? [one.id] : []));
}

/** Authorities that may stand between it and a leaf. */
export function depth(manifest: Manifest, id: string): number {
  return Math.max(0, ...below(manifest, id).map((one) => 1 + depth(manifest, one)));
}

/** Every name that the manifest has it or an authority below it sign. */
function namesUnder(manifest: Manifest, id: string): readonly GeneralName[] {
  const servers = manifest.servers.filter(({ signedBy }) => signedBy === id);
  const clients = manifest.clients.filter(({ signedBy }) => signedBy === id);
  return [
    ...servers.flatMap(({ names }) => names.map(toGeneralName)),
    // A client's name that looks like a host's is held against the constraints by OpenSSL and GnuTLS.
    ...clients.flatMap((one) =>
      namesInSubject(subjectOf(one), namesOf(one)).filter(({ kind }) => kind === 'dns'),
    ),
    ...below(manifest, id).flatMap((one) => namesUnder(manifest, one)),
  ];
}

export function constraintsOf(entry: NewAuthority, manifest: Manifest): NameConstraints | undefined {
  const { scope, excluded } = entry;
  switch (scope.kind) {
    case 'anything':
      return excluded.length === 0 ? undefined : { permitted: [], excluded };
    case 'what-it-signs':
      return { ...localConstraints(namesUnder(manifest, entry.id)), excluded };
    case 'listed':
      return { permitted: withBothKinds(scope.bases), excluded };
  }
}

/** RFC 5280 §4.2.1.10: a kind without a base is not constrained at all, so that a list of zones alone would let it sign any address. */
function withBothKinds(permitted: readonly Subtree[]): readonly Subtree[] {
  const none: Subtree[] = [];
  if (!permitted.some(({ kind }) => kind === 'dns')) none.push({ kind: 'dns', base: 'invalid' });
  if (!permitted.some(({ kind }) => kind === 'ip')) {
    none.push({ kind: 'ip', base: '0.0.0.0/32' }, { kind: 'ip', base: '::/128' });
  }
  return [...permitted, ...none];
}

export type RecordedLimits = Pick<MadeAuthority, 'permitted' | 'excluded'>;

/** As `made.json` has them; `undefined` where they are of kinds that no manifest asks for. */
export function recordedLimits(constraints: NameConstraints | undefined): RecordedLimits | undefined {
  const { permitted = [], excluded = [] } = constraints ?? {};
  const texts = (subtrees: readonly Subtree[]) =>
    subtrees.flatMap((one) => (one.kind === 'dns' || one.kind === 'ip' ? [one.base] : []));
  const [may, mayNot] = [texts(permitted), texts(excluded)];
  if (may.length < permitted.length || mayNot.length < excluded.length) return undefined;
  return { permitted: may.length === 0 ? 'anything' : may, ...(mayNot.length > 0 && { excluded: mayNot }) };
}

/** Whether the limits it was made with are those that are wanted now; what is not known counts as the same. */
export function limitsWillDo(entry: NewAuthority, manifest: Manifest, made: RecordedLimits): boolean {
  if (made.permitted === undefined) return true;
  const wanted = recordedLimits(constraintsOf(entry, manifest));
  if (wanted?.permitted === undefined || !sameTexts(wanted.excluded ?? [], made.excluded ?? [])) return false;
  if (wanted.permitted === 'anything' || made.permitted === 'anything')
    return wanted.permitted === made.permitted;
  if (entry.scope.kind === 'listed') return sameTexts(wanted.permitted, made.permitted);
  // What it signs no longer is no reason to make it again.
  const may = new Set(made.permitted);
  return wanted.permitted.every((base) =>
    base.includes('/') ? may.has(base) : [...zonesAround(base)].some((zone) => may.has(zone)),
  );
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  const [these, those] = [new Set(one), new Set(other)];
  return these.size === those.size && one.every((text) => those.has(text));
}
