/** Tables as people paste and export them: cells parted by commas, semicolons or tabs, quotes as in RFC 4180, every line end. */

export interface CsvRow {
  readonly cells: readonly string[];
  /** Where it begins, from 1. */
  readonly line: number;
}

export interface CsvReading {
  readonly rows: readonly CsvRow[];
  /** The line of a quotation mark that nothing closes. */
  readonly unclosed?: number;
}

/** Rows without empty ones. */
export function readCsv(text: string, most: number): CsvReading {
  const source = text.replace(/^\ufeff/, '');
  const delimiter = delimiterOf(source);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let start = 1;
  let quoted: number | undefined;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== ''))
      rows.push({ cells: cells.map((one) => one.trim()), line: start });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < source.length && rows.length < most; at++) {
    const character = source.charAt(at);
    const isEnd = character === '\n' || (character === '\r' && source[at + 1] !== '\n');
    if (isEnd) line++;
    if (quoted !== undefined) {
      if (character !== '"') cell += character;
      else if (source[at + 1] === '"') cell += source.charAt(++at);
      else quoted = undefined;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      quoted = line;
    } else if (character === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (isEnd) {
      endRow();
      start = line;
    } else if (character !== '\r') cell += character;
  }
  if (rows.length < most) endRow();
  return { rows, ...(quoted !== undefined && { unclosed: quoted }) };
}

/** The one the first line has most of, outside quotes; a tab before all, which nobody types inside a name. */
function delimiterOf(text: string): string {
  const [first = ''] = text.trimStart().split(/[\r\n]/, 1);
  const bare = first.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length - 1;
  if (count('\t') > 0) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
