// Keys of every algorithm that this Node's WebCrypto has, each made once per test file, and fixed randomness for writers whose
// output must not change from run to run.
import type { Bytes } from '../../src/codec/bytes';
import type { RandomOctets } from '../../src/codec/random';
import { keyAlgorithms, type KeyAlgorithmId } from '../../src/pki/algorithms';
import { generateKeyPair, type KeyPair } from '../../src/pki/keys';

/** ML-DSA is not among them: Node 20 cannot make one. */
export const keyIds = ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519'] as const;

const made = new Map<KeyAlgorithmId, Promise<KeyPair>>();

/** The same extractable pair for every call in one file. */
export function keyPair(id: KeyAlgorithmId): Promise<KeyPair> {
  const pair = made.get(id) ?? generateKeyPair(keyAlgorithms[id], true);
  made.set(id, pair);
  return pair;
}

export async function pkcs8Of(id: KeyAlgorithmId): Promise<Bytes> {
  const { privateKey } = await keyPair(id);
  return new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
}

/** Not random at all: 0, 1, 2 … */
export const counting: RandomOctets = (length) => Uint8Array.from({ length }, (_, index) => index & 0xff);
