/**
 * Chromium's path (CertVerifyProcBuiltin over bssl::CertPathBuilder): the certificate's errors become flags, and the gravest flag is
 * what a person sees. A path that is wrong in its authority, its dates or its keys has no other flag; else all that is wrong is INVALID.
 */
import { violates } from './browser-constraints';
import { chromeOddity, chromeOutlineMalformed } from './chrome-reading';
import type { Complaint } from './complaint';
import type { Evidence } from './evidence';
import { has, isSelfIssued, type Exhibit } from './exhibit';
import { policiesFailAt } from './path-policies';
import { subtreesOf } from './subtree-list';

export type ChromePathRule =
  | 'unknown-authority'
  | 'signature-wrong'
  | 'weak-key'
  | 'expired'
  | 'not-yet-valid'
  | 'weak-signature'
  | 'algorithms-differ'
  | 'unsupported-key'
  | 'not-an-authority'
  | 'may-not-sign'
  | 'path-too-long'
  | 'name-constraints'
  | 'wrong-purpose'
  | 'unknown-critical-extension'
  | 'policies';

export interface ChromePath {
  readonly complaints: readonly Complaint<ChromePathRule>[];
  /** Leaf to anchor, where there is one. */
  readonly path: readonly Exhibit[];
  readonly unproved: boolean;
}

const SHA1 = ['1.2.840.113549.1.1.5', '1.2.840.10045.4.1'];
const UNDERSTOOD = new Set(
  ['15', '17', '19', '30', '32', '33', '36', '37', '54'].map((last) => `2.5.29.${last}`),
);
const SERVER_PURPOSES = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];

/** The first path without fault; where there is none, the first that reaches an anchor. */
export function chromePath(evidence: Evidence): ChromePath {
  const tried = evidence.paths
    .flatMap(({ certificates, anchored }) => {
      const [leaf] = certificates;
      // A trusted leaf is its own issuer, or it is nothing.
      const alone = anchored && certificates.length === 1 && leaf !== undefined;
      if (alone && !isSelfIssued(leaf)) return [];
      return anchored ? [alone ? [leaf, leaf] : certificates] : [];
    })
    .filter((path) => path.every((one, at) => isUsable(evidence, one, path[at - 1])))
    .map((path) => ({ path, ...checked(evidence, path) }));
  const best = tried.find(({ complaints }) => complaints.length === 0) ?? tried[0];
  return best ?? { complaints: [{ rule: 'unknown-authority' }], path: [], unproved: false };
}

/** NSS finds its roots by the octets of their names; what a server sends is found by its words. */
function isUsable({ sent, isAnchor }: Evidence, one: Exhibit, below: Exhibit | undefined): boolean {
  if (below === undefined) return true;
  if (chromeOutlineMalformed(one) || chromeOddityOfAuthority(one)) return false;
  if (!isAnchor(one) || one.subject.octets === below.issuer.octets) return true;
  return sent.slice(1).some(({ octets }) => octets === one.octets);
}

/** A signature algorithm that nobody knows is in nobody's way in a root. */
function chromeOddityOfAuthority(one: Exhibit): boolean {
  const oddity = chromeOddity(one);
  return oddity !== undefined && oddity !== 'signature-algorithm';
}

function checked(evidence: Evidence, path: readonly Exhibit[]) {
  const complaints: Complaint<ChromePathRule>[] = [];
  let unproved = false;
  const anchor = path.length - 1;
  for (let at = anchor; at >= 0; at--) {
    const one = path[at];
    if (one === undefined) break;
    const say = (rule: ChromePathRule) => void complaints.push({ rule, at });
    const issuer = path[at + 1];
    if (issuer !== undefined) {
      const proof = evidence.proof(one, issuer);
      if (has(one, 'algorithms-differ')) say('algorithms-differ');
      if (SHA1.includes(one.signatureAlgorithm.oid) || chromeOddity(one) === 'signature-algorithm')
        say('weak-signature');
      else if (!isKeySupported(issuer)) say('unsupported-key');
      else if (proof === 'cannot-tell' || proof === 'unasked') unproved = true;
      else if (proof !== 'fits') say('signature-wrong');
    }
    const [from = -Infinity, until = Infinity] = [one.notBefore.moment, one.notAfter.moment];
    if (evidence.at < from) say('not-yet-valid');
    // Whole seconds: the last one counts.
    if (Math.floor(evidence.at / 1000) * 1000 > until) say('expired');
    if (one.key?.family === 'rsa' && one.key.bits < 1024) say('weak-key');
    for (const rule of standing(path, at)) say(rule);
  }
  if (policiesFailAt(path.slice(0, -1), path.at(-1)) !== undefined)
    complaints.push({ rule: 'policies', at: 0 });
  return { complaints, unproved };
}

const isKeySupported = ({ key }: Exhibit): boolean =>
  key?.family === 'rsa' ||
  key?.family === 'ml-dsa' ||
  (key?.family === 'ec' && ['P-256', 'P-384', 'P-521'].includes(key.curve ?? ''));

function standing(path: readonly Exhibit[], at: number): readonly ChromePathRule[] {
  const one = path[at];
  if (one === undefined) return [];
  const found: ChromePathRule[] = [];
  const { basicConstraints, keyUsage, extendedKeyUsage, list } = one.extensions;
  const isAnchor = at === path.length - 1;
  if (at > 0) {
    // A root may leave it out, or be of version 1.
    if (isAnchor ? basicConstraints?.ca === false : basicConstraints?.ca !== true)
      found.push('not-an-authority');
    if (keyUsage?.includes('keyCertSign') === false) found.push('may-not-sign');
    const between = path.slice(1, at).filter((below) => !isSelfIssued(below)).length;
    if (between > (basicConstraints?.pathLength ?? Infinity)) found.push('path-too-long');
    const constraints = subtreesOf(one);
    const below = path.slice(0, at).filter((link, place) => place === 0 || !isSelfIssued(link));
    if (
      constraints?.ok &&
      below.some((link) => violates(constraints.value, link, { knowsUri: false, knowsRoot: true }))
    )
      found.push('name-constraints');
  }
  if (extendedKeyUsage?.some((oid) => SERVER_PURPOSES.includes(oid)) === false) found.push('wrong-purpose');
  if (list.some(({ oid, critical }) => critical && !UNDERSTOOD.has(oid)))
    found.push('unknown-critical-extension');
  return found;
}
