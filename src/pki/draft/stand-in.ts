/**
 * Stand-ins for what is not made yet, so that a certificate can be shown before there is a key or a signature: of the right
 * type and length, zeros otherwise.
 */
import type { Bytes } from '../../codec/bytes';
import { encodeCertificate, encodeTbsCertificate } from '../../codec/certificate';
import { encodeCertificateRequest, encodeRequestInformation } from '../../codec/certificate-request';
import { DerWriter } from '../../codec/der-writer';
import { encodePublicKey, parsePublicKey, readRsaPublicKey } from '../../codec/public-key';
import { keyAlgorithms, type KeyAlgorithmId } from '../algorithms';
import { requestInformation } from '../request';
import { ecdsaToDer } from '../signature';
import type { SignatureScheme } from '../signature-scheme';
import type { PreparedCertificate } from './prepare';
import type { PreparedRequest } from './prepare-request';

const ED25519 = { key: 32, signature: 64 };
/** FIPS 204 table 2. */
const ML_DSA: Readonly<Record<string, { readonly key: number; readonly signature: number }>> = {
  'ml-dsa-44': { key: 1312, signature: 2420 },
  'ml-dsa-65': { key: 1952, signature: 3309 },
  'ml-dsa-87': { key: 2592, signature: 4627 },
};
const sizesOf = (id: string) => ML_DSA[id] ?? ED25519;

/** A SubjectPublicKeyInfo of the algorithm, of nobody's key. */
export function standInKey(algorithm: KeyAlgorithmId): Bytes {
  const { scheme, generation } = keyAlgorithms[algorithm];
  return encodePublicKey(scheme.publicKey, keyOctets(scheme, generation));
}

function keyOctets(scheme: SignatureScheme, generation: object): Bytes {
  if (scheme.coordinate !== undefined) {
    const point = new Uint8Array(1 + 2 * scheme.coordinate);
    // Uncompressed.
    point[0] = 4;
    return point;
  }
  if (!('modulusLength' in generation)) return new Uint8Array(sizesOf(scheme.id).key);
  const modulus = new Uint8Array(Number(generation.modulusLength) / 8);
  // Its length is that of a modulus only with a first bit of 1, and all are odd.
  modulus[0] = 0x80;
  modulus[modulus.length - 1] = 1;
  return DerWriter.encode((writer) => writer.sequence(() => writer.unsignedInteger(modulus).integer(65_537)));
}

function standInSignature(scheme: SignatureScheme, issuerKey: Bytes): Bytes {
  if (scheme.coordinate !== undefined) return ecdsaToDer(new Uint8Array(2 * scheme.coordinate));
  if (scheme.family !== 'rsa') return new Uint8Array(sizesOf(scheme.id).signature);
  const key = parsePublicKey(issuerKey);
  const rsa = key.ok ? readRsaPublicKey(key.value.octets) : undefined;
  return new Uint8Array(Math.ceil((rsa?.ok === true ? rsa.value.bits : 2048) / 8));
}

/** The certificate as it would be, signed by nobody. */
export function unsignedCertificate(prepared: PreparedCertificate): Bytes {
  const { tbs, scheme, issuerKey } = prepared;
  const signature = standInSignature(scheme, issuerKey);
  return encodeCertificate(encodeTbsCertificate(tbs), scheme.signature, signature);
}

/** The request as it would be. */
export function unsignedRequest({ contents, scheme }: PreparedRequest, publicKey: Bytes): Bytes {
  const information = encodeRequestInformation(requestInformation(contents, publicKey));
  return encodeCertificateRequest(information, scheme.signature, standInSignature(scheme, publicKey));
}
