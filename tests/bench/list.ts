// The list of ten thousand until it is painted, against as many plain elements: CPU time of the page's main thread.
import type { Browser } from 'playwright';
import { median, ratio, shuffled } from './figures';
import type { Line } from './line';
import type { ListContestant } from './list-page/list';
import { meterOf } from './meter';
import { servePage } from './pages';

const ROUNDS = 7;
const WARM_UPS = 2;
const contestants: readonly ListContestant[] = ['ours', 'plain'];

export async function benchList(browser: Browser): Promise<readonly Line[]> {
  const site = await servePage('list-page');
  const page = await browser.newPage();
  try {
    await page.goto(site.address);
    await page.waitForFunction(() => window.listRace !== undefined);
    const meter = await meterOf(page);
    const samples: Readonly<Record<ListContestant, number[]>> = { ours: [], plain: [] };
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      for (const contestant of shuffled(contestants, round + WARM_UPS)) {
        const before = await meter.read();
        await page.evaluate((who) => window.listRace?.(who), contestant);
        const after = await meter.read();
        await page.evaluate(() => window.clearList?.());
        if (round >= 0) samples[contestant].push(after.thread - before.thread);
      }
    }
    const { value, from, to } = ratio(samples.plain, samples.ours);
    const milliseconds = (contestant: ListContestant) =>
      `${(1000 * median(samples[contestant])).toFixed(0)} ms`;
    return [
      {
        group: 'List of 10,000 (CPU)',
        what: 'painted, against as many plain elements',
        measured: value,
        spread: { from, to },
        unit: '×',
        goal: { bound: 'at-least', value: 50 },
        note: `${milliseconds('ours')} against ${milliseconds('plain')}`,
      },
    ];
  } finally {
    await page.close();
    await site.close();
  }
}
