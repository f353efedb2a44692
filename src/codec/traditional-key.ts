/**
 * The key formats from before PKCS#8 that OpenSSL calls traditional: ECPrivateKey (RFC 5915) and RSAPrivateKey
 * (RFC 8017 appendix A.1.2), to and from PKCS#8. Younger algorithms never had one; DSA keys are not read.
 */
import { NULL_PARAMETERS } from './algorithm-identifier';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { encodeEcPrivateKey, fitScalar, readEcPrivateKey } from './ec-private-key';
import { attempt, failure, Malformed, success, type Result } from './malformed';
import {
  EC_PUBLIC_KEY,
  ecKeyOf,
  encodeEcPrivateKeyInfo,
  encodePrivateKeyInfo,
  readPrivateKeyInfo,
  RSA_ENCRYPTION,
} from './private-key';
import * as Tag from './tag';

export interface TraditionalKey {
  readonly label: 'EC PRIVATE KEY' | 'RSA PRIVATE KEY';
  readonly der: Bytes;
}

/** `no-traditional-form` for Ed25519, ML-DSA and everything else that came after PKCS#8. */
export function toTraditional(pkcs8: Uint8Array): Result<TraditionalKey, Malformed | 'no-traditional-form'> {
  const converted = attempt((): TraditionalKey | undefined => {
    const info = DerReader.document(pkcs8, readPrivateKeyInfo);
    if (info.algorithm.oid === EC_PUBLIC_KEY) {
      return { label: 'EC PRIVATE KEY', der: encodeEcPrivateKey(ecKeyOf(info)) };
    }
    if (info.algorithm.oid !== RSA_ENCRYPTION) return undefined;
    DerReader.document(info.key, checkRsaPrivateKey);
    return { label: 'RSA PRIVATE KEY', der: info.key };
  });
  if (!converted.ok) return converted;
  return converted.value === undefined ? failure('no-traditional-form') : success(converted.value);
}

/** PKCS#8 of an ECPrivateKey that names its curve. */
export function fromEcPrivateKey(der: Uint8Array): Result<Bytes> {
  return attempt(() => {
    const key = DerReader.document(der, readEcPrivateKey);
    const { curve } = key;
    if (curve === undefined) throw new Malformed('bad-value', 0, 'an EC key without its curve');
    return encodeEcPrivateKeyInfo({ ...key, curve, scalar: fitScalar(key.scalar, curve) });
  });
}

/** PKCS#8 of an RSAPrivateKey of two primes. */
export function fromRsaPrivateKey(der: Uint8Array): Result<Bytes> {
  return attempt(() => {
    DerReader.document(der, checkRsaPrivateKey);
    return encodePrivateKeyInfo({
      algorithm: { oid: RSA_ENCRYPTION, parameters: NULL_PARAMETERS },
      key: DerReader.own(der),
    });
  });
}

/** After the version: n, e, d, p, q, d mod p-1, d mod q-1, 1/q mod p. */
const RSA_NUMBERS = 8;

/** Looks at the structure; whether the numbers fit each other WebCrypto finds out. */
function checkRsaPrivateKey(reader: DerReader): void {
  const sequence = reader.sequence();
  const start = sequence.offset;
  const version = sequence.smallInteger();
  if (version === 1 && sequence.peek() === Tag.INTEGER) {
    throw new Malformed('unsupported', start, 'more than two primes');
  }
  if (version !== 0) throw new Malformed('bad-value', start, 'version');
  for (let number = 0; number < RSA_NUMBERS; number++) sequence.integerOctets();
  sequence.finish();
}
