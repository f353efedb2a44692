/**
 * What the page and its second worker say about things that were pasted or dropped. That worker keeps them all, secrets
 * included, and can be ended without losing a key that was made here.
 */
import type { Bytes } from '../codec/bytes';
import type { Download } from '../pki/handover';
import type { ExportFormat, ExportProblem } from '../pki/inspect/export';
import type { Comparison } from '../pki/inspect/comparison';
import type { Field } from '../pki/inspect/field';
import type { Item, ItemId, Relations } from '../pki/inspect/item';
import type { Overview } from '../pki/inspect/overview';
import type { Weakness } from '../pki/inspect/weakness';

/** Names a pile in the worker; the page makes it up. */
export type PileId = string & { readonly pile: never };

interface PileInput {
  /** Path within what was dropped, '' for pasted text. */
  readonly path: string;
  readonly content: string | Bytes;
}

/** While a pile is read. `octets` of the items are views on one buffer, which changes hands. */
export type PileNews =
  | { readonly kind: 'items'; readonly items: readonly Item[] }
  /** Characters and octets, done and in all. */
  | { readonly kind: 'progress'; readonly done: number; readonly total: number };

export interface PileReply {
  /** Items that were known before and have changed: opened by a password, found a second time. */
  readonly changed: readonly Item[];
  readonly relations: Relations;
}

/** The text views, each what another program prints or our own documented form. */
export type TextView = 'openssl' | 'python' | 'json' | 'pem';

/** `not-for-this` where the other program has nothing to say about such a thing. */
export type TextReply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'not-for-this' }
  | { readonly kind: 'unreadable'; readonly code: string; readonly offset: number; readonly detail: string };

export type ExportReply =
  | { readonly kind: 'file'; readonly file: Download }
  | { readonly kind: 'cannot'; readonly problem: ExportProblem };

export interface InspectionVerbs {
  /** Reads more into a pile, or begins one. Tells `PileNews` on the way; what was told before it is aborted stays in the pile. */
  addToPile(request: {
    readonly pile: PileId;
    readonly inputs: readonly PileInput[];
    /** Tried on everything locked; '' for none. */
    readonly password: string;
  }): PileReply;
  /** Tries a password on everything that is still locked. `insists`: work beyond the bound is what the user wants. */
  unlock(request: {
    readonly pile: PileId;
    readonly password: string;
    readonly insists: boolean;
    readonly items: readonly ItemId[] | 'all';
  }): PileReply;
  /** How things belong together, for a page that broke the reading off. */
  relations(request: { readonly pile: PileId }): Relations;
  /** @property at ms since 1970 */
  overview(request: { readonly pile: PileId; readonly item: ItemId; readonly at: number }): Overview;
  /** What only a list can tell, which has to be loaded first. */
  listedWeaknesses(request: { readonly pile: PileId; readonly item: ItemId }): readonly Weakness[];
  fields(request: { readonly pile: PileId; readonly item: ItemId }): readonly Field[];
  /** Field by field; of private numbers only whether they are the same. */
  compare(request: { readonly pile: PileId; readonly first: ItemId; readonly second: ItemId }): Comparison;
  /** `secrets`: the numbers of a private key are what the user asked to see. */
  text(request: {
    readonly pile: PileId;
    readonly item: ItemId;
    readonly view: TextView;
    readonly secrets: boolean;
  }): TextReply;
  /** The octets of a private key, for its tree: only on the user's click. */
  secretOctets(request: { readonly pile: PileId; readonly item: ItemId }): Bytes;
  /** A selection as one file, private keys among it included: only on the user's click. */
  exportItems(request: {
    readonly pile: PileId;
    readonly items: readonly ItemId[];
    readonly format: ExportFormat;
    /** Of private keys in PEM and of stores; '' for none, and for `changeit` where a store must have one. */
    readonly password: string;
  }): ExportReply;
  /** Lets go of a pile and the secrets in it. */
  forgetPile(request: { readonly pile: PileId }): undefined;
}
