/** Passwords as a table for the person who hands them out, apart from the files they open. */
import { csvTable } from '../record/csv';

export interface PasswordRow {
  readonly name: string;
  readonly device: string;
  readonly email: string;
  readonly folder: string;
  /** Begins like no formula, so that it stands here to the letter: none that is made up does, and no other is taken. */
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
  return csvTable([header, ...lines], { byteOrderMark: true });
}
