/**
 * What a stranger's file may cost. Work factors come out of the file itself, and a count of 2^31 holds a worker for
 * an hour; so every derivation asks here first, one budget covers everything read without asking, and long work in
 * JavaScript comes by here between slices, where it can be told to stop.
 */
import type { DigestName } from './digest-algorithm';
import { digestNamed } from './digest-algorithm';
import { Malformed } from './malformed';

/**
 * PBKDF2, for one derivation. Sixteen times what OWASP advises (600,000 for HMAC-SHA-256), twice what the JDK reads;
 * a few seconds of WebCrypto's time.
 */
export const MAX_PBKDF2_ITERATIONS = 10_000_000;
/** The PKCS#12 derivation, in JavaScript: the JDK's own bound (PKCS12KeyStore.MAX_ITERATION_COUNT). */
export const MAX_PKCS12_ITERATIONS = 5_000_000;
/** bcrypt: five times the `ssh-keygen -a 100` that guides advise; four seconds. */
const MAX_BCRYPT_ROUNDS = 500;
/** Octets of scrypt's memory, 128·r·(N + p) (RFC 7914 §5): eight times OpenSSL's bound, what `age` asks for at most. */
const MAX_SCRYPT_MEMORY = 256 * 1024 * 1024;
/** Beyond it the page itself fails, so nobody can agree to it. */
export const IMPOSSIBLE_SCRYPT_MEMORY = 1024 * 1024 * 1024;

/**
 * In iterations of native PBKDF2, measured in Node 20: one N·r·p of scrypt, what goes before and after for each r·p and cannot be
 * broken off, and one of bcrypt's hashes.
 */
const SCRYPT_COST = 2;
const SCRYPT_FRAME_COST = 100;
const BCRYPT_COST = 20_000;
/** Of Argon2, a KiB in one pass. */
const ARGON2_COST = 25;
/** In PBKDF2 iterations: sixty keys at OWASP's count, a quarter of a minute. */
const TOTAL = 40_000_000;

/** A file that asks for more than is given to strangers. Whoever owns it may agree to it. */
export class TooMuchWork extends Malformed {
  constructor(detail: string) {
    super('too-large', 0, detail);
  }
}

/** `unbounded` only where whoever owns the file has agreed to wait. */
export type Effort = 'bounded' | 'unbounded';

export class KdfBudget {
  readonly effort: Effort;
  #signal: AbortSignal | undefined;
  #left = TOTAL;

  constructor(effort: Effort = 'bounded') {
    this.effort = effort;
  }

  /**
   * As much again for one thing among many, by somebody who can be told to stop: who can stop need not be kept from opening
   * forty files that are each within the bounds.
   */
  forOne(signal: AbortSignal | undefined): KdfBudget {
    const other = new KdfBudget(this.effort);
    other.#signal = signal;
    return other;
  }

  /** @throws TooMuchWork where one derivation, or all so far, ask for too much */
  pbkdf2(iterations: number): void {
    this.#spend(iterations, MAX_PBKDF2_ITERATIONS, 1);
  }

  pkcs12(hash: DigestName, iterations: number): void {
    this.#spend(iterations, MAX_PKCS12_ITERATIONS, digestNamed(hash).cost);
  }

  bcrypt(rounds: number, hashes: number): void {
    if (rounds > MAX_BCRYPT_ROUNDS) this.#refuse(`${rounds} rounds of bcrypt`);
    this.#charge(hashes * BCRYPT_COST);
  }

  scrypt({ N, r, p }: { readonly N: number; readonly r: number; readonly p: number }): void {
    const memory = 128 * r * (N + p);
    const cost = r * p * (N * SCRYPT_COST + SCRYPT_FRAME_COST);
    if (memory > IMPOSSIBLE_SCRYPT_MEMORY) throw new Malformed('too-large', 0, `scrypt in ${memory} octets`);
    if (memory > MAX_SCRYPT_MEMORY) this.#refuse(`scrypt in ${memory} octets`);
    if (cost > MAX_PBKDF2_ITERATIONS) this.#refuse(`scrypt with N=${N}, r=${r}, p=${p}`);
    this.#charge(cost);
  }

  /** @param memory KiB */
  argon2(asked: { readonly memory: number; readonly passes: number; readonly parallelism: number }): void {
    const { memory, passes, parallelism } = asked;
    const said = `Argon2 in ${memory} KiB, ${passes} passes`;
    if (passes < 1 || parallelism < 1 || memory < 8 * parallelism) throw new Malformed('bad-value', 0, said);
    if (memory * 1024 > IMPOSSIBLE_SCRYPT_MEMORY) throw new Malformed('too-large', 0, said);
    const cost = memory * passes * ARGON2_COST;
    if (memory * 1024 > MAX_SCRYPT_MEMORY || cost > TOTAL) this.#refuse(said);
    this.#charge(cost);
  }

  /** Lets messages in, such as the one that says to stop. @throws the signal's reason */
  async pause(): Promise<void> {
    this.stopIfTold();
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.stopIfTold();
  }

  /** @throws the signal's reason */
  stopIfTold(): void {
    this.#signal?.throwIfAborted();
  }

  /** Work of the platform's, which goes on when told to stop but is waited for no longer. */
  async waitFor<T>(work: Promise<T>): Promise<T> {
    const signal = this.#signal;
    if (signal === undefined) return work;
    this.stopIfTold();
    let stop = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = () => {
        reject(signal.reason instanceof Error ? signal.reason : new DOMException('Stopped', 'AbortError'));
      };
    });
    signal.addEventListener('abort', stop);
    try {
      return await Promise.race([work, stopped]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #spend(iterations: number, most: number, cost: number): void {
    if (iterations > most) this.#refuse(`${iterations} iterations`);
    this.#charge(iterations * cost);
  }

  #charge(cost: number): void {
    if (this.#left < cost) this.#refuse('too many iterations altogether');
    this.#left -= cost;
  }

  #refuse(demand: string): void {
    if (this.effort === 'bounded') throw new TooMuchWork(demand);
  }
}
