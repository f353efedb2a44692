/**
 * The stamp that keeps a PKCS#12 file whole and tells a wrong password early: MacData (RFC 7292 §4) with the PKCS#12
 * derivation, and PBMAC1 (RFC 9579) in reading.
 */
import { hmac } from '@noble/hashes/hmac.js';
import {
  NULL_PARAMETERS,
  readAlgorithmIdentifier,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier';
import { equalBytes, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { digestByHmac, digestByOid, type DigestAlgorithm, type NativeDigest } from './digest-algorithm';
import type { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import type { Password } from './password-encryption';
import { pbkdf2, readPbkdf2, type Pbkdf2Parameters } from './pbkdf2';
import { bmpPassword, derivePkcs12, PURPOSE } from './pkcs12-kdf';
import type { RandomOctets } from './random';

const SHA_1 = '1.3.14.3.2.26';
const PBMAC1 = '1.2.840.113549.1.5.14';
/** Octets of salt; OpenSSL takes 8, Java 20. */
const SALT_OCTETS = 20;

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
  const key = await derivePkcs12('SHA-1', PURPOSE.mac, bmpPassword(password), salt, iterations, 20);
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
  const digest = digestByOid(mac.algorithm.oid);
  if (digest === undefined) throw new Malformed('unsupported', 0, `MAC ${mac.algorithm.oid}`);
  const { name, hash } = digest;
  const { bmp } = password;
  const length = hash.outputLen;
  const key = await derivePkcs12(name, PURPOSE.mac, bmp, mac.salt, mac.iterations, length, budget);
  return verifyHmac(digest, key, mac.digest, authenticatedSafe);
}

/** Salt and iterations beside the digest are not used here (RFC 9579 §4). */
async function verifyPbmac1(
  { algorithm, digest }: MacData,
  authenticatedSafe: Bytes,
  password: Password,
  budget: KdfBudget,
): Promise<boolean> {
  const { derivation, hash, length } = readPbmac1(algorithm);
  const key = await pbkdf2(password.text, derivation, length, budget);
  return verifyHmac(hash, key, digest, authenticatedSafe);
}

function readPbmac1({ oid, parameters }: AlgorithmIdentifier): {
  readonly derivation: Pbkdf2Parameters;
  readonly hash: DigestAlgorithm;
  readonly length: number;
} {
  if (parameters === undefined) throw new Malformed('bad-value', 0, `${oid} without parameters`);
  return DerReader.document(parameters, (reader) => {
    const sequence = reader.sequence();
    const derivation = readPbkdf2(readAlgorithmIdentifier(sequence));
    const scheme = readAlgorithmIdentifier(sequence);
    sequence.finish();
    const hash = digestByHmac(scheme.oid);
    if (hash === undefined) throw new Malformed('unsupported', 0, `MAC ${scheme.oid}`);
    // RFC 9579 §5: a key shorter than the hash would weaken the stamp, so its length has to be given.
    const { keyLength } = derivation;
    if (keyLength === undefined || keyLength < 20 || keyLength > 128) {
      throw new Malformed('bad-value', 0, 'length of the MAC key');
    }
    return { derivation, hash, length: keyLength };
  });
}

/** In the time that WebCrypto takes for any octets, where it has the hash. */
async function verifyHmac(
  { native, hash }: DigestAlgorithm,
  key: Bytes,
  digest: Bytes,
  message: Bytes,
): Promise<boolean> {
  if (native === undefined) return equalBytes(hmac(hash, key, message), digest);
  return crypto.subtle.verify('HMAC', await hmacKey(key, native, 'verify'), digest, message);
}

const hmacKey = (key: Bytes, hash: NativeDigest, usage: 'sign' | 'verify'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, { name: 'HMAC', hash }, false, [usage]);
