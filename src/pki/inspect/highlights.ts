/** What people look for first in kinds whose overview has no plan of its own, by the names of the fields, wherever they stand. */
import type { FoundKind } from '../detect/found';

const names = (words: string): readonly string[] => words.split(' ');

export const highlights: Readonly<Partial<Record<FoundKind, readonly string[]>>> = {
  'ocsp-response': names(
    'responseStatus certStatus serialNumber thisUpdate nextUpdate producedAt responderID',
  ),
  'time-stamp': names('status genTime policy hashAlgorithm hashedMessage tsa'),
  'attribute-certificate': names(
    'holder issuer serialNumber notBeforeTime notAfterTime attributes signatureAlgorithm',
  ),
  pkcs7: names('contentType certificates signerInfos'),
  'secret-key': names('privateKeyAlgorithm privateKey'),
  'java-keystore': names('type count'),
  jwk: names('kty alg kid use key_ops k'),
  'encrypted-private-key': names('encryptionAlgorithm'),
  'ssh-certificate': names('role keyId principals validAfter validBefore publicKey authorityKey'),
};
