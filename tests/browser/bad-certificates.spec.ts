// The page "Bad certificates", as somebody who tests a client uses it: from names to a kit that is served and refused, with what
// every client will say of each case; stopped half-way; by keyboard; from the file on the disk.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, requireTools, singleFileAddress, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

interface Expected {
  readonly cases: readonly { readonly id: string; readonly host: string }[];
}

class KitPage {
  readonly page: Page;
  readonly make: Locator;
  readonly zip: Locator;
  readonly kit: Locator;

  constructor(page: Page) {
    this.page = page;
    this.make = page.getByRole('button', { name: /^Make \d+ chains?$/ });
    this.zip = page.getByRole('link', { name: /^Download bad-certificates\.zip/ });
    this.kit = page.getByRole('region', { name: 'The kit' });
  }

  async open(address: string): Promise<void> {
    await this.page.goto(`${address}#/bad-certificates`);
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Bad certificates');
    await expect(this.make).toBeEnabled();
  }

  /** Leaves all groups but these out. */
  async only(...groups: readonly string[]): Promise<void> {
    const wanted = new RegExp(`^(?:${groups.join('|')}) \\d+$`);
    for (const box of await this.kit.getByRole('checkbox').all()) {
      const label = (await box.locator('xpath=..').innerText()).trim();
      await box.setChecked(wanted.test(label));
    }
  }

  group(title: string): Locator {
    return this.page.locator('summary', { hasText: title });
  }
}

test('from names to a kit that runs, with what every client will say', async ({ page, site }) => {
  test.setTimeout(120_000);
  const [unzip = '', python = ''] = requireTools('unzip', 'python3');
  const kit = new KitPage(page);
  await kit.open(site.address);
  await kit.only('Good, as control', 'Validity', 'Names');
  await page.getByLabel('Names this certificate is for').fill('app.test ');
  await page.getByRole('button', { name: 'Remove localhost' }).click();
  await expect(kit.make).toHaveText('Make 52 chains');
  await kit.make.click();
  await expect(kit.zip).toBeVisible({ timeout: 60_000 });
  await expect(kit.kit.getByRole('status')).toContainText('Made 52 chains');

  await kit.group('Validity').click();
  const expired = page.getByRole('listitem').filter({ hasText: 'val-expired' });
  await expired.getByText('all refuse').click();
  await expired.getByRole('button', { name: 'OpenSSL refuses', exact: true }).click();
  await expect(expired.getByText('certificate has expired', { exact: false }).first()).toBeVisible();

  const [download] = await Promise.all([page.waitForEvent('download'), kit.zip.click()]);
  const folder = temporaryFolder('bad-certificates-');
  await download.saveAs(join(folder, 'kit.zip'));
  execFileSync(unzip, ['-q', 'kit.zip'], { cwd: folder });
  const unzipped = join(folder, 'bad-certificates');
  const { cases } = JSON.parse(readFileSync(join(unzipped, 'expected.json'), 'utf8')) as Expected;
  expect(cases).toHaveLength(52);
  expect(cases.find(({ id }) => id === 'val-expired')?.host).toBe('app.test');
  const listed = execFileSync(python, ['run/serve.py', '--list'], { cwd: unzipped, encoding: 'utf8' });
  expect(listed.trimEnd().split('\n')).toHaveLength(52);
});

test('stopped half-way it keeps nothing, and by keyboard it is made all the same', async ({ page, site }) => {
  test.setTimeout(120_000);
  const kit = new KitPage(page);
  await kit.open(site.address);
  await kit.make.press('Enter');
  await kit.kit.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(kit.kit.getByRole('status')).toContainText('Cancelled');
  await expect(kit.zip).toHaveCount(0);
  await kit.only('Revocation');
  await kit.make.press('Enter');
  await expect(kit.zip).toBeVisible({ timeout: 60_000 });
  await kit.group('Revocation').press('Enter');
  await expect(page.getByText('rev-hold')).toBeVisible();
});

test('certwright.html opened as a file makes it too', async ({ page }) => {
  test.setTimeout(120_000);
  const kit = new KitPage(page);
  await kit.open(singleFileAddress);
  await kit.only('Signatures');
  await kit.make.click();
  await expect(kit.zip).toBeVisible({ timeout: 60_000 });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`owes everyone what every page owes: ${colorScheme}, ${width} px`, async ({ page, site }) => {
      test.setTimeout(120_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      const kit = new KitPage(page);
      await kit.open(site.address);
      await kit.only('Keys', 'Revocation');
      await kit.make.click();
      await expect(kit.zip).toBeVisible({ timeout: 60_000 });
      await kit.group('Keys').click();
      await page.locator('.verdicts summary').first().click();
      await owesNothing(page);
    });
  }
}
