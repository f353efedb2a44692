/**
 * All that a person is told of one chain: its links with what is wrong with each, what is known of their revocation, and from
 * when until when it is trusted. The rules are the path's own; here they are only laid out.
 */
import type { Assessment, LinkRole } from './assessment';
import type { Finding } from './finding';
import { LinkShelf } from './link-shelf';
import { unreadable } from './path';
import type { PathRequest } from './path-request';
import { findPath, type FoundPath } from './path-search';

/** @param shelf what was read for an earlier question about the same documents */
export async function assess(request: PathRequest, shelf = new LinkShelf()): Promise<Assessment> {
  const leaf = shelf.of(request.leaf);
  if (!leaf.ok) {
    const findings = [unreadable(leaf.error.message)];
    const link = { der: request.leaf, role: 'leaf', findings } as const;
    return { trusted: false, links: [link], findings, revocation: [{ state: 'unasked' }] };
  }
  const found = await findPath(leaf.value, request, shelf);
  const { links, anchored, findings, revocation } = found;
  const roleAt = (at: number): LinkRole => {
    if (at === 0) return 'leaf';
    return anchored && at === links.length - 1 ? 'anchor' : 'intermediate';
  };
  const window = findings.every(isAboutTime) && anchored ? windowOf(found, request) : undefined;
  return {
    trusted: findings.length === 0,
    links: links.map(({ certificate }, at) => ({
      der: certificate.der,
      role: roleAt(at),
      findings: findings.filter((finding) => finding.at === at),
    })),
    findings,
    revocation: revocation.map(({ state }) => state),
    ...(window !== undefined && { window }),
  };
}

const isAboutTime = ({ code }: Finding): boolean => code === 'expired' || code === 'not-yet-valid';

/**
 * Where all of them are valid, and what clears them where an answer is demanded: from the last beginning to the first end. Of
 * equals the one nearest to the leaf is named.
 */
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
