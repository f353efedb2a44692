/**
 * The names the certificate is for. What was typed is read at once: accepted names become entries, refused ones stay
 * beside them with the reason until they are mended, edited or dismissed, so that nothing typed is lost.
 */
import { connectableHosts } from '../pki/connectable-hosts';
import type { PlannedName } from '../pki/local-https';
import type { AcceptedName, NameKind, RefusedName } from '../pki/name';
import { suggestNames } from '../pki/suggested-names';
import type { Rulebook } from './rulebook.svelte';

export interface RefusedEntry extends RefusedName {
  readonly id: number;
}

/** What an addition came to. */
export interface Addition {
  readonly accepted: readonly AcceptedName[];
  readonly refused: readonly RefusedEntry[];
}

const initial = (kind: NameKind, value: string): AcceptedName => {
  return { ok: true, kind, value, display: value, input: value, notes: [] };
};

/** What a browser on this machine may be pointed at, read already. */
export const initialNames: readonly AcceptedName[] = [
  initial('dns', 'localhost'),
  initial('ipv4', '127.0.0.1'),
  initial('ipv6', '::1'),
];
export const INITIAL_FOLDER = 'localhost+2';

/** What ends a name while it is being typed. */
const SEPARATOR = /[\s,;]/;

export class NamesBox {
  readonly #rulebook: Rulebook;
  #text = $state.raw('');
  #accepted = $state.raw(initialNames);
  #refused = $state.raw<readonly RefusedEntry[]>([]);
  #ids = 0;

  readonly suggestions: readonly string[] = $derived(suggestNames(this.#accepted));
  readonly hosts: readonly string[] = $derived(connectableHosts(this.#accepted));
  readonly folder: string = $derived.by(
    () => this.#rulebook.rules?.folderName(this.#accepted) ?? INITIAL_FOLDER,
  );
  /** As a certificate carries them; empty until the rules are here. */
  readonly planned: readonly PlannedName[] = $derived.by(() => {
    const { rules } = this.#rulebook;
    return rules === undefined ? [] : this.#accepted.map((name) => rules.toGeneralName(name));
  });

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
  }

  /** What stands in the field. */
  get text(): string {
    return this.#text;
  }

  type(text: string): void {
    this.#text = text;
  }

  get accepted(): readonly AcceptedName[] {
    return this.#accepted;
  }

  get refused(): readonly RefusedEntry[] {
    return this.#refused;
  }

  async add(text: string): Promise<Addition> {
    if (text.trim() === '') return { accepted: [], refused: [] };
    const { readNames } = await this.#rulebook.open();
    const read = readNames(text, this.#accepted);
    const accepted = read.filter((name) => name.ok);
    const refused = read.filter((name) => !name.ok).map((name) => ({ ...name, id: ++this.#ids }));
    if (accepted.length > 0) this.#accepted = [...this.#accepted, ...accepted];
    if (refused.length > 0) this.#refused = [...this.#refused, ...refused];
    return { accepted, refused };
  }

  /** Adds what stands in the field. */
  async commit(): Promise<Addition> {
    const text = this.#text;
    this.#text = '';
    try {
      return await this.add(text);
    } catch (error) {
      this.#text = text;
      throw error;
    }
  }

  /** Whether what stands in the field holds the end of a name. */
  get ended(): boolean {
    return SEPARATOR.test(this.#text);
  }

  /** Whether what stands in the field is a whole name: leaving the field half-way is no mistake. */
  get whole(): boolean {
    const read = this.#rulebook.rules?.readNames(this.#text, this.#accepted) ?? [];
    return read.length > 0 && read.every(({ ok }) => ok);
  }

  remove(name: AcceptedName): void {
    this.#accepted = this.#accepted.filter((one) => one !== name);
  }

  removeLast(): AcceptedName | undefined {
    const last = this.#accepted.at(-1);
    if (last !== undefined) this.remove(last);
    return last;
  }

  removeValues(values: readonly string[]): void {
    this.#accepted = this.#accepted.filter(({ value }) => !values.includes(value));
  }

  dismiss({ id }: RefusedEntry): void {
    this.#refused = this.#refused.filter((one) => one.id !== id);
  }

  dismissAll(): void {
    this.#refused = [];
  }

  /** Takes a name that was offered in place of a refused one. */
  mend(entry: RefusedEntry, fix: AcceptedName): Promise<Addition> {
    this.dismiss(entry);
    return this.add(fix.input);
  }

  /** Puts a refused text back into the field. */
  edit(entry: RefusedEntry): void {
    this.dismiss(entry);
    this.#text = entry.input;
  }

  /** A name that is there already needs no decision. */
  dismissDuplicates(): void {
    this.#refused = this.#refused.filter(({ problem }) => problem.code !== 'duplicate');
  }
}
