// The pages "Certificate" and "Signing request" as a person knows them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect } from './page-fixture';

export class CertificatePage {
  readonly page: Page;
  readonly preview: Locator;
  readonly made: Locator;
  readonly problems: Locator;
  readonly remarks: Locator;
  readonly create: Locator;

  constructor(page: Page) {
    this.page = page;
    this.preview = page.getByRole('region', { name: 'Preview' });
    this.made = page.getByRole('region', { name: / is ready$/ });
    this.problems = page.locator('#problems');
    this.remarks = page.getByRole('list', { name: 'What is unusual' });
    this.create = page.getByRole('button', { name: /^Create (?:certificate|request)$/ });
  }

  async open(address: string, which: 'certificate' | 'request' = 'certificate'): Promise<void> {
    await this.page.goto(`${address}#/${which}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(
      which === 'certificate' ? 'Certificate' : 'Signing request',
    );
    await expect(this.create).toBeVisible();
  }

  async profile(name: string): Promise<void> {
    const choice = this.page.getByRole('group', { name: 'What it is for' });
    await choice.getByText(name, { exact: true }).click();
    await expect(this.page.getByRole('radio', { name, exact: true })).toBeChecked();
  }

  get commonName(): Locator {
    return this.page.getByRole('textbox', { name: 'Common name (CN) 1' });
  }

  async names(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Add names' }).fill(text);
    await this.page.getByRole('textbox', { name: 'Add names' }).press('Enter');
  }

  section(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Opens what is behind *Change*. */
  async change(name: string): Promise<Locator> {
    await this.page.getByRole('button', { name: `Change ${name}`, exact: true }).click();
    return this.page.getByRole('group', { name, exact: true });
  }

  /** Adds an extension, which opens it. */
  async add(name: string): Promise<Locator> {
    await this.page.getByRole('list', { name: 'Add' }).getByRole('button', { name, exact: true }).click();
    return this.page.getByRole('group', { name, exact: true });
  }

  /** Pastes as the clipboard would, wherever the focus is not in a field. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, text);
  }

  async drop(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    const given = Object.entries(files).map(([name, content]) => [name, [...Buffer.from(content)]] as const);
    await this.page.evaluate((dropped) => {
      const dataTransfer = new DataTransfer();
      for (const [name, octets] of dropped) dataTransfer.items.add(new File([new Uint8Array(octets)], name));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, given);
  }

  async make(): Promise<void> {
    await this.create.click();
    await expect(this.made).toBeVisible();
    await expect(this.made.getByRole('heading', { level: 2 })).toBeFocused();
  }

  /** Downloads at a click on a button of the result; gives the path. */
  async saved(button: string | RegExp, folder: string): Promise<string> {
    const click = this.made.getByRole('button', { name: button, exact: typeof button === 'string' }).click();
    const [download] = await Promise.all([this.page.waitForEvent('download'), click]);
    const path = join(mkdtempSync(join(folder, 'saved-')), download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }

  /** Downloads the zip and unpacks it; gives the folder in it. */
  async unzipped(folder: string): Promise<string> {
    const archive = await this.saved(/\.zip$/, folder);
    const into = mkdtempSync(join(folder, 'unzipped-'));
    execFileSync('unzip', ['-q', archive, '-d', into]);
    return join(into, execFileSync('ls', [into], { encoding: 'utf8' }).trim());
  }
}
