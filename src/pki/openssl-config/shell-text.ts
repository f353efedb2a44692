/**
 * As much of the shell as recipes of openssl commands are written in: quotes, continued lines, comments, variables the recipe sets
 * itself, here-documents, `<(…)`. Nothing runs, no file is read; what only a shell could know stays as it is written.
 */
import type { Remarks } from './remarks';
import { unescaped, withVariables } from './shell-escapes';

export interface ShellWord {
  readonly text: string;
  /** Source of the `<(…)` or `$(…)` the word is made of. */
  readonly substitution?: string;
  readonly line: number;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly line: number;
  readonly lastLine: number;
  /** A here-document or here-string. */
  readonly input?: { readonly text: string; readonly line: number };
  readonly outputPath?: string;
  /** What comes in is what the command before prints. */
  readonly piped: boolean;
}

/** More is no recipe. */
const MOST_COMMANDS = 2000;

type Expected = 'word' | 'output' | 'ignored' | 'here-string' | 'here-document' | 'here-document-tabs';

interface HereDocument {
  readonly end: string;
  readonly tabs: boolean;
  /** A quoted end word leaves the variables in the text alone. */
  readonly quoted: boolean;
  readonly command: OpenCommand;
}
interface OpenCommand {
  words: ShellWord[];
  line: number;
  lastLine: number;
  input?: { text: string; line: number };
  outputPath?: string;
  piped: boolean;
}

export function parseShell(
  text: string,
  remarks: Remarks,
  variables = new Map<string, string>(),
  firstLine = 1,
): readonly ShellCommand[] {
  return new ShellReader(text, remarks, variables, firstLine).read();
}

class ShellReader {
  readonly #text: string;
  readonly #remarks: Remarks;
  readonly #variables: Map<string, string>;
  readonly #commands: OpenCommand[] = [];
  #hereDocuments: HereDocument[] = [];
  #at = 0;
  #line: number;
  #current: OpenCommand;
  /** What the next word is: an argument, or the target of a redirection. */
  #expected: Expected = 'word';

  constructor(text: string, remarks: Remarks, variables: Map<string, string>, firstLine: number) {
    this.#text = text;
    this.#remarks = remarks;
    this.#variables = variables;
    this.#line = firstLine;
    this.#current = this.#fresh(false);
  }

  #fresh(piped: boolean): OpenCommand {
    return { words: [], line: this.#line, lastLine: this.#line, piped };
  }

  read(): readonly ShellCommand[] {
    while (this.#at < this.#text.length && this.#commands.length < MOST_COMMANDS) this.#step();
    this.#end(false);
    return this.#commands;
  }

  #step(): void {
    const rest = (length: number): string => this.#text.slice(this.#at, this.#at + length);
    const character = rest(1);
    if (character === '\n') {
      this.#at++;
      this.#line++;
      // Such a line goes on: `openssl … |`.
      if (!(this.#current.piped && this.#current.words.length === 0)) this.#end(false);
      this.#readHereDocuments();
    } else if (/[ \t\r]/.test(character)) this.#at++;
    else if (character === '#') this.#skipComment();
    else if (/^\\\r?\n/.test(rest(3))) {
      this.#at += rest(2) === '\\\r' ? 3 : 2;
      this.#line++;
    } else if (rest(2) === '||' || rest(2) === '&&') this.#separator(2, false);
    else if (character === '|') this.#separator(1, true);
    else if (rest(3) === '<<<') this.#redirect(3, 'here-string');
    else if (rest(3) === '<<-') this.#redirect(3, 'here-document-tabs');
    else if (rest(2) === '<<') this.#redirect(2, 'here-document');
    else if (/^(?:&>|\d*>)/.test(rest(3)) && rest(2) !== '>(') this.#outputRedirect(rest(6));
    else if (character === '<' && rest(2) !== '<(') this.#redirect(1, 'ignored');
    else if (/[;&(){}]/.test(character)) this.#separator(1, false);
    else this.#word();
  }

  #skipComment(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #separator(length: number, piped: boolean): void {
    this.#at += length;
    this.#end(piped);
  }

  #redirect(length: number, expected: Expected): void {
    this.#at += length;
    this.#expected = expected;
  }

