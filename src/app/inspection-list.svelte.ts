/** The list of a pile: in which order, what is searched for, and which one is open. */
import type { Item, ItemId } from '../pki/inspect/item';
import { inSlices } from './breath';
import { inOrder, type Place } from './inspection-ties';
import type { Inspector } from './inspector.svelte';

export type Order = 'belonging' | 'name' | 'expiry' | 'kind';

export class InspectionList {
  readonly #inspector: Inspector;
  /** What a kind is called, so that it can be searched for in the words the list shows. */
  readonly #kindName: (item: Item) => string;
  #query = $state.raw('');
  #order = $state.raw<Order>('belonging');
  /** Found by the query; `undefined` while there is none. */
  #found = $state.raw<ReadonlySet<Item>>();
  #search: AbortController | undefined;

  constructor(inspector: Inspector, kindName: (item: Item) => string) {
    this.#inspector = inspector;
    this.#kindName = kindName;
  }

  get query(): string {
    return this.#query;
  }

  set query(query: string) {
    this.#query = query;
    void this.search();
  }

  get order(): Order {
    return this.#order;
  }

  set order(order: Order) {
    // What it goes by is read in slices first, or ten thousand rows would be read in one frame.
    void this.#inspector.readRows().then(() => {
      this.#order = order;
    });
  }

  /** In order and with nothing left out: where everything stands when it is neither searched nor sorted. */
  readonly #belonging = $derived.by(() => inOrder(this.#inspector.items, this.#inspector.ties));

  readonly places: readonly Place[] = $derived.by(() => {
    const found = this.#found;
    const sorted = this.#order === 'belonging' ? this.#belonging : this.#sorted(this.#order);
    if (found === undefined) return sorted;
    return sorted.filter(({ item }) => found.has(item)).map(({ item }) => ({ item, depth: 0 }));
  });

  /** The one that is open: chosen, or the first that is more than a wrapping of others. */
  get open(): Item | undefined {
    const { opened } = this.#inspector;
    if (opened !== undefined) return opened;
    const parents = new Set(this.places.map(({ item }) => item.parent));
    return (this.places.find(({ item }) => !parents.has(item.id)) ?? this.places[0])?.item;
  }

  choose(id: ItemId): void {
    this.#inspector.open(id);
  }

  /** Looks through everything anew: call when the list has grown while something is searched for. */
  async search(): Promise<void> {
    this.#search?.abort();
    const words = this.#query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      this.#found = undefined;
      return;
    }
    // Fingerprints and serial numbers are pasted with colons, and kept without.
    const wanted = words.map((word) =>
      /^[\da-f]{2}(:[\da-f]{2})+$/.test(word) ? word.replaceAll(':', '') : word,
    );
    const search = new AbortController();
    this.#search = search;
    const found = new Set<Item>();
    const looked = await inSlices(
      this.#inspector.items,
      (item) => {
        const text = this.#inspector.rows.textOf(item, this.#kindName(item));
        if (wanted.every((word) => text.includes(word))) found.add(item);
      },
      search.signal,
    );
    if (looked) this.#found = found;
  }

  #sorted(order: Exclude<Order, 'belonging'>): readonly Place[] {
    const { items, rows } = this.#inspector;
    const key: (item: Item) => string | number = {
      name: (item: Item) => rows.of(item).title.toLowerCase(),
      kind: (item: Item) => this.#kindName(item),
      // What never ends comes last.
      expiry: (item: Item) => rows.of(item).document?.notAfter ?? Infinity,
    }[order];
    return items
      .map((item) => ({ item, depth: 0, key: key(item) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.item.id - b.item.id));
  }
}
