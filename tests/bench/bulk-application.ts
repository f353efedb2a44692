// The page "In bulk" as a person uses it: a manifest or a table is chosen, read, and made into a zip, while the page stays alive.
import type { Browser, Page } from 'playwright';
import { serveDist } from '../support/static-server';
import type { Goal, Line } from './line';
import { longestTask } from './longest-task';

const RUNS = 3;

const host = (i: number): string => `app-${i}.bench.test`;

const manifest = (count: number): string =>
  JSON.stringify({
    certwright: 1,
    authorities: { bench: { commonName: 'Bench authority', permitted: ['bench.test'] } },
    servers: Array.from({ length: count }, (_, i) => ({ names: [host(i)] })),
  });

const table = (count: number): string =>
  ['kind,name,names,permitted', 'root,Bench,,bench.test']
    .concat(Array.from({ length: count }, (_, i) => `server,,"${host(i)}, www.${host(i)}",`))
    .join('\n');

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    });
}

export async function benchBulkPage(browser: Browser, group: string): Promise<readonly Line[]> {
  const site = await serveDist();
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    const tasks = { made: [] as number[], read: [] as number[] };
    // What was made before would be held against what comes next.
    const afresh = async (): Promise<void> => {
      await page.goto('about:blank');
      await page.goto(`${site.address}#/bulk`);
      await page.getByRole('textbox', { name: 'certwright.json' }).waitFor();
    };
    for (let run = 0; run < RUNS; run++) {
      await afresh();
      tasks.made.push(await longestTask(browser, () => chooseAndMake(page)));
      await afresh();
      tasks.read.push(
        await longestTask(browser, async () => {
          await choose(page, 'hosts.csv', table(10_000));
          await page.getByText('10001 to make.').waitFor();
        }),
      );
    }
    const line = (what: string, samples: readonly number[], goal?: Goal): Line => ({
      group,
      what: `longest task of the main thread (CPU): ${what}`,
      measured: Math.max(...samples),
      spread: { from: Math.min(...samples), to: Math.max(...samples) },
      unit: 'ms',
      ...(goal && { goal }),
    });
    return [
      line('a manifest of 1,000 chosen, and made into one zip', tasks.made, { bound: 'below', value: 50 }),
      line('a table of 10,000 chosen, and what would change shown', tasks.read),
    ];
  } finally {
    await context.close();
    await site.close();
  }
}

async function chooseAndMake(page: Page): Promise<void> {
  await choose(page, 'certwright.json', manifest(1000));
  await page.getByText('1001 to make.').waitFor();
  await page.getByLabel('Passphrase for the keys of new authorities').fill('a passphrase of the bench');
  await page.getByRole('button', { name: 'Make all 1001' }).click();
  await page.locator('a[download][href^="blob:"]').waitFor({ timeout: 120_000 });
}
