/** The page "In bulk", as tests drive it. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { newerLink } from './newer-link';
import { temporaryFolder } from './temporary-folder';

export class BulkPage {
  readonly page: Page;
  readonly manifest: Locator;
  readonly rows: Locator;
  readonly passphrase: Locator;
  readonly make: Locator;
  readonly zip: Locator;
  readonly files: Locator;

  constructor(page: Page) {
    this.page = page;
    this.manifest = page.getByRole('textbox', { name: 'certwright.json' });
    this.rows = page.getByRole('list', { name: 'What would change' }).getByRole('listitem');
    this.passphrase = page.getByLabel('Passphrase for the keys of new authorities', { exact: true });
    this.make = page.getByRole('button', { name: /^Make (?:it|all)/ });
    this.zip = page.getByRole('link', { name: /^Download certwright\.zip/ });
    this.files = page.locator('input[type="file"]').first();
  }

  async open(address: string): Promise<void> {
    await this.page.goto(`${address}#/bulk`);
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('In bulk');
  }

  async example(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start from an example' }).click();
    await expect(this.rows).toHaveCount(5);
  }

  /** Makes it all and unzips it; yields the folder. */
  async made(unzip: string): Promise<string> {
    const zip = await newerLink(this.zip, () => this.make.click());
    const [download] = await Promise.all([this.page.waitForEvent('download'), zip.click()]);
    const folder = temporaryFolder('bulk-');
    await download.saveAs(join(folder, 'certwright.zip'));
    execFileSync(unzip, ['-q', 'certwright.zip'], { cwd: folder });
    return join(folder, 'certwright');
  }
}
