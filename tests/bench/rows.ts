// Rows of a list: names, validity, alternative names, key usage and serial number of P-256 leaves with four names. Against pkijs,
// jsrsasign, and a bare walk over the values that checks nothing; then from a text of PEM, with fingerprints. Rounds are interleaved; the unit is CPU time of the main thread.
import type { Browser, Page } from 'playwright';
import { median, ratio, shuffled } from './figures';
import type { Line } from './line';
import { meterOf, type Meter } from './meter';
import { servePage } from './pages';
import type { PemContestant, RowContestant } from './rows-page/rows';

const ROUNDS = 41;
const WARM_UPS = 6;
/** Some 25 ms of CPU each. */
const counts: Readonly<Record<RowContestant, number>> = {
  walk: 12_000,
  ours: 10_000,
  pkijs: 20,
  jsrsasign: 120,
};
/** The longest list there is a promise for, and as many as pkijs reads in a similar time. */
const pemCounts: Readonly<Record<PemContestant, number>> = { 'pem-ours': 10_000, 'pem-pkijs': 150 };
const PEM_ROUNDS = 9;
const PEM_WARM_UPS = 2;
type Samples<C extends string> = Readonly<Record<C, readonly number[]>>;

export async function benchRows(browser: Browser): Promise<readonly Line[]> {
  const site = await servePage('rows-page');
  const page = await browser.newPage();
  try {
    await page.goto(site.address);
    await page.waitForFunction(() => window.rowRace !== undefined);
    const meter = await meterOf(page);
    const costs = await raced(page, meter, counts, ROUNDS, WARM_UPS);
    return lines(costs, await raced(page, meter, pemCounts, PEM_ROUNDS, PEM_WARM_UPS));
  } finally {
    await page.close();
    await site.close();
  }
}

/** Seconds of CPU per row, of each contestant in each round. */
async function raced<C extends RowContestant | PemContestant>(
  page: Page,
  meter: Meter,
  countOf: Readonly<Record<C, number>>,
  rounds: number,
  warmUps: number,
): Promise<Samples<C>> {
  const contestants = Object.keys(countOf) as C[];
  const samples = Object.fromEntries(contestants.map((one): [C, number[]] => [one, []])) as Record<
    C,
    number[]
  >;
  for (let round = -warmUps; round < rounds; round++) {
    for (const contestant of shuffled(contestants, round + warmUps)) {
      const count: number = countOf[contestant];
      const before = await meter.read();
      await page.evaluate(([who, times]) => window.rowRace?.(who, times), [contestant, count] as const);
      const after = await meter.read();
      if (round >= 0) samples[contestant].push((after.thread - before.thread) / count);
    }
  }
  return samples;
}

function lines(samples: Samples<RowContestant>, pem: Samples<PemContestant>): readonly Line[] {
  const group = 'Rows of a list (CPU)';
  const against = (above: readonly number[], below: readonly number[]): Pick<Line, 'measured' | 'spread'> => {
    const { value, from, to } = ratio(above, below);
    return { measured: value, spread: { from, to } };
  };
  const compare = (above: RowContestant) => against(samples[above], samples.ours);
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
    {
      group,
      what: 'speed, against jsrsasign 11',
      ...compare('jsrsasign'),
      unit: '×',
      goal: { bound: 'at-least', value: 50 },
      note: microseconds('jsrsasign'),
    },
    {
      group,
      what: 'PEM text to 10,000 rows with SHA-256, against pkijs 4',
      ...against(pem['pem-pkijs'], pem['pem-ours']),
      unit: '×',
      goal: { bound: 'at-least', value: 100 },
      note: `${(1e4 * 1000 * median(pem['pem-ours'])).toFixed(0)} ms for all`,
    },
  ];
}
