/** Sections of a configuration file and what could not be said in it, gathered while a draft is written. */
import { configQuote } from './config-quote';

export class ConfigWriter {
  readonly #sections: { readonly name: string; readonly lines: string[] }[] = [];
  readonly #cannot = new Set<string>();

  /** A section with a name that none has yet: `policy`, `policy_2`. Returns the name. */
  section(wanted: string, entries: readonly (readonly [name: string, value: string])[]): string {
    const taken = (name: string): boolean => this.#sections.some((section) => section.name === name);
    let name = wanted;
    for (let number = 2; taken(name); number++) name = `${wanted}_${number}`;
    this.#sections.push({ name, lines: entries.map(([key, value]) => `${key} = ${configQuote(value)}`) });
    return name;
  }

  cannot(words: string): void {
    this.#cannot.add(words);
  }

  get unsaid(): readonly string[] {
    return [...this.#cannot];
  }

  /** The sections in an order to be read in: the last written stand first, since they refer to the others. */
  get text(): string {
    return this.#sections
      .toReversed()
      .map(({ name, lines }) => `[${name}]\n${lines.map((line) => `${line}\n`).join('')}`)
      .join('\n');
  }
}
