/** What OpenSSL says while it reads certificates, keys and containers, on a command line and through every program above it. */
import { messagesOf } from '../message';

const REASONS = 'OpenSSL crypto/err/openssl.txt';
const APPS = 'OpenSSL apps/lib/apps.c';

export const opensslLoading = messagesOf('openssl', REASONS, [
  ['openssl-key-values', 'key-mismatch', ['key values mismatch', 'KEY_VALUES_MISMATCH']],
  ['openssl-key-type', 'key-mismatch', 'key type mismatch'],
  [
    'openssl-no-match',
    'key-mismatch',
    ["No cert in -in file '{file}' matches private key", 'No certificate matches private key'],
    { source: 'OpenSSL apps/pkcs12.c' },
  ],
  [
    'openssl-ca-key',
    'key-mismatch',
    'CA certificate and CA private key do not match',
    { source: 'OpenSSL apps/x509.c, apps/ca.c' },
  ],
  ['openssl-start-line', 'certificate-unreadable', 'no start line'],
  [
    'openssl-start-line-key',
    'key-unreadable',
    [
      'no start line:Expecting: ANY PRIVATE KEY',
      'no start line:pem_lib.c:{number}:Expecting: ANY PRIVATE KEY',
    ],
  ],
  [
    'openssl-start-line-request',
    'certificate-unreadable',
    ['Expecting: CERTIFICATE REQUEST', 'Unable to load X509 request', 'Unable to load certificate request'],
  ],
  ['openssl-end-line', 'certificate-unreadable', 'bad end line'],
  ['openssl-base64', 'certificate-unreadable', 'bad base64 decode'],
  ['openssl-bad-decrypt', 'wrong-password', ['bad decrypt', 'maybe wrong password']],
  [
    'openssl-password-read',
    'key-locked',
    ['bad password read', 'problems getting password', 'Enter PEM pass phrase'],
  ],
  ['openssl-mac', 'wrong-password', ['Mac verify error: invalid password?', 'mac verify failure']],
  [
    'openssl-unsupported-algorithm',
    'container-outdated',
    [
      'inner_evp_generic_fetch:unsupported:{file}, Algorithm ({algorithm} :',
      'unsupported:Global default library context, Algorithm ({algorithm} :',
      'Algorithm (RC2-40-CBC',
    ],
  ],
  [
    'openssl-switched-off',
    'container-outdated',
    'digital envelope routines::unsupported',
    { weight: 'vague' },
  ],
  [
    'openssl-decoder',
    'key-unreadable',
    ['DECODER routines:{detail}:unsupported', 'DECODER routines::unsupported', 'No supported data to decode'],
    { weight: 'vague' },
  ],
  [
    'openssl-wrong-tag',
    'certificate-unreadable',
    ['wrong tag', 'nested asn1 error', 'header too long'],
    { weight: 'vague' },
  ],
  ['openssl-not-enough-data', 'certificate-unreadable', 'not enough data'],
  ['openssl-illegal-padding', 'serial-number', 'illegal padding'],
  [
    'openssl-utctime',
    'validity-odd',
    ['utctime is too short', 'generalizedtime is too short', 'invalid time format'],
  ],
  ['openssl-pem-lib', 'pem-unreadable', 'PEM lib', { weight: 'vague' }],
  ['openssl-asn1-lib', 'extension-malformed', ['ASN1 lib', 'X509 lib'], { weight: 'vague' }],
  [
    'openssl-no-certificate',
    'certificate-unreadable',
    ['no certificate or crl found', 'no cert set to verify'],
  ],
  ['openssl-already-in-store', 'keystore-entry', 'cert already in hash table'],
  ['openssl-ee-key', 'weak-key', ['ee key too small', 'EE_KEY_TOO_SMALL']],
  ['openssl-ca-key-small', 'weak-key', ['ca key too small', 'CA_KEY_TOO_SMALL']],
  ['openssl-ca-md', 'weak-signature', ['ca md too weak', 'CA_MD_TOO_WEAK']],
  ['openssl-dh-small', 'no-common-ground', ['dh key too small', 'DH_KEY_TOO_SMALL']],
  [
    'openssl-md-disabled',
    'weak-signature',
    ['invalid digest:', 'digest not allowed', 'wrong signature type'],
  ],
  [
    'openssl-no-file',
    'file-missing',
    [
      'BIO_new_file:No such file or directory',
      'BIO routines:BIO_new_file:no such file',
      'BIO routines::no such file',
      'Could not open file or uri for loading {detail} from {file}',
      'file_open:No such file or directory',
    ],
  ],
  ['openssl-denied', 'file-forbidden', ['BIO_new_file:Permission denied', 'fopen:Permission denied']],
  [
    'openssl-trust-file',
    'trust-store-missing',
    ['Error loading file {file}', 'Error loading directory {file}'],
    { source: APPS },
  ],
  [
    'openssl-read-certificate',
    'certificate-unreadable',
    [
      'Could not read certificate from {file}',
      'Could not find certificate from {file}',
      'Unable to load certificate',
    ],
    { source: APPS, weight: 'vague' },
  ],
  [
    'openssl-read-key',
    'key-unreadable',
    [
      'Could not read private key from {file}',
      'Could not find private key from {file}',
      'Could not read key from {file}',
      'Could not read any key from {file}',
      'unable to load Private Key',
      'Could not read CA private key from {file}',
      'Could not read server certificate private key from {file}',
    ],
    { source: APPS, weight: 'vague' },
  ],
  [
    'openssl-read-list',
    'revocation-list-missing',
    ['Could not read CRL from {file}', 'Unable to load CRL'],
    { source: APPS },
  ],
  [
    'openssl-read-pkcs12',
    'certificate-unreadable',
    ['Could not read PKCS12', 'Error reading PKCS12 file', 'Error outputting keys and certificates'],
    { source: 'OpenSSL apps/pkcs12.c', weight: 'envelope' },
  ],
  [
    'openssl-setting',
    'key-mismatch',
    ['error setting private key', 'error setting certificate'],
    { source: 'OpenSSL apps/lib/s_cb.c', weight: 'envelope' },
  ],
  [
    'openssl-serial-file',
    'serial-number',
    ['unable to load number from {file}', 'error while loading serial number'],
    { source: 'OpenSSL apps/ca.c, apps/lib/apps.c' },
  ],
  [
    'openssl-database-subject',
    'keystore-entry',
    'TXT_DB error number 2',
    { source: 'OpenSSL apps/ca.c, ERROR:There is already a certificate for' },
  ],
  [
    'openssl-policy-field',
    'policy',
    ['field needed to be supplied and was missing', 'field needed to be the same in the'],
    { source: 'OpenSSL apps/ca.c' },
  ],
  ['openssl-encrypted-key', 'key-locked', 'processing error: empty password'],
  [
    'openssl-invalid-certificate',
    'extension-malformed',
    ['X509 V3 routines::invalid certificate', 'X509 V3 routines:{detail}:invalid certificate'],
  ],
  [
    'openssl-evp-lib',
    'signature-wrong',
    [
      'asn1 encoding routines::EVP lib',
      'asn1 encoding routines:{detail}:EVP lib',
      'provider signature failure',
    ],
    { weight: 'vague' },
  ],
  ['openssl-decode-error', 'key-unsupported', 'digital envelope routines::decode error', { weight: 'vague' }],
]);
