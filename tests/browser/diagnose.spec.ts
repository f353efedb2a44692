// The page "Diagnose": a message read, files held against it, the ways from there; what is secret does not stay; and what every
// page owes everyone, at both widths and in both themes.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { opensslFiles, type InspectFiles } from '../support/inspect-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

let files: InspectFiles;
let openssl: string;

test.beforeAll(() => {
  [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('diagnose-'), openssl);
});
test.afterAll(removeTemporaryFolders);

async function open(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/diagnose`);
  await expect(page.getByRole('heading', { name: 'Diagnose', level: 1 })).toBeVisible();
}

const box = (page: Page): Locator => page.getByLabel('The error, as the program prints it');
const answer = (page: Page): Locator => page.getByRole('region', { name: 'The answer' });
const headline = (page: Page): Locator => answer(page).getByRole('heading', { level: 2 });
const evidence = (page: Page): Locator => page.getByRole('list', { name: 'What your files say' });

const give = (page: Page, ...names: readonly string[]) =>
  page.locator('input[type="file"]').first().setInputFiles(names.map(files.path));

test('a traceback: the answer in one sentence, other messages, a command to copy', async ({ page, site }) => {
  await open(page, site.address);
  await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
  await box(page).fill(
    [
      'Traceback (most recent call last):',
      "requests.exceptions.SSLError: HTTPSConnectionPool(host='api.example.test', port=8443): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, \"[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'api.example.test'. (_ssl.c:1020)\")))",
      'ssl.SSLError: [SSL] PEM lib (_ssl.c:3916)',
    ].join('\n'),
  );
  await expect(headline(page)).toHaveText('The certificate is not for api.example.test.');
  await expect(answer(page)).toContainText('Python, line 2');
  await expect(answer(page).getByText('openssl s_client -connect api.example.test:8443')).toBeVisible();
  const others = page.getByRole('region', { name: 'Other messages in the text' });
  await others.getByRole('button', { name: /Look at this one.*A PEM file could not be read/ }).click();
  await expect(headline(page)).toContainText('does not say which of them');
});

test('key and certificate of two pairs are told by their names, and the right key is found', async ({
  page,
  site,
}) => {
  await open(page, site.address);
  await box(page).fill('ssl.SSLError: [X509: KEY_VALUES_MISMATCH] key values mismatch (_ssl.c:3937)');
  await give(page, 'app.pem', 'root.key');
  await expect(evidence(page)).toContainText(/root\.key.* is not the key of .*app\.pem/);
  await give(page, 'app.key');
  await expect(evidence(page)).toContainText(
    /app\.key.* is the key of .*app\.pem.*: these two belong together/,
  );
});

test('a chain without its intermediate says who is missing, and with it that it is whole', async ({
  page,
  site,
}) => {
  await open(page, site.address);
  await box(page).fill(
    "Error: unable to verify the first certificate\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1685:34) {\n  code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'",
  );
  await give(page, 'app.pem', 'root.pem');
  await expect(headline(page)).toContainText('without the authority that issued it');
  await expect(evidence(page)).toContainText('Team Issuing CA, which issued app.test');
  await give(page, 'issuing.pem');
  await expect(evidence(page)).toContainText('lies in a file of its own');
});

test('certificates in the pasted text count as files; a private key in it is neither read nor kept', async ({
  page,
  site,
}) => {
  const secret = files.text('app.key');
  await open(page, site.address);
  await box(page).fill(`certificate has expired\npassword=hunter2\n${files.text('app.pem')}${secret}`);
  await expect(evidence(page)).toContainText('All of these certificates are valid now');
  await expect(answer(page)).toContainText('A private key stood in the text. It was not read');
  await expect(page.getByRole('list', { name: 'What was given' }).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('link', { name: 'Fernet tokens' }).click();
  await expect(page.getByRole('heading', { name: 'Fernet tokens' })).toBeVisible();
  await page.goBack();
  await expect(headline(page)).toContainText('past its end');
  await expect(box(page)).toHaveValue('');
  expect(await page.content()).not.toContain(secret.split('\n')[3] ?? '-');
});

test('from an answer to the pages where it is mended', async ({ page, site }) => {
  await open(page, site.address);
  await box(page).fill(
    "certificate verify failed: Hostname mismatch, certificate is not valid for 'shop.test'.",
  );
  await give(page, 'app.pem', 'issuing.pem', 'root.pem');
  await answer(page).getByRole('button', { name: 'Verify the chain' }).click();
  await expect(page.getByRole('heading', { name: 'Verify', level: 1 })).toBeVisible();
  await expect(page.getByText('app.test').first()).toBeVisible();
  await page.goBack();
  await answer(page).getByRole('button', { name: 'Inspect the files' }).click();
  await expect(page.getByRole('treeitem', { name: /app\.test/ })).toBeVisible();
  await page.goBack();
  // Neither its authority's key is here nor its own.
  await answer(page).getByRole('button', { name: 'Re-issue the certificate' }).click();
  await expect(page.getByRole('heading', { name: 'Signing request', level: 1 })).toBeVisible();
  await page.goBack();
  await answer(page).getByRole('button', { name: 'Make a certificate for shop.test' }).click();
  await expect(
    page.getByRole('heading', { name: 'Local HTTPS', level: 1 }).or(page.getByText('shop.test')).first(),
  ).toBeVisible();
});

test('a log that is dropped is read as text, and a text without a message says so', async ({
  page,
  site,
}) => {
  await open(page, site.address);
  const log = execFileSync(openssl, ['version'], { encoding: 'utf8' });
  await box(page).fill(log);
  await expect(
    page.getByRole('heading', { name: 'No message about certificates is known in this text' }),
  ).toBeVisible();
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: 'error.log',
      mimeType: 'text/plain',
      buffer: Buffer.from(
        '2026/11/22 [emerg] 7#7: no "ssl_certificate_key" is defined for certificate "/etc/app.pem"\n',
      ),
    });
  await expect(headline(page)).toContainText('The server has no certificate');
  await expect(page.getByRole('list', { name: 'What was given' })).toHaveCount(0);
});

test('every known message can be looked up and explained', async ({ page, site }) => {
  await open(page, site.address);
  const known = page.getByRole('region', { name: 'Messages that are known' });
  await expect(known.getByText(/^\d{3,} messages$/)).toBeVisible();
  await known.getByLabel('Search by words, program or meaning').fill('MOZILLA_PKIX self');
  await expect(known.getByRole('listitem')).toHaveCount(1);
  await known.getByRole('button', { name: /^Explain/ }).click();
  await expect(headline(page)).toContainText('is signed by itself');
  const { examples } = JSON.parse(
    readFileSync(join('tests', 'vectors', 'diagnose-examples.json'), 'utf8'),
  ) as { readonly examples: readonly { readonly text: string }[] };
  await known.getByLabel('Search by words, program or meaning').fill('');
  await known.getByRole('button', { name: `Show all ${examples.length}` }).click();
  await expect(known.getByRole('listitem')).toHaveCount(examples.length);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [320, 1280])
    test(`owes nobody anything: ${colorScheme}, ${width} px`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      await open(page, site.address);
      await test.step('nothing yet', () => owesNothing(page));
      await page.getByRole('button', { name: 'Python 3.13' }).click();
      await expect(headline(page)).toContainText('authority key identifier');
      await give(page, 'app.pem', 'root.pem', 'issuing.pem', 'locked.key');
      await expect(evidence(page)).toBeVisible();
      await test.step('answered, with files', () => owesNothing(page));
      await page.getByRole('button', { name: 'Clear everything' }).click();
      await box(page).fill('nothing of the kind');
      await expect(page.getByRole('heading', { name: /No message about certificates/ })).toBeVisible();
      await test.step('nothing known', () => owesNothing(page));
    });
