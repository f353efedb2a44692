/**
 * From when until when a chain is trusted, whatever the moment it is asked for: the certificates' own dates, and where an answer about
 * revocation is demanded, how long the lists and responses at hand give one.
 */
import type { Assessment } from './assessment';
import type { Finding } from './finding';
import { knownListsOf } from './list-status';
import type { Link } from './link';
import type { PathRequest } from './path-request';
import { findPath, type FoundPath } from './path-search';
import { knownResponsesOf } from './response-status';
import type { RevocationDoubt } from './revocation-request';

/** A person has the newest list, and perhaps the ones before it. */
const MOST_MOMENTS = 4;

export async function windowFor(
  leaf: Link,
  request: PathRequest,
  found: FoundPath,
): Promise<Assessment['window']> {
  if (isOnlyTime(found)) return windowOf(found, request);
  if (!found.anchored || !found.findings.every(isMendedByTime)) return undefined;
  // A list that has ended clears nobody now. It did when it was made.
  for (const at of momentsOf(request)) {
    const then = await findPath(leaf, { ...request, at });
    if (isOnlyTime(then)) return windowOf(then, request);
  }
  return undefined;
}

const isAboutTime = ({ code }: Finding): boolean => code === 'expired' || code === 'not-yet-valid';
const isOnlyTime = ({ findings, anchored }: FoundPath): boolean => anchored && findings.every(isAboutTime);

const aboutTime: ReadonlySet<string> = new Set<RevocationDoubt>([
  'list-expired',
  'list-not-yet-valid',
  'response-expired',
  'response-not-yet-valid',
  'response-signer-expired',
]);

const isMendedByTime = (finding: Finding): boolean =>
  isAboutTime(finding) ||
  (finding.code === 'revocation-unknown' && finding.facts.some((doubt) => aboutTime.has(doubt)));

/** When the lists and responses were made, the newest first: all that are to hold together hold by the last of them. */
function momentsOf({ revocation }: PathRequest): readonly Date[] {
  const lists = knownListsOf(revocation?.lists ?? []).map(({ list }) => list.thisUpdate);
  const responses = knownResponsesOf(revocation?.responses ?? []).flatMap(({ basic }) =>
    basic.responses.map(({ thisUpdate }) => thisUpdate),
  );
  const times = new Set([...lists, ...responses].map((moment) => moment.getTime()));
  return [...times]
    .sort((one, other) => other - one)
    .slice(0, MOST_MOMENTS)
    .map((time) => new Date(time));
}

/** From the last beginning to the first end. Of equals the one nearest to the leaf is named. */
function windowOf({ links, revocation }: FoundPath, request: PathRequest): Assessment['window'] {
  let [from, until] = [new Date(-8.64e15), new Date(8.64e15)];
  let [fromBecause, untilBecause] = [0, 0];
  for (const [at, { certificate }] of links.entries()) {
    const { notBefore, notAfter } = certificate.validity;
    const answer = isDemanded(request, at) ? revocation[at] : undefined;
    const ends = answer?.state.state === 'good' ? answer.state.until : undefined;
    const [begin, end] = [later(notBefore, answer?.from), earlier(notAfter, ends)];
    if (begin > from) [from, fromBecause] = [begin, at];
    if (end < until) [until, untilBecause] = [end, at];
  }
  return from <= until ? { from, until, fromBecause, untilBecause } : undefined;
}

const isDemanded = ({ revocation }: PathRequest, at: number): boolean =>
  revocation?.demand === 'all' || (revocation?.demand === 'leaf' && at === 0);

const later = (one: Date, other: Date = one): Date => (other > one ? other : one);
const earlier = (one: Date, other: Date = one): Date => (other < one ? other : one);
