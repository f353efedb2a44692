/**
 * PBES1 (RFC 8018 §6.1): MD5 or SHA-1 over and over, and DES or RC2 with 64 bits that count. OpenSSL wrote PKCS#8 so until
 * 2016. Never written. MD2, which two of the six schemes have, is named when met.
 */
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { blockCiphers, rc2Cipher, type BlockCipher } from './block-cipher';
import { concat, utf8, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { digestNamed, type DigestName } from './digest-algorithm';
import type { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';

const PBE = '1.2.840.113549.1.5.';
const rc2 = rc2Cipher(8, 64);

const schemes: ReadonlyMap<string, { readonly hash: DigestName; readonly cipher: BlockCipher }> = new Map([
  [`${PBE}3`, { hash: 'MD5', cipher: blockCiphers.DES }],
  [`${PBE}6`, { hash: 'MD5', cipher: rc2 }],
  [`${PBE}10`, { hash: 'SHA-1', cipher: blockCiphers.DES }],
  [`${PBE}11`, { hash: 'SHA-1', cipher: rc2 }],
]);
/** Iterations between looks at the outside. */
const SLICE = 50_000;

export const isPbes1 = (oid: string): boolean => schemes.has(oid);

/** PBEParameter (RFC 8018 appendix A.3), and pkcs-12PbeParams (RFC 7292 appendix C) alike. */
export function readPbeParameters({ oid, parameters }: AlgorithmIdentifier): {
  readonly salt: Bytes;
  readonly iterations: number;
} {
  if (parameters === undefined) throw new Malformed('bad-value', 0, `${oid} without parameters`);
  return DerReader.document(parameters, (reader) => {
    const sequence = reader.sequence();
    const read = { salt: DerReader.own(sequence.octetString()), iterations: sequence.smallInteger() };
    sequence.finish();
    return read;
  });
}

/** @throws Malformed, WrongPassword */
export async function decryptPbes1(
  algorithm: AlgorithmIdentifier,
  ciphertext: Bytes,
  password: string,
  budget: KdfBudget,
): Promise<Bytes> {
  const scheme = schemes.get(algorithm.oid);
  if (scheme === undefined) throw new Malformed('unsupported', 0, `encryption ${algorithm.oid}`);
  const { salt, iterations } = readPbeParameters(algorithm);
  const { hash } = digestNamed(scheme.hash);
  budget.pkcs12(scheme.hash, iterations);
  let derived: Uint8Array = hash(concat(utf8(password), salt));
  for (let iteration = 1; iteration < iterations; iteration++) {
    derived = hash(derived);
    if (iteration % SLICE === 0) await budget.pause();
  }
  // §6.1.1: eight octets of key, eight of vector.
  return scheme.cipher.decrypt(derived.slice(0, 8), derived.slice(8, 16), ciphertext);
}
