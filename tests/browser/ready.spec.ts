// The page "ready": what it says is what is in the zip, every download opens with openssl, the authority's key opens again
// under "Signed by", and nothing that exists only in this tab is lost without a word.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { asksBeforeClosing } from '../support/closing-tab';
import { LocalHttpsPage, openssl } from '../support/local-https-page';
import { expect, requireTools, test as base } from '../support/page-fixture';

const test = base.extend<{ home: LocalHttpsPage; folder: string }>({
  home: async ({ page, site }, use) => {
    requireTools('openssl', 'unzip');
    const home = new LocalHttpsPage(page);
    await home.open(site.address);
    await use(home);
  },
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'ready-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

const hexOf = (fingerprint: string) => /=([0-9A-F:]+)/.exec(fingerprint)?.[1] ?? fingerprint;

test('what it says is what is in the zip', async ({ home, folder }) => {
  const { page } = home;
  await home.type('*.app.test 8.8.8.8');
  await home.make();
  const main = page.locator('main');
  await expect(main).toContainText('For localhost, 127.0.0.1, ::1, *.app.test and 8.8.8.8.');
  const size = await page.getByText(/\d+ kB, \d+ files/).innerText();
  const unpacked = await home.unzipped(folder);
  expect(basename(unpacked)).toBe('localhost+4');

  const archive = statSync(`${unpacked}.zip`).size;
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(size).toBe(`${Math.round(archive / 1000)} kB, ${files.length} files`);

  const certificate = join(unpacked, 'cert.pem');
  const facts = openssl(
    'x509',
    '-in',
    certificate,
    '-noout',
    '-issuer',
    '-enddate',
    '-ext',
    'subjectAltName',
  );
  const issuer = /issuer=CN = (.*)/.exec(facts)?.[1] ?? '';
  expect(issuer).toMatch(/^Certwright local authority [0-9a-f]{6}$/);
  await expect(main.locator('strong').first()).toHaveText(issuer);
  expect(facts).toContain(
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:*.app.test, IP Address:8.8.8.8',
  );
  const ends = new Date(/notAfter=(.*)/.exec(facts)?.[1] ?? '').toISOString();
  await expect(main.locator('time')).toHaveAttribute('datetime', ends.replace('.000Z', 'Z'));

  const prints = page.getByRole('region', { name: 'Fingerprints' });
  for (const file of ['cert.pem', 'ca.pem']) {
    const fingerprint = hexOf(
      openssl('x509', '-in', join(unpacked, file), '-noout', '-fingerprint', '-sha256'),
    );
    await expect(prints).toContainText(fingerprint);
  }
  execFileSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: unpacked });
  await expect(main).toContainText('Downloaded. The private key is in it');
});

test('the PEM files alone', async ({ home, folder }) => {
  await home.make();
  const archive = await home.download(
    () => home.page.getByRole('button', { name: 'Only the PEM files' }).click(),
    folder,
  );
  expect(basename(archive)).toBe('localhost+2-pem.zip');
  const listing = execFileSync('unzip', ['-Z1', archive], { encoding: 'utf8' });
  expect(listing).toContain('localhost+2/key.pem\n');
  expect(listing).not.toContain('run/');
  await expect(home.page.locator('main')).toContainText('Downloaded. The private key is in it');
});

