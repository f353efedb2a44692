/**
 * One quoting function per language that recipes are written in. Names come from what a person typed; they were checked to
 * be DNS names or addresses, and are quoted all the same: what protects a file must not depend on a check elsewhere.
 */

/** A word for POSIX sh (also bash, zsh, dash): as it stands where no shell gives any of it a meaning, else in '…'. */
export function shellQuote(text: string): string {
  if (text.includes('\0')) throw new RangeError('A shell word cannot hold U+0000.');
  return /^[A-Za-z0-9_./:,@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A Python 3 string literal, all ASCII: no matter which encoding an editor gives the file. */
export function pythonQuote(text: string): string {
  let literal = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') literal += `\\${character}`;
    else if (code >= 0x20 && code < 0x7f) literal += character;
    else if (code > 0xffff) literal += `\\U${hex(code, 8)}`;
    else literal += `\\u${hex(code, 4)}`;
  }
  return `${literal}"`;
}

/** A JavaScript string literal, all ASCII. */
export function jsQuote(text: string): string {
  return JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${hex(character.charCodeAt(0), 4)}`,
  );
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
