// What was made for people outlives the tab of the page it was made in: a zip that was not downloaded yet is there after going away
// and coming back, work goes on meanwhile, another zip takes its place on the person's word alone, and Cancel leaves no trace.
import { execFileSync } from 'node:child_process';
import type { Locator, Page } from '@playwright/test';
import { AuthoritiesPage } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);
test.setTimeout(120_000);

const people = (count: number): string =>
  Array.from({ length: count }, (_, place) => `Person ${place + 1}`).join('\n');

async function opened(page: Page, address: string): Promise<readonly [AuthoritiesPage, Locator]> {
  const authorities = new AuthoritiesPage(page);
  await authorities.open(address, 'new');
  await authorities.create('Team root');
  return [authorities, await authorities.tab('Clients')];
}

async function make(tab: Locator, count: number): Promise<void> {
  await tab.getByLabel('People and devices, one a line').fill(people(count));
  await tab.getByRole('button', { name: /^Make \d+ client certificate/ }).click();
}

const linkIn = (tab: Locator): Locator => tab.getByRole('link', { name: /^Download client-certificates/ });

async function clientsIn(zip: string): Promise<number> {
  const [unzip = ''] = requireTools('unzip');
  const listed = execFileSync(unzip, ['-l', zip], { encoding: 'utf8' });
  return Promise.resolve(listed.match(/INSTALL\.html/g)?.length ?? 0);
}

/** Whether the browser would ask before it closes the page. */
const asks = (page: Page): Promise<boolean> =>
  page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

test('a zip that was not downloaded is there after another tab, another page and back', async ({
  page,
  site,
}) => {
  const [authorities, tab] = await opened(page, site.address);
  await make(tab, 3);
  await expect(linkIn(tab)).toBeVisible();
  await authorities.tab('Certificates');
  const again = await authorities.tab('Clients');
  await expect(linkIn(again)).toBeVisible();
  await expect(again.getByLabel('People and devices, one a line')).toHaveValue(people(3));
  await authorities.toList();
  await expect(page.getByText('3 client certificates of Team root are not downloaded yet')).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Inspect', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Inspect' })).toBeVisible();
  await page.goBack();
  await authorities.to('Team root');
  const back = await authorities.tab('Clients');
  const zip = await authorities.download(linkIn(back), temporaryFolder('kept-'));
  expect(await clientsIn(zip)).toBe(3);
  await authorities.toList();
  await expect(page.getByText('are not downloaded yet')).toHaveCount(0);
});

test('the browser asks before it closes, on any page, while a zip was not downloaded', async ({
  page,
  site,
}) => {
  const [authorities, tab] = await opened(page, site.address);
  // A root that lives in this tab alone is a reason of its own.
  await authorities.tab('Overview');
  await authorities.keep('correct horse battery staple');
  await authorities.tab('Clients');
  expect(await asks(page)).toBe(false);
  await make(tab, 1);
  await expect(linkIn(tab)).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Inspect', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Inspect' })).toBeVisible();
  expect(await asks(page)).toBe(true);
  await page.goBack();
  await authorities.download(linkIn(await authorities.tab('Clients')), temporaryFolder('kept-'));
  expect(await asks(page)).toBe(false);
});

test('the work goes on behind another tab, and can be cancelled after coming back', async ({
  page,
  site,
}) => {
  const [authorities, tab] = await opened(page, site.address);
  await tab.getByLabel('Key', { exact: true }).selectOption('rsa-4096');
  await make(tab, 200);
  await expect(tab.getByText(/^Made \d+ of 200$/)).toBeVisible();
  await authorities.tab('Overview');
  const again = await authorities.tab('Clients');
  await expect(again.getByText(/^Made [1-9]\d* of 200$/)).toBeVisible({ timeout: 60_000 });
  await again.getByRole('button', { name: 'Cancel' }).click();
  await expect(again.getByText('Cancelled. Nothing was kept of it.')).toBeVisible();
  // Signed for it first, and let go of with it.
  const lists = await authorities.tab('Revocation list');
  await expect(lists.getByText('No list has been signed yet.')).toBeVisible();
  const record = await authorities.tab('Certificates');
  await expect(record.getByText('Person 1')).toHaveCount(0);
  await expect(page.getByText(/unfinished/i)).toHaveCount(0);
});

test('Cancel that comes when all of it is on record says so, and the zip is there', async ({
  page,
  site,
}) => {
  // Pressed at the very moment when what was signed is about to be written down.
  await page.addInitScript(() => {
    type Send = (this: Worker, ...given: readonly unknown[]) => void;
    const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'postMessage')?.value as Send;
    const value: Send = function (...given) {
      Reflect.apply(own, this, given);
      if ((given[0] as { readonly verb?: string }).verb !== 'describeCertificates') return;
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Cancel')?.click();
    };
    Object.defineProperty(Worker.prototype, 'postMessage', { value });
  });
  const [authorities, tab] = await opened(page, site.address);
  await make(tab, 2);
  await expect(
    tab.getByText('Cancel came too late: all of it was made and on record by then.'),
  ).toBeVisible();
  expect(await clientsIn(await authorities.download(linkIn(tab), temporaryFolder('kept-')))).toBe(2);
  const record = await authorities.tab('Certificates');
  await expect(record.getByText('Person 2').first()).toBeVisible();
});

test('while others are being made, the zip that is offered is said to be the one before', async ({
  page,
  site,
}) => {
  const [authorities, tab] = await opened(page, site.address);
  await make(tab, 2);
  await authorities.download(linkIn(tab), temporaryFolder('kept-'));
  const before = tab.getByText('These are the ones before; the others are still being made.');
  await expect(before).toHaveCount(0);
  await tab.getByLabel('Key', { exact: true }).selectOption('rsa-4096');
  await make(tab, 200);
  await expect(before).toBeVisible();
  await expect(linkIn(tab)).toBeVisible();
  await tab.getByRole('button', { name: 'Cancel' }).click();
  await expect(tab.getByText('Cancelled. Nothing was kept of it.')).toBeVisible();
  await expect(before).toHaveCount(0);
  await expect(tab.getByText('These are the ones before.', { exact: true })).toBeVisible();
  expect(await clientsIn(await authorities.download(linkIn(tab), temporaryFolder('kept-')))).toBe(2);
});

test('making others asks first where nobody has the last ones yet', async ({ page, site }) => {
  const [authorities, tab] = await opened(page, site.address);
  await make(tab, 2);
  await expect(linkIn(tab)).toBeVisible();
  await make(tab, 1);
  await expect(tab.getByText('have not been downloaded. Making others lets go of them.')).toBeVisible();
  await tab.getByRole('button', { name: 'Back to them' }).click();
  await expect(linkIn(tab)).toBeFocused();
  const folder = temporaryFolder('kept-');
  expect(await clientsIn(await authorities.download(linkIn(tab), folder))).toBe(2);
  await make(tab, 1);
  await expect(tab.getByText('Made and recorded 1 certificate,')).toBeVisible();
  await make(tab, 3);
  await tab.getByRole('button', { name: 'Make others all the same' }).click();
  await expect(tab.getByText('Made and recorded 3 certificates,')).toBeVisible();
  expect(await clientsIn(await authorities.download(linkIn(tab), folder))).toBe(3);
});
