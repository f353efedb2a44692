/** The record of what an authority signed as files that leave the page: a table, JSON, and the ends as a calendar. */
import { documentRow } from '../pki/inspect/row';
import { expiryCalendar, type FurtherEnd } from '../pki/record/calendar';
import { inventoryCsv, inventoryJson } from '../pki/record/inventory-export';
import type { InventoryRow } from '../pki/record/inventory-row';
import type { WorkDone } from '../pki/hand-on/work-done';
import type { AuthorityEntry, IssuedEntry } from './authorities.svelte';
import { handOver } from './handed-file';

export type RecordForm = 'csv' | 'json' | 'ics';

const types: Readonly<Record<RecordForm, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  ics: 'text/calendar',
};

const settled = (entries: readonly IssuedEntry[]): readonly IssuedEntry[] =>
  entries.filter(({ status }) => status.kind !== 'reserved');

/** What another program that takes an authority over has to know of its work. @param entries of that authority */
export function workOf(entries: readonly IssuedEntry[], { list, listOutdated }: AuthorityEntry): WorkDone {
  const signed = settled(entries);
  const now = Date.now();
  return {
    issued: signed.length,
    record: inventoryCsv(
      signed.map((entry) => rowOf(entry, now)),
      { byteOrderMark: true },
    ),
    revoked: signed.flatMap(({ serial, der, status }) =>
      status.kind === 'good' ? [] : [{ serial, ...(der !== undefined && { der }) }],
    ),
    ...(list !== undefined && { list }),
    listOutdated,
  };
}

/**
 * Promises, under which nothing was signed, are left out.
 * @param authorities whose own ends, and the days their lists are due, stand in a calendar too
 * @returns false where nothing was handed over: a calendar has to have something in it (RFC 5545 §3.6), and what is revoked or
 * never ends is none
 */
export function saveRecord(
  name: string,
  entries: readonly IssuedEntry[],
  form: RecordForm,
  authorities: readonly AuthorityEntry[] = [],
): boolean {
  const now = Date.now();
  const rows = settled(entries).map((entry) => rowOf(entry, now));
  const text = {
    // Excel takes a table without the mark for one in the system's old encoding.
    csv: () => inventoryCsv(rows, { byteOrderMark: true }),
    json: () => inventoryJson(rows, now),
    ics: () => expiryCalendar(rows, { at: now, allDay: true }, authorities.flatMap(endsOf)),
  }[form]();
  if (form === 'ics' && !text.includes('BEGIN:VEVENT')) return false;
  handOver({ fileName: `${name}.${form}`, contents: new TextEncoder().encode(text), type: types[form] });
  return true;
}

function endsOf({ id, facts, list }: AuthorityEntry): readonly FurtherEnd[] {
  const { name, sha256, notAfter, signsLists } = facts;
  const own: FurtherEnd = {
    ...{ id: sha256, title: name, kind: 'authority', end: notAfter },
    description: `The authority ${name}: nothing it signed is accepted any longer.\nSHA-256: ${sha256}`,
  };
  if (list === undefined || !signsLists || list.nextUpdate <= list.thisUpdate) return [own];
  const due: FurtherEnd = {
    ...{ id: `list-${id}`, title: `The revocation list of ${name}`, kind: 'list', end: list.nextUpdate },
    description: `After that, servers that check the list refuse everybody. Sign a new one before.`,
  };
  return [own, due];
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
