/**
 * What a stranger's file may cost. Iteration counts come out of the file itself, and a count of 2^31 holds a worker for
 * an hour; so every derivation asks here first, and one budget covers everything read in one go.
 */
import { Malformed } from './malformed';

/**
 * PBKDF2, for one derivation. Sixteen times what OWASP advises (600,000 for HMAC-SHA-256), twice what the JDK reads;
 * a few seconds of WebCrypto's time.
 */
export const MAX_PBKDF2_ITERATIONS = 10_000_000;
/** The PKCS#12 derivation, in JavaScript: the JDK's own bound (PKCS12KeyStore.MAX_ITERATION_COUNT). */
export const MAX_PKCS12_ITERATIONS = 5_000_000;

/** How long an iteration of the PKCS#12 derivation takes beside one of native PBKDF2. Measured in Node 20. */
const pkcs12Cost = { 'SHA-1': 1, 'SHA-256': 4, 'SHA-384': 10, 'SHA-512': 10 } as const;
/** In PBKDF2 iterations: sixty keys at OWASP's count, a quarter of a minute. */
const TOTAL = 40_000_000;

export class KdfBudget {
  #left = TOTAL;

  /** @throws Malformed `too-large` where one derivation, or all so far, ask for too much */
  pbkdf2(iterations: number): void {
    this.#spend(iterations, MAX_PBKDF2_ITERATIONS, 1);
  }

  pkcs12(hash: keyof typeof pkcs12Cost, iterations: number): void {
    this.#spend(iterations, MAX_PKCS12_ITERATIONS, pkcs12Cost[hash]);
  }

  #spend(iterations: number, most: number, cost: number): void {
    if (iterations > most) throw new Malformed('too-large', 0, `${iterations} iterations`);
    this.#left -= iterations * cost;
    if (this.#left < 0) throw new Malformed('too-large', 0, 'too many iterations altogether');
  }
}
