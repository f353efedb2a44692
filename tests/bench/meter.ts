// CPU time of a page's main thread, as Chromium itself keeps it. Wall time on a shared machine says who else was working;
// CPU ratios moved by 3 % where wall ratios moved by 400 %.
import type { Page } from 'playwright';

/** Seconds of CPU since the page began. */
export interface Reading {
  /** Of the main thread, whatever it did. */
  readonly thread: number;
  /** Of all threads of the page's process, its worker's included. */
  readonly process: number;
}

export interface Meter {
  read(): Promise<Reading>;
}

export async function meterOf(page: Page): Promise<Meter> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    read: async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      const seconds = (wanted: string): number => {
        const found = metrics.find(({ name }) => name === wanted);
        if (found === undefined) throw new Error(`This browser keeps no ${wanted}`);
        return found.value;
      };
      return {
        thread: seconds('ThreadTime'),
        process: seconds('ProcessTime'),
      };
    },
  };
}
