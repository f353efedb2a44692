/**
 * All that a person is told of one chain: its links with what is wrong with each, what is known of their revocation, and from
 * when until when it is trusted. The rules are the path's own; here they are only laid out.
 */
import type { Assessment, LinkRole } from './assessment';
import type { Finding } from './finding';
import { linkOf, type Link } from './link';
import { unreadable } from './path';
import type { PathRequest } from './path-request';
import { findPath } from './path-search';

export async function assess(request: PathRequest): Promise<Assessment> {
  const leaf = linkOf(request.leaf);
  if (!leaf.ok) {
    const findings = [unreadable(leaf.error.message)];
    const link = { der: request.leaf, role: 'leaf', findings } as const;
    return { trusted: false, links: [link], findings, revocation: [{ state: 'unasked' }] };
  }
  const { links, anchored, findings, revocation } = await findPath(leaf.value, request);
  const roleAt = (at: number): LinkRole => {
    if (at === 0) return 'leaf';
    return anchored && at === links.length - 1 ? 'anchor' : 'intermediate';
  };
  const window = findings.every(isAboutTime) && anchored ? windowOf(links) : undefined;
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

/** Where all of them are valid: from the last beginning to the first end. Of equals the one nearest to the leaf is named. */
function windowOf(links: readonly Link[]): Assessment['window'] {
  let [from, until] = [new Date(-8.64e15), new Date(8.64e15)];
  let [fromBecause, untilBecause] = [0, 0];
  for (const [at, { certificate }] of links.entries()) {
    const { notBefore, notAfter } = certificate.validity;
    if (notBefore > from) [from, fromBecause] = [notBefore, at];
    if (notAfter < until) [until, untilBecause] = [notAfter, at];
  }
  return from <= until ? { from, until, fromBecause, untilBecause } : undefined;
}
