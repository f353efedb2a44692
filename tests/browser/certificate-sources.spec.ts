// What fills the form from elsewhere: templates as files and links, certificates and requests to make a copy of, an
// openssl.cnf with its mistakes pointed out; and the commands of another program that make the same, run here.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsOf } from '../support/certificate-contents';
import { CertificatePage } from '../support/certificate-page';
import { opensslAuthority } from '../support/local-https-page';
import { expect, requireTools, test as base } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const test = base.extend<{ certificate: CertificatePage }>({
  certificate: async ({ page, site }, use) => {
    requireTools('openssl');
    const certificate = new CertificatePage(page);
    await certificate.open(site.address);
    await use(certificate);
  },
});
test.afterAll(removeTemporaryFolders);

const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test('a template: saved as a file without a secret, and read back', async ({ certificate, site }) => {
  const { page } = certificate;
  await certificate.profile('Intermediate authority');
  await certificate.commonName.fill('Kept');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as template' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('intermediate-template.json');
  const template = readFileSync(await download.path(), 'utf8');
  expect(JSON.parse(template)).toMatchObject({ certwright: 'certificate-template', version: 1 });
  await page.goto('about:blank');
  await certificate.open(site.address);
  await expect(certificate.commonName).toHaveValue('');
  await certificate.drop({ 'kept.json': template });
  await expect(page.getByText('Filled in from the template.')).toBeVisible();
  await expect(certificate.commonName).toHaveValue('Kept');
  await expect(page.getByRole('radio', { name: 'Intermediate authority' })).toBeChecked();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(certificate.commonName).toHaveValue('');
  await certificate.paste('{"certwright": "certificate-template", "version": 1}');
  await expect(page.getByText('This is no template of this page, or it is damaged.')).toBeVisible();
  await certificate.paste('{"subject": {{ toJson .Subject }}, "keyUsage": ["digitalSignature"]}');
  await expect(page.getByText('That is a template of step or step-ca')).toBeVisible();
});

test('a template kept under a name fills in the form again, and can be removed', async ({ certificate }) => {
  const { page } = certificate;
  await certificate.profile('Code signing');
  await certificate.commonName.fill('Named');
  await page.getByRole('button', { name: 'Under a name' }).click();
  const name = page.getByRole('textbox', { name: 'Name of the template' });
  await expect(name).toBeFocused();
  await name.fill('releases');
  await name.press('Enter');
  await expect(page.getByText('Kept as “releases” while this tab is open')).toBeVisible();
  await certificate.commonName.fill('Another');
  await certificate.profile('Email');
  await page.getByRole('button', { name: 'Start from something you have' }).click();
  await page.getByRole('button', { name: 'releases', exact: true }).click();
  await expect(certificate.commonName).toHaveValue('Named');
  await expect(page.getByRole('radio', { name: 'Code signing' })).toBeChecked();
  await page.getByRole('button', { name: 'Start from something you have' }).click();
  await page.getByRole('button', { name: 'Remove template releases' }).click();
  await expect(page.getByRole('button', { name: 'releases', exact: true })).toHaveCount(0);
});

test('a link fills in the form, says so, and does not stay in the address', async ({
  certificate,
  site,
  context,
}) => {
  const { page } = certificate;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await certificate.profile('Email');
  await certificate.commonName.fill('Linked');
  await page.getByRole('button', { name: /^Copy link/ }).click();
  let link = '';
  await expect
    .poll(async () => (link = await page.evaluate(() => navigator.clipboard.readText())))
    .toContain(`${site.address}#/certificate?t=`);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByText('Filled in from a link.')).toBeVisible();
  await expect(certificate.commonName).toHaveValue('Linked');
  await expect(page.getByRole('radio', { name: 'Email' })).toBeChecked();
  await expect(page).toHaveURL(`${site.address}#/certificate`);
  await page.goto('about:blank');
  await page.goto(link.slice(0, -30));
  await expect(page.getByText('The link is damaged or cut off')).toBeVisible();
  await expect(certificate.commonName).toHaveValue('');
});

