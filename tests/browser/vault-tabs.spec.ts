// Several tabs on one vault: nothing is stored before anybody asks, what one tab writes the others show, and a thousand
// certificates from two tabs at once have a thousand serial numbers.
import { expect, makeKept, openTab, PASSPHRASE, test, unlock } from '../support/vault-page';

test.describe.configure({ timeout: 600_000 });

test('nothing is stored until somebody asks, and wiping leaves nothing', async ({ context, vaultSite }) => {
  const page = await openTab(context, vaultSite);
  const stored = () =>
    page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      caches: await caches.keys(),
    }));
  const nothing = { databases: [], local: [], session: [], caches: [] };
  const made = await page.evaluate(async () => {
    const { authorities } = window.vault;
    const outcome = await authorities.create(window.vault.draft('root', 'Root'));
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    await authorities.issuing.issue(outcome.value, {
      draft: window.vault.draft('tls-server', 'app'),
      key: { kind: 'new' },
    });
    const [one] = authorities.all;
    return { kept: one!.kept, unsaved: authorities.unsaved, standing: authorities.standing.kind };
  });
  expect(made).toEqual({ kept: false, unsaved: true, standing: 'nothing-kept' });
  expect(await stored()).toEqual(nothing);
  const kept = await page.evaluate(async (passphrase) => {
    const { authorities } = window.vault;
    const outcome = await authorities.safekeeping.keep(authorities.all[0]!.id, passphrase);
    const [one] = authorities.all;
    return {
      ...{ outcome: outcome.kind, kept: one!.kept, count: authorities.all.length },
      ...{ issued: authorities.inventory.length, unsaved: authorities.unsaved },
    };
  }, PASSPHRASE);
  expect(kept).toEqual({ outcome: 'done', kept: true, count: 1, issued: 1, unsaved: false });
  expect((await stored()).databases).toEqual(['certwright']);
  const other = await openTab(context, vaultSite);
  const wiped = await page.evaluate(() => window.vault.authorities.safekeeping.wipe());
  expect(wiped).toEqual({
    kind: 'done',
    value: { authorities: ['Root'], issued: 1, lists: 0, templates: 0 },
  });
  // Gone for good once the other tab has let go of it.
  await expect.poll(stored).toEqual(nothing);
  await expect.poll(() => other.evaluate(() => window.vault.authorities.all.length)).toBe(0);
  await expect
    .poll(() => other.evaluate(() => window.vault.authorities.standing))
    .toEqual({ kind: 'off', problem: 'wiped' });
});

test('wiped in one tab: the other says so, keeps what lives in it alone, and can keep that', async ({
  context,
  vaultSite,
}) => {
  const one = await openTab(context, vaultSite);
  const id = await makeKept(one, 'Kept');
  const other = await openTab(context, vaultSite);
  await unlock(other, id);
  await other.evaluate(() => window.vault.authorities.create(window.vault.draft('root', 'Loose')));
  const wiped = await one.evaluate(() => window.vault.authorities.safekeeping.wipe());
  expect(wiped).toMatchObject({ kind: 'done', value: { authorities: ['Kept'] } });
  await expect
    .poll(() => other.evaluate(() => window.vault.authorities.standing))
    .toEqual({ kind: 'off', problem: 'wiped' });
  const left = await other.evaluate(async (passphrase) => {
    const { authorities } = window.vault;
    const { id: loose } = authorities.all[0]!;
    const draft = window.vault.draft('tls-server', 'app');
    const issued = await authorities.issuing.issue(loose, { draft, key: { kind: 'new' } });
    const kept = await authorities.safekeeping.keep(loose, passphrase);
    return { names: authorities.all.map(({ facts }) => facts.name), issued: issued.kind, kept: kept.kind };
  }, PASSPHRASE);
  expect(left).toEqual({ names: ['Loose'], issued: 'done', kept: 'done' });
  const third = await openTab(context, vaultSite);
  expect(await third.evaluate(() => window.vault.authorities.all.map(({ facts }) => facts.name))).toEqual([
    'Loose',
  ]);
});

