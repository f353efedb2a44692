/**
 * Java's way from a server's chain to an anchor (sun.security.validator.PKIXValidator): the chain as sent where its order is right
 * and its end is known, else whatever path can be built; every authority before what it signed, the root's own fields last.
 */
import type { Complaint } from './complaint';
import type { Evidence } from './evidence';
import { has, isSelfIssued, type Exhibit } from './exhibit';
import { javaConstraintFailure, javaConstraints, type JavaConstraintFailure } from './java-constraints';
import { pssFault } from './exhibit-proof';
import { javaDate, javaName } from './java-text';
import { policiesFailAt } from './path-policies';
import type { SubtreeLists } from './subtree-list';

export type JavaPathRule =
  | 'no-path'
  | 'no-anchor'
  | 'weak-algorithm'
  | 'may-not-sign'
  | 'not-an-authority'
  | 'path-too-long'
  | JavaConstraintFailure
  | 'policies'
  | 'expired'
  | 'not-yet-valid'
  | 'name-chaining'
  | 'signature-wrong'
  | 'key-usage-empty'
  | 'unknown-critical-extension'
  | 'anchor-not-an-authority'
  | 'anchor-may-not-sign';

/** `facts`: the words after the exception's name, then what lies under them. */
type JavaComplaint = Complaint<JavaPathRule>;

export interface JavaPath {
  readonly complaints: readonly JavaComplaint[];
  /** The leaf is an anchor itself: nothing more is asked of it. */
  readonly trustedLeaf: boolean;
  readonly unproved: boolean;
}

export function javaPath(evidence: Evidence, release: string): JavaPath {
  const { leaf, sent, anchors } = evidence;
  if (evidence.isAnchor(leaf)) return { complaints: [], trustedLeaf: true, unproved: false };
  const isTrusted = (one: Exhibit): boolean =>
    anchors.some(
      (anchor) =>
        anchor.octets === one.octets ||
        (anchor.subject.words === one.subject.words && anchor.key?.hex === one.key?.hex),
    );
  for (const [place, one] of sent.entries()) {
    if (place === 0) continue;
    if (one.subject.words !== sent[place - 1]?.issuer.words) return build(evidence, release);
    if (isTrusted(one)) return validate(evidence, sent.slice(0, place), release);
  }
  const issuer = sent.at(-1)?.issuer.words;
  return anchors.some(({ subject }) => subject.words === issuer)
    ? validate(evidence, sent, release)
    : build(evidence, release);
}

