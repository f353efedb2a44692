// From an authority to what it signs next: each form comes with it chosen, also while it is locked, and what is made there is its
// own and on its record; and the folder that makes others trust it, read by openssl, sha256sum and keytool.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from '@playwright/test';
import { AuthoritiesPage } from '../support/authorities-page';
import { LocalHttpsPage } from '../support/local-https-page';
import { expect, requireTools, test as base } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const PASSPHRASE = 'correct horse battery staple';
const HEADING = { level: 1 } as const;

const test = base.extend<{ home: LocalHttpsPage; authorities: AuthoritiesPage }>({
  home: async ({ page }, use) => use(new LocalHttpsPage(page)),
  authorities: async ({ page }, use) => use(new AuthoritiesPage(page)),
});
test.afterAll(removeTemporaryFolders);

const said = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Downloads a zip and unpacks it. @returns the one folder in it */
async function unpacked(authorities: AuthoritiesPage, button: Locator): Promise<string> {
  const folder = temporaryFolder('authority-signs-');
  const archive = await authorities.download(button, folder);
  said('unzip', '-q', archive, '-d', dirname(archive));
  const [only = ''] = readdirSync(folder).filter((name) => !name.endsWith('.zip'));
  return join(folder, only);
}

test('a server certificate from an authority’s page, verified with what its trust folder holds', async ({
  home,
  authorities,
  site,
}) => {
  requireTools('openssl', 'unzip', 'keytool');
  const { page } = home;
  await authorities.open(site.address, 'new');
  await authorities.create('Signing Root');
  await page.getByRole('button', { name: 'New authority below it' }).click();
  await authorities.create('Signing Below');
  await authorities.keep(PASSPHRASE);
  const trust = await unpacked(
    authorities,
    page.getByRole('button', { name: 'Its root, with scripts that install it, zip' }),
  );
  execFileSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: trust });
  const root = join(trust, 'ca.pem');
  expect(said('openssl', 'x509', '-in', root, '-noout', '-subject')).toContain('Signing Root');
  const store = ['-keystore', join(trust, 'truststore.p12'), '-storepass', 'changeit'];
  expect(said('keytool', '-list', ...store)).toContain('trustedCertEntry');
  said('sh', '-n', join(trust, 'trust/install.sh'));
  const print = said('openssl', 'x509', '-in', root, '-noout', '-fingerprint', '-sha256').trim();
  const digest = print.replace(/^.*=/, '');
  expect(readFileSync(join(trust, 'README.md'), 'utf8')).toContain(digest);
  const script = readFileSync(join(trust, 'trust/install.sh'), 'utf8');
  expect(script).toContain(digest.replaceAll(':', '').toLowerCase());

  // As on another day: nothing but what is stored.
  await page.goto('about:blank');
  await authorities.open(site.address);
  await authorities.to('Signing Below');
  await page.getByRole('button', { name: 'New server certificate' }).click();
  await expect(home.sentence('Signed by')).toContainText('Signing Below');
  // Its passphrase is asked for there and then.
  await authorities.unlock(PASSPHRASE);
  await expect(home.sentence('Signed by')).toContainText('Yours, unlocked');
  await home.make();
  const unzipped = await home.unzipped(temporaryFolder('authority-signed-'));
  const chain = ['-untrusted', join(unzipped, 'fullchain.pem'), join(unzipped, 'cert.pem')];
  const how = ['-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'localhost'];
  expect(said('openssl', 'verify', ...how, '-CAfile', root, ...chain)).toContain(': OK');
  await page.getByRole('main').getByRole('button', { name: 'Authorities' }).click();
  await authorities.to('Signing Below');
  const certificates = await authorities.tab('Certificates');
  await certificates.getByRole('button', { name: 'More about localhost' }).click();
  await certificates.getByRole('button', { name: 'Open in Inspect localhost' }).click();
  await expect(page.getByRole('heading', HEADING)).toHaveText('Inspect');
  await expect(page.getByRole('main')).toContainText('localhost');
  await expect(page.getByRole('main')).toContainText('Signing Root');
});

test('a certificate of any kind from an authority that has signed nothing, and that is locked', async ({
  page,
  authorities,
  site,
}) => {
  await authorities.open(site.address, 'new');
  await page.getByRole('button', { name: 'Change More' }).click();
  await page.getByLabel(/^Addresses of its revocation list/).fill('http://pki.example.test/any.crl');
  await authorities.create('Any Root');
  await authorities.keep(PASSPHRASE);
  await page.getByRole('button', { name: 'Lock it' }).click();
  const certificates = await authorities.tab('Certificates');
  await certificates.getByRole('button', { name: 'New certificate of any kind' }).click();
  await expect(page.getByRole('heading', HEADING)).toHaveText('Certificate');
  const signer = page.getByRole('region', { name: 'Signed by', exact: true });
  await expect(signer.getByRole('radio', { name: /^Any Root/ })).toBeChecked();
  await authorities.unlock(PASSPHRASE);
  await expect(signer).toContainText('Yours, unlocked');
  await expect(page.getByRole('region', { name: 'CRL distribution points' })).toContainText('any.crl');
  // What signs itself is refused without a subject, and so the form does not say that servers need none.
  await expect(page.getByText('Servers need none')).toBeVisible();
  await signer.getByRole('radio', { name: /^Itself/ }).check();
  await expect(page.getByText('Signed by itself it needs one')).toBeVisible();
  await expect(page.getByText('Servers need none')).toHaveCount(0);
});

test('who makes no authorities offers none below it', async ({ page, authorities, site }) => {
  await authorities.open(site.address, 'new');
  await page.getByRole('button', { name: 'Change Below it' }).click();
  await page.getByRole('radio', { name: /^Certificates only/ }).check();
  await authorities.create('Leaves Only');
  await expect(page.getByRole('button', { name: 'New server certificate' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New authority below it' })).toHaveCount(0);
});
