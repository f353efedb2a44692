/**
 * PBKDF2 (RFC 8018 §5.2) and how files ask for it (appendix A.2). WebCrypto does it under four hashes, off the thread; the
 * others run here, in slices.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier';
import { utf8, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { digestByHmac, digestNamed, type DigestAlgorithm, type DigestName } from './digest-algorithm';
import { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import * as Tag from './tag';

export const PBKDF2 = '1.2.840.113549.1.5.12';
const HMAC_SHA_1 = '1.2.840.113549.2.7';
/** Iterations in JavaScript between looks at the outside, some tens of milliseconds. */
const SLICE = 10_000;

export interface Pbkdf2Parameters {
  readonly salt: Bytes;
  readonly iterations: number;
  readonly hash: DigestName;
  /** Octets to derive, where the file says; a cipher knows by itself. */
  readonly keyLength?: number;
}

/** With a password's UTF-8 octets, as OpenSSL, Java and NSS all take them. The budget is charged here. */
export async function pbkdf2(
  password: string,
  parameters: Pbkdf2Parameters,
  length: number,
  budget = new KdfBudget('unbounded'),
): Promise<Bytes> {
  const { salt, iterations } = parameters;
  const digest = digestNamed(parameters.hash);
  const { native: hash } = digest;
  if (hash === undefined) return slowPbkdf2(digest, utf8(password), parameters, length, budget);
  budget.pbkdf2(iterations);
  const key = await crypto.subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveBits']);
  const bits = crypto.subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations }, key, 8 * length);
  return new Uint8Array(await budget.waitFor(bits));
}

async function slowPbkdf2(
  { hash, name }: DigestAlgorithm,
  password: Bytes,
  { salt, iterations }: Pbkdf2Parameters,
  length: number,
  budget: KdfBudget,
): Promise<Bytes> {
  const derived = new Uint8Array(length);
  const keyed = hmac.create(hash, password);
  for (let at = 0, block = 1; at < length; at += hash.outputLen, block++) {
    // Two hashes to an HMAC.
    budget.pkcs12(name, 2 * iterations);
    const number = new Uint8Array([block >> 24, block >> 16, block >> 8, block]);
    let last: Uint8Array = keyed.clone().update(salt).update(number).digest();
    const sum = last.slice();
    for (let iteration = 1; iteration < iterations; iteration++) {
      last = keyed.clone().update(last).digest();
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) ^ (last[i] ?? 0);
      if (iteration % SLICE === 0) await budget.pause();
    }
    derived.set(sum.subarray(0, length - at), at);
  }
  return derived;
}

/** PBKDF2-params. */
export function readPbkdf2(algorithm: AlgorithmIdentifier): Pbkdf2Parameters {
  const { oid, parameters } = algorithm;
  if (oid !== PBKDF2) throw new Malformed('unsupported', 0, `key derivation ${oid}`);
  if (parameters === undefined) throw new Malformed('bad-value', 0, `${oid} without parameters`);
  return DerReader.document(parameters, (reader) => {
    const sequence = reader.sequence();
    const salt = DerReader.own(sequence.octetString());
    const iterations = sequence.smallInteger();
    if (iterations === 0) throw new Malformed('bad-value', 0, 'no iterations');
    const keyLength = sequence.peek() === Tag.INTEGER ? sequence.smallInteger() : undefined;
    const prf = sequence.done ? HMAC_SHA_1 : readAlgorithmIdentifier(sequence).oid;
    sequence.finish();
    const hash = digestByHmac(prf)?.name;
    if (hash === undefined) throw new Malformed('unsupported', 0, `pseudorandom function ${prf}`);
    return { salt, iterations, hash, ...(keyLength !== undefined && { keyLength }) };
  });
}
