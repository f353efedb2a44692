// `npm run bench`, in Node: one browser, the groups one after the other, one table.
import type { Browser } from 'playwright';
import { launchChromium } from '../support/chromium';
import { benchBulk } from './bulk';
import { benchCreate } from './create';
import { benchFirstLoad } from './first-load';
import { benchFrames } from './frames';
import { benchIssue } from './issue';
import { benchInspect } from './inspect';
import type { Line } from './line';
import { benchList } from './list';
import { benchPaths } from './paths';
import { benchRows } from './rows';

export { met, table, type Line } from './line';

const groups: Readonly<Record<string, (browser: Browser) => Promise<readonly Line[]>>> = {
  issue: benchIssue,
  bulk: benchBulk,
  rows: benchRows,
  list: benchList,
  inspect: benchInspect,
  paths: benchPaths,
  load: benchFirstLoad,
  create: benchCreate,
  frames: benchFrames,
};

export const groupNames = Object.keys(groups);

/** @param wanted names of groups; none means all */
export async function run(
  wanted: readonly string[],
  say: (group: string) => void,
): Promise<{ readonly browser: string; readonly lines: readonly Line[] }> {
  // Functions that idle while another contestant runs must not lose their bytecode, or each round starts cold.
  const browser = await launchChromium({ extraArguments: ['--js-flags=--no-flush-bytecode'] });
  try {
    const lines: Line[] = [];
    for (const [name, bench] of Object.entries(groups)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      say(name);
      lines.push(...(await bench(browser)));
    }
    return { browser: browser.version(), lines };
  } finally {
    await browser.close();
  }
}
