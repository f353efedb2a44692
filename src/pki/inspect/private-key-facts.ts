/**
 * The public half of a private key in PKCS#8: read where it stands in the key, computed by WebCrypto where it does not
 * (RFC 5915 §3, RFC 8410 §7, RFC 9881 §6 leave it out). Keys of kinds that neither way reaches have a name and no more.
 */
import {
  NULL_PARAMETERS,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from '../../codec/algorithm-identifier';
import type { Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { DerWriter } from '../../codec/der-writer';
import { curves } from '../../codec/ec-private-key';
import { attempt } from '../../codec/malformed';
import {
  EC_PUBLIC_KEY,
  ecKeyOf,
  parsePrivateKeyInfo,
  portablePrivateKey,
  RSA_ENCRYPTION,
  type PrivateKeyInfo,
} from '../../codec/private-key';
import { parsePublicKey, readRsaPublicKey } from '../../codec/public-key';
import { secretKeyName } from '../../codec/secret-key';
import type { PrivateKeyFacts } from './item';
import { extractableKey } from './extractable-key';

const RSA_PSS = '1.2.840.113549.1.1.10';
/** Names for lists; views name algorithms in full. */
const names: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.2.840.113549.1.3.1', 'DH'],
  ['1.3.101.110', 'X25519'],
  ['1.3.101.111', 'X448'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
  ['2.16.840.1.101.3.4.3.17', 'ML-DSA-44'],
  ['2.16.840.1.101.3.4.3.18', 'ML-DSA-65'],
  ['2.16.840.1.101.3.4.3.19', 'ML-DSA-87'],
  ['2.16.840.1.101.3.4.4.1', 'ML-KEM-512'],
  ['2.16.840.1.101.3.4.4.2', 'ML-KEM-768'],
  ['2.16.840.1.101.3.4.4.3', 'ML-KEM-1024'],
]);
const curveNames: ReadonlyMap<string, string> = new Map([
  ...curves.map(({ oid, name }) => [oid, name] as const),
  ['1.3.132.0.10', 'secp256k1'],
  ['1.3.132.0.33', 'P-224'],
  ['1.2.840.10045.3.1.1', 'P-192'],
  ['1.3.36.3.3.2.8.1.1.7', 'brainpoolP256r1'],
  ['1.3.36.3.3.2.8.1.1.11', 'brainpoolP384r1'],
  ['1.3.36.3.3.2.8.1.1.13', 'brainpoolP512r1'],
]);

/** `AES 256`, `HMAC with SHA-256 256`; of a password no length is told. */
export function secretKeyFacts(pkcs8: Bytes): PrivateKeyFacts {
  const info = parsePrivateKeyInfo(pkcs8);
  if (!info.ok) return { algorithm: '' };
  const name = secretKeyName(info.value.algorithm.oid) ?? info.value.algorithm.oid;
  return { algorithm: name === 'password' ? name : `${name}, ${8 * info.value.key.length} bits` };
}

export async function privateKeyFacts(pkcs8: Bytes): Promise<PrivateKeyFacts> {
  const info = parsePrivateKeyInfo(pkcs8);
  if (!info.ok) return { algorithm: '' };
  const written = attempt(() => publicHalf(info.value));
  const publicKey = (written.ok ? written.value : undefined) ?? (await computedHalf(pkcs8));
  const { algorithm } = info.value;
  return publicKey === undefined
    ? { algorithm: algorithmLabel(algorithm, new Uint8Array()) }
    : { algorithm: publicKeyLabel(publicKey), publicKey };
}

/** `RSA 2048`, `EC P-256`, `Ed25519`; the identifier of what has no name here. */
export function publicKeyLabel(spki: Bytes): string {
  const parsed = parsePublicKey(spki);
  return parsed.ok ? algorithmLabel(parsed.value.algorithm, parsed.value.octets) : '';
}

function algorithmLabel({ oid, parameters }: AlgorithmIdentifier, octets: Uint8Array): string {
  if (oid === RSA_ENCRYPTION || oid === RSA_PSS) {
    const rsa = readRsaPublicKey(octets);
    const name = oid === RSA_PSS ? 'RSA-PSS' : 'RSA';
    return rsa.ok ? `${name} ${rsa.value.bits}` : name;
  }
  if (oid === EC_PUBLIC_KEY) {
    const curve = attempt(() => DerReader.document(parameters ?? new Uint8Array(), (reader) => reader.oid()));
    return curve.ok ? `EC ${curveNames.get(curve.value) ?? curve.value}` : 'EC';
  }
  return names.get(oid) ?? oid;
}

/** @throws Malformed */
function publicHalf(info: PrivateKeyInfo): Bytes | undefined {
  const { algorithm, key, publicKey } = info;
  if (algorithm.oid === RSA_ENCRYPTION || algorithm.oid === RSA_PSS) {
    const parameters =
      algorithm.parameters ?? (algorithm.oid === RSA_ENCRYPTION ? NULL_PARAMETERS : undefined);
    return subjectPublicKeyInfo({ oid: algorithm.oid, ...(parameters && { parameters }) }, rsaPublicKey(key));
  }
  if (algorithm.oid === EC_PUBLIC_KEY) {
    const { curve, publicKey: point } = ecKeyOf(info);
    const parameters = DerWriter.encode((writer) => writer.oid(curve));
    return point && subjectPublicKeyInfo({ oid: EC_PUBLIC_KEY, parameters }, point);
  }
  return publicKey && subjectPublicKeyInfo(algorithm, publicKey);
}

function rsaPublicKey(key: Bytes): Bytes {
  return DerReader.document(key, (reader) => {
    const numbers = reader.sequence();
    numbers.skip();
    const [modulus, exponent] = [numbers.element(), numbers.element()];
    return DerWriter.encode((writer) =>
      writer.sequence(() => {
        writer.raw(modulus);
        writer.raw(exponent);
      }),
    );
  });
}

const subjectPublicKeyInfo = (algorithm: AlgorithmIdentifier, octets: Uint8Array): Bytes =>
  DerWriter.encode((writer) =>
    writer.sequence(() => {
      writeAlgorithmIdentifier(writer, algorithm);
      writer.bitString(octets);
    }),
  );

/** By way of a JWK without its private members, which WebCrypto imports as a public key. */
async function computedHalf(pkcs8: Bytes): Promise<Bytes | undefined> {
  const portable = portablePrivateKey(pkcs8);
  const opened = portable.ok ? await extractableKey(portable.value) : undefined;
  if (opened === undefined) return undefined;
  try {
    const {
      d: _d,
      priv: _seed,
      key_ops: _ops,
      ...open
    } = (await crypto.subtle.exportKey('jwk', opened.key)) as JsonWebKey & { readonly priv?: string };
    const usages: KeyUsage[] = opened.exchanges ? [] : ['verify'];
    const publicKey = await crypto.subtle.importKey('jwk', open, opened.importing, true, usages);
    return new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  } catch {
    return undefined;
  }
}
