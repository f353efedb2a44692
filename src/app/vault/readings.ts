/**
 * What is stored, read while it changes: of several readings under way the one that began last counts, and what this tab wrote
 * meanwhile comes on top, since a reading may have been too early for it.
 */
import type { Written } from './shelf';

export class Readings {
  #begun = 0;
  #shown = 0;
  readonly #underWay = new Set<Written[]>();

  /** This tab has written something. */
  wrote(change: readonly Written[]): void {
    for (const meanwhile of this.#underWay) meanwhile.push(...change);
  }

  /** @returns `undefined` where a later reading came first */
  async read<T>(
    load: () => Promise<T>,
  ): Promise<{ readonly found: T; readonly meanwhile: readonly Written[] } | undefined> {
    const turn = ++this.#begun;
    const meanwhile: Written[] = [];
    this.#underWay.add(meanwhile);
    try {
      const found = await load();
      if (turn < this.#shown) return undefined;
      this.#shown = turn;
      return { found, meanwhile };
    } finally {
      this.#underWay.delete(meanwhile);
    }
  }
}
