/**
 * PKCS#8 and SubjectPublicKeyInfo around older forms of keys, to be looked at: their octets stay as they are, so that curves
 * spelled out and keys of three primes, which nothing here could use, are shown like any other.
 */
import { NULL_PARAMETERS } from './algorithm-identifier';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { fromDsaPrivateKey } from './dsa-private-key';
import { attempt, Malformed, type Result } from './malformed';
import { EC_PUBLIC_KEY, encodePrivateKeyInfo, RSA_ENCRYPTION } from './private-key';
import { encodePublicKey } from './public-key';
import * as Tag from './tag';

export type OlderKey = 'rsa-private-key' | 'ec-private-key' | 'dsa-private-key';

/** PKCS#8 around RSAPrivateKey, ECPrivateKey or OpenSSL's DSA key. */
export function envelopPrivateKey(form: OlderKey, der: Uint8Array): Result<Bytes> {
  if (form === 'dsa-private-key') return fromDsaPrivateKey(der);
  return attempt(() => {
    const algorithm =
      form === 'rsa-private-key'
        ? { oid: RSA_ENCRYPTION, parameters: rsaParameters(der) }
        : { oid: EC_PUBLIC_KEY, parameters: ecParameters(der) };
    return encodePrivateKeyInfo({ algorithm, key: DerReader.own(der) });
  });
}

/** SubjectPublicKeyInfo around RSAPublicKey. */
export function envelopRsaPublicKey(der: Uint8Array): Result<Bytes> {
  return attempt(() => {
    DerReader.document(der, (reader) => {
      const key = reader.sequence();
      key.integerOctets();
      key.integerOctets();
      key.finish();
    });
    return encodePublicKey({ oid: RSA_ENCRYPTION, parameters: NULL_PARAMETERS }, der);
  });
}

/** Version, eight numbers, and perhaps more primes (RFC 8017 appendix A.1.2). */
function rsaParameters(der: Uint8Array): Bytes {
  DerReader.document(der, (reader) => {
    const key = reader.sequence();
    for (let number = 0; number < 9; number++) key.integerOctets();
    if (!key.done) key.sequence();
    key.finish();
  });
  return NULL_PARAMETERS;
}

/** The curve, by name or spelled out, from inside (RFC 5915 §3). */
function ecParameters(der: Uint8Array): Bytes {
  return DerReader.document(der, (reader) => {
    const key = reader.sequence();
    if (key.smallInteger() !== 1) throw new Malformed('bad-value', 0, 'version');
    key.octetString();
    const curve = key.optionalExplicit(0);
    if (curve === undefined) throw new Malformed('bad-value', 0, 'an EC key without its curve');
    const parameters = DerReader.own(curve.element());
    if (key.peek() === Tag.explicit(1)) key.skip();
    key.finish();
    return parameters;
  });
}
