// A kept intermediate whose issuer renews it: the certificate is offered to it on every page it is on, and it goes by it at once,
// unlocked or locked, in this tab and in another; openssl agrees with what it signs then.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthoritiesPage, textOf } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const PASSPHRASE = 'correct horse battery staple';

test.afterAll(removeTemporaryFolders);

test('renewed by its root in another tab, it goes by the new certificate in both', async ({
  page,
  site,
  context,
}) => {
  test.setTimeout(120_000);
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('newer-');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Team Root CA');
  await authorities.keep(PASSPHRASE);
  await page.getByRole('button', { name: 'New authority below it' }).click();
  await authorities.create('Team Issuing CA');
  await authorities.keep(PASSPHRASE);
  const save = (where: AuthoritiesPage) =>
    where.download(where.page.getByRole('button', { name: 'Its certificate, PEM' }), folder);
  const serialOf = (file: string) =>
    execFileSync(openssl, ['x509', '-in', file, '-noout', '-serial'], { encoding: 'utf8' });
  const first = serialOf(await save(authorities));

  const other = new AuthoritiesPage(await context.newPage());
  await other.open(site.address);
  await other.to('Team Root CA');
  await other.unlock(PASSPHRASE);
  const certificates = await other.tab('Certificates');
  await certificates.getByRole('checkbox', { name: 'Choose Team Issuing CA' }).check();
  await certificates.getByRole('button', { name: 'Renew, same key' }).click();
  const there = other.page.getByRole('region', { name: 'Newer certificate of Team Issuing CA' });
  await expect(there).toContainText('It still goes by the one before.');

  const here = page.getByRole('region', { name: 'Newer certificate of Team Issuing CA' });
  await expect(here, 'the other tab tells this one').toBeVisible();
  await there.getByRole('button', { name: 'Go by the new one' }).click();
  await expect(other.page.getByText('Team Issuing CA goes by its new certificate.').first()).toBeVisible();
  await expect(here, 'nothing is left to offer').toBeHidden();
  const second = await save(authorities);
  expect(serialOf(second)).not.toBe(first);

  await test.step('this tab, which had it unlocked, signs under the new one', async () => {
    execFileSync(openssl, [
      ...['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=app.test'],
      ...['-addext', 'subjectAltName=DNS:app.test'],
      ...['-keyout', join(folder, 'app.key'), '-out', join(folder, 'app.csr')],
    ]);
    const requests = await authorities.tab('Sign requests');
    await authorities.choose([join(folder, 'app.csr')]);
    const card = requests.getByRole('region', { name: 'app.test' });
    await card.getByRole('button', { name: 'Sign it app.test' }).click();
    const chain = await authorities.download(
      card.getByRole('button', { name: 'With chain of app.test' }),
      folder,
    );
    expect(textOf(chain)).toContain(textOf(second).trim());
  });
});

test('renewed elsewhere with openssl, the certificate alone is taken for it while it is locked', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('newer-');
  const run = (...args: readonly string[]) =>
    execFileSync(openssl, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  writeFileSync(
    join(folder, 'v3'),
    'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n',
  );
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  run(
    'req',
    '-x509',
    ...ec,
    '-subj',
    '/CN=Far Root',
    '-days',
    '90',
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
  );
  run('req', '-new', ...ec, '-subj', '/CN=Near Issuing', '-keyout', 'near.key', '-out', 'near.csr');
  const sign = (out: string, days: number) =>
    run(
      ...['x509', '-req', '-in', 'near.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-extfile', 'v3'],
      ...['-days', String(days), '-out', out],
    );
  sign('near.pem', 30);
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'import');
  await authorities.choose(['near.pem', 'near.key', 'root.pem'].map((file) => join(folder, file)));
  await page.getByRole('button', { name: /^Take it in/ }).click();
  await authorities.keep(PASSPHRASE);
  await page.getByRole('button', { name: 'Lock it' }).click();

  await authorities.open(site.address, 'import');
  await authorities.choose(['near.pem', 'root.pem'].map((file) => join(folder, file)));
  await expect(
    page.getByText('Near Issuing is here already, and this is no newer certificate'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Start over' }).click();

  // A second later: what begins at the same moment is not newer.
  await expect
    .poll(() => {
      sign('later.pem', 60);
      const begins = (file: string) => run('x509', '-in', file, '-noout', '-startdate');
      return begins('later.pem') === begins('near.pem');
    })
    .toBe(false);
  await authorities.choose(['later.pem', 'root.pem'].map((file) => join(folder, file)));
  await page.getByRole('button', { name: /^Go by the new one/ }).click();
  await expect(page.getByText('Near Issuing goes by its new certificate.').first()).toBeVisible();
  await authorities.toList();
  await authorities.to('Near Issuing');
  await authorities.unlock(PASSPHRASE);
  await expect(page.getByText('kept in this browser, unlocked')).toBeVisible();
  const serial = run('x509', '-in', 'later.pem', '-noout', '-serial')
    .trim()
    .replace('serial=', '')
    .toLowerCase();
  await expect(page.getByRole('tabpanel', { name: 'Overview' })).toContainText(serial.replace(/^0+/, ''));
});
