// What the page "Inspect" owes everyone: axe finds nothing in any of its views, in either theme, at either width, nothing but
// code scrolls sideways, and every target is large enough.
import { InspectPage, opensslFiles, type InspectFiles } from '../support/inspect-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

let files: InspectFiles;

test.beforeAll(() => {
  const [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('inspect-'), openssl);
});
test.afterAll(removeTemporaryFolders);

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`${colorScheme}, ${width} px`, async ({ page, site }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      const inspect = new InspectPage(page);
      await inspect.open(site.address);
      await test.step('nothing yet', () => owesNothing(page));
      await inspect.files.setInputFiles(
        ['app.pem', 'issuing.pem', 'app.key', 'old.p12', 'crl.pem'].map((name) => files.path(name)),
      );
      await expect(inspect.row(/^app\.test/)).toContainText('key found');
      for (const view of ['Overview', 'Clients', 'Fields', 'ASN.1 and bytes', 'OpenSSL text', 'JSON'])
        await test.step(view, async () => {
          await expect(await inspect.view(view)).toBeVisible();
          await owesNothing(page);
        });
      await test.step('Export', async () => {
        await inspect.detail.getByRole('button', { name: 'Export' }).click();
        await expect(inspect.detail.getByRole('form', { name: 'Export' })).toBeVisible();
        await owesNothing(page);
      });
      await test.step('several chosen, and exported', async () => {
        await inspect.list.focus();
        await page.keyboard.press('Control+a');
        await expect(inspect.list.getByRole('treeitem', { checked: true })).not.toHaveCount(0);
        await owesNothing(page);
        await page
          .getByRole('group', { name: 'Chosen things' })
          .getByRole('button', { name: 'Export' })
          .click();
        await expect(page.getByRole('region', { name: 'The chosen things' })).toBeVisible();
        await owesNothing(page);
        await page
          .getByRole('region', { name: 'The chosen things' })
          .getByRole('button', { name: 'Close' })
          .click();
      });
      await test.step('a wrong password, and nothing found', async () => {
        await inspect.unlock.getByRole('textbox').fill('wrong');
        await inspect.unlock.getByRole('button', { name: 'Unlock' }).click();
        await expect(inspect.unlock).toContainText('does not open');
        await owesNothing(page);
        await inspect.paste('a shopping list');
        await expect(page.getByText('Nothing that can be read here')).toBeVisible();
        await owesNothing(page);
      });
      await test.step('a private key, hidden and shown', async () => {
        await inspect.row(/private key/).click();
        const panel = await inspect.view('ASN.1 and bytes');
        await owesNothing(page);
        await panel.getByRole('button', { name: 'Show the secret numbers' }).click();
        await expect(panel.getByRole('grid')).toBeVisible();
        await owesNothing(page);
      });
    });
  }
}

test('the focus is seen wherever it goes', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.files.setInputFiles(
    ['app.pem', 'issuing.pem', 'root.pem', 'app.key'].map((name) => files.path(name)),
  );
  await inspect.view('ASN.1 and bytes');
  await page.locator('main').focus();
  const unseen: string[] = [];
  for (let stop = 0; stop < 24; stop++) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return '';
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 ? '' : focused.outerHTML.slice(0, 90);
    });
    if (hidden !== '') unseen.push(hidden);
  }
  expect(unseen).toEqual([]);
});
