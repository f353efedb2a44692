// The page "Inspect": a folder dropped as a file manager drops it, and reading broken off in the middle.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InspectPage, opensslFiles, type InspectFiles } from '../support/inspect-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

let files: InspectFiles;
let openssl: string;

test.beforeAll(() => {
  [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('inspect-'), openssl);
});
test.afterAll(removeTemporaryFolders);

test('a folder dropped: everything in it and in the folders within, with its path', async ({
  page,
  site,
}) => {
  const folder = join(temporaryFolder('dropped-'), 'backup');
  mkdirSync(join(folder, 'private'), { recursive: true });
  cpSync(files.path('app.pem'), join(folder, 'server'));
  cpSync(files.path('app.key'), join(folder, 'private', 'server'));
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await expect(page.getByRole('heading', { name: '2 things in 2 files' })).toBeVisible();
  await expect(inspect.row(/^app\.test certificate/)).toContainText('key found');
  await inspect.row(/private key/).click();
  await expect(inspect.detail.getByRole('region', { name: 'Found in' })).toContainText(
    'backup/private/server',
  );
});

test('Cancel while reading: what was found until then stays, and the page takes more', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  const der = execFileSync(openssl, ['x509', '-in', files.path('app.pem'), '-outform', 'DER']);
  // Each names an authority that is here, so that each signature is tried.
  const many = Array.from({ length: 25_000 }, (_, number) => {
    const one = Buffer.from(der);
    one.writeUInt16BE(number, one.length - 10);
    return `-----BEGIN CERTIFICATE-----\n${one.toString('base64')}\n-----END CERTIFICATE-----\n`;
  });
  await inspect.paste(files.text('issuing.pem') + many.join(''));
  await expect(inspect.row(/^Team Issuing CA/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. What was found until then is below.')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(inspect.row(/^Team Issuing CA/)).toBeVisible();
  await inspect.paste(files.text('crl.pem'));
  await page.getByRole('searchbox', { name: 'Search' }).fill('revocation');
  await expect(inspect.row(/revocation list/)).toBeVisible();
});
