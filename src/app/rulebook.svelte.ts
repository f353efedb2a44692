/**
 * The rules about names and keys, fetched right after the first paint: they are twice the weight of the first screen, which
 * shows three names that need no reading. What follows from them shows as soon as they are here; what is typed waits for them.
 */
import type { Rules } from './rules';

export class Rulebook {
  #rules = $state.raw<Rules | undefined>(undefined);
  #missing = $state.raw(false);
  #loading: Promise<Rules> | undefined;

  /** `undefined` until they are here. */
  get rules(): Rules | undefined {
    return this.#rules;
  }

  /** They could not be fetched: the server has gone away between the page and its rules. */
  get missing(): boolean {
    return this.#missing;
  }

  open(): Promise<Rules> {
    this.#loading ??= this.#fetch();
    return this.#loading;
  }

  async #fetch(): Promise<Rules> {
    try {
      const { rules } = await import('./rules');
      this.#rules = rules;
      this.#missing = false;
      return rules;
    } catch (error) {
      this.#loading = undefined;
      this.#missing = true;
      throw error;
    }
  }
}
