// The form of the page "Certificate": what cannot be done is said at its field and leads there, what is unusual is mended with
// a click, name constraints answer for a name, and nothing unsaved is lost without a word.
import { CertificatePage } from '../support/certificate-page';
import { asksBeforeClosing } from '../support/closing-tab';
import { expect, requireTools, test as base } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const test = base.extend<{ certificate: CertificatePage }>({
  certificate: async ({ page, site }, use) => {
    requireTools('openssl', 'unzip');
    const certificate = new CertificatePage(page);
    await certificate.open(site.address);
    await use(certificate);
  },
});
test.afterAll(removeTemporaryFolders);

test('what cannot be done is said at its field, listed, and leads there', async ({ certificate }) => {
  const { page } = certificate;
  await certificate.commonName.fill('wrong');
  const constraints = await certificate.add('CRL distribution points');
  await constraints.getByRole('textbox', { name: 'Address of the list 1' }).fill('not an address');
  await page.getByRole('button', { name: 'Done CRL distribution points' }).click();
  await expect(certificate.problems).toContainText('1 thing to mend');
  await certificate.create.click();
  await expect(page.getByText('Not made: 1 thing to mend first.')).toBeVisible();
  await certificate.problems.getByRole('button', { name: 'CRL distribution points, 1' }).click();
  const field = page.getByRole('textbox', { name: 'Address of the list 1' });
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/“not an address” is no address/);
  await field.fill('http://example.test/root.crl');
  await expect(certificate.problems).toHaveCount(0);
  await certificate.make();
});

test('an empty form says what is missing only when asked', async ({ certificate }) => {
  await certificate.profile('Root authority');
  await expect(certificate.preview).toContainText('give it a name');
  await expect(certificate.problems).toHaveCount(0);
  await certificate.create.click();
  await expect(certificate.problems).toContainText('needs a name');
  await expect(certificate.problems.getByRole('button').first()).toBeFocused();
  await expect(certificate.made).toHaveCount(0);
});

test('what is unusual is said, and mended with a click', async ({ certificate }) => {
  await certificate.profile('Root authority');
  await certificate.commonName.fill('Team Root');
  const constraints = await certificate.change('Basic constraints');
  await constraints.getByRole('checkbox', { name: /^Critical/ }).uncheck();
  const remark = certificate.remarks.getByRole('listitem').filter({ hasText: 'Python 3.13' });
  await remark.getByRole('button', { name: /^Mend/ }).click();
  await expect(constraints.getByRole('checkbox', { name: /^Critical/ })).toBeChecked();
  await expect(remark).toHaveCount(0);
});

test('name constraints: plain rules, and a tester that answers', async ({ certificate }) => {
  const { page } = certificate;
  await certificate.profile('Root authority');
  await certificate.commonName.fill('Team Root');
  const rules = await certificate.add('Name constraints');
  await rules.getByRole('textbox', { name: 'May sign only, DNS names under 1' }).fill('example.test');
  await rules.getByRole('button', { name: '+ Exclude something' }).click();
  await rules.getByRole('textbox', { name: 'May not sign, DNS names under 1' }).fill('secret.example.test');
  const tester = rules.getByRole('textbox', { name: 'Try it: may it sign' });
  for (const [name, verdict] of [
    // Each another than the one before it, which stays until there is an answer.
    ['app.secret.example.test', 'No, it may not.'],
    ['app.example.test', 'Yes, it may.'],
    ['example.com', 'No, it may not.'],
    ['10.0.0.1', 'Yes, it may.'],
  ] as const) {
    await tester.fill(name);
    await expect(rules.getByRole('status')).toHaveText(verdict);
  }
  await rules.getByRole('button', { name: '+ Permit more' }).click();
  await rules
    .getByRole('combobox', { name: 'May sign only, kind of rule 2' })
    .selectOption({ label: 'IP addresses in' });
  await rules.getByRole('textbox', { name: 'May sign only, IP addresses in 2' }).fill('192.168.0.0/16');
  await expect(rules.getByRole('status')).toHaveText('No, it may not.');
  await tester.fill('192.168.1.20');
  await expect(rules.getByRole('status')).toHaveText('Yes, it may.');
  await expect(page.getByText('only example.test')).toBeVisible();
});

test('a key that nobody has yet is not lost without a word', async ({ certificate }) => {
  const { page } = certificate;
  await certificate.commonName.fill('first');
  await certificate.make();
  await certificate.create.click();
  await expect(page.getByRole('alert').filter({ hasText: 'has not been downloaded' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to it' }).click();
  await expect(certificate.made.getByRole('heading', { level: 2 })).toBeFocused();
  expect(await asksBeforeClosing(page)).toBe(true);
  await certificate.unzipped(temporaryFolder('certificate-'));
  await expect(certificate.made).toContainText('has been downloaded');
  expect(await asksBeforeClosing(page)).toBe(false);
});

test('what was made opens in Inspect, and the form is still there on coming back', async ({
  certificate,
}) => {
  const { page } = certificate;
  await certificate.names('app.test');
  await certificate.commonName.fill('app.test');
  await certificate.make();
  await certificate.made.getByRole('button', { name: 'Open in Inspect' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inspect');
  await expect(page.getByRole('treeitem', { name: /^app\.test/ })).toBeVisible();
  await page.goBack();
  await expect(certificate.commonName).toHaveValue('app.test');
  await expect(certificate.made).toBeVisible();
});
