// A backup brought back where something is kept already: an authority is in one place, what was revoked anywhere stays revoked,
// what is damaged here is mended by it, and what was damaged when it was made does not make it worthless.
import type { Page } from '@playwright/test';
import { changeStored, expect, makeKept, openTab, PASSPHRASE, test, unlock } from '../support/vault-page';

const issueTwo = (page: Page, id: string) =>
  page.evaluate(async (ref) => {
    const { authorities } = window.vault;
    for (const name of ['one', 'two'])
      await authorities.issuing.issue(ref as never, {
        draft: window.vault.draft('tls-server', name),
        key: { kind: 'new' },
      });
    return authorities.inventory.map(({ serial }) => serial);
  }, id);

const backup = (page: Page): Promise<number[]> =>
  page.evaluate(async (passphrase) => {
    const made = await window.vault.authorities.safekeeping.backup(passphrase);
    if (made.kind !== 'done') throw new Error(JSON.stringify(made));
    return Array.from(made.value.contents);
  }, PASSPHRASE);

const restore = (page: Page, octets: readonly number[], how: 'merge' | 'replace', into: 'browser' | 'tab') =>
  page.evaluate(
    ({ file, passphrase, ...wanted }) =>
      window.vault.authorities.safekeeping.restore(new Uint8Array(file), passphrase, wanted.how, wanted.into),
    { file: [...octets], passphrase: PASSPHRASE, how, into },
  );

