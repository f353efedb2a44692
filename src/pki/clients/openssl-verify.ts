/**
 * `X509_verify_cert` of OpenSSL, step by step in its order (x509_vfy.c): what it reports, first to last, if nobody stops it.
 * s_client, Python and curl stop at the first report; Node lets it run on and reads the last one.
 */
import type { Evidence } from './evidence';
import { has, isSelfIssued } from './exhibit';
import type { ReadTime } from './exhibit-time';
import { likelyIssued, type OpenSslCertificate } from './openssl-certificate';
import { buildChain, type OpenSslChain } from './openssl-chain';
import { hostMismatch } from './openssl-host';
import { violation } from './openssl-name-constraints';
import type { OpenSslSettings, Report } from './openssl-report';
import { digestIsStrongEnough, keyIsStrongEnough } from './openssl-security';
import { strictReports } from './openssl-strict-checks';

export interface Verification {
  readonly chain: OpenSslChain;
  readonly reports: readonly Report[];
}

export function verifyLikeOpenSsl(evidence: Evidence, settings: OpenSslSettings): Verification {
  const chain = buildChain(evidence, settings);
  const { certificates, failed } = chain;
  const mismatch =
    settings.host === 'elsewhere'
      ? undefined
      : hostMismatch(evidence, settings.host === 'with-partial-wildcards');
  const reports = [
    ...leafKeyReports(evidence, settings),
    ...(failed === undefined ? [] : [failed]),
    ...extensionReports(certificates, settings),
    ...levelReports(certificates, settings),
    ...(mismatch === undefined ? [] : [{ code: mismatch, at: 0 }]),
    ...signatureReports(evidence, chain, settings),
    ...nameReports(certificates),
  ];
  return { chain, reports };
}

const leafKeyReports = ({ leaf }: Evidence, { level }: OpenSslSettings): readonly Report[] =>
  keyIsStrongEnough(leaf.key, level) ? [] : [{ code: 66, at: 0 }];

/** `check_extensions`. */
function extensionReports(
  chain: readonly OpenSslCertificate[],
  { strict }: OpenSslSettings,
): readonly Report[] {
  const reports: Report[] = [];
  /** Authorities below the one in hand that are not self-issued. */
  let below = 0;
  for (const [at, certificate] of chain.entries()) {
    const { exhibit, authority, pathLength, selfIssued } = certificate;
    const report = (code: number, when: boolean) => {
      if (when) reports.push({ code, at });
    };
    const last = at === chain.length - 1;
    report(34, certificate.unhandledCritical);
    if (at === 0) report(79, strict && authority > 1);
    else report(79, authority === 0 || ((!last || strict) && authority !== 1));
    report(94, chain.length > 1 && exhibit.key?.curve === 'explicit');
    if (strict && chain.length > 1) reports.push(...strictReports(certificate, at, last));
    report(26, !fitsPurpose(certificate, at > 0, strict));
    report(25, at > 1 && pathLength >= 0 && below > pathLength);
    if (at > 0 && !selfIssued) below++;
  }
  return reports;
}

const SERVER = '1.3.6.1.5.5.7.3.1';
/** Server Gated Cryptography, Microsoft's and Netscape's: OpenSSL still takes them for the same. */
const GATED = ['1.3.6.1.4.1.311.10.3.3', '2.16.840.1.113730.4.1'];

const NETSCAPE_SERVER = 0x40;
const NETSCAPE_TLS_AUTHORITY = 0x04;

/** `check_purpose_ssl_server`. anyExtendedKeyUsage is not among what it takes. */
function fitsPurpose(
  { exhibit: { extensions }, authority, invalid }: OpenSslCertificate,
  asAuthority: boolean,
  strict: boolean,
): boolean {
  if (invalid) return !strict;
  const { extendedKeyUsage: purposes, keyUsage, netscapeType } = extensions;
  if (purposes !== undefined && ![SERVER, ...GATED].some((one) => purposes.includes(one))) return false;
  if (asAuthority) {
    if (authority === 5 && ((netscapeType ?? 0) & NETSCAPE_TLS_AUTHORITY) === 0) return false;
    return authority !== 0 && (!strict || authority === 1);
  }
  if (netscapeType !== undefined && (netscapeType & NETSCAPE_SERVER) === 0) return false;
  const usages = ['digitalSignature', 'keyEncipherment', 'keyAgreement'] as const;
  return keyUsage === undefined || usages.some((usage) => keyUsage.includes(usage));
}

