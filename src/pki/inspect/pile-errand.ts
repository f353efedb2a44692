/** What is asked of a pile, whom it tells, and what one piece of work on it shares. Plain data. */
import type { Bytes } from '../../codec/bytes';
import type { KdfBudget } from '../../codec/kdf-budget';
import type { Item, ItemId } from './item';
import type { Unpacking } from './pile-archive';
import type { Entry } from './pile-entry';

/** What is read into a pile: a file, or pasted text. */
export interface Input {
  readonly path: string;
  readonly content: string | Bytes;
}

export interface Reading {
  readonly signal: AbortSignal;
  items(items: readonly Item[]): void;
  /** Characters and octets. */
  progress(done: number, total: number): void;
}

export interface Unlocking {
  readonly password: string;
  /** Work beyond the bound is what the user wants. */
  readonly insists: boolean;
  readonly items: readonly ItemId[] | 'all';
}

/** One piece of work on the pile, and what it shares. */
export interface Errand {
  readonly reading: Reading;
  readonly passwords: readonly string[];
  readonly budget: KdfBudget;
  readonly unpacking: Unpacking;
  /** Not told yet. */
  readonly fresh: Entry[];
  /** Told before, and changed by this errand. */
  readonly changed: Set<Entry>;
  /** Items below it have been told. */
  told: ItemId;
}
