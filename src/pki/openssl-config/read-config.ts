/**
 * Reads what people have: an openssl.cnf, a recipe of openssl commands, or both in one text. Total: any text gives a
 * reading. Nothing is run, no file or environment is read, and work and output are bounded.
 */
import { isOpensslCommand } from './command-line';
import { draftsOfConfig } from './config-drafts';
import { MAX_FILE, parseConfig } from './config-text';
import type { ConfigReading } from './reading';
import { readRecipe } from './recipe';
import { Remarks } from './remarks';

const SECTION = /^[ \t]*\[[^\]]*\]/;

export function readConfig(text: string): ConfigReading {
  const remarks = new Remarks();
  if (text.length > MAX_FILE) {
    remarks.add('file-too-large', 0, String(MAX_FILE));
    return { drafts: [], remarks: remarks.list };
  }
  const { commands, around } = separate(text);
  const drafts =
    commands === undefined
      ? draftsOfConfig({ file: parseConfig(text, remarks), remarks })
      : readRecipe(commands, around, remarks);
  if (drafts.length === 0) remarks.add('nothing-found', 0);
  return {
    drafts,
    remarks: remarks.list,
    ...(commands !== undefined && around === '' && { commands: true }),
  };
}

/**
 * Commands and configuration apart, each with its lines where they were. A recipe that writes its files itself is all
 * commands; in a file with commands in comments, or pasted together with them, only their own lines are.
 */
function separate(text: string): { readonly commands: string | undefined; readonly around: string } {
  const lines = text.split('\n');
  if (!lines.some(isOpensslCommand)) return { commands: undefined, around: '' };
  const inHereDocument = hereDocumentLines(lines);
  const isConfig = lines.some((line, at) => SECTION.test(line) && !inHereDocument.has(at));
  if (!isConfig) return { commands: withoutPrompts(lines).join('\n'), around: '' };
  const commands: string[] = [];
  const around: string[] = [];
  let going = false;
  for (const line of lines) {
    const mine: boolean = going || isOpensslCommand(line);
    commands.push(mine ? line.replace(/^[ \t]*[$%>#]+[ \t]?/, '') : '');
    around.push(mine ? '' : line);
    going = mine && /\\\r?$/.test(line);
  }
  return { commands: commands.join('\n'), around: around.join('\n') };
}

/** A command behind `# ` is one typed as root: a comment to a shell. */
function withoutPrompts(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (isOpensslCommand(line) ? line.replace(/^[ \t]*[$%>#]+[ \t]+/, '') : line));
}

const SHELL = /^[ \t]*(?:[$%>]+[ \t]+)?(?:sudo[ \t]+)?(?:openssl|cat|tee|printf|echo)\b/;

/** Lines between `<<EOF` and `EOF`, and those inside quotes that a command leaves open at its line's end. */
function hereDocumentLines(lines: readonly string[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let end: string | undefined;
  let quote = '';
  let going = false;
  for (const [at, line] of lines.entries()) {
    if (end !== undefined || quote !== '') inside.add(at);
    if (end !== undefined) {
      if (line.trim() === end) end = undefined;
      continue;
    }
    if (!going && quote === '' && !SHELL.test(line)) continue;
    const [, , word] = /<<-?[ \t]*(['"]?)([\w.-]+)\1/.exec(line) ?? [];
    if (word !== undefined && quote === '') end = word;
    else quote = openQuote(line, quote);
    going = /\\\r?$/.test(line);
  }
  return inside;
}

/** The quote that is open after a line. */
function openQuote(line: string, before: string): string {
  let quote = before;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '\\' && quote !== "'") at++;
    else if (character === quote) quote = '';
    else if (quote === '' && (character === "'" || character === '"')) quote = character;
  }
  return quote;
}
