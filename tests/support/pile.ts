// A pile as the worker keeps one, and all that it tells.
import type { Bytes } from '../../src/codec/bytes';
import type { Item, ItemId, Relations } from '../../src/pki/inspect/item';
import { Pile } from '../../src/pki/inspect/pile';

const never = new AbortController().signal;

export class HeardPile {
  readonly pile = new Pile();
  /** As the page has them: what was told, replaced by what has changed. */
  readonly items = new Map<ItemId, Item>();
  readonly progress: (readonly [done: number, total: number])[] = [];

  async add(
    content: string | Bytes,
    { path = '', password = '', signal = never } = {},
  ): Promise<readonly Item[]> {
    return this.#heard(await this.pile.add([{ path, content }], password, this.#reading(signal)));
  }

  async unlock(password: string, { insists = false, signal = never } = {}): Promise<readonly Item[]> {
    return this.#heard(await this.pile.unlock({ password, insists, items: 'all' }, this.#reading(signal)));
  }

  relations(): Promise<Relations> {
    return this.pile.relations(never);
  }

  /** One word an item: its kind, with its lock or its problem. */
  get words(): readonly string[] {
    return [...this.items.values()].map(({ kind, lock, problem }) =>
      [kind, lock?.reason, problem?.code].filter((word) => word !== undefined).join(' '),
    );
  }

  #reading(signal: AbortSignal) {
    return {
      signal,
      items: (items: readonly Item[]) => {
        this.#heard(items);
      },
      progress: (done: number, total: number) => {
        this.progress.push([done, total]);
      },
    };
  }

  #heard(items: readonly Item[]): readonly Item[] {
    for (const item of items) this.items.set(item.id, item);
    return items;
  }
}
