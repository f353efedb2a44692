/** What `echo`, `printf`, `cat` and `tee` of a recipe print, where that depends on nothing but the recipe. */
import type { Remarks } from './remarks';
import { unescaped } from './shell-escapes';
import { parseShell, type ShellCommand, type ShellWord } from './shell-text';

export interface ShellText {
  readonly text: string;
  /** Of the recipe, where its first line stands. */
  readonly line: number;
}

/** Files a recipe writes, and the variables it sets. */
export interface ShellWorld {
  readonly files: Map<string, ShellText>;
  readonly variables: Map<string, string>;
  readonly remarks: Remarks;
}

/** `cat <(cat <(…))` goes no deeper in any recipe. */
const DEEPEST = 4;
/** Text that printing files over and over may come to. */
const LONGEST = 1_000_000;

/** `undefined` where the command is none of those. */
export function outputOf(command: ShellCommand, world: ShellWorld, depth = 0): ShellText | undefined {
  const [program, ...words] = command.words;
  const texts = words.map(({ text }) => text);
  const { line } = command;
  switch (program?.text) {
    case 'echo': {
      const flags = texts.findIndex((text) => !/^-[neE]+$/.test(text));
      const said = texts.slice(flags < 0 ? texts.length : flags).join(' ');
      const escaped = texts.slice(0, Math.max(0, flags)).some((text) => text.includes('e'));
      return { text: `${escaped ? unescaped(said) : said}\n`, line };
    }
    case 'printf':
      return { text: printed(texts), line };
    case 'cat':
    case 'tee': {
      const files = program.text === 'tee' ? [] : words.filter(({ text }) => !/^-./.test(text));
      const inputs = files.filter(({ text }) => text !== '-');
      const parts = inputs.flatMap((word) => contentsOf(word, world, depth) ?? []);
      const [first] = parts;
      const stdin = command.input;
      const before = parts.map(({ text }) => text).join('');
      return {
        text: (before + (stdin?.text ?? '')).slice(0, LONGEST),
        line: first?.line ?? stdin?.line ?? line,
      };
    }
    default:
      return undefined;
  }
}

/** The contents of a file that the recipe wrote, or what a `<(…)` prints. */
export function contentsOf(word: ShellWord, world: ShellWorld, depth = 0): ShellText | undefined {
  if (word.substitution === undefined) {
    const known = world.files.get(word.text);
    if (known === undefined && word.text !== '') world.remarks.add('file-not-here', word.line, word.text);
    return known;
  }
  if (depth >= DEEPEST) return undefined;
  const outputs = parseShell(word.substitution, world.remarks, world.variables, word.line).flatMap(
    (command) => outputOf(command, world, depth + 1) ?? [],
  );
  const [first] = outputs;
  return (
    first && {
      text: outputs
        .map(({ text }) => text)
        .join('')
        .slice(0, LONGEST),
      line: first.line,
    }
  );
}

function printed([format = '', ...values]: readonly string[]): string {
  let rest = values;
  let text = '';
  // As often as there are values left for it.
  for (let round = 0; round === 0 || (rest.length > 0 && round < 1000); round++) {
    const before = rest.length;
    text += unescaped(format).replace(/%(?:%|[sb])/g, (directive) => {
      if (directive === '%%') return '%';
      const [value = '', ...after] = rest;
      rest = after;
      return directive === '%b' ? unescaped(value) : value;
    });
    if (rest.length === before) break;
  }
  return text.slice(0, LONGEST);
}
