/** Safari, URLSession, SecTrust and `security` on macOS and iOS: numbers with their names, and the sentences in dialogs. */
import { messagesOf } from '../message';

const URL_ERRORS = 'Apple Foundation NSURLError.h';
const TRANSPORT = 'Apple Security SecureTransport.h';
const SEC = 'Apple Security SecBase.h';
const TRUST = 'Apple Security SecTrust (localised strings)';

export const apple = messagesOf('apple', SEC, [
  [
    'apple-secure',
    'unspecific',
    [
      'NSURLErrorSecureConnectionFailed',
      'NSURLErrorDomain Code=-1200',
      'An SSL error has occurred and a secure connection to the server cannot be made',
    ],
    { source: URL_ERRORS, weight: 'envelope' },
  ],
  [
    'apple-date',
    'expired',
    ['NSURLErrorServerCertificateHasBadDate', 'NSURLErrorDomain Code=-1201'],
    { source: URL_ERRORS },
  ],
  [
    'apple-untrusted',
    'unknown-issuer',
    ['NSURLErrorServerCertificateUntrusted', 'NSURLErrorDomain Code=-1202'],
    { source: URL_ERRORS, weight: 'vague' },
  ],
  [
    'apple-pretending',
    'unspecific',
    'You might be connecting to a server that is pretending to be “{host}”',
    { source: URL_ERRORS, weight: 'envelope' },
  ],
  [
    'apple-unknown-root',
    'root-untrusted',
    ['NSURLErrorServerCertificateHasUnknownRoot', 'NSURLErrorDomain Code=-1203'],
    { source: URL_ERRORS },
  ],
  [
    'apple-early',
    'not-yet-valid',
    ['NSURLErrorServerCertificateNotYetValid', 'NSURLErrorDomain Code=-1204'],
    { source: URL_ERRORS },
  ],
  [
    'apple-client-rejected',
    'client-certificate-refused',
    ['NSURLErrorClientCertificateRejected', 'NSURLErrorDomain Code=-1205'],
    { source: URL_ERRORS },
  ],
  [
    'apple-client-required',
    'client-certificate-missing',
    ['NSURLErrorClientCertificateRequired', 'NSURLErrorDomain Code=-1206'],
    { source: URL_ERRORS },
  ],
  [
    'apple-ats',
    'no-common-ground',
    [
      'NSURLErrorAppTransportSecurityRequiresSecureConnection',
      'NSURLErrorDomain Code=-1022',
      'App Transport Security policy requires the use of a secure connection',
    ],
    { source: URL_ERRORS },
  ],
  ['apple-chain', 'unspecific', ['errSSLXCertChainInvalid', '-9807'], { source: TRANSPORT, weight: 'vague' }],
  ['apple-bad-certificate', 'extension-malformed', ['errSSLBadCert', '-9808'], { source: TRANSPORT }],
  ['apple-ssl-root', 'root-untrusted', ['errSSLUnknownRootCert', '-9812'], { source: TRANSPORT }],
  ['apple-no-root', 'unknown-issuer', ['errSSLNoRootCert', '-9813'], { source: TRANSPORT }],
  ['apple-ssl-expired', 'expired', ['errSSLCertExpired', '-9814'], { source: TRANSPORT }],
  ['apple-ssl-early', 'not-yet-valid', ['errSSLCertNotYetValid', '-9815'], { source: TRANSPORT }],
  [
    'apple-peer-handshake',
    'no-common-ground',
    ['errSSLPeerHandshakeFail', '-9824', 'errSSLPeerProtocolVersion', '-9836'],
    { source: TRANSPORT },
  ],
  [
    'apple-peer',
    'refused-by-peer',
    [
      'errSSLPeerBadCert',
      '-9825',
      'errSSLPeerUnsupportedCert',
      '-9826',
      'errSSLPeerCertUnknown',
      '-9829',
      'errSSLPeerUnknownCA',
      '-9831',
    ],
    { source: TRANSPORT },
  ],
  ['apple-peer-revoked', 'revoked', ['errSSLPeerCertRevoked', '-9827'], { source: TRANSPORT }],
  ['apple-peer-expired', 'expired', ['errSSLPeerCertExpired', '-9828'], { source: TRANSPORT }],
  ['apple-ssl-host', 'name-mismatch', ['errSSLHostNameMismatch', '-9843'], { source: TRANSPORT }],
  ['apple-host', 'name-mismatch', ['errSecHostNameMismatch', '-67602']],
  ['apple-critical', 'unknown-critical-extension', ['errSecUnknownCriticalExtensionFlag', '-67603']],
  [
    'apple-basic',
    'not-an-authority',
    ['errSecNoBasicConstraints', '-67604', 'errSecNoBasicConstraintsCA', '-67605'],
  ],
  [
    'apple-authority-identifier',
    'identifiers-differ',
    ['errSecInvalidAuthorityKeyID', '-67606', 'errSecInvalidSubjectKeyID', '-67607'],
  ],
  ['apple-key-usage', 'leaf-key-usage', ['errSecInvalidKeyUsageForPolicy', '-67608']],
  ['apple-purpose', 'wrong-purpose', ['errSecInvalidExtendedKeyUsage', '-67609']],
  [
    'apple-linkage',
    'unknown-issuer',
    ['errSecInvalidIDLinkage', '-67610', 'errSecCreateChainFailed', '-25318'],
  ],
  ['apple-path', 'path-too-long', ['errSecPathLengthConstraintExceeded', '-67611']],
  ['apple-root', 'root-untrusted', ['errSecInvalidRoot', '-67612']],
  ['apple-expired', 'expired', ['errSecCertificateExpired', '-67818', 'certificate is expired']],
  ['apple-not-yet', 'not-yet-valid', ['errSecCertificateNotValidYet', '-67819']],
  ['apple-revoked', 'revoked', ['errSecCertificateRevoked', '-67820']],
  ['apple-not-trusted', 'unknown-issuer', ['errSecNotTrusted', '-67843', 'errSecTrustSettingDeny', '-67654']],
  ['apple-policy', 'policy', ['errSecCertificatePolicyNotAllowed', '-67899']],
  ['apple-name-constraints', 'name-constraints', ['errSecCertificateNameNotAllowed', '-67900']],
  ['apple-validity', 'validity-too-long', ['errSecCertificateValidityPeriodTooLong', '-67901']],
  ['apple-is-ca', 'leaf-is-authority', ['errSecCertificateIsCA', '-67902']],
  ['apple-duplicate', 'extension-malformed', ['errSecCertificateDuplicateExtension', '-67903']],
  ['apple-name', 'name-mismatch', 'certificate name does not match input', { source: TRUST }],
  [
    'apple-duplicate-item',
    'keystore-entry',
    ['errSecDuplicateItem', '-25299', 'The specified item already exists in the keychain'],
  ],
  [
    'apple-import',
    'wrong-password',
    [
      'errSecPkcs12VerifyFailure',
      '-25264',
      'MAC verification failed during PKCS12 import (wrong password?)',
      'errSecAuthFailed',
      '-25293',
    ],
  ],
  [
    'apple-decode',
    'certificate-unreadable',
    [
      'errSecUnknownFormat',
      '-25257',
      'SecKeychainItemImport: Unknown format in import',
      'errSecDecode',
      '-26275',
    ],
  ],
  [
    'safari-page',
    'unspecific',
    ['Safari can’t establish a secure connection to the server “{host}”', 'This Connection Is Not Private'],
    { source: 'Safari', weight: 'envelope' },
  ],
]);