test('a copy of a certificate: everything it says, with a new key or for the same', async ({
  certificate,
}) => {
  const { page } = certificate;
  const folder = temporaryFolder('certificate-');
  const [key, pem] = [join(folder, 'old.key'), join(folder, 'old.pem')];
  openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', pem, '-days', '300'],
    ...['-subj', '/C=NL/O=Team/CN=old.test', '-addext', 'subjectAltName=DNS:old.test,IP:10.1.2.3'],
    ...['-addext', 'extendedKeyUsage=serverAuth,clientAuth', '-addext', 'keyUsage=critical,digitalSignature'],
  );
  await certificate.paste(readFileSync(pem, 'utf8'));
  await expect(page.getByText('Filled in from the certificate.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Common name (CN) 3' })).toHaveValue('old.test');
  await expect(page.getByRole('textbox', { name: 'IP address 2' })).toHaveValue('10.1.2.3');
  await expect(certificate.section('Extended key usage')).toContainText('TLS server and TLS client');
  const panel = await certificate.change('Key');
  await panel.getByRole('radio', { name: /^The same key as before/ }).check();
  await certificate.create.click();
  await expect(certificate.problems).toContainText('Only the public key is here');
  // Its private key, too: then it signs itself.
  await certificate.drop({ 'old.key': readFileSync(key) });
  await expect(certificate.section('Key')).toContainText('RSA 2048');
  await certificate.make();
  const made = await certificate.saved('PEM', folder);
  for (const fact of ['-subject', '-pubkey'])
    expect(openssl('x509', '-in', made, '-noout', fact)).toBe(openssl('x509', '-in', pem, '-noout', fact));
});

const configuration = `
[req]
distinguished_name = dn
x509_extensions = v3_server
req_extensions = v3_request
prompt = no
[dn]
CN = configured.test
[v3_server]
basicConstraints = critical, CA:TRUE
extendedKeyUsage = serverAuth
subjectAltName = DNS:configured.test, DNS:127.0.0.1
[v3_request]
subjectAltName = DNS:asked.test
`;

test('an openssl.cnf: what it describes to choose from, its mistakes by line', async ({ certificate }) => {
  const { page } = certificate;
  await certificate.paste(configuration);
  const remarks = page.getByRole('list', { name: 'Remarks on the openssl.cnf' });
  await expect(remarks.getByRole('listitem').filter({ hasText: 'line 12' })).toContainText(
    'Mistake, line 12 “127.0.0.1” is an IP address given as DNS',
  );
  await expect(remarks).toContainText('is made an authority here (CA:TRUE)');
  await page.getByRole('button', { name: /v3_server/ }).click();
  await expect(certificate.commonName).toHaveValue('configured.test');
  await expect(page.getByRole('textbox', { name: 'IP address 2' })).toHaveValue('127.0.0.1');
});

for (const [title, command] of [
  [
    'on one line',
    'openssl req -x509 -newkey rsa:4096 -sha256 -days 3650 -nodes -keyout example.key -out example.crt -subj "/CN=classic.test" -addext "subjectAltName=DNS:classic.test,IP:10.0.0.1"',
  ],
  [
    'over several, behind a prompt',
    `$ openssl req -x509 -newkey rsa:4096 -sha256 -days 3650 \\
  -nodes -keyout example.key -out example.crt \\
  -subj "/CN=classic.test" \\
  -addext "subjectAltName=DNS:classic.test,IP:10.0.0.1"`,
  ],
  [
    'after another',
    'mkdir -p certs && cd certs && openssl req -x509 -newkey rsa:4096 -days 3650 -nodes -keyout a.key -out a.crt -subj /CN=classic.test -addext subjectAltName=DNS:classic.test,IP:10.0.0.1',
  ],
] as const)
  test(`an openssl command ${title} fills in the form`, async ({ certificate }) => {
    const { page } = certificate;
    await certificate.paste(command);
    await expect(page.getByText(/^Filled in from the openssl commands, openssl req -x509/)).toBeVisible();
    await expect(certificate.commonName).toHaveValue('classic.test');
    await expect(page.getByRole('textbox', { name: 'IP address 2' })).toHaveValue('10.0.0.1');
    await expect(certificate.section('Key')).toContainText('RSA 4096');
    await expect(page.getByRole('list', { name: 'Remarks on the openssl commands' })).toContainText(
      'is made an authority here (CA:TRUE)',
    );
  });

test('a whole recipe of commands gives what each makes to choose from', async ({ certificate }) => {
  const { page } = certificate;
  await certificate.paste(`openssl genrsa -out ca.key 4096
openssl req -x509 -new -nodes -key ca.key -sha256 -days 1826 -out ca.crt -subj '/CN=My Root'
openssl req -new -nodes -newkey rsa:2048 -keyout s.key -out s.csr -subj /CN=served.test
openssl x509 -req -in s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out s.crt -days 825 -extfile <(printf "subjectAltName=DNS:served.test")
`);
  await expect(page.getByText('The openssl commands describe 3 things. Take one:')).toBeVisible();
  await page.getByRole('button', { name: /^openssl x509 -req/ }).click();
  await expect(certificate.commonName).toHaveValue('served.test');
  // OpenSSL adds the key identifiers by itself, and what is made here has them as well.
  await expect(page.getByRole('region', { name: 'Authority key identifier' })).toBeVisible();
});

