/**
 * The grammar of OpenSSL configuration files (config(5), OpenSSL 3.0): sections, quotes, escapes, continued lines, variables.
 * Where OpenSSL would stop at a mistake, this goes on at the next line and says so. It opens no file, reads no
 * environment, and a value is never longer than OpenSSL's own limit.
 */
import type { Remarks } from './remarks';

export interface ConfigEntry {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

export interface ConfigSection {
  readonly name: string;
  readonly line: number;
  /** By name: of a repeated one the last counts, in the place of the last. */
  readonly entries: ReadonlyMap<string, ConfigEntry>;
}

export type ConfigFile = ReadonlyMap<string, ConfigSection>;

/** What stands before the first section; where a value is looked up that its own section lacks. */
export const DEFAULT_SECTION = 'default';

/** OpenSSL's own (`MAX_CONF_VALUE_LENGTH`). */
const MAX_VALUE = 65_536;
/** Far above any file that people write; the openssl.cnf of a distribution has 12,000 characters. */
export const MAX_FILE = 1_000_000;
/** Text that variables may add to a file: 64 kB a line would otherwise come to gigabytes. */
const MAX_EXPANSION = 4_000_000;

interface OpenSection {
  readonly name: string;
  readonly line: number;
  readonly entries: Map<string, ConfigEntry>;
}

// What OpenSSL counts to a name: letters, digits and these; an escape takes any character in.
const NAME = /(?:[\w!.%&*+,/;?@^~|-]|\\.)*/y;
const blank = /[ \t\r\n]/;

/** @param firstLine the number of the text's first line, where it was taken out of another */
export function parseConfig(text: string, remarks: Remarks, firstLine = 1): ConfigFile {
  if (text.length > MAX_FILE) {
    remarks.add('file-too-large', 0, String(MAX_FILE));
    return new Map();
  }
  return new Parser(remarks).parse(text, firstLine);
}

class Parser {
  readonly #remarks: Remarks;
  readonly #sections = new Map<string, OpenSection>();
  #expanded = 0;

  constructor(remarks: Remarks) {
    this.#remarks = remarks;
  }

  parse(text: string, firstLine: number): ConfigFile {
    let section = this.#open(DEFAULT_SECTION, firstLine);
    for (const { line, content } of logicalLines(text, firstLine)) {
      const statement = trimmed(withoutComment(content));
      if (statement === '') continue;
      if (statement.startsWith('[')) section = this.#header(statement, line) ?? section;
      else this.#assignment(statement, line, section);
    }
    return this.#sections;
  }

  #open(name: string, line: number): OpenSection {
    let section = this.#sections.get(name);
    if (section === undefined) {
      section = { name, line, entries: new Map() };
      this.#sections.set(name, section);
    }
    return section;
  }

