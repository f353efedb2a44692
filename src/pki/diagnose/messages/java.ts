/** The JDK's validators: they nest, and the last `Caused by` says most. Android's and Kotlin's words are in android.ts. */
import { messagesOf } from '../message';

const PKIX = 'OpenJDK sun.security.validator.PKIXValidator, sun.security.provider.certpath';
const CHECKER = 'OpenJDK sun.security.util.HostnameChecker';
const ENTITY = 'OpenJDK sun.security.validator.EndEntityChecker';
const INFO = 'OpenJDK sun.security.x509.X509CertInfo, X509CertImpl';
const ALERT = 'OpenJDK sun.security.ssl.Alert';

export const java = messagesOf('java', PKIX, [
  ['java-building', 'unknown-issuer', 'PKIX path building failed', { weight: 'envelope' }],
  ['java-validation', 'unspecific', 'PKIX path validation failed', { weight: 'envelope' }],
  ['java-path', 'unknown-issuer', 'unable to find valid certification path to requested target'],
  [
    'java-anchors',
    'unknown-issuer',
    [
      'Path does not chain with any of the trust anchors',
      'No trusted certificate found',
      'Untrusted certificate:',
    ],
  ],
  ['java-validity', 'expired', 'validity check failed', { weight: 'vague' }],
  [
    'java-expired',
    'expired',
    ['CertificateExpiredException: NotAfter: {date}', 'CertificateExpiredException'],
  ],
  [
    'java-early',
    'not-yet-valid',
    ['CertificateNotYetValidException: NotBefore: {date}', 'CertificateNotYetValidException'],
  ],
  [
    'java-signature',
    'signature-wrong',
    ['signature check failed', 'Signature does not match', 'Invalid lenByte'],
  ],
  [
    'java-basic',
    'not-an-authority',
    [
      'basic constraints check failed: this is not a CA certificate',
      'End user tried to act as a CA',
      'basic constraints check failed: pathLenConstraint violated',
      'Violated path length constraints',
    ],
  ],
  ['java-anchor-ca', 'not-an-authority', 'TrustAnchor with subject "{subject}" is not a CA certificate'],
  [
    'java-ca-key-usage',
    'authority-key-usage',
    ['CA key usage check failed: keyCertSign bit is not set', 'Wrong key usage: expected keyCertSign'],
  ],
  ['java-key-usage-bits', 'leaf-key-usage', 'incorrect KeyUsage extension bits'],
  ['java-constraints', 'name-constraints', 'name constraints check failed'],
  ['java-chaining', 'unknown-issuer', 'subject/issuer name chaining check failed'],
  [
    'java-critical',
    'unknown-critical-extension',
    [
      'unrecognized critical extension(s)',
      'Certificate contains unsupported critical extensions',
      'Certificate contains unknown critical extensions',
    ],
  ],
  [
    'java-algorithm',
    'weak-signature',
    [
      'Algorithm constraints check failed on signature algorithm: {algorithm}',
      'Algorithm constraints check failed on disabled algorithm: {algorithm}',
    ],
  ],
  [
    'java-key-size',
    'weak-key',
    [
      'Algorithm constraints check failed on keysize limits: {detail}',
      'Algorithm constraints check failed on key {algorithm} with size of {number}',
    ],
  ],
  [
    'java-revocation',
    'revocation-unknown',
    [
      'Could not determine revocation status',
      'Unable to determine revocation status due to network error',
      'Certificate does not specify OCSP responder',
      "Certificate's revocation status is unknown",
    ],
  ],
  ['java-revoked', 'revoked', 'Certificate has been revoked, reason: {detail}'],
  [
    'java-anchors-empty',
    'trust-store-missing',
    [
      'the trustAnchors parameter must be non-empty',
      'InvalidAlgorithmParameterException: the trustAnchors',
      'problem accessing trust store',
    ],
  ],
  [
    'java-server-purpose',
    'wrong-purpose',
    [
      'Extended key usage does not permit use for TLS server authentication',
      'Netscape cert type does not permit use for SSL server',
    ],
    { source: ENTITY },
  ],
  [
    'java-client-purpose',
    'wrong-purpose',
    [
      'Extended key usage does not permit use for TLS client authentication',
      'Netscape cert type does not permit use for SSL client',
    ],
    { source: ENTITY },
  ],
  [
    'java-key-usage',
    'leaf-key-usage',
    [
      'KeyUsage does not allow digital signatures',
      'KeyUsage does not allow key encipherment',
      'KeyUsage does not allow key agreement',
    ],
    { source: ENTITY },
  ],
  ['java-dns', 'name-mismatch', 'No subject alternative DNS name matching {host} found', { source: CHECKER }],
  [
    'java-address',
    'address-mismatch',
    'No subject alternative names matching IP address {host} found',
    { source: CHECKER },
  ],
  ['java-no-names', 'no-alternative-names', 'No subject alternative names present', { source: CHECKER }],
  [
    'java-name',
    'name-mismatch',
    [
      'No name matching {host} found',
      'HTTPS hostname wrong: should be <{host}>',
      "Certificate for <{host}> doesn't match any of the subject alternative names: {names}",
      "Certificate for <{host}> doesn't match common name of the certificate subject: {names}",
    ],
    { source: `${CHECKER}; Apache HttpClient DefaultHostnameVerifier` },
  ],
  [
    'java-domain',
    'name-malformed',
    [
      'Illegal given domain name: {host}',
      'Contains non-LDH ASCII characters',
      'Invalid IPAddressName',
      'Certificate domain name has illegal wildcard',
    ],
    { source: CHECKER },
  ],
  [
    'java-version-1',
    'version-wrong',
    ['no more data allowed for version 1 certificate', 'Extensions not allowed in v2 certificate'],
    { source: INFO },
  ],
  [
    'java-empty',
    'subject-empty',
    [
      'Empty issuer DN not allowed in X509Certificates',
      'SubjectAlternativeName extension MUST be marked critical when subject field is empty',
      'X.509 Certificate is incomplete: subject field is empty',
    ],
    { source: INFO },
  ],
  [
    'java-duplicate',
    'extension-malformed',
    [
      'Duplicate extensions not allowed',
      'signed fields invalid',
      'signed overrun',
      'Unable to initialize, java.io.IOException',
    ],
    { source: INFO },
  ],
  [
    'java-curve',
    'key-unsupported',
    ['Only named ECParameters supported', 'Unknown named curve', 'InvalidKeyException: EC domain parameters'],
    { source: 'OpenJDK sun.security.util.ECParameters' },
  ],
  [
    'java-parse',
    'unspecific',
    'Failed to parse server certificates',
    { source: 'OpenJDK sun.security.ssl.CertificateMessage', weight: 'envelope' },
  ],
  [
    'java-could-not-parse',
    'certificate-unreadable',
    [
      'Could not parse certificate: {detail}',
      'No certificate data found',
      'Empty input',
      'Illegal header: {detail}',
      'Incomplete data',
    ],
    { source: 'OpenJDK sun.security.provider.X509Factory' },
  ],
  [
    'java-alert-unknown-ca',
    'refused-by-peer',
    [
      'Received fatal alert: unknown_ca',
      'Received fatal alert: bad_certificate',
      'Received fatal alert: certificate_unknown',
      'Received fatal alert: unsupported_certificate',
    ],
    { source: ALERT },
  ],
  ['java-alert-expired', 'expired', 'Received fatal alert: certificate_expired', { source: ALERT }],
  ['java-alert-revoked', 'revoked', 'Received fatal alert: certificate_revoked', { source: ALERT }],
  [
    'java-alert-required',
    'client-certificate-missing',
    [
      'Received fatal alert: certificate_required',
      'Empty client certificate chain',
      'Empty server certificate chain',
    ],
    { source: ALERT },
  ],
  [
    'java-alert-name',
    'server-without-certificate',
    ['Received fatal alert: unrecognized_name', 'handshake alert:  unrecognized_name'],
    { source: ALERT },
  ],
  [
    'java-alert-version',
    'no-common-ground',
    [
      'Received fatal alert: protocol_version',
      'No appropriate protocol',
      'no cipher suites in common',
      'The server selected protocol version {algorithm} is not accepted',
    ],
    { source: ALERT },
  ],
  [
    'java-alert-handshake',
    'no-common-ground',
    'Received fatal alert: handshake_failure',
    { source: ALERT, weight: 'vague' },
  ],
  [
    'java-no-key',
    'server-without-certificate',
    'No available authentication scheme',
    { source: 'OpenJDK sun.security.ssl.CertificateMessage' },
  ],
  [
    'java-plain',
    'plain-text',
    [
      'Unsupported or unrecognized SSL message',
      'Unrecognized SSL message, plaintext connection',
      'not an SSL/TLS record:',
    ],
    { source: 'OpenJDK sun.security.ssl.SSLSocketInputRecord' },
  ],
  [
    'java-unverified',
    'client-certificate-missing',
    'peer not authenticated',
    { source: 'OpenJDK sun.security.ssl.SSLSessionImpl', weight: 'vague' },
  ],
]);
