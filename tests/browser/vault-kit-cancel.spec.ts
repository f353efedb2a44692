// Cancel at every step of making client certificates, and while they are being zipped: nothing is left of them, the list of revoked
// ones included that was signed for them; no number is given twice; where Cancel comes too late all of it is there.
import { expect, openTab, test, unlock } from '../support/vault-page';
import { fresh, MOST_STEPS, rows } from '../support/vault-page-killing';

test.describe.configure({ timeout: 300_000 });

test('cancelled at any step, a kit leaves nothing', async ({ context, vaultSite: site }) => {
  const id = await fresh(context, site);
  const page = await openTab(context, site);
  await unlock(page, id);
  const runs = await page.evaluate(
    async ([ref, most]) => {
      const { authorities } = window.vault;
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
      const look = () => ({
        work: authorities.inventory.map(({ serial, status }) => `${status.kind} ${serial}`).sort(),
        lists: authorities.lists(ref as never).map(({ number }) => number),
      });
      const cancelled = async (when: (cancel: () => void) => { readonly hear?: (news: never) => void }) => {
        const before = look();
        const errand = new AbortController();
        const more = when(() => errand.abort());
        const made = await authorities.kits.make(ref as never, wish, { ...more, signal: errand.signal });
        const after = look();
        return {
          kind: made.kind,
          aborted: errand.signal.aborted,
          fresh: after.work.filter((one) => !before.work.includes(one)),
          lost: before.work.filter((one) => !after.work.includes(one)),
          lists: after.lists.filter((one) => !before.lists.includes(one)),
        };
      };
      const all = [];
      for (let at = 1; at < most; at++) {
        const run = await cancelled((cancel) => {
          window.vault.interrupt(at, cancel);
          return {};
        });
        all.push({ step: window.vault.steps[at - 1] ?? 'none', ...run });
        if (!run.aborted) break;
      }
      window.vault.interrupt(Infinity, () => undefined);
      const zipping = await cancelled((cancel) => ({
        hear: ({ done, of }: { readonly done: number; readonly of: number }) => {
          if (done === of) cancel();
        },
      }));
      all.push({ step: 'zipping', ...zipping });
      return all;
    },
    [id, MOST_STEPS] as const,
  );
  let done = 0;
  for (const { step, kind, fresh: made, lost, lists } of runs) {
    expect(lost, step).toEqual([]);
    expect(lists, step).toHaveLength(kind === 'done' ? 1 : 0);
    expect(made.length, step).toBe(kind === 'done' ? 2 : 0);
    expect(
      made.filter((one) => !one.startsWith('good ')),
      step,
    ).toEqual([]);
    if (kind === 'done') done++;
  }
  // At every moment there is: before the list and after it, while it is signed, while it is zipped, and too late.
  const ended = (how: string) =>
    runs.filter(({ aborted, kind }) => aborted && kind === how).map(({ step }) => step);
  expect(ended('failed')).toEqual(
    expect.arrayContaining(['asked kitProblems', 'asked signRevocationList', 'asked makeKit', 'zipping']),
  );
  expect(ended('done')).toContain('asked describeCertificates');
  expect(runs.at(-2)).toMatchObject({ step: 'none', kind: 'done', aborted: false });
  const numbers = runs.flatMap(({ lists }) => lists);
  expect(new Set(numbers).size).toBe(numbers.length);
  // What is stored is what was shown, and no tab has left anything unfinished.
  await page.close();
  const stored = await rows(await openTab(context, site));
  expect(stored).toHaveLength(2 * done);
  expect(stored.filter(({ status, whole }) => status !== 'good' || !whole)).toEqual([]);
  expect(new Set(stored.map(({ serial }) => serial)).size).toBe(stored.length);
});
