/**
 * GnuTLS's verification of a chain (`gnutls_x509_trust_list_verify_crt2`, `verify_crt`): from the top down, and where a link
 * fails the ones below it are not looked at; the leaf's purpose and name are asked in any case.
 */
import { extensionOid } from '../../codec/extension';
import type { Evidence } from './evidence';
import { familyOf } from './exhibit-key';
import { pssFault } from './exhibit-proof';
import type { ExhibitName } from './exhibit-name';
import type { Exhibit } from './exhibit';
import { gnutlsMoment } from './gnutls-import';
import { gnutlsHostFits } from './gnutls-host';
import { constraintsAreUnfit, namesViolate } from './gnutls-names';
import { serves } from './gnutls-purpose';
import type { Peculiarity } from './peculiarity';
import type { StatusFlag } from './gnutls-status';

export interface GnutlsOptions {
  readonly version: '3.7' | '3.8';
  /** gnutls-cli asks for a purpose; wget and GLib do not. */
  readonly asksPurpose: boolean;
}

export interface FlagAt {
  readonly flag: StatusFlag;
  readonly at: number;
}

export interface GnutlsVerification {
  /** Leaf first, the trusted one last where there is one. */
  readonly path: readonly Exhibit[];
  readonly flags: readonly FlagAt[];
}

/** `MAX_VERIFY_DEPTH` */
const MAX_DEPTH = 16;
const STAPLED_STATUS = 5;

export function verifyLikeGnutls(evidence: Evidence, options: GnutlsOptions): GnutlsVerification {
  const { leaf, sent } = evidence;
  const chain = chainOf(evidence);
  const top = chain.at(-1) ?? leaf;
  let { path, flags } = verifyUnder(evidence, chain, top.issuer, options);
  if (flags.some(({ flag }) => AGAIN.includes(flag)) && !isSameName(top.issuer, top.subject)) {
    const again = verifyUnder(evidence, chain, top.subject, options);
    const known = !flags.some(({ flag }) => flag === 'signer-not-found');
    if (again.flags.length === 0 || !known) ({ path, flags } = again);
  }
  const ends: FlagAt[] = [];
  if (options.asksPurpose && !serves(leaf, false)) ends.push({ flag: 'purpose-mismatch', at: 0 });
  if (!gnutlsHostFits(evidence)) ends.push({ flag: 'unexpected-owner', at: 0 });
  for (const [at, { extensions }] of sent.entries())
    if (extensions.tlsFeatures?.includes(STAPLED_STATUS) === true)
      ends.push({ flag: 'missing-ocsp-status', at });
  return { path, flags: [...flags, ...ends] };
}

/** Where it looks again: perhaps the last one sent is trusted itself. */
const AGAIN: readonly StatusFlag[] = ['signer-not-found', 'expired', 'insecure-algorithm'];

/** With the trusted ones of that name alone, as they are filed: by the octets of their subject. */
function verifyUnder(
  evidence: Evidence,
  chain: readonly Exhibit[],
  name: ExhibitName,
  options: GnutlsOptions,
): GnutlsVerification {
  const anchors = evidence.anchors.filter(({ subject }) => subject.octets === name.octets);
  for (const [place, one] of chain.entries()) {
    const anchor = anchors.find((trusted) =>
      place === 0
        ? trusted.octets === one.octets
        : trusted.subject.octets === one.subject.octets && trusted.key?.hex === one.key?.hex,
    );
    if (anchor === undefined) continue;
    const own = timeFlags(anchor, evidence.at).map((flag) => ({ flag, at: place }));
    const below = chain.slice(0, place);
    const path = [...below, anchor];
    if (own.length > 0 || place === 0) return { path, flags: own };
    return { path, flags: verifyDown(evidence, below, options, [anchor]) };
  }
  const issuer = issuerIn(anchors, chain.at(-1) ?? evidence.leaf, evidence.at);
  const path = issuer === undefined ? chain : [...chain, issuer];
  return { path, flags: verifyDown(evidence, chain, options, anchors) };
}

/** Names letter for letter, of whatever string type, and key identifiers where both have one (`is_issuer`). */
function isIssuer(subject: Exhibit, issuer: Exhibit): boolean {
  if (!isSameName(subject.issuer, issuer.subject)) return false;
  const wanted = subject.extensions.authorityKeyIdentifier?.keyIdentifier;
  const known = issuer.extensions.subjectKeyIdentifier;
  return wanted === undefined || known === undefined || wanted === known;
}

