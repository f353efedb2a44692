// Verify with ten thousand certificates: it works off the page's thread, can be cancelled, a second question does not wait for the first,
// and a pile crosses to the worker once, however many questions are about it.
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { opensslFiles, type InspectFiles } from '../support/inspect-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { VerifyPage } from '../support/verify-page';

let files: InspectFiles;

const pem = (octets: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(octets).toString('base64')}\n-----END CERTIFICATE-----\n`;

/** Copies of a certificate, each another one: their signatures are wrong. */
function copiesOf(name: string, count: number): string {
  const one = Buffer.from(files.text(name).split('\n').slice(1, -2).join(''), 'base64');
  return Array.from({ length: count }, (_, number) => {
    const copy = Buffer.from(one);
    copy.writeUInt32BE(number, copy.length - 8);
    return pem(copy);
  }).join('');
}

test.beforeAll(() => {
  const [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('verify-long-'), openssl);
  writeFileSync(files.path('thousands.pem'), copiesOf('app.pem', 10_000));
});
test.afterAll(removeTemporaryFolders);

/** Counts what crosses to the workers, and the workers that were ended. */
async function countCrossings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Crossing {
      readonly verb?: string;
      readonly request?: { readonly documents?: readonly unknown[] };
    }
    const counts = { documents: 0, questions: 0, ended: 0, held: false };
    class CountedWorker extends Worker {
      override postMessage(
        message: Crossing,
        transfer: Transferable[] | StructuredSerializeOptions = [],
      ): void {
        if (message.verb === 'layDown') counts.documents += message.request?.documents?.length ?? 0;
        if (message.verb === 'assessLaid') {
          counts.questions += 1;
          if (counts.held) return;
        }
        super.postMessage(message, Array.isArray(transfer) ? { transfer } : transfer);
      }

      override terminate(): void {
        counts.ended += 1;
        super.terminate();
      }
    }
    Object.assign(globalThis, { counts, Worker: CountedWorker });
  });
}

interface Counts {
  readonly documents: number;
  readonly questions: number;
  readonly ended: number;
}
const counts = (page: Page): Promise<Counts> =>
  page.evaluate(() => (globalThis as unknown as { readonly counts: Counts }).counts);

/** Questions that are held never come to an end: how long one takes is not for a test to hope for. */
const hold = (page: Page, held: boolean): Promise<void> =>
  page.evaluate((held) => {
    (globalThis as unknown as { readonly counts: { held: boolean } }).counts.held = held;
  }, held);

/** With the thousands read and looked at once. */
async function withThousands(page: Page, address: string): Promise<VerifyPage> {
  await countCrossings(page);
  const verify = new VerifyPage(page);
  await verify.open(address);
  await page.locator('input[type="file"]').first().setInputFiles(files.path('thousands.pem'));
  const search = page.getByRole('searchbox', { name: /Search/ });
  await expect(search).toHaveAttribute('placeholder', 'Search 1000 certificates', { timeout: 120_000 });
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 120_000 });
  await expect(verify.verdict).toHaveAttribute('aria-busy', 'false', { timeout: 120_000 });
  return verify;
}

/** While an answer about this host is waited for. */
async function whileItVerifies(page: Page, verify: VerifyPage, host: string): Promise<void> {
  await hold(page, true);
  await verify.name.fill(host);
  await expect(verify.verdict.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await hold(page, false);
}

test('ten thousand: Cancel ends it at once, and it can be asked again', async ({ page, site }) => {
  test.setTimeout(240_000);
  const verify = await withThousands(page, site.address);
  const before = await counts(page);
  await whileItVerifies(page, verify, 'other.test');
  await verify.verdict.getByRole('button', { name: 'Cancel' }).click();
  await expect(verify.verdict.getByText(/^Cancelled/)).toBeVisible();
  expect((await counts(page)).ended).toBeGreaterThan(before.ended);
  await verify.verdict.getByRole('button', { name: 'Verify again' }).click();
  await expect(verify.headline).toContainText('is not here', { timeout: 120_000 });
  await expect(verify.verdict.getByText(/^Cancelled/)).toHaveCount(0);
});

test('the page stays awake meanwhile, and a second question takes the place of the first', async ({
  page,
  site,
}) => {
  test.setTimeout(240_000);
  const verify = await withThousands(page, site.address);
  const before = await counts(page);
  await whileItVerifies(page, verify, 'first.test');
  // The worker is at it, and the page hears every key; one pressed late enough ends the question before.
  let host = '';
  const typed = async (): Promise<number> => {
    host = `x${host === '' ? 'second.test' : host}`;
    await verify.name.fill(host);
    await expect(verify.name).toHaveValue(host);
    return (await counts(page)).ended;
  };
  await expect.poll(typed).toBeGreaterThan(before.ended);
  await expect(verify.verdict).toContainText(host, { timeout: 120_000 });
  await expect(verify.verdict).toHaveAttribute('aria-busy', 'false');
  await expect(verify.verdict.getByRole('list', { name: 'What else is wrong' })).toContainText(host);
});

test('a pile crosses once: keys and slider send the question alone', async ({ page, site }) => {
  test.setTimeout(120_000);
  await countCrossings(page);
  const verify = new VerifyPage(page);
  await verify.open(site.address);
  await verify.paste(['app.pem', 'issuing.pem', 'root.pem'].map((name) => files.text(name)).join(''));
  await verify.drop({ 'hundreds.pem': copiesOf('app.pem', 1000) });
  await expect(verify.headline).toHaveText(/^Valid for app\.test/, { timeout: 60_000 });
  await expect.poll(async () => (await counts(page)).documents, { timeout: 60_000 }).toBe(1003);
  await expect(verify.verdict).toHaveAttribute('aria-busy', 'false');
  const before = await counts(page);
  for (const host of ['other.test', 'www.app.test']) {
    await verify.name.fill(host);
    await expect(verify.headline).toContainText(host);
  }
  await page.getByRole('slider', { name: 'Moment' }).focus();
  await page.keyboard.press('End');
  await expect(verify.headline).toHaveText(/expired/);
  const after = await counts(page);
  expect(after.documents).toBe(before.documents);
  expect(after.questions).toBeGreaterThan(before.questions + 1);
  expect(after.ended).toBe(before.ended);
});
