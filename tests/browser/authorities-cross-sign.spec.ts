// Cross-signing an authority from elsewhere: what of its certificate has no place in one made here is said, and is not in it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthoritiesPage } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

/** A list for some reasons alone, by whoever signs it (RFC 5280 §4.2.1.13). */
const CONFIGURATION = `[req]
prompt = no
distinguished_name = name
x509_extensions = ca
[name]
CN = Partial CA
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
crlDistributionPoints = some
[some]
fullname = URI:http://pki.test/some.crl
reasons = keyCompromise, CACompromise
`;

test('what cannot be carried over is said where it is cross-signed', async ({ page, site }) => {
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('cross-sign-');
  const run = (...args: readonly string[]) =>
    execFileSync(openssl, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  writeFileSync(join(folder, 'ca.cnf'), CONFIGURATION);
  run(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '90'],
    ...['-config', 'ca.cnf', '-keyout', 'ca.key', '-out', 'ca.pem'],
  );
  const names = (file: string) => run('x509', '-noout', '-text', '-in', file);
  expect(names('ca.pem')).toContain('Reasons');

  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('House root');
  const root = await authorities.download(
    page.getByRole('button', { name: 'Certificate to trust, PEM' }),
    folder,
  );
  await page.evaluate(() => (location.hash = '#/authorities?import'));
  await authorities.choose(['ca.pem', 'ca.key'].map((file) => join(folder, file)));
  await page.getByRole('button', { name: /^Take it in/ }).click();
  await expect(authorities.heading).toHaveText('Partial CA');
  await page.getByText('Have it cross-signed', { exact: true }).click();
  const form = page.getByRole('form', { name: 'Cross-sign Partial CA' });
  await form.getByRole('button', { name: 'Cross-sign it' }).click();
  await expect(
    page
      .getByText(/House root has signed it\..*Left out, because it cannot be carried over: 2\.5\.29\.31\.$/)
      .first(),
  ).toBeVisible();
  const crossed = await authorities.download(
    page.getByRole('button', { name: 'Download cross-signed certificate, PEM' }),
    folder,
  );
  expect(names(crossed)).not.toContain('CRL Distribution');
  expect(run('verify', '-x509_strict', '-CAfile', root, crossed)).toContain(': OK');
});
