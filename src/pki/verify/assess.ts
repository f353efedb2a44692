/**
 * All that a person is told of one chain: its links with what is wrong with each, what is known of their revocation, and from
 * when until when it is trusted. The rules are the path's own; here they are only laid out.
 */
import type { Assessment, LinkRole } from './assessment';
import { LinkShelf } from './link-shelf';
import { unreadable } from './path';
import type { PathRequest } from './path-request';
import { findPath } from './path-search';
import { windowFor } from './window';

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
  const window = await windowFor(leaf.value, request, found);
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
