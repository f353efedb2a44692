/**
 * Firefox: NSS in the handshake, mozilla::pkix for the path. Roots that a person added are as good as its own, and nothing is asked of how
 * long a certificate is valid. Measured with Firefox ESR 153 on Linux, roots in the profile's cert9.db.
 */
import { toHex } from '../../codec/bytes';
import { complaintRules, says, takenOnTrust, type Complaint, type ComplaintRow } from './complaint';
import { defineClient, type ClientRule } from './client-model';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';
import { firefoxHostMatches } from './firefox-names';
import { firefoxPath, type FirefoxPathRule } from './firefox-path';

type FirefoxRule =
  FirefoxPathRule | 'no-common-signature' | 'key-unreadable' | 'serial-reused' | 'host-not-in-certificate';

interface FirefoxFacts {
  readonly complaints: readonly Complaint<FirefoxRule>[];
  readonly unproved: boolean;
  readonly leafTrusted: boolean;
}

const STATUS_REQUEST = 5;

function prepare(evidence: Evidence): FirefoxFacts {
  const { leaf, sent, anchors, host } = evidence;
  const complaints: Complaint<FirefoxRule>[] = [];
  if (leaf.key?.curve === 'explicit') complaints.push({ rule: 'key-unreadable', at: 0 });
  else if (!signsForFirefox(leaf)) complaints.push({ rule: 'no-common-signature', at: 0 });
  const reused = sent.findIndex((one) => [...sent, ...anchors].some((other) => isNumberedAlike(one, other)));
  if (reused >= 0) complaints.push({ rule: 'serial-reused', at: reused });
  const { complaints: onPath, unproved, leafTrusted } = firefoxPath(evidence);
  const wrongHost = firefoxHostMatches(leaf, host)
    ? []
    : [{ rule: 'host-not-in-certificate' as const, at: 0 }];
  // A wrong host is worse than a wrong time of the leaf, and what else is wrong is worse than both.
  const isLate = onPath[0]?.rule === 'expired' || onPath[0]?.rule === 'not-yet-valid';
  if (isLate) complaints.push(...wrongHost);
  complaints.push(...onPath);
  if (leaf.extensions.tlsFeatures?.includes(STATUS_REQUEST))
    complaints.push({ rule: 'feature-missing', at: 0 });
  if (!isLate) complaints.push(...wrongHost);
  return { complaints, unproved, leafTrusted };
}

function signsForFirefox({ key }: Exhibit): boolean {
  if (key?.family === 'rsa') return key.bits >= 528;
  return key?.family === 'ec' && ['P-256', 'P-384', 'P-521'].includes(key.curve ?? '');
}

/** NSS knows a certificate by its issuer and serial number. */
const isNumberedAlike = (one: Exhibit, other: Exhibit): boolean =>
  one.octets !== other.octets &&
  one.issuer.octets === other.issuer.octets &&
  toHex(one.serialNumber) === toHex(other.serialNumber);

const CHECK = 'mozilla::pkix pkixcheck.cpp';
const BUILD = 'mozilla::pkix pkixbuild.cpp';
const CERT = 'mozilla::pkix pkixcert.cpp';
const measured = 'measured';
const row = (
  error: string,
  citation: string,
  fix: NonNullable<ComplaintRow['fix']>,
  basis: ComplaintRow['basis'] = measured,
): ComplaintRow => ({ citation, basis, fix, error: says(error) });

