// The page "Signing request": what is asked for is what openssl reads in the request, with the key beside it, and a request
// that comes in can be copied or taken to the authorities.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificatePage } from '../support/certificate-page';
import { expect, requireTools, test as base } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const test = base.extend<{ form: CertificatePage }>({
  form: async ({ page, site }, use) => {
    requireTools('openssl', 'unzip');
    const form = new CertificatePage(page);
    await form.open(site.address, 'request');
    await use(form);
  },
});
test.afterAll(removeTemporaryFolders);

const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test('name, names, extensions and attributes, with a new key', async ({ form }) => {
  const folder = temporaryFolder('request-');
  await form.commonName.fill('asked.test');
  await form.names('asked.test 10.0.0.1');
  const attributes = await form.change('Attributes');
  await expect(attributes).toContainText('in clear');
  await attributes.getByRole('textbox', { name: 'Challenge password' }).fill('not secret');
  await attributes.getByRole('textbox', { name: 'Unstructured name' }).fill('rack 4');
  await expect(form.section('Attributes')).toContainText('challenge password and unstructured name');
  await form.make();
  const unzipped = await form.unzipped(folder);
  const csr = join(unzipped, 'request.csr');
  const text = openssl('req', '-in', csr, '-noout', '-text', '-verify');
  expect(text).toContain('Subject: CN = asked.test');
  expect(text).toContain('DNS:asked.test, IP Address:10.0.0.1');
  expect(text).toMatch(/challengePassword\s*:not secret/);
  expect(text).toMatch(/unstructuredName\s*:rack 4/);
  expect(text).toContain('TLS Web Server Authentication');
  expect(openssl('pkey', '-in', join(unzipped, 'key.pem'), '-pubout')).toBe(
    openssl('req', '-in', csr, '-noout', '-pubkey'),
  );
  const der = await form.saved('DER', folder);
  expect(openssl('req', '-inform', 'DER', '-in', der, '-noout', '-subject')).toContain('asked.test');
});

test('with a key that exists; validity and serial number are not asked for', async ({ form }) => {
  const folder = temporaryFolder('request-');
  const key = join(folder, 'old.key');
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384', '-out', key);
  await expect(form.section('Valid')).toHaveCount(0);
  await expect(form.section('Serial number')).toHaveCount(0);
  await expect(form.section('Signed by')).toHaveCount(0);
  await form.commonName.fill('old key');
  await form.paste(readFileSync(key, 'utf8'));
  await expect(form.section('Key')).toContainText('P-384');
  await form.make();
  const csr = await form.saved('PEM', folder);
  expect(openssl('req', '-in', csr, '-noout', '-pubkey')).toBe(openssl('pkey', '-in', key, '-pubout'));
});

test('a request that comes in is copied, and the way to sign it is shown', async ({ form }) => {
  const { page } = form;
  const folder = temporaryFolder('request-');
  const csr = join(folder, 'in.csr');
  openssl(
    ...['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'in.key'), '-out', csr],
    ...['-subj', '/CN=came.test', '-addext', 'subjectAltName=DNS:came.test'],
  );
  await form.drop({ 'in.csr': readFileSync(csr) });
  await expect(page.getByText('Filled in from the request.')).toBeVisible();
  await expect(form.commonName).toHaveValue('came.test');
  await expect(page.getByRole('textbox', { name: 'DNS name 1' })).toHaveValue('came.test');
  await page.getByRole('button', { name: 'Authorities', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Authorities');
});

test('a template keeps the unstructured name, and never the challenge password', async ({ form, site }) => {
  const { page } = form;
  await form.commonName.fill('again.test');
  const attributes = await form.change('Attributes');
  await attributes.getByRole('textbox', { name: 'Challenge password' }).fill('not in a file');
  await attributes.getByRole('textbox', { name: 'Unstructured name' }).fill('rack 4');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as template' }).click(),
  ]);
  const template = readFileSync(await download.path(), 'utf8');
  expect(template).not.toContain('not in a file');
  await page.goto('about:blank');
  await form.open(site.address, 'request');
  await form.drop({ 'again.json': template });
  await expect(form.commonName).toHaveValue('again.test');
  await expect(form.section('Attributes')).toContainText('unstructured name');
});
