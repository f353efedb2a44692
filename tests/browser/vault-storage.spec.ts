// Storage that will not do: on file://, full, of a newer page, held by another tab, damaged, cleared behind our back. Each has
// an outcome of its own, and the work goes on in the tab.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { projectRoot } from '../../.ci/tools.mjs';
import { chromiumOptions } from '../support/chromium';
import { expect, makeKept, openTab, PASSPHRASE, test, unlock } from '../support/vault-page';

/** Makes an authority and asks to keep it, then shows that it signs and can be handed out whatever became of that. */
const keepAndUse = (page: Page) =>
  page.evaluate(async (passphrase) => {
    const { authorities } = window.vault;
    const made = await authorities.create(window.vault.draft('root', 'Root'));
    if (made.kind !== 'done') throw new Error(made.kind);
    const kept = await authorities.safekeeping.keep(made.value, passphrase);
    const issued = await authorities.issuing.issue(made.value, {
      draft: window.vault.draft('tls-server', 'app'),
      key: { kind: 'new' },
    });
    const { unsaved } = authorities;
    const file = await authorities.safekeeping.exportAuthority(made.value, passphrase, 'pem', 'x');
    return {
      keep: kept.kind === 'storage' ? kept.problem : kept.kind,
      used: [issued.kind, file.kind, authorities.inventory.length],
      unsaved,
    };
  }, PASSPHRASE);

const inMemory = { used: ['done', 'done', 1], unsaved: true };
const standing = (page: Page) => page.evaluate(() => window.vault.authorities.standing);

const rawDatabase = (page: Page, version: number, stores: readonly string[]) =>
  page.evaluate(
    ({ wanted, names }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('certwright', wanted);
        opening.onupgradeneeded = () => {
          for (const name of names) opening.result.createObjectStore(name);
        };
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
        opening.onerror = () => reject(new Error('open'));
      }),
    { wanted: version, names: stores },
  );

/** A page of the same origin that knows nothing of the vault. */
async function bareTab(page: Page, address: string): Promise<Page> {
  const bare = await page.context().newPage();
  await bare.route('**/bare', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>bare</title>' }),
  );
  await bare.goto(`${address}bare`);
  return bare;
}

test('a file: off, with the reason, and nothing made', async ({ vaultSite }, { workerIndex }) => {
  expect(vaultSite.port).toBeGreaterThan(0);
  const extraArguments = ['--allow-file-access-from-files'];
  const browser = await chromium.launch(chromiumOptions({ extraArguments }));
  const page = await browser.newPage();
  const built = join(projectRoot, '.cache', `vault-page-${workerIndex}`, 'index.html');
  await page.goto(pathToFileURL(built).href);
  await page.waitForFunction(() => 'vault' in window);
  await page.evaluate(() => window.vault.authorities.open());
  expect(await standing(page)).toEqual({ kind: 'off', problem: 'file' });
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await browser.close();
});