test('the authority’s key: its own file, under a password, good for more certificates', async ({
  home,
  folder,
}) => {
  const { page } = home;
  await home.make();
  const unpacked = await home.unzipped(folder);
  expect(
    execFileSync('grep', ['-rl', 'PRIVATE KEY', unpacked], { encoding: 'utf8' }).trim().split('\n').sort(),
  ).toEqual(['combined.pem', 'key.pem'].map((file) => join(unpacked, file)));
  const keep = page.getByRole('region', { name: 'Keep the authority' });
  const save = keep.getByRole('button', { name: 'Download the authority’s key' });
  await save.click();
  await expect(keep).toContainText('The file needs a password');
  await keep.getByLabel('A password for the file').fill('short');
  await expect(keep).toContainText('Short');
  await keep.getByLabel('A password for the file').fill('correct horse battery');
  const file = await home.download(() => save.click(), folder);
  await expect(keep).toContainText('Downloaded');
  expect(readFileSync(file, 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expect(openssl('pkey', '-in', file, '-passin', 'pass:correct horse battery', '-noout')).toBe('');

  await page.getByRole('button', { name: 'Make another' }).click();
  await expect(home.names).toHaveText(['localhost', '127.0.0.1', '::1']);
  await home.type('other.test');
  const panel = await home.change('Signed by');
  await panel.getByRole('radio', { name: /from files/ }).check();
  const choosing = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: 'Choose files' }).click();
  await (await choosing).setFiles(file);
  await panel.getByLabel('Its password').fill('correct horse battery');
  await panel.getByLabel('Its password').press('Enter');
  await expect(panel).toContainText('Certwright local authority');
  await home.make();
  const second = await home.unzipped(folder);
  const anchor = join(unpacked, 'ca.pem');
  expect(openssl('verify', '-x509_strict', '-CAfile', anchor, join(second, 'cert.pem'))).toContain('OK');
  await expect(page.getByRole('region', { name: 'Keep the authority' })).toHaveCount(0);
});

