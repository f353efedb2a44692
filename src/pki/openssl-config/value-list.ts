/**
 * Values of extensions: `critical`, then `name:value, name:value` or a section of the same (x509v3_config(5)). A comma always
 * ends an entry there, which is why values with one in them need the section form.
 */
import type { ConfigFile, ConfigSection } from './config-text';
import type { Remarks } from './remarks';

/** `value` is absent where there was no colon. */
export interface ListEntry {
  readonly name: string;
  readonly value?: string;
  readonly line: number;
}

/** The file and what is found out about it, handed from reader to reader. */
export interface ConfigContext {
  readonly file: ConfigFile;
  readonly remarks: Remarks;
}

export function criticalAndRest(value: string): { readonly critical: boolean; readonly rest: string } {
  const [, rest] = /^critical,[ \t\r\n]*(.*)$/s.exec(value) ?? [];
  return rest === undefined ? { critical: false, rest: value } : { critical: true, rest };
}

export function parseList(text: string, line: number): readonly ListEntry[] {
  // Only the first line of a value counts.
  const [first = ''] = text.split(/[\r\n\0]/, 1);
  return first.split(',').flatMap((entry): ListEntry | [] => {
    const colon = entry.indexOf(':');
    const name = (colon < 0 ? entry : entry.slice(0, colon)).trim();
    if (colon < 0) return name === '' ? [] : { name, line };
    return { name, value: entry.slice(colon + 1).trim(), line };
  });
}

export function sectionNamed(
  { file, remarks }: ConfigContext,
  name: string,
  line: number,
  referrer: string,
): ConfigSection | undefined {
  const section = file.get(name);
  if (section === undefined) remarks.add('section-missing', line, name, referrer);
  return section;
}

/** `@section`, or the list itself. */
export function listOf(
  context: ConfigContext,
  text: string,
  line: number,
  referrer: string,
): readonly ListEntry[] {
  if (!text.startsWith('@')) return parseList(text, line);
  const section = sectionNamed(context, text.slice(1).trim(), line, referrer);
  return section === undefined ? [] : [...section.entries.values()];
}

/** `DNS.1` is `DNS`; OpenSSL compares up to the first dot. */
export const isNamed = (entry: ListEntry, name: string): boolean =>
  entry.name === name || entry.name.startsWith(`${name}.`);
