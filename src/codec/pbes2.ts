/**
 * PBES2 (RFC 8018 §6.2): encryption under a password by a key derivation and a cipher, for PKCS#8 and PKCS#12.
 * Written is AES-256-CBC under PBKDF2-HMAC-SHA-256 only; read is what `key-derivation.ts` and `encryption-scheme.ts` know.
 */
import {
  NULL_PARAMETERS,
  readAlgorithmIdentifier,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier';
import { encryptAes256 } from './block-cipher';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { readEncryptionScheme } from './encryption-scheme';
import type { KdfBudget } from './kdf-budget';
import { readKeyDerivation } from './key-derivation';
import { PBKDF2, pbkdf2 } from './pbkdf2';
import type { RandomOctets } from './random';

export const PBES2 = '1.2.840.113549.1.5.13';
const HMAC_SHA_256 = '1.2.840.113549.2.9';
const AES_256_CBC = '2.16.840.1.101.3.4.1.42';

/**
 * What the OWASP Password Storage Cheat Sheet asks of PBKDF2-HMAC-SHA-256 since 2023, and of a password people choose.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2
 */
export const OWASP_ITERATIONS = 600_000;

/** 128 bits at least, NIST SP 800-132 §5.1. */
const SALT_OCTETS = 16;

export interface Encrypted {
  readonly algorithm: AlgorithmIdentifier;
  readonly ciphertext: Bytes;
}

export async function encryptPbes2(
  plaintext: Bytes,
  password: string,
  options: { readonly iterations: number; readonly random: RandomOctets },
): Promise<Encrypted> {
  const salt = options.random(SALT_OCTETS);
  const iv = options.random(16);
  const { iterations } = options;
  const key = await pbkdf2(password, { salt, iterations, hash: 'SHA-256' }, 32);
  const parameters = DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.sequence(() => {
        writer.oid(PBKDF2).sequence(() => {
          writer.octetString(salt).integer(iterations);
          writeAlgorithmIdentifier(writer, { oid: HMAC_SHA_256, parameters: NULL_PARAMETERS });
        });
      });
      writer.sequence(() => writer.oid(AES_256_CBC).octetString(iv));
    }),
  );
  return {
    algorithm: { oid: PBES2, parameters },
    ciphertext: await encryptAes256(key, iv, plaintext),
  };
}

/**
 * @param parameters of the PBES2 identifier
 * @throws Malformed, WrongPassword
 */
export async function decryptPbes2(
  parameters: Uint8Array,
  ciphertext: Bytes,
  password: string,
  budget: KdfBudget,
): Promise<Bytes> {
  const { derivation, scheme } = DerReader.document(parameters, readParameters);
  const key = await derivation.derive(password, scheme.keyLength, budget);
  return scheme.decrypt(key, ciphertext);
}

function readParameters(reader: DerReader) {
  const sequence = reader.sequence();
  const derivation = readKeyDerivation(readAlgorithmIdentifier(sequence));
  const scheme = readEncryptionScheme(readAlgorithmIdentifier(sequence), derivation.keyLength);
  sequence.finish();
  return { derivation, scheme };
}
