// A tab dies at every step of everything that writes: each read, write and commit of the database, each message to the worker.
// What was there before is there after, what was begun is there whole or not at all, and no number is given twice.
import type { Page } from '@playwright/test';
import { expect, killAt, makeKept, openTab, PASSPHRASE, test, unlock } from '../support/vault-page';
import { fresh, issue, killEverywhere, MOST_STEPS, rows, type Row } from '../support/vault-page-killing';

test.describe.configure({ mode: 'parallel', timeout: 600_000 });

/** As the page Local HTTPS has it sign. */
const localHttps = (page: Page, id: string): Promise<string> =>
  page.evaluate(async (ref) => {
    const request = {
      names: [{ kind: 'dns', value: 'app.test' }],
      signedBy: { kind: 'self' },
      ...({ keyAlgorithm: 'ec-p256' } as const),
      ...{ days: 90, insistsOnDays: false, subject: [], keyPassword: '' },
      ...{
        folder: 'app',
        hosts: ['app.test'],
        at: Date.now(),
        addresses: { lists: [], certificate: [], ocsp: [] },
      },
    } as const;
    const { signal } = new AbortController();
    const outcome = await window.vault.authorities.issuing.localHttps(ref as never, request, signal);
    return outcome.kind;
  }, id);

/** Two certificates in one go. */
const manifest = (page: Page, id: string, other = id): Promise<string> =>
  page.evaluate(
    async (refs) => {
      const { authorities } = window.vault;
      const sha256 = (ref: string) => authorities.entry(ref as never)!.facts.sha256;
      const own = [...new Set(refs)].map((ref, i) => [`own${i}`, { sha256: sha256(ref) }] as const);
      const named = Object.fromEntries(own);
      const servers = ['a', 'b'].map((name, i) => ({
        ...{ names: [`${name}.test`], signedBy: `own${i % own.length}`, days: 90 },
      }));
      const text = JSON.stringify({ certwright: 1, authorities: named, servers });
      const wish = { manifest: text, made: '', passphrase: '', given: [], helper: undefined };
      return (await authorities.manifests.make(wish, {})).kind;
    },
    [id, other],
  );

test('a manifest signed by two authorities: what both signed is on record, or what neither did', async ({
  context,
  vaultSite: site,
}) => {
  const id = await fresh(context, site);
  const other = await fresh(context, site, 'Other root');
  let before: readonly Row[] = [];
  const steps = await killEverywhere({
    context,
    site,
    unlocked: [id, other],
    start: (page) => manifest(page, id, other),
    look: async (page, step) => {
      const after = await rows(page);
      const added = after.filter(({ serial }) => !before.some((known) => known.serial === serial));
      expect([0, 2], step).toContain(added.filter(({ status }) => status === 'good').length);
      before = after;
    },
  });
  expect(steps).toContain('committed');
});

for (const [what, most, start] of [
  ['issue', 1, (page: Page, id: string) => issue(page, id, 'app')],
  ['Local HTTPS', 1, localHttps],
  ['a manifest', 2, manifest],
] as const)
  test(what, async ({ context, vaultSite: site }) => {
    const id = await fresh(context, site);
    let before: readonly Row[] = [];
    const steps = await killEverywhere({
      context,
      site,
      unlocked: [id],
      start: (page) => start(page, id),
      look: async (page, step) => {
        const after = await rows(page);
        for (const known of before) expect(after, step).toContainEqual(known);
        const added = after.filter(({ serial }) => !before.some((known) => known.serial === serial));
        expect([0, most], step).toContain(added.length);
        for (const { status, unfinished, whole } of added)
          expect({ status, unfinished, whole }, step).toEqual(
            status === 'good'
              ? { status: 'good', unfinished: false, whole: true }
              : { status: 'reserved', unfinished: true, whole: false },
          );
        expect(new Set(after.map(({ serial }) => serial)).size, step).toBe(after.length);
        before = after;
      },
    });
    expect(steps).toContain('committed');
    const page = await openTab(context, site);
    const unfinished = (await rows(page)).filter((row) => row.unfinished).length;
    expect(unfinished, 'it died with a number promised').toBeGreaterThan(0);
    const cleared = await page.evaluate(() => window.vault.authorities.clearUnfinished());
    expect(cleared).toEqual({ kind: 'done', value: unfinished });
    expect((await rows(page)).filter(({ status }) => status !== 'good')).toEqual([]);
  });

test('revoke', async ({ context, vaultSite: site }) => {
  const id = await fresh(context, site);
  const first = await openTab(context, site);
  await unlock(first, id);
  for (let at = 0; at < 20; at++) expect(await issue(first, id, `app-${at}`)).toBe('done');
  await first.close();
  let revoked = 0;
  let revision = 0;
  await killEverywhere({
    context,
    site,
    unlocked: [id],
    start: (page) =>
      page.evaluate(async (ref) => {
        const { authorities } = window.vault;
        const [one] = authorities.inventory.filter(({ status }) => status.kind === 'good');
        await authorities.revoking.revoke(ref as never, [one!.serial], 'keyCompromise');
      }, id),
    look: async (page, step) => {
      const after = await rows(page);
      expect(after.length, step).toBe(20);
      const now = after.filter(({ status }) => status === 'revoked').length;
      const state = await page.evaluate((ref) => window.vault.authorities.entry(ref as never)!.revision, id);
      // Both or neither: a list that does not know of it is told to be out of date.
      expect(state - revision, step).toBe(now - revoked);
      expect([0, 1], step).toContain(now - revoked);
      revoked = now;
      revision = state;
    },
  });
  expect(revoked, 'some were written down before the tab died').toBeGreaterThan(0);
});

