// Client certificates from the page "Authorities": a pasted list, one zip, every file opened with its own password, every
// certificate in the record, where it can be revoked.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthoritiesPage } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

test('a list of people becomes files that open, and certificates that are on record', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  const [openssl = '', unzip = ''] = requireTools('openssl', 'unzip');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Team root');
  const tab = await authorities.tab('Clients');
  await tab
    .getByLabel('People and devices, one a line')
    .fill(
      'Alice, alice@example.test, laptop\n"=cmd|calc", , ../phone\nnobody@@, x\nAlice, alice@example.test, laptop\n',
    );
  await expect(tab.getByText('Line 4: stands on line 1 already; left out.')).toBeVisible();
  await tab.getByLabel('The server that asks for them').fill('localhost joe@example.test');
  await expect(tab.getByText('joe@example.test is neither a host nor an address.')).toBeVisible();
  await tab.getByLabel('The server that asks for them').fill('localhost 127.0.0.1');
  await tab.getByRole('button', { name: /^Make \d client certificates$/ }).click();
  const link = tab.getByRole('link', { name: /^Download / });
  await expect(link).toBeVisible({ timeout: 60_000 });
  const folder = temporaryFolder('clients-');
  const zip = await authorities.download(link, folder);
  execFileSync(unzip, ['-q', zip, '-d', folder]);
  const root = folder;
  const made = execFileSync('find', [root, '-name', '*.p12'], { encoding: 'utf8' }).trim().split('\n');
  const table = readFileSync(
    execFileSync('find', [root, '-name', 'passwords.csv'], { encoding: 'utf8' }).trim(),
    'utf8',
  );
  const passwords = table.match(/[0-9a-z]{4}(?:-[0-9a-z]{4}){3}/g) ?? [];
  expect(passwords.length).toBe(made.length);
  // No cell that a spreadsheet would run.
  expect(table).not.toMatch(/(?:^|,)[=+@]/m);
  for (const file of made) {
    const opened = passwords.filter((password) => {
      try {
        return execFileSync(openssl, ['pkcs12', '-in', file, '-passin', `pass:${password}`, '-nokeys'], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }).includes('BEGIN CERTIFICATE');
      } catch {
        return false;
      }
    });
    expect(opened, file).toHaveLength(1);
    const client = join(file, '..');
    const verified = execFileSync(
      openssl,
      [
        'verify',
        '-x509_strict',
        '-purpose',
        'sslclient',
        '-CAfile',
        join(client, 'ca.pem'),
        join(client, 'cert.pem'),
      ],
      { encoding: 'utf8' },
    );
    expect(verified).toContain('OK');
  }
  // The server's is on record as well.
  const record = await authorities.tab('Certificates');
  await expect(record.getByText('Alice (laptop)').first()).toBeVisible();
  await expect(record.getByText('localhost').first()).toBeVisible();
  await expect(page.getByText(/unfinished/i)).toHaveCount(0);
});

test('a list with nobody in it makes nothing, and a short password is said', async ({ page, site }) => {
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Team root');
  const tab = await authorities.tab('Clients');
  await expect(tab.getByRole('button', { name: 'Make 0 client certificates' })).toBeDisabled();
  await tab.getByLabel('People and devices, one a line').fill('name;password\nBob;short\n');
  await tab.getByRole('button', { name: 'Make 1 client certificate' }).click();
  await expect(tab.getByText('has fewer than 8 characters')).toBeVisible();
});

test('a cell too many, a thousand and one, and a password like a formula are said; a device may start alone', async ({
  page,
  site,
}) => {
  const [unzip = ''] = requireTools('unzip');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Team root');
  const tab = await authorities.tab('Clients');
  const list = tab.getByLabel('People and devices, one a line');
  await list.fill('Alice, alice@example.test, laptop, MyPassw0rd');
  await expect(tab.getByText('Line 1: more than a name, an address and a device; left out.')).toBeVisible();
  await list.fill(Array.from({ length: 1001 }, (_, place) => `Person ${place}`).join('\n'));
  await expect(tab.getByText('More than 1000 at once make a zip nobody opens')).toBeVisible();
  await expect(tab.getByRole('button', { name: 'Make 1001 client certificates' })).toBeDisabled();
  await list.fill('name,password\nBob,=cmd|calc!A1\n');
  await tab.getByRole('button', { name: 'Make 1 client certificate' }).click();
  await expect(tab.getByText('begins like a formula')).toBeVisible();
  await list.fill('device,uri,upn\nprinter,spiffe://example.test/printer,printer@corp.example.test\n');
  await tab.getByLabel('key.pem in clear, for devices that start alone').check();
  await tab.getByRole('button', { name: 'Make 1 client certificate' }).click();
  const folder = temporaryFolder('clients-');
  const zip = await authorities.download(tab.getByRole('link', { name: /^Download / }), folder);
  execFileSync(unzip, ['-q', zip, '-d', folder]);
  const place = join(folder, 'client-certificates/clients/printer');
  expect(readFileSync(join(place, 'key.pem'), 'utf8')).toContain('BEGIN PRIVATE KEY');
  const certificate = new X509Certificate(readFileSync(join(place, 'cert.pem')));
  expect(certificate.subjectAltName).toContain('URI:spiffe://example.test/printer');
  expect(Buffer.from(certificate.raw).toString('latin1')).toContain('printer@corp.example.test');
});