test('files that are not UTF-8: UTF-16 as Windows writes it, and Latin-1', async ({ certificate }) => {
  const config = '[req]\ndistinguished_name = dn\nprompt = no\n[dn]\nCN = Zürich\n';
  await certificate.drop({ 'wide.cnf': Buffer.from(`\ufeff${config}`, 'utf16le') });
  await expect(certificate.commonName).toHaveValue('Zürich');
  await certificate.commonName.fill('');
  await certificate.drop({ 'latin.cnf': Buffer.from(config.replace('Zürich', 'Genève'), 'latin1') });
  await expect(certificate.commonName).toHaveValue('Genève');
});

test('the commands make the same with openssl', async ({ certificate }) => {
  const { page } = certificate;
  await certificate.commonName.fill('commanded.test');
  await certificate.names('commanded.test 10.0.0.1');
  await certificate.preview.getByRole('tab', { name: 'Commands' }).click();
  const shown = (name: string) => certificate.preview.getByRole('region', { name });
  // They follow the form a moment later.
  await expect(shown('openssl.cnf')).toContainText('10.0.0.1');
  const commands = await shown('Commands for openssl').innerText();
  const contents = await shown('openssl.cnf').innerText();
  const folder = join(temporaryFolder('certificate-'), 'run');
  mkdirSync(folder);
  writeFileSync(join(folder, 'openssl.cnf'), contents);
  execFileSync('sh', ['-e', '-c', commands], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const [made = ''] = execFileSync('sh', ['-c', 'grep -l "BEGIN CERTIFICATE-" *'], {
    cwd: folder,
    encoding: 'utf8',
  }).split('\n');
  const text = openssl('x509', '-in', join(folder, made), '-noout', '-text');
  expect(text).toContain('Subject: CN = commanded.test');
  expect(text).toContain('DNS:commanded.test, IP Address:10.0.0.1');
  await certificate.preview.getByRole('tab', { name: 'keytool' }).click();
  await expect(page.getByRole('region', { name: 'Commands for keytool' })).toContainText('keytool');
});

test('beside what was made stand the commands that make the same, whatever the form says by now', async ({
  certificate,
}) => {
  const { page } = certificate;
  const folder = join(temporaryFolder('certificate-'), 'run');
  mkdirSync(folder);
  const authority = opensslAuthority(folder);
  await certificate.commonName.fill('made.test');
  await certificate.names('made.test 10.0.0.1');
  const panel = await certificate.change('Signed by');
  await panel.getByRole('radio', { name: /^An authority from files/ }).check();
  await certificate.drop({ 'root.pem': authority.certificate, 'root.key': authority.key });
  await expect(certificate.section('Signed by')).toContainText('Team Root');
  await certificate.make();
  const saved = await certificate.saved('PEM', folder);
  await certificate.commonName.fill('changed-since.test');

  await certificate.made.getByText('The same with openssl, step, keytool, certtool').click();
  const shown = (name: string) => certificate.made.getByRole('region', { name });
  writeFileSync(join(folder, 'openssl.cnf'), await shown('openssl.cnf').innerText());
  writeFileSync(join(folder, 'ca.pem'), authority.certificate);
  writeFileSync(join(folder, 'ca-key.pem'), authority.key);
  const commands = await shown('Commands for openssl').innerText();
  execFileSync('sh', ['-e', '-c', commands], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  expect(contentsOf(join(folder, 'cert.pem'))).toEqual(contentsOf(saved));
  expect(contentsOf(saved).join()).toMatch(/CN = made\.test.*DNS:made\.test, IP Address:10\.0\.0\.1/s);
  await certificate.made.getByRole('tab', { name: 'keytool' }).click();
  await expect(page.getByRole('region', { name: 'Commands for keytool' })).toContainText('made.test');
});

test('nothing of use: said', async ({ certificate }) => {
  await certificate.paste('a shopping list');
  await expect(certificate.page.getByText('Nothing the form could take was in it')).toBeVisible();
});

test('a key that is opened brings the usages such keys have, and takes them along', async ({
  certificate,
}) => {
  const folder = temporaryFolder('usages-');
  const rsa = join(folder, 'rsa.key');
  openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', rsa);
  const { page } = certificate;
  const usage = certificate.section('Key usage');
  await certificate.profile('Email');
  await expect(usage).toContainText('Key agreement');
  await certificate.paste(readFileSync(rsa, 'utf8'));
  await expect(usage).toContainText('Key encipherment');
  await expect(usage).not.toContainText('Key agreement');
  await certificate.profile('Code signing');
  await expect(usage).not.toContainText('Key encipherment');
  await certificate.profile('Email');
  await certificate.commonName.fill('Ann');
  await certificate.names('ann@corp.test');
  await certificate.make();
  const made = await certificate.saved('PEM', folder);
  const text = openssl('x509', '-in', made, '-noout', '-ext', 'keyUsage');
  expect(text).toContain('Digital Signature, Non Repudiation, Key Encipherment');
  await page.getByRole('radio', { name: /^A new key/ }).check();
  await expect(usage).toContainText('Key agreement');
});
