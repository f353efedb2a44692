/** An item as text: what OpenSSL and Python print of it, our own JSON, and PEM under the label that belongs to it. */
import type { Bytes } from '../../codec/bytes';
import { success, type Result } from '../../codec/malformed';
import { encodePem } from '../../codec/pem';
import { publicKeyOctets } from '../../codec/public-key';
import type { FoundKind } from '../detect/found';
import { jsonOf } from '../views/json';
import { opensslPublicKeyText } from '../views/openssl-key';
import { opensslCertificateText } from '../views/openssl-text';
import { opensslPrivateKeyText } from '../views/openssl-text-key';
import { opensslRequestText } from '../views/openssl-text-request';
import { opensslRevocationListText } from '../views/openssl-text-revocation';
import { getpeercert } from '../views/python-getpeercert';
import { pythonRepr } from '../views/python-literal';

/** What there is to print: public octets, or an opened private key. */
export type Printed =
  /** `withheld`: a key stands in it in clear, which was not asked for. */
  | { readonly kind: FoundKind; readonly octets: Bytes; readonly withheld?: boolean }
  | { readonly pkcs8: Bytes; readonly publicKey: Bytes | undefined; readonly secrets: boolean };

type Printer = (der: Bytes) => Result<string>;

/** OpenSSL: `openssl x509|req|crl|pkey -noout -text`. */
const openssl: Partial<Record<FoundKind, Printer>> = {
  certificate: opensslCertificateText,
  request: opensslRequestText,
  'revocation-list': opensslRevocationListText,
  'public-key': (der) => opensslPublicKeyText(der),
};

/** RFC 7468; the others as OpenSSL writes them. */
const pemLabel: Partial<Record<FoundKind, string>> = {
  certificate: 'CERTIFICATE',
  'attribute-certificate': 'ATTRIBUTE CERTIFICATE',
  request: 'CERTIFICATE REQUEST',
  'revocation-list': 'X509 CRL',
  'public-key': 'PUBLIC KEY',
  'rsa-public-key': 'RSA PUBLIC KEY',
  'encrypted-private-key': 'ENCRYPTED PRIVATE KEY',
  pkcs7: 'PKCS7',
  pkcs12: 'PKCS12',
  'ec-parameters': 'EC PARAMETERS',
  'dh-parameters': 'DH PARAMETERS',
  'dsa-parameters': 'DSA PARAMETERS',
  'ocsp-response': 'OCSP RESPONSE',
};

/** `undefined` where the other program has nothing to say about such a thing. */
export function opensslText(printed: Printed): Result<string> | undefined {
  if ('pkcs8' in printed) {
    const { pkcs8, publicKey, secrets } = printed;
    if (secrets) return opensslPrivateKeyText(pkcs8, publicKey && publicKeyOctets(publicKey));
    return publicKey && opensslPublicKeyText(publicKey);
  }
  return openssl[printed.kind]?.(printed.octets);
}

export function pythonText(printed: Printed): Result<string> | undefined {
  if ('pkcs8' in printed || printed.kind !== 'certificate') return undefined;
  const read = getpeercert(printed.octets);
  return read.ok ? success(pythonRepr(read.value)) : read;
}

/** Of a private key everything but its numbers. */
export function jsonText(printed: Printed): Result<string> {
  const { kind, octets } =
    'pkcs8' in printed ? { kind: 'private-key' as const, octets: printed.pkcs8 } : printed;
  return success(jsonOf(kind, octets));
}

export function pemText(printed: Printed): Result<string> | undefined {
  if ('pkcs8' in printed) {
    const { pkcs8, publicKey, secrets } = printed;
    if (secrets) return success(encodePem('PRIVATE KEY', pkcs8));
    return publicKey && success(encodePem('PUBLIC KEY', publicKey));
  }
  const label = pemLabel[printed.kind];
  return label === undefined || printed.withheld === true
    ? undefined
    : success(encodePem(label, printed.octets));
}
