/**
 * How Java's keystores guard a private key: JKS with a stream of SHA-1 (sun.security.provider.KeyProtector), JCEKS with MD5 and
 * triple DES (com.sun.crypto.provider.PBES1Core). Sun's own, in no standard, and not strong. Never written.
 */
import { md5 } from '@noble/hashes/legacy.js';
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { blockCiphers } from './block-cipher';
import { concat, equalBytes, type Bytes } from './bytes';
import { encodeBmp } from './bmp-string';
import { DerReader } from './der-reader';
import { keyOrNoise, readEncryptedPrivateKey } from './encrypted-private-key';
import type { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import { Md5Chain } from './md5-chain';
import { WrongPassword } from './opening';
import { readPbeParameters } from './pbes1';
import { sha1 } from './sha1';

const JKS = '1.3.6.1.4.1.42.2.17.1.1';
export const JCEKS = '1.3.6.1.4.1.42.2.19.1';
const SHA1 = 20;
/** Iterations between looks at the outside. */
const SLICE = 50_000;
/** Octets. An RSA-16384 key has ten thousand, and the stream is made on the thread. */
const MAX_KEY = 1024 * 1024;

/** PKCS#8 out of an EncryptedPrivateKeyInfo. @throws Malformed, WrongPassword */
export async function openJavaKey(
  protectedKey: Uint8Array,
  password: string,
  budget: KdfBudget,
): Promise<Bytes> {
  const { algorithm, ciphertext } = DerReader.document(protectedKey, readEncryptedPrivateKey);
  if (algorithm.oid === JKS) return openJksKey(ciphertext, password);
  if (algorithm.oid !== JCEKS) throw new Malformed('unsupported', 0, `encryption ${algorithm.oid}`);
  return keyOrNoise(await decryptJceks(algorithm, ciphertext, password, budget));
}

/** PBEWithMD5AndTripleDES. @param algorithm for its parameters @throws Malformed, WrongPassword */
export async function decryptJceks(
  algorithm: AlgorithmIdentifier,
  ciphertext: Bytes,
  password: string,
  budget: KdfBudget,
): Promise<Bytes> {
  const { salt, iterations } = readPbeParameters(algorithm);
  if (salt.length !== 8) throw new Malformed('bad-value', 0, 'length of the salt');
  budget.pkcs12('MD5', 2 * iterations);
  // Java keeps seven bits of each character.
  const secret = Uint8Array.from(password, (character) => character.charCodeAt(0) & 0x7f);
  const halves: Uint8Array[] = [];
  for (const half of [salt.subarray(0, 4), salt.subarray(4)]) {
    const chain = new Md5Chain(md5(concat(half, secret)), secret);
    for (let left = iterations - 1; left > 0; left -= SLICE) {
      chain.run(Math.min(left, SLICE));
      await budget.pause();
    }
    halves.push(chain.digest);
  }
  const derived = concat(...halves);
  return blockCiphers['DES-EDE3'].decrypt(derived.slice(0, 24), derived.slice(24, 32), ciphertext);
}

/** Salt, the key exclusive-or SHA-1 of password and salt and so on, SHA-1 of password and key. */
function openJksKey(sealed: Bytes, password: string): Bytes {
  if (sealed.length <= 2 * SHA1) throw new Malformed('truncated', 0, 'protected key');
  if (sealed.length > MAX_KEY) throw new Malformed('too-large', 0, 'protected key');
  const secret = encodeBmp(password);
  const plaintext = sealed.slice(SHA1, -SHA1);
  let stream: Uint8Array = sealed.subarray(0, SHA1);
  for (let at = 0; at < plaintext.length; at += SHA1) {
    stream = sha1(concat(secret, stream));
    for (let i = 0; i < SHA1 && at + i < plaintext.length; i++) {
      plaintext[at + i] = (plaintext[at + i] ?? 0) ^ (stream[i] ?? 0);
    }
  }
  if (!equalBytes(sha1(concat(secret, plaintext)), sealed.subarray(-SHA1))) throw new WrongPassword();
  return plaintext;
}