test('a reading that comes late takes nothing back that was written meanwhile', async ({
  context,
  vaultSite,
}) => {
  const page = await openTab(context, vaultSite);
  const id = await makeKept(page, 'Root');
  const seen = await page.evaluate(async (ref) => {
    const { authorities } = window.vault;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let asked = (): void => undefined;
    const asking = new Promise<void>((resolve) => {
      asked = resolve;
    });
    // Who lives is asked after what is stored was read.
    const { locks } = navigator;
    const query = locks.query.bind(locks);
    locks.query = async () => {
      asked();
      await held;
      return query();
    };
    const reading = authorities.clearUnfinished();
    await asking;
    const draft = window.vault.draft('tls-server', 'app');
    const issued = await authorities.issuing.issue(ref as never, { draft, key: { kind: 'new' } });
    goOn();
    await reading;
    return [issued.kind, authorities.inventory.map(({ status }) => status.kind)];
  }, id);
  expect(seen).toEqual(['done', ['good']]);
});

test('one authority in two tabs, kept in the one: in the other it is the same, with what was signed in both', async ({
  context,
  vaultSite,
}) => {
  const one = await openTab(context, vaultSite);
  const id = await makeKept(one, 'Root');
  const file = await one.evaluate(
    async ([ref, passphrase]) => {
      const { safekeeping } = window.vault.authorities;
      const made = await safekeeping.exportAuthority(ref as never, passphrase!, 'pkcs12', passphrase!);
      if (made.kind !== 'done') throw new Error(made.kind);
      return Array.from(made.value.contents as Uint8Array);
    },
    [id, PASSPHRASE],
  );
  await one.evaluate(() => window.vault.authorities.safekeeping.wipe());
  const take = (page: typeof one) =>
    page.evaluate(
      async ([octets, passphrase]) => {
        const { authorities } = window.vault;
        const content = new Uint8Array(octets);
        const found = await authorities.find([{ path: 'ca.p12', content }], passphrase);
        if (found.kind !== 'done') throw new Error(found.kind);
        const taken = await authorities.take(found.value.found[0]!);
        if (taken.kind !== 'done') throw new Error(taken.kind);
        const draft = window.vault.draft('tls-server', 'app');
        await authorities.issuing.issue(taken.value, { draft, key: { kind: 'new' } });
      },
      [file, PASSPHRASE] as const,
    );
  const keep = (page: typeof one) =>
    page.evaluate(
      ([ref, passphrase]) => window.vault.authorities.safekeeping.keep(ref as never, passphrase!),
      [id, PASSPHRASE],
    );
  const other = await openTab(context, vaultSite);
  // The other has something kept, so it hears of what is.
  await makeKept(other, 'Another');
  await take(one);
  await take(other);
  expect(await keep(one)).toEqual({ kind: 'done' });
  const seen = (page: typeof one) =>
    page.evaluate(() => ({
      all: window.vault.authorities.all.map(({ facts, kept }) => `${facts.name} ${kept}`).sort(),
      work: window.vault.authorities.inventory.map(({ status }) => status.kind),
    }));
  const both = { all: ['Another true', 'Root true'], work: ['good', 'good'] };
  await expect.poll(() => seen(other)).toEqual(both);
  await expect.poll(() => seen(one)).toEqual(both);
  expect(await seen(await openTab(context, vaultSite))).toEqual(both);
});

