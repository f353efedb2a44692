/**
 * The names the certificate is for. What was typed is read at once: accepted names become entries, refused ones stay
 * beside them with the reason until they are mended, edited or dismissed, so that nothing typed is lost.
 */
import type { PlannedName } from '../pki/local-https';
import { connectableHosts } from '../pki/connectable-hosts';
import { folderName } from '../pki/file-name';
import type { AcceptedName, RefusedName } from '../pki/name';
import { readNames, toGeneralName } from '../pki/names';
import { suggestNames } from '../pki/suggested-names';

export interface RefusedEntry extends RefusedName {
  readonly id: number;
}

/** What an addition came to. */
export interface Addition {
  readonly accepted: readonly AcceptedName[];
  readonly refused: readonly RefusedEntry[];
}

/** What ends a name while it is being typed. */
const SEPARATOR = /[\s,;]/;

export class NamesBox {
  /** What stands in the field. */
  text = $state('');
  #accepted = $state.raw<readonly AcceptedName[]>([]);
  #refused = $state.raw<readonly RefusedEntry[]>([]);
  #ids = 0;

  readonly suggestions: readonly string[] = $derived(suggestNames(this.#accepted));
  readonly folder: string = $derived(folderName(this.#accepted));
  readonly hosts: readonly string[] = $derived(connectableHosts(this.#accepted));
  readonly planned: readonly PlannedName[] = $derived(
    // The kinds a box yields are exactly the kinds a plan takes; `toGeneralName` is typed for all names there are.
    this.#accepted.map((name) => toGeneralName(name) as PlannedName),
  );

  constructor(initial: string) {
    this.add(initial);
  }

  get accepted(): readonly AcceptedName[] {
    return this.#accepted;
  }

  get refused(): readonly RefusedEntry[] {
    return this.#refused;
  }

  add(text: string): Addition {
    const read = readNames(text, this.#accepted);
    const accepted = read.filter((name) => name.ok);
    const refused = read.filter((name) => !name.ok).map((name) => ({ ...name, id: ++this.#ids }));
    if (accepted.length > 0) this.#accepted = [...this.#accepted, ...accepted];
    if (refused.length > 0) this.#refused = [...this.#refused, ...refused];
    return { accepted, refused };
  }

  /** Adds what stands in the field. */
  commit(): Addition {
    const text = this.text;
    this.text = '';
    return this.add(text);
  }

  /** Adds what stands in the field as soon as it holds the end of a name; `undefined` while it does not. */
  typed(): Addition | undefined {
    return SEPARATOR.test(this.text) ? this.commit() : undefined;
  }

  /** Adds what stands in the field if it is a whole name: leaving the field half-way is no mistake. */
  settle(): Addition | undefined {
    const read = readNames(this.text, this.#accepted);
    return read.length > 0 && read.every(({ ok }) => ok) ? this.commit() : undefined;
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

  /** Takes a name that was offered in place of a refused one. */
  mend(entry: RefusedEntry, fix: AcceptedName): Addition {
    this.dismiss(entry);
    return this.add(fix.input);
  }

  /** Puts a refused text back into the field. */
  edit(entry: RefusedEntry): void {
    this.dismiss(entry);
    this.text = entry.input;
  }

  /** A name that is there already needs no decision. */
  dismissDuplicates(): void {
    this.#refused = this.#refused.filter(({ problem }) => problem.code !== 'duplicate');
  }
}
