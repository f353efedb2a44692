/** What an authority cannot sign: after its end, beyond its pathLength, outside its name constraints (RFC 5280 §4.2.1.9, §4.2.1.10). */
import type { DistinguishedName } from '../../codec/distinguished-name';
import { formatDistinguishedName } from '../../codec/distinguished-name';
import { extensionValue } from '../../codec/extension';
import { formatGeneralName, type GeneralName } from '../../codec/general-name';
import type { AuthorityWithoutKey } from '../open-authority';
import { namesInSubject, permits } from '../verify/name-constraints';
import type { ProblemList } from './problem-list';

/**
 * Names times constraints that every client is willing to compare: Go stops at 250,000 (crypto/x509,
 * `maxConstraintComparisons`).
 */
const MOST_COMPARISONS = 250_000;

interface Judged {
  readonly authority: AuthorityWithoutKey;
  readonly at: Date;
  /** The certificate is itself an authority's. */
  readonly isAuthority: boolean;
  /** Absent where they have problems of their own. */
  readonly subject: DistinguishedName | undefined;
  readonly names: readonly GeneralName[] | undefined;
}

export function heldAgainstAuthority(judged: Judged, problems: ProblemList): void {
  const { authority, at, isAuthority } = judged;
  const ended = authority.chain.find(({ validity }) => validity.notAfter < at);
  if (ended !== undefined) problems.at()('authority-expired', authority.name);
  if (isAuthority && !hasRoom(authority))
    problems.at('extensions', 'basicConstraints')('path-too-long', authority.name);
  heldAgainstConstraints(judged, problems);
}

/** Whether an authority may stand below this one and still sign something. */
function hasRoom({ chain }: AuthorityWithoutKey): boolean {
  return chain.every(({ extensions }, above) => {
    const basic = extensionValue(extensions, 'basicConstraints');
    const length = basic.ok ? basic.value?.value.pathLength : undefined;
    return length === undefined || length > above;
  });
}

function heldAgainstConstraints({ authority, subject, names }: Judged, problems: ProblemList): void {
  const { constraints, name: who } = authority;
  const subtrees = constraints.reduce((sum, one) => sum + one.permitted.length + one.excluded.length, 0);
  if (subtrees === 0) return;
  const most = Math.floor(MOST_COMPARISONS / subtrees);
  if ((names?.length ?? 0) > most) {
    problems.at('alternativeNames')('too-many', String(most));
    return;
  }
  for (const [index, name] of (names ?? []).entries())
    if (!permits(constraints, name).permitted)
      problems.at('alternativeNames', index)('outside-constraints', who, inWords(name));
  for (const name of subject === undefined ? [] : namesInSubject(subject, names ?? []))
    if (!permits(constraints, name).permitted)
      problems.at('subject')('outside-constraints', who, inWords(name));
}

/** The name alone, as people write it. */
function inWords(name: GeneralName): string {
  if ('value' in name) return name.value;
  return name.kind === 'directory' ? formatDistinguishedName(name.name) : formatGeneralName(name);
}
