// Firefox and what it keeps: a private window, one without IndexedDB (as all were before version 115), and site data blocked. What
// storage refuses stays in the tab, where it signs and can be saved as a file.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { firefox, type BrowserContext, type Page } from '@playwright/test';
import { requireTools } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { expect, openTab, PASSPHRASE, test, unlock } from '../support/vault-page';

// It takes five seconds to start, and longer beside other tests.
test.describe.configure({ timeout: 240_000 });
test.afterAll(removeTemporaryFolders);

type Settings = Readonly<Record<string, boolean | number>>;

const PRIVATE: Settings = { 'browser.privatebrowsing.autostart': true };

function launch(profile: string, settings: Settings): Promise<BrowserContext> {
  const [executablePath = ''] = requireTools('firefox');
  return firefox.launchPersistentContext(profile, {
    ...{ channel: 'moz-firefox', executablePath, headless: true },
    firefoxUserPrefs: { ...settings },
  });
}

/** Makes an authority and asks to keep it, then shows that it signs, takes back and can be handed out whatever became of that. */
const keepAndUse = (page: Page) =>
  page.evaluate(async (passphrase) => {
    const { authorities } = window.vault;
    const made = await authorities.create(window.vault.draft('root', 'Root of Firefox'));
    if (made.kind !== 'done') throw new Error(made.kind);
    const kept = await authorities.safekeeping.keep(made.value, passphrase);
    const issued = await authorities.issuing.issue(made.value, {
      draft: window.vault.draft('tls-server', 'app'),
      key: { kind: 'new' },
    });
    const [{ serial } = { serial: '' }] = authorities.inventory;
    const revoked = await authorities.revoking.revoke(made.value, [serial], 'superseded');
    const list = await authorities.revoking.makeList(made.value);
    const { unsaved } = authorities;
    const file = await authorities.safekeeping.exportAuthority(made.value, passphrase, 'pem', 'x');
    return {
      id: made.value,
      keep: kept.kind === 'storage' ? kept.problem : kept.kind,
      used: [issued.kind, revoked.kind, list.kind, file.kind, authorities.inventory.length],
      unsaved,
    };
  }, PASSPHRASE);

const used = ['done', 'done', 'done', 'done', 1];
const names = (page: Page) =>
  page.evaluate(() => window.vault.authorities.all.map(({ facts }) => facts.name));
const standing = (page: Page) => page.evaluate(() => window.vault.authorities.standing);

function filesWith(folder: string, needle: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    return (
      statSync(path, { throwIfNoEntry: false })?.isFile() === true && readFileSync(path).includes(needle)
    );
  });
}

for (const [what, settings, later] of [
  ['a window keeps it, for the next time too', {}, ['Root of Firefox']],
  ['a private window keeps it until it is closed, and not in clear', PRIVATE, []],
] as const)
  test(what, async ({ vaultSite }) => {
    const profile = temporaryFolder('firefox-');
    let context = await launch(profile, settings);
    try {
      const tab = await openTab(context, vaultSite);
      const { id, ...rest } = await keepAndUse(tab);
      expect(rest).toEqual({ keep: 'done', used, unsaved: false });
      const next = await openTab(context, vaultSite);
      expect(await names(next), 'the next tab').toEqual(['Root of Firefox']);
      await unlock(next, id);
      // What is private it encrypts on its way to the disk, with a key that dies with the window.
      expect(filesWith(profile, 'Root of Firefox').length > 0).toBe(later.length > 0);
      await context.close();
      context = await launch(profile, settings);
      const again = await openTab(context, vaultSite);
      expect(await names(again), 'the next window').toEqual(later);
      expect(await standing(again)).toEqual({ kind: later.length > 0 ? 'kept' : 'nothing-kept' });
      expect(filesWith(profile, 'Root of Firefox').length > 0).toBe(later.length > 0);
    } finally {
      await context.close();
    }
  });

for (const [what, settings, before] of [
  [
    'a private window without IndexedDB',
    { ...PRIVATE, 'dom.indexedDB.privateBrowsing.enabled': false },
    // Nothing tells before something is to be kept.
    { kind: 'nothing-kept' },
  ],
  ['site data blocked', { 'network.cookie.cookieBehavior': 2 }, { kind: 'off', problem: 'no-storage' }],
] as const)
  test(`${what}: told as no storage, and everything works in the tab`, async ({ vaultSite }) => {
    const context = await launch(temporaryFolder('firefox-'), settings);
    try {
      const tab = await openTab(context, vaultSite);
      expect(await standing(tab)).toEqual(before);
      const { id: _, ...rest } = await keepAndUse(tab);
      expect(rest).toEqual({ keep: 'no-storage', used, unsaved: true });
      expect(await names(tab)).toEqual(['Root of Firefox']);
      expect(await names(await openTab(context, vaultSite)), 'the next tab').toEqual([]);
    } finally {
      await context.close();
    }
  });
