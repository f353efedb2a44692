// A tab dies at every step of what changes something that is kept: authorities' certificates anew, one above the other, a
// passphrase, a certificate renewed.
import type { Page } from '@playwright/test';
import { expect, openTab, PASSPHRASE, test, unlock } from '../support/vault-page';
import { fresh, issue, killEverywhere, rows } from '../support/vault-page-killing';

test.describe.configure({ mode: 'parallel', timeout: 600_000 });

test('an authority and the one below it, both re-issued', async ({ context, vaultSite: site }) => {
  const root = await fresh(context, site);
  const first = await openTab(context, site);
  await unlock(first, root);
  const below = await first.evaluate(
    async ([above, passphrase]) => {
      const { authorities } = window.vault;
      const made = await authorities.create(window.vault.draft('intermediate', 'Below'), above as never);
      if (made.kind !== 'done') throw new Error(made.kind);
      await authorities.safekeeping.keep(made.value, passphrase!);
      return made.value;
    },
    [root, PASSPHRASE],
  );
  await first.close();
  const certificates = (page: Page) =>
    page.evaluate(
      async (ids) => {
        const { authorities } = window.vault;
        const text = (octets: Uint8Array): string => String.fromCharCode(...octets);
        const [above, under] = ids.map((id) => authorities.entry(id as never)!);
        const newer = await authorities.reissuing.newer(ids[1] as never);
        return {
          root: [above!.certificate, ...above!.others.map(({ der }) => der)].map(text),
          below: [under!.certificate, ...under!.others.map(({ der }) => der)].map(text),
          top: text(under!.chain.at(-1)!),
          signed: authorities.inventory.flatMap(({ der }) => (der === undefined ? [] : [text(der)])),
          newer: newer.map(({ certificate }) => text(certificate)),
        };
      },
      [root, below],
    );
  let known = await openTab(context, site).then(certificates);
  const steps = await killEverywhere({
    context,
    site,
    unlocked: [root, below],
    start: (page) =>
      page.evaluate(
        async (ids) => {
          const { reissuing } = window.vault.authorities;
          for (const id of ids) {
            const next = await reissuing.draftOf(id as never);
            await reissuing.reissue(id as never, next!.draft);
          }
        },
        [root, below],
      ),
    look: async (page, step) => {
      // Whatever was left behind is brought along when the vault is opened.
      await expect
        .poll(async () => {
          const { root: own, top } = await certificates(page);
          return top === own[0];
        }, step)
        .toBe(true);
      const now = await certificates(page);
      for (const one of known.root) expect(now.root, step).toContain(one);
      for (const one of known.below) expect(now.below, step).toContain(one);
      expect(now.root.length - known.root.length, step).toBeLessThanOrEqual(1);
      // Each that was signed for the one below is its own by now, or offered.
      for (const one of now.signed) expect([...now.below, ...now.newer, ...known.newer], step).toContain(one);
      known = now;
    },
  });
  expect(steps).toContain('asked carryChains');
  const page = await openTab(context, site);
  const serials = (await rows(page)).map(({ serial }) => serial);
  expect(new Set(serials).size).toBe(serials.length);
});

test('a passphrase changed', async ({ context, vaultSite: site }) => {
  const id = await fresh(context, site);
  const other = 'another battery, another staple';
  let current = PASSPHRASE;
  const seen = new Set<boolean>();
  await killEverywhere({
    context,
    site,
    start: (page) =>
      page.evaluate(
        async ([ref, from, to]) => {
          await window.vault.authorities.safekeeping.changePassphrase(ref as never, from!, to!);
        },
        [id, current, current === other ? PASSPHRASE : other],
      ),
    look: async (page, step) => {
      const opened = await page.evaluate(
        async ([ref, ...both]) => {
          const kinds: string[] = [];
          for (const one of both) kinds.push((await window.vault.authorities.unlock(ref as never, one)).kind);
          return kinds;
        },
        [id, PASSPHRASE, other],
      );
      expect([...opened].sort(), `${step}: one of both opens it`).toEqual(['done', 'refused']);
      const now = opened[0] === 'done' ? PASSPHRASE : other;
      seen.add(now !== current);
      current = now;
    },
  });
  expect(seen).toEqual(new Set([true, false]));
});

test('a certificate renewed', async ({ context, vaultSite: site }) => {
  const id = await fresh(context, site);
  const first = await openTab(context, site);
  await unlock(first, id);
  expect(await issue(first, id, 'app')).toBe('done');
  await first.close();
  const seen = new Set<number>();
  let good = 1;
  await killEverywhere({
    context,
    site,
    unlocked: [id],
    start: (page) =>
      page.evaluate(async (ref) => {
        const { authorities } = window.vault;
        const [last] = authorities.inventory.filter(
          ({ status, renewedBy }) => status.kind === 'good' && renewedBy === undefined,
        );
        await authorities.issuing.renew(ref as never, last!.serial, 'new-key');
      }, id),
    look: async (page, step) => {
      const all = await page.evaluate(() =>
        window.vault.authorities.inventory.map(({ serial, status, renewedBy }) => ({
          ...{ serial, renewedBy, kind: status.kind },
        })),
      );
      const done = all.filter(({ kind }) => kind === 'good');
      expect([0, 1], step).toContain(done.length - good);
      // Each but the last says which took its place, and that one is there.
      const next = done.flatMap(({ renewedBy }) => (renewedBy === undefined ? [] : [renewedBy]));
      expect(next.length, step).toBe(done.length - 1);
      expect(new Set(next).size, step).toBe(next.length);
      for (const serial of next)
        expect(
          done.map((one) => one.serial),
          step,
        ).toContain(serial);
      seen.add(done.length - good);
      good = done.length;
    },
  });
  expect(seen).toEqual(new Set([0, 1]));
});
