/**
 * How Firefox goes up from a leaf (mozilla::pkix, pkixbuild.cpp): an authority is asked about itself and all above it before the signature
 * it made; where several authorities of a name fail in different ways, the issuer is unknown; what is wrong with the leaf is said last.
 */
import { violates } from './browser-constraints';
import type { Complaint } from './complaint';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';
import { firefoxOwn, firefoxReading, type FirefoxOwnRule } from './firefox-own';
import { subtreesOf } from './subtree-list';

export type FirefoxPathRule =
  | FirefoxOwnRule
  | 'unknown-issuer'
  | 'self-signed'
  | 'name-constraints'
  | 'name-constraints-malformed'
  | 'feature-missing'
  | 'signature-wrong'
  | 'issuer-expired'
  | 'issuer-not-yet-valid';

type Failure = Complaint<FirefoxPathRule> & { readonly at: number };

export interface FirefoxPath {
  readonly complaints: readonly Failure[];
  readonly unproved: boolean;
  /** The leaf is trusted itself, as an authority. */
  readonly leafTrusted: boolean;
}

/** mozilla::pkix goes on for 200,000 steps, each of them cheaper; here a pile of cross-signs ends sooner. */
const MAX_STEPS = 2000;
const MAX_SUB_AUTHORITIES = 6;

export function firefoxPath(evidence: Evidence): FirefoxPath {
  const { leaf, sent, anchors, at: now, isAnchor } = evidence;
  let steps = 0;
  let unproved = false;

  const candidates = (subject: Exhibit): readonly Exhibit[] =>
    [...sent.slice(1), ...anchors].filter(
      (one, place, all) =>
        one.subject.octets === subject.issuer.octets &&
        all.findIndex(({ octets }) => octets === one.octets) === place &&
        !(isOwnIssuer(one, evidence) && !isAnchor(one)) &&
        (isAnchor(one) || firefoxReading(one) === undefined),
    );

  const ask = (issuer: Exhibit, path: readonly Exhibit[], subject: Exhibit): Failure | undefined => {
    const at = path.length;
    const failure = (rule: FirefoxPathRule): Failure => ({ rule, at });
    const unread = firefoxReading(issuer);
    if (unread !== undefined) return failure(unread);
    const loops = path.some(
      (one) => one.key?.hex === issuer.key?.hex && one.subject.octets === issuer.subject.octets,
    );
    if (loops) return failure('unknown-issuer');
    const constraints = subtreesOf(issuer);
    if (constraints?.ok === false) return failure('name-constraints-malformed');
    if (
      constraints !== undefined &&
      path.some((one) => violates(constraints.value, one, { knowsUri: false }))
    )
      return failure('name-constraints');
    const { tlsFeatures: wanted } = issuer.extensions;
    const { tlsFeatures: own } = subject.extensions;
    if (wanted !== undefined && wanted.join() !== own?.join()) return failure('feature-missing');
    const above = climb([...path, issuer]);
    if (above !== undefined) return above;
    const proof = evidence.proof(subject, issuer);
    if (proof === 'fits') return undefined;
    if (proof === 'cannot-tell' || proof === 'unasked') {
      unproved = true;
      return undefined;
    }
    return { rule: 'signature-wrong', at: at - 1 };
  };

  const climb = (path: readonly Exhibit[]): Failure | undefined => {
    const at = path.length - 1;
    const subject = path[at] ?? leaf;
    const trusted = isAnchor(subject);
    const own = firefoxOwn(subject, { at, isAnchor: trusted, now });
    if (own !== undefined && (at > 0 || trusted)) return { rule: ofIssuer(own, at), at };
    if (trusted) return undefined;
    const unknown: Failure = { rule: 'unknown-issuer', at };
    if (at > MAX_SUB_AUTHORITIES || ++steps > MAX_STEPS) return unknown;
    let found: Failure | undefined;
    for (const issuer of candidates(subject)) {
      const failure = ask(issuer, path, subject);
      if (failure === undefined) return own === undefined ? undefined : { rule: own, at };
      found = found === undefined || found.rule === failure.rule ? failure : unknown;
    }
    return found ?? unknown;
  };

  const unread = firefoxReading(leaf);
  const leafTrusted = isAnchor(leaf);
  if (unread !== undefined) return { complaints: [{ rule: unread, at: 0 }], unproved, leafTrusted };
  const first = climb([leaf]);
  if (first === undefined) return { complaints: [], unproved, leafTrusted };
  const selfSigned = SAID_OF_SELF_SIGNED.has(first.rule) && isOwnIssuer(leaf, evidence);
  const led: Failure = selfSigned ? { rule: 'self-signed', at: 0 } : first;
  const later = firefoxOwn(leaf, { at: 0, isAnchor: leafTrusted, now });
  const others: readonly Failure[] =
    later === undefined || later === first.rule ? [] : [{ rule: later, at: 0 }];
  return { complaints: [led, ...others], unproved, leafTrusted };
}

/** What Firefox then calls a self-signed certificate (CertVerifier.cpp). */
const SAID_OF_SELF_SIGNED: ReadonlySet<FirefoxPathRule> = new Set([
  'unknown-issuer',
  'signature-wrong',
  'key-usage',
]);

function ofIssuer(rule: FirefoxOwnRule, at: number): FirefoxPathRule {
  if (at === 0) return rule;
  return rule === 'expired' ? 'issuer-expired' : rule === 'not-yet-valid' ? 'issuer-not-yet-valid' : rule;
}

const isOwnIssuer = (one: Exhibit, { proof }: Evidence): boolean =>
  one.subject.octets === one.issuer.octets && proof(one, one) === 'fits';