test('sign a revocation list', async ({ context, vaultSite: site }) => {
  const id = await fresh(context, site);
  const first = await openTab(context, site);
  await unlock(first, id);
  await issue(first, id, 'app');
  await first.evaluate(async (ref) => {
    const { authorities } = window.vault;
    await authorities.revoking.revoke(ref as never, [authorities.inventory[0]!.serial], 'superseded');
  }, id);
  await first.close();
  let numbers: readonly number[] = [];
  let promised = 0;
  await killEverywhere({
    context,
    site,
    unlocked: [id],
    start: (page) => page.evaluate((ref) => window.vault.authorities.revoking.makeList(ref as never), id),
    look: async (page, step) => {
      const { lists, listNumber, counts } = await page.evaluate((ref) => {
        const { authorities } = window.vault;
        const found = authorities.lists(ref as never);
        return {
          lists: found.map(({ number }) => number),
          counts: found.map(({ count }) => count),
          listNumber: authorities.entry(ref as never)!.listNumber,
        };
      }, id);
      expect(listNumber, step).toBeGreaterThanOrEqual(promised);
      expect(lists, step).toEqual([...new Set(lists)].sort((a, b) => b - a));
      expect(lists[0] ?? 0, step).toBeLessThanOrEqual(listNumber);
      for (const known of numbers) expect(lists, step).toContain(known);
      for (const number of lists)
        if (!numbers.includes(number)) expect(number, step).toBeGreaterThan(promised);
      expect(new Set(counts), step).toEqual(new Set(lists.length === 0 ? [] : [1]));
      numbers = lists;
      promised = listNumber;
    },
  });
  expect(numbers.length).toBeGreaterThan(0);
});

test('keep one that was made here, with its work', async ({ context, vaultSite: site }) => {
  const id = await fresh(context, site);
  let kept: readonly string[] = [];
  await killEverywhere({
    context,
    site,
    start: (page) =>
      page.evaluate(async (passphrase) => {
        const { authorities } = window.vault;
        window.vault.arm(Infinity);
        const made = await authorities.create(window.vault.draft('root', crypto.randomUUID()));
        if (made.kind !== 'done') throw new Error('create');
        await authorities.issuing.issue(made.value, {
          draft: window.vault.draft('tls-server', 'app'),
          key: { kind: 'new' },
        });
        window.vault.armAgain();
        await authorities.safekeeping.keep(made.value, passphrase);
      }, PASSPHRASE),
    look: async (page, step) => {
      const all = await page.evaluate(() => {
        const { authorities } = window.vault;
        return authorities.all.map((one) => ({
          id: one.id,
          sealed: one.sealed !== undefined,
          work: authorities.inventory.filter(({ authority }) => authority === one.id).length,
        }));
      });
      for (const known of kept)
        expect(
          all.map((one) => one.id),
          step,
        ).toContain(known);
      for (const one of all)
        expect({ sealed: one.sealed, work: one.work }, step).toEqual({
          sealed: true,
          work: one.id === id ? 0 : 1,
        });
      kept = all.map((one) => one.id);
    },
  });
  expect(kept.length).toBeGreaterThan(1);
});

for (const how of ['merge', 'replace'] as const)
  test(`restore a backup: ${how}`, async ({ context, vaultSite: site, browser }) => {
    const elsewhere = await browser.newContext();
    const source = await openTab(elsewhere, site);
    const brought = await makeKept(source, 'Brought');
    await issue(source, brought, 'app');
    const backup = await source.evaluate(async (passphrase) => {
      const made = await window.vault.authorities.safekeeping.backup(passphrase);
      if (made.kind !== 'done') throw new Error(JSON.stringify(made));
      return Array.from(made.value.contents);
    }, PASSPHRASE);
    await elsewhere.close();
    const id = await fresh(context, site);
    const seen = new Set<string>();
    let page = await openTab(context, site);
    for (let at = 1; at < MOST_STEPS; at++) {
      const step = await killAt(page, at, () =>
        page.evaluate(
          async ({ octets, passphrase, wanted }) => {
            const file = new Uint8Array(octets);
            await window.vault.authorities.safekeeping.restore(file, passphrase, wanted, 'browser');
          },
          { octets: backup, passphrase: PASSPHRASE, wanted: how },
        ),
      );
      if (step === undefined) break;
      page = await openTab(context, site);
      const there = await page.evaluate(() => ({
        authorities: window.vault.authorities.all.map((one) => one.id as string),
        issued: window.vault.authorities.inventory.length,
        unreadable: window.vault.authorities.unreadable,
      }));
      const old = { authorities: [id], issued: 0, unreadable: 0 };
      const restored = {
        authorities: how === 'replace' ? [brought] : [id, brought].sort(),
        issued: 1,
        unreadable: 0,
      };
      const state = JSON.stringify({ ...there, authorities: [...there.authorities].sort() });
      expect([JSON.stringify(old), JSON.stringify(restored)], `step ${at}: ${step}`).toContain(state);
      seen.add(state === JSON.stringify(old) ? 'old' : 'restored');
    }
    expect(seen, 'it was killed before and after it counted').toEqual(new Set(['old', 'restored']));
  });