  #outputRedirect(text: string): void {
    const [whole = '', number] = /^(\d*|&)>[>|]?(?:&[\d-])?/.exec(text) ?? [];
    this.#at += Math.max(1, whole.length);
    if (/&[\d-]$/.test(whole)) return;
    this.#expected = number === '' || number === '1' ? 'output' : 'ignored';
  }

  #word(): void {
    const line = this.#line;
    const start = this.#at;
    let text = '';
    let substitution: string | undefined;
    let quoted = false;
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      if (/[\s;&|(){}<>]/.test(character) && !this.#text.startsWith('<(', this.#at)) {
        // Braces and brackets inside a word are its own.
        if (this.#at === start || !/[{}]/.test(character)) break;
      }
      if (character === "'" || character === '"') quoted = true;
      if (this.#text.startsWith('<(', this.#at) || this.#text.startsWith('$(', this.#at)) {
        substitution = this.#parenthesised();
        continue;
      }
      text += this.#piece();
    }
    if (this.#at === start) this.#at++;
    this.#give({ text, line, ...(substitution !== undefined && { substitution }) }, quoted);
  }

  /** The next quoted stretch, escape, variable or single character. */
  #piece(): string {
    const character = this.#text.charAt(this.#at);
    if (character === "'") return this.#until("'");
    if (character === '"') return this.#doubleQuoted();
    if (this.#text.startsWith("$'", this.#at)) {
      this.#at++;
      return unescaped(this.#until("'", true));
    }
    if (character === '$') return this.#variable();
    this.#at++;
    if (character !== '\\') return character;
    const next = this.#text.charAt(this.#at++);
    if (next !== '\n') return next;
    this.#line++;
    return '';
  }

  #until(quote: string, escapes = false): string {
    let end = this.#at + 1;
    while (end < this.#text.length && this.#text[end] !== quote)
      end += escapes && this.#text[end] === '\\' ? 2 : 1;
    const inside = this.#text.slice(this.#at + 1, end);
    this.#line += inside.split('\n').length - 1;
    this.#at = end + 1;
    return inside;
  }

  #doubleQuoted(): string {
    let text = '';
    this.#at++;
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      if (character === '"') break;
      if (character === '\n') this.#line++;
      if (character === '\\' && /["\\$`\n]/.test(this.#text.charAt(this.#at + 1))) {
        const next = this.#text.charAt(this.#at + 1);
        if (next === '\n') this.#line++;
        else text += next;
        this.#at += 2;
      } else if (this.#text.startsWith('$(', this.#at)) {
        this.#remarks.add('variable-from-environment', this.#line, `$(${this.#parenthesised()})`);
      } else if (character === '$') text += this.#variable();
      else {
        text += character;
        this.#at++;
      }
    }
    this.#at++;
    return text;
  }

  #variable(): string {
    VARIABLE.lastIndex = this.#at;
    const [whole, braced, fallback, bare] = VARIABLE.exec(this.#text) ?? [];
    const name = braced ?? bare;
    if (whole === undefined || name === undefined) {
      this.#at++;
      return '$';
    }
    this.#at += whole.length;
    const value = this.#variables.get(name) ?? fallback;
    if (value === undefined) this.#remarks.add('variable-from-environment', this.#line, name);
    return value ?? '';
  }

  /** What is between `<(` and its `)`. */
  #parenthesised(): string {
    const start = this.#at + 2;
    let depth = 1;
    this.#at = start;
    while (this.#at < this.#text.length && depth > 0) {
      const character = this.#text.charAt(this.#at);
      if (character === "'") this.#until("'");
      else if (character === '"') {
        this.#until('"', true);
      } else {
        if (character === '\n') this.#line++;
        if (character === '(') depth++;
        if (character === ')') depth--;
        this.#at++;
      }
    }
    return this.#text.slice(start, depth === 0 ? this.#at - 1 : this.#at);
  }

  #give(word: ShellWord, quoted: boolean): void {
    const command = this.#current;
    const expected = this.#expected;
    this.#expected = 'word';
    if (expected === 'output') command.outputPath = word.text;
    else if (expected === 'here-string') command.input = { text: `${word.text}\n`, line: word.line };
    else if (expected === 'here-document' || expected === 'here-document-tabs')
      this.#hereDocuments.push({ end: word.text, tabs: expected.endsWith('tabs'), quoted, command });
    else if (expected === 'word') {
      // A prompt that was copied with the command.
      const isPrompt = command.words.length === 0 && !quoted && /^[$%>#]$/.test(word.text);
      if (isPrompt) return;
      if (command.words.length === 0) command.line = word.line;
      command.lastLine = this.#line;
      command.words.push(word);
    }
  }

  #readHereDocuments(): void {
    for (const { end, tabs, quoted, command } of this.#hereDocuments) {
      const line = this.#line;
      const lines: string[] = [];
      while (this.#at < this.#text.length) {
        const newline = this.#text.indexOf('\n', this.#at);
        const stop = newline < 0 ? this.#text.length : newline;
        const content = this.#text.slice(this.#at, stop).replace(/\r$/, '');
        this.#at = stop + 1;
        this.#line++;
        const shown = tabs ? content.replace(/^\t+/, '') : content;
        if (shown === end) break;
        lines.push(shown);
      }
      const text = lines.join('\n');
      command.input = { text: quoted ? text : withVariables(text, this.#variables), line };
      command.lastLine = this.#line - 1;
    }
    this.#hereDocuments = [];
  }

  #end(piped: boolean): void {
    const command = this.#current;
    const assignments = command.words.map(({ text }) => /^(\w+)=(.*)$/s.exec(text));
    const [first] = command.words;
    const exported = first?.text === 'export';
    if (command.words.length > 0 && assignments.every((one, at) => one !== null || (at === 0 && exported)))
      for (const assignment of assignments) {
        const [, name = '', value = ''] = assignment ?? [];
        if (name !== '') this.#variables.set(name, value);
      }
    else if (command.words.length > 0) this.#commands.push(command);
    if (command.words.length > 0 || this.#current.piped !== piped) this.#current = this.#fresh(piped);
  }
}

const VARIABLE = /\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/y;
