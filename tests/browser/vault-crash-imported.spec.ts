// A tab dies at every step of taking in somebody's own authority, a folder of `openssl ca`: found, taken and kept for the first
// time, and its newer state added to one that is kept and was worked with. It is there whole or as it was, and goes on after.
import type { Page } from '@playwright/test';
import { OpensslCaFolder, type GivenText } from '../support/openssl-ca-folder';
import { requireTools } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { expect, openTab, PASSPHRASE, test, unlock } from '../support/vault-page';
import { issue, killEverywhere, rows } from '../support/vault-page-killing';

test.describe.configure({ mode: 'parallel', timeout: 600_000 });
test.afterAll(removeTemporaryFolders);

/** Found and taken; kept where a passphrase is given. @returns its id */
const take = (page: Page, files: readonly GivenText[], passphrase = ''): Promise<string> =>
  page.evaluate(
    async (wanted) => {
      const { authorities } = window.vault;
      const looked = await authorities.find(wanted.files, '');
      if (looked.kind !== 'done') throw new Error(looked.kind);
      const taken = await authorities.take(looked.value.found[0]!);
      if (taken.kind !== 'done') throw new Error(taken.kind);
      if (wanted.passphrase === '') return taken.value;
      const kept = await authorities.safekeeping.keep(taken.value, wanted.passphrase);
      if (kept.kind !== 'done') throw new Error(kept.kind);
      return taken.value;
    },
    { files: [...files], passphrase },
  );

/** Everything that is known here, but for dates of this tab's own. */
const state = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { all, inventory, unreadable, standing } = window.vault.authorities;
    const text = (octets: Uint8Array = new Uint8Array()): string => String.fromCharCode(...octets);
    return JSON.stringify({
      trouble: standing.kind === 'off' ? standing.problem : unreadable,
      authorities: all.map(({ id, kept, sealed, chain, facts, others, listNumber, listOutdated, list }) => ({
        ...{
          id,
          kept,
          sealed: sealed !== undefined,
          chain: chain.map(text),
          facts,
          listNumber,
          listOutdated,
        },
        ...{ others: others.map(({ der }) => text(der)), list: text(list?.der) },
      })),
      issued: inventory
        .map(({ serial, status, der, facts }) => ({ serial, status, der: text(der), facts }))
        .sort((one, other) => (one.serial < other.serial ? -1 : 1)),
    });
  });

/** It signs, and what it gives out was never given before. */
async function expectGoesOn(page: Page, id: string, most: number): Promise<void> {
  const before = await rows(page);
  await unlock(page, id);
  expect(await issue(page, id, 'later')).toBe('done');
  const list = await page.evaluate(async (ref) => {
    const made = await window.vault.authorities.revoking.makeList(ref as never);
    return made.kind === 'done' ? made.value.number : made.kind;
  }, id);
  expect(list).toBeGreaterThan(most);
  const serials = (await rows(page)).map(({ serial }) => serial);
  expect(serials.length).toBe(before.length + 1);
  expect(new Set(serials).size).toBe(serials.length);
}

function teamFolder(): OpensslCaFolder {
  requireTools('openssl');
  const folder = new OpensslCaFolder(temporaryFolder('openssl-ca-'));
  folder.sign('app.test');
  folder.sign('anna');
  folder.revoke('anna', 'keyCompromise');
  folder.signList();
  return folder;
}

test('an authority of openssl ca, found, taken and kept where nothing was kept before', async ({
  context,
  vaultSite: site,
}) => {
  const folder = teamFolder();
  folder.sign('ben');
  folder.revoke('ben', 'superseded');
  const files = folder.files(true);
  const wipe = (page: Page) => page.evaluate(() => window.vault.authorities.safekeeping.wipe());
  const first = await openTab(context, site);
  const nothing = await state(first);
  const id = await take(first, files, PASSPHRASE);
  const whole = await state(first);
  expect((await rows(first)).map(({ status }) => status).sort()).toEqual(['good', 'revoked', 'revoked']);
  expect(await first.evaluate((ref) => window.vault.authorities.entry(ref as never)!.listNumber, id)).toBe(
    32,
  );
  await wipe(first);
  await first.close();
  const seen = new Set<string>();
  const steps = await killEverywhere({
    context,
    site,
    start: (page) => take(page, files, PASSPHRASE),
    look: async (page, step) => {
      const left = await state(page);
      expect([nothing, whole], step).toContain(left);
      seen.add(left);
      // The next one begins where nothing is kept, too.
      if (left === whole) await wipe(page);
    },
  });
  expect(steps).toContain('asked findAuthorities');
  expect(steps).toContain('asked sealAuthority');
  expect(seen, 'it was killed before and after it counted').toEqual(new Set([nothing, whole]));
  const page = await openTab(context, site);
  expect(await state(page)).toBe(whole);
  await expectGoesOn(page, id, 32);
});

test('its newer folder, with the one above, added to one that is kept', async ({
  context,
  vaultSite: site,
}) => {
  const folder = teamFolder();
  const first = await openTab(context, site);
  const id = await take(first, folder.files(false), PASSPHRASE);
  expect(await issue(first, id, 'made-here')).toBe('done');
  const backup = await first.evaluate(async (passphrase) => {
    const made = await window.vault.authorities.safekeeping.backup(passphrase);
    if (made.kind !== 'done') throw new Error(made.kind);
    return Array.from(made.value.contents);
  }, PASSPHRASE);
  const old = await state(first);
  folder.sign('ben');
  folder.signList();
  folder.revoke('app.test', 'superseded');
  const files = folder.files(true);
  await take(first, files);
  const added = await state(first);
  const constraints = await first.evaluate(
    (ref) => window.vault.authorities.entry(ref as never)!.facts.permitted,
    id,
  );
  expect(constraints, 'what the one above permits').toEqual(['test']);
  const back = (page: Page) =>
    page.evaluate(
      ({ octets, passphrase }) =>
        window.vault.authorities.safekeeping.restore(
          new Uint8Array(octets),
          passphrase,
          'replace',
          'browser',
        ),
      { octets: backup, passphrase: PASSPHRASE },
    );
  await back(first);
  expect(await state(first)).toBe(old);
  await first.close();
  const seen = new Set<string>();
  const steps = await killEverywhere({
    context,
    site,
    start: (page) => take(page, files),
    look: async (page, step) => {
      const left = await state(page);
      expect([old, added], step).toContain(left);
      seen.add(left);
      if (left === added) await back(page);
    },
  });
  expect(steps).toContain('asked carryChains');
  expect(seen, 'it was killed before and after it counted').toEqual(new Set([old, added]));
  const page = await openTab(context, site);
  expect(await state(page)).toBe(added);
  expect((await rows(page)).map(({ status }) => status).sort()).toEqual([
    'good',
    'good',
    'revoked',
    'revoked',
  ]);
  await expectGoesOn(page, id, 33);
});
