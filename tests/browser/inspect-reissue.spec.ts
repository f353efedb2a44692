// From the page "Inspect" to the page "Certificate": a certificate, or what a request asks for, as a form that is filled in.
import { InspectPage, opensslFiles, type InspectFiles } from '../support/inspect-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

let files: InspectFiles;

test.beforeAll(() => {
  const [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('inspect-'), openssl);
});
test.afterAll(removeTemporaryFolders);

for (const [file, button] of [
  ['app.pem', 'Re-issue a copy'],
  ['app.csr', 'Issue what it asks for'],
] as const)
  test(`${file}: ${button}`, async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    await inspect.files.setInputFiles([files.path(file), files.path('root.pem')]);
    await inspect.row(/^app\.test/).click();
    await inspect.detail.getByRole('button', { name: button }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certificate');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.getByRole('textbox', { name: /^Common name/ })).toHaveValue('app.test');
    await expect(page.getByRole('textbox', { name: /^Organization/ })).toHaveValue('Team');
    await expect(
      page.getByText(`The form is filled in from the ${file === 'app.pem' ? 'certificate' : 'request'}.`),
    ).toBeAttached();
    if (file === 'app.pem')
      await expect
        .poll(() =>
          page
            .getByRole('textbox')
            .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value)),
        )
        .toEqual(expect.arrayContaining(['*.app.test', '192.168.1.20']));
    await page.goBack();
    // As it was left.
    await expect(inspect.detail.getByRole('heading', { level: 2 })).toHaveText('app.test');
    await expect(inspect.list.getByRole('treeitem')).toHaveCount(2);
  });

test('what is neither offers nothing of the kind', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.files.setInputFiles([files.path('crl.pem'), files.path('app.key')]);
  await expect(inspect.list.getByRole('treeitem')).toHaveCount(2);
  for (const row of [/revocation list/, /private key/]) {
    await inspect.row(row).click();
    await expect(inspect.detail.getByRole('button', { name: 'Export' })).toBeVisible();
    await expect(inspect.detail.getByRole('button', { name: /Re-issue|asks for/ })).toHaveCount(0);
  }
});
