/**
 * PKCS#8: PrivateKeyInfo (RFC 5208) and its successor OneAsymmetricKey (RFC 5958). Attributes are read over, a public
 * key in version 2 is kept. Whether the octets make a usable key is WebCrypto's question.
 */
import {
  readAlgorithmIdentifier,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import {
  encodeEcPrivateKey,
  fitScalar,
  readCurve,
  readEcPrivateKey,
  type NamedEcKey,
} from './ec-private-key';
import { attempt, Malformed, type Result } from './malformed';
import * as Tag from './tag';

export interface PrivateKeyInfo {
  readonly algorithm: AlgorithmIdentifier;
  /** Contents of the privateKey OCTET STRING: ECPrivateKey, RSAPrivateKey, or what the algorithm says. */
  readonly key: Bytes;
  /** Contents of the publicKey BIT STRING of version 2. */
  readonly publicKey?: Bytes;
}

export const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
/** RFC 9881 §2, under the names that JOSE and WebCrypto use. */
export const mlDsaSets = [
  { oid: '2.16.840.1.101.3.4.3.17', name: 'ML-DSA-44' },
  { oid: '2.16.840.1.101.3.4.3.18', name: 'ML-DSA-65' },
  { oid: '2.16.840.1.101.3.4.3.19', name: 'ML-DSA-87' },
] as const;

const ATTRIBUTES = Tag.explicit(0);
const PUBLIC_KEY = Tag.implicit(1);
/** ML-DSA-PrivateKey's choice of the seed alone (RFC 9881 §6). */
const SEED = Tag.implicit(0);

export function readPrivateKeyInfo(reader: DerReader): PrivateKeyInfo {
  const sequence = reader.sequence();
  const start = sequence.offset;
  const version = sequence.smallInteger();
  if (version > 1) throw new Malformed('bad-value', start, `version ${version}`);
  const algorithm = readAlgorithmIdentifier(sequence);
  const key = DerReader.own(sequence.octetString());
  if (sequence.peek() === ATTRIBUTES) sequence.skip();
  const publicKey = readVersion2PublicKey(sequence);
  sequence.finish();
  return publicKey === undefined ? { algorithm, key } : { algorithm, key, publicKey };
}

/** `[1] IMPLICIT`; ring, and the Rust tools on it, wrote it `[1] EXPLICIT` for years. */
function readVersion2PublicKey(sequence: DerReader): Bytes | undefined {
  if (sequence.peek() === PUBLIC_KEY) return DerReader.own(sequence.bitStringOctets(PUBLIC_KEY));
  const wrapped = sequence.optionalExplicit(1);
  return wrapped && DerReader.own(wrapped.bitStringOctets());
}

export function parsePrivateKeyInfo(der: Uint8Array): Result<PrivateKeyInfo> {
  return attempt(() => DerReader.document(der, readPrivateKeyInfo));
}

/** Version 1 where there is no public key, as every reader knows it; version 2 otherwise (RFC 5958 §2). */
export function encodePrivateKeyInfo({ algorithm, key, publicKey, ...rest }: PrivateKeyInfo): Bytes {
  rest satisfies Record<string, never>;
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.integer(publicKey === undefined ? 0 : 1);
      writeAlgorithmIdentifier(writer, algorithm);
      writer.octetString(key);
      if (publicKey !== undefined) writer.bitString(publicKey, PUBLIC_KEY);
    }),
  );
}

/** The EC key inside, with its curve, its public key if there is one anywhere, and a scalar of full length. */
export function ecKeyOf({ algorithm, key, publicKey }: PrivateKeyInfo): NamedEcKey {
  const inner = DerReader.document(key, readEcPrivateKey);
  const curve =
    algorithm.parameters === undefined ? inner.curve : DerReader.document(algorithm.parameters, readCurve);
  if (curve === undefined) throw new Malformed('bad-value', 0, 'an EC key without its curve');
  const point = inner.publicKey ?? publicKey;
  return { scalar: fitScalar(inner.scalar, curve), curve, ...(point !== undefined && { publicKey: point }) };
}

/** An EC key in PKCS#8: the curve stands outside alone, as OpenSSL writes it (RFC 5915 §1). */
export function encodeEcPrivateKeyInfo({ scalar, curve, publicKey }: NamedEcKey): Bytes {
  const parameters = DerWriter.encode((writer) => writer.oid(curve));
  return encodePrivateKeyInfo({
    algorithm: { oid: EC_PUBLIC_KEY, parameters },
    key: encodeEcPrivateKey({ scalar, ...(publicKey !== undefined && { publicKey }) }),
  });
}

/**
 * The same key as every WebCrypto takes it. Chromium 156 refuses version 2, and of ML-DSA it takes the seed alone
 * while OpenSSL 3.5 writes seed and expanded key together. A key expanded without its seed stays as it is.
 */
export function portablePrivateKey(der: Uint8Array): Result<Bytes> {
  return attempt(() => {
    const info = DerReader.document(der, readPrivateKeyInfo);
    if (info.algorithm.oid === EC_PUBLIC_KEY) return encodeEcPrivateKeyInfo(ecKeyOf(info));
    const key = mlDsaSets.some(({ oid }) => oid === info.algorithm.oid) ? seedForm(info.key) : info.key;
    return encodePrivateKeyInfo({ algorithm: info.algorithm, key });
  });
}

/** The private key that is 32 octets of seed and nothing else. */
export const encodeMlDsaSeed = (seed: Uint8Array): Bytes =>
  DerWriter.encode((writer) => writer.octetString(seed, SEED));

function seedForm(key: Bytes): Bytes {
  const reader = new DerReader(key);
  return reader.peek() === Tag.SEQUENCE ? encodeMlDsaSeed(reader.sequence().octetString()) : key;
}
