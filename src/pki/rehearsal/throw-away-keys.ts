/** Key pairs that nothing real is ever made with: one for each place of a rehearsal, made once, for RSA takes its time. */
import type { KeyAlgorithm } from '../algorithms';
import { generateKeyPair, type KeyPair } from '../keys';

export class ThrowAwayKeys {
  readonly #pairs = new Map<string, Promise<KeyPair>>();

  /** @param place two places never have the same key */
  of(algorithm: KeyAlgorithm, place: string): Promise<KeyPair> {
    const name = `${algorithm.id} ${place}`;
    const known = this.#pairs.get(name) ?? generateKeyPair(algorithm, true);
    this.#pairs.set(name, known);
    return known;
  }
}
