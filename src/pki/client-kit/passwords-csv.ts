/**
 * Passwords as a table for the person who hands them out (RFC 4180), apart from the files they open. Spreadsheets run cells
 * that begin like a formula, so such a cell gets an apostrophe in front (OWASP, CSV injection).
 */

/** With a mark that tells Excel the encoding. */
const BYTE_ORDER_MARK = '\u{feff}';

export function csvCell(text: string): string {
  // Tabs and line ends too: some programs split a cell there, and the rest begins like a formula.
  const safe = /^\s*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export interface PasswordRow {
  readonly name: string;
  readonly device: string;
  readonly email: string;
  readonly folder: string;
  /** Passwords begin like no formula where they are made up; one that was chosen is told from its apostrophe. */
  readonly password: string;
}

export function passwordsCsv(rows: readonly PasswordRow[]): string {
  const header = [
    'Name',
    'Device',
    'E-mail',
    'Folder',
    'Password (SECRET: tell each by another way than the files go; then delete this table)',
  ];
  const lines = rows.map(({ name, device, email, folder, password }) => [
    name,
    device,
    email,
    folder,
    password,
  ]);
  return BYTE_ORDER_MARK + [header, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}