/** The key identifier and serial number in the certificate below are the anchor's, as far as both have them. */
function identifies(one: Exhibit, anchor: Exhibit): boolean {
  const { keyIdentifier, serialNumber } = one.extensions.authorityKeyIdentifier ?? {};
  const own = anchor.extensions.subjectKeyIdentifier;
  const serial = Array.from(anchor.serialNumber, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return (
    one.issuer.words === anchor.subject.words &&
    (keyIdentifier === undefined || own === undefined || keyIdentifier === own) &&
    (serialNumber === undefined || anchor.version < 3 || serialNumber === serial)
  );
}

function validate(evidence: Evidence, chain: readonly Exhibit[], release: string): JavaPath {
  const top = chain.at(-1) ?? evidence.leaf;
  const tried = evidence.anchors
    .filter((anchor) => identifies(top, anchor))
    .map((anchor) => ({ anchor, ...checked(evidence, chain, anchor, release) }));
  const good = tried.find(({ complaints }) => complaints.length === 0);
  const last = good ?? tried.at(-1);
  if (last === undefined)
    return {
      complaints: [{ rule: 'no-anchor', at: chain.length - 1 }],
      trustedLeaf: false,
      unproved: false,
    };
  const own = anchorComplaint(last.anchor, chain.length, 'validation');
  const complaints = [...last.complaints, ...(own === undefined ? [] : [own])];
  return { complaints, trustedLeaf: false, unproved: last.unproved };
}

function build(evidence: Evidence, release: string): JavaPath {
  let unproved = false;
  for (const { certificates, anchored } of evidence.paths) {
    const anchor = certificates.at(-1);
    const chain = certificates.slice(0, -1);
    const top = chain.at(-1);
    if (!anchored || anchor === undefined || top === undefined || !identifies(top, anchor)) continue;
    const { complaints, unproved: open } = checked(evidence, chain, anchor, release);
    if (complaints.length > 0) continue;
    unproved ||= open;
    const own = anchorComplaint(anchor, chain.length, 'building');
    return { complaints: own === undefined ? [] : [own], trustedLeaf: false, unproved };
  }
  return { complaints: [{ rule: 'no-path' }], trustedLeaf: false, unproved };
}

/** `jdk.security.allowNonCaAnchor` switches this off. */
/** Its API has one number for both, and what is below zero is no authority's (`getBasicConstraints`). */
const isJavaAuthority = (basic: Exhibit['extensions']['basicConstraints']): boolean =>
  basic?.ca === true && (basic.pathLength ?? 0) >= 0;

function anchorComplaint(anchor: Exhibit, at: number, how: string): JavaComplaint | undefined {
  const { basicConstraints, keyUsage } = anchor.extensions;
  if (anchor.version < 3) return undefined;
  const facts = [how, javaName(anchor.subject)];
  if (!isJavaAuthority(basicConstraints)) return { rule: 'anchor-not-an-authority', at, facts };
  return keyUsage?.includes('keyCertSign') === false ? { rule: 'anchor-may-not-sign', at, facts } : undefined;
}

const SUPPORTED = new Set(
  ['15', '17', '19', '30', '32', '33', '36', '37', '54'].map((last) => `2.5.29.${last}`),
);
const MD5 = ['1.2.840.113549.1.1.2', '1.2.840.113549.1.1.4'];

/** PKIXMasterCertPathValidator: each certificate, the topmost first, through one check after the other. */
function checked(evidence: Evidence, chain: readonly Exhibit[], anchor: Exhibit, release: string) {
  const complaints: JavaComplaint[] = [];
  const constraints: SubtreeLists[] = [];
  let unproved = false;
  let room = Infinity;
  const policies = policiesFailAt(chain);
  for (let at = chain.length - 1; at >= 0; at--) {
    const one = chain[at];
    if (one === undefined) break;
    const issuer = chain[at + 1] ?? anchor;
    const say = (rule: JavaPathRule, ...facts: readonly string[]) =>
      void complaints.push({ rule, at, facts });
    const weak = weakness(one, issuer === anchor ? anchor : undefined, release);
    if (weak !== undefined) say('weak-algorithm', weak);
    const { basicConstraints: basic, keyUsage, list } = one.extensions;
    if (at > 0 && keyUsage?.includes('keyCertSign') === false) say('may-not-sign');
    if (at > 0) {
      const early = one.version < 3 && at === chain.length - 1 && isSelfIssued(one);
      if (!early && (one.version < 3 || !isJavaAuthority(basic))) say('not-an-authority');
      else if (!isSelfIssued(one) && room-- <= 0) say('path-too-long');
      room = Math.min(room, basic?.pathLength ?? Infinity);
    }
    if (at === 0 || !isSelfIssued(one)) {
      const failure = javaConstraintFailure(constraints, one, release);
      if (failure !== undefined) say(failure);
    }
    const own = javaConstraints(one);
    if (own !== undefined) constraints.push(own);
    if (policies === at) say('policies');
    const [from = -Infinity, until = Infinity] = [one.notBefore.moment, one.notAfter.moment];
    if (evidence.at < from) say('not-yet-valid', javaDate(from));
    else if (evidence.at > until) say('expired', javaDate(until));
    if (one.issuer.words !== issuer.subject.words) say('name-chaining');
    // The signed part is written anew for the check, with the lengths of DER.
    const proof = has(one, 'length-not-minimal') ? 'does-not-fit' : evidence.proof(one, issuer);
    const curve = UNKNOWN_CURVES[issuer.key?.curve ?? ''];
    const fault = pssFault(one, issuer);
    if (fault !== undefined) say('signature-wrong', PSS_FAULTS[fault]);
    else if (curve !== undefined)
      say('signature-wrong', `java.security.SignatureException: Curve not supported: ${curve}`);
    else if (proof === 'cannot-tell' || proof === 'unasked') unproved = true;
    else if (proof !== 'fits') say('signature-wrong', proof === 'fits-raw' ? RAW : WRONG);
    if (keyUsage?.every((use) => use === 'encipherOnly' || use === 'decipherOnly')) say('key-usage-empty');
    if (list.some(({ oid, critical }) => critical && !SUPPORTED.has(oid))) say('unknown-critical-extension');
  }
  return { complaints, unproved };
}

/** It reads them and does not compute with them (measured: 17 and 21). */
const UNKNOWN_CURVES: Readonly<Record<string, string>> = {
  'P-192': 'secp192r1 [NIST P-192, X9.62 prime192v1] (1.2.840.10045.3.1.1)',
  'P-224': 'secp224r1 [NIST P-224] (1.3.132.0.33)',
  secp256k1: 'secp256k1 (1.3.132.0.10)',
};

/** What its signature says before it reckons (sun.security.rsa.RSAPSSSignature). */
const PSS_FAULTS = {
  unsaid: 'java.security.SignatureException: Parameters required for RSASSA-PSS signatures',
  incompatible: 'java.security.InvalidKeyException: Key contains incompatible PSS parameter values',
} as const;
const RAW = 'java.io.IOException: Invalid lenByte';
const WRONG = 'java.security.SignatureException: Signature does not match.';

/** `jdk.certpath.disabledAlgorithms`; SHA-1 is off for Java's own roots alone. */
function weakness(one: Exhibit, anchor: Exhibit | undefined, release: string): string | undefined {
  if (MD5.includes(one.signatureAlgorithm.oid))
    return release === 'java17'
      ? 'signature algorithm: MD5withRSA'
      : `disabled algorithm: MD5 used with certificate: ${javaName(one.subject)}`;
  for (const { key, subject } of [...(anchor === undefined ? [] : [anchor]), one]) {
    const least = { rsa: 1024, 'rsa-pss': 1024, dsa: 1024, ec: 224 }[key?.family as 'rsa'];
    if (key !== undefined && key.bits > 0 && key.bits < least) {
      const name = { rsa: 'RSA', 'rsa-pss': 'RSASSA-PSS', dsa: 'DSA', ec: 'EC' }[key.family as 'rsa'];
      return `keysize limits: ${name} ${key.bits} bit key used with certificate: ${javaName(subject)}`;
    }
  }
  return undefined;
}
