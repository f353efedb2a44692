/**
 * Chrome and Chromium: BoringSSL in the handshake, then Chromium's own verifier over bssl's path builder. For roots that a person added
 * neither Certificate Transparency nor a greatest validity is asked for. Measured with Chromium 156 on Linux, roots in its NSS database.
 */
import { chromeHostMatches } from './chrome-names';
import { chromePath, type ChromePathRule } from './chrome-path';
import { chromeOddity, chromeOutlineMalformed, type ChromeOddity } from './chrome-reading';
import { complaintRules, takenOnTrust, says, type Complaint, type ComplaintRow } from './complaint';
import { defineClient, type ClientRule } from './client-model';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';

type ChromeRule =
  | ChromePathRule
  | ChromeOddity
  | 'no-common-signature'
  | 'key-unreadable'
  | 'key-usage-unreadable'
  | 'key-usage'
  | 'bad-format'
  | 'host-not-in-certificate';

interface ChromeFacts {
  readonly complaints: readonly Complaint<ChromeRule>[];
  readonly unproved: boolean;
  readonly evidence: Evidence;
}

/** The gravest first (net/cert/cert_status_flags.cc, `MapCertStatusToNetError`). */
const GRAVITY = ['INVALID', 'AUTHORITY_INVALID', 'COMMON_NAME_INVALID', 'WEAK_KEY', 'DATE_INVALID'] as const;
type Flag = (typeof GRAVITY)[number];

const FLAGS: Readonly<Partial<Record<ChromeRule, Flag>>> = {
  'unknown-authority': 'AUTHORITY_INVALID',
  'signature-wrong': 'AUTHORITY_INVALID',
  'host-not-in-certificate': 'COMMON_NAME_INVALID',
  'weak-key': 'WEAK_KEY',
  expired: 'DATE_INVALID',
  'not-yet-valid': 'DATE_INVALID',
};
const flagOf = ({ rule }: Complaint<ChromeRule>): Flag => FLAGS[rule] ?? 'INVALID';

function prepare(evidence: Evidence): ChromeFacts {
  const { leaf, host } = evidence;
  const inHandshake = handshakeComplaints(leaf);
  const oddity = chromeOddity(leaf);
  const { complaints: onPath, unproved } = chromePath(evidence);
  const flagged: Complaint<ChromeRule>[] = [
    ...(oddity === undefined ? [] : [{ rule: oddity, at: 0 }]),
    ...onPath.filter(({ rule }) => rule !== 'weak-signature' || oddity !== 'signature-algorithm'),
    ...(chromeHostMatches(leaf, host) ? [] : [{ rule: 'host-not-in-certificate' as const, at: 0 }]),
  ];
  return { complaints: [...inHandshake, ...byGravity(flagged, onPath)], unproved, evidence };
}

/** What else is wrong with a path raises no flag of its own where its authority, dates or keys are. */
function byGravity(
  all: readonly Complaint<ChromeRule>[],
  onPath: readonly Complaint<ChromeRule>[],
): readonly Complaint<ChromeRule>[] {
  const outweighed = onPath.some((one) => flagOf(one) !== 'INVALID');
  const weight = (one: Complaint<ChromeRule>): number =>
    outweighed && onPath.includes(one) && flagOf(one) === 'INVALID'
      ? GRAVITY.length
      : GRAVITY.indexOf(flagOf(one));
  return all.toSorted((one, other) => weight(one) - weight(other));
}

function handshakeComplaints(leaf: Exhibit): readonly Complaint<ChromeRule>[] {
  const complaints: Complaint<ChromeRule>[] = [];
  const say = (rule: ChromeRule) => void complaints.push({ rule, at: 0 });
  const { key, extensions } = leaf;
  if (key?.curve === 'explicit') say('key-unreadable');
  else if (!signsForChrome(leaf)) say('no-common-signature');
  const unreadable = leaf.peculiarities.some(
    ({ code, extension }) => code === 'extension-unreadable' && extension === KEY_USAGE,
  );
  if (unreadable) say('key-usage-unreadable');
  if (extensions.keyUsage?.includes('digitalSignature') === false) say('key-usage');
  if (chromeOutlineMalformed(leaf)) say('bad-format');
  return complaints;
}

const KEY_USAGE = '2.5.29.15';

function signsForChrome({ key }: Exhibit): boolean {
  if (key?.family === 'rsa') return key.bits >= 528;
  return key?.family === 'ml-dsa' || (key?.family === 'ec' && ['P-256', 'P-384'].includes(key.curve ?? ''));
}

const BSSL = 'BoringSSL pki/verify_certificate_chain.cc';
const PARSED = 'BoringSSL pki/parsed_certificate.cc';
const VERIFIER = 'Chromium net/cert/cert_verify_proc_builtin.cc';
const measured = 'measured';
const row = (
  error: string,
  citation: string,
  fix: NonNullable<ComplaintRow['fix']>,
  basis: ComplaintRow['basis'] = measured,
): ComplaintRow => ({ citation, basis, fix, error: says(`net::${error}`) });