test('what one tab does the other shows, and a key opened in one stays locked in the other', async ({
  context,
  vaultSite,
}) => {
  const one = await openTab(context, vaultSite);
  const id = await makeKept(one, 'Root');
  const other = await openTab(context, vaultSite);
  const seen = () =>
    other.evaluate((ref) => {
      const { authorities } = window.vault;
      const { open, listOutdated } = authorities.entry(ref as never)!;
      const work = authorities.inventory.map(({ status }) => status.kind);
      return { open: open !== undefined, listOutdated, work, lists: authorities.lists(ref as never).length };
    }, id);
  expect(await seen()).toEqual({ open: false, listOutdated: false, work: [], lists: 0 });
  const locked = await other.evaluate(
    (ref) =>
      window.vault.authorities.issuing.issue(ref as never, {
        draft: window.vault.draft('tls-server', 'app'),
        key: { kind: 'new' },
      }),
    id,
  );
  expect(locked).toEqual({ kind: 'locked' });
  const wrong = await other.evaluate((ref) => window.vault.authorities.unlock(ref as never, 'no'), id);
  expect(wrong).toEqual({ kind: 'refused', problem: 'wrong-passphrase' });
  const serial = await one.evaluate(async (ref) => {
    const { authorities } = window.vault;
    await authorities.issuing.issue(ref as never, {
      draft: window.vault.draft('tls-server', 'app'),
      key: { kind: 'new' },
    });
    return authorities.inventory[0]!.serial;
  }, id);
  await expect.poll(seen).toEqual({ open: false, listOutdated: false, work: ['good'], lists: 0 });
  await one.evaluate(
    ([ref, number]) => window.vault.authorities.revoking.hold(ref as never, [number!]),
    [id, serial],
  );
  await expect.poll(seen).toEqual({ open: false, listOutdated: true, work: ['held'], lists: 0 });
  const list = await one.evaluate((ref) => window.vault.authorities.revoking.makeList(ref as never), id);
  expect(list).toMatchObject({ kind: 'done', value: { number: 1, count: 1 } });
  await expect.poll(seen).toEqual({ open: false, listOutdated: false, work: ['held'], lists: 1 });
});

test('an authority removed in one tab: the other lets go of its key at once, and it comes back locked', async ({
  context,
  vaultSite,
}) => {
  const one = await openTab(context, vaultSite);
  const id = await makeKept(one, 'Root');
  await makeKept(one, 'Another');
  const other = await openTab(context, vaultSite);
  await unlock(other, id);
  const backup = await one.evaluate(async (passphrase) => {
    const made = await window.vault.authorities.safekeeping.backup(passphrase);
    if (made.kind !== 'done') throw new Error(made.kind);
    return Array.from(made.value.contents as Uint8Array);
  }, PASSPHRASE);
  const forgotten = () =>
    other.evaluate(() => window.vault.steps.filter((step) => step === 'asked forget').length);
  expect(await forgotten()).toBe(0);
  await one.evaluate((ref) => window.vault.authorities.remove(ref as never), id);
  const names = () => other.evaluate(() => window.vault.authorities.all.map(({ facts }) => facts.name));
  await expect.poll(names).toEqual(['Another']);
  await expect.poll(forgotten).toBe(1);
  await one.evaluate(
    async ([octets, passphrase]) => {
      const file = new Uint8Array(octets);
      const back = await window.vault.authorities.safekeeping.restore(file, passphrase, 'merge', 'browser');
      if (back.kind !== 'done') throw new Error(back.kind);
    },
    [backup, PASSPHRASE] as const,
  );
  await expect.poll(async () => (await names()).length).toBe(2);
  expect(await other.evaluate((ref) => window.vault.authorities.entry(ref as never)?.open, id)).toBe(
    undefined,
  );
});

test('renewing keeps the key or changes it, and ties the two; re-issuing keeps what was signed', async ({
  context,
  vaultSite,
}) => {
  const page = await openTab(context, vaultSite);
  const id = await makeKept(page, 'Root');
  const result = await page.evaluate(async (ref) => {
    const { authorities } = window.vault;
    const root = ref as never;
    await authorities.issuing.issue(root, {
      draft: window.vault.draft('tls-server', 'app'),
      key: { kind: 'new' },
    });
    const [first] = authorities.inventory;
    const same = await authorities.issuing.renew(root, first!.serial, 'same-key');
    const fresh = await authorities.issuing.renew(root, first!.serial, 'new-key');
    const draft = await authorities.reissuing.draftOf(root);
    const before = authorities.entry(root)!;
    const again = await authorities.reissuing.reissue(root, draft!.draft);
    const after = authorities.entry(root)!;
    const signs = await authorities.issuing.issue(root, {
      draft: window.vault.draft('tls-server', 'more'),
      key: { kind: 'new' },
    });
    return {
      kinds: [same.kind, fresh.kind, again.kind, signs.kind],
      renewed: authorities.inventory.find(({ serial }) => serial === first!.serial)!.renewedBy !== undefined,
      others: after.others.map(({ why }) => why),
      sameCertificate: before.facts.sha256 === after.facts.sha256,
      sealed: after.sealed !== undefined,
    };
  }, id);
  expect(result).toEqual({
    kinds: ['done', 'done', 'done', 'done'],
    renewed: true,
    others: ['earlier'],
    sameCertificate: false,
    sealed: true,
  });
  await page.close();
  await unlock(await openTab(context, vaultSite), id);
});

