// Killing a tab at every step of something, and what is looked at afterwards.
import type { BrowserContext, Page } from '@playwright/test';
import type { StaticServer } from '../../.ci/static-server.mjs';
import { killAt, makeKept, openTab, unlock } from './vault-page';

/** More than any of these takes; a run that gets here has no end. */
export const MOST_STEPS = 200;

interface Killing {
  readonly context: BrowserContext;
  readonly site: StaticServer;
  /** What is unlocked first. */
  readonly unlocked?: readonly string[];
  /** What is killed. */
  readonly start: (page: Page) => Promise<unknown>;
  /** Looks at what is left, in a new tab. */
  readonly look: (page: Page, step: string) => Promise<void>;
}

/** Dies at the first step, at the second, and so on, until it comes to its end alive. */
export async function killEverywhere({
  context,
  site,
  start,
  look,
  unlocked = [],
}: Killing): Promise<readonly string[]> {
  const steps: string[] = [];
  let page = await openTab(context, site);
  for (let at = 1; at < MOST_STEPS; at++) {
    for (const id of unlocked) await unlock(page, id);
    const step = await killAt(page, at, () => start(page));
    if (step === undefined) return steps;
    steps.push(step);
    // The tab that finds what is left is the next to die.
    page = await openTab(context, site);
    await look(page, `step ${at}: ${step}`);
  }
  throw new Error('it never came to its end');
}

export async function fresh(context: BrowserContext, site: StaticServer, name = 'Root'): Promise<string> {
  const page = await openTab(context, site);
  const id = await makeKept(page, name);
  await page.close();
  return id;
}

export interface Row {
  readonly serial: string;
  readonly status: string;
  readonly unfinished: boolean;
  readonly whole: boolean;
}

export const rows = (page: Page): Promise<readonly Row[]> =>
  page.evaluate(() =>
    window.vault.authorities.inventory.map(({ serial, status, unfinished, der, facts }) => ({
      serial,
      status: status.kind,
      unfinished,
      whole: der !== undefined && facts !== undefined,
    })),
  );

export const issue = (page: Page, id: string, name: string): Promise<string> =>
  page.evaluate(
    async ([ref, called]) => {
      const draft = window.vault.draft('tls-server', called!);
      const outcome = await window.vault.authorities.issuing.issue(ref as never, {
        draft,
        key: { kind: 'new' },
      });
      return outcome.kind;
    },
    [id, name],
  );
