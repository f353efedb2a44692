/** Key pairs by WebCrypto, and finding out which algorithms it has. */
import type { Bytes } from '../codec/bytes';
import { keyAlgorithms, type KeyAlgorithm, type KeyAlgorithmId } from './algorithms';
import { PkiError } from './error';

export interface KeyPair {
  readonly algorithm: KeyAlgorithm;
  readonly privateKey: CryptoKey;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
}

/**
 * Generates a key pair.
 * @param extractable true only where handing the key out is what the user asked for
 * @throws PkiError `platform-refused` where the browser lacks the algorithm
 */
export async function generateKeyPair(algorithm: KeyAlgorithm, extractable: boolean): Promise<KeyPair> {
  try {
    // The union's other member, a lone CryptoKey, is for symmetric algorithms; this table has none.
    const pair = (await crypto.subtle.generateKey(algorithm.generation, extractable, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const publicKey = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
    return { algorithm, privateKey: pair.privateKey, publicKey };
  } catch (error) {
    throw new PkiError('platform-refused', [algorithm.label], error);
  }
}

/**
 * Finds out by doing which algorithms this browser has. RSA is judged by importing a public key: generating one
 * takes up to a second, and no engine has one size without the others.
 */
export async function supportedAlgorithms(): Promise<readonly KeyAlgorithmId[]> {
  const tried = await Promise.all(
    Object.values(keyAlgorithms).map(async (algorithm) => {
      try {
        if (algorithm.scheme.family === 'rsa') await importProbe(algorithm.scheme.importing);
        else await generateKeyPair(algorithm, false);
        return [algorithm.id];
      } catch {
        return [];
      }
    }),
  );
  return tried.flat();
}

function importProbe(importing: AlgorithmIdentifier): Promise<CryptoKey> {
  const modulus = `w${'A'.repeat(340)}Q`;
  return crypto.subtle.importKey('jwk', { kty: 'RSA', n: modulus, e: 'AQAB' }, importing, false, ['verify']);
}
