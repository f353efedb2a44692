/**
 * The path of clients that are known from their documentation alone: RFC 5280 §6 as all of them have it, over the ways that names give,
 * with the root's own limits heeded. The first way without fault counts, else the first that reaches an anchor.
 */
import { violates } from './browser-constraints';
import type { Complaint } from './complaint';
import type { Evidence } from './evidence';
import { isSelfIssued, type Exhibit } from './exhibit';
import { subtreesOf } from './subtree-list';

export type CommonRule =
  | 'unknown-authority'
  | 'unknown-self-signed'
  | 'signature-wrong'
  | 'weak-signature'
  | 'expired'
  | 'not-yet-valid'
  | 'not-an-authority'
  | 'may-not-sign'
  | 'path-too-long'
  | 'name-constraints'
  | 'wrong-purpose'
  | 'unknown-critical-extension';

export interface CommonPath {
  readonly complaints: readonly Complaint<CommonRule>[];
  /** Leaf to anchor; empty where none is reached. */
  readonly path: readonly Exhibit[];
  readonly unproved: boolean;
}

export interface CommonManners {
  /** Whether names chain by their octets, not by their words. */
  readonly byOctets: boolean;
  /** Whether an anchor's own dates, constraints and purposes count. */
  readonly asksAnchor: boolean;
}

const WEAK = [
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
  '1.3.14.3.2.29',
];
const UNDERSTOOD = new Set(
  ['15', '17', '19', '30', '32', '33', '36', '37', '54'].map((last) => `2.5.29.${last}`),
);
const SERVER_PURPOSES = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];

export function commonPath(evidence: Evidence, manners: CommonManners): CommonPath {
  const chains = ({ certificates }: Evidence['paths'][number]): boolean =>
    !manners.byOctets ||
    certificates.every((one, at) => at === 0 || one.subject.octets === certificates[at - 1]?.issuer.octets);
  const tried = evidence.paths
    .filter((one) => one.anchored && chains(one))
    .map(({ certificates: path }) => ({ path, ...checked(evidence, path, manners) }));
  const best = tried.find(({ complaints }) => complaints.length === 0) ?? tried[0];
  if (best !== undefined) return best;
  const rule = isSelfIssued(evidence.leaf) ? 'unknown-self-signed' : 'unknown-authority';
  return { complaints: [{ rule }], path: [], unproved: false };
}

function checked(evidence: Evidence, path: readonly Exhibit[], { asksAnchor }: CommonManners) {
  const complaints: Complaint<CommonRule>[] = [];
  let unproved = false;
  for (const [at, one] of path.entries()) {
    const say = (rule: CommonRule) => void complaints.push({ rule, at });
    const issuer = path[at + 1];
    if (issuer !== undefined) {
      if (WEAK.includes(one.signatureAlgorithm.oid)) say('weak-signature');
      const proof = evidence.proof(one, issuer);
      if (proof === 'cannot-tell' || proof === 'unasked') unproved = true;
      else if (proof !== 'fits') say('signature-wrong');
    }
    if (issuer === undefined && at > 0 && !asksAnchor) continue;
    const [from = -Infinity, until = Infinity] = [one.notBefore.moment, one.notAfter.moment];
    if (evidence.at < from) say('not-yet-valid');
    if (evidence.at > until) say('expired');
    for (const rule of standing(path, at)) say(rule);
  }
  return { complaints, unproved };
}

function standing(path: readonly Exhibit[], at: number): readonly CommonRule[] {
  const one = path[at];
  if (one === undefined) return [];
  const { basicConstraints, keyUsage, extendedKeyUsage, list } = one.extensions;
  const found: CommonRule[] = [];
  if (at > 0) {
    if (basicConstraints?.ca !== true) found.push('not-an-authority');
    if (keyUsage?.includes('keyCertSign') === false) found.push('may-not-sign');
    const between = path.slice(1, at).filter((below) => !isSelfIssued(below)).length;
    if (between > (basicConstraints?.pathLength ?? Infinity)) found.push('path-too-long');
    const constraints = subtreesOf(one);
    const below = path.slice(0, at).filter((link, place) => place === 0 || !isSelfIssued(link));
    if (constraints?.ok && below.some((link) => violates(constraints.value, link, { knowsUri: true })))
      found.push('name-constraints');
  }
  if (extendedKeyUsage?.some((oid) => SERVER_PURPOSES.includes(oid)) === false) found.push('wrong-purpose');
  if (list.some(({ oid, critical }) => critical && !UNDERSTOOD.has(oid)))
    found.push('unknown-critical-extension');
  return found;
}

/** Why nothing is said of a leaf that is no good DER: nobody measured how these clients read it. */
export const unreadByDocumentation = ({ leaf }: Evidence): string | undefined =>
  leaf.refusedStrictly === undefined
    ? undefined
    : 'The leaf is not encoded as RFC 5280 and DER ask, and the documentation does not say what is made of it.';
