/**
 * Tables as CSV (RFC 4180). Spreadsheets run cells that begin like a formula, whoever put them there, so such a cell gets an
 * apostrophe in front (OWASP, CSV injection): a table that is safe to open matters more here than one that is exact to the letter.
 */

/** Tells Excel the encoding, which otherwise takes the file for the system's. */
const BYTE_ORDER_MARK = '\ufeff';

/** Begins like a formula, also behind blanks, and after a line end inside, where some programs begin a new cell. */
const FORMULA = /(?:^|[\r\n])[\s\0\u200b\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** What `csvCell` does not write to the letter. */
export const beginsLikeFormula = (text: string): boolean => FORMULA.test(text);

export function csvCell(text: string): string {
  const safe = beginsLikeFormula(text) ? `'${text}` : text;
  // Semicolons and tabs as well: which of them parts cells is the reader's setting.
  return /[",;\r\n\t]|^ | $/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvTable(
  rows: readonly (readonly string[])[],
  { byteOrderMark }: { readonly byteOrderMark: boolean },
): string {
  const lines = rows.map((row) => `${row.map(csvCell).join(',')}\r\n`);
  return (byteOrderMark ? BYTE_ORDER_MARK : '') + lines.join('');
}
