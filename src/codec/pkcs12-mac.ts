/**
 * The stamp that keeps a PKCS#12 file whole and tells a wrong password early: MacData (RFC 7292 §4) with the PKCS#12
 * derivation, and PBMAC1 (RFC 9579) in reading. Octets are compared by WebCrypto alone.
 */
import {
  NULL_PARAMETERS,
  readAlgorithmIdentifier,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import type { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import type { Password } from './password-encryption';
import { pbkdf2, readPbkdf2, type Pbkdf2Parameters } from './pbes2';
import { bmpPassword, derivePkcs12, PURPOSE, type Pkcs12Hash } from './pkcs12-kdf';
import type { RandomOctets } from './random';

const SHA_1 = '1.3.14.3.2.26';
const PBMAC1 = '1.2.840.113549.1.5.14';
/** Octets of salt; OpenSSL takes 8, Java 20. */
const SALT_OCTETS = 20;

const digests: Readonly<Record<string, { readonly hash: Pkcs12Hash; readonly length: number }>> = {
  [SHA_1]: { hash: 'SHA-1', length: 20 },
  '2.16.840.1.101.3.4.2.1': { hash: 'SHA-256', length: 32 },
  '2.16.840.1.101.3.4.2.2': { hash: 'SHA-384', length: 48 },
  '2.16.840.1.101.3.4.2.3': { hash: 'SHA-512', length: 64 },
};

/** HMAC under the names that PBMAC1 uses. */
const hmacs: Readonly<Record<string, Pkcs12Hash>> = {
  '1.2.840.113549.2.9': 'SHA-256',
  '1.2.840.113549.2.10': 'SHA-384',
  '1.2.840.113549.2.11': 'SHA-512',
};

export interface MacData {
  readonly algorithm: AlgorithmIdentifier;
  readonly digest: Bytes;
  readonly salt: Bytes;
  readonly iterations: number;
}

export function readMacData(reader: DerReader): MacData {
  const sequence = reader.sequence();
  const digestInfo = sequence.sequence();
  const algorithm = readAlgorithmIdentifier(digestInfo);
  const digest = DerReader.own(digestInfo.octetString());
  digestInfo.finish();
  const salt = DerReader.own(sequence.octetString());
  const iterations = sequence.done ? 1 : sequence.smallInteger();
  sequence.finish();
  return { algorithm, digest, salt, iterations };
}

/** MacData in DER with HMAC-SHA-1, the one stamp that every program knows. */
export async function stampSha1(
  authenticatedSafe: Bytes,
  password: string,
  options: { readonly iterations: number; readonly random: RandomOctets },
): Promise<Bytes> {
  const { iterations } = options;
  const salt = options.random(SALT_OCTETS);
  const key = derivePkcs12('SHA-1', PURPOSE.mac, bmpPassword(password), salt, iterations, 20);
  const handle = await hmacKey(key, 'SHA-1', 'sign');
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', handle, authenticatedSafe));
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.sequence(() => {
        writeAlgorithmIdentifier(writer, { oid: SHA_1, parameters: NULL_PARAMETERS });
        writer.octetString(digest);
      });
      writer.octetString(salt).integer(iterations);
    }),
  );
}

/** @throws Malformed */
export async function verifyMac(
  mac: MacData,
  authenticatedSafe: Bytes,
  password: Password,
  budget: KdfBudget,
): Promise<boolean> {
  if (mac.algorithm.oid === PBMAC1) return verifyPbmac1(mac, authenticatedSafe, password, budget);
  const digest = digests[mac.algorithm.oid];
  if (digest === undefined) throw new Malformed('unsupported', 0, `MAC ${mac.algorithm.oid}`);
  const { hash, length } = digest;
  budget.pkcs12(hash, mac.iterations);
  const key = derivePkcs12(hash, PURPOSE.mac, password.bmp, mac.salt, mac.iterations, length);
  return crypto.subtle.verify('HMAC', await hmacKey(key, hash, 'verify'), mac.digest, authenticatedSafe);
}

/** Salt and iterations beside the digest are not used here (RFC 9579 §4). */
async function verifyPbmac1(
  { algorithm, digest }: MacData,
  authenticatedSafe: Bytes,
  password: Password,
  budget: KdfBudget,
): Promise<boolean> {
  const { derivation, hash, length } = readPbmac1(algorithm);
  budget.pbkdf2(derivation.iterations);
  const key = await pbkdf2(password.text, derivation, length);
  return crypto.subtle.verify('HMAC', await hmacKey(key, hash, 'verify'), digest, authenticatedSafe);
}

function readPbmac1({ oid, parameters }: AlgorithmIdentifier): {
  readonly derivation: Pbkdf2Parameters;
  readonly hash: Pkcs12Hash;
  readonly length: number;
} {
  if (parameters === undefined) throw new Malformed('bad-value', 0, `${oid} without parameters`);
  return DerReader.document(parameters, (reader) => {
    const sequence = reader.sequence();
    const derivation = readPbkdf2(readAlgorithmIdentifier(sequence));
    const scheme = readAlgorithmIdentifier(sequence);
    sequence.finish();
    const hash = hmacs[scheme.oid];
    if (hash === undefined) throw new Malformed('unsupported', 0, `MAC ${scheme.oid}`);
    // RFC 9579 §5: a key shorter than the hash would weaken the stamp, so its length has to be given.
    const { keyLength } = derivation;
    if (keyLength === undefined || keyLength < 20 || keyLength > 128) {
      throw new Malformed('bad-value', 0, 'length of the MAC key');
    }
    return { derivation, hash, length: keyLength };
  });
}

const hmacKey = (key: Bytes, hash: Pkcs12Hash, usage: 'sign' | 'verify'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, { name: 'HMAC', hash }, false, [usage]);
