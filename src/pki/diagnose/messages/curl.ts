/** curl and everything above libcurl: git, PHP, R, CMake. Wget beside it, whose sentences are like them. */
import { messagesOf } from '../message';

const CODES = 'curl include/curl/curl.h, libcurl-errors(3)';
const OPENSSL = 'curl lib/vtls/openssl.c';

export const curl = messagesOf('curl', CODES, [
  ['curl-35', 'no-common-ground', 'curl: (35)', { weight: 'envelope' }],
  ['curl-51', 'unspecific', 'curl: (51)', { weight: 'envelope' }],
  ['curl-53', 'trust-store-missing', ['curl: (53)', 'SSL crypto engine not found']],
  [
    'curl-58',
    'key-unreadable',
    ['curl: (58)', 'Problem with the local SSL certificate'],
    { weight: 'vague' },
  ],
  ['curl-59', 'no-common-ground', ['curl: (59)', "Couldn't use specified SSL cipher"]],
  [
    'curl-60',
    'unspecific',
    ['curl: (60)', 'SSL peer certificate or SSH remote key was not OK', 'SSL certificate problem'],
    { weight: 'envelope' },
  ],
  ['curl-66', 'trust-store-missing', ['curl: (66)', 'Failed to initialise SSL crypto engine']],
  [
    'curl-77',
    'trust-store-missing',
    [
      'curl: (77)',
      'Problem with the SSL CA cert (path? access rights?)',
      'error setting certificate verify locations',
      'error setting certificate file: {file}',
      'error adding trust anchors from file: {file}',
    ],
  ],
  [
    'curl-82',
    'revocation-list-missing',
    ['curl: (82)', 'Failed to load CRL file (path? access rights?, format?)', 'error loading CRL file'],
  ],
  [
    'curl-83',
    'unknown-issuer',
    ['curl: (83)', 'Issuer check against peer certificate failed', 'SSL: Certificate issuer check failed'],
  ],
  [
    'curl-90',
    'pinned',
    [
      'curl: (90)',
      'SSL public key does not match pinned public key',
      'SSL: public key does not match pinned public key',
    ],
  ],
  [
    'curl-91',
    'staple-missing',
    [
      'curl: (91)',
      'SSL server certificate status verification FAILED',
      'No OCSP response received',
      'Invalid OCSP response status',
    ],
  ],
  ['curl-98', 'client-certificate-missing', ['curl: (98)', 'SSL Client Certificate required']],
  [
    'curl-altname',
    'name-mismatch',
    [
      "SSL: no alternative certificate subject name matches target host name '{host}'",
      "SSL: no alternative certificate subject name matches target hostname '{host}'",
      "SSL: no alternative certificate subject name matches target ipv4 address '{host}'",
      "SSL: no alternative certificate subject name matches target ipv6 address '{host}'",
    ],
    { source: OPENSSL },
  ],
  [
    'curl-cn',
    'name-mismatch',
    [
      "SSL: certificate subject name '{names}' does not match target host name '{host}'",
      "SSL: certificate subject name '{names}' does not match target hostname '{host}'",
      "SSL: certificate subject name ({names}) does not match target host name '{host}'",
    ],
    { source: `${OPENSSL}, gtls.c` },
  ],
  [
    'curl-no-name',
    'no-alternative-names',
    'SSL: unable to obtain common name from peer certificate',
    { source: OPENSSL },
  ],
  ['curl-issuer-name', 'subject-empty', "SSL: couldn't get X509-issuer name", { source: OPENSSL }],
  [
    'curl-key-mismatch',
    'key-mismatch',
    'Private key does not match the certificate public key',
    { source: OPENSSL },
  ],
  [
    'curl-key-file',
    'key-unreadable',
    [
      "unable to set private key file: '{file}' type PEM",
      'unable to set private key file',
      'unable to create an SSL structure',
    ],
    { source: OPENSSL, weight: 'vague' },
  ],
  [
    'curl-client-file',
    'certificate-unreadable',
    [
      'could not load PEM client certificate from {file}, OpenSSL error',
      'could not load PEM client certificate',
      'could not load ASN1 client certificate',
    ],
    { source: OPENSSL },
  ],
  [
    'curl-client-pkcs12',
    'wrong-password',
    ['could not parse PKCS12 file, check password', 'could not open PKCS12 file', 'reading PKCS12 file'],
    { source: OPENSSL },
  ],
  [
    'curl-gnutls',
    'unknown-issuer',
    [
      'server certificate verification failed. CAfile: {file} CRLfile: {detail}',
      'server verification failed: certificate signer not trusted. (CAfile: {file} CRLfile: {detail}',
      'server certificate verification failed. CAfile: none CRLfile: none',
    ],
    { source: 'curl lib/vtls/gtls.c', weight: 'vague' },
  ],
  [
    'curl-schannel',
    'unspecific',
    'schannel: SNI or certificate check failed',
    { source: 'curl lib/vtls/schannel.c', weight: 'envelope' },
  ],
  ['curl-hsts', 'pinned', 'HTTP Strict Transport Security', { source: 'RFC 6797 §8.4', weight: 'vague' }],
]);

const WGET = 'Wget src/gnutls.c, src/openssl.c';

export const wget = messagesOf('wget', WGET, [
  [
    'wget-untrusted',
    'unknown-issuer',
    [
      "The certificate of '{host}' is not trusted",
      "ERROR: cannot verify {host}'s certificate, issued by {subject}:",
    ],
    { weight: 'vague' },
  ],
  [
    'wget-issuer',
    'unknown-issuer',
    [
      "The certificate of '{host}' doesn't have a known issuer",
      "Unable to locally verify the issuer's authority",
    ],
  ],
  [
    'wget-expired',
    'expired',
    [
      "The certificate of '{host}' has expired",
      'The certificate has expired',
      'Issued certificate has expired',
    ],
  ],
  [
    'wget-early',
    'not-yet-valid',
    [
      "The certificate of '{host}' is not yet activated",
      'The certificate has not yet been activated',
      'Issued certificate not yet valid',
    ],
  ],
  ['wget-algorithm', 'weak-signature', "The certificate of '{host}' was signed using an insecure algorithm"],
  ['wget-not-ca', 'not-an-authority', "The certificate signer of '{host}' was not a CA"],
  ['wget-revoked', 'revoked', "The certificate of '{host}' has been revoked"],
  ['wget-owner', 'name-mismatch', "The certificate's owner does not match hostname '{host}'"],
  [
    'wget-names',
    'name-mismatch',
    [
      "no certificate subject alternative name matches requested host name '{host}'",
      "certificate common name '{names}' doesn't match requested host name '{host}'",
    ],
  ],
  [
    'wget-insecurely',
    'unspecific',
    "To connect to {host} insecurely, use `--no-check-certificate'",
    { weight: 'envelope' },
  ],
  ['wget-connection', 'unspecific', ['Unable to establish SSL connection'], { weight: 'envelope' }],
]);
