/** Which things of a pile are chosen, to be handed out or compared: one by one, from here to there, or all that are found. */
import type { ItemId } from '../pki/inspect/item';

/** What the user is doing with them. */
export type Task = 'export' | 'compare';

// It outlives the page that made it, so nothing here is a `$derived`.
export class Choice {
  #ids = $state.raw<ReadonlySet<ItemId>>(new Set());
  #task = $state.raw<Task>();
  /** Where a range begins, and what was chosen before there was one. */
  #anchor: ItemId | undefined;
  #besides: ReadonlySet<ItemId> = new Set();

  get ids(): ReadonlySet<ItemId> {
    return this.#ids;
  }

  /** Over when none is left, and when another thing is opened. */
  get task(): Task | undefined {
    return this.#ids.size === 0 ? undefined : this.#task;
  }

  start(task: Task): void {
    this.#task = task;
  }

  toggle(id: ItemId): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#begin(id, ids);
  }

  /** From where the last one was chosen, or else from `start`, to `end`; another `end` takes the place of this one. */
  reach(start: ItemId, end: ItemId, order: readonly ItemId[]): void {
    this.#anchor ??= start;
    const [from, to] = [order.indexOf(this.#anchor), order.indexOf(end)];
    const range = order.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1);
    this.#ids = new Set([...this.#besides, ...range]);
  }

  /** One thing is looked at: the next range begins there. */
  settle(): void {
    this.#task = undefined;
    this.#anchor = undefined;
    this.#besides = this.#ids;
  }

  /** All of them, or none where all were chosen already. */
  all(order: readonly ItemId[]): void {
    const ids = order.every((id) => this.#ids.has(id))
      ? new Set<ItemId>()
      : new Set([...this.#ids, ...order]);
    this.#begin(undefined, ids);
  }

  none(): void {
    this.#begin(undefined, new Set());
  }

  #begin(anchor: ItemId | undefined, ids: ReadonlySet<ItemId>): void {
    if (ids.size === 0) this.#task = undefined;
    this.#ids = ids;
    this.#anchor = anchor;
    this.#besides = ids;
  }
}
