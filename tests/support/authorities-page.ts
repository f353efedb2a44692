// The page "Authorities" as a person knows it: by names and roles, with the real worker, the real storage, real downloads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect } from './page-fixture';

/** What stands at the top of each place. */
const headings = {
  '': 'Authorities',
  new: 'New authority',
  import: 'Open or import',
  storage: 'Storage and backup',
} as const;
type AuthoritiesPlace = keyof typeof headings;

export class AuthoritiesPage {
  readonly page: Page;
  readonly heading: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1 });
  }

  /** @param place behind the `?` of the address; '' for the list */
  async open(address: string, place: AuthoritiesPlace = ''): Promise<void> {
    await this.page.goto(`${address}#/authorities${place === '' ? '' : `?${place}`}`);
    await expect(this.heading).toHaveText(headings[place]);
  }

  async toList(): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: 'Authorities', exact: true }).click();
    await expect(this.heading).toHaveText('Authorities');
  }

  row(name: string): Locator {
    return this.page.getByRole('link', { name: new RegExp(`^${name} `) });
  }

  /** From the list to one. */
  async to(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.heading).toHaveText(name);
  }

  async tab(name: string): Promise<Locator> {
    await this.page.getByRole('tab', { name, exact: true }).click();
    return this.page.getByRole('tabpanel', { name, exact: true });
  }

  /** Fills the form that is open, and creates. */
  async create(name: string): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.page.getByRole('button', { name: 'Create authority' }).click();
    await expect(this.heading).toHaveText(name);
  }

  async keep(passphrase: string): Promise<void> {
    const form = this.page.getByRole('form', { name: 'Keep in this browser' });
    await form.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await form.getByLabel('Passphrase, once more', { exact: true }).fill(passphrase);
    await form.getByRole('button', { name: 'Keep in this browser' }).click();
    await expect(this.page.getByText('kept in this browser, unlocked')).toBeVisible();
  }

  async unlock(passphrase: string): Promise<void> {
    const form = this.page.getByRole('form', { name: /^Unlock / });
    await form.getByLabel('Its passphrase', { exact: true }).fill(passphrase);
    await form.getByRole('button', { name: 'Unlock', exact: true }).click();
  }

  /** Presses it, and saves what it hands over. @returns the path */
  async download(button: Locator, folder: string): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }

  /** Gives files where they are chosen. */
  async choose(paths: readonly string[]): Promise<void> {
    await this.page
      .locator('input[type="file"]')
      .first()
      .setInputFiles([...paths]);
  }

  /** Everything this origin has stored, as text: octets as latin1. */
  async stored(): Promise<string> {
    return this.page.evaluate(async () => {
      const texts: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
      const say = (value: unknown): string => {
        if (value instanceof Uint8Array)
          return Array.from(value, (octet) => String.fromCharCode(octet)).join('');
        if (value instanceof ArrayBuffer) return say(new Uint8Array(value));
        if (typeof value === 'object' && value !== null)
          return Object.entries(value)
            .map(([key, inner]) => `${key}=${say(inner)}`)
            .join(' ');
        return String(value);
      };
      for (const { name } of await indexedDB.databases()) {
        if (name === undefined) continue;
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => {
            resolve(opening.result);
          };
          opening.onerror = () => {
            reject(new Error(name));
          };
        });
        for (const store of database.objectStoreNames) {
          const all = await new Promise<unknown[]>((resolve) => {
            const reading = database.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => {
              resolve(reading.result as unknown[]);
            };
          });
          texts.push(store, ...all.map(say));
        }
        database.close();
      }
      return texts.join('\n');
    });
  }
}

export const textOf = (path: string): string => readFileSync(path, 'utf8');
