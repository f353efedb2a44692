/** An inventory as a table for people and as JSON for programs. The columns and fields are stable: scripts depend on them. */
import { csvTable } from './csv';
import type { InventoryRow } from './inventory-row';

const iso = (time: number | undefined): string =>
  time === undefined || !Number.isFinite(time) ? '' : new Date(time).toISOString().replace('.000Z', 'Z');

const columns: readonly (readonly [header: string, cell: (row: InventoryRow) => string])[] = [
  ['Serial number', ({ serialNumber }) => serialNumber],
  ['Title', ({ title }) => title],
  ['Subject', ({ subject }) => subject],
  ['Names', ({ names }) => names.join(' ')],
  ['Profile', ({ profile }) => profile],
  ['Issuer', ({ issuer }) => issuer],
  ['Key', ({ keyLabel }) => keyLabel],
  ['Not before', ({ notBefore }) => iso(notBefore)],
  ['Not after', ({ notAfter }) => iso(notAfter)],
  ['Status', ({ status }) => status],
  ['Revoked', ({ revokedAt }) => iso(revokedAt)],
  ['Reason', ({ reason }) => reason ?? ''],
  ['SHA-256', ({ sha256 }) => sha256],
  ['Note', ({ note }) => note],
];

export function inventoryCsv(
  rows: readonly InventoryRow[],
  options: { readonly byteOrderMark: boolean },
): string {
  const header = columns.map(([name]) => name);
  return csvTable([header, ...rows.map((row) => columns.map(([, cell]) => cell(row)))], options);
}

/** @param at ms since 1970: when it was exported */
export function inventoryJson(rows: readonly InventoryRow[], at: number): string {
  const certificates = rows.map(({ notBefore, notAfter, revokedAt, ...row }) => ({
    ...row,
    notBefore: iso(notBefore),
    notAfter: iso(notAfter),
    ...(revokedAt !== undefined && { revokedAt: iso(revokedAt) }),
  }));
  return `${JSON.stringify({ format: 'certwright-inventory', version: 1, exportedAt: iso(at), certificates }, null, 2)}\n`;
}
