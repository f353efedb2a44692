// The page "Verify": one sentence with the cause and the fix, the chain drawn, whom one trusts, any moment; what each client
// would say; and the ways to and from the other pages.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { opensslFiles, type InspectFiles } from '../support/inspect-page';
import { LocalHttpsPage } from '../support/local-https-page';
import { expect, requireTools, singleFileAddress, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { VerifyPage } from '../support/verify-page';

let files: InspectFiles;
let openssl: string;

test.beforeAll(() => {
  [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('verify-'), openssl);
});
test.afterAll(removeTemporaryFolders);

const chain = (...names: readonly string[]): string => names.map((name) => files.text(name)).join('');
const run = (...args: readonly string[]) =>
  execFileSync(openssl, args, { cwd: files.folder, stdio: ['ignore', 'pipe', 'pipe'] });

test('nothing yet: it says what is checked, and the navigation leads here', async ({ page, site }) => {
  await page.goto(site.address);
  await page.getByRole('link', { name: 'Verify' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Verify');
  await expect(page.getByRole('heading', { name: 'What is checked' })).toBeVisible();
});

test.describe('the sentence', () => {
  test('a whole chain is valid, until its certificate ends, where its root is installed', async ({
    page,
    site,
  }) => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
    await expect(verify.headline).toHaveText('Valid for app.test, by the rules of RFC 5280.');
    await expect(verify.verdict).toContainText('when “app.test” ends');
    await expect(verify.verdict).toContainText('once “Team Root CA” is installed');
    await expect(verify.chain.getByRole('listitem')).toHaveText([
      /^app\.test certificate/,
      /^Team Issuing CA intermediate/,
      /^Team Root CA trusted root/,
    ]);
  });

  test('in any order, in several files, out of PKCS#12: the certificate is found', async ({ page, site }) => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.drop({
      'a.pem': chain('root.pem', 'issuing.pem'),
      'old.p12': readFileSync(files.path('old.p12')),
    });
    await page
      .getByRole('form', { name: 'Unlock' })
      .getByLabel(/password/)
      .fill('secret');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(verify.headline).toHaveText('Valid for app.test, by the rules of RFC 5280.');
  });

  test('a wrong name follows the field as it is typed', async ({ page, site }) => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
    await verify.name.fill('other.test');
    await expect(verify.headline).toHaveText('The certificate is not for other.test.');
    await expect(verify.verdict).toContainText('issue it again with other.test among its names');
    await expect(verify.verdict).toContainText('RFC 9525 §6.3');
    await verify.name.fill('www.app.test');
    await expect(verify.headline).toHaveText(/^Valid for www\.app\.test/);
    await verify.name.fill('https://192.168.1.20:8443/');
    await expect(verify.headline).toHaveText(/^Valid for 192\.168\.1\.20/);
  });

  test('a missing intermediate is named, and one that comes later mends it', async ({ page, site }) => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('app.pem'));
    await expect(verify.headline).toContainText('“Team Issuing CA”, which signed it, is not here');
    await verify.drop({ 'more.pem': chain('issuing.pem', 'root.pem') });
    await expect(verify.headline).toHaveText(/^Valid for app\.test/);
  });

  test('a root that is not trusted is said to be just that', async ({ page, site }) => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
    await verify.trusted.getByRole('checkbox', { name: /^Team Root CA/ }).uncheck();
    await expect(verify.headline).toHaveText(
      'The chain is whole, and its root “Team Root CA” is not among those you trust.',
    );
  });

  test('another moment: after the end it has expired, and Now leads back', async ({ page, site }) => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
    await expect(verify.headline).toHaveText(/^Valid/);
    const moment = page.getByRole('slider', { name: 'Moment' });
    await moment.focus();
    await page.keyboard.press('End');
    await expect(verify.headline).toHaveText(/“app\.test” expired on/);
    await expect(moment).toHaveAttribute('aria-valuetext', /UTC$/);
    await page.getByRole('button', { name: 'Now', exact: true }).click();
    await expect(verify.headline).toHaveText(/^Valid/);
  });

  test('several things wrong: the cause first, the rest after it', async ({ page, site }) => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
    await page.getByLabel('As', { exact: true }).selectOption({ label: 'TLS client' });
    await page.getByRole('slider', { name: 'Moment' }).focus();
    await page.keyboard.press('End');
    await expect(verify.headline).toHaveText(/expired/);
    await expect(verify.verdict.getByRole('list', { name: 'What else is wrong' })).toContainText(
      'is not for this purpose',
    );
  });

  test('a revoked certificate, by the list that was dropped', async ({ page, site }) => {
    run(
      'ca',
      '-config',
      'made.cnf',
      '-name',
      'list',
      '-keyfile',
      'issuing.key',
      '-cert',
      'issuing.pem',
      '-revoke',
      'app.pem',
      '-md',
      'sha256',
    );
    run(
      'ca',
      '-gencrl',
      '-config',
      'made.cnf',
      '-name',
      'list',
      '-keyfile',
      'issuing.key',
      '-cert',
      'issuing.pem',
      '-out',
      'revoked.pem',
    );
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
    await expect(verify.headline).toHaveText(/^Valid/);
    await verify.drop({ 'revoked.pem': files.text('revoked.pem') });
    await expect(verify.headline).toHaveText(/^“app\.test” was revoked/);
    await expect(verify.chain).toContainText('says the revocation list');
  });

  test('a self-signed certificate is its own root, and without names it is told so', async ({
    page,
    site,
  }) => {
    run(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'self.key',
      '-out',
      'self.pem',
      '-subj',
      '/CN=localhost',
    );
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('self.pem'));
    await expect(verify.headline).toHaveText(/^The certificate has no alternative names/);
    await expect(verify.trusted.getByRole('checkbox', { name: /^The certificate itself/ })).toBeChecked();
    await verify.verdict.getByRole('button', { name: 'Re-issue it with the fix' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certificate');
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview).toContainText('Extended key usage TLS server');
    await expect(preview).toContainText('Names localhost');
    await expect(preview).toContainText('no authority');
  });
});

