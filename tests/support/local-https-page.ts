// The page "Local HTTPS" as a person knows it: fields by their labels, buttons by their words.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Locator, Page } from '@playwright/test';
import { expect } from './page-fixture';

export type Sentence = 'Signed by' | 'Key' | 'Valid' | 'Key password';

export class LocalHttpsPage {
  readonly page: Page;
  readonly box: Locator;
  readonly chips: Locator;
  /** As the chips show them, without their kinds. */
  readonly names: Locator;
  readonly refusals: Locator;
  readonly create: Locator;
  readonly outcome: Locator;

  constructor(page: Page) {
    this.page = page;
    this.box = page.getByLabel('Names this certificate is for');
    this.chips = page.getByRole('list', { name: 'Names', exact: true }).getByRole('listitem');
    this.names = this.chips.locator('bdi');
    this.refusals = page.getByRole('list', { name: 'Names that could not be taken' }).getByRole('listitem');
    this.create = page.getByRole('button', { name: 'Create certificate' });
    // Another alert says why none can be made at all.
    this.outcome = page.getByRole('alert').and(page.locator('#outcome'));
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await expect(this.create).toBeVisible();
  }

  async clear(): Promise<void> {
    // The chips come with the box, and there may be none.
    await expect(this.box).toBeVisible();
    for (let left = await this.chips.count(); left > 0; left--) {
      await this.chips.first().getByRole('button').click();
      await expect(this.chips).toHaveCount(left - 1);
    }
  }

  async type(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  sentence(name: Sentence): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Opens what is behind *Change*. */
  async change(name: Sentence): Promise<Locator> {
    await this.page.getByRole('button', { name: new RegExp(`^(?:Change|Set) ${name}$`) }).click();
    return this.page.getByRole('group', { name, exact: true });
  }

  /** Pastes as the clipboard would, wherever the focus is. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    }, text);
  }

  /** Creates, and waits for the page "ready". */
  async make(): Promise<void> {
    await this.create.click();
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(/ is ready$/);
  }

  async download(click: () => Promise<void>, folder: string): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), click()]);
    return saved(download, folder);
  }

  /** Downloads the zip and unpacks it. */
  async unzipped(folder: string): Promise<string> {
    const link = this.page.getByRole('link', { name: /\.zip$/ });
    const archive = await this.download(() => link.click(), folder);
    execFileSync('unzip', ['-q', archive, '-d', folder]);
    return archive.replace(/\.zip$/, '');
  }
}

async function saved(download: Download, folder: string): Promise<string> {
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

export function openssl(...args: readonly string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export interface AuthorityOnDisk {
  readonly certificate: string;
  readonly key: string;
  /** The key under the password `secret`. */
  readonly lockedKey: string;
  readonly path: string;
}

/** An authority of somebody else's making: openssl's. */
export function opensslAuthority(folder: string, ...extensions: readonly string[]): AuthorityOnDisk {
  const at = (name: string) => join(folder, name);
  openssl(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '100'],
    ...['-subj', '/CN=Team Root', '-keyout', at('root.key'), '-out', at('root.pem')],
    ...[
      'basicConstraints=critical,CA:TRUE,pathlen:0',
      'keyUsage=critical,keyCertSign',
      ...extensions,
    ].flatMap((extension) => ['-addext', extension]),
  );
  openssl('pkcs8', '-topk8', '-in', at('root.key'), '-passout', 'pass:secret', '-out', at('locked.key'));
  const read = (name: string) => readFileSync(at(name), 'utf8');
  return {
    certificate: read('root.pem'),
    key: read('root.key'),
    lockedKey: read('locked.key'),
    path: at('root.pem'),
  };
}
