/**
 * How Go goes up from a leaf (crypto/x509 `buildChains`): roots before intermediates, those with the right key identifier first, names
 * octet for octet; each authority is asked about its signature, then about itself, before the next one up.
 */
import { equalBytes } from '../../codec/bytes';
import { extensionOid } from '../../codec/extension';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';
import { goConstraintFailure, goConstraints } from './go-constraints';
import { goAuthority, goQuote, goTime } from './go-text';

/** A failure on the way, in Go's words after `x509: `. */
export interface GoFailure {
  readonly rule: GoChainRule;
  readonly words: string;
  /** The certificate it is about. */
  readonly of: Exhibit;
}

export type GoChainRule =
  | 'unhandled-critical-extension'
  | 'expired'
  | 'not-yet-valid'
  | 'name-constraints'
  | 'not-an-authority'
  | 'path-too-long'
  | 'unknown-authority'
  | 'cannot-sign'
  | 'signature-wrong'
  | 'weak-signature'
  | 'algorithm-unimplemented'
  | 'too-many-signatures';

export interface GoChains {
  readonly chains: readonly (readonly Exhibit[])[];
  readonly failure?: GoFailure;
  /** A signature on the way could not be checked here. */
  readonly unproved: boolean;
}

/** crypto/x509 `maxChainSignatureChecks`. */
const MAX_SIGNATURES = 100;

const HANDLED = ['14', '15', '19', '31', '32', '35', '37'].map((last) => `2.5.29.${last}`);
const HANDLED_SINCE_1_24 = ['33', '36', '54'].map((last) => `2.5.29.${last}`);
const AUTHORITY_INFO_ACCESS = '1.3.6.1.5.5.7.1.1';

/** What `isValid` says of a certificate by itself: extensions nobody handles, then its dates. */
export function goOwnFailure(one: Exhibit, at: number, release: string): GoFailure | undefined {
  const handled = new Set([
    ...HANDLED,
    AUTHORITY_INFO_ACCESS,
    ...(release === 'go119' ? [] : HANDLED_SINCE_1_24),
  ]);
  const { alternativeNames = [] } = one.extensions;
  if (alternativeNames.some(({ kind }) => ['dns', 'email', 'ip', 'uri'].includes(kind)))
    handled.add(extensionOid.subjectAltName);
  const constraints = goConstraints(one);
  if (typeof constraints === 'object' && !constraints.unhandled) handled.add(extensionOid.nameConstraints);
  const unhandled =
    one.version === 3 && one.extensions.list.some(({ oid, critical }) => critical && !handled.has(oid));
  if (unhandled)
    return { rule: 'unhandled-critical-extension', words: 'unhandled critical extension', of: one };
  const { notBefore, notAfter } = one;
  const expiry = 'certificate has expired or is not yet valid: current time';
  const [from = -Infinity, until = Infinity] = [notBefore.moment, notAfter.moment];
  if (at < from)
    return { rule: 'not-yet-valid', words: `${expiry} ${goTime(at)} is before ${goTime(from)}`, of: one };
  if (at > until)
    return { rule: 'expired', words: `${expiry} ${goTime(at)} is after ${goTime(until)}`, of: one };
  return undefined;
}

