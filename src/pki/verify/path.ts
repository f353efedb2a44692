/** Whether a path from a certificate to an anchor is valid (RFC 5280 §6); with more to tell of it: `assess.ts`. */
import type { Bytes } from '../../codec/bytes';
import type { Finding } from './finding';
import { linkOf } from './link';
import type { PathRequest } from './path-request';
import { findPath } from './path-search';

export interface Verdict {
  readonly trusted: boolean;
  /** The leaf first, the anchor last; the best attempt where nothing is trusted. */
  readonly path: readonly Bytes[];
  /** The most telling one first: the cause. Empty where it is trusted. */
  readonly findings: readonly Finding[];
}

/** What there is to say of a leaf that nobody can read. */
export const unreadable = (reason: string): Finding => ({
  code: 'unreadable',
  at: 0,
  citation: 'RFC 5280 §4.1',
  facts: [reason],
});

export async function verify(request: PathRequest): Promise<Verdict> {
  const leaf = linkOf(request.leaf);
  if (!leaf.ok) {
    const findings = [unreadable(leaf.error.message)];
    return { trusted: false, path: [request.leaf], findings };
  }
  const { links, findings } = await findPath(leaf.value, request);
  return {
    trusted: findings.length === 0,
    path: links.map(({ certificate }) => certificate.der),
    findings,
  };
}
