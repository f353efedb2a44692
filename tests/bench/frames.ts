// The page stays alive while the worker toils, during the two heaviest things a click can ask for. Twice over: the longest time
// between two frames, held against as long a time without work, which is what this machine does to any page; and the longest
// task of the page's main thread in CPU time, which no other program can lengthen.
import type { Browser } from 'playwright';
import { idleGap, openApplication, type Application } from './application';
import type { Goal, Line } from './line';
import { longestTask } from './longest-task';

const RUNS = 3;
const group = 'Frames: what holds one up on the page while the worker works';
const goal: Goal = { bound: 'at-most', value: 50 };
/** ms, two frames at 60 Hz. A machine that keeps even an idle page waiting longer than that cannot tell. */
const CALM = 34;

export async function benchFrames(browser: Browser): Promise<readonly Line[]> {
  return [
    ...(await heldUpBy(browser, 'RSA 4096', chooseRsa4096)),
    ...(await heldUpBy(browser, 'PKCS#12 under a password', setKeyPassword)),
  ];
}

async function heldUpBy(
  browser: Browser,
  what: string,
  prepare: (application: Application) => Promise<void>,
): Promise<readonly Line[]> {
  const application = await openApplication(browser);
  try {
    // Chunks and worker come with the first certificate; here only the frames of heavy work are of interest.
    await application.create();
    await application.page.getByRole('button', { name: 'Make another' }).click();
    await prepare(application);
    const gaps: number[] = [];
    const controls: number[] = [];
    const tasks: number[] = [];
    const times: string[] = [];
    for (let run = 0; run < RUNS; run++) {
      const task = await longestTask(browser, async () => {
        const { took, longestGap } = await application.create();
        gaps.push(longestGap);
        times.push(took.toFixed(0));
        controls.push(await idleGap(application.page, took));
      });
      tasks.push(task);
    }
    const control = Math.max(...controls);
    return [
      {
        group,
        what: `${what}: longest task of the main thread (CPU)`,
        measured: Math.max(...tasks),
        spread: { from: Math.min(...tasks), to: Math.max(...tasks) },
        unit: 'ms',
        goal,
        note: `took ${times.join(', ')} ms`,
      },
      {
        group,
        what: `${what}: longest time between two frames`,
        measured: Math.max(...gaps),
        spread: { from: Math.min(...gaps), to: Math.max(...gaps) },
        unit: 'ms',
        ...(control > CALM ? {} : { goal }),
        note: `without work ${control.toFixed(0)} ms${control > CALM ? ': this machine is too busy to tell' : ''}`,
      },
    ];
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
