/**
 * Signature schemes, one row each: the identifiers in a certificate and the arguments WebCrypto wants.
 * A key says which schemes it signs with here, so that an authority from elsewhere needs no key-size row.
 */
import { NULL_PARAMETERS, type AlgorithmIdentifier } from '../codec/algorithm-identifier';
import { DerWriter } from '../codec/der-writer';
import { equalBytes, type Bytes } from '../codec/bytes';
import type { PublicKey } from '../codec/public-key';

type HashBits = 256 | 384 | 512;
type CurveBits = 256 | 384 | 521;
type MlDsaSet = 44 | 65 | 87;

/** Stable: they stand in links and saved templates. */
export type SignatureSchemeId =
  | `ecdsa-p${CurveBits}-sha${HashBits}`
  | `rsa-pkcs1-sha${HashBits}`
  | `rsa-pss-sha${HashBits}`
  | 'ed25519'
  | `ml-dsa-${MlDsaSet}`;

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
  readonly signing: Algorithm | EcdsaParams | RsaPssParams;
  /** Octets of r and of s in WebCrypto's ECDSA signatures; certificates carry DER instead. */
  readonly coordinate?: number;
}

const hashOids: Readonly<Record<HashBits, string>> = {
  256: '2.16.840.1.101.3.4.2.1',
  384: '2.16.840.1.101.3.4.2.2',
  512: '2.16.840.1.101.3.4.2.3',
};
const hashNames = { 256: 'SHA-256', 384: 'SHA-384', 512: 'SHA-512' } as const;

const curves: Readonly<Record<CurveBits, { readonly oid: string; readonly coordinate: number }>> = {
  256: { oid: '1.2.840.10045.3.1.7', coordinate: 32 },
  384: { oid: '1.3.132.0.34', coordinate: 48 },
  521: { oid: '1.3.132.0.35', coordinate: 66 },
};
// RFC 5758 §3.2.
const ecdsaOids: Readonly<Record<HashBits, string>> = {
  256: '1.2.840.10045.4.3.2',
  384: '1.2.840.10045.4.3.3',
  512: '1.2.840.10045.4.3.4',
};

function ecdsa(curve: CurveBits, hash: HashBits): SignatureScheme {
  const { oid, coordinate } = curves[curve];
  return {
    id: `ecdsa-p${curve}-sha${hash}`,
    family: 'ec',
    publicKey: {
      oid: '1.2.840.10045.2.1',
      parameters: DerWriter.encode((writer) => writer.oid(oid)),
    },
    // No parameters, not NULL (RFC 5758 §3.2): Chromium refuses a NULL here.
    signature: { oid: ecdsaOids[hash] },
    importing: { name: 'ECDSA', namedCurve: `P-${curve}` },
    signing: { name: 'ECDSA', hash: hashNames[hash] },
    coordinate,
  };
}

/** The key stays rsaEncryption in both: one that says RSASSA-PSS is refused by WebCrypto and by browsers. */
const RSA_KEY: AlgorithmIdentifier = { oid: '1.2.840.113549.1.1.1', parameters: NULL_PARAMETERS };

// RFC 4055 §5.
const rsaOids: Readonly<Record<HashBits, string>> = {
  256: '1.2.840.113549.1.1.11',
  384: '1.2.840.113549.1.1.12',
  512: '1.2.840.113549.1.1.13',
};

const rsaPkcs1 = (hash: HashBits): SignatureScheme => ({
  id: `rsa-pkcs1-sha${hash}`,
  family: 'rsa',
  publicKey: RSA_KEY,
  signature: { oid: rsaOids[hash], parameters: NULL_PARAMETERS },
  importing: { name: 'RSASSA-PKCS1-v1_5', hash: hashNames[hash] },
  signing: { name: 'RSASSA-PKCS1-v1_5' },
});

const MGF1 = '1.2.840.113549.1.1.8';

/**
 * RSASSA-PSS-params (RFC 4055 §3.1), octet for octet as the CA/B Baseline Requirements (7.1.3.2.1) fix them: the hash, MGF1
 * with the same hash, a salt of the hash's length; the trailer field, being the default, is left out.
 */
function pssParameters(hash: HashBits): Bytes {
  const hashAlgorithm = (writer: DerWriter): void => {
    writer.sequence(() => writer.oid(hashOids[hash]).null());
  };
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.explicit(0, hashAlgorithm);
      writer.explicit(1, () =>
        writer.sequence(() => {
          writer.oid(MGF1);
          hashAlgorithm(writer);
        }),
      );
      writer.explicit(2, () => writer.integer(hash / 8));
    }),
  );
}

const rsaPss = (hash: HashBits): SignatureScheme => ({
  id: `rsa-pss-sha${hash}`,
  family: 'rsa',
  publicKey: RSA_KEY,
  signature: { oid: '1.2.840.113549.1.1.10', parameters: pssParameters(hash) },
  importing: { name: 'RSA-PSS', hash: hashNames[hash] },
  signing: { name: 'RSA-PSS', saltLength: hash / 8 },
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

/** Of those that one key has, the first is what it signs with by itself: the hash that is as strong as its curve. */
const table: readonly SignatureScheme[] = [
  ecdsa(256, 256),
  ecdsa(256, 384),
  ecdsa(256, 512),
  ecdsa(384, 384),
  ecdsa(384, 256),
  ecdsa(384, 512),
  ecdsa(521, 512),
  ecdsa(521, 256),
  ecdsa(521, 384),
  rsaPkcs1(256),
  rsaPkcs1(384),
  rsaPkcs1(512),
  rsaPss(256),
  rsaPss(384),
  rsaPss(512),
  pure('ed25519', 'ed25519', 'Ed25519', '1.3.101.112'),
  pure('ml-dsa-44', 'ml-dsa', 'ML-DSA-44', '2.16.840.1.101.3.4.3.17'),
  pure('ml-dsa-65', 'ml-dsa', 'ML-DSA-65', '2.16.840.1.101.3.4.3.18'),
  pure('ml-dsa-87', 'ml-dsa', 'ML-DSA-87', '2.16.840.1.101.3.4.3.19'),
];

// One row for every member of the union: `tests/pki/keys.test.ts` counts them.
export const signatureSchemes = Object.fromEntries(table.map((scheme) => [scheme.id, scheme])) as Readonly<
  Record<SignatureSchemeId, SignatureScheme>
>;

export function sameAlgorithm(a: AlgorithmIdentifier, b: AlgorithmIdentifier): boolean {
  if (a.oid !== b.oid) return false;
  if (a.parameters === undefined || b.parameters === undefined) return a.parameters === b.parameters;
  return equalBytes(a.parameters, b.parameters);
}

/** What a key, public or private, can sign with, its default first; empty for keys nothing here can use. */
export function schemesOf(key: Pick<PublicKey, 'algorithm'>): readonly SignatureScheme[] {
  return table.filter((scheme) => sameAlgorithm(scheme.publicKey, key.algorithm));
}

/** The scheme a key signs with by itself, or `undefined` for keys nothing here can use. */
export function schemeOf(key: Pick<PublicKey, 'algorithm'>): SignatureScheme | undefined {
  return schemesOf(key)[0];
}
