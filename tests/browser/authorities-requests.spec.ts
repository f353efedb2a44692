// Requests written by strangers, through the page: names that may be somebody else's wait for one decision, what is weak or
// broken or reaches for more is refused in words, and what is signed is what was shown, held against OpenSSL and a strict Python.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { AuthoritiesPage } from '../support/authorities-page';
import { contentsOf } from '../support/certificate-contents';
import { debianKeyPem } from '../support/debian-weak-key';
import { HeldWorker } from '../support/held-worker';
import { withBrokenSignature, withExponentOne, withExtensionTwice } from '../support/hostile-requests';
import { opensslAuthority } from '../support/local-https-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { strictHandshake } from '../support/strict-handshake';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/** A request by `openssl req`, as text. */
function requestFor(folder: string, name: string, names: string, ...more: readonly string[]): string {
  const [openssl = ''] = requireTools('openssl');
  const key = more.some((one) => one === '-newkey' || one === '-key') ? [] : CURVE;
  const args = ['-new', '-nodes', '-keyout', `${name}.key`, '-subj', `/CN=${name}`, '-out', 'made.csr'];
  execFileSync(openssl, ['req', ...args, ...key, '-addext', `subjectAltName=${names}`, ...more], {
    cwd: folder,
    stdio: 'pipe',
  });
  return readFileSync(join(folder, 'made.csr'), 'utf8');
}

async function give(tab: Locator, texts: readonly string[]): Promise<void> {
  await tab.getByLabel(/^Signing requests/).fill(texts.join('\n'));
  await tab.getByRole('button', { name: 'Read the text' }).click();
}

test('names that may be somebody else’s wait for one decision about their domain', async ({ page, site }) => {
  const folder = temporaryFolder('foreign-');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('House CA');
  const tab = await authorities.tab('Sign requests');
  const own = ['a', 'b', 'c'].map((host) =>
    requestFor(folder, `${host}.example.com`, `DNS:${host}.example.com`),
  );
  await give(tab, [
    requestFor(folder, 'www.google.com', 'DNS:www.google.com,DNS:app.test,IP:10.0.0.1,IP:8.8.8.8'),
    requestFor(folder, 'local.test', 'DNS:local.test,DNS:nas,IP:127.0.0.1'),
    ...own,
  ]);

  const google = tab.getByRole('region', { name: 'www.google.com' });
  await expect(google).toContainText('3 names it asks for wait for you');
  await expect(google).toContainText('DNS name: “www.google.com” is not among the names you sign');
  await expect(google).toContainText('IP address: “8.8.8.8” is not among the names you sign');
  await expect(google.getByRole('button', { name: 'Sign it' })).toBeDisabled();
  await expect(tab.getByRole('region', { name: 'local.test' })).toContainText(
    'Everything it asks for is given.',
  );
  // Nothing but the local one can be signed as it stands.
  await expect(tab.getByRole('button', { name: /^Sign all/ })).toBeHidden();

  await tab.getByRole('button', { name: 'Sign names under example.com (3 requests)' }).click();
  await expect(tab.getByRole('region', { name: 'b.example.com' })).toContainText(
    'Everything it asks for is given.',
  );
  await expect(tab.getByRole('button', { name: 'Sign all 4' })).toBeEnabled();
  await google.getByRole('button', { name: /^Leave out what is not mine/ }).click();
  await expect(google).toContainText('3 things it asks for are not given as asked.');
  await tab.getByRole('button', { name: 'Sign all 5' }).click();
  // All of them, the last one too.
  await expect(tab.getByRole('button', { name: 'Download 5 certificates, zip' })).toBeVisible();
  await expect(google).toContainText('Signed, until');
  const [openssl = ''] = requireTools('openssl');
  const saved = await authorities.download(google.getByRole('button', { name: /^Certificate, PEM/ }), folder);
  const text = execFileSync(openssl, ['x509', '-noout', '-text', '-in', saved], { encoding: 'utf8' });
  expect(text).toContain('DNS:app.test, IP Address:10.0.0.1');
  expect(text).not.toContain('google');
  expect(text).not.toContain('8.8.8.8');

  // The decision is the authority's: settings that are saved leave it, and it can be taken back where it was made.
  await authorities.tab('Overview');
  await page.getByText('Settings', { exact: false }).first().click();
  await page.getByRole('form', { name: 'Settings of House CA' }).getByLabel('Note').fill('for the team');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeAttached();
  await authorities.tab('Sign requests');
  await tab.getByText('Names you sign: local ones; names under example.com').click();
  await tab.getByRole('button', { name: 'Clear the list' }).click();
  await give(tab, own.slice(0, 1));
  const first = tab.getByRole('region', { name: 'a.example.com' });
  await expect(first).toContainText('Everything it asks for is given.');
  await tab.getByText('Names you sign: local ones; names under example.com').click();
  await tab.getByRole('button', { name: 'Remove names under example.com' }).click();
  await expect(first).toContainText('2 names it asks for wait for you');
  // A rule that is typed is the same thing, and one that cannot be read is said.
  const rule = tab.getByRole('form', { name: 'A rule for names' });
  await rule.getByRole('textbox').fill('not a host');
  await rule.getByRole('button', { name: 'Add rule' }).click();
  await expect(tab.getByText('That cannot be read. An example: corp.example.')).toBeVisible();
  await rule.getByRole('textbox').fill('a.example.com');
  await rule.getByRole('button', { name: 'Add rule' }).click();
  await expect(first).toContainText('Everything it asks for is given.');
});

