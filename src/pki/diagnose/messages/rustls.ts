/** rustls and webpki: cargo-free programs such as uv, deno, ripgrep's friends, reqwest, Linkerd. */
import { messagesOf } from '../message';

const SOURCE = 'rustls src/error.rs (CertificateError), rustls-webpki src/error.rs';
/** What stands before it tells it from the same word anywhere else. */
const peer = (...words: readonly string[]): readonly string[] =>
  words.flatMap((word) => [`invalid peer certificate: ${word}`, `InvalidCertificate(${word}`]);

export const rustls = messagesOf('rustls', SOURCE, [
  ['rustls-issuer', 'unknown-issuer', peer('UnknownIssuer')],
  [
    'rustls-name',
    'name-mismatch',
    [
      ...peer('NotValidForName', 'CertNotValidForName'),
      'certificate not valid for name "{host}"; certificate is only valid for {names}',
      'certificate not valid for name "{host}"',
    ],
  ],
  [
    'rustls-expired',
    'expired',
    [
      ...peer('Expired', 'CertExpired'),
      'invalid peer certificate: certificate expired: verification time {detail}',
    ],
  ],
  [
    'rustls-early',
    'not-yet-valid',
    [
      ...peer('NotValidYet', 'CertNotValidYet'),
      'invalid peer certificate: certificate not valid yet: verification time {detail}',
    ],
  ],
  ['rustls-revoked', 'revoked', peer('Revoked', 'CertRevoked')],
  [
    'rustls-encoding',
    'extension-malformed',
    [
      ...peer('BadEncoding', 'BadDer', 'BadDerTime'),
      'invalid peer certificate: Other(OtherError(ExtensionValueInvalid',
    ],
  ],
  ['rustls-signature', 'signature-wrong', peer('BadSignature', 'InvalidSignatureForPublicKey')],
  [
    'rustls-critical',
    'unknown-critical-extension',
    peer('UnhandledCriticalExtension', 'UnsupportedCriticalExtension'),
  ],
  [
    'rustls-purpose',
    'wrong-purpose',
    [...peer('InvalidPurpose', 'RequiredEkuNotFound'), 'certificate does not allow extended key usage for'],
  ],
  ['rustls-revocation', 'revocation-unknown', peer('UnknownRevocationStatus')],
  ['rustls-list-expired', 'revocation-list-stale', peer('ExpiredRevocationList')],
  ['rustls-ca-leaf', 'leaf-is-authority', ['CaUsedAsEndEntity']],
  ['rustls-leaf-ca', 'not-an-authority', ['EndEntityUsedAsCa']],
  ['rustls-constraints', 'name-constraints', ['NameConstraintViolation']],
  ['rustls-path', 'path-too-long', ['PathLenConstraintViolated', 'MaximumPathDepthExceeded']],
  ['rustls-version', 'version-wrong', ['UnsupportedCertVersion']],
  ['rustls-serial', 'serial-number', ['InvalidSerialNumber']],
  ['rustls-validity', 'validity-odd', ['InvalidCertValidity']],
  [
    'rustls-algorithm',
    'key-unsupported',
    ['UnsupportedSignatureAlgorithmForPublicKey', 'UnsupportedSignatureAlgorithm'],
  ],
  ['rustls-algorithms', 'algorithms-differ', ['SignatureAlgorithmMismatch']],
  [
    'rustls-work',
    'too-much-work',
    [
      'MaximumSignatureChecksExceeded',
      'MaximumPathBuildCallsExceeded',
      'MaximumNameConstraintComparisonsExceeded',
    ],
  ],
  [
    'rustls-keys',
    'key-mismatch',
    ['InconsistentKeys(KeyMismatch)', 'keys may not be consistent: KeyMismatch'],
  ],
  ['rustls-no-roots', 'trust-store-missing', ['no native root CA certificates found', 'NoRootAnchors']],
  ['rustls-invalid-certificate', 'unspecific', 'invalid peer certificate', { weight: 'envelope' }],
  [
    'rustls-content',
    'plain-text',
    ['received corrupt message of type InvalidContentType'],
    { source: 'rustls src/error.rs' },
  ],
  [
    'rustls-alert',
    'refused-by-peer',
    [
      'received fatal alert: BadCertificate',
      'received fatal alert: UnknownCA',
      'received fatal alert: CertificateUnknown',
      'received fatal alert: UnknownCa',
    ],
    { source: 'rustls src/error.rs' },
  ],
  [
    'rustls-alert-required',
    'client-certificate-missing',
    'received fatal alert: CertificateRequired',
    { source: 'rustls src/error.rs' },
  ],
  [
    'rustls-alert-handshake',
    'no-common-ground',
    'received fatal alert: HandshakeFailure',
    { source: 'rustls src/error.rs', weight: 'vague' },
  ],
]);