/** `check_auth_level`: keys of authorities, and signatures of all but the last. */
function levelReports(chain: readonly OpenSslCertificate[], { level }: OpenSslSettings): readonly Report[] {
  return chain.flatMap(({ exhibit }, at) => {
    const weak: Report[] = [];
    if (at > 0 && !keyIsStrongEnough(exhibit.key, level)) weak.push({ code: 67, at });
    if (at < chain.length - 1 && !digestIsStrongEnough(exhibit, level)) weak.push({ code: 68, at });
    return weak;
  });
}

/** `internal_verify`: from the top down, each signature and then each time. */
function signatureReports(
  { proof, at: now }: Evidence,
  { certificates }: OpenSslChain,
  { version, partial }: OpenSslSettings,
): readonly Report[] {
  const reports: Report[] = [];
  const top = certificates.length - 1;
  const last = certificates[top];
  if (last === undefined) return [];
  let from = top;
  if (!likelyIssued(last, last, version) && !partial) {
    if (top === 0) reports.push({ code: 21, at: 0 });
    else from = top - 1;
  }
  for (let at = from; at >= 0; at--) {
    const [subject, issuer] = [certificates[at], certificates[at + 1]];
    if (subject === undefined) break;
    if (issuer !== undefined) {
      if (issuer.exhibit.extensions.keyUsage?.includes('keyCertSign') === false)
        reports.push({ code: 32, at: at + 1 });
      if (issuer.exhibit.key === undefined) reports.push({ code: 6, at: at + 1 });
      else if (
        isDisproved(proof(subject.exhibit, issuer.exhibit)) ||
        has(subject.exhibit, 'algorithms-differ')
      )
        reports.push({ code: 7, at });
    }
    reports.push(...timeReports(subject, at, now));
  }
  return reports;
}

const isDisproved = (proof: ReturnType<Evidence['proof']>): boolean =>
  proof === 'does-not-fit' || proof === 'fits-raw' || proof === 'fits-other-digest';

/** `ossl_x509_check_cert_time`: what is no plain time of RFC 5280 cannot be compared. */
function timeReports({ exhibit }: OpenSslCertificate, at: number, now: number): readonly Report[] {
  const { notBefore, notAfter } = exhibit;
  const reports: Report[] = [];
  if (!isPlain(notBefore)) reports.push({ code: 13, at });
  else if ((notBefore.moment ?? 0) > now) reports.push({ code: 9, at });
  if (!isPlain(notAfter)) reports.push({ code: 14, at });
  else if ((notAfter.moment ?? 0) <= now) reports.push({ code: 10, at });
  return reports;
}

const isPlain = ({ moment, form, text }: ReadTime): boolean =>
  moment !== undefined && (form === 'utc' ? /^\d{12}Z$/ : /^\d{14}Z$/).test(text);

/** OpenSSL counts each pair of certificates by itself, up to 2^20; a page cannot wait for a hundred times that. */
const MOST_WORK = 2 ** 22;
const TOO_MANY_NAMES = 1;

/** `check_name_constraints`: from the top down; self-issued ones in between are let through. */
function nameReports(chain: readonly OpenSslCertificate[]): readonly Report[] {
  const reports: Report[] = [];
  let work = 0;
  for (let at = chain.length - 1; at >= 0; at--) {
    const subject = chain[at]?.exhibit;
    if (subject === undefined || (at !== 0 && isSelfIssued(subject))) continue;
    for (let above = chain.length - 1; above > at; above--) {
      const constraints = chain[above]?.exhibit.extensions.nameConstraints;
      if (constraints === undefined) continue;
      const { permitted, excluded } = constraints;
      work += (permitted.length + excluded.length) * (1 + (subject.extensions.alternativeNames?.length ?? 0));
      const code = work > MOST_WORK ? TOO_MANY_NAMES : violation(subject, constraints, at === 0);
      if (code !== undefined) reports.push({ code, at });
    }
  }
  return reports;
}
