/**
 * Whether a key made a signature, for the algorithms that WebCrypto has: one row each (RFC 3279, 4055, 5758, 8410, 9881).
 * MD5, DSA, Ed448, SLH-DSA and composites it has not, and then nothing is claimed either way.
 */
import { NULL_PARAMETERS, type AlgorithmIdentifier } from '../codec/algorithm-identifier';
import { toHex, type Bytes } from '../codec/bytes';
import { DerReader } from '../codec/der-reader';
import { curves } from '../codec/ec-private-key';
import { attempt } from '../codec/malformed';
import { EC_PUBLIC_KEY, RSA_ENCRYPTION } from '../codec/private-key';
import { parsePssParameters, type PssParameters } from '../codec/pss-parameters';
import { encodePublicKey, parsePublicKey } from '../codec/public-key';
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
  /** The key, where WebCrypto wants it put another way. */
  readonly spki?: Bytes;
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
    const key = await this.#key(scheme.spki ?? spki, importing);
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
    if (oid !== RSA_ENCRYPTION && oid !== RSA_PSS) return 'does-not-fit';
    if (oid === RSA_ENCRYPTION) return rsaScheme(algorithm, hash);
    if (!mayPssKeySign(algorithm, parameters)) return 'does-not-fit';
    const scheme = rsaScheme(algorithm, hash);
    if (typeof scheme === 'string') return scheme;
    // WebCrypto imports no key that says it is for PSS alone (measured: Chromium 156 and Node 20): the same numbers without a word.
    return {
      ...scheme,
      spki: encodePublicKey({ oid: RSA_ENCRYPTION, parameters: NULL_PARAMETERS }, key.value.octets),
    };
  }
  return oid === algorithm.oid
    ? { importing: { name: family }, verifying: { name: family } }
    : 'does-not-fit';
}

function rsaScheme(algorithm: AlgorithmIdentifier, hash: Hash | undefined): Scheme | 'cannot-tell' {
  if (hash !== undefined) {
    const name = 'RSASSA-PKCS1-v1_5';
    return { importing: { name, hash }, verifying: { name } };
  }
  const pss = readPss(algorithm.parameters);
  const hashName = pss === undefined ? undefined : hashes.get(pss.hash);
  // WebCrypto has one hash for both, and the trailer that there is (RFC 8017 §9.1.2).
  if (pss === undefined || hashName === undefined || pss.maskHash !== pss.hash || pss.trailerField !== 1)
    return 'cannot-tell';
  const name = 'RSA-PSS';
  return { importing: { name, hash: hashName }, verifying: { name, saltLength: pss.saltLength } };
}

/** A key for PSS alone made no other signature; and where it has parameters, none but by them (RFC 4055 §3.3). */
function mayPssKeySign(signed: AlgorithmIdentifier, keyParameters: Uint8Array | undefined): boolean {
  if (signed.oid !== RSA_PSS) return false;
  if (keyParameters === undefined) return true;
  const [key, signature] = [readPss(keyParameters), readPss(signed.parameters)];
  if (key === undefined || signature === undefined) return false;
  return (
    key.hash === signature.hash &&
    key.maskHash === signature.maskHash &&
    signature.saltLength >= key.saltLength
  );
}

function readPss(der: Uint8Array | undefined): PssParameters | undefined {
  const read = der === undefined ? undefined : parsePssParameters(der);
  return read?.ok === true ? read.value : undefined;
}
