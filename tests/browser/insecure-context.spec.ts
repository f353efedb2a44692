// Where the page cannot work it says why and what to do, and is never blank: over plain http from another machine, without
// workers, in a browser too old to start it, and without scripts.
import { chromiumOptions } from '../support/chromium';
import { expect, test } from '../support/page-fixture';
import { serveDist, type StaticServer } from '../support/static-server';

test.use({
  launchOptions: chromiumOptions({ extraArguments: ['--host-resolver-rules=MAP mybox.lan 127.0.0.1'] }),
});

let elsewhere: StaticServer;
test.beforeAll(async () => {
  // As a plain host on another machine: any name, and none of our headers.
  elsewhere = await serveDist({ anyHost: true, headers: false });
});
test.afterAll(() => elsewhere.close());

const address = () => `http://mybox.lan:${elsewhere.port}/`;

test('plain http from another machine: why, and four ways out', async ({ page }) => {
  await page.goto(address());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This address takes the cryptography away',
  );
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  const main = page.locator('main');
  await expect(main).toContainText('only where nobody on the way could have changed it');
  await expect(main).toContainText(`ssh -L 8080:localhost:${elsewhere.port} mybox.lan`);
  await expect(main).toContainText(`https://mybox.lan:${elsewhere.port}/`);
  await expect(page.getByRole('button', { name: 'Create certificate' })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'certwright.html' }).click();
  expect((await download).suggestedFilename()).toBe('certwright.html');
});

test('plain http from another machine: the page on silence still reads', async ({ page }) => {
  await page.goto(`${address()}#/silence`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No network, by policy');
  await expect(page.locator('main')).toContainText("connect-src 'none'");
});

test('no workers: said in words', async ({ page, site }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
  await page.goto(site.address);
  await expect(
    page.getByRole('alert').filter({ hasText: 'did not start the worker that makes keys' }),
  ).toBeVisible();
});

test('a browser that cannot run the script: said in words, after a moment', async ({
  page,
  site,
  trouble,
}) => {
  trouble.expect(/Failed to load resource/);
  await page.route(/assets\/index-.*\.js/, (route) => route.abort());
  await page.goto(site.address);
  await expect(page.getByText('Certwright is starting. If this line stays')).toBeVisible();
});

test.describe('no scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('said in words', async ({ page, site }) => {
    await page.goto(site.address);
    // Where scripts are switched off in earnest <noscript> says so too; Playwright's switch comes after the parser.
    await expect(page.getByText('something keeps its scripts from running')).toBeVisible();
  });
});
