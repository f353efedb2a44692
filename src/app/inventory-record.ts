/** The record of what an authority signed as files that leave the page: a table, JSON, and the ends as a calendar. */
import { documentRow } from '../pki/inspect/row';
import { expiryCalendar } from '../pki/record/calendar';
import { inventoryCsv, inventoryJson } from '../pki/record/inventory-export';
import type { InventoryRow } from '../pki/record/inventory-row';
import type { IssuedEntry } from './authorities.svelte';
import { handOver } from './handed-file';

export type RecordForm = 'csv' | 'json' | 'ics';

const types: Readonly<Record<RecordForm, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  ics: 'text/calendar',
};

/**
 * Promises, under which nothing was signed, are left out.
 * @returns false where nothing was handed over: a calendar has to have something in it (RFC 5545 §3.6), and what is revoked or
 * never ends is none
 */
export function saveRecord(name: string, entries: readonly IssuedEntry[], form: RecordForm): boolean {
  const now = Date.now();
  const rows = entries.filter(({ status }) => status.kind !== 'reserved').map((entry) => rowOf(entry, now));
  const text = {
    // Excel takes a table without the mark for one in the system's old encoding.
    csv: () => inventoryCsv(rows, { byteOrderMark: true }),
    json: () => inventoryJson(rows, now),
    ics: () => expiryCalendar(rows, { at: now, allDay: true }),
  }[form]();
  if (form === 'ics' && !text.includes('BEGIN:VEVENT')) return false;
  handOver({ fileName: `${name}.${form}`, contents: new TextEncoder().encode(text), type: types[form] });
  return true;
}

function rowOf(entry: IssuedEntry, now: number): InventoryRow {
  const { serial, authorityName, profile, note, status, facts, der } = entry;
  const ended = facts !== undefined && facts.notAfter < now;
  return {
    serialNumber: serial,
    issuer: authorityName,
    title: facts?.title ?? '',
    subject: der === undefined ? '' : documentRow('certificate', der).subject,
    names: facts?.names ?? [],
    profile,
    keyLabel: facts?.keyLabel ?? '',
    notBefore: facts?.notBefore ?? NaN,
    notAfter: facts?.notAfter ?? NaN,
    status: status.kind === 'revoked' || status.kind === 'held' ? status.kind : ended ? 'expired' : 'good',
    ...('at' in status && { revokedAt: status.at }),
    ...(status.kind === 'revoked' && { reason: status.reason }),
    ...(status.kind === 'held' && { reason: 'certificateHold' }),
    sha256: facts?.sha256 ?? '',
    note,
  };
}
