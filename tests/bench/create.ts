// The whole click: *Create* with a P-256 key under a new authority, everything proved by both readers, to the zip in hand.
// Wall time, since that is what a person waits; the CPU time beside it says how much of that was ours.
import type { Browser } from 'playwright';
import { openApplication } from './application';
import { median, quantile } from './figures';
import type { Line } from './line';
import { meterOf } from './meter';

const WARM_UPS = 2;
const RUNS = 9;

export async function benchCreate(browser: Browser): Promise<readonly Line[]> {
  const application = await openApplication(browser);
  try {
    const meter = await meterOf(application.page);
    const times: number[] = [];
    const busy: number[] = [];
    for (let run = 0; run < WARM_UPS + RUNS; run++) {
      const before = await meter.read();
      const { took } = await application.create();
      const after = await meter.read();
      if (run < WARM_UPS) continue;
      times.push(took);
      busy.push(1000 * (after.process - before.process));
    }
    return [
      {
        group: 'Create: P-256, warm, from the click to the zip in hand',
        what: 'time waited',
        measured: median(times),
        spread: { from: quantile(times, 0.25), to: quantile(times, 0.75) },
        unit: 'ms',
        goal: { bound: 'below', value: 300 },
        note: `${median(busy).toFixed(0)} ms of CPU in page and worker, the download included`,
      },
    ];
  } finally {
    await application.close();
  }
}
