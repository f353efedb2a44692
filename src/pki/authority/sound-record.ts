/** Records from storage or a backup that can be used: what a disk or another program did to one must not take the rest along. */
import type { Inventory } from './authority-record';
import { isListOffset } from './list-number';

type Loose = Readonly<Record<string, unknown>>;

const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const isOctets = (value: unknown): boolean => value instanceof Uint8Array;
const isOctetsList = (value: unknown): boolean => Array.isArray(value) && value.every(isOctets);
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): boolean => typeof value === 'string';

const isAbsentOr = (is: (text: string) => boolean, value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && is(value));

const isSealed = (value: unknown): boolean =>
  isLoose(value) &&
  isNumber(value['version']) &&
  isNumber(value['iterations']) &&
  ['salt', 'nonce', 'ciphertext', 'publicKeySha256'].every((field) => isOctets(value[field]));

const isHouseRule = (value: unknown): boolean =>
  isLoose(value) && typeof value['may'] === 'boolean' && isText(value['kind']) && isText(value['base']);

const isSettings = (value: unknown): boolean =>
  isLoose(value) &&
  isNumber(value['listDays']) &&
  Array.isArray(value['listAddresses']) &&
  Array.isArray(value['certificateAddresses']) &&
  (value['ocspAddresses'] === undefined || Array.isArray(value['ocspAddresses'])) &&
  isText(value['note']) &&
  (value['signs'] === undefined || (Array.isArray(value['signs']) && value['signs'].every(isHouseRule)));

const isOther = (value: unknown): boolean =>
  isLoose(value) && isOctets(value['der']) && isOctetsList(value['chain']) && isText(value['why']);

const isStatus = (value: unknown): boolean => {
  if (!isLoose(value)) return false;
  const { kind, at, reason, tab } = value;
  if (kind === 'reserved') return isText(tab);
  if (kind === 'revoked') return isNumber(at) && isText(reason);
  return kind === 'good' || (kind === 'held' && isNumber(at));
};

const sound: { readonly [S in keyof Inventory]: (record: Loose) => boolean } = {
  authorities: (record) =>
    isText(record['id']) &&
    isOctets(record['certificate']) &&
    isLoose(record['facts']) &&
    isText(record['facts']['name']) &&
    isOctetsList(record['chain']) &&
    Array.isArray(record['others']) &&
    record['others'].every(isOther) &&
    (record['sealed'] === undefined || isSealed(record['sealed'])) &&
    isSettings(record['settings']) &&
    isNumber(record['listNumber']) &&
    isAbsentOr(isListOffset, record['listOffset']) &&
    isNumber(record['revision']) &&
    isNumber(record['createdAt']),
  issued: (record) =>
    isText(record['authority']) &&
    isText(record['serial']) &&
    isNumber(record['at']) &&
    isText(record['profile']) &&
    isStatus(record['status']) &&
    isText(record['note']) &&
    (record['der'] === undefined || isOctets(record['der'])) &&
    (record['facts'] === undefined || (isLoose(record['facts']) && Array.isArray(record['facts']['names']))),
  lists: (record) =>
    isText(record['authority']) &&
    isNumber(record['number']) &&
    isAbsentOr(isListOffset, record['fullNumber']) &&
    isOctets(record['der']) &&
    isNumber(record['thisUpdate']) &&
    isNumber(record['nextUpdate']) &&
    isNumber(record['revision']),
  templates: (record) => isText(record['name']) && isLoose(record['draft']) && isNumber(record['savedAt']),
};

/** The sound ones, each looked at by itself, and how many are not. */
export function soundRecords(found: Inventory): {
  readonly inventory: Inventory;
  readonly unreadable: number;
} {
  let unreadable = 0;
  const keep = <R>(store: keyof Inventory, records: readonly R[]): readonly R[] => {
    const kept = records.filter((record) => isLoose(record) && sound[store](record));
    unreadable += records.length - kept.length;
    return kept;
  };
  const inventory: Inventory = {
    authorities: keep('authorities', found.authorities),
    issued: keep('issued', found.issued),
    lists: keep('lists', found.lists),
    templates: keep('templates', found.templates),
  };
  return { inventory, unreadable };
}

/**
 * Those that can be used together, and how many cannot: what an authority signed is of no use where the authority's own record
 * is damaged, until that comes back.
 */
export function usableRecords(found: Inventory): ReturnType<typeof soundRecords> {
  const { inventory, unreadable } = soundRecords(found);
  const { authorities, issued, lists } = inventory;
  const ids = new Set(authorities.map(({ id }) => id));
  const usable = {
    ...inventory,
    issued: issued.filter(({ authority }) => ids.has(authority)),
    lists: lists.filter(({ authority }) => ids.has(authority)),
  };
  const orphans = issued.length + lists.length - usable.issued.length - usable.lists.length;
  return { inventory: usable, unreadable: unreadable + orphans };
}
