/** Firefox of a handshake (SSL_ERROR_…), and the codes that are its own (MOZILLA_PKIX_…). */
import { messagesOf } from '../message';

const SSL = 'NSS lib/ssl/sslerr.h, lib/ssl/SSLerrs.h';
const PKIX = 'NSS lib/mozpkix/include/pkix/pkixnss.h';

export const firefoxHandshake = messagesOf('firefox', SSL, [
  [
    'firefox-domain',
    'name-mismatch',
    ['SSL_ERROR_BAD_CERT_DOMAIN', "requested domain name does not match the server's certificate"],
  ],
  [
    'firefox-overlap',
    'no-common-ground',
    [
      'SSL_ERROR_NO_CYPHER_OVERLAP',
      'Cannot communicate securely with peer: no common encryption algorithm(s)',
    ],
  ],
  [
    'firefox-version',
    'no-common-ground',
    ['SSL_ERROR_UNSUPPORTED_VERSION', 'SSL_ERROR_PROTOCOL_VERSION_ALERT'],
  ],
  [
    'firefox-record',
    'plain-text',
    ['SSL_ERROR_RX_RECORD_TOO_LONG', 'SSL received a record that exceeded the maximum permissible length'],
  ],
  [
    'firefox-extract',
    'key-unsupported',
    [
      'SSL_ERROR_EXTRACT_PUBLIC_KEY_FAILURE',
      "SSL was unable to extract the public key from the peer's certificate",
    ],
  ],
  [
    'firefox-weak-key',
    'weak-key',
    ['SSL_ERROR_WEAK_SERVER_CERT_KEY', 'The server certificate included a public key that was too weak'],
  ],
  [
    'firefox-signature-algorithm',
    'key-unsupported',
    [
      'SSL_ERROR_UNSUPPORTED_SIGNATURE_ALGORITHM',
      'SSL_ERROR_NO_SUPPORTED_SIGNATURE_ALGORITHM',
      'SSL_ERROR_INCORRECT_SIGNATURE_ALGORITHM',
    ],
  ],
  [
    'firefox-malformed',
    'extension-malformed',
    ['SSL_ERROR_RX_MALFORMED_CERTIFICATE', 'SSL received a malformed Certificate handshake message'],
  ],
  [
    'firefox-unsupported-type',
    'key-unsupported',
    ['SSL_ERROR_UNSUPPORTED_CERTIFICATE_TYPE', 'Unsupported certificate type'],
  ],
  [
    'firefox-own-key',
    'key-mismatch',
    [
      'SSL_ERROR_WRONG_CERTIFICATE',
      'Client authentication failed: private key in key database does not match',
    ],
  ],
  [
    'firefox-no-certificate',
    'client-certificate-missing',
    [
      'SSL_ERROR_NO_CERTIFICATE',
      'SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT',
      'Unable to find the certificate or key necessary for authentication',
    ],
  ],
  [
    'firefox-bad-cert-alert',
    'client-certificate-refused',
    ['SSL_ERROR_BAD_CERT_ALERT', 'SSL peer cannot verify your certificate', 'SSL_ERROR_BAD_CERTIFICATE'],
  ],
  [
    'firefox-unknown-ca-alert',
    'client-certificate-refused',
    ['SSL_ERROR_UNKNOWN_CA_ALERT', 'Peer does not recognize and trust the CA that issued your certificate'],
  ],
  [
    'firefox-expired-alert',
    'client-certificate-refused',
    ['SSL_ERROR_EXPIRED_CERT_ALERT', 'SSL peer rejected your certificate as expired'],
  ],
  [
    'firefox-revoked-alert',
    'client-certificate-refused',
    ['SSL_ERROR_REVOKED_CERT_ALERT', 'SSL peer rejected your certificate as revoked'],
  ],
  [
    'firefox-unknown-alert',
    'client-certificate-refused',
    [
      'SSL_ERROR_CERTIFICATE_UNKNOWN_ALERT',
      'SSL_ERROR_UNSUPPORTED_CERT_ALERT',
      'SSL_ERROR_ACCESS_DENIED_ALERT',
      'SSL_ERROR_HANDSHAKE_FAILURE_ALERT',
    ],
    { weight: 'vague' },
  ],
  ['firefox-internal', 'unspecific', 'SSL_ERROR_INTERNAL_ERROR_ALERT', { weight: 'vague' }],
  [
    'firefox-unrecognized-name',
    'server-without-certificate',
    ['SSL_ERROR_UNRECOGNIZED_NAME_ALERT', 'SSL peer has no certificate for the requested DNS name'],
  ],
]);

export const firefoxOwn = messagesOf('firefox', PKIX, [
  ['pkix-key-size', 'weak-key', 'MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE'],
  ['pkix-v1-ca', 'version-wrong', 'MOZILLA_PKIX_ERROR_V1_CERT_USED_AS_CA'],
  ['pkix-ca-as-leaf', 'leaf-is-authority', 'MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY'],
  ['pkix-early', 'not-yet-valid', 'MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE'],
  ['pkix-early-issuer', 'not-yet-valid', 'MOZILLA_PKIX_ERROR_NOT_YET_VALID_ISSUER_CERTIFICATE'],
  ['pkix-algorithms', 'algorithms-differ', 'MOZILLA_PKIX_ERROR_SIGNATURE_ALGORITHM_MISMATCH'],
  ['pkix-integer', 'serial-number', 'MOZILLA_PKIX_ERROR_INVALID_INTEGER_ENCODING'],
  ['pkix-empty-issuer', 'subject-empty', 'MOZILLA_PKIX_ERROR_EMPTY_ISSUER_NAME'],
  ['pkix-self-signed', 'self-signed', 'MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT'],
  ['pkix-mitm', 'intercepted', 'MOZILLA_PKIX_ERROR_MITM_DETECTED'],
  ['pkix-staple', 'staple-missing', 'MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING'],
  ['pkix-ocsp', 'revocation-unknown', 'MOZILLA_PKIX_ERROR_OCSP_RESPONSE_FOR_CERT_MISSING'],
  ['pkix-validity', 'validity-too-long', 'MOZILLA_PKIX_ERROR_VALIDITY_TOO_LONG'],
  ['pkix-pinning', 'pinned', 'MOZILLA_PKIX_ERROR_KEY_PINNING_FAILURE'],
  ['pkix-policy', 'distrusted', 'MOZILLA_PKIX_ERROR_ADDITIONAL_POLICY_CONSTRAINT_FAILED'],
  ['pkix-transparency', 'transparency', 'MOZILLA_PKIX_ERROR_INSUFFICIENT_CERTIFICATE_TRANSPARENCY'],
]);
