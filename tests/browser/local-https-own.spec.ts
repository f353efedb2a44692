// Local HTTPS signed by an authority of one's own: kept, locked, unlocked there and then, on its record before anything is handed
// over; openssl accepts the result, and what was signed is revoked like anything else it signed.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AuthoritiesPage, textOf } from '../support/authorities-page';
import { LocalHttpsPage } from '../support/local-https-page';
import { expect, requireTools, test as base } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const PASSPHRASE = 'correct horse battery staple';
const LIST = 'http://pki.example.test/own.crl';
const RESPONDER = 'http://ocsp.example.test/own';

const test = base.extend<{ home: LocalHttpsPage; authorities: AuthoritiesPage }>({
  home: async ({ page }, use) => use(new LocalHttpsPage(page)),
  authorities: async ({ page }, use) => use(new AuthoritiesPage(page)),
});
test.afterAll(removeTemporaryFolders);

const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test('kept, locked, unlocked on the spot; what it signs is accepted, on record, and revocable', async ({
  home,
  authorities,
  site,
}) => {
  requireTools('openssl', 'unzip');
  const { page } = home;
  await authorities.open(site.address);
  await page.getByRole('link', { name: 'New authority' }).click();
  await page.getByRole('button', { name: 'Change More' }).click();
  await page.getByLabel(/^Addresses of its revocation list/).fill(LIST);
  await page.getByLabel(/^Addresses of its OCSP responder/).fill(RESPONDER);
  await authorities.create('Our Own CA');
  await authorities.keep(PASSPHRASE);

  // As on another day: nothing but what is stored.
  await page.goto('about:blank');
  await home.open(site.address);
  await home.clear();
  await home.type('own.test');
  const panel = await home.change('Signed by');
  await panel.getByRole('radio', { name: /^Our Own CA/ }).check();
  await expect(home.sentence('Signed by')).toContainText('is locked');
  await home.create.click();
  await expect(home.outcome).toContainText('unlock it');
  await authorities.unlock(PASSPHRASE);
  await expect(home.sentence('Signed by')).toContainText('Yours, unlocked');
  await home.make();
  await expect(page.getByText('It is on the record of Our Own CA')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Keep the authority' })).toHaveCount(0);

  const folder = temporaryFolder('own-authority-');
  const unzipped = await home.unzipped(folder);
  const [cert, ca] = [join(unzipped, 'cert.pem'), join(unzipped, 'ca.pem')];
  const verified = openssl(
    ...['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'own.test'],
    ...['-CAfile', ca, cert],
  );
  expect(verified).toContain(': OK');
  expect(openssl('x509', '-in', cert, '-noout', '-text')).toContain(`URI:${LIST}`);
  expect(openssl('x509', '-in', cert, '-noout', '-ocsp_uri').trim()).toBe(RESPONDER);
  const serial = openssl('x509', '-in', cert, '-noout', '-serial')
    .trim()
    .replace('serial=', '')
    .toLowerCase();
  // Before it was handed over: the record is in the browser's storage, and holds no key.
  const stored = await authorities.stored();
  expect(stored).toContain(serial);
  expect(stored).not.toContain(textOf(join(unzipped, 'key.pem')).split('\n')[1]);

  await page.getByRole('main').getByRole('button', { name: 'Authorities' }).click();
  await authorities.to('Our Own CA');
  const certificates = await authorities.tab('Certificates');
  await expect(certificates).toContainText('own.test');
});

test('its limits are told before the click, and what it may not sign is refused', async ({
  home,
  authorities,
  site,
}) => {
  const { page } = home;
  await authorities.open(site.address);
  await page.getByRole('link', { name: 'New authority' }).click();
  await page.getByRole('button', { name: 'Change May sign' }).click();
  await page.getByRole('radio', { name: /^Local names/ }).check();
  await authorities.create('Local only');
  await page.getByRole('link', { name: 'Local HTTPS', exact: true }).click();
  await home.clear();
  await home.type('example.com');
  const panel = await home.change('Signed by');
  await panel.getByRole('radio', { name: /^Local only/ }).check();
  await expect(page.getByText('may not sign example.com')).toBeVisible();
});
