/** EncryptedPrivateKeyInfo (RFC 5958 §3): PKCS#8 under a password. Written with PBES2 only. */
import {
  readAlgorithmIdentifier,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { KdfBudget } from './kdf-budget';
import { attempt, Malformed, type Result } from './malformed';
import { opening, WrongPassword, type OpenFailure } from './opening';
import { decryptUnderPassword, passwordOf, type Password } from './password-encryption';
import { encryptPbes2, OWASP_ITERATIONS, type Encrypted } from './pbes2';
import { readPrivateKeyInfo } from './private-key';
import type { RandomOctets } from './random';

export interface PasswordOptions {
  readonly random: RandomOctets;
  /** Iterations of PBKDF2. */
  readonly iterations?: number;
}

export async function encryptPrivateKey(
  pkcs8: Bytes,
  password: string,
  options: PasswordOptions,
): Promise<Bytes> {
  const { random, iterations = OWASP_ITERATIONS } = options;
  return encodeEncryptedPrivateKey(await encryptPbes2(pkcs8, password, { random, iterations }));
}

export function parseEncryptedPrivateKey(der: Uint8Array): Result<Encrypted> {
  return attempt(() => DerReader.document(der, readEncryptedPrivateKey));
}

/** The PKCS#8 inside. */
export function decryptPrivateKey(
  der: Uint8Array,
  password: string,
  budget = new KdfBudget(),
): Promise<Result<Bytes, OpenFailure>> {
  return opening(async () => {
    const { algorithm, ciphertext } = DerReader.document(der, readEncryptedPrivateKey);
    return openPrivateKey(algorithm, ciphertext, passwordOf(password), budget);
  });
}

/** @throws Malformed, WrongPassword */
export async function openPrivateKey(
  algorithm: AlgorithmIdentifier,
  ciphertext: Bytes,
  password: Password,
  budget: KdfBudget,
): Promise<Bytes> {
  return keyOrNoise(await decryptUnderPassword(algorithm, ciphertext, password, budget));
}

/** One wrong password in 256 leaves valid padding behind, and then noise. @throws WrongPassword */
export function keyOrNoise(decrypted: Bytes): Bytes {
  try {
    DerReader.document(decrypted, readPrivateKeyInfo);
  } catch (error) {
    if (error instanceof Malformed) throw new WrongPassword();
    throw error;
  }
  return decrypted;
}

export function readEncryptedPrivateKey(reader: DerReader): Encrypted {
  const sequence = reader.sequence();
  const algorithm = readAlgorithmIdentifier(sequence);
  const ciphertext = DerReader.own(sequence.octetString());
  sequence.finish();
  return { algorithm, ciphertext };
}

export function encodeEncryptedPrivateKey({ algorithm, ciphertext, ...rest }: Encrypted): Bytes {
  rest satisfies Record<string, never>;
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writeAlgorithmIdentifier(writer, algorithm);
      writer.octetString(ciphertext);
    }),
  );
}
