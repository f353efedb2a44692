/**
 * Signature schemes, one row each: the identifiers in a certificate and the arguments WebCrypto wants.
 * A key says which scheme it signs with here, so that an authority from elsewhere needs no key-size row.
 */
import { NULL_PARAMETERS, type AlgorithmIdentifier } from '../codec/algorithm-identifier';
import { DerWriter } from '../codec/der-writer';
import { equalBytes } from '../codec/bytes';
import type { PublicKey } from '../codec/public-key';

export type SignatureSchemeId =
  | 'ecdsa-p256-sha256'
  | 'ecdsa-p384-sha384'
  | 'ecdsa-p521-sha512'
  | 'rsa-pkcs1-sha256'
  | 'ed25519'
  | 'ml-dsa-44'
  | 'ml-dsa-65'
  | 'ml-dsa-87';

export interface SignatureScheme {
  readonly id: SignatureSchemeId;
  readonly family: 'ec' | 'rsa' | 'ed25519' | 'ml-dsa';
  /** In the SubjectPublicKeyInfo of keys that sign so. */
  readonly publicKey: AlgorithmIdentifier;
  /** Beside the signature. */
  readonly signature: AlgorithmIdentifier;
  /** Second argument of `subtle.importKey` for such keys. */
  readonly importing: Algorithm | EcKeyImportParams | RsaHashedImportParams;
  /** First argument of `subtle.sign` and `subtle.verify`. */
  readonly signing: Algorithm | EcdsaParams;
  /** Octets of r and of s in WebCrypto's ECDSA signatures; certificates carry DER instead. */
  readonly coordinate?: number;
}

const ecdsa = (
  id: SignatureSchemeId,
  curve: 'P-256' | 'P-384' | 'P-521',
  curveOid: string,
  hash: 'SHA-256' | 'SHA-384' | 'SHA-512',
  signatureOid: string,
  coordinate: number,
): SignatureScheme => ({
  id,
  family: 'ec',
  publicKey: {
    oid: '1.2.840.10045.2.1',
    parameters: DerWriter.encode((writer) => writer.oid(curveOid)),
  },
  // No parameters, not NULL (RFC 5758 §3.2): Chromium refuses a NULL here.
  signature: { oid: signatureOid },
  importing: { name: 'ECDSA', namedCurve: curve },
  signing: { name: 'ECDSA', hash },
  coordinate,
});

/** One identifier for key and signature, no parameters: RFC 8410 §3, RFC 9881 §2. */
const pure = (
  id: SignatureSchemeId,
  family: 'ed25519' | 'ml-dsa',
  name: string,
  oid: string,
): SignatureScheme => ({
  id,
  family,
  publicKey: { oid },
  signature: { oid },
  importing: { name },
  signing: { name },
});

export const signatureSchemes: Readonly<Record<SignatureSchemeId, SignatureScheme>> = {
  'ecdsa-p256-sha256': ecdsa(
    'ecdsa-p256-sha256',
    'P-256',
    '1.2.840.10045.3.1.7',
    'SHA-256',
    '1.2.840.10045.4.3.2',
    32,
  ),
  'ecdsa-p384-sha384': ecdsa(
    'ecdsa-p384-sha384',
    'P-384',
    '1.3.132.0.34',
    'SHA-384',
    '1.2.840.10045.4.3.3',
    48,
  ),
  'ecdsa-p521-sha512': ecdsa(
    'ecdsa-p521-sha512',
    'P-521',
    '1.3.132.0.35',
    'SHA-512',
    '1.2.840.10045.4.3.4',
    66,
  ),
  'rsa-pkcs1-sha256': {
    id: 'rsa-pkcs1-sha256',
    family: 'rsa',
    publicKey: { oid: '1.2.840.113549.1.1.1', parameters: NULL_PARAMETERS },
    signature: { oid: '1.2.840.113549.1.1.11', parameters: NULL_PARAMETERS },
    importing: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    signing: { name: 'RSASSA-PKCS1-v1_5' },
  },
  ed25519: pure('ed25519', 'ed25519', 'Ed25519', '1.3.101.112'),
  'ml-dsa-44': pure('ml-dsa-44', 'ml-dsa', 'ML-DSA-44', '2.16.840.1.101.3.4.3.17'),
  'ml-dsa-65': pure('ml-dsa-65', 'ml-dsa', 'ML-DSA-65', '2.16.840.1.101.3.4.3.18'),
  'ml-dsa-87': pure('ml-dsa-87', 'ml-dsa', 'ML-DSA-87', '2.16.840.1.101.3.4.3.19'),
};

export function sameAlgorithm(a: AlgorithmIdentifier, b: AlgorithmIdentifier): boolean {
  if (a.oid !== b.oid) return false;
  if (a.parameters === undefined || b.parameters === undefined) return a.parameters === b.parameters;
  return equalBytes(a.parameters, b.parameters);
}

/** The scheme a public key signs with, or `undefined` for keys nothing here can use. */
export function schemeOf(key: PublicKey): SignatureScheme | undefined {
  return Object.values(signatureSchemes).find((scheme) => sameAlgorithm(scheme.publicKey, key.algorithm));
}
