// What a manifest holds in memory while it is made: the live heaps of page and workers, buffers included, at the fullest moment
// seen. Rubbish is collected before each look, since how much of it lies about says nothing of how the work grows.
import type { CDPSession, Page } from 'playwright';
import { median } from './figures';
import type { Line } from './line';

const COUNTS = [250, 500, 1000, 2000] as const;
const RUNS = 2;

interface Usage {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

/** A page's workers can be asked only through their page. Opened before they start. */
export class Heaps {
  readonly #session: CDPSession;
  readonly #workers: string[] = [];
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #calls = 0;

  constructor(session: CDPSession) {
    this.#session = session;
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.#workers.push(sessionId);
    });
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result } = JSON.parse(message) as { readonly id: number; readonly result: unknown };
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    });
  }

  static async of(page: Page): Promise<Heaps> {
    const session = await page.context().newCDPSession(page);
    const heaps = new Heaps(session);
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    return heaps;
  }

  async #ask(sessionId: string, method: string): Promise<unknown> {
    const id = ++this.#calls;
    const answer = new Promise<unknown>((resolve) => this.#waiting.set(id, resolve));
    await this.#session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params: {} }),
    });
    return answer;
  }

  /** Octets that live in the page and in all its workers. */
  async live(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    const own: Usage = await this.#session.send('Runtime.getHeapUsage');
    const theirs = await Promise.all(
      this.#workers.map(async (worker) => {
        await this.#ask(worker, 'HeapProfiler.collectGarbage');
        return (await this.#ask(worker, 'Runtime.getHeapUsage')) as Usage;
      }),
    );
    return [own, ...theirs].reduce(
      (sum, { usedSize, backingStorageSize }) => sum + usedSize + backingStorageSize,
      0,
    );
  }
}

/** Octets above what lives there without work. */
async function peakOf(page: Page, heaps: Heaps, count: number): Promise<number> {
  const idle = await heaps.live();
  const looks: number[] = [];
  const work = page
    .evaluate((times) => window.bulkInWorkers?.(2, 'new', times), count)
    .then(() => 'made' as const);
  const look = async (): Promise<'seen'> => {
    looks.push(await heaps.live());
    return 'seen';
  };
  for (let state: 'made' | 'seen' = 'seen'; state === 'seen';) state = await Promise.race([work, look()]);
  return Math.max(...looks) - idle;
}

export async function memoryLine(page: Page, heaps: Heaps, group: string): Promise<Line> {
  const peaks = new Map<number, number[]>(COUNTS.map((count) => [count, []]));
  await peakOf(page, heaps, COUNTS[0]);
  for (let run = 0; run < RUNS; run++) {
    for (const count of COUNTS) peaks.get(count)?.push((await peakOf(page, heaps, count)) / count);
  }
  const each = (count: number): number => median(peaks.get(count) ?? []);
  const perRun = (peaks.get(2000) ?? []).map((most, run) => most / (peaks.get(500)?.[run] ?? NaN));
  return {
    group,
    what: 'memory: octets a certificate with 2,000, of those with 500',
    measured: each(2000) / each(500),
    spread: { from: Math.min(...perRun), to: Math.max(...perRun) },
    unit: '',
    // In line is 1; the rest is what a moment more or less of the fullest one is worth.
    goal: { bound: 'at-most', value: 1.25 },
    note: `${COUNTS.map((count) => (each(count) / 1000).toFixed(1)).join(', ')} kB each with ${COUNTS.join(', ')}`,
  };
}