const isSameName = (one: ExhibitName, other: ExhibitName): boolean =>
  one.octets === other.octets ||
  (one.words === other.words &&
    one.readable &&
    !one.empty &&
    JSON.stringify(one.rdns) === JSON.stringify(other.rdns));

/** What the server sent, sorted, without a self-issued one at the end. */
function chainOf({ leaf, sent }: Evidence): readonly Exhibit[] {
  const chain = [leaf];
  const pool = sent.slice(1);
  for (let top: Exhibit | undefined = leaf; top !== undefined && chain.length <= MAX_DEPTH;) {
    const current: Exhibit = top;
    const next = pool.find(
      (one) => one.octets !== current.octets && !chain.includes(one) && isIssuer(current, one),
    );
    if (next !== undefined) chain.push(next);
    top = next;
  }
  const top = chain.at(-1);
  if (chain.length > 1 && top !== undefined && isIssuer(top, top)) chain.pop();
  return chain;
}

/** The last of several that is valid now, else the first. */
function issuerIn(candidates: readonly Exhibit[], subject: Exhibit, at: number): Exhibit | undefined {
  const issuers = candidates.filter((one) => isIssuer(subject, one));
  return issuers.findLast((one) => timeFlags(one, at).length === 0) ?? issuers[0];
}

function verifyDown(
  evidence: Evidence,
  chain: readonly Exhibit[],
  options: GnutlsOptions,
  anchors: readonly Exhibit[],
): readonly FlagAt[] {
  let mostBelow = MAX_DEPTH;
  const constraints: Exhibit[] = [];
  for (let at = chain.length - 1; at >= 0; at--) {
    const subject = chain[at];
    if (subject === undefined) break;
    const top = at === chain.length - 1;
    const issuer = top ? issuerIn(anchors, subject, evidence.at) : chain[at + 1];
    if (!top && options.asksPurpose && issuer !== undefined && !serves(issuer, true))
      return [{ flag: 'purpose-mismatch', at: at + 1 }];
    if (mostBelow === 0) return [{ flag: 'signer-constraints', at: at + 1 }];
    mostBelow--;
    if (issuer !== undefined) constraints.push(issuer);
    const flags = linkFlags(evidence, subject, issuer, constraints, at === 0, top, options.version);
    if (flags.length > 0) return flags.map(([flag, above]) => ({ flag, at: at + above }));
    const limit = issuer?.extensions.basicConstraints;
    if (limit?.ca === true && limit.pathLength !== undefined)
      mostBelow = Math.min(mostBelow, limit.pathLength);
  }
  return [];
}

type LinkFlag = readonly [flag: StatusFlag, above: 0 | 1];

/** `verify_crt`. */
function linkFlags(
  evidence: Evidence,
  subject: Exhibit,
  issuer: Exhibit | undefined,
  authorities: readonly Exhibit[],
  leaf: boolean,
  top: boolean,
  version: GnutlsOptions['version'],
): readonly LinkFlag[] {
  const { at } = evidence;
  const flags: LinkFlag[] = [];
  if (issuer === undefined) flags.push(['signer-not-found', 0]);
  else {
    const violated = authorities.some(({ extensions, peculiarities }) => {
      const { nameConstraints } = extensions;
      if (peculiarities.some(isUnreadableConstraints)) return true;
      if (nameConstraints === undefined) return false;
      return constraintsAreUnfit(nameConstraints) || (leaf && namesViolate(subject, nameConstraints));
    });
    if (violated || lacksFeatures(subject, authorities)) flags.push(['signer-constraints', 0]);
    if (!isAuthority(subject, issuer, top)) flags.push(['signer-not-ca', 1]);
    if (!maySign(issuer, top) || pssFault(subject, issuer) === 'incompatible')
      flags.push(['signer-constraints', 1]);
    if (issuer.peculiarities.some(isUnreadable(extensionOid.keyUsage))) flags.push(['invalid', 1]);
    flags.push(...signatureFlags(evidence, subject, issuer, version));
    if (hasUnknownCritical(issuer)) flags.push(['unknown-critical-extension', 1]);
  }
  if (leaf && hasUnknownCritical(subject)) flags.push(['unknown-critical-extension', 0]);
  if (isWeak(subject, issuer) || (isOldDigest(subject) && !isIssuer(subject, subject)))
    flags.push(['insecure-algorithm', 0]);
  if (issuer !== undefined) flags.push(...timeFlags(issuer, at).map((flag): LinkFlag => [flag, 1]));
  flags.push(...timeFlags(subject, at).map((flag): LinkFlag => [flag, 0]));
  return flags;
}

