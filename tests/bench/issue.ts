// Key and certificate, P-256 under P-256, one after the other on one thread: against the five WebCrypto operations that
// no implementation can do without, and against pkijs. Rounds are interleaved; the unit is CPU time of the main thread.
import type { Browser } from 'playwright';
import { median, ratio, shuffled } from './figures';
import type { Line } from './line';
import { meterOf } from './meter';
import type { Contestant } from './page/issue';
import { servePage } from './pages';

const ROUNDS = 121;

/** How many each makes per round: some 25 ms of CPU, so that neighbours in a round share the same moment of the machine. */
const counts: Readonly<Record<Contestant, number>> = {
  raw: 250,
  ours: 250,
  pkijs: 15,
  'raw-sign': 300,
  'ours-sign': 300,
  'raw-verify': 150,
  'ours-proof': 150,
};
/** Rounds before the first that counts: until the optimising compiler has seen everyone. */
const WARM_UPS = 6;
const contestants = Object.keys(counts) as Contestant[];

export async function benchIssue(browser: Browser): Promise<readonly Line[]> {
  const site = await servePage('page');
  const page = await browser.newPage();
  try {
    await page.goto(site.address);
    await page.waitForFunction(() => window.race !== undefined);
    const meter = await meterOf(page);
    const run = async (contestant: Contestant): Promise<number> => {
      const count = counts[contestant];
      const before = await meter.read();
      await page.evaluate(([who, times]) => window.race?.(who, times), [contestant, count] as const);
      const after = await meter.read();
      return (after.thread - before.thread) / count;
    };
    const samples = Object.fromEntries(contestants.map((one): [string, number[]] => [one, []]));
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      for (const contestant of shuffled(contestants, round + WARM_UPS)) {
        const cost = await run(contestant);
        if (round >= 0) samples[contestant]?.push(cost);
      }
    }
    return lines((contestant) => samples[contestant] ?? []);
  } finally {
    await page.close();
    await site.close();
  }
}

function lines(samples: (contestant: Contestant) => readonly number[]): readonly Line[] {
  const group = 'Issue: key + certificate, P-256 (CPU)';
  const compare = (above: Contestant, below: Contestant): Pick<Line, 'measured' | 'spread'> => {
    const { value, from, to } = ratio(samples(above), samples(below));
    return { measured: value, spread: { from, to } };
  };
  const milliseconds = (contestant: Contestant): string =>
    `${(1000 * median(samples(contestant))).toFixed(3)} ms each`;
  return [
    {
      group,
      what: 'speed, of raw WebCrypto doing the same five operations',
      ...compare('raw', 'ours'),
      unit: '',
      goal: { bound: 'at-least', value: 0.85 },
      note: milliseconds('ours'),
    },
    {
      group,
      what: 'speed, against pkijs 4',
      ...compare('pkijs', 'ours'),
      unit: '×',
      goal: { bound: 'at-least', value: 10 },
      note: milliseconds('pkijs'),
    },
    {
      group,
      what: 'key at hand: of raw digest + sign',
      ...compare('raw-sign', 'ours-sign'),
      unit: '',
      note: milliseconds('ours-sign'),
    },
    {
      group,
      what: 'own read-back and signature check: of raw import + verify',
      ...compare('raw-verify', 'ours-proof'),
      unit: '',
      note: milliseconds('ours-proof'),
    },
  ];
}
