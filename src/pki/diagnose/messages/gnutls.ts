/** GnuTLS: gnutls-cli, wget, apt, curl and git on Debian, WebKitGTK, GNOME. */
import { messagesOf } from '../message';

const STATUS = 'GnuTLS lib/cert-session.c (gnutls_certificate_verification_status_print)';
const ERRORS = 'GnuTLS lib/errors.c (gnutls_strerror)';

export const gnutls = messagesOf('gnutls', STATUS, [
  [
    'gnutls-untrusted',
    'unspecific',
    ['The certificate is NOT trusted', 'PKI verification of server certificate failed'],
    { weight: 'envelope' },
  ],
  ['gnutls-issuer', 'unknown-issuer', 'The certificate issuer is unknown'],
  ['gnutls-not-ca', 'not-an-authority', 'The certificate issuer is not a CA'],
  ['gnutls-insecure', 'weak-signature', 'The certificate chain uses insecure algorithm'],
  ['gnutls-early', 'not-yet-valid', 'The certificate chain uses not yet valid certificate'],
  ['gnutls-expired', 'expired', 'The certificate chain uses expired certificate'],
  ['gnutls-signature', 'signature-wrong', 'The signature in the certificate is invalid'],
  ['gnutls-revoked', 'revoked', 'The certificate chain is revoked'],
  [
    'gnutls-old-list',
    'revocation-list-stale',
    [
      'The revocation or OCSP data are old and have been superseded',
      'The revocation or OCSP data are issued with a future date',
    ],
  ],
  [
    'gnutls-name',
    'name-mismatch',
    [
      'The name in the certificate does not match the expected',
      "The hostname in the certificate does NOT match '{host}'",
    ],
  ],
  ['gnutls-constraints', 'name-constraints', "The certificate chain violates the signer's constraints"],
  ['gnutls-local-copy', 'pinned', "The certificate doesn't match the local copy (TOFU)"],
  ['gnutls-purpose', 'wrong-purpose', 'The certificate chain does not match the intended purpose'],
  [
    'gnutls-staple',
    'staple-missing',
    'The certificate requires the server to include an OCSP status in its response, but the OCSP status is missing',
  ],
  ['gnutls-status', 'revocation-unknown', 'The received OCSP status response is invalid'],
  ['gnutls-critical', 'unknown-critical-extension', 'The certificate contains an unknown critical extension'],
  ['gnutls-mismatch', 'key-mismatch', 'The certificate and the given key do not match', { source: ERRORS }],
  [
    'gnutls-certificate',
    'unspecific',
    ['Error in the certificate', 'Error in the certificate verification'],
    { source: ERRORS, weight: 'vague' },
  ],
  [
    'gnutls-key-usage',
    'leaf-key-usage',
    'Key usage violation in certificate has been detected',
    { source: ERRORS },
  ],
  [
    'gnutls-unsupported-critical',
    'unknown-critical-extension',
    'Unsupported critical extension in X.509 certificate',
    { source: ERRORS },
  ],
  [
    'gnutls-duplicate',
    'extension-malformed',
    ['Duplicate extension in X.509 certificate', 'Unsupported extension in X.509 certificate'],
    { source: ERRORS },
  ],
  [
    'gnutls-san',
    'name-malformed',
    'Unknown Subject Alternative name in X.509 certificate',
    { source: ERRORS },
  ],
  [
    'gnutls-time',
    'validity-odd',
    ['Error in the time fields of certificate', 'The DER time encoding is invalid'],
    { source: ERRORS },
  ],
  [
    'gnutls-der',
    'extension-malformed',
    [
      'ASN1 parser: Error in DER parsing',
      'ASN1 parser: Element was not found',
      'ASN1 parser: Error in TAG',
      'ASN1 parser: Value is not valid',
      'ASN1 parser: Overflow in DER parsing',
    ],
    { source: ERRORS },
  ],
  [
    'gnutls-base64',
    'certificate-unreadable',
    ['Base64 decoding error', 'Base64 unexpected header error', 'No certificate was found'],
    { source: ERRORS },
  ],
  [
    'gnutls-decrypt',
    'wrong-password',
    ['Decryption has failed', 'Error in provided PIN'],
    { source: ERRORS },
  ],
  [
    'gnutls-key',
    'key-unsupported',
    [
      'An unknown public key algorithm was encountered',
      'The public key is invalid',
      'The signature is incompatible with the public key',
      'The certificate type is not supported',
    ],
    { source: ERRORS },
  ],
  [
    'gnutls-unsorted',
    'missing-intermediate',
    'The provided X.509 certificate list is not sorted',
    { source: ERRORS },
  ],
  ['gnutls-required', 'client-certificate-missing', 'Certificate is required', { source: ERRORS }],
  [
    'gnutls-signature-check',
    'signature-wrong',
    'Public key signature verification has failed',
    { source: ERRORS },
  ],
  [
    'gnutls-ocsp-match',
    'revocation-unknown',
    [
      "The OCSP response provided doesn't match the available certificates",
      'There is no certificate status (OCSP)',
    ],
    { source: ERRORS },
  ],
  [
    'gnutls-trust-file',
    'trust-store-missing',
    ['Error setting the x509 trust file', 'No certificates were found in the given trust list'],
    { source: 'GnuTLS src/cli.c' },
  ],
  [
    'gnutls-fatal',
    'unspecific',
    'A TLS fatal alert has been received',
    { source: ERRORS, weight: 'envelope' },
  ],
  [
    'gnutls-alert-handshake',
    'no-common-ground',
    [
      'Received alert [40]: Handshake failed',
      'No supported cipher suites have been found',
      'No common application protocol could be negotiated',
    ],
    { source: 'GnuTLS lib/alert.c', weight: 'vague' },
  ],
  [
    'gnutls-alert-certificate',
    'refused-by-peer',
    [
      'Received alert [42]: Certificate is bad',
      'Received alert [43]: Certificate is not supported',
      'Received alert [46]: Unknown certificate',
      'Received alert [48]: CA is unknown',
    ],
    { source: 'GnuTLS lib/alert.c' },
  ],
  [
    'gnutls-alert-expired',
    'expired',
    'Received alert [45]: Certificate was expired',
    { source: 'GnuTLS lib/alert.c' },
  ],
  [
    'gnutls-alert-required',
    'client-certificate-missing',
    'Received alert [116]: Certificate is required',
    { source: 'GnuTLS lib/alert.c' },
  ],
  [
    'gnutls-packet',
    'plain-text',
    ['An unexpected TLS packet was received', 'A record packet with illegal version was received'],
    { source: ERRORS },
  ],
  [
    'webkitgtk-page',
    'unspecific',
    ['Unacceptable TLS certificate', 'TLS error page'],
    { source: 'glib-networking tls/base', weight: 'vague' },
  ],
]);
