/**
 * PKCS#12's own password encryption (RFC 7292 appendix C): SHA-1 and triple DES, kept for programs that know nothing
 * newer. RC2 and RC4, which the appendix lists beside it, are named when met and not read.
 */
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { blockCiphers, encryptDesEde3, type BlockCipherName } from './block-cipher';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import type { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import type { Encrypted } from './pbes2';
import { bmpPassword, derivePkcs12, PURPOSE } from './pkcs12-kdf';
import type { RandomOctets } from './random';

const PBE = '1.2.840.113549.1.12.1.';
const TRIPLE_DES = `${PBE}3`;
/** Octets of salt, as OpenSSL 3 has it. */
const SALT_OCTETS = 16;

const schemes: ReadonlyMap<string, { readonly cipher: BlockCipherName } | { readonly refused: string }> =
  new Map([
    [`${PBE}1`, { refused: 'RC4-128' }],
    [`${PBE}2`, { refused: 'RC4-40' }],
    [TRIPLE_DES, { cipher: 'DES-EDE3' as const }],
    [`${PBE}4`, { cipher: 'DES-EDE2' as const }],
    [`${PBE}5`, { refused: 'RC2-128' }],
    [`${PBE}6`, { refused: 'RC2-40' }],
  ]);

export const isPkcs12Encryption = (oid: string): boolean => schemes.has(oid);

export function encryptTripleDes(
  plaintext: Bytes,
  password: string,
  options: { readonly iterations: number; readonly random: RandomOctets },
): Encrypted {
  const { iterations } = options;
  const salt = options.random(SALT_OCTETS);
  const bmp = bmpPassword(password);
  const key = derivePkcs12('SHA-1', PURPOSE.key, bmp, salt, iterations, 24);
  const iv = derivePkcs12('SHA-1', PURPOSE.iv, bmp, salt, iterations, 8);
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
  if (scheme === undefined || algorithm.parameters === undefined)
    throw new Malformed('bad-value', 0, algorithm.oid);
  if ('refused' in scheme) throw new Malformed('unsupported', 0, scheme.refused);
  const cipher = blockCiphers[scheme.cipher];
  const { salt, iterations } = DerReader.document(algorithm.parameters, (reader) => {
    const sequence = reader.sequence();
    const parameters = { salt: sequence.octetString(), iterations: sequence.smallInteger() };
    sequence.finish();
    return parameters;
  });
  // Two SHA-1 outputs make a key of 24 octets, one more the vector.
  for (let run = 0; run < 3; run++) budget.pkcs12('SHA-1', iterations);
  const key = derivePkcs12('SHA-1', PURPOSE.key, password, salt, iterations, cipher.keyLength);
  const iv = derivePkcs12('SHA-1', PURPOSE.iv, password, salt, iterations, cipher.blockLength);
  return cipher.decrypt(key, iv, ciphertext);
}
