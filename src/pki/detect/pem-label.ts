/** PEM labels in use and what each promises (RFC 7468, OpenSSL's pem.h, RFC 9881's users). Others are judged by content. */
import type { FoundKind } from './found';

export const pemLabels: ReadonlyMap<string, FoundKind> = new Map<string, FoundKind>([
  ['CERTIFICATE', 'certificate'],
  ['X509 CERTIFICATE', 'certificate'],
  ['TRUSTED CERTIFICATE', 'certificate'],
  ['ATTRIBUTE CERTIFICATE', 'attribute-certificate'],
  ['CERTIFICATE REQUEST', 'request'],
  ['NEW CERTIFICATE REQUEST', 'request'],
  ['X509 CRL', 'revocation-list'],
  ['CRL', 'revocation-list'],
  ['PKCS7', 'pkcs7'],
  ['PKCS #7 SIGNED DATA', 'pkcs7'],
  ['CMS', 'pkcs7'],
  ['PKCS12', 'pkcs12'],
  ['PRIVATE KEY', 'private-key'],
  ['ENCRYPTED PRIVATE KEY', 'encrypted-private-key'],
  ['RSA PRIVATE KEY', 'rsa-private-key'],
  ['EC PRIVATE KEY', 'ec-private-key'],
  ['DSA PRIVATE KEY', 'dsa-private-key'],
  ['OPENSSH PRIVATE KEY', 'openssh-private-key'],
  ['PUBLIC KEY', 'public-key'],
  ['RSA PUBLIC KEY', 'rsa-public-key'],
  ['EC PARAMETERS', 'ec-parameters'],
  ['DH PARAMETERS', 'dh-parameters'],
  ['DSA PARAMETERS', 'dsa-parameters'],
  ['OCSP RESPONSE', 'ocsp-response'],
]);
