// The page stays alive while the worker toils: the longest time between two frames during the two heaviest things a click can
// ask for, and during as long a time without work, which is what this machine does to any page.
import type { Browser } from 'playwright';
import { idleGap, openApplication, type Application } from './application';
import type { Line } from './line';

const RUNS = 3;

export async function benchFrames(browser: Browser): Promise<readonly Line[]> {
  return [
    await longestGap(browser, 'RSA 4096, generated', chooseRsa4096),
    await longestGap(browser, 'PKCS#12 and PEM under a password, full work factor', setKeyPassword),
  ];
}

async function longestGap(
  browser: Browser,
  what: string,
  prepare: (application: Application) => Promise<void>,
): Promise<Line> {
  const application = await openApplication(browser);
  try {
    // Chunks and worker come with the first certificate; here only the frames of heavy work are of interest.
    await application.create();
    await application.page.getByRole('button', { name: 'Make another' }).click();
    await prepare(application);
    const gaps: number[] = [];
    const controls: number[] = [];
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const { took, longestGap: gap } = await application.create();
      gaps.push(gap);
      times.push(took);
      controls.push(await idleGap(application.page, took));
    }
    const worst = Math.max(...gaps);
    return {
      group: 'Frames: longest gap on the page while the worker works',
      what,
      measured: worst,
      spread: { from: Math.min(...gaps), to: worst },
      unit: 'ms',
      goal: { bound: 'at-most', value: 50 },
      note: `without work ${Math.max(...controls).toFixed(0)} ms; took ${times.map((one) => one.toFixed(0)).join(', ')} ms`,
    };
  } finally {
    await application.close();
  }
}

async function chooseRsa4096({ page }: Application): Promise<void> {
  await page.getByRole('region', { name: 'Key', exact: true }).getByRole('button').click();
  await page.getByRole('radio', { name: 'RSA 4096' }).check();
}

async function setKeyPassword({ page }: Application): Promise<void> {
  await page.getByRole('region', { name: 'Key password' }).getByRole('button').click();
  await page.getByRole('textbox', { name: 'Key password' }).fill('a password of the bench');
  await page.getByRole('textbox', { name: 'Once more' }).fill('a password of the bench');
}
