/**
 * Android's own stack (Conscrypt, TrustManagerImpl, OkHostnameVerifier), from its documentation and sources alone: apps from API level 24 on
 * trust no authority that a person added unless they say so. Chrome on Android has Chrome's rules. Nothing here was measured.
 */
import { isNamedAmong, presentedHosts } from './common-host';
import { commonPath, unreadByDocumentation, type CommonRule } from './common-path';
import { complaintRules, says, takenOnTrust, type Complaint, type ComplaintRow } from './complaint';
import { defineClient, type ClientRule } from './client-model';
import type { Evidence } from './evidence';

type AndroidRule = CommonRule | 'host-not-in-certificate' | 'no-common-signature';

interface AndroidFacts {
  readonly complaints: readonly Complaint<AndroidRule>[];
  readonly unproved: boolean;
  readonly evidence: Evidence;
}

function prepare(evidence: Evidence): AndroidFacts {
  const { leaf, host } = evidence;
  const complaints: Complaint<AndroidRule>[] = [];
  const { key } = leaf;
  if (!(
    key?.family === 'rsa' ||
    (key?.family === 'ec' && ['P-256', 'P-384', 'P-521'].includes(key.curve ?? ''))
  ))
    complaints.push({ rule: 'no-common-signature', at: 0 });
  const { complaints: onPath, unproved } = commonPath(evidence, { byOctets: false, asksAnchor: false });
  complaints.push(...onPath);
  if (!hostMatches(evidence)) complaints.push({ rule: 'host-not-in-certificate', at: 0, facts: [host.text] });
  return { complaints, unproved, evidence };
}

/** subjectAltName alone, a dot at its end passed over. */
const hostMatches = (evidence: Evidence): boolean =>
  isNamedAmong(
    evidence,
    presentedHosts(evidence.leaf).map((host) => host.replace(/\.$/, '')),
  );

const CONSCRYPT = 'Conscrypt TrustManagerImpl';
const EXCEPTION = 'javax.net.ssl.SSLHandshakeException: java.security.cert.CertPathValidatorException: ';
const row = (words: string, fix: NonNullable<ComplaintRow['fix']>, citation = CONSCRYPT): ComplaintRow => ({
  citation,
  basis: 'documented',
  fix,
  error: says(`${EXCEPTION}${words}`),
});
const NO_ANCHOR = 'Trust anchor for certification path not found.';

const rows: Readonly<Record<AndroidRule, ComplaintRow>> = {
  'no-common-signature': {
    citation: 'BoringSSL kVerifySignatureAlgorithms',
    basis: 'documented',
    fix: 'issue-leaf-with-usable-key',
    error: says('javax.net.ssl.SSLHandshakeException: Handshake failed'),
  },
  'unknown-authority': row(NO_ANCHOR, 'trust-root'),
  'unknown-self-signed': row(NO_ANCHOR, 'trust-root'),
  'signature-wrong': row(NO_ANCHOR, 'issue-leaf-by-authority'),
  'weak-signature': row(
    'Signature uses an insecure hash function',
    'issue-leaf-with-sha256',
    'Conscrypt ChainStrengthAnalyzer',
  ),
  expired: row('timestamp check failed', 'issue-leaf-now'),
  'not-yet-valid': row('timestamp check failed', 'issue-leaf-now'),
  'not-an-authority': row(
    'basic constraints check failed: this is not a CA certificate',
    'issue-authority-again',
  ),
  'may-not-sign': row('CA key usage check failed: keyCertSign bit is not set', 'issue-authority-again'),
  'path-too-long': row(
    'basic constraints check failed: pathLenConstraint violated - this cert must be the last cert in the certification path',
    'issue-authority-again',
  ),
  'name-constraints': row('name constraints check failed', 'issue-leaf-with-names'),
  'wrong-purpose': row(
    'Extended key usage does not permit use for TLS server authentication',
    'issue-leaf-for-servers',
  ),
  'unknown-critical-extension': row('unrecognized critical extension(s)', 'issue-leaf-cleanly'),
  'host-not-in-certificate': {
    citation: 'Android OkHostnameVerifier; Android 9 behaviour changes (CommonName)',
    basis: 'documented',
    fix: 'issue-leaf-with-names',
    error: ([host = '']) => `javax.net.ssl.SSLPeerUnverifiedException: Hostname ${host} not verified`,
  },
};

const appsMustAsk: ClientRule<AndroidFacts> = {
  id: 'apps-must-ask-for-it',
  citation: 'developer.android.com/privacy-and-security/security-config',
  basis: 'documented',
  broken: ({ evidence: { sent } }) => [{ at: sent.length }],
  error: () =>
    'browsers take a root that a person added; apps (from API level 24 on) only with <certificates src="user"/> in their network_security_config',
};

export const android = defineClient<AndroidFacts>({
  id: 'android',
  name: 'Android',
  basis: 'From the documentation and sources of Android and Conscrypt; not measured.',
  releases: [{ id: 'android', name: 'Android (Conscrypt)', basis: 'documented' }],
  illegible: 'javax.net.ssl.SSLHandshakeException: Handshake failed',
  prepare,
  refuses: complaintRules(rows),
  remarks: [appsMustAsk, takenOnTrust],
  cannotTell: ({ evidence }) => unreadByDocumentation(evidence),
  ignores: [
    { what: 'Dates and constraints of the root', citation: CONSCRYPT, basis: 'documented' },
    { what: 'How long a certificate is valid', citation: CONSCRYPT, basis: 'documented' },
  ],
});