const rows: Readonly<Record<FirefoxRule, ComplaintRow>> = {
  'no-common-signature': row(
    'SSL_ERROR_NO_CYPHER_OVERLAP',
    'NSS ssl3con.c, sslSignatureSchemes (no Ed25519, no RSA-PSS keys)',
    'issue-leaf-with-usable-key',
  ),
  'key-unreadable': row(
    'SSL_ERROR_EXTRACT_PUBLIC_KEY_FAILURE',
    'NSS ssl3con.c',
    'issue-leaf-with-usable-key',
  ),
  'serial-reused': row(
    'SEC_ERROR_REUSED_ISSUER_AND_SERIAL',
    'NSS certdb/stanpcertdb.c',
    'issue-leaf-cleanly',
  ),
  'bad-der': row('SEC_ERROR_BAD_DER', CERT, 'issue-leaf-cleanly'),
  'serial-empty': row('SEC_ERROR_LIBRARY_FAILURE', CERT, 'issue-leaf-cleanly'),
  'serial-malformed': row('MOZILLA_PKIX_ERROR_INVALID_INTEGER_ENCODING', CERT, 'issue-leaf-cleanly'),
  'duplicate-extension': row('SEC_ERROR_EXTENSION_VALUE_INVALID', CERT, 'issue-leaf-cleanly'),
  'unknown-critical-extension': row('SEC_ERROR_UNKNOWN_CRITICAL_EXTENSION', CERT, 'issue-leaf-cleanly'),
  'time-malformed': row('SEC_ERROR_INVALID_TIME', CHECK, 'issue-leaf-now'),
  'algorithms-differ': row(
    'MOZILLA_PKIX_ERROR_SIGNATURE_ALGORITHM_MISMATCH',
    CHECK,
    'issue-leaf-cleanly',
    'documented',
  ),
  'weak-signature': row('SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED', CHECK, 'issue-leaf-with-sha256'),
  'unsupported-key': row('SEC_ERROR_UNSUPPORTED_KEYALG', CHECK, 'issue-leaf-with-usable-key'),
  'unsupported-curve': row('SEC_ERROR_UNSUPPORTED_ELLIPTIC_CURVE', CHECK, 'issue-leaf-with-usable-key'),
  'point-compressed': row(
    'SEC_ERROR_UNSUPPORTED_EC_POINT_FORM',
    CHECK,
    'issue-leaf-with-usable-key',
    'documented',
  ),
  'weak-key': row(
    'MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE',
    CHECK,
    'issue-leaf-with-usable-key',
    'documented',
  ),
  'key-usage': row('SEC_ERROR_INADEQUATE_KEY_USAGE', CHECK, 'issue-leaf-for-servers'),
  'basic-constraints-malformed': row('SEC_ERROR_EXTENSION_VALUE_INVALID', CHECK, 'issue-leaf-cleanly'),
  'version-1-authority': row('MOZILLA_PKIX_ERROR_V1_CERT_USED_AS_CA', CHECK, 'issue-authority-again'),
  'authority-as-server': row(
    'MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY',
    CHECK,
    'issue-leaf-by-authority',
  ),
  'not-an-authority': row('SEC_ERROR_CA_CERT_INVALID', CHECK, 'issue-authority-again'),
  'path-too-long': row('SEC_ERROR_PATH_LEN_CONSTRAINT_INVALID', CHECK, 'issue-authority-again'),
  'wrong-purpose': row('SEC_ERROR_INADEQUATE_CERT_TYPE', CHECK, 'issue-leaf-for-servers'),
  expired: row('SEC_ERROR_EXPIRED_CERTIFICATE', CHECK, 'issue-leaf-now'),
  'not-yet-valid': row('MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE', CHECK, 'issue-leaf-now'),
  'issuer-expired': row('SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE', BUILD, 'issue-authority-again'),
  'issuer-not-yet-valid': row(
    'MOZILLA_PKIX_ERROR_NOT_YET_VALID_ISSUER_CERTIFICATE',
    BUILD,
    'issue-authority-again',
  ),
  'unknown-issuer': row('SEC_ERROR_UNKNOWN_ISSUER', BUILD, 'trust-root'),
  'self-signed': row(
    'MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT',
    'Firefox CertVerifier.cpp',
    'issue-leaf-by-authority',
  ),
  'signature-wrong': row('SEC_ERROR_BAD_SIGNATURE', BUILD, 'issue-leaf-by-authority'),
  'name-constraints': row(
    'SEC_ERROR_CERT_NOT_IN_NAME_SPACE',
    'mozilla::pkix pkixnames.cpp',
    'issue-leaf-with-names',
  ),
  'name-constraints-malformed': row(
    'SEC_ERROR_BAD_DER',
    'mozilla::pkix pkixnames.cpp',
    'issue-authority-again',
  ),
  'feature-missing': row(
    'MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING',
    'mozilla::pkix pkixcheck.cpp (RFC 7633)',
    'issue-leaf-cleanly',
  ),
  'host-not-in-certificate': row(
    'SSL_ERROR_BAD_CERT_DOMAIN',
    'mozilla::pkix pkixnames.cpp',
    'issue-leaf-with-names',
  ),
};

/** certutil's letters: C is an authority for servers, P a single server; Firefox asks for the first even here. */
const trustedAlone: ClientRule<FirefoxFacts> = {
  id: 'trusted-as-authority-alone',
  citation: 'Firefox NSSCertDBTrustDomain.cpp, GetCertTrust',
  basis: measured,
  fix: 'issue-leaf-by-authority',
  broken: ({ leafTrusted }) => (leafTrusted ? [{ at: 0 }] : []),
  error: () =>
    'taken where it was imported as an authority (certutil -t C,,); imported as a server (P,,) it is MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT',
};

export const firefox = defineClient<FirefoxFacts>({
  id: 'firefox',
  name: 'Firefox',
  basis: 'Read in the sources of mozilla::pkix; measured with Firefox ESR 153 on Linux.',
  releases: [{ id: 'firefox', name: 'Firefox ESR 153.7.0', basis: measured }],
  illegible: 'SEC_ERROR_BAD_DER',
  prepare,
  refuses: complaintRules(rows),
  remarks: [takenOnTrust, trustedAlone],
  ignores: [
    { what: 'How long a certificate is valid', citation: CHECK, basis: measured },
    { what: 'Key identifiers', citation: CHECK, basis: measured },
    { what: 'Negative and long serial numbers', citation: CERT, basis: measured },
    {
      what: 'Extensions in certificates of versions 1 and 2: they are read',
      citation: CERT,
      basis: measured,
    },
    { what: 'keyEncipherment or keyAgreement alone in the key usage', citation: CHECK, basis: measured },
    { what: 'Policies', citation: CHECK, basis: measured },
    {
      what: 'Which zones are a registry’s: a wildcard needs two labels behind it, and *.co.uk has them',
      citation: 'mozilla::pkix pkixnames.cpp',
      basis: measured,
    },
    { what: 'Certificate Transparency, below a root that a person added', citation: BUILD, basis: measured },
  ],
});
