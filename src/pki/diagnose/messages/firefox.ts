/**
 * Firefox and everything on NSS, of certificates: the names on the error page are those of the library, the sentences those of
 * certutil and of older releases.
 */
import { messagesOf } from '../message';

const SEC = 'NSS lib/util/secerr.h, lib/util/SECerrs.h';

export const firefox = messagesOf('firefox', SEC, [
  [
    'firefox-unknown-issuer',
    'unknown-issuer',
    ['SEC_ERROR_UNKNOWN_ISSUER', "Peer's Certificate issuer is not recognized"],
  ],
  ['firefox-expired', 'expired', ['SEC_ERROR_EXPIRED_CERTIFICATE', "Peer's Certificate has expired"]],
  [
    'firefox-expired-issuer',
    'authority-expired',
    ['SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE', "The certificate issuer's certificate has expired"],
  ],
  ['firefox-invalid-time', 'validity-odd', ['SEC_ERROR_INVALID_TIME', 'Improperly formatted time string']],
  [
    'firefox-bad-signature',
    'signature-wrong',
    ['SEC_ERROR_BAD_SIGNATURE', "Peer's certificate has an invalid signature"],
  ],
  [
    'firefox-bad-der',
    'extension-malformed',
    ['SEC_ERROR_BAD_DER', 'security library: improperly formatted DER-encoded message'],
  ],
  ['firefox-bad-data', 'extension-malformed', ['SEC_ERROR_BAD_DATA', 'security library: received bad data']],
  ['firefox-bad-key', 'key-unsupported', ['SEC_ERROR_BAD_KEY', "Peer's public key is invalid"]],
  [
    'firefox-revoked',
    'revoked',
    [
      'SEC_ERROR_REVOKED_CERTIFICATE',
      "Peer's Certificate has been revoked",
      'SEC_ERROR_REVOKED_CERTIFICATE_CRL',
      'SEC_ERROR_REVOKED_CERTIFICATE_OCSP',
    ],
  ],
  ['firefox-revoked-key', 'revoked', 'SEC_ERROR_REVOKED_KEY'],
  [
    'firefox-untrusted-issuer',
    'distrusted',
    ['SEC_ERROR_UNTRUSTED_ISSUER', "Peer's certificate issuer has been marked as not trusted by the user"],
  ],
  [
    'firefox-untrusted',
    'distrusted',
    ['SEC_ERROR_UNTRUSTED_CERT', "Peer's certificate has been marked as not trusted by the user"],
  ],
  [
    'firefox-no-key',
    'key-mismatch',
    ['SEC_ERROR_NO_KEY', 'The private key for this certificate cannot be found in key database'],
  ],
  [
    'firefox-list-expired',
    'revocation-list-stale',
    ['SEC_ERROR_CRL_EXPIRED', "The CRL for the certificate's issuer has expired"],
  ],
  [
    'firefox-list-signature',
    'revocation-list-stale',
    ['SEC_ERROR_CRL_BAD_SIGNATURE', "The CRL for the certificate's issuer has an invalid signature"],
  ],
  ['firefox-list-early', 'revocation-list-stale', 'SEC_ERROR_CRL_NOT_YET_VALID'],
  [
    'firefox-list-invalid',
    'revocation-list-missing',
    ['SEC_ERROR_CRL_INVALID', 'SEC_ERROR_CRL_NOT_FOUND', 'No matching CRL was found'],
  ],
  [
    'firefox-extension',
    'extension-malformed',
    ['SEC_ERROR_EXTENSION_VALUE_INVALID', 'Certificate extension value is invalid'],
  ],
  [
    'firefox-extension-missing',
    'extension-malformed',
    ['SEC_ERROR_EXTENSION_NOT_FOUND', 'Certificate extension not found'],
  ],
  [
    'firefox-critical',
    'unknown-critical-extension',
    ['SEC_ERROR_UNKNOWN_CRITICAL_EXTENSION', 'Certificate contains unknown critical extension'],
  ],
  ['firefox-ca-invalid', 'not-an-authority', ['SEC_ERROR_CA_CERT_INVALID', 'Issuer certificate is invalid']],
  [
    'firefox-path',
    'path-too-long',
    ['SEC_ERROR_PATH_LEN_CONSTRAINT_INVALID', 'Certificate path length constraint is invalid'],
  ],
  [
    'firefox-usages',
    'wrong-purpose',
    ['SEC_ERROR_CERT_USAGES_INVALID', 'Certificate usages field is invalid'],
  ],
  [
    'firefox-cert-type',
    'wrong-purpose',
    ['SEC_ERROR_INADEQUATE_CERT_TYPE', 'Certificate type not approved for application'],
  ],
  [
    'firefox-key-usage',
    'leaf-key-usage',
    ['SEC_ERROR_INADEQUATE_KEY_USAGE', 'Certificate key usage inadequate for attempted operation'],
  ],
  [
    'firefox-name-space',
    'name-constraints',
    [
      'SEC_ERROR_CERT_NOT_IN_NAME_SPACE',
      'The Certifying Authority for this certificate is not permitted to issue a certificate with this name',
    ],
  ],
  [
    'firefox-keyalg',
    'key-unsupported',
    ['SEC_ERROR_UNSUPPORTED_KEYALG', 'Unsupported or unknown key algorithm'],
  ],
  [
    'firefox-curve',
    'key-unsupported',
    ['SEC_ERROR_UNSUPPORTED_ELLIPTIC_CURVE', 'SEC_ERROR_INVALID_ALGORITHM', 'SEC_ERROR_INVALID_KEY'],
  ],
  [
    'firefox-algorithm-disabled',
    'weak-signature',
    [
      'SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED',
      'The certificate was signed using a signature algorithm that is disabled because it is not secure',
    ],
  ],
  [
    'firefox-algorithm-mismatch',
    'algorithms-differ',
    [
      'SEC_ERROR_ALGORITHM_MISMATCH',
      'The signature algorithm in the signature field of the certificate does not match',
    ],
  ],
  [
    'firefox-reused',
    'serial-number',
    [
      'SEC_ERROR_REUSED_ISSUER_AND_SERIAL',
      'You are attempting to import a cert with the same issuer/serial as an existing cert',
    ],
  ],
  [
    'firefox-policy',
    'policy',
    [
      'SEC_ERROR_POLICY_VALIDATION_FAILED',
      'SEC_ERROR_INVALID_POLICY_MAPPING',
      'Cert chain fails policy validation',
    ],
  ],
  [
    'firefox-limits',
    'too-much-work',
    ['SEC_ERROR_OUT_OF_SEARCH_LIMITS', 'Cert validation search is out of search limits'],
  ],
  [
    'firefox-application',
    'unspecific',
    ['SEC_ERROR_APPLICATION_CALLBACK_ERROR', 'SEC_ERROR_CERT_NOT_VALID'],
    { weight: 'vague' },
  ],
  [
    'firefox-password',
    'wrong-password',
    ['SEC_ERROR_BAD_PASSWORD', 'The security password entered is incorrect'],
  ],
  [
    'firefox-pkcs12-mac',
    'wrong-password',
    [
      'SEC_ERROR_PKCS12_INVALID_MAC',
      'SEC_ERROR_PKCS12_PRIVACY_PASSWORD_INCORRECT',
      'Unable to import. Incorrect password or corrupt file',
    ],
  ],
  [
    'firefox-pkcs12-algorithm',
    'container-outdated',
    [
      'SEC_ERROR_PKCS12_UNSUPPORTED_PBE_ALGORITHM',
      'SEC_ERROR_PKCS12_UNSUPPORTED_MAC_ALGORITHM',
      'Unable to import. Encryption algorithm not supported',
    ],
  ],
  [
    'firefox-pkcs12-file',
    'certificate-unreadable',
    [
      'SEC_ERROR_PKCS12_DECODING_PFX',
      'Unable to import. Decoding error. File not valid',
      'SEC_ERROR_INPUT_LEN',
      'could not decode certificate',
    ],
  ],
  [
    'firefox-duplicate',
    'keystore-entry',
    [
      'SEC_ERROR_DUPLICATE_CERT',
      'Certificate already exists in your database',
      'SEC_ERROR_CERT_NICKNAME_COLLISION',
    ],
  ],
  [
    'firefox-database',
    'trust-store-missing',
    ['SEC_ERROR_BAD_DATABASE', 'SEC_ERROR_LEGACY_DATABASE', 'security library: bad database'],
  ],
  ['firefox-unknown', 'file-missing', ['SEC_ERROR_UNKNOWN_CERT', 'PR_FILE_NOT_FOUND_ERROR']],
  [
    'firefox-ocsp-unknown',
    'revocation-unknown',
    [
      'SEC_ERROR_OCSP_UNKNOWN_CERT',
      'SEC_ERROR_OCSP_SERVER_ERROR',
      'SEC_ERROR_OCSP_TRY_SERVER_LATER',
      'SEC_ERROR_OCSP_UNAUTHORIZED_REQUEST',
      'SEC_ERROR_OCSP_MALFORMED_RESPONSE',
    ],
  ],
  [
    'firefox-ocsp-old',
    'revocation-list-stale',
    ['SEC_ERROR_OCSP_OLD_RESPONSE', 'SEC_ERROR_OCSP_FUTURE_RESPONSE'],
  ],
  [
    'firefox-ocsp-signature',
    'revocation-unknown',
    [
      'SEC_ERROR_OCSP_INVALID_SIGNING_CERT',
      'SEC_ERROR_OCSP_BAD_SIGNATURE',
      'SEC_ERROR_OCSP_UNAUTHORIZED_RESPONSE',
    ],
  ],
  [
    'firefox-domain-page',
    'name-mismatch',
    'The certificate is only valid for {names}',
    { source: 'Firefox browser/locales/en-US/browser/nsserrors.ftl' },
  ],
  [
    'firefox-page',
    'unspecific',
    [
      'uses an invalid security certificate',
      'Warning: Potential Security Risk Ahead',
      'Secure Connection Failed',
    ],
    { source: 'Firefox toolkit/locales/en-US/toolkit/neterror', weight: 'envelope' },
  ],
]);
