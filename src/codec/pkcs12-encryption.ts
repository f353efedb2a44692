/**
 * PKCS#12's own password encryption (RFC 7292 appendix C): SHA-1 and triple DES, kept for programs that know nothing
 * newer. RC2 and RC4, which the appendix lists beside it, are read and never written.
 */
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { blockCiphers, encryptDesEde3, rc2Cipher, type BlockCipher } from './block-cipher';
import type { Bytes } from './bytes';
import { DerWriter } from './der-writer';
import type { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import { readPbeParameters } from './pbes1';
import type { Encrypted } from './pbes2';
import { bmpPassword, derivePkcs12, PURPOSE } from './pkcs12-kdf';
import type { RandomOctets } from './random';
import { decryptRc4 } from './rc4';

const PBE = '1.2.840.113549.1.12.1.';
const TRIPLE_DES = `${PBE}3`;
/** Octets of salt, as OpenSSL 3 has it. */
const SALT_OCTETS = 16;

/** Appendix C: RC4 with so many octets of key, or a block cipher. */
type Scheme = { readonly stream: number } | { readonly cipher: BlockCipher };

const schemes: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
  [`${PBE}1`, { stream: 16 }],
  [`${PBE}2`, { stream: 5 }],
  [TRIPLE_DES, { cipher: blockCiphers['DES-EDE3'] }],
  [`${PBE}4`, { cipher: blockCiphers['DES-EDE2'] }],
  [`${PBE}5`, { cipher: rc2Cipher(16, 128) }],
  [`${PBE}6`, { cipher: rc2Cipher(5, 40) }],
]);

export const isPkcs12Encryption = (oid: string): boolean => schemes.has(oid);

export async function encryptTripleDes(
  plaintext: Bytes,
  password: string,
  options: { readonly iterations: number; readonly random: RandomOctets },
): Promise<Encrypted> {
  const { iterations } = options;
  const salt = options.random(SALT_OCTETS);
  const bmp = bmpPassword(password);
  const key = await derivePkcs12('SHA-1', PURPOSE.key, bmp, salt, iterations, 24);
  const iv = await derivePkcs12('SHA-1', PURPOSE.iv, bmp, salt, iterations, 8);
  const parameters = DerWriter.encode((writer) =>
    writer.sequence(() => writer.octetString(salt).integer(iterations)),
  );
  return { algorithm: { oid: TRIPLE_DES, parameters }, ciphertext: encryptDesEde3(key, iv, plaintext) };
}

/**
 * @param password as `bmpPassword` gives it
 * @throws Malformed, WrongPassword
 */
export async function decryptPkcs12(
  algorithm: AlgorithmIdentifier,
  ciphertext: Bytes,
  password: Bytes,
  budget: KdfBudget,
): Promise<Bytes> {
  const scheme = schemes.get(algorithm.oid);
  if (scheme === undefined) throw new Malformed('unsupported', 0, `encryption ${algorithm.oid}`);
  const { salt, iterations } = readPbeParameters(algorithm);
  const derive = (purpose: 1 | 2, length: number): Promise<Bytes> =>
    derivePkcs12('SHA-1', purpose, password, salt, iterations, length, budget);
  if ('stream' in scheme) return decryptRc4(await derive(PURPOSE.key, scheme.stream), ciphertext);
  const { keyLength, blockLength, decrypt } = scheme.cipher;
  return decrypt(await derive(PURPOSE.key, keyLength), await derive(PURPOSE.iv, blockLength), ciphertext);
}
