// The page "In bulk", as the person who commits certwright.json uses it: from the example to a folder that openssl accepts, and
// a second time held against what was made before.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthoritiesPage } from '../support/authorities-page';
import { BulkPage } from '../support/bulk-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';
import { removeTemporaryFolders } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

const PASSPHRASE = 'correct horse';

test('from the example to a folder that openssl accepts, and again a day later', async ({ page, site }) => {
  const [unzip = '', openssl = ''] = requireTools('unzip', 'openssl');
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  await bulk.example();
  await expect(bulk.make).toBeDisabled();
  await bulk.passphrase.fill(PASSPHRASE);
  const folder = await bulk.made(unzip);
  const server = join(folder, 'servers/app.example.test+1');
  const chain = ['-CAfile', join(server, 'ca.pem'), '-untrusted', join(server, 'fullchain.pem')];
  const verified = execFileSync(
    openssl,
    [
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-verify_hostname',
      'app.example.test',
      ...chain,
      join(server, 'fullchain.pem'),
    ],
    { encoding: 'utf8' },
  );
  expect(verified).toContain('OK');
  // What is there now is what the file is held against: nothing to change, no passphrase asked for.
  await expect(page.getByText('5 stay as they are.')).toBeVisible();
  await expect(bulk.make).toBeDisabled();
  await expect(bulk.passphrase).toHaveCount(0);

  // A second time, with one server more: what is there stays, and the issuing authority's key is asked for.
  await page.reload();
  const manifest = readFileSync(join(folder, 'certwright.json'), 'utf8');
  const more = manifest.replace(
    '"servers": [',
    '"servers": [{ "names": ["new.example.test"], "signedBy": "issuing" },',
  );
  await bulk.files.setInputFiles([
    { name: 'certwright.json', mimeType: 'application/json', buffer: Buffer.from(more) },
    { name: 'made.json', mimeType: 'application/json', buffer: readFileSync(join(folder, 'made.json')) },
  ]);
  await expect(bulk.rows).toHaveCount(6);
  await expect(bulk.rows.filter({ hasText: 'stays' })).toHaveCount(5);
  await expect(page.getByText('signed by 1 authority whose key is not open here')).toBeVisible();
  await expect(bulk.make).toBeDisabled();
  const authority = join(folder, 'authorities/issuing');
  await bulk.files.setInputFiles([
    join(authority, 'cert.pem'),
    join(authority, 'root.pem'),
    join(authority, 'key.pem'),
  ]);
  await page.getByLabel('Its password', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const again = await bulk.made(unzip);
  const made = JSON.parse(readFileSync(join(again, 'made.json'), 'utf8')) as {
    certificates: unknown[];
    authorities: unknown[];
  };
  expect([made.authorities.length, made.certificates.length]).toEqual([2, 4]);
});

test('a zip that nobody has taken is let go of only when that is said', async ({ page, site }) => {
  const [unzip = ''] = requireTools('unzip');
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  await bulk.example();
  await bulk.passphrase.fill(PASSPHRASE);
  await bulk.make.click();
  await expect(bulk.zip).toBeVisible();
  const first = (await bulk.zip.getAttribute('href')) ?? '';
  // To make it all again it takes two clicks, and a passphrase: the last one is gone with the work.
  await page.getByRole('button', { name: 'Leave it out' }).click();
  await expect(bulk.passphrase).toHaveValue('');
  await bulk.passphrase.fill(PASSPHRASE);
  await bulk.make.click();
  const question = page.getByText('The last zip has not been downloaded');
  await expect(question).toBeVisible();
  await page.getByRole('button', { name: 'Back to it' }).click();
  await expect(bulk.zip).toBeFocused();
  await expect(question).toHaveCount(0);
  await bulk.make.click();
  await page.getByRole('button', { name: 'Make more all the same' }).click();
  await expect(bulk.zip).not.toHaveAttribute('href', first);
  await expect(page.getByText('5 stay as they are.')).toBeVisible();
  // Taken, it may be replaced unasked; until there is another it stays, whatever is written meanwhile.
  const second = (await bulk.zip.getAttribute('href')) ?? '';
  await page.getByRole('button', { name: 'Leave it out' }).click();
  await bulk.manifest.fill('{');
  await expect(page.getByText('This is not JSON yet.')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), bulk.zip.click()]);
  expect(execFileSync(unzip, ['-Z1', await download.path()], { encoding: 'utf8' })).toContain('made.json');
  await bulk.manifest.fill('');
  await bulk.example();
  await bulk.passphrase.fill(PASSPHRASE);
  await bulk.make.click();
  await expect(bulk.zip).not.toHaveAttribute('href', second);
});

