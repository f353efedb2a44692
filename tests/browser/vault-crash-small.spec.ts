// A tab dies at every step of the small writes: the idle time, an authority's settings, a note, a hold, templates; and of removing one
// authority, and everything. Each is there or not, the others stay, and what was wiped is not told as lost.
import type { Page } from '@playwright/test';
import { expect, makeKept, openTab, test, unlock } from '../support/vault-page';
import { fresh, issue, killEverywhere } from '../support/vault-page-killing';

test.describe.configure({ mode: 'parallel', timeout: 600_000 });

/** What those writes are about, of one authority. */
const stateOf = (page: Page, id: string): Promise<string> =>
  page.evaluate((ref) => {
    const { authorities } = window.vault;
    const { idleMinutes, templates, unreadable, inventory } = authorities;
    return JSON.stringify({
      ...{ idleMinutes, unreadable, templates: templates.map(({ name }) => name) },
      listDays: authorities.entry(ref as never)?.settings.listDays,
      issued: inventory.map(({ status, note }) => `${status.kind} ${note}`),
    });
  }, id);

test('idle time, template, settings, note, hold, template removed', async ({ context, vaultSite: site }) => {
  const id = await fresh(context, site);
  const first = await openTab(context, site);
  await unlock(first, id);
  expect(await issue(first, id, 'app')).toBe('done');
  /** One write after the other. */
  const write = (page: Page, which: readonly number[]): Promise<unknown> =>
    page.evaluate(
      async ([ref, wanted]) => {
        const { authorities } = window.vault;
        const authority = ref as never;
        const one = authorities.inventory[0]!;
        const settings = (listDays: number) => ({ ...authorities.entry(authority)!.settings, listDays });
        const writes = [
          () => authorities.chooseIdleMinutes(20),
          () => authorities.saveTemplate('Saved', window.vault.draft('tls-server', 'saved')),
          () => authorities.changeSettings(authority, settings(7)),
          () => authorities.annotate(one, 'noted'),
          () => authorities.revoking.hold(authority, [one.serial]),
          () => authorities.removeTemplate('Saved'),
          // Back again.
          () => authorities.chooseIdleMinutes(15),
          () => authorities.changeSettings(authority, settings(30)),
          () => authorities.annotate(one, ''),
          () => authorities.revoking.release(authority, [one.serial]),
        ];
        for (const at of wanted) await writes[at]!();
      },
      [id, which] as const,
    );
  const all = [0, 1, 2, 3, 4, 5];
  const back = [5, 6, 7, 8, 9];
  await write(first, back);
  const states = [await stateOf(first, id)];
  for (const at of all) {
    await write(first, [at]);
    states.push(await stateOf(first, id));
  }
  expect(new Set(states).size, 'each of them writes something').toBe(7);
  await write(first, back);
  await first.close();
  const seen = new Set<string>();
  await killEverywhere({
    context,
    site,
    start: (page) => write(page, all),
    look: async (page, step) => {
      const left = await stateOf(page, id);
      expect(states, step).toContain(left);
      seen.add(left);
      await write(page, back);
      expect(await stateOf(page, id), step).toBe(states[0]);
    },
  });
  expect(seen, 'it died before each of them, and after').toEqual(new Set(states));
});

for (const what of ['remove', 'wipe'] as const)
  test(what, async ({ context, vaultSite: site }) => {
    /** An authority with a certificate and a list of its own, and a template. */
    const fill = async (page: Page): Promise<string> => {
      const id = await makeKept(page, 'Root');
      expect(await issue(page, id, 'app')).toBe('done');
      await page.evaluate(async (ref) => {
        const { authorities } = window.vault;
        await authorities.revoking.makeList(ref as never);
        await authorities.saveTemplate('Saved', window.vault.draft('tls-server', 'saved'));
      }, id);
      return id;
    };
    const first = await openTab(context, site);
    let id = await fill(first);
    await first.close();
    const seen = new Set<string>();
    const steps = await killEverywhere({
      context,
      site,
      start: (page) =>
        page.evaluate(
          async ([wanted, ref]) => {
            const { authorities } = window.vault;
            if (wanted === 'wipe') await authorities.safekeeping.wipe();
            else await authorities.remove(ref as never);
          },
          [what, id] as const,
        ),
      look: async (page, step) => {
        const left = await page.evaluate((ref) => {
          const { authorities } = window.vault;
          const { all, inventory, templates, unreadable, standing } = authorities;
          const lists = authorities.lists(ref as never).length;
          return {
            counts: [all.length, inventory.length, lists, templates.length, unreadable].join(' '),
            told: standing.kind === 'off' ? standing.problem : '',
          };
        }, id);
        expect(['1 1 1 1 0', what === 'wipe' ? '0 0 0 0 0' : '0 0 0 1 0'], step).toContain(left.counts);
        expect(left.told, `${step}: nobody lost anything`).toBe('');
        seen.add(left.counts);
        if (!left.counts.startsWith('1')) id = await fill(page);
      },
    });
    expect(seen.size, 'it was killed before and after it counted').toBe(2);
    if (what === 'wipe') expect(steps).toContain('deleted the database');
  });