/** @param readable whether Go could parse it at all */
export function goChains(evidence: Evidence, release: string, readable: (one: Exhibit) => boolean): GoChains {
  const { leaf, sent, anchors, at } = evidence;
  if (evidence.isAnchor(leaf) && readable(leaf)) return { chains: [[leaf]], unproved: false };
  const roots = anchors.filter(readable);
  const others = sent.slice(1).filter(readable);
  let signatures = 0;
  let unproved = false;

  const climb = (path: readonly Exhibit[]): { chains: Exhibit[][]; failure?: GoFailure } => {
    const top = path.at(-1) ?? leaf;
    const chains: Exhibit[][] = [];
    let failure: GoFailure | undefined;
    let hint: GoFailure | undefined;
    const consider = (candidate: Exhibit, isRoot: boolean): void => {
      if (release !== 'go119' && !isKnownKey(candidate)) return;
      if (path.some((one) => isTwin(one, candidate))) return;
      if (++signatures > MAX_SIGNATURES) {
        const words = 'signature check attempts limit reached while verifying certificate chain';
        failure = { rule: 'too-many-signatures', words, of: candidate };
        return;
      }
      const forged = signatureFailure(evidence, top, candidate);
      if (forged === 'cannot-tell') unproved = true;
      else if (forged !== undefined) {
        hint ??= forged;
        return;
      }
      failure =
        goOwnFailure(candidate, at, release) ??
        constraintFailure(candidate, path, release) ??
        standingFailure(candidate, path, isRoot);
      if (failure !== undefined) {
        if (release !== 'go119') hint ??= failure;
        return;
      }
      if (isRoot) {
        chains.push([...path, candidate]);
        return;
      }
      const above = climb([...path, candidate]);
      failure = above.failure;
      chains.push(...above.chains);
    };
    for (const root of candidates(top, roots)) consider(root, true);
    for (const one of candidates(top, others)) consider(one, false);
    if (chains.length > 0) return { chains };
    return { chains, failure: failure ?? unknownAuthority(top, hint, release) };
  };
  return { ...climb([leaf]), unproved };
}

function unknownAuthority(top: Exhibit, hint: GoFailure | undefined, release: string): GoFailure {
  const words = 'certificate signed by unknown authority';
  if (hint === undefined) return { rule: 'unknown-authority', words, of: top };
  const source = hint.words.startsWith('crypto/') ? '' : 'x509: ';
  const why = goQuote(`${source}${hint.words}${hint.words.includes('SHA1') ? override(release) : ''}`);
  const whose = goQuote(goAuthority(hint.of));
  const because = `(possibly because of ${why} while trying to verify candidate authority certificate ${whose})`;
  return { rule: hint.rule, words: `${words} ${because}`, of: aboutSignature(hint) ? top : hint.of };
}

const aboutSignature = ({ rule }: GoFailure): boolean =>
  rule === 'signature-wrong' || rule === 'weak-signature' || rule === 'algorithm-unimplemented';

const override = (release: string): string =>
  release === 'go119' ? ' (temporarily override with GODEBUG=x509sha1=1)' : '';

/** By `findPotentialParents`: the right key identifier, then those without one to compare, then the wrong one. */
function candidates(child: Exhibit, among: readonly Exhibit[]): readonly Exhibit[] {
  const wanted = child.extensions.authorityKeyIdentifier?.keyIdentifier ?? '';
  const rank = ({ extensions: { subjectKeyIdentifier: own = '' } }: Exhibit): number =>
    own === wanted ? 0 : own === '' || wanted === '' ? 1 : 2;
  return among
    .filter(({ subject }) => subject.octets === child.issuer.octets)
    .toSorted((one, other) => rank(one) - rank(other));
}

const isKnownKey = ({ key }: Exhibit): boolean =>
  key !== undefined && ['rsa', 'ec', 'ed25519', 'dsa'].includes(key.family);

/** Subject, key and subjectAltName are the same: a loop of cross-signatures. */
function isTwin(one: Exhibit, other: Exhibit): boolean {
  const names = ({ extensions: { list } }: Exhibit) =>
    list.find(({ oid }) => oid === extensionOid.subjectAltName)?.value ?? new Uint8Array();
  return (
    one.subject.octets === other.subject.octets &&
    one.key?.hex === other.key?.hex &&
    equalBytes(names(one), names(other))
  );
}

