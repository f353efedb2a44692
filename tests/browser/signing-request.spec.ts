// The page "Signing request": what is asked for is what openssl reads in the request, with the key beside it, and a request
// that comes in can be copied or taken to the authorities.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificatePage } from '../support/certificate-page';
import { expect, requireTools, test as base } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const test = base.extend<{ request: CertificatePage }>({
  request: async ({ page, site }, use) => {
    requireTools('openssl', 'unzip');
    const request = new CertificatePage(page);
    await request.open(site.address, 'request');
    await use(request);
  },
});
test.afterAll(removeTemporaryFolders);

const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test('name, names, extensions and attributes, with a new key', async ({ request }) => {
  const folder = temporaryFolder('request-');
  await request.commonName.fill('asked.test');
  await request.names('asked.test 10.0.0.1');
  const attributes = await request.change('Attributes');
  await expect(attributes).toContainText('in clear');
  await attributes.getByRole('textbox', { name: 'Challenge password' }).fill('not secret');
  await attributes.getByRole('textbox', { name: 'Unstructured name' }).fill('rack 4');
  await expect(request.section('Attributes')).toContainText('challenge password and unstructured name');
  await request.make();
  const unzipped = await request.unzipped(folder);
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
  const der = await request.saved('DER', folder);
  expect(openssl('req', '-inform', 'DER', '-in', der, '-noout', '-subject')).toContain('asked.test');
});

test('with a key that exists; validity and serial number are not asked for', async ({ request }) => {
  const folder = temporaryFolder('request-');
  const key = join(folder, 'old.key');
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384', '-out', key);
  await expect(request.section('Valid')).toHaveCount(0);
  await expect(request.section('Serial number')).toHaveCount(0);
  await expect(request.section('Signed by')).toHaveCount(0);
  await request.commonName.fill('old key');
  await request.paste(readFileSync(key, 'utf8'));
  await expect(request.section('Key')).toContainText('P-384');
  await request.make();
  const csr = await request.saved('PEM', folder);
  expect(openssl('req', '-in', csr, '-noout', '-pubkey')).toBe(openssl('pkey', '-in', key, '-pubout'));
});

test('a request that comes in is copied, and the way to sign it is shown', async ({ request }) => {
  const { page } = request;
  const folder = temporaryFolder('request-');
  const csr = join(folder, 'in.csr');
  openssl(
    ...['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'in.key'), '-out', csr],
    ...['-subj', '/CN=came.test', '-addext', 'subjectAltName=DNS:came.test'],
  );
  await request.drop({ 'in.csr': readFileSync(csr) });
  await expect(page.getByText('Filled in from the request.')).toBeVisible();
  await expect(request.commonName).toHaveValue('came.test');
  await expect(page.getByRole('textbox', { name: 'DNS name 1' })).toHaveValue('came.test');
  await page.getByRole('button', { name: 'Authorities', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Authorities');
});
