/** One item of a pile, opened: each view is asked of the worker when it is first looked at, and kept while the item is. */
import type { Item } from '../pki/inspect/item';
import type { RequestOf, ReplyOf } from '../worker/protocol';
import { Asn1Browser } from './asn1-browser.svelte';
import { linkTo, revoke, save } from './download';
import type { Inspector } from './inspector.svelte';

export type TextView = RequestOf<'text'>['view'];
export type TextReply = ReplyOf<'text'>;
type Overview = ReplyOf<'overview'>;
type Fields = ReplyOf<'fields'>;
type ListedWeaknesses = ReplyOf<'listedWeaknesses'>;

export class Inspected {
  readonly item: Item;
  readonly #inspector: Inspector;
  readonly #texts = new Map<TextView, Promise<TextReply>>();
  #overview: Promise<Overview> | undefined;
  #listedWeaknesses: Promise<ListedWeaknesses> | undefined;
  #fields: Promise<Fields> | undefined;
  #browser: Asn1Browser | undefined;

  constructor(inspector: Inspector, item: Item) {
    this.#inspector = inspector;
    this.item = item;
  }

  get overview(): Promise<Overview> {
    this.#overview ??= this.#inspector.client.ask('overview', { ...this.#which, at: Date.now() });
    return this.#overview;
  }

  get listedWeaknesses(): Promise<ListedWeaknesses> {
    this.#listedWeaknesses ??= this.#inspector.client.ask('listedWeaknesses', this.#which);
    return this.#listedWeaknesses;
  }

  get fields(): Promise<Fields> {
    this.#fields ??= this.#inspector.client.ask('fields', this.#which);
    return this.#fields;
  }

  /** @param secrets with the numbers of a private key, which are asked for anew each time and kept nowhere */
  text(view: TextView, secrets: boolean): Promise<TextReply> {
    const ask = () => this.#inspector.client.ask('text', { ...this.#which, view, secrets });
    if (secrets) return ask();
    const known = this.#texts.get(view) ?? ask();
    this.#texts.set(view, known);
    return known;
  }

  /** Absent for what is secret, and for what has no octets. */
  get browser(): Asn1Browser | undefined {
    const { octets } = this.item;
    if (octets !== undefined) this.#browser ??= new Asn1Browser(octets);
    return this.#browser;
  }

  /** The octets of a private key, or of a file with one in clear, on the user's click; whoever asks lets go of them. */
  async secretBrowser(): Promise<Asn1Browser> {
    return new Asn1Browser(await this.#inspector.client.ask('secretOctets', this.#which));
  }

  get #which() {
    return { pile: this.#inspector.pile, item: this.item.id };
  }
}

/** Hands over octets or text that the page has already. */
export function saveAs(fileName: string, contents: Uint8Array<ArrayBuffer> | string): void {
  const octets = typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
  const type = typeof contents === 'string' ? 'text/plain' : 'application/octet-stream';
  const link = linkTo({ fileName, contents: octets, type });
  save(link);
  // The click has taken it up by then.
  setTimeout(() => {
    revoke(link);
  }, 60_000);
}
