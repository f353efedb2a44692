// Leaf, intermediate and root, P-256, from octets to the verdict: against pkijs's chain engine, and the signatures in it against raw
// WebCrypto, by the CPU time of the thread; and a thousand chains in one go in a worker. Rounds are interleaved.
import type { Browser } from 'playwright';
import { median, ratio, shuffled } from './figures';
import type { Line } from './line';
import { longestTask } from './longest-task';
import { meterOf } from './meter';
import { servePage } from './pages';
import type { PathContestant } from './path-page/paths';

const ROUNDS = 41;
const WARM_UPS = 5;
/** How many each verifies per round: some 25 ms of CPU. */
const counts: Readonly<Record<PathContestant, number>> = {
  ours: 40,
  pkijs: 6,
  'raw-signatures': 60,
  'our-signatures': 60,
};
const contestants = Object.keys(counts) as PathContestant[];
const group = 'Verify: leaf + intermediate + root, P-256 (CPU)';

export async function benchPaths(browser: Browser): Promise<readonly Line[]> {
  const site = await servePage('path-page');
  const page = await browser.newPage();
  try {
    await page.goto(site.address);
    await page.waitForFunction(() => window.pathsInWorker !== undefined);
    const meter = await meterOf(page);
    const samples = Object.fromEntries(contestants.map((one): [string, number[]] => [one, []]));
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      for (const contestant of shuffled(contestants, round + WARM_UPS)) {
        const count = counts[contestant];
        const before = await meter.read();
        await page.evaluate(([who, times]) => window.paths?.(who, times), [contestant, count] as const);
        const after = await meter.read();
        if (round >= 0) samples[contestant]?.push((after.thread - before.thread) / count);
      }
    }
    const elapsed: number[] = [];
    const longest = await longestTask(browser, async () => {
      for (let round = 0; round < 3; round++)
        elapsed.push((await page.evaluate(() => window.pathsInWorker?.())) ?? NaN);
    });
    return [...lines((one) => samples[one] ?? []), ...inWorker(elapsed, longest)];
  } finally {
    await page.close();
    await site.close();
  }
}

function lines(samples: (contestant: PathContestant) => readonly number[]): readonly Line[] {
  const compare = (above: PathContestant, below: PathContestant): Pick<Line, 'measured' | 'spread'> => {
    const { value, from, to } = ratio(samples(above), samples(below));
    return { measured: value, spread: { from, to } };
  };
  const each = (contestant: PathContestant) => `${(1000 * median(samples(contestant))).toFixed(3)} ms each`;
  return [
    {
      group,
      what: 'from octets to the full verdict, against pkijs 4’s chain engine',
      ...compare('pkijs', 'ours'),
      unit: '×',
      goal: { bound: 'at-least', value: 3 },
      note: `${each('ours')}; pkijs ${each('pkijs')}`,
    },
    {
      group,
      what: 'its signature checks, of raw WebCrypto’s import + verify',
      ...compare('raw-signatures', 'our-signatures'),
      unit: '',
      goal: { bound: 'at-least', value: 0.8 },
      note: each('our-signatures'),
    },
    {
      group,
      what: 'the full verdict, of raw WebCrypto’s import + verify',
      ...compare('raw-signatures', 'ours'),
      unit: '',
    },
  ];
}

function inWorker(elapsed: readonly number[], longest: number): readonly Line[] {
  return [
    {
      group,
      what: '1,000 chains in one go, in a worker (wall)',
      measured: median(elapsed),
      spread: { from: Math.min(...elapsed), to: Math.max(...elapsed) },
      unit: 'ms',
    },
    {
      group,
      what: 'longest task of the main thread meanwhile (CPU)',
      measured: longest,
      unit: 'ms',
      goal: { bound: 'below', value: 50 },
    },
  ];
}
