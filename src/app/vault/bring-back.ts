/**
 * A backup's records to where they belong. An authority lives in one place: one that is kept in the browser gets its part there
 * also where the rest is for this tab alone.
 */
import type { Inventory } from '../../pki/authority/authority-record';
import { mergeInventories } from '../../pki/authority/merge';
import type { Ledger } from './ledger.svelte';
import { partOf } from './part-of';

/** @param how `replace`: what is here and does not come back goes, in the browser's storage and in this tab */
export async function bringBack(
  ledger: Ledger,
  brought: Inventory,
  how: 'merge' | 'replace',
  into: 'browser' | 'tab',
): Promise<void> {
  if (into === 'browser') return intoBrowser(ledger, brought, how);
  const { browser, memory } = ledger;
  const stored = {
    ...partOf(brought, (id) => ledger.isKept(id)),
    templates: brought.templates.filter(({ name }) => ledger.isKeptTemplate(name)),
  };
  const loose = {
    ...partOf(brought, (id) => !ledger.isKept(id)),
    templates: brought.templates.filter(({ name }) => !ledger.isKeptTemplate(name)),
  };
  await browser?.bring(stored, how);
  await memory.bring(loose, how);
}

/** One that is in this tab's memory too is one with what comes back. */
async function intoBrowser(ledger: Ledger, brought: Inventory, how: 'merge' | 'replace'): Promise<void> {
  const vault = await ledger.begin();
  if (how === 'replace') {
    await vault.bring(brought, how);
    await ledger.memory.bring(nothing, how);
    return;
  }
  const ids = new Set(brought.authorities.map(({ id }) => id));
  const here = partOf(ledger, (id) => ids.has(id) && !ledger.isKept(id));
  await vault.bring(mergeInventories(here, brought), how);
  for (const { id } of here.authorities) await ledger.memory.removeAuthority(id);
}

const nothing: Inventory = { authorities: [], issued: [], lists: [], templates: [] };