const INVALID = 'ERR_CERT_INVALID';
const rows: Readonly<Record<ChromeRule, ComplaintRow>> = {
  'no-common-signature': row(
    'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
    'BoringSSL kVerifySignatureAlgorithms (neither Ed25519 nor P-521)',
    'issue-leaf-with-usable-key',
  ),
  'key-unreadable': row('ERR_SSL_PROTOCOL_ERROR', 'BoringSSL ssl_cert.cc', 'issue-leaf-with-usable-key'),
  'key-usage-unreadable': row('ERR_SSL_PROTOCOL_ERROR', 'BoringSSL ssl_cert.cc', 'issue-leaf-for-servers'),
  'key-usage': row(
    'ERR_SSL_KEY_USAGE_INCOMPATIBLE',
    'BoringSSL ssl_cert_check_key_usage; Chrome 124 (RSAKeyUsageForLocalAnchorsEnabled)',
    'issue-leaf-for-servers',
  ),
  'bad-format': row(
    'ERR_SSL_SERVER_CERT_BAD_FORMAT',
    'Chromium net/cert/x509_certificate.cc',
    'issue-leaf-cleanly',
  ),
  'boolean-encoding': row(INVALID, PARSED, 'issue-leaf-cleanly'),
  'duplicate-extension': row(INVALID, PARSED, 'issue-leaf-cleanly'),
  'extension-unreadable': row(INVALID, PARSED, 'issue-leaf-cleanly'),
  'alternative-names': row(INVALID, PARSED, 'issue-leaf-with-names'),
  'subject-empty': row(INVALID, `${PARSED} (RFC 5280 §4.2.1.6)`, 'issue-leaf-cleanly'),
  'signature-algorithm': row(INVALID, 'BoringSSL pki/signature_algorithm.cc', 'issue-leaf-by-authority'),
  'unknown-authority': row('ERR_CERT_AUTHORITY_INVALID', VERIFIER, 'trust-root'),
  'signature-wrong': row('ERR_CERT_AUTHORITY_INVALID', BSSL, 'issue-leaf-by-authority'),
  'host-not-in-certificate': row(
    'ERR_CERT_COMMON_NAME_INVALID',
    'Chromium net/cert/x509_certificate.cc, VerifyHostname; Chrome 58 (CommonName)',
    'issue-leaf-with-names',
  ),
  'weak-key': row(
    'ERR_CERT_WEAK_KEY',
    'Chromium net/cert/cert_verify_proc.cc, IsWeakKey (RSA below 1024)',
    'issue-leaf-with-usable-key',
    'documented',
  ),
  expired: row('ERR_CERT_DATE_INVALID', BSSL, 'issue-leaf-now'),
  'not-yet-valid': row('ERR_CERT_DATE_INVALID', BSSL, 'issue-leaf-now'),
  'weak-signature': row(
    INVALID,
    'BoringSSL pki/simple_path_builder_delegate.cc (SHA-1)',
    'issue-leaf-with-sha256',
  ),
  'algorithms-differ': row(INVALID, BSSL, 'issue-leaf-cleanly'),
  'unsupported-key': row(INVALID, 'BoringSSL pki/simple_path_builder_delegate.cc', 'issue-authority-again'),
  'not-an-authority': row(INVALID, BSSL, 'issue-authority-again'),
  'may-not-sign': row(INVALID, BSSL, 'issue-authority-again'),
  'path-too-long': row(INVALID, BSSL, 'issue-authority-again'),
  'name-constraints': row(
    INVALID,
    'BoringSSL pki/name_constraints.cc; Chrome 112 (EnforceLocalAnchorConstraintsEnabled)',
    'issue-leaf-with-names',
  ),
  'wrong-purpose': row(INVALID, BSSL, 'issue-leaf-for-servers'),
  'unknown-critical-extension': row(INVALID, BSSL, 'issue-leaf-cleanly'),
  policies: row(INVALID, BSSL, 'issue-authority-again'),
};

/** NSS 3.87's certutil takes no such root; the policy CACertificates does. */
const byPolicyAlone: ClientRule<ChromeFacts> = {
  id: 'root-by-policy-alone',
  citation: 'Chrome Enterprise policy CACertificates',
  basis: measured,
  broken: ({ evidence: { anchors, sent } }) =>
    anchors.some(({ key }) => key?.family === 'ml-dsa') ? [{ at: sent.length }] : [],
  error: () => 'a root with an ML-DSA key can be trusted by the policy CACertificates alone, on Linux',
};

const LOCAL = 'Chromium net/data/ssl/chrome_root_store/faq.md';

export const chrome = defineClient<ChromeFacts>({
  id: 'chrome',
  name: 'Chrome, Chromium',
  basis: 'Read in the sources of Chromium and BoringSSL; measured with Chromium 156 on Linux.',
  releases: [{ id: 'chromium', name: 'Chromium 156.0.8078.79', basis: measured }],
  illegible: 'net::ERR_SSL_PROTOCOL_ERROR',
  prepare,
  refuses: complaintRules(rows),
  remarks: [takenOnTrust, byPolicyAlone],
  ignores: [
    {
      what: 'How long a certificate is valid, below a root that a person added',
      citation: LOCAL,
      basis: measured,
    },
    { what: 'Certificate Transparency, below a root that a person added', citation: LOCAL, basis: measured },
    { what: 'CA:TRUE in the leaf', citation: BSSL, basis: measured },
    { what: 'Missing or wrong key identifiers', citation: BSSL, basis: measured },
    { what: 'A missing extended key usage or basicConstraints in the leaf', citation: BSSL, basis: measured },
    { what: 'must-staple', citation: VERIFIER, basis: measured },
    { what: 'Negative, long, padded or repeated serial numbers', citation: PARSED, basis: measured },
    { what: 'A root of version 1, or without basicConstraints', citation: BSSL, basis: measured },
  ],
});