  #header(statement: string, line: number): OpenSection | undefined {
    const end = statement.indexOf(']');
    if (end < 0) this.#remarks.add('bracket-missing', line, statement);
    const name = trimmed(statement.slice(1, end < 0 ? undefined : end));
    return name === '' ? undefined : this.#open(name, line);
  }

  #assignment(statement: string, line: number, current: OpenSection): void {
    const directive = /^\.(include|pragma)(?:\s*=\s*|\s+)(.*)$/s.exec(statement);
    if (directive !== null) {
      const [, kind, fact = ''] = directive;
      this.#remarks.add(kind === 'include' ? 'include-left-out' : 'pragma-left-out', line, fact);
      return;
    }
    let section = current;
    let name = nameAt(statement, 0);
    let at = name.length;
    if (statement.startsWith('::', at)) {
      section = this.#open(name, line);
      name = nameAt(statement, at + 2);
      at += 2 + name.length;
    }
    while (blank.test(statement.charAt(at))) at++;
    if (statement[at] !== '=' || name === '') {
      this.#remarks.add('equals-missing', line, statement);
      return;
    }
    const value = this.#value(trimmed(statement.slice(at + 1)), line, section.name, name);
    if (value === undefined) return;
    if (section.entries.delete(name)) this.#remarks.add('given-twice', line, name);
    section.entries.set(name, { name, value, line });
  }

  /** A value with its quotes, escapes and variables done; `undefined` where it cannot be known. */
  #value(source: string, line: number, section: string, name: string): string | undefined {
    let value = '';
    let quote = '';
    for (let at = 0; at < source.length; at++) {
      const character = source.charAt(at);
      if (character === '\\') {
        const next = source.charAt(++at);
        value += quote === '' ? (controls[next] ?? next) : next;
      } else if (character === quote) quote = '';
      else if (quote !== '') value += character;
      else if (character === '"' || character === "'" || character === '`') quote = character;
      else if (character === '$') {
        const variable = this.#variable(source, at, line, section);
        if (variable === undefined) return undefined;
        value += variable.value;
        at = variable.end - 1;
      } else value += character;
      if (value.length > MAX_VALUE) {
        this.#remarks.add('value-too-long', line, name, String(MAX_VALUE));
        return undefined;
      }
    }
    return value;
  }

  /** `$name`, `${name}`, `$(name)`, each also as `section::name`. */
  #variable(
    source: string,
    dollar: number,
    line: number,
    section: string,
  ): { readonly value: string; readonly end: number } | undefined {
    const open = source.charAt(dollar + 1);
    const close = open === '{' ? '}' : open === '(' ? ')' : '';
    VARIABLE.lastIndex = dollar + 1 + close.length;
    const [whole = '', of, name = ''] = VARIABLE.exec(source) ?? [];
    let end = dollar + 1 + close.length + whole.length;
    if (close !== '') {
      if (source[end] !== close) {
        this.#remarks.add('brace-missing', line, whole);
        return undefined;
      }
      end++;
    }
    const found = this.#sections.get(of ?? section)?.entries.get(name);
    const entry = found ?? this.#sections.get(DEFAULT_SECTION)?.entries.get(name);
    // The environment, which is not read here, would come before the default section.
    if (of === 'ENV' && found === undefined) this.#remarks.add('variable-from-environment', line, name);
    else if (entry === undefined) this.#remarks.add('variable-unknown', line, whole);
    if (entry === undefined) return undefined;
    this.#expanded += entry.value.length;
    if (this.#expanded > MAX_EXPANSION) {
      this.#remarks.add('too-much-expansion', line, String(MAX_EXPANSION));
      return undefined;
    }
    return { value: entry.value, end };
  }
}

/** Of what OpenSSL calls white space; `trim()` takes a no-break space, too. */
const trimmed = (text: string): string => text.replace(/^[ \t\r\n]+/, '').replace(/[ \t\r\n]+$/, '');

const VARIABLE = /(?:(\w*)::)?(\w*)/y;
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', b: '\b', t: '\t' };

function nameAt(statement: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(statement)?.[0] ?? '';
}

/** Lines with those joined that end in one backslash; the number is the first one's. */
function* logicalLines(
  text: string,
  firstLine: number,
): Generator<{ readonly line: number; readonly content: string }> {
  let parts: string[] = [];
  let start = firstLine;
  let line = firstLine;
  for (const physical of text.replace(/^\ufeff/, '').split('\n')) {
    const content = physical.replace(/\r+$/, '');
    if (parts.length === 0) start = line;
    line++;
    if (content.endsWith('\\') && !content.endsWith('\\\\')) {
      parts.push(content.slice(0, -1));
      continue;
    }
    yield { line: start, content: [...parts, content].join('') };
    parts = [];
  }
  if (parts.length > 0) yield { line: start, content: parts.join('') };
}

/** Cut at the first `#` that is neither quoted nor escaped. */
function withoutComment(content: string): string {
  let quote = '';
  for (let at = 0; at < content.length; at++) {
    const character = content.charAt(at);
    if (character === '\\') at++;
    else if (character === quote) quote = '';
    else if (quote !== '') continue;
    else if (character === '#') return content.slice(0, at);
    else if (character === '"' || character === "'" || character === '`') quote = character;
  }
  return content;
}
