// The page "Verify" as a person knows it.
import type { Locator, Page } from '@playwright/test';
import { InspectPage } from './inspect-page';
import { expect } from './page-fixture';

export class VerifyPage {
  readonly page: Page;
  /** The one sentence, and what follows from it. */
  readonly verdict: Locator;
  readonly headline: Locator;
  readonly chain: Locator;
  readonly clients: Locator;
  readonly name: Locator;
  readonly trusted: Locator;
  readonly #hands: InspectPage;

  constructor(page: Page) {
    this.page = page;
    this.verdict = page.getByRole('region', { name: 'Verdict' });
    this.headline = this.verdict.getByRole('status').getByRole('heading', { level: 2 });
    this.chain = this.verdict.getByRole('list', { name: 'Chain' });
    this.clients = this.verdict.getByRole('list', { name: 'Clients' });
    this.name = page.getByLabel('Host name or address');
    this.trusted = page.getByRole('region', { name: 'Trusted' });
    this.#hands = new InspectPage(page);
  }

  async open(address: string): Promise<void> {
    await this.page.goto(`${address}#/verify`);
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Verify');
  }

  paste(text: string): Promise<void> {
    return this.#hands.paste(text);
  }

  drop(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    return this.#hands.drop(files);
  }

  /** Files given as trusted. */
  trust(...paths: readonly string[]): Promise<void> {
    return this.trusted.locator('input[type="file"]').setInputFiles([...paths]);
  }

  client(name: string): Locator {
    return this.clients.getByRole('button', { name: new RegExp(`^.?\\s*${name}`) });
  }
}