test('beside a request that was signed stand the commands that sign the same', async ({ page, site }) => {
  const folder = temporaryFolder('signed-by-others-');
  const { certificate, key } = opensslAuthority(folder);
  const files = { 'ca.pem': certificate, 'ca-key.pem': key };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  // Of the same name: what the page signs with stays in the page.
  await authorities.create('Team Root');
  const tab = await authorities.tab('Sign requests');
  const request = requestFor(folder, 'app.test', 'DNS:app.test,IP:10.0.0.1');
  writeFileSync(join(folder, 'request.pem'), request);
  await give(tab, [request]);
  const card = tab.getByRole('region', { name: 'app.test' });
  await card.getByRole('button', { name: /^Sign it/ }).click();
  await expect(card).toContainText('Signed, until');
  const saved = await authorities.download(card.getByRole('button', { name: /^Certificate, PEM/ }), folder);
  await card.getByText('The same with openssl, step, keytool, certtool').click();
  const shown = (name: string) => card.getByRole('region', { name });
  writeFileSync(join(folder, 'openssl.cnf'), await shown('openssl.cnf').innerText());
  const commands = await shown('Commands for openssl').innerText();
  execFileSync('sh', ['-e', '-c', commands], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const [theirs = [], ours = []] = [join(folder, 'cert.pem'), saved].map((path) =>
    contentsOf(path).map((one) => one.replace(/(Authority Key Identifier:).*/s, '$1')),
  );
  expect(theirs).toEqual(ours);
  expect(ours.join()).toMatch(/CN = app\.test.*DNS:app\.test, IP Address:10\.0\.0\.1/s);
  await card.getByRole('tab', { name: 'step' }).click();
  await expect(card).toContainText(
    'A request that is there already: its commands for one are not offered here',
  );
});

test('a folder of requests: what reaches for more, is weak or broken is refused in words; the rest is good', async ({
  page,
  site,
}) => {
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('strangers-');
  const given = join(folder, 'given');
  const write = (path: string, text: string) => {
    mkdirSync(join(given, path, '..'), { recursive: true });
    writeFileSync(join(given, path), text);
  };
  writeFileSync(join(folder, 'debian.key'), debianKeyPem('le64', 'rnd', 4096));
  const ca = ['basicConstraints=critical,CA:TRUE', 'keyUsage=keyCertSign,digitalSignature'];
  const asks = ca.flatMap((one) => ['-addext', one]);
  write('web/server.csr', requestFor(folder, 'good.test', 'DNS:good.test'));
  write('mail/server.csr', requestFor(folder, 'mail.test', 'DNS:mail.test', '-newkey', 'rsa:2048'));
  write('ca.csr', requestFor(folder, 'ca.test', 'DNS:ca.test', ...asks));
  write('weak/1024.csr', requestFor(folder, 'short.test', 'DNS:short.test', '-newkey', 'rsa:1024'));
  write('weak/512.csr', requestFor(folder, 'tiny.test', 'DNS:tiny.test', '-newkey', 'rsa:512'));
  write('weak/debian.csr', requestFor(folder, 'debian.test', 'DNS:debian.test', '-key', 'debian.key'));
  write('weak/one.csr', withExponentOne('one.test'));
  write('broken.csr', withBrokenSignature('broken.test'));
  write('twice.csr', withExtensionTwice('twice.test'));
  write('=cmd.csr', requestFor(folder, 'formula.test', 'DNS:formula.test'));

  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Careful CA');
  const trusted = await authorities.download(
    page.getByRole('button', { name: 'Certificate to trust, PEM' }),
    folder,
  );
  const tab = await authorities.tab('Sign requests');
  await tab.locator('input[webkitdirectory]').setInputFiles(given);
  const card = (name: string) => tab.getByRole('region', { name });
  await expect(card('good.test')).toContainText('Everything it asks for is given.');
  await expect(card('ca.test')).toContainText('It asks to be an authority itself');
  await expect(card('ca.test')).toContainText('It asks to sign certificates');
  await expect(card('short.test')).toContainText('An RSA key of 1024 bits');
  await expect(card('tiny.test')).toContainText('An RSA key of 512 bits');
  await expect(card('debian.test')).toContainText('CVE-2008-0166');
  await expect(card('one.test')).toContainText('the exponent 1 protects nothing');
  await expect(card('broken.test')).toContainText('Its signature does not fit its key');
  await expect(card('broken.test')).toContainText('It cannot be signed.');
  await expect(card('twice.test')).toContainText('It is there twice');
  for (const name of ['short.test', 'tiny.test', 'debian.test', 'one.test', 'broken.test'])
    await expect(card(name).getByRole('button', { name: 'Sign it' })).toBeDisabled();

  await tab.getByRole('button', { name: 'Sign all 5' }).click();
  const zip = await authorities.download(
    tab.getByRole('button', { name: 'Download 5 certificates, zip' }),
    folder,
  );
  execFileSync('unzip', ['-q', zip, '-d', folder]);
  const signed = join(folder, 'signed');
  for (const [path, name] of [
    ['web/server', 'good.test'],
    ['mail/server', 'mail.test'],
    ['ca', 'ca.test'],
    ['twice', 'twice.test'],
    ['_cmd', 'formula.test'],
  ] as const) {
    const file = join(signed, `${path}.pem`);
    const verified = execFileSync(
      openssl,
      ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', name, '-CAfile', trusted, file],
      { encoding: 'utf8' },
    );
    expect(verified).toContain(': OK');
    const key = join(folder, `${name}.key`);
    if (existsSync(key)) strictHandshake({ root: trusted, leaf: file, key, name });
    const text = execFileSync(openssl, ['x509', '-noout', '-text', '-in', file], { encoding: 'utf8' });
    expect(text).toContain('CA:FALSE');
    expect(text).not.toContain('Certificate Sign');
  }
  const table = readFileSync(join(signed, 'signed.csv'), 'utf8');
  expect(table).toMatch(/web\/server\.csr,web\/server\.pem,[0-9a-f]+,CN=good\.test,signed,/);
  expect(table).toMatch(/ca\.csr,ca\.pem,[0-9a-f]+,CN=ca\.test,signed,.*It asks to be an authority itself/);
  expect(table).toMatch(/weak\/debian\.csr,,,,not signed: .*CVE-2008-0166/);
  expect(table).toMatch(/broken\.csr,,,,not signed: It cannot be signed\..*does not fit its key/);
});

test('what is signed is what is shown: another profile, dates and no days at all', async ({ page, site }) => {
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('terms-');
  // Plans are held back, so that there is time to press a button in between.
  const planning = await HeldWorker.of(page, 'planSigning');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Turn CA');
  const tab = await authorities.tab('Sign requests');
  const count = 12;
  await give(
    tab,
    Array.from({ length: count }, (_, at) => requestFor(folder, `h${at}.test`, `DNS:h${at}.test`)),
  );
  const all = tab.getByRole('button', { name: /^Sign all/ });
  await expect(all).toHaveText(`Sign all ${count}`);
  const card = tab.getByRole('region', { name: 'h0.test' });
  await planning.hold();
  await tab.getByLabel('Sign as').selectOption({ label: 'TLS client' });
  await expect(card).toContainText('Working out what it asks for…');
  await expect(card.getByRole('button', { name: 'Sign it' })).toBeDisabled();
  await expect(all).toBeHidden();
  // Once more, before the first is answered: the last one counts.
  await tab.getByLabel('Sign as').selectOption({ label: 'Email' });
  await planning.letGo();
  await expect(all).toHaveText(`Sign all ${count}`);

  await tab.getByLabel('Days').fill('');
  await expect(tab.getByText('Say how many days, 1 to 36500')).toBeVisible();
  await expect(all).toBeDisabled();
  await expect(card).toContainText('Everything it asks for is given.');
  await tab.getByLabel('Days').fill('7');
  await tab.getByLabel('Valid', { exact: true }).selectOption('until a moment');
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 19);
  await tab.getByLabel('Valid until, UTC').fill(until);
  await tab.getByLabel('Signature').selectOption({ label: 'ECDSA with SHA-512' });
  await all.click();
  const zip = await authorities.download(
    tab.getByRole('button', { name: `Download ${count} certificates, zip` }),
    folder,
  );
  execFileSync('unzip', ['-q', zip, '-d', folder]);
  for (let at = 0; at < count; at++) {
    const args = [
      'x509',
      '-noout',
      '-text',
      '-enddate',
      '-dateopt',
      'iso_8601',
      '-in',
      `signed/h${at}.test.pem`,
    ];
    const text = execFileSync(openssl, args, { cwd: folder, encoding: 'utf8' });
    expect(text).toContain('E-mail Protection');
    expect(text).not.toContain('TLS Web');
    expect(text).toContain('ecdsa-with-SHA512');
    expect(text).toContain(`notAfter=${until.replace('T', ' ')}Z`);
  }
});
