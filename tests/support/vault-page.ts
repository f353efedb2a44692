// The vault's specs: the page of vault-page/, built as the application is and served; tabs on it, and killing them.
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { serve, type StaticServer } from '../../.ci/static-server.mjs';
import { builtVaultPage } from './vault-page-built';

export { expect };

export const PASSPHRASE = 'correct horse battery staple';

export const test = base.extend<object, { vaultSite: StaticServer }>({
  vaultSite: [
    async ({}, use, { workerIndex }) => {
      const server = await serve({
        root: await builtVaultPage(`vault-page-${workerIndex}`),
        port: 0,
        headers: false,
      });
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** A tab on the vault; what was kept before is read. */
export async function openTab(context: BrowserContext, { address }: StaticServer): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => 'vault' in window);
  await page.evaluate(() => window.vault.authorities.open());
  return page;
}

/** Makes a root and keeps it. @returns its id */
export function makeKept(page: Page, name: string): Promise<string> {
  return page.evaluate(
    async ({ name: called, passphrase }) => {
      const { authorities } = window.vault;
      const made = await authorities.create(window.vault.draft('root', called));
      if (made.kind !== 'done') throw new Error(`create: ${JSON.stringify(made)}`);
      const kept = await authorities.safekeeping.keep(made.value, passphrase);
      if (kept.kind !== 'done') throw new Error(`keep: ${JSON.stringify(kept)}`);
      return made.value;
    },
    { name, passphrase: PASSPHRASE },
  );
}

/** Puts a record in the place of one that is stored, behind the page's back. */
export function changeStored(page: Page, record: Readonly<Record<string, string>>): Promise<void> {
  return page.evaluate(
    (wanted) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('certwright');
        opening.onsuccess = () => {
          const store = 'id' in wanted ? 'authorities' : 'issued';
          const writing = opening.result.transaction(store, 'readwrite');
          writing.objectStore(store).put(wanted);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          writing.onerror = () => reject(new Error('write'));
        };
      }),
    record,
  );
}

export async function unlock(page: Page, id: string, passphrase = PASSPHRASE): Promise<void> {
  const kind = await page.evaluate(
    async ([ref, given]) => {
      const outcome = await window.vault.authorities.unlock(ref as never, given!);
      return JSON.stringify(outcome);
    },
    [id, passphrase],
  );
  expect(kind).toBe('{"kind":"done"}');
}

/**
 * Starts something, waits until the tab has come to its n-th step, and kills the tab's process there.
 * @returns the step, or `undefined` where it came to its end before
 */
export async function killAt(
  page: Page,
  step: number,
  start: () => Promise<unknown>,
): Promise<string | undefined> {
  let dying: (name: string) => void = () => undefined;
  const dead = new Promise<string>((resolve) => {
    dying = resolve;
  });
  await page.exposeBinding('dying', (_source, name: string) => dying(name));
  const crashed = page.waitForEvent('crash');
  crashed.catch(() => undefined);
  const session = await page.context().newCDPSession(page);
  await page.evaluate((dieAt) => window.vault.arm(dieAt), step);
  const finished = start().then(
    () => undefined,
    () => 'dead',
  );
  const reached = await Promise.race([dead, finished.then((how) => (how === 'dead' ? dead : undefined))]);
  if (reached !== undefined) {
    session.send('Page.crash').catch(() => undefined);
    await crashed;
  }
  await page.close({ runBeforeUnload: false }).catch(() => undefined);
  return reached;
}