const ALGORITHMS: Readonly<Record<string, readonly [family: string, insecure?: string]>> = {
  '1.2.840.113549.1.1.2': ['rsa', 'MD2-RSA'],
  '1.2.840.113549.1.1.4': ['rsa', 'MD5-RSA'],
  '1.2.840.113549.1.1.5': ['rsa', 'SHA1-RSA'],
  '1.3.14.3.2.29': ['rsa', 'SHA1-RSA'],
  '1.2.840.113549.1.1.10': ['rsa'],
  '1.2.840.113549.1.1.11': ['rsa'],
  '1.2.840.113549.1.1.12': ['rsa'],
  '1.2.840.113549.1.1.13': ['rsa'],
  '1.2.840.10040.4.3': ['dsa', 'DSA-SHA1'],
  '1.2.840.10045.4.1': ['ec', 'ECDSA-SHA1'],
  '1.2.840.10045.4.3.2': ['ec'],
  '1.2.840.10045.4.3.3': ['ec'],
  '1.2.840.10045.4.3.4': ['ec'],
  '1.3.101.112': ['ed25519'],
};
const FAMILIES: Readonly<Record<string, readonly [name: string, type: string, failure: string]>> = {
  rsa: ['RSA', '*rsa.PublicKey', 'crypto/rsa: verification error'],
  ec: ['ECDSA', '*ecdsa.PublicKey', 'x509: ECDSA verification failure'],
  ed25519: ['Ed25519', 'ed25519.PublicKey', 'x509: Ed25519 verification failure'],
};

function signatureFailure(
  evidence: Evidence,
  child: Exhibit,
  parent: Exhibit,
): GoFailure | 'cannot-tell' | undefined {
  const { basicConstraints, keyUsage = [] } = parent.version === 3 ? parent.extensions : {};
  const fails = (rule: GoChainRule, words: string): GoFailure => ({ rule, words, of: parent });
  const mayNot =
    (parent.version === 3 && basicConstraints === undefined) ||
    basicConstraints?.ca === false ||
    (keyUsage.length > 0 && !keyUsage.includes('keyCertSign'));
  if (mayNot)
    return fails('cannot-sign', 'invalid signature: parent certificate cannot sign this kind of certificate');
  const [family, insecure] = ALGORITHMS[child.signatureAlgorithm.oid] ?? [];
  const unimplemented = 'cannot verify signature: algorithm unimplemented';
  if (!isKnownKey(parent) || family === undefined || insecure === 'MD2-RSA')
    return fails('algorithm-unimplemented', unimplemented);
  if (insecure !== undefined)
    return fails('weak-signature', `cannot verify signature: insecure algorithm ${insecure}`);
  const own = FAMILIES[parent.key?.family ?? ''];
  if (own === undefined) return fails('algorithm-unimplemented', unimplemented);
  if (parent.key?.family !== family)
    return fails(
      'signature-wrong',
      `signature algorithm specifies an ${FAMILIES[family]?.[0]} public key, but have public key of type ${own[1]}`,
    );
  const proof = evidence.proof(child, parent);
  if (proof === 'fits') return undefined;
  if (proof === 'cannot-tell' || proof === 'unasked') return 'cannot-tell';
  return { rule: 'signature-wrong', words: own[2].replace(/^x509: /, ''), of: parent };
}

function constraintFailure(
  candidate: Exhibit,
  path: readonly Exhibit[],
  release: string,
): GoFailure | undefined {
  const constraints = goConstraints(candidate);
  if (typeof constraints !== 'object') return undefined;
  // Go 1.19 looks at the leaf's names and the authority's own, Go 1.24 at those of all below it.
  const below = release === 'go119' ? [...path.slice(0, 1), candidate] : path;
  const failure = goConstraintFailure(constraints, below);
  if (failure === undefined) return undefined;
  const words = failure.unauthorized
    ? `a root or intermediate certificate is not authorized to sign for this name: ${failure.words}`
    : failure.words;
  return { rule: 'name-constraints', words, of: candidate };
}

function standingFailure(
  candidate: Exhibit,
  path: readonly Exhibit[],
  isRoot: boolean,
): GoFailure | undefined {
  const { basicConstraints } = candidate.version === 3 ? candidate.extensions : {};
  if (!isRoot && basicConstraints?.ca !== true) {
    const words = 'certificate is not authorized to sign other certificates';
    return { rule: 'not-an-authority', words, of: candidate };
  }
  const limit = basicConstraints?.pathLength ?? -1;
  if (limit >= 0 && path.length - 1 > limit)
    return {
      rule: 'path-too-long',
      words: 'too many intermediates for path length constraint',
      of: candidate,
    };
  return undefined;
}
