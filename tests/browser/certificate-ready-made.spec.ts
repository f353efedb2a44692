// Templates that come with the page, the zip that starts, marks against the standard, and copies that keep the octets of their
// name: as somebody uses them, by keyboard where that is the question.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificatePage } from '../support/certificate-page';
import { expect, requireTools, test as base } from '../support/page-fixture';
import { freePort, startServer } from '../support/server-process';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { findTool } from '../support/tools';

const test = base.extend<{ certificate: CertificatePage }>({
  certificate: async ({ page, site }, use) => {
    requireTools('openssl', 'unzip', 'python3');
    const certificate = new CertificatePage(page);
    await certificate.open(site.address);
    await use(certificate);
  },
});
test.afterAll(removeTemporaryFolders);

const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test('local development, by keyboard alone: made, unpacked, started, fetched by the strictest Python', async ({
  certificate,
}) => {
  const { page } = certificate;
  await page.getByRole('button', { name: 'Start from a ready-made template' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Local development', exact: true })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Local development', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Filled in from the template.' })).toBeVisible();
  await expect(certificate.commonName).toHaveValue('localhost');
  await certificate.create.focus();
  await page.keyboard.press('Enter');
  await expect(certificate.made).toContainText('servers to start in run/');
  const folder = await certificate.unzipped(temporaryFolder('ready-made-'));
  const port = await freePort();
  const options = { folder, address: '127.0.0.1' as const, port };
  const server = await startServer('python3 run/python-server.py', {
    ...options,
    env: { HOST: undefined, PORT: String(port) },
  });
  const python = findTool('python3.13') ?? 'python3';
  const env = { ...process.env, PORT: String(port), PYTHONWARNINGS: 'error' };
  const answer = execFileSync(python, ['run/python-client.py'], { cwd: folder, encoding: 'utf8', env });
  expect(answer).toContain('\n200 ');
  await server.stop();
});

test('smart card logon: what is missing is asked for, nothing is called unusual about it, and Undo', async ({
  certificate,
}) => {
  const { page } = certificate;
  await certificate.commonName.fill('Ada');
  await page.getByRole('button', { name: 'Start from a ready-made template' }).click();
  await page.getByRole('button', { name: 'Smart card logon', exact: true }).click();
  await expect(certificate.commonName).toHaveValue('Ada');
  await certificate.create.click();
  await expect(certificate.problems.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Value of name 1' }).fill('ada@corp.test');
  const lists = page.getByRole('textbox', { name: /^Address of the list 1/i });
  await certificate.change('CRL distribution points');
  await lists.fill('http://crl.example.test/a.crl');
  await expect(certificate.preview).toContainText('ada@corp.test');
  await expect(certificate.preview).not.toContainText('This is not what the profile has');
  await certificate.make();
  const saved = await certificate.saved('PEM', temporaryFolder('ready-made-'));
  const text = openssl('x509', '-in', saved, '-noout', '-text');
  expect(text).toContain('othername: UPN::ada@corp.test');
  expect(text).toContain('Microsoft Smartcard Login');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('radio', { name: 'TLS server', exact: true })).toBeChecked();
});

test('a mark against the standard is said to be one, and mended', async ({ certificate }) => {
  await certificate.commonName.fill('app.test');
  const access = await certificate.add('Authority information access');
  await access.getByRole('textbox', { name: 'OCSP responder 1' }).fill('http://ocsp.example.test');
  const mark = access.getByRole('checkbox', { name: /^Critical.*must not be critical/ });
  await mark.check();
  const remark = certificate.preview.getByRole('listitem').filter({ hasText: 'By RFC 5280 §4.2.2.1' });
  await expect(remark).toBeVisible();
  await expect(certificate.section('Authority information access')).toContainText('critical');
  await remark.getByRole('button', { name: 'Mend' }).click();
  await expect(mark).not.toBeChecked();
  await expect(remark).toHaveCount(0);
});

test('a copy keeps the octets of its name until somebody changes it', async ({ certificate }) => {
  const { page } = certificate;
  const folder = temporaryFolder('copied-');
  const file = (name: string) => join(folder, name);
  writeFileSync(
    file('old.cnf'),
    '[req]\nprompt=no\nutf8=yes\nstring_mask=default\ndistinguished_name=dn\n[dn]\nO=Exämple\nOU=a\n1.+OU=b\nCN=Old root\n',
  );
  const out = ['-keyout', file('old.key'), '-out', file('old.pem')];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-config', file('old.cnf'), ...out);
  const subject = (pem: string) =>
    openssl('x509', '-in', pem, '-noout', '-subject', '-nameopt', 'dump_all,dump_der,sep_multiline,oid');
  await certificate.paste(readFileSync(file('old.pem'), 'utf8'));
  const kept = page.getByText('Kept octet for octet as it was');
  await expect(kept).toBeVisible();
  const name = page.getByRole('textbox', { name: /^Organization \(O\)/ });
  await name.fill('Other');
  await expect(page.getByText('Changed, so it is written anew')).toBeVisible();
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(kept).toBeVisible();
  await expect(name).toHaveValue('Exämple');
  await certificate.make();
  expect(subject(await certificate.saved('PEM', folder))).toBe(subject(file('old.pem')));
});
