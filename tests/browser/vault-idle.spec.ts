// An authority that is left alone locks itself after the stated time: in each tab for itself, with no help from the person, also
// where the machine slept over the moment; what is not sealed stays open, since its key would be lost. On a clock of the test's.
import type { Page } from '@playwright/test';
import { expect, makeKept, openTab, PASSPHRASE, test, unlock } from '../support/vault-page';

const MINUTE = 60_000;

const isOpen = (page: Page, id: string): Promise<boolean> =>
  page.evaluate((ref) => window.vault.authorities.entry(ref as never)!.open !== undefined, id);
const issue = (page: Page, id: string): Promise<string> =>
  page.evaluate(async (ref) => {
    const draft = window.vault.draft('tls-server', 'app');
    return (await window.vault.authorities.issuing.issue(ref as never, { draft, key: { kind: 'new' } })).kind;
  }, id);

test('it locks after fifteen minutes without use, and use puts that off', async ({ context, vaultSite }) => {
  await context.clock.install({ time: new Date('2026-11-22T12:00:00Z') });
  const page = await openTab(context, vaultSite);
  const id = await makeKept(page, 'Root');
  await context.clock.runFor(14 * MINUTE);
  expect(await isOpen(page, id)).toBe(true);
  expect(await issue(page, id)).toBe('done');
  await context.clock.runFor(14 * MINUTE);
  expect(await isOpen(page, id), 'signing counted anew').toBe(true);
  await context.clock.runFor(MINUTE);
  expect(await isOpen(page, id)).toBe(false);
  expect(await issue(page, id)).toBe('locked');
  await unlock(page, id);
  expect(await issue(page, id)).toBe('done');
});

test('a time that was chosen holds in the next tab too, and each tab counts for itself', async ({
  context,
  vaultSite,
}) => {
  await context.clock.install({ time: new Date('2026-11-22T12:00:00Z') });
  const one = await openTab(context, vaultSite);
  const id = await makeKept(one, 'Root');
  expect(await one.evaluate(() => window.vault.authorities.chooseIdleMinutes(5))).toEqual({ kind: 'done' });
  const other = await openTab(context, vaultSite);
  expect(await other.evaluate(() => window.vault.authorities.idleMinutes)).toBe(5);
  await unlock(other, id);
  // One clock for both.
  await context.clock.runFor(4 * MINUTE);
  expect(await issue(one, id)).toBe('done');
  await context.clock.runFor(MINUTE);
  // The work of the one is not use of the key in the other.
  expect(await isOpen(one, id)).toBe(true);
  expect(await isOpen(other, id)).toBe(false);
  expect(await issue(other, id)).toBe('locked');
  await context.clock.runFor(4 * MINUTE);
  expect(await isOpen(one, id)).toBe(false);
});

test('a time that is chosen in one tab holds in those that are open', async ({ context, vaultSite }) => {
  const one = await openTab(context, vaultSite);
  await makeKept(one, 'Root');
  const other = await openTab(context, vaultSite);
  await one.evaluate(() => window.vault.authorities.chooseIdleMinutes(3));
  await expect.poll(() => other.evaluate(() => window.vault.authorities.idleMinutes)).toBe(3);
});

test('a time and templates that were chosen before anything was kept are kept with the first authority', async ({
  context,
  vaultSite,
}) => {
  const page = await openTab(context, vaultSite);
  await page.evaluate(async () => {
    const { authorities } = window.vault;
    await authorities.chooseIdleMinutes(5);
    await authorities.saveTemplate('Server', window.vault.draft('tls-server', 'app'));
  });
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await makeKept(page, 'Root');
  const seen = (tab: Page) =>
    tab.evaluate(() => ({
      minutes: window.vault.authorities.idleMinutes,
      templates: window.vault.authorities.templates.map(({ name }) => name),
    }));
  expect(await seen(page)).toEqual({ minutes: 5, templates: ['Server'] });
  await page.close();
  expect(await seen(await openTab(context, vaultSite))).toEqual({ minutes: 5, templates: ['Server'] });
});

test('a machine that slept over it signs nothing when it wakes', async ({ context, vaultSite }) => {
  await context.clock.install({ time: new Date('2026-11-22T12:00:00Z') });
  const page = await openTab(context, vaultSite);
  const id = await makeKept(page, 'Root');
  // Time has passed, and no timer has run.
  await context.clock.setSystemTime(new Date('2026-11-22T12:16:00Z'));
  expect(await issue(page, id)).toBe('locked');
  expect(await isOpen(page, id)).toBe(false);
});

test('what was never sealed stays open until it is', async ({ context, vaultSite }) => {
  await context.clock.install({ time: new Date('2026-11-22T12:00:00Z') });
  const page = await openTab(context, vaultSite);
  const id = await page.evaluate(async () => {
    const made = await window.vault.authorities.create(window.vault.draft('root', 'Root'));
    if (made.kind !== 'done') throw new Error(made.kind);
    return made.value;
  });
  await context.clock.runFor(60 * MINUTE);
  expect(await issue(page, id)).toBe('done');
  const sealed = await page.evaluate(
    async ([ref, passphrase]) => window.vault.authorities.safekeeping.seal(ref as never, passphrase!),
    [id, PASSPHRASE],
  );
  expect(sealed).toEqual({ kind: 'done' });
  await context.clock.runFor(15 * MINUTE);
  expect(await issue(page, id)).toBe('locked');
});
