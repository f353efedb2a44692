// Outside programs for Vitest suites. A suite names what it needs; where that is missing its tests are skipped by name and
// put on the list that `npm test` closes with, and with CI=true they fail instead: a skip there would look like a pass.
// Playwright specs cannot load this file (Vitest's `describe`): they have `requireTools` of `./page-fixture`.
import { appendFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { findTool, type ToolName } from '../../.ci/tools.mjs';

export { findTool, type ToolName };

/**
 * Vitest's `describe` for tests that need outside programs; `path` gives the absolute path of each one named.
 * `node24` and everything Debian 12 packages is installed by `npm test` there; `python3.13` is not, so a suite
 * that can do without it asks `findTool` instead.
 */
export function describeWith(
  tools: readonly ToolName[],
  title: string,
  body: (path: (name: ToolName) => string) => void,
): void {
  const missing = tools.filter((name) => findTool(name) === undefined);
  if (missing.length === 0) {
    describe(title, () => {
      body((name) => findTool(name) ?? neverAsked(name));
    });
    return;
  }
  const reason = `needs ${missing.join(' and ')}`;
  if (process.env['CI'] === 'true') {
    describe(title, () => {
      it(reason, () => {
        throw new Error(
          `${title}: ${reason}, which is not installed, and with CI=true nothing may be skipped`,
        );
      });
    });
    return;
  }
  recordSkip(reason, title);
  describe.skip(title, () => {
    // Collected for the names of its tests alone; a body that runs a tool while being collected cannot get far.
    try {
      body((name) => name);
    } catch {
      it(reason, () => undefined);
    }
  });
}

function neverAsked(name: ToolName): never {
  throw new Error(`${name} was not among the tools this suite asked for`);
}

/** Puts something that cannot run here on the list at the end of `npm test`. */
export function recordSkip(reason: string, title: string): void {
  const list = process.env['CERTWRIGHT_SKIPPED'];
  if (list !== undefined) appendFileSync(list, `${reason}\t${title}\n`);
}