test('the key in every other form', async ({ home, folder }) => {
  const { page } = home;
  await home.make();
  const unpacked = await home.unzipped(folder);
  const publicKey = openssl('pkey', '-in', join(unpacked, 'key.pem'), '-pubout');
  await page.getByText('The key in another form').click();
  const form = page.getByLabel('Form', { exact: true });
  const button = page.getByRole('button', { name: 'Download', exact: true });
  const password = page.getByLabel('Password', { exact: true });

  await form.selectOption('PKCS#12');
  await button.click();
  await expect(page.getByText('This form needs a password.')).toBeVisible();
  for (const [name, begins] of [
    ['PKCS#8 PEM', '-----BEGIN PRIVATE KEY-----'],
    ['PKCS#8 PEM, encrypted', '-----BEGIN ENCRYPTED PRIVATE KEY-----'],
    ['Traditional PEM', '-----BEGIN EC PRIVATE KEY-----'],
    ['Traditional PEM, encrypted', 'DEK-Info: AES-256-CBC'],
  ] as const) {
    await test.step(name, async () => {
      await form.selectOption(name);
      if (name.endsWith('encrypted')) await password.fill('open sesame');
      const file = await home.download(() => button.click(), folder);
      expect(readFileSync(file, 'utf8')).toContain(begins);
      expect(openssl('pkey', '-in', file, '-passin', 'pass:open sesame', '-pubout')).toBe(publicKey);
    });
  }
  await form.selectOption('JWK');
  await expect(password).toHaveCount(0);
  const jwk = await home.download(() => button.click(), folder);
  expect(JSON.parse(readFileSync(jwk, 'utf8'))).toMatchObject({ kty: 'EC', crv: 'P-256' });
  for (const name of ['PKCS#12', 'PKCS#12, compatible']) {
    await test.step(name, async () => {
      await form.selectOption(name);
      await password.fill('open sesame');
      const file = await home.download(() => button.click(), folder);
      const inside = openssl('pkcs12', '-in', file, '-passin', 'pass:open sesame', '-nodes');
      expect(inside).toContain('BEGIN PRIVATE KEY');
      expect(inside.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    });
  }
});

test('copy buttons copy what is shown, and say so', async ({ home, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = home;
  await home.make();
  await page.getByRole('tab', { name: 'Linux' }).click();
  await page.getByRole('button', { name: 'Copy Linux commands' }).click();
  await expect(page.getByRole('button', { name: 'Copied Linux commands' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Copied: Linux commands.' })).toHaveCount(1);
  const shown = await page.getByRole('region', { name: 'Linux commands' }).innerText();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${shown}\n`);
  await page.getByRole('button', { name: 'Copy The certificate, SHA-256' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});

test('tabs go by arrow keys, and untried recipes say so', async ({ home }) => {
  const { page } = home;
  await home.make();
  const tabs = page.getByRole('tablist', { name: 'Servers' });
  await tabs.getByRole('tab', { name: 'Python ssl' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(tabs.getByRole('tab', { name: 'uvicorn' })).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'uvicorn' })).toContainText('uvicorn');
  await page.keyboard.press('End');
  await expect(tabs.getByRole('tab', { name: 'django-sslserver' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel', { name: 'django-sslserver' })).toContainText(
    'not tried in our tests',
  );
  await page.keyboard.press('ArrowRight');
  await expect(tabs.getByRole('tab', { name: 'Python ssl' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(tabs.getByRole('tab', { name: 'django-sslserver' })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(tabs.getByRole('tab', { name: 'Python ssl' })).toBeFocused();
  await expect(tabs.locator('[tabindex="0"]')).toHaveCount(1);
});

test.describe('closing the tab', () => {
  test('asks while a key is not downloaded', async ({ home }) => {
    await home.make();
    expect(await asksBeforeClosing(home.page)).toBe(true);
    // Chromium may take its time over a whole context with a tab that was asked and stays.
    await home.page.close();
  });

  test('asks while the authority’s key waits, even with the zip on disk', async ({ home, folder }) => {
    await home.make();
    await home.unzipped(folder);
    expect(await asksBeforeClosing(home.page)).toBe(true);
    await home.page.close();
  });

  test('asks nothing once every key is downloaded or declined', async ({ home, folder }) => {
    const { page } = home;
    await home.make();
    await home.unzipped(folder);
    await page.getByRole('button', { name: 'I do not need it' }).click();
    await expect(page.locator('main')).toContainText('Its key goes when this tab closes');
    expect(await asksBeforeClosing(page)).toBe(false);
  });

  test('asks nothing before anything was made', async ({ home }) => {
    await home.box.fill('app.test');
    expect(await asksBeforeClosing(home.page)).toBe(false);
  });
});

test('making another does not lose a key without a word', async ({ home, folder }) => {
  const { page } = home;
  await home.make();
  await page.goBack();
  await expect(page.getByText('localhost+2 is ready, and its key has not been downloaded.')).toBeVisible();
  await home.type('app.test');
  await home.create.click();
  await expect(home.outcome).toContainText('Making another lets go of it');
  await home.outcome.getByRole('button', { name: 'Back to it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('localhost+2 is ready');
  await home.unzipped(folder);
  await page.goBack();
  await home.make();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('localhost+3 is ready');
});

test('its address holds nothing, works with Back and Forward, and leads home after a reload', async ({
  home,
  folder,
}) => {
  const { page } = home;
  await home.make();
  await expect(page).toHaveURL(/#\/ready$/);
  await expect(page).toHaveTitle('localhost+2 is ready – Certwright');
  await page.goBack();
  await expect(home.create).toBeVisible();
  await expect(page).toHaveTitle('Local HTTPS – Certwright');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('localhost+2 is ready');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await home.unzipped(folder);
  await page.getByRole('button', { name: 'I do not need it' }).click();
  await page.reload();
  await expect(home.create).toBeVisible();
  await expect(page).toHaveURL(/#\/$/);
});

test('a key password leaves out what cannot read it, and says which', async ({ home }) => {
  const { page } = home;
  const panel = await home.change('Key password');
  await panel.getByRole('button', { name: 'Show Key password' }).click();
  await panel.getByLabel('Key password').fill('open sesame');
  await home.make();
  await expect(page.locator('main')).toContainText(
    'Left out, because they cannot read an encrypted key: gunicorn,',
  );
  const tabs = page.getByRole('tablist', { name: 'Servers' });
  await expect(tabs.getByRole('tab', { name: 'uvicorn' })).toHaveCount(1);
  await expect(tabs.getByRole('tab', { name: 'gunicorn' })).toHaveCount(0);
});

test('a certificate for mailboxes alone serves nothing and says so', async ({ home }) => {
  await home.clear();
  await home.type('someone@app.test');
  await home.make();
  await expect(home.page.locator('main')).toContainText('there is nothing to start');
  await expect(home.page.getByRole('tablist', { name: 'Servers' })).toHaveCount(0);
});