test('an authority that is kept signs after it is unlocked, and has it on record', async ({ page, site }) => {
  const [unzip = '', openssl = ''] = requireTools('unzip', 'openssl');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await page.getByRole('button', { name: 'Change More' }).click();
  await page.getByLabel(/^Addresses of its revocation list/).fill('http://pki.example.test/team.crl');
  await page.getByLabel(/^Addresses of its OCSP responder/).fill('http://ocsp.example.test/team');
  await authorities.create('Team root');
  await authorities.keep(PASSPHRASE);
  await authorities.tab('Overview');
  const fingerprint = /(?:[0-9A-F]{2}[: ]?){32}/i.exec(await page.getByRole('main').innerText())?.[0] ?? '';
  const sha256 = fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase();
  expect(sha256).toHaveLength(64);
  await page.reload();
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  await bulk.manifest.fill(
    JSON.stringify({
      certwright: 1,
      authorities: { team: { sha256 }, below: { commonName: 'Team issuing', signedBy: 'team' } },
      servers: [
        { names: ['a.test'], signedBy: 'team' },
        { names: ['b.test'], signedBy: 'below' },
      ],
      clients: [{ name: 'Alice', signedBy: 'team' }],
    }),
  );
  await expect(bulk.rows).toHaveCount(5);
  await expect(bulk.make).toBeDisabled();
  await authorities.unlock(PASSPHRASE);
  await bulk.passphrase.fill(PASSPHRASE);
  const folder = await bulk.made(unzip);
  const openssls = (...args: readonly string[]) =>
    execFileSync(openssl, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  for (const leaf of [
    'servers/a.test/fullchain.pem',
    'clients/Alice/cert.pem',
    'authorities/below/cert.pem',
  ]) {
    expect(openssls('x509', '-in', leaf, '-noout', '-ocsp_uri').trim()).toBe('http://ocsp.example.test/team');
    const lists = ['-crl_check_all', '-CRLfile', 'authorities/team/ca.crl.pem'];
    expect(
      openssls('verify', '-x509_strict', ...lists, '-CAfile', 'authorities/team/cert.pem', leaf),
    ).toContain('OK');
  }
  // The list in the zip is the authority's own: on its page it stands, and the next one has another number.
  expect(openssls('crl', '-in', 'authorities/team/ca.crl.pem', '-noout', '-crlnumber')).toMatch(/=0x0*1\s/);
  await authorities.open(site.address);
  await authorities.to('Team root');
  const list = await authorities.tab('Revocation list');
  const kept = await authorities.download(list.getByRole('button', { name: 'Download PEM' }), folder);
  expect(readFileSync(kept, 'utf8')).toBe(readFileSync(join(folder, 'authorities/team/ca.crl.pem'), 'utf8'));
  const record = await authorities.tab('Certificates');
  for (const name of ['Team issuing', 'a.test', 'Alice'])
    await expect(record.getByText(name, { exact: true }).first()).toBeVisible();
  // What another authority signed is not its own.
  await expect(record.getByText('b.test')).toHaveCount(0);
});

test('says what is wrong, each with its place, while it is typed', async ({ page, site }) => {
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  await bulk.manifest.fill(
    '{ "certwright": 1, "authorities": { "a": { "commonName": "A", "day": 3 } }, "servers": [{ "names": ["300.1.1.1"] }] }',
  );
  await expect(page.getByText('authorities.a.day: There is no such field here.')).toBeVisible();
  await expect(page.getByText('servers[0].names[0]: “300.1.1.1” is no name')).toBeVisible();
  await expect(bulk.manifest).toHaveAttribute('aria-invalid', 'true');
  await bulk.manifest.fill(
    '{ "certwright": 1, "authorities": { "a": { "commonName": "A" } }, "servers": [{ "names": ["x.test"] }] }',
  );
  await expect(bulk.rows).toHaveText([/^A authority make$/, /^x\.test server make$/]);
  await expect(bulk.manifest).toHaveAttribute('aria-invalid', 'false');
});

test('a name the authority may not sign is named before anything is made', async ({ page, site }) => {
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  await bulk.manifest.fill(
    '{ "certwright": 1, "authorities": { "a": { "commonName": "A", "permitted": ["x.test"] } }, "servers": [{ "names": ["x.test", "y.test"] }] }',
  );
  await bulk.passphrase.fill(PASSPHRASE);
  await bulk.make.click();
  await expect(page.getByText('“a” may not sign y.test.')).toBeVisible();
});

test('a thousand at once: progress, Cancel, and the page stays usable', async ({ page, site }) => {
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  const servers = Array.from({ length: 2000 }, (_, i) => ({
    names: [`host-${i}.example.test`],
    key: 'rsa-2048',
  }));
  await bulk.manifest.fill(
    JSON.stringify({ certwright: 1, authorities: { a: { commonName: 'A' } }, servers }),
  );
  await expect(page.getByText('2001 to make.')).toBeVisible();
  // Only what is in sight is drawn.
  expect(await bulk.rows.count()).toBeLessThan(40);
  await bulk.passphrase.fill(PASSPHRASE);
  await bulk.make.click();
  await expect(page.getByText(/^Making \d+ of 2001$/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing was kept of it.')).toBeVisible();
  await expect(bulk.make).toBeEnabled();
});

test('a list without columns is told what a table needs, and doubles are named before anything is made', async ({
  page,
  site,
}) => {
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  const choose = (name: string, text: string) =>
    bulk.files.setInputFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  await choose('hosts.txt', 'a.test\nb.test\n');
  await expect(page.getByText('Line 1: The first row must name the columns')).toBeVisible();
  await choose('hosts.csv', 'kind,name,names\nroot,Team,\nserver,,a.test b.test\nserver,,B.test a.test\n');
  await expect(page.getByText('“a.test b.test” is in the manifest twice.')).toBeVisible();
  await bulk.passphrase.fill(PASSPHRASE);
  await expect(bulk.make).toBeDisabled();
  await expect(page.getByText('Line 1: The first row must name the columns')).toHaveCount(0);
  await choose('hosts.csv', 'host name,colour\na.test,red\n');
  await expect(page.getByText('Line 1: The first row must name the columns')).toBeVisible();
});

test('ten thousand of a table are planned without being laid out as text, and another can be written', async ({
  page,
  site,
}) => {
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  const rows = Array.from({ length: 10_000 }, (_, i) => `server,,app-${i}.bench.test,`);
  const table = ['kind,name,names,permitted', 'root,Team,,bench.test', ...rows].join('\n');
  await bulk.files.setInputFiles([{ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }]);
  await expect(page.getByText('10001 to make.')).toBeVisible();
  await expect(bulk.manifest).toHaveCount(0);
  await page.getByRole('button', { name: 'Write another' }).click();
  await expect(bulk.manifest).toHaveValue('');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`owes nothing to anyone: ${colorScheme}, ${width} px`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      const bulk = new BulkPage(page);
      await bulk.open(site.address);
      const check = async () => {
        await owesNothing(page);
      };
      await test.step('nothing yet', check);
      await bulk.example();
      await test.step('a plan', check);
      await bulk.manifest.fill('{ "certwright": 2 }');
      await expect(page.getByText('Must be 1')).toBeVisible();
      await test.step('something wrong', check);
    });
  }
}
