/** Things of a pile as one file: which of them, in which form, under which password. Made in the worker at the click. */
import type { ItemId } from '../pki/inspect/item';
import type { ReplyOf, RequestOf } from '../worker/protocol';
import { linkTo, revoke, save, type DownloadLink } from './download';
import { faultOf, type Fault } from './fault';
import type { Inspector } from './inspector.svelte';

export type ExportFormat = RequestOf<'exportItems'>['format'];
export type ExportProblem = Extract<ReplyOf<'exportItems'>, { kind: 'cannot' }>['problem'];

/** `family`: with the chain above it and what has its key. `chosen`: what is chosen in the list. */
export type Scope = 'alone' | 'family' | 'chosen' | 'everything';

export type Ending =
  | { readonly kind: 'saved'; readonly fileName: string }
  | { readonly kind: 'cannot'; readonly problem: ExportProblem }
  | { readonly kind: 'failed'; readonly fault: Fault };

export class InspectionExport {
  scope = $state<Scope>('alone');
  format = $state<ExportFormat>('pem');
  password = $state('');
  readonly #inspector: Inspector;
  readonly #item: ItemId | undefined;
  #busy = $state.raw(false);
  #ending = $state.raw<Ending>();
  #link: DownloadLink | undefined;

  /** @param item the one it is about, if it is about one */
  constructor(inspector: Inspector, item?: ItemId) {
    this.#inspector = inspector;
    this.#item = item;
    if (item === undefined) this.scope = 'chosen';
    else if (this.family.length > 1) this.scope = 'family';
  }

  get busy(): boolean {
    return this.#busy;
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  /** The item, those with its key, and the authorities above them. */
  readonly family: readonly ItemId[] = $derived.by(() => {
    if (this.#item === undefined) return [];
    const { ties } = this.#inspector;
    const family = new Set([this.#item, ...ties.withKeyOf(this.#item)]);
    for (const id of [...family]) for (const issuer of ties.chainOf(id).issuers) family.add(issuer);
    return [...family];
  });

  readonly items: readonly ItemId[] = $derived.by(() => {
    const { chosen, items } = this.#inspector;
    switch (this.scope) {
      case 'alone':
        return this.#item === undefined ? [] : [this.#item];
      case 'family':
        return this.family;
      case 'chosen':
        return chosen.map(({ id }) => id);
      case 'everything':
        return items.map(({ id }) => id);
    }
  });

  /** Private numbers would be in the file. */
  readonly hasKeys = $derived(this.items.some((id) => this.#inspector.item(id)?.privateKey !== undefined));

  async run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#ending = undefined;
    try {
      const { items, format, password } = this;
      const request = { pile: this.#inspector.pile, items, format, password };
      const reply = await this.#inspector.client.ask('exportItems', request);
      if (reply.kind === 'cannot') this.#ending = reply;
      else {
        revoke(this.#link);
        this.#link = linkTo(reply.file);
        save(this.#link);
        this.#ending = { kind: 'saved', fileName: reply.file.fileName };
      }
    } catch (error) {
      this.#ending = { kind: 'failed', fault: faultOf(error) };
    } finally {
      this.#busy = false;
    }
  }
}
