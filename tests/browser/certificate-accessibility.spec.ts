// What the pages "Certificate" and "Signing request" owe everyone: axe finds nothing in any of their states, in either theme,
// at either width, nothing but code scrolls sideways, every target is large enough, and the keyboard alone will do.
import { CertificatePage } from '../support/certificate-page';
import { expect, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';

/** Every section open, and every extension added. */
async function unfolded({ page }: CertificatePage): Promise<void> {
  const others = page.getByRole('list', { name: 'Add', exact: true }).getByRole('button');
  for (let left = await others.count(); left > 0; left--) {
    await others.first().click();
    await expect(others).toHaveCount(left - 1);
  }
  const closed = page.getByRole('button', { name: /^Change / });
  for (let left = await closed.count(); left > 0; left--) {
    await closed.first().click();
    await expect(closed).toHaveCount(left - 1);
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`${colorScheme}, ${width} px`, async ({ page, site }) => {
      test.setTimeout(240_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      page.on('dialog', (dialog) => void dialog.accept());
      const certificate = new CertificatePage(page);
      await certificate.open(site.address);
      await test.step('nothing yet', () => owesNothing(page));
      await test.step('ready-made templates', async () => {
        const choosing = page.getByRole('button', { name: 'Start from a ready-made template' });
        await choosing.click();
        await expect(page.getByRole('button', { name: 'Local development', exact: true })).toBeVisible();
        await owesNothing(page);
        await choosing.click();
      });
      await test.step('names of every kind', async () => {
        await certificate.commonName.fill('a-rather-long-name-that-has-to-break-somewhere.example.test');
        await certificate.names('app.test 10.0.0.1');
        for (const kind of ['Other name', 'Registered ID', 'Directory name', 'Raw DER']) {
          await page.getByRole('button', { name: '+ Add a name of any kind' }).click();
          await page
            .getByRole('combobox', { name: /^Kind of name/ })
            .last()
            .selectOption({ label: kind });
        }
        await owesNothing(page);
      });
      await test.step('everything open, with problems', async () => {
        await unfolded(certificate);
        await certificate.create.click();
        await expect(certificate.problems).toBeVisible();
        await owesNothing(page);
      });
      await test.step('an openssl.cnf with mistakes', async () => {
        await certificate.paste(
          '[v3]\nbasicConstraints=CA:TRUE\nsubjectAltName=DNS:127.0.0.1\nextendedKeyUsage=serverAuth\n',
        );
        await expect(page.getByText('Filled in from the openssl.cnf')).toBeVisible();
        await owesNothing(page);
      });
      await test.step('made', async () => {
        await page.reload();
        await certificate.profile('TLS client');
        await certificate.commonName.fill('Joe');
        for (const view of ['Fields', 'OpenSSL text', 'Overview'])
          await certificate.preview.getByRole('tab', { name: view }).click();
        await certificate.make();
        await certificate.made.getByText('PKCS#12, or the key alone').click();
        await owesNothing(page);
      });
      await test.step('Signing request', async () => {
        await certificate.open(site.address, 'request');
        await certificate.commonName.fill('asked.test');
        await unfolded(certificate);
        await owesNothing(page);
      });
    });
  }
}

test('with the keyboard alone: profile, name, extension, create', async ({ page, site }) => {
  const certificate = new CertificatePage(page);
  await certificate.open(site.address);
  const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? '');
  await page.getByRole('radio', { name: 'TLS server', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'TLS client', exact: true })).toBeChecked();
  await certificate.commonName.focus();
  await page.keyboard.type('Joe');
  await page.getByRole('button', { name: 'TLS feature', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: /^Must staple \(/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect.poll(focused).toMatch(/^Change/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Leave it out TLS feature' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'TLS feature', exact: true })).toBeFocused();
  await certificate.create.focus();
  await page.keyboard.press('Enter');
  await expect(certificate.made.getByRole('heading', { level: 2 })).toBeFocused();
});
