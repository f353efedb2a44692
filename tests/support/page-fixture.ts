// What every browser spec stands on: Playwright's `test`, the built site on a port of its own, and a page that tolerates
// nothing. An uncaught error, a console error or a breach of the Content Security Policy, in the page or in its worker,
// fails the test that caused it, unless the test said beforehand that it would (`trouble.expect`).
import { expect, test as base, type ConsoleMessage, type Page } from '@playwright/test';
import { findTool, type ToolName } from '../../.ci/tools.mjs';
import { serveDist, singleFileAddress, type StaticServer } from './static-server';

export { expect, singleFileAddress };

export class Trouble {
  readonly #seen: string[] = [];
  readonly #expected: RegExp[] = [];

  note(what: string): void {
    this.#seen.push(what);
  }

  /** This kind will come up, and the test means it to. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  get all(): readonly string[] {
    return this.#seen;
  }

  get unexpected(): readonly string[] {
    return this.#seen.filter((what) => !this.#expected.some((pattern) => pattern.test(what)));
  }

  /** Attach before the first navigation; a page opened by hand (`context.newPage()`) needs this call too. */
  async watch(page: Page): Promise<void> {
    page.on('pageerror', (error) => {
      this.note(`uncaught: ${error.message}`);
    });
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error') this.note(`console: ${message.text()}`);
    });
    // Chromium logs most breaches as console errors, yet not all of them; the event comes for each.
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`breach of ${event.effectiveDirective} by ${event.blockedURI} (${event.sourceFile})`);
      });
    });
  }
}

export const test = base.extend<{ trouble: Trouble }, { site: StaticServer }>({
  site: [
    async ({}, use) => {
      const server = await serveDist();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  trouble: [
    async ({ page }, use) => {
      const trouble = new Trouble();
      await trouble.watch(page);
      await use(trouble);
      expect(trouble.unexpected, 'errors and policy breaches on the page').toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * For specs that need outside programs, as `describeWith` is for Vitest: skipped by name where one is missing, a failure with
 * CI=true. Call it inside a test or a hook; it gives the paths in the order asked.
 */
export function requireTools(...names: readonly ToolName[]): string[] {
  const missing = names.filter((name) => findTool(name) === undefined);
  if (missing.length > 0 && process.env['CI'] === 'true')
    throw new Error(`${missing.join(' and ')} is not installed, and with CI=true nothing may be skipped`);
  test.skip(missing.length > 0, `needs ${missing.join(' and ')}`);
  return names.map((name) => findTool(name) ?? name);
}
