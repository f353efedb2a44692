/**
 * Whether a key made a signature, for the algorithms that WebCrypto has: one row each (RFC 3279, 4055, 5758, 8410, 9881).
 * MD5, DSA, Ed448, SLH-DSA and composites it has not, and then nothing is claimed either way.
 */
import type { AlgorithmIdentifier } from '../codec/algorithm-identifier';
import { toHex, type Bytes } from '../codec/bytes';
import { DerReader } from '../codec/der-reader';
import { curves } from '../codec/ec-private-key';
import { attempt } from '../codec/malformed';
import { EC_PUBLIC_KEY } from '../codec/private-key';
import { parsePublicKey } from '../codec/public-key';
import * as Tag from '../codec/tag';
import { ecdsaFromDer } from './signature';

export type Proof = 'fits' | 'does-not-fit' | 'cannot-tell';

type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
type Family = 'rsa' | 'rsa-pss' | 'ec' | 'Ed25519' | 'ML-DSA-44' | 'ML-DSA-65' | 'ML-DSA-87';

const algorithms: ReadonlyMap<string, readonly [Family, Hash?]> = new Map<string, readonly [Family, Hash?]>([
  ['1.2.840.113549.1.1.5', ['rsa', 'SHA-1']],
  ['1.3.14.3.2.29', ['rsa', 'SHA-1']],
  ['1.2.840.113549.1.1.11', ['rsa', 'SHA-256']],
  ['1.2.840.113549.1.1.12', ['rsa', 'SHA-384']],
  ['1.2.840.113549.1.1.13', ['rsa', 'SHA-512']],
  ['1.2.840.113549.1.1.10', ['rsa-pss']],
  ['1.2.840.10045.4.1', ['ec', 'SHA-1']],
  ['1.2.840.10045.4.3.2', ['ec', 'SHA-256']],
  ['1.2.840.10045.4.3.3', ['ec', 'SHA-384']],
  ['1.2.840.10045.4.3.4', ['ec', 'SHA-512']],
  ['1.3.101.112', ['Ed25519']],
  ['2.16.840.1.101.3.4.3.17', ['ML-DSA-44']],
  ['2.16.840.1.101.3.4.3.18', ['ML-DSA-65']],
  ['2.16.840.1.101.3.4.3.19', ['ML-DSA-87']],
]);
const hashes: ReadonlyMap<string, Hash> = new Map([
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);
const RSA_PSS = '1.2.840.113549.1.1.10';

interface Scheme {
  readonly importing: Algorithm | EcKeyImportParams | RsaHashedImportParams;
  readonly verifying: Algorithm | EcdsaParams | RsaPssParams;
  /** Of ECDSA: octets of r and of s. */
  readonly coordinate?: number;
}

/** Keys imported once, by scheme and octets: an authority of ten thousand certificates is one key. */
export class ProofReader {
  readonly #keys = new Map<string, Promise<CryptoKey | undefined>>();

  async prove(spki: Bytes, algorithm: AlgorithmIdentifier, signed: Bytes, signature: Bytes): Promise<Proof> {
    const scheme = schemeFor(algorithm, spki);
    if (typeof scheme === 'string') return scheme;
    const { importing, verifying, coordinate } = scheme;
    const raw = coordinate === undefined ? undefined : ecdsaFromDer(signature, coordinate);
    if (raw?.ok === false) return 'does-not-fit';
    const key = await this.#key(spki, importing);
    if (key === undefined) return 'cannot-tell';
    try {
      const fits = await crypto.subtle.verify(verifying, key, raw?.value ?? signature, signed);
      return fits ? 'fits' : 'does-not-fit';
    } catch {
      return 'cannot-tell';
    }
  }

  #key(spki: Bytes, importing: Scheme['importing']): Promise<CryptoKey | undefined> {
    const name = `${JSON.stringify(importing)} ${toHex(spki)}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = crypto.subtle.importKey('spki', spki, importing, false, ['verify']).catch(() => undefined);
    this.#keys.set(name, key);
    return key;
  }
}

/** A key of another family did not make the signature. */
function schemeFor(algorithm: AlgorithmIdentifier, spki: Bytes): Scheme | Exclude<Proof, 'fits'> {
  const row = algorithms.get(algorithm.oid);
  const key = parsePublicKey(spki);
  if (row === undefined || !key.ok) return 'cannot-tell';
  const [family, hash] = row;
  const { oid, parameters } = key.value.algorithm;
  if (family === 'ec') {
    if (oid !== EC_PUBLIC_KEY) return 'does-not-fit';
    const named = attempt(() => DerReader.document(parameters ?? new Uint8Array(), (reader) => reader.oid()));
    const curve = named.ok ? curves.find((one) => one.oid === named.value) : undefined;
    if (curve === undefined || hash === undefined) return 'cannot-tell';
    return {
      importing: { name: 'ECDSA', namedCurve: curve.name },
      verifying: { name: 'ECDSA', hash },
      coordinate: curve.octets,
    };
  }
  if (family === 'rsa' || family === 'rsa-pss') {
    if (!oid.startsWith('1.2.840.113549.1.1.')) return 'does-not-fit';
    return rsaScheme(algorithm, hash, oid === RSA_PSS);
  }
  return oid === algorithm.oid
    ? { importing: { name: family }, verifying: { name: family } }
    : 'does-not-fit';
}

/** WebCrypto imports no key that says it is for PSS alone (measured: Chromium 156 and Node 20). */
function rsaScheme(
  algorithm: AlgorithmIdentifier,
  hash: Hash | undefined,
  pssKey: boolean,
): Scheme | 'cannot-tell' {
  if (pssKey) return 'cannot-tell';
  if (hash !== undefined) {
    const name = 'RSASSA-PKCS1-v1_5';
    return { importing: { name, hash }, verifying: { name } };
  }
  const pss = attempt(() => pssParameters(algorithm.parameters));
  if (!pss.ok || pss.value === undefined) return 'cannot-tell';
  const name = 'RSA-PSS';
  return { importing: { name, hash: pss.value.hash }, verifying: { name, saltLength: pss.value.saltLength } };
}

/** RSASSA-PSS-params (RFC 4055 §3.1); the mask's hash is taken to be the same, as WebCrypto has it. */
function pssParameters(der: Uint8Array | undefined) {
  if (der === undefined) return undefined;
  const sequence = new DerReader(der).sequence();
  const hashReader = sequence.optionalExplicit(0);
  const hash = hashReader === undefined ? 'SHA-1' : hashes.get(hashReader.sequence().oid());
  if (sequence.peek() === Tag.explicit(1)) sequence.skip();
  const saltLength = sequence.optionalExplicit(2)?.smallInteger() ?? 20;
  return hash === undefined ? undefined : { hash, saltLength };
}
