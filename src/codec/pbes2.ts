/**
 * PBES2 (RFC 8018 §6.2): encryption under a password by PBKDF2 and a block cipher, for PKCS#8 and PKCS#12.
 * Written is AES-256-CBC under HMAC-SHA-256 only; read is what OpenSSL, Java and NSS have written. No scrypt.
 */
import {
  NULL_PARAMETERS,
  readAlgorithmIdentifier,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier';
import { blockCiphers, encryptAes256, type BlockCipherName } from './block-cipher';
import { utf8, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import type { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import type { RandomOctets } from './random';
import * as Tag from './tag';

export const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const HMAC_SHA_1 = '1.2.840.113549.2.7';
const HMAC_SHA_256 = '1.2.840.113549.2.9';
const AES_256_CBC = '2.16.840.1.101.3.4.1.42';

/**
 * What the OWASP Password Storage Cheat Sheet asks of PBKDF2-HMAC-SHA-256 since 2023, and of a password people choose.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2
 */
export const OWASP_ITERATIONS = 600_000;

/** 128 bits at least, NIST SP 800-132 §5.1. */
const SALT_OCTETS = 16;

const pseudorandomFunctions: Readonly<Record<string, 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'>> = {
  [HMAC_SHA_1]: 'SHA-1',
  [HMAC_SHA_256]: 'SHA-256',
  '1.2.840.113549.2.10': 'SHA-384',
  '1.2.840.113549.2.11': 'SHA-512',
};

const ciphers: Readonly<Record<string, BlockCipherName>> = {
  '2.16.840.1.101.3.4.1.2': 'AES-128',
  '2.16.840.1.101.3.4.1.22': 'AES-192',
  [AES_256_CBC]: 'AES-256',
  '1.2.840.113549.3.7': 'DES-EDE3',
  '1.3.14.3.2.7': 'DES',
};

export interface Pbkdf2Parameters {
  readonly salt: Bytes;
  readonly iterations: number;
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
  /** Octets to derive, where the file says; a cipher knows by itself. */
  readonly keyLength?: number;
}

export interface Encrypted {
  readonly algorithm: AlgorithmIdentifier;
  readonly ciphertext: Bytes;
}

/** PBKDF2 with a password's UTF-8 octets, as OpenSSL, Java and NSS all take them. */
export async function pbkdf2(password: string, parameters: Pbkdf2Parameters, length: number): Promise<Bytes> {
  const { salt, iterations, hash } = parameters;
  const key = await crypto.subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations }, key, 8 * length),
  );
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
  const { derivation, cipher, iv } = DerReader.document(parameters, readParameters);
  budget.pbkdf2(derivation.iterations);
  const key = await pbkdf2(password, derivation, cipher.keyLength);
  return cipher.decrypt(key, iv, ciphertext);
}

function readParameters(reader: DerReader) {
  const sequence = reader.sequence();
  const function_ = readAlgorithmIdentifier(sequence);
  const scheme = readAlgorithmIdentifier(sequence);
  sequence.finish();
  const cipherName = ciphers[scheme.oid];
  if (cipherName === undefined) throw new Malformed('unsupported', 0, `cipher ${scheme.oid}`);
  return {
    derivation: readPbkdf2(function_),
    cipher: blockCiphers[cipherName],
    iv: DerReader.own(DerReader.document(required(scheme), (value) => value.octetString())),
  };
}

/** PBKDF2-params (RFC 8018 appendix A.2). */
export function readPbkdf2(algorithm: AlgorithmIdentifier): Pbkdf2Parameters {
  if (algorithm.oid !== PBKDF2) throw new Malformed('unsupported', 0, `key derivation ${algorithm.oid}`);
  return DerReader.document(required(algorithm), (reader) => {
    const sequence = reader.sequence();
    const salt = DerReader.own(sequence.octetString());
    const iterations = sequence.smallInteger();
    if (iterations === 0) throw new Malformed('bad-value', 0, 'no iterations');
    const keyLength = sequence.peek() === Tag.INTEGER ? sequence.smallInteger() : undefined;
    const prf = sequence.done ? HMAC_SHA_1 : readAlgorithmIdentifier(sequence).oid;
    sequence.finish();
    const hash = pseudorandomFunctions[prf];
    if (hash === undefined) throw new Malformed('unsupported', 0, `pseudorandom function ${prf}`);
    return { salt, iterations, hash, ...(keyLength !== undefined && { keyLength }) };
  });
}

function required({ oid, parameters }: AlgorithmIdentifier): Bytes {
  if (parameters === undefined) throw new Malformed('bad-value', 0, `${oid} without parameters`);
  return parameters;
}