test('a thousand certificates from two tabs at once: as many serial numbers, all written down', async ({
  context,
  vaultSite,
}) => {
  const one = await openTab(context, vaultSite);
  const id = await makeKept(one, 'Root');
  const other = await openTab(context, vaultSite);
  await unlock(other, id);
  const issued = await Promise.all(
    [one, other].map((page, tab) =>
      page.evaluate(
        async ({ ref, of }) => {
          const { authorities } = window.vault;
          const kinds: Record<string, number> = {};
          for (let at = 0; at < 500; at += 10) {
            const ten = Array.from({ length: 10 }, (_, index) => `app-${of}-${at + index}`);
            const outcomes = await Promise.all(
              ten.map((name) =>
                authorities.issuing.issue(ref as never, {
                  draft: window.vault.draft('tls-server', name),
                  key: { kind: 'new' },
                }),
              ),
            );
            for (const { kind } of outcomes) kinds[kind] = (kinds[kind] ?? 0) + 1;
          }
          return kinds;
        },
        { ref: id, of: tab },
      ),
    ),
  );
  expect(issued).toEqual([{ done: 500 }, { done: 500 }]);
  for (const page of [one, other])
    await expect
      .poll(() =>
        page.evaluate(
          () => window.vault.authorities.inventory.filter(({ status }) => status.kind === 'good').length,
        ),
      )
      .toBe(1000);
  const third = await openTab(context, vaultSite);
  const rows = await third.evaluate(() =>
    window.vault.authorities.inventory.map(({ serial, status, facts, der }) => ({
      ...{ serial, status: status.kind, title: facts?.title },
      inDer: Array.from(der!, (octet) => octet.toString(16).padStart(2, '0'))
        .join('')
        .includes(serial),
    })),
  );
  expect(rows).toHaveLength(1000);
  expect(new Set(rows.map(({ serial }) => serial)).size).toBe(1000);
  expect(new Set(rows.map(({ title }) => title)).size).toBe(1000);
  expect(rows.filter(({ status, inDer }) => status !== 'good' || !inDer)).toEqual([]);
});

test('a serial number asked for twice is given once, whoever asks', async ({ context, vaultSite }) => {
  const one = await openTab(context, vaultSite);
  const id = await makeKept(one, 'Root');
  const other = await openTab(context, vaultSite);
  await unlock(other, id);
  const asked = [one, other, one, other].map((page) =>
    page.evaluate(async (ref) => {
      const draft = { ...window.vault.draft('tls-server', 'app'), serialNumber: '0x2a' };
      const outcome = await window.vault.authorities.issuing.issue(ref as never, {
        draft,
        key: { kind: 'new' },
      });
      return outcome.kind === 'refused' ? outcome.problem.code : outcome.kind;
    }, id),
  );
  expect((await Promise.all(asked)).sort()).toEqual(['done', 'serial-taken', 'serial-taken', 'serial-taken']);
});

test('lists signed by two tabs at once have numbers of their own, rising', async ({ context, vaultSite }) => {
  const one = await openTab(context, vaultSite);
  const id = await makeKept(one, 'Root');
  const other = await openTab(context, vaultSite);
  await unlock(other, id);
  const numbers = await Promise.all(
    [one, other].map((page) =>
      page.evaluate(async (ref) => {
        const seen: number[] = [];
        for (let at = 0; at < 10; at++) {
          const made = await window.vault.authorities.revoking.makeList(ref as never);
          if (made.kind === 'done') seen.push(made.value.number);
        }
        return seen;
      }, id),
    ),
  );
  for (const own of numbers) expect(own).toEqual([...own].sort((a, b) => a - b));
  expect(numbers.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
});
