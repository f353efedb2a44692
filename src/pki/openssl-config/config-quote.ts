/**
 * A value for an OpenSSL configuration file: whatever it holds, the parser gives exactly that back, and neither a variable nor
 * another line comes of it. U+0000 ends a value there and has no escape.
 */
const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b' };

export function configQuote(value: string): string {
  if (value.includes('\0')) throw new RangeError('A configuration value cannot hold U+0000.');
  const escaped = value.replace(/[\\"'`#$\n\r\t\b]/g, (character) => escapes[character] ?? `\\${character}`);
  // Blanks at the ends are trimmed before escapes are looked at; quotes keep them, and may stand beside anything.
  return escaped.replace(/^ +| +$/g, (blanks) => `"${blanks}"`);
}
