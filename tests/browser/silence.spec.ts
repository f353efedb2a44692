// That nothing leaves the page: what a script in the page, or in the worker that holds the keys, can still reach.
// Three ways to get the application: from a host that sends our headers, from one that sends none, and from a file.
// Each route is first proven to reach the listener from a page without a policy.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page, Worker } from '@playwright/test';
import {
  openSink,
  tryFromPage,
  tryFromWorker,
  tryPastPolicy,
  waysFromPage,
  waysFromWorker,
  waysPastPolicy,
  type NetworkSink,
} from '../support/network-sink';
import { expect, singleFileAddress, test } from '../support/page-fixture';
import { serveDist, type StaticServer } from '../support/static-server';

let sink: NetworkSink;
let otherOrigin: NetworkSink;
let plainHost: StaticServer;
let folder: string;

test.beforeAll(async () => {
  sink = await openSink();
  otherOrigin = await openSink();
  folder = mkdtempSync(join(tmpdir(), 'certwright-silence-'));
  writeFileSync(join(folder, 'bare.html'), '<!doctype html><title>bare</title>');
  plainHost = await serveDist({ headers: false });
});

test.afterAll(async () => {
  await plainHost.close();
  await sink.close();
  await otherOrigin.close();
  rmSync(folder, { recursive: true });
});

test.beforeEach(() => {
  sink.forget();
});

// One listener for all of them, so one at a time; each stands on its own.
test.describe.configure({ mode: 'default' });

const places = {
  'a host that sends our headers': (site: StaticServer) => site.address,
  'a host that sends no headers': () => plainHost.address,
  'certwright.html opened as a file': () => singleFileAddress,
};

for (const [place, addressOf] of Object.entries(places))
  test.describe(place, () => {
    test('the page loads without a breach and asks for nothing but its own files', async ({ page, site }) => {
      const address = addressOf(site);
      const asked: string[] = [];
      page.context().on('request', (request) => asked.push(request.url()));
      await open(page, address);
      await workerOf(page);
      const own = [address, 'blob:', 'data:'];
      expect(asked.filter((url) => !own.some((prefix) => url.startsWith(prefix)))).toEqual([]);
      expect(asked).toContain(address);
    });

    test('no request from the page arrives', async ({ page, site, trouble }) => {
      trouble.expect(/./);
      await open(page, addressOf(site));
      await page.evaluate(tryFromPage, sink.address);
      expect([...sink.hits]).toEqual([]);
      expect(trouble.all.length, 'each attempt was refused aloud').toBeGreaterThan(0);
    });

    test('no request from the worker arrives', async ({ page, site, trouble }) => {
      trouble.expect(/./);
      await open(page, addressOf(site));
      await (await workerOf(page)).evaluate(tryFromWorker, sink.address);
      expect([...sink.hits]).toEqual([]);
    });
  });

test.describe('a page without a policy, for comparison', () => {
  for (const [place, addressOf] of Object.entries({
    served: () => otherOrigin.address,
    'opened as a file': () => pathToFileURL(join(folder, 'bare.html')).href,
  })) {
    test(`${place}: every request from the page arrives`, async ({ page, trouble }) => {
      trouble.expect(/./);
      await page.goto(addressOf());
      await page.evaluate(tryFromPage, sink.address);
      await arrived(waysFromPage);
    });

    test(`${place}: every request from a worker arrives`, async ({ page, trouble }) => {
      trouble.expect(/./);
      await page.goto(addressOf());
      const started = page.waitForEvent('worker');
      await page.evaluate(() => {
        new Worker(URL.createObjectURL(new Blob(['0'])));
      });
      await (await started).evaluate(tryFromWorker, sink.address);
      await arrived(waysFromWorker);
    });
  }
});

test.describe('what no policy of a page closes: navigation and WebRTC', () => {
  test('stays open on a host that sends no headers', async ({ page, trouble }) => {
    trouble.expect(/./);
    await open(page, plainHost.address);
    await leave(page, waysPastPolicy);
  });

  test('stays open in certwright.html', async ({ page, trouble }) => {
    trouble.expect(/./);
    await open(page, singleFileAddress);
    await leave(page, waysPastPolicy);
  });

  test('is closed by our Connection-Allowlist header, in a browser that knows it', async ({
    page,
    site,
    trouble,
  }) => {
    trouble.expect(/./);
    const known = await knowsConnectionAllowlist(page);
    sink.forget();
    await open(page, site.address);
    await leave(page, known ? [] : waysPastPolicy);
  });
});

/** By doing: a page with this header alone, and no policy. */
async function knowsConnectionAllowlist(page: Page): Promise<boolean> {
  await page.goto(`${otherOrigin.address}allowlist`);
  await page.evaluate(tryFromPage, sink.address);
  return !sink.hits.has('fetch');
}

/** These ways lead to the listener, however long each takes, and no other does. */
async function arrived(ways: readonly string[]): Promise<void> {
  await expect.poll(() => [...sink.hits].sort()).toEqual([...ways].sort());
}

/** @param ways that stay open */
async function leave(page: Page, ways: readonly string[]): Promise<void> {
  await page.evaluate(tryPastPolicy, { address: sink.address, udpPort: sink.udpPort });
  // Nothing announces a packet or a navigation that was refused.
  if (ways.length === 0) await page.waitForTimeout(1500);
  // The navigation ends what is under way.
  else await arrived(ways.filter((way) => way !== 'navigation'));
  await page.evaluate((address) => {
    location.href = `${address}navigation`;
  }, sink.address);
  if (ways.length === 0) await page.waitForTimeout(1000);
  await arrived(ways);
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator('#app > *').first()).toBeVisible();
}

/** The application's own worker; the button starts it where the page has not done so by itself. */
async function workerOf(page: Page): Promise<Worker> {
  const [running] = page.workers();
  if (running !== undefined) return running;
  const started = page.waitForEvent('worker');
  await page.getByRole('button', { name: 'Create certificate' }).click();
  return started;
}
