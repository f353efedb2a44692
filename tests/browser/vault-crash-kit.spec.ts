// A tab dies at every step of making client certificates: the list of revoked ones, the numbers, and what is on record.
import { expect, test } from '../support/vault-page';
import { fresh, killEverywhere, rows } from '../support/vault-page-killing';

test.describe.configure({ mode: 'parallel', timeout: 600_000 });

test('a certificate for a person, with its server and a list', async ({ context, vaultSite: site }) => {
  const id = await fresh(context, site);
  const seen = new Set<number>();
  let before = { good: 0, promised: 0, lists: 0 };
  const steps = await killEverywhere({
    context,
    site,
    unlocked: [id],
    start: (page) =>
      page.evaluate(async (ref) => {
        const person = { userPrincipalName: '', device: '', password: 'for this test', email: '', uri: '' };
        const wish = {
          ...({
            serverNames: [{ kind: 'dns', value: 'app.test' }],
            keyAlgorithm: 'ec-p256',
            days: 30,
          } as const),
          ...{ styles: ['modern'] as const, plainKeys: false, givenLists: [] },
          people: [{ ...person, name: 'Anna' }],
        };
        const made = await window.vault.authorities.kits.make(ref as never, wish, {});
        if (made.kind !== 'done') throw new Error(JSON.stringify(made));
      }, id),
    look: async (page, step) => {
      const all = await rows(page);
      const now = await page.evaluate((ref) => {
        const { authorities } = window.vault;
        const numbers = authorities.lists(ref as never).map(({ number }) => number);
        return { numbers, promised: authorities.entry(ref as never)!.listNumber };
      }, id);
      const good = all.filter(({ status, whole }) => status === 'good' && whole).length;
      expect([0, 2], step).toContain(good - before.good);
      expect(
        all.filter(({ status, unfinished }) => status !== 'good' && !unfinished),
        step,
      ).toEqual([]);
      expect(new Set(all.map(({ serial }) => serial)).size, step).toBe(all.length);
      expect(new Set(now.numbers).size, step).toBe(now.numbers.length);
      expect(now.numbers.length, step).toBeGreaterThanOrEqual(before.lists);
      expect(now.promised, step).toBeGreaterThanOrEqual(Math.max(before.promised, ...now.numbers));
      seen.add(good - before.good);
      before = { good, promised: now.promised, lists: now.numbers.length };
    },
  });
  expect(steps).toContain('asked makeKit');
  expect(seen).toEqual(new Set([0, 2]));
});
