// Authorities that come in several pieces: with a passphrase each, and files added to one that is kept and locked.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthoritiesPage } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const PASSPHRASE = 'correct horse battery staple';

test.afterAll(removeTemporaryFolders);

/** A folder with authorities that openssl made: their keys under passphrases of their own, where they have one. */
function madeElsewhere(openssl: string, authorities: Readonly<Record<string, string | undefined>>): string {
  const folder = temporaryFolder('import-');
  const run = (...args: readonly string[]) => execFileSync(openssl, args, { cwd: folder, stdio: 'pipe' });
  for (const [name, passphrase] of Object.entries(authorities)) {
    run(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-days', '90'],
      ...['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`],
      ...(passphrase === undefined ? ['-nodes'] : ['-passout', `pass:${passphrase}`]),
    );
  }
  return folder;
}

test('one is taken, then others are unlocked one passphrase at a time: each is found, and each can be kept', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  const [openssl = ''] = requireTools('openssl');
  const folder = madeElsewhere(openssl, {
    Plain: undefined,
    Another: undefined,
    First: 'first words',
    Second: 'second words',
  });
  const files = ['Plain', 'Another', 'First', 'Second'].flatMap((name) => [`${name}.pem`, `${name}.key`]);
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'import');
  await authorities.choose(files.map((file) => join(folder, file)));
  const take = (name: string) => page.getByRole('button', { name: new RegExp(`^Take it in.*${name}$`) });
  await take('Plain').click();
  await expect(page.getByRole('region', { name: 'Plain' })).toContainText('Taken in');
  const form = page.getByRole('form', { name: 'Unlock what was given' });
  for (const [passphrase, name] of [
    ['first words', 'First'],
    ['second words', 'Second'],
  ] as const) {
    await form
      .getByLabel(/passphrase/)
      .first()
      .fill(passphrase);
    await form.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(take(name)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Plain' })).toContainText('Taken in');
  }
  for (const name of ['Another', 'First']) {
    await take(name).click();
    await expect(page.getByRole('region', { name })).toContainText('Taken in');
  }
  await take('Second').click();
  await expect(authorities.heading).toHaveText('Second');
  for (const name of ['Plain', 'First']) {
    await authorities.open(site.address);
    await authorities.to(name);
    await authorities.keep(PASSPHRASE);
  }
});

test('a file added to one that is kept and locked brings its work, and no key', async ({ page, site }) => {
  test.setTimeout(120_000);
  const [openssl = ''] = requireTools('openssl');
  const folder = madeElsewhere(openssl, { Locked: undefined });
  const run = (...args: readonly string[]) => execFileSync(openssl, args, { cwd: folder, stdio: 'pipe' });
  run(
    ...[
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=app.test',
    ],
    ...['-keyout', 'app.key', '-out', 'app.csr'],
  );
  run(
    ...['x509', '-req', '-in', 'app.csr', '-CA', 'Locked.pem', '-CAkey', 'Locked.key', '-days', '30'],
    ...['-set_serial', '0x1234', '-out', 'app.pem'],
  );
  const pair = ['Locked.pem', 'Locked.key'].map((file) => join(folder, file));
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'import');
  await authorities.choose(pair);
  await page.getByRole('button', { name: /^Take it in/ }).click();
  await authorities.keep(PASSPHRASE);
  await page.getByRole('button', { name: 'Lock it' }).click();
  writeFileSync(join(folder, 'all.pem'), pair.map((path) => readFileSync(path, 'utf8')).join(''));
  for (const lock of [true, false]) {
    await authorities.open(site.address, 'import');
    await authorities.choose([join(folder, 'all.pem'), join(folder, 'app.pem')]);
    await page.getByRole('button', { name: /^Add to the one that is here/ }).click();
    await expect(authorities.heading).toHaveText('Locked');
    await expect(page.getByText(`kept in this browser, ${lock ? 'locked' : 'unlocked'}`)).toBeVisible();
    if (!lock) continue;
    await authorities.unlock(PASSPHRASE);
    await expect(page.getByText('kept in this browser, unlocked')).toBeVisible();
  }
  const certificates = await authorities.tab('Certificates');
  await expect(certificates).toContainText('app.test');
});