/** What the page shows, and what a tab that is opened after it does. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const { all, inventory, templates, unreadable } = window.vault.authorities;
    return {
      all: all.map(({ facts, kept }) => `${facts.name} ${kept ? 'kept' : 'tab'}`).sort(),
      work: inventory.map(({ status }) => status.kind).sort(),
      templates: templates.map(({ name }) => name).sort(),
      unreadable,
    };
  });

const make = (page: Page, name: string): Promise<string> =>
  page.evaluate(async (called) => {
    const made = await window.vault.authorities.create(window.vault.draft('root', called));
    if (made.kind !== 'done') throw new Error(made.kind);
    return made.value;
  }, name);

const saveTemplate = (page: Page, name: string) =>
  page.evaluate(async (called) => {
    await window.vault.authorities.saveTemplate(called, window.vault.draft('tls-server', called));
  }, name);

test('for this tab only, put together: what is kept gets its part where it is kept', async ({
  context,
  vaultSite,
}) => {
  const tab = await openTab(context, vaultSite);
  const id = await makeKept(tab, 'Kept');
  const [first, second] = await issueTwo(tab, id);
  await saveTemplate(tab, 'stored');
  await tab.evaluate(
    ([ref, serial]) => window.vault.authorities.revoking.revoke(ref as never, [serial!], 'superseded'),
    [id, first],
  );
  await makeKept(tab, 'Removed later');
  const octets = await backup(tab);
  await tab.evaluate(
    async ([ref, serial]) => {
      const { authorities } = window.vault;
      await authorities.revoking.revoke(ref as never, [serial!], 'superseded');
      const other = authorities.all.find(({ facts }) => facts.name === 'Removed later');
      await authorities.remove(other!.id);
    },
    [id, second],
  );
  expect(await restore(tab, octets, 'merge', 'tab')).toMatchObject({ kind: 'done', value: { leftOut: 0 } });
  expect(await shown(tab)).toEqual({
    all: ['Kept kept', 'Removed later tab'],
    work: ['revoked', 'revoked'],
    templates: ['stored'],
    unreadable: 0,
  });
  // It did not lock, and did not come to lie twice in two places.
  expect((await issueTwo(tab, id)).length).toBe(4);
  expect(await shown(await openTab(context, vaultSite))).toMatchObject({
    all: ['Kept kept'],
    work: ['good', 'good', 'revoked', 'revoked'],
  });
});

for (const into of ['tab', 'browser'] as const)
  test(`instead of what is here (${into}): what is kept and not in it goes, and what lives in this tab`, async ({
    context,
    vaultSite,
  }) => {
    const tab = await openTab(context, vaultSite);
    const id = await makeKept(tab, 'Kept');
    await issueTwo(tab, id);
    await make(tab, 'Brought');
    await tab.evaluate(async (passphrase) => {
      const { all, safekeeping } = window.vault.authorities;
      await safekeeping.seal(all.find(({ kept }) => !kept)!.id, passphrase);
    }, PASSPHRASE);
    const octets = await backup(tab);
    await makeKept(tab, 'Kept later');
    await make(tab, 'Made later');
    await saveTemplate(tab, 'later');
    expect(await restore(tab, octets, 'replace', into)).toMatchObject({ kind: 'done' });
    const brought = into === 'tab' ? 'Brought tab' : 'Brought kept';
    const all = [brought, 'Kept kept'];
    expect(await shown(tab)).toEqual({ all, work: ['good', 'good'], templates: [], unreadable: 0 });
    const other = await shown(await openTab(context, vaultSite));
    expect(other.all).toEqual(into === 'tab' ? ['Kept kept'] : all);
  });

test('a template that came for this tab only can be removed while others are stored', async ({
  context,
  vaultSite,
  browser,
}) => {
  const elsewhere = await browser.newContext();
  const source = await openTab(elsewhere, vaultSite);
  await saveTemplate(source, 'brought');
  await makeKept(source, 'Root');
  const octets = await backup(source);
  await elsewhere.close();
  const tab = await openTab(context, vaultSite);
  await makeKept(tab, 'Kept');
  await restore(tab, octets, 'merge', 'tab');
  expect((await shown(tab)).templates).toEqual(['brought']);
  await tab.evaluate(() => window.vault.authorities.removeTemplate('brought'));
  expect((await shown(tab)).templates).toEqual([]);
});

test('put together with records that are damaged here: it brings them back, and no later revocation is lost', async ({
  context,
  vaultSite,
}) => {
  const tab = await openTab(context, vaultSite);
  const id = await makeKept(tab, 'Root');
  const [first, second] = await issueTwo(tab, id);
  const octets = await backup(tab);
  await tab.evaluate(
    ([ref, serial]) => window.vault.authorities.revoking.revoke(ref as never, [serial!], 'keyCompromise'),
    [id, second],
  );
  await changeStored(tab, { authority: id, serial: first! });
  for (const damaged of [undefined, { id, certificate: 'no octets' }]) {
    if (damaged !== undefined) await changeStored(tab, damaged);
    const again = await openTab(context, vaultSite);
    const { unreadable } = await shown(again);
    // Without its authority what it signed is of no use.
    expect(unreadable).toBe(damaged === undefined ? 1 : 3);
    expect(await restore(again, octets, 'merge', 'browser')).toMatchObject({ kind: 'done' });
    const mended = { all: ['Root kept'], work: ['good', 'revoked'], templates: [], unreadable: 0 };
    expect(await shown(again)).toEqual(mended);
    const later = await openTab(context, vaultSite);
    expect(await shown(later)).toEqual(mended);
    await unlock(later, id);
  }
});

test('made where an authority was damaged: it opens elsewhere, with the sound ones', async ({
  context,
  vaultSite,
  browser,
}) => {
  const tab = await openTab(context, vaultSite);
  const damaged = await makeKept(tab, 'Damaged');
  await issueTwo(tab, damaged);
  const sound = await makeKept(tab, 'Sound');
  await issueTwo(tab, sound);
  await changeStored(tab, { id: damaged, certificate: 'no octets' });
  const again = await openTab(context, vaultSite);
  expect(await shown(again)).toMatchObject({ all: ['Sound kept'], work: ['good', 'good'], unreadable: 3 });
  const octets = await backup(again);
  const elsewhere = await browser.newContext();
  const other = await openTab(elsewhere, vaultSite);
  expect(await restore(other, octets, 'merge', 'browser')).toMatchObject({
    kind: 'done',
    value: { authorities: ['Sound'], issued: 2, leftOut: 0 },
  });
  await elsewhere.close();
});
