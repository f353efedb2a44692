// Who signs on the page "Certificate": an authority from files, and one of one's own, which lists what it signed; openssl accepts
// what either made.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { CertificatePage } from '../support/certificate-page';
import { opensslAuthority } from '../support/local-https-page';
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

const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const textOf = (path: string) => openssl('x509', '-in', path, '-noout', '-text');
test('signed by an authority that is dropped, and accepted by openssl', async ({ certificate }) => {
  const folder = temporaryFolder('certificate-');
  const authority = opensslAuthority(folder);
  await certificate.names('app.test');
  const panel = await certificate.change('Signed by');
  await panel.getByRole('radio', { name: /^An authority from files/ }).check();
  await certificate.drop({ 'root.pem': authority.certificate, 'root.key': authority.key });
  await expect(certificate.section('Signed by')).toContainText('Team Root');
  await certificate.make();
  const unzipped = await certificate.unzipped(folder);
  const cert = join(unzipped, 'cert.pem');
  expect(
    openssl(
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-verify_hostname',
      'app.test',
      '-CAfile',
      authority.path,
      cert,
    ),
  ).toContain(': OK');
});

test('signed by an authority of one’s own, with its addresses, and listed there', async ({ certificate }) => {
  const { page } = certificate;
  const folder = temporaryFolder('certificate-');
  await page.getByRole('link', { name: 'Authorities', exact: true }).click();
  await page.getByRole('link', { name: 'New authority' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Our Own CA');
  await page.getByRole('button', { name: 'Change More' }).click();
  await page.getByLabel(/^Addresses of its revocation list/).fill('http://pki.example.test/own.crl');
  await page.getByRole('button', { name: 'Create authority' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our Own CA');
  await page.getByRole('link', { name: 'Certificate', exact: true }).click();
  await certificate.names('own.test');
  const panel = await certificate.change('Signed by');
  await panel.getByRole('radio', { name: /^Our Own CA/ }).check();
  await expect(certificate.section('CRL distribution points')).toContainText(
    'http://pki.example.test/own.crl',
  );
  await certificate.make();
  const unzipped = await certificate.unzipped(folder);
  const [cert, ca] = [join(unzipped, 'cert.pem'), join(unzipped, 'ca.pem')];
  expect(openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, cert)).toContain(': OK');
  expect(textOf(cert)).toContain('URI:http://pki.example.test/own.crl');
  await page.getByRole('link', { name: 'Authorities', exact: true }).click();
  await page.getByRole('link', { name: 'Our Own CA' }).first().click();
  await page.getByRole('tab', { name: /^Certificates/ }).click();
  await expect(page.getByRole('tabpanel')).toContainText('own.test');
});
