// The page "Inspect" with ten thousand certificates pasted: what holds its main thread up while the list grows, what a row costs
// to keep; and with one pasted into a page just opened: when it is on screen.
import type { Browser, Page } from 'playwright';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { encodePem } from '../../src/codec/pem';
import { issue } from '../../src/pki/issue';
import { generateKeyPair } from '../../src/pki/keys';
import { profiles } from '../../src/pki/profile';
import { serveDist } from '../support/static-server';
import { idleGap } from './application';
import { median } from './figures';
import type { Line } from './line';
import { longestTask } from './longest-task';
import { algorithm, at, COMMON_NAME, newAuthority } from './page/order';

const group = 'Inspect';
const CERTIFICATES = 10_000;
/** Visits for the one that is pasted into a fresh page. */
const VISITS = 7;
/** ms: longer than the page takes to get its worker ready. */
const IDLE = 1500;
/** ms, two frames at 60 Hz. A machine that keeps even an idle page waiting longer than that cannot tell. */
const CALM = 34;

declare global {
  interface Window {
    pasted?: DataTransfer | undefined;
  }
}

export async function benchInspect(browser: Browser): Promise<readonly Line[]> {
  const site = await serveDist();
  try {
    const pems = await certificates();
    return [
      ...(await many(browser, site.address, pems.join(''))),
      await one(browser, site.address, pems.slice(1, VISITS + 1)),
    ];
  } finally {
    await site.close();
  }
}

/** An authority, and leaves of its. */
async function certificates(): Promise<readonly string[]> {
  const issuer = await newAuthority();
  const { publicKey } = await generateKeyPair(algorithm, false);
  const { family } = algorithm.scheme;
  const made: string[] = [];
  for (let i = 0; i < CERTIFICATES; i++) {
    const hosts = ['', 'www.', 'mail.', '*.'].map((label) => `${label}app-${i}.example.test`);
    const [first = ''] = hosts;
    const subject = {
      name: distinguishedName([{ type: COMMON_NAME, value: first }]),
      alternativeNames: hosts.map((value) => ({ kind: 'dns' as const, value })),
      ...{ publicKey, family },
    };
    made.push(encodePem('CERTIFICATE', (await issue(profiles.tlsServer, subject, issuer, { at })).der));
  }
  return made;
}

async function opened(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}#/inspect`);
  await page.getByRole('heading', { name: 'What can be read' }).waitFor();
  return page;
}

/** On the page beforehand, since getting it there is not the page's work. */
async function hold(page: Page, text: string): Promise<void> {
  await page.evaluate((pem) => {
    const held = new DataTransfer();
    held.setData('text/plain', pem);
    window.pasted = held;
  }, text);
}

async function paste(page: Page): Promise<void> {
  await page.evaluate(() => {
    const clipboardData = window.pasted ?? null;
    window.pasted = undefined;
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
}

async function many(browser: Browser, address: string, text: string): Promise<readonly Line[]> {
  const page = await opened(browser, address);
  try {
    // So that chunks, worker and views are there before anything is weighed.
    await hold(page, text.slice(0, text.indexOf('-----END') + 26));
    await paste(page);
    await page.getByRole('heading', { name: '1 thing', exact: true }).waitFor();
    await page.waitForTimeout(IDLE);
    const before = await heapOf(page);
    await hold(page, text);
    const started = Date.now();
    const task = await longestTask(browser, async () => {
      await paste(page);
      await page.getByRole('heading', { name: '10,000 things' }).waitFor({ timeout: 120_000 });
      await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 120_000 });
    });
    const took = Date.now() - started;
    // Then every row has been read.
    const sorting = await longestTask(browser, async () => {
      await page.getByRole('combobox', { name: 'Order' }).selectOption('By name');
      await page.getByRole('treeitem', { name: /^app-0\./ }).waitFor();
      await page.waitForTimeout(IDLE);
    });
    const rows = (await heapOf(page)) - before;
    const searching = await longestTask(browser, async () => {
      await page.getByRole('searchbox', { name: 'Search' }).fill('app-9999.');
      await page.getByRole('treeitem', { name: /^app-9999\./ }).waitFor();
      await page.waitForTimeout(IDLE);
    });
    const searched = (await heapOf(page)) - before;
    const goal = { bound: 'below', value: 50 } as const;
    return [
      {
        group,
        what: 'longest task of the main thread while 10,000 come in (CPU)',
        ...{ measured: task, unit: 'ms', goal, note: `all read after ${took} ms` },
      },
      {
        group,
        what: 'longest task while they are sorted, and searched (CPU)',
        ...{ measured: Math.max(sorting, searching), unit: 'ms', goal },
      },
      {
        group,
        what: 'heap kept for each of 10,000 besides its octets',
        measured: rows / CERTIFICATES / 1000,
        unit: 'kB',
        goal: { bound: 'at-most', value: 2 },
        note: `with the text that is searched ${(searched / CERTIFICATES / 1000).toFixed(1)} kB`,
      },
    ];
  } finally {
    await page.context().close();
  }
}

/** Octets of JavaScript objects that are still in use; the contents of buffers are not among them. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

async function one(browser: Browser, address: string, pems: readonly string[]): Promise<Line> {
  const times: number[] = [];
  const controls: number[] = [];
  for (const pem of pems) {
    const page = await opened(browser, address);
    try {
      await page.waitForTimeout(IDLE);
      await hold(page, pem);
      controls.push(await idleGap(page, 500));
      times.push(await page.evaluate(pasteAndWait));
    } finally {
      await page.context().close();
    }
  }
  const control = Math.max(...controls);
  return {
    group,
    what: 'a certificate pasted into a page just opened is on screen after',
    measured: median(times),
    spread: { from: Math.min(...times), to: Math.max(...times) },
    unit: 'ms',
    ...(control > CALM ? {} : { goal: { bound: 'below', value: 50 } }),
    note: `without work a frame took ${control.toFixed(0)} ms${control > CALM ? ': this machine is too busy to tell' : ''}`,
  };
}

/** Runs in the page. Until its row is in the list and its names in the overview, and a frame has shown them. */
async function pasteAndWait(): Promise<number> {
  const clipboardData = window.pasted ?? null;
  const started = performance.now();
  const shown = new Promise<void>((resolve, reject) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('[role="treeitem"]') === null) return;
      if (document.querySelector('[role="tabpanel"] ul[aria-label="Names"]') === null) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { subtree: true, childList: true });
    setTimeout(() => reject(new Error('Not on screen within a minute')), 60_000);
  });
  document.body.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  );
  await shown;
  await new Promise(requestAnimationFrame);
  return performance.now() - started;
}
