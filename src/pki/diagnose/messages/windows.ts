/** Windows: HRESULTs of CryptoAPI and Schannel with their names and sentences, certutil and PowerShell. */
import { messagesOf } from '../message';

const WINERROR = 'Windows SDK winerror.h; Microsoft Learn, COM Error Codes (Security and Setup)';

export const windows = messagesOf('windows', WINERROR, [
  [
    'windows-root',
    'root-untrusted',
    [
      'CERT_E_UNTRUSTEDROOT',
      '0x800B0109',
      '-2146762487',
      'terminated in a root certificate which is not trusted by the trust provider',
    ],
  ],
  [
    'windows-expired',
    'expired',
    [
      'CERT_E_EXPIRED',
      '0x800B0101',
      '-2146762495',
      'A required certificate is not within its validity period',
    ],
  ],
  [
    'windows-nesting',
    'validity-odd',
    [
      'CERT_E_VALIDITYPERIODNESTING',
      '0x800B0102',
      'The validity periods of the certification chain do not nest correctly',
    ],
  ],
  [
    'windows-role',
    'leaf-is-authority',
    [
      'CERT_E_ROLE',
      '0x800B0103',
      'A certificate that can only be used as an end-entity is being used as a CA',
    ],
  ],
  [
    'windows-path',
    'path-too-long',
    [
      'CERT_E_PATHLENCONST',
      '0x800B0104',
      'A path length constraint in the certification chain has been violated',
    ],
  ],
  [
    'windows-critical',
    'unknown-critical-extension',
    ['CERT_E_CRITICAL', '0x800B0105', "An extension of unknown type that is labeled 'critical' is present"],
  ],
  [
    'windows-purpose',
    'wrong-purpose',
    [
      'CERT_E_PURPOSE',
      '0x800B0106',
      'A certificate being used for a purpose other than the ones specified by its CA',
    ],
  ],
  [
    'windows-issuer',
    'unknown-issuer',
    [
      'CERT_E_ISSUERCHAINING',
      '0x800B0107',
      'A parent of a given certificate in fact did not issue that child certificate',
    ],
  ],
  [
    'windows-malformed',
    'extension-malformed',
    [
      'CERT_E_MALFORMED',
      '0x800B0108',
      'A certificate is missing or has an empty value for an important field',
    ],
  ],
  [
    'windows-chaining',
    'unknown-issuer',
    [
      'CERT_E_CHAINING',
      '0x800B010A',
      '-2146762486',
      'A certificate chain could not be built to a trusted root authority',
    ],
  ],
  [
    'windows-revoked',
    'revoked',
    [
      'CERT_E_REVOKED',
      '0x800B010C',
      'CRYPT_E_REVOKED',
      '0x80092010',
      'A certificate was explicitly revoked by its issuer',
      'The certificate is revoked',
    ],
  ],
  ['windows-test-root', 'root-untrusted', ['CERT_E_UNTRUSTEDTESTROOT', '0x800B010D']],
  [
    'windows-revocation',
    'revocation-unknown',
    [
      'CERT_E_REVOCATION_FAILURE',
      '0x800B010E',
      'CRYPT_E_NO_REVOCATION_CHECK',
      '0x80092012',
      'The revocation function was unable to check revocation for the certificate',
    ],
  ],
  [
    'windows-offline',
    'revocation-unknown',
    [
      'CRYPT_E_REVOCATION_OFFLINE',
      '0x80092013',
      'The revocation function was unable to check revocation because the revocation server was offline',
    ],
  ],
  [
    'windows-name',
    'name-mismatch',
    [
      'CERT_E_CN_NO_MATCH',
      '0x800B010F',
      '-2146762481',
      "The certificate's CN name does not match the passed value",
    ],
  ],
  [
    'windows-usage',
    'wrong-purpose',
    ['CERT_E_WRONG_USAGE', '0x800B0110', 'The certificate is not valid for the requested usage'],
  ],
  [
    'windows-distrust',
    'distrusted',
    [
      'TRUST_E_EXPLICIT_DISTRUST',
      '0x800B0111',
      'CERT_E_UNTRUSTEDCA',
      '0x800B0112',
      'The certificate was explicitly marked as untrusted by the user',
    ],
  ],
  ['windows-policy', 'policy', ['CERT_E_INVALID_POLICY', '0x800B0113', 'The certificate has invalid policy']],
  [
    'windows-constraints',
    'name-constraints',
    [
      'CERT_E_INVALID_NAME',
      '0x800B0114',
      'The certificate has an invalid name. The name is not included in the permitted list or is explicitly excluded',
    ],
  ],
  [
    'windows-signature',
    'signature-wrong',
    ['TRUST_E_CERT_SIGNATURE', '0x80096004', 'The signature of the certificate cannot be verified'],
  ],
  [
    'windows-basic',
    'not-an-authority',
    [
      'TRUST_E_BASIC_CONSTRAINTS',
      '0x80096019',
      "A certificate's basic constraint extension has not been observed",
    ],
  ],
  [
    'windows-generic',
    'unspecific',
    ['TRUST_E_FAIL', '0x800B010B', 'Generic trust failure'],
    { weight: 'vague' },
  ],
  [
    'schannel-root',
    'root-untrusted',
    [
      'SEC_E_UNTRUSTED_ROOT',
      '0x80090325',
      '-2146893019',
      'The certificate chain was issued by an authority that is not trusted',
    ],
  ],
  [
    'schannel-name',
    'name-mismatch',
    ['SEC_E_WRONG_PRINCIPAL', '0x80090322', 'The target principal name is incorrect'],
  ],
  [
    'schannel-unknown',
    'unspecific',
    ['SEC_E_CERT_UNKNOWN', '0x80090327', 'An unknown error occurred while processing the certificate'],
    { weight: 'vague' },
  ],
  [
    'schannel-expired',
    'expired',
    ['SEC_E_CERT_EXPIRED', '0x80090328', 'The received certificate has expired'],
  ],
  ['schannel-usage', 'wrong-purpose', ['SEC_E_CERT_WRONG_USAGE', '0x80090349']],
  [
    'schannel-credentials',
    'key-mismatch',
    [
      'SEC_E_NO_CREDENTIALS',
      '0x8009030E',
      'No credentials are available in the security package',
      'SEC_E_UNKNOWN_CREDENTIALS',
      '0x8009030D',
      'The credentials supplied to the package were not recognized',
    ],
  ],
  [
    'schannel-algorithm',
    'no-common-ground',
    [
      'SEC_E_ALGORITHM_MISMATCH',
      '0x80090331',
      'SEC_E_UNSUPPORTED_FUNCTION',
      '0x80090302',
      'because they do not possess a common algorithm',
    ],
  ],
  [
    'schannel-token',
    'plain-text',
    ['SEC_E_INVALID_TOKEN', '0x80090308', 'The token supplied to the function is invalid'],
  ],
  [
    'schannel-message',
    'key-mismatch',
    ['SEC_E_MESSAGE_ALTERED', '0x8009030F', 'SEC_E_DECRYPT_FAILURE', '0x80090330'],
  ],
  [
    'windows-no-key',
    'key-mismatch',
    [
      'NTE_BAD_KEYSET',
      '0x80090016',
      'Keyset does not exist',
      'Cannot find the certificate and private key to use for decryption',
    ],
  ],
  [
    'windows-password',
    'wrong-password',
    [
      'ERROR_INVALID_PASSWORD',
      '0x80070056',
      'The specified network password is not correct',
      'The password you entered is incorrect',
    ],
  ],
  [
    'windows-decode',
    'certificate-unreadable',
    [
      'CRYPT_E_ASN1_BADTAG',
      '0x8009310B',
      'ASN1 bad tag value met',
      'Cannot find the requested object',
      '0x80092009',
      'CRYPT_E_ASN1_EOD',
      '0x80093102',
    ],
  ],
  [
    'windows-exists',
    'keystore-entry',
    ['CRYPT_E_EXISTS', '0x80092005', 'The object or property already exists'],
  ],
  [
    'windows-not-found',
    'trust-store-missing',
    ['CRYPT_E_NOT_FOUND', '0x80092004', 'Cannot find object or property'],
  ],
  ['windows-bad-data', 'container-outdated', ['NTE_BAD_DATA', '0x80090005']],
]);
