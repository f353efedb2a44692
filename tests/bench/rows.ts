// Rows of a list: names, validity, alternative names, key usage and serial number of P-256 leaves with four names. Against pkijs,
// and against a bare walk over the values that checks nothing. Rounds are interleaved; the unit is CPU time of the main thread.
import type { Browser } from 'playwright';
import { median, ratio, shuffled } from './figures';
import type { Line } from './line';
import { meterOf } from './meter';
import { servePage } from './pages';
import type { RowContestant } from './rows-page/rows';

const ROUNDS = 61;
const WARM_UPS = 6;
/** Some 25 ms of CPU each. */
const counts: Readonly<Record<RowContestant, number>> = { walk: 12_000, ours: 10_000, pkijs: 20 };
const contestants = Object.keys(counts) as RowContestant[];

export async function benchRows(browser: Browser): Promise<readonly Line[]> {
  const site = await servePage('rows-page');
  const page = await browser.newPage();
  try {
    await page.goto(site.address);
    await page.waitForFunction(() => window.rowRace !== undefined);
    const meter = await meterOf(page);
    const samples: Readonly<Record<RowContestant, number[]>> = { walk: [], ours: [], pkijs: [] };
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      for (const contestant of shuffled(contestants, round + WARM_UPS)) {
        const before = await meter.read();
        await page.evaluate(([who, times]) => window.rowRace?.(who, times), [
          contestant,
          counts[contestant],
        ] as const);
        const after = await meter.read();
        if (round >= 0) samples[contestant].push((after.thread - before.thread) / counts[contestant]);
      }
    }
    return lines(samples);
  } finally {
    await page.close();
    await site.close();
  }
}

function lines(samples: Readonly<Record<RowContestant, readonly number[]>>): readonly Line[] {
  const group = 'Rows of a list (CPU)';
  const compare = (above: RowContestant): Pick<Line, 'measured' | 'spread'> => {
    const { value, from, to } = ratio(samples[above], samples.ours);
    return { measured: value, spread: { from, to } };
  };
  const microseconds = (contestant: RowContestant): string =>
    `${(1e6 * median(samples[contestant])).toFixed(2)} µs each`;
  return [
    {
      group,
      what: 'speed, of a bare walk over the same values',
      ...compare('walk'),
      unit: '',
      goal: { bound: 'at-least', value: 0.5 },
      note: `${microseconds('ours')}; the walk: ${microseconds('walk')}`,
    },
    {
      group,
      what: 'speed, against pkijs 4',
      ...compare('pkijs'),
      unit: '×',
      goal: { bound: 'at-least', value: 300 },
      note: microseconds('pkijs'),
    },
  ];
}