/** As the person who blocks a site's data has it, and a browser that has no IndexedDB at all. */
for (const [what, blocked] of [
  ['site data blocked', true],
  ['no IndexedDB', false],
] as const)
  test(`${what}: told as no storage, and everything works in the tab`, async ({ vaultSite }) => {
    const profile = mkdtempSync(join(tmpdir(), 'certwright-blocked-'));
    if (blocked) {
      const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
      mkdirSync(join(profile, 'Default'));
      writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
    }
    const context = await chromium.launchPersistentContext(profile, chromiumOptions());
    try {
      if (!blocked)
        await context.addInitScript(() => {
          Reflect.deleteProperty(Window.prototype, 'indexedDB');
          Reflect.deleteProperty(window, 'indexedDB');
        });
      const tab = await openTab(context, vaultSite);
      const local = await tab.evaluate(() => {
        try {
          return String(localStorage.length);
        } catch (error) {
          return String(error instanceof Error && error.name);
        }
      });
      expect(local, 'the browser blocks it').toBe(blocked ? 'SecurityError' : '0');
      expect(await standing(tab)).toEqual({ kind: 'off', problem: 'no-storage' });
      expect(await keepAndUse(tab)).toEqual({ keep: 'no-storage', ...inMemory });
      const rest = await tab.evaluate(async () => {
        const { authorities } = window.vault;
        const [{ id } = { id: '' as never }] = authorities.all;
        await authorities.revoking.revoke(id, [authorities.inventory[0]!.serial], 'superseded');
        const list = await authorities.revoking.makeList(id);
        const wiped = await authorities.safekeeping.wipe();
        return [list.kind, wiped, authorities.standing];
      });
      expect(rest).toEqual([
        'done',
        { kind: 'done', value: { authorities: ['Root'], issued: 1, lists: 1, templates: 0 } },
        { kind: 'off', problem: 'no-storage' },
      ]);
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  });

test('a private window keeps until it is closed, and nothing of it is elsewhere', async ({
  browser,
  vaultSite,
}) => {
  // A context of Chromium's is such a window: its profile is in memory.
  const one = await browser.newContext();
  const tab = await openTab(one, vaultSite);
  expect(await keepAndUse(tab)).toEqual({ keep: 'done', used: ['done', 'done', 1], unsaved: false });
  expect(
    await tab.evaluate(() => navigator.storage.persisted()),
    'so the page says what may become of it',
  ).toBe(false);
  const names = (page: Page) =>
    page.evaluate(() => window.vault.authorities.all.map(({ facts }) => facts.name));
  expect(await names(await openTab(one, vaultSite))).toEqual(['Root']);
  await one.close();
  const two = await browser.newContext();
  const later = await openTab(two, vaultSite);
  expect(await names(later)).toEqual([]);
  expect(await standing(later)).toEqual({ kind: 'nothing-kept' });
  await two.close();
});

test('a full disk', async ({ page, context, vaultSite }) => {
  const bare = await bareTab(page, vaultSite.address);
  const session = await context.newCDPSession(bare);
  const origin = vaultSite.address.replace(/\/$/, '');
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  const tab = await openTab(context, vaultSite);
  expect(await keepAndUse(tab)).toEqual({ keep: 'quota', ...inMemory });
});

test('written by a newer page', async ({ page, context, vaultSite }) => {
  await rawDatabase(await bareTab(page, vaultSite.address), 99, []);
  const tab = await openTab(context, vaultSite);
  expect(await standing(tab)).toEqual({ kind: 'off', problem: 'newer' });
  expect(await keepAndUse(tab)).toEqual({ keep: 'newer', ...inMemory });
});

test('damaged: without its stores', async ({ page, context, vaultSite }) => {
  await rawDatabase(await bareTab(page, vaultSite.address), 1, ['something else']);
  const tab = await openTab(context, vaultSite);
  expect(await standing(tab)).toEqual({ kind: 'off', problem: 'damaged' });
  expect(await keepAndUse(tab)).toEqual({ keep: 'damaged', ...inMemory });
});

test('damaged: one record of many is left out and told', async ({ context, vaultSite }) => {
  const tab = await openTab(context, vaultSite);
  const id = await makeKept(tab, 'Root');
  await tab.evaluate(
    (authority) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('certwright');
        opening.onsuccess = () => {
          const writing = opening.result.transaction(['issued', 'authorities'], 'readwrite');
          writing.objectStore('issued').put({ authority, serial: '01' });
          writing.objectStore('authorities').put({ id: 'broken', certificate: 'no octets' });
          writing.oncomplete = () => resolve();
          writing.onerror = () => reject(new Error('write'));
        };
      }),
    id,
  );
  const again = await openTab(context, vaultSite);
  const seen = await again.evaluate(() => ({
    unreadable: window.vault.authorities.unreadable,
    all: window.vault.authorities.all.map(({ facts }) => facts.name),
    issued: window.vault.authorities.inventory.length,
  }));
  expect(seen).toEqual({ unreadable: 2, all: ['Root'], issued: 0 });
  await unlock(again, id);
});

test('cleared behind our back: told as gone, and kept anew when asked', async ({ context, vaultSite }) => {
  const first = await openTab(context, vaultSite);
  await makeKept(first, 'Root');
  await first.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase('certwright').onsuccess = () => resolve();
      }),
  );
  await first.close();
  const tab = await openTab(context, vaultSite);
  expect(await standing(tab)).toEqual({ kind: 'off', problem: 'gone' });
  expect(await keepAndUse(tab)).toEqual({ keep: 'done', used: ['done', 'done', 1], unsaved: false });
});

test('held by a tab that does not let go: wiped all the same, and nothing is made until it does', async ({
  page,
  context,
  vaultSite,
}) => {
  const tab = await openTab(context, vaultSite);
  await makeKept(tab, 'Root');
  const bare = await bareTab(page, vaultSite.address);
  await bare.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('certwright');
        opening.onsuccess = () => {
          Object.assign(window, { held: opening.result });
          resolve();
        };
      }),
  );
  const wiped = await tab.evaluate(() => window.vault.authorities.safekeeping.wipe());
  expect(wiped).toMatchObject({ kind: 'done', value: { authorities: ['Root'] } });
  const left = await bare.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { held } = window as unknown as { readonly held: IDBDatabase };
        const counting = held.transaction('authorities').objectStore('authorities').count();
        counting.onsuccess = () => resolve(counting.result);
      }),
  );
  expect(left).toBe(0);
  expect(await keepAndUse(tab)).toEqual({ keep: 'blocked', ...inMemory });
  await bare.close();
});
