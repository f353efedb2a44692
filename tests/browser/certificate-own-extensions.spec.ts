// An extension the form has a field for, in a form the field has not: given as octets, read as what it is, and remarked on.
import { execFileSync } from 'node:child_process';
import { CertificatePage } from '../support/certificate-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

/** http://a.test/, for keyCompromise and CACompromise (RFC 5280 §4.2.1.13). */
const SOME_REASONS = '30 1a 30 18 a0 12 a0 10 86 0e 687474703a2f2f612e746573742f 81 02 05 60';

test('a distribution point for some reasons alone', async ({ page, site }) => {
  const [openssl = ''] = requireTools('openssl');
  const certificate = new CertificatePage(page);
  await certificate.open(site.address);
  await certificate.commonName.fill('app.test');
  await certificate.names('app.test');
  const own = await certificate.add('Own extensions');
  await own.getByRole('textbox', { name: 'Identifier of extension 1' }).fill('2.5.29.31');
  const octets = own.getByRole('textbox', { name: 'DER of extension 1, in hex' });
  await octets.fill('0c 01 61');
  await expect(octets).toHaveAccessibleDescription(
    'These octets do not read as the extension of that identifier.',
  );
  await octets.fill(SOME_REASONS);
  await expect(octets).toHaveAccessibleDescription('');
  await expect(certificate.remarks).toContainText('2.5.29.31 is there as octets of your own');
  await certificate.make();
  const file = await certificate.saved('PEM', temporaryFolder('own-'));
  const text = execFileSync(openssl, ['x509', '-noout', '-ext', 'crlDistributionPoints', '-in', file], {
    encoding: 'utf8',
  });
  expect(text).toContain('URI:http://a.test/');
  expect(text).toMatch(/Reasons:\s+Key Compromise, CA Compromise/);
});