test.describe('whom one trusts', () => {
  test('a bundle of a system’s roots is taken for what it is', async ({ page, site }) => {
    const bundle = '/etc/ssl/certs/ca-certificates.crt';
    test.skip(!existsSync(bundle), 'this system has no bundle of roots');
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.drop({ 'fullchain.pem': chain('app.pem', 'issuing.pem') });
    await verify.drop({ 'ca-certificates.crt': readFileSync(bundle) });
    await expect(
      verify.trusted.getByRole('checkbox', { name: /^ca-certificates\.crt \d+ roots/ }),
    ).toBeChecked();
    await expect(verify.headline).toContainText(
      '“Team Root CA”, which signed it, is neither here nor trusted',
    );
    await verify.trust(files.path('root.pem'));
    await expect(verify.headline).toHaveText(/^Valid for app\.test/);
  });
});

test.describe('Will it work?', () => {
  test('each client in its own words, by keyboard, with what mends it', async ({ page, site }) => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
    await expect(verify.verdict).toContainText(/Accepted by all \d+ clients/);
    await verify.name.fill('other.test');
    await expect(verify.verdict).toContainText(/Refused by all \d+ clients/);
    const go = verify.client('Go');
    await go.focus();
    await page.keyboard.press('Enter');
    await expect(go).toHaveAttribute('aria-expanded', 'true');
    const detail = verify.verdict.getByRole('group', { name: 'Go', exact: true });
    await expect(detail).toContainText('x509: certificate is valid for app.test, *.app.test, not other.test');
    await expect(detail).toContainText(/Measured|documentation/);
    await expect(detail.getByRole('button', { name: /^Copy/ })).toBeVisible();
    await detail.getByText('What Go does not mind').click();
    await expect(detail.getByRole('listitem').first()).toContainText(/, (?:measured|documented)$/);
    await detail.getByRole('button', { name: /^Copy/ }).focus();
    await page.keyboard.press('Escape');
    await expect(go).toHaveAttribute('aria-expanded', 'false');
    await expect(go).toBeFocused();
  });

  test('on Local HTTPS it is one line, which opens', async ({ page, site }) => {
    const home = new LocalHttpsPage(page);
    await home.open(site.address);
    const line = page.getByText(/^Accepted by all \d+ clients/);
    await line.click();
    await expect(page.getByText('made and thrown away in this tab')).toBeVisible();
    await expect(
      page.getByRole('list', { name: 'Clients' }).getByRole('button', { name: /^.?\s*Go/ }),
    ).toBeVisible();
  });

  test('on Certificate it follows the form', async ({ page, site }) => {
    await page.goto(`${site.address}#/certificate`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certificate');
    const clients = page.getByRole('region', { name: 'Will it work?' });
    await expect(clients).toHaveCount(0);
    const verify = new VerifyPage(page);
    await verify.paste(files.text('app.pem'));
    // Signed by itself and no authority: Chrome takes no such root (measured, trust `C,,`), and the others do.
    await expect(clients).toContainText(/Refused by 1 of \d+ clients/);
    await expect(clients).toContainText('net::ERR_CERT_INVALID');
  });

  test('on Inspect each certificate has it as a view, and leads here with its chain', async ({
    page,
    site,
  }) => {
    await page.goto(`${site.address}#/inspect`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inspect');
    const verify = new VerifyPage(page);
    await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
    await page.getByRole('tab', { name: 'Clients' }).click();
    await expect(page.getByRole('tabpanel')).toContainText(/Accepted by all \d+ clients/);
    await page.getByRole('button', { name: 'Verify this' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Verify');
    await expect(verify.headline).toHaveText(/^Valid for app\.test/);
    await page.getByRole('button', { name: 'Open the chain in Inspect' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inspect');
  });
});

test('what was just made is verified with one click', async ({ page, site }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  const home = new LocalHttpsPage(page);
  await home.open(site.address);
  await home.make();
  await page.getByRole('button', { name: 'Verify it, and ask the clients' }).click();
  const verify = new VerifyPage(page);
  await expect(verify.headline).toHaveText(/^Valid for localhost/);
  await expect(verify.verdict).toContainText(/Accepted by all \d+ clients/);
});

test.describe('hostile input', () => {
  test('garbage and damaged certificates are said to be that, and take nothing along', async ({
    page,
    site,
  }) => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste('a shopping list');
    await expect(page.getByText('Nothing that can be read here is in what was pasted.')).toBeVisible();
    await verify.drop({ 'junk.bin': Buffer.alloc(5000, 0x30) });
    await verify.paste(
      `${files.text('app.pem').replace('MII', 'M!I')}${chain('app.pem', 'issuing.pem', 'root.pem')}`,
    );
    await expect(verify.headline).toHaveText(/^Valid for app\.test/);
  });

  test('two authorities that certify each other, and ten thousand certificates, end in an answer', async ({
    page,
    site,
  }) => {
    test.setTimeout(240_000);
    run('x509', '-x509toreq', '-in', 'root.pem', '-signkey', 'root.key', '-out', 'round.csr');
    run(
      'x509',
      '-req',
      '-in',
      'round.csr',
      '-CA',
      'issuing.pem',
      '-CAkey',
      'issuing.key',
      '-CAcreateserial',
      '-days',
      '90',
      '-extfile',
      'made.cnf',
      '-extensions',
      'issuing',
      '-out',
      'round.pem',
    );
    const one = Buffer.from(files.text('app.pem').split('\n').slice(1, -2).join(''), 'base64');
    const many = Array.from({ length: 10_000 }, (_, number) => {
      // Each is another certificate, whose signature is wrong.
      const copy = Buffer.from(one);
      copy.writeUInt32BE(number, copy.length - 8);
      return `-----BEGIN CERTIFICATE-----\n${copy.toString('base64')}\n-----END CERTIFICATE-----\n`;
    });
    writeFileSync(files.path('many.pem'), many.join(''));
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.paste(chain('app.pem', 'issuing.pem', 'round.pem'));
    await expect(verify.headline).toContainText('signed it');
    await page.locator('input[type="file"]').first().setInputFiles(files.path('many.pem'));
    await expect(page.getByRole('searchbox', { name: 'Search the certificates' })).toBeVisible({
      timeout: 120_000,
    });
    await verify.name.fill('other.test');
    await expect(verify.headline).toHaveText(/\S/, { timeout: 60_000 });
    await page.getByRole('button', { name: 'Clear everything' }).click();
    await expect(page.getByRole('heading', { name: 'What is checked' })).toBeVisible();
  });
});

test('the single file verifies as well', async ({ page }) => {
  const verify = new VerifyPage(page);
  await verify.open(singleFileAddress);
  await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
  await expect(verify.headline).toHaveText(/^Valid for app\.test/);
  await expect(verify.verdict).toContainText(/Accepted by all \d+ clients/);
});