const isUnreadable =
  (oid: string) =>
  ({ code, extension }: Peculiarity): boolean =>
    code === 'extension-unreadable' && extension === oid;
const isUnreadableConstraints = isUnreadable(extensionOid.nameConstraints);

/** A feature an authority has its certificates must have too (RFC 7633 §4.2.2). */
const lacksFeatures = ({ extensions }: Exhibit, authorities: readonly Exhibit[]): boolean =>
  authorities.some(({ extensions: { tlsFeatures = [] } }) =>
    tlsFeatures.some((feature) => extensions.tlsFeatures?.includes(feature) !== true),
  );

/** A trusted one of version 1, or one that is self-issued and says nothing of constraints, is an authority too. */
function isAuthority(subject: Exhibit, issuer: Exhibit, top: boolean): boolean {
  if (subject.octets === issuer.octets || (top && issuer.version === 1)) return true;
  const { basicConstraints, list } = issuer.extensions;
  if (basicConstraints !== undefined) return basicConstraints.ca;
  const silent = !list.some(({ oid }) => oid === extensionOid.basicConstraints);
  return silent && top && isIssuer(issuer, issuer);
}

function maySign({ extensions: { keyUsage }, version }: Exhibit, top: boolean): boolean {
  return (top && version === 1) || keyUsage === undefined || keyUsage.includes('keyCertSign');
}

function signatureFlags(
  { proof }: Evidence,
  subject: Exhibit,
  issuer: Exhibit,
  version: GnutlsOptions['version'],
): readonly LinkFlag[] {
  const family = familyOf(subject.signatureAlgorithm.oid);
  if (family === 'ml-dsa' || family === 'slh-dsa')
    // 3.7 does not know the algorithm; 3.8 knows its name and cannot use it in Debian's build.
    return version === '3.7'
      ? [['invalid', 0]]
      : [
          ['insecure-algorithm', 0],
          ['signature-failure', 0],
        ];
  // Who may not sign so is told that alone.
  if (pssFault(subject, issuer) === 'incompatible') return [];
  const answer = proof(subject, issuer);
  return answer === 'fits' || answer === 'cannot-tell' || answer === 'unasked'
    ? []
    : [['signature-failure', 0]];
}

/** `supported_exts.c`; key identifiers are among them, policy mappings and constraints are not. */
const SUPPORTED: readonly string[] = [
  extensionOid.basicConstraints,
  extensionOid.subjectKeyIdentifier,
  extensionOid.certificatePolicies,
  extensionOid.authorityKeyIdentifier,
  extensionOid.keyUsage,
  extensionOid.extendedKeyUsage,
  extensionOid.subjectAltName,
  '2.5.29.18',
  extensionOid.crlDistributionPoints,
  '2.5.29.16',
  extensionOid.nameConstraints,
  extensionOid.inhibitAnyPolicy,
  '1.3.6.1.5.5.7.1.14',
  extensionOid.authorityInfoAccess,
  extensionOid.tlsFeature,
];

const hasUnknownCritical = ({ extensions: { list } }: Exhibit): boolean =>
  list.some(({ critical, oid }) => critical && !SUPPORTED.includes(oid));

const UNKNOWN_CURVES: readonly string[] = ['secp256k1'];

/** The profile of `NORMAL` is LOW: 1,024 bits of RSA and DSA, 160 of a curve. */
const isWeak = (subject: Exhibit, issuer: Exhibit | undefined): boolean =>
  [subject, issuer].some((one) => {
    if (one?.key === undefined) return false;
    const { family, bits, curve = '' } = one.key;
    // A curve that it has not is as good as none.
    if (family === 'ec') return UNKNOWN_CURVES.includes(curve) || (bits > 0 && bits < 160);
    return (family === 'rsa' || family === 'rsa-pss' || family === 'dsa') && bits < 1024;
  });

const OLD_DIGESTS: readonly string[] = [
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.3.14.3.2.29',
  '1.2.840.10040.4.3',
  '1.2.840.10045.4.1',
];

const isOldDigest = ({ signatureAlgorithm: { oid } }: Exhibit): boolean => OLD_DIGESTS.includes(oid);

/** The first that applies; a certificate that is inverted is not yet valid to GnuTLS. */
function timeFlags({ notBefore, notAfter }: Exhibit, now: number): readonly StatusFlag[] {
  const [from, until] = [gnutlsMoment(notBefore), gnutlsMoment(notAfter)];
  if (from === undefined || now < from) return ['not-activated'];
  return until === undefined || now > until ? ['expired'] : [];
}
