// An authority that came from openssl, with what it revoked: what is said of it on opening, what rules it is held against, and how it is
// handed on to each of the three programs, with its root and without.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { AuthoritiesPage, textOf } from '../support/authorities-page';
import { OpensslAuthorities, type AuthorityFiles } from '../support/openssl-authority';
import { opensslList } from '../support/openssl-lists';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const DAY = 86_400_000;
const PASSWORD = 'a password of its own';
const signing = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=none',
];
const limited = 'nameConstraints=critical,permitted;dirName:within,permitted;DNS:corp.test\n[within]\nO=Corp';

test.afterAll(removeTemporaryFolders);

const on = (page: AuthoritiesPage, name: string): Locator =>
  page.page.getByRole('form', { name: `Hand ${name} on` });
const listed = (unzip: string, zip: string): string[] =>
  execFileSync(unzip, ['-Z1', zip], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((path) => path.slice(path.indexOf('/') + 1));
const member = (unzip: string, zip: string, path: string): string =>
  execFileSync(unzip, ['-p', zip, `*/${path}`], { encoding: 'utf8' });

async function takenIn(page: AuthoritiesPage, address: string, paths: readonly string[]): Promise<void> {
  await page.open(address, 'import');
  await page.choose(paths);
  await page.page.getByRole('button', { name: /^Take it in/ }).click();
}

test('a list that is overdue is said on opening; revocations go along to cert-manager, step-ca and Vault', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  const [unzip = ''] = requireTools('unzip', 'openssl');
  const folder = temporaryFolder('hand-on-');
  const openssl = new OpensslAuthorities(folder);
  const root = openssl.make({ subject: '/CN=Corp Root', extensions: [...signing, limited] });
  const leaf = (name: string, days: number): AuthorityFiles =>
    openssl.make({
      subject: `/O=Corp/CN=${name}`,
      issuer: root,
      days,
      extensions: ['basicConstraints=CA:FALSE'],
    });
  const gone = leaf('gone.corp.test', 90);
  const soon = leaf('soon.corp.test', 9);
  const serial =
    openssl.run('x509', '-in', `${gone.base}.pem`, '-noout', '-serial').trim().split('=')[1] ?? '';
  const list = opensslList(openssl, folder, {
    ...{
      by: root,
      revoked: [{ serial, reason: 'keyCompromise' }],
      number: '6B03393A1F5CCD53992F61934E852188CC4A86',
    },
    ...{ from: new Date(Date.now() - 31 * DAY), until: new Date(Date.now() - DAY) },
  });
  writeFileSync(join(folder, 'list.pem'), list.pem);
  const authorities = new AuthoritiesPage(page);
  await takenIn(authorities, site.address, [
    ...[`${root.base}.pem`, `${root.base}.key`, `${gone.base}.pem`, `${soon.base}.pem`],
    join(folder, 'list.pem'),
  ]);
  await expect(authorities.heading).toHaveText('Corp Root');

  await test.step('it may sign directory names within its rules alone', async () => {
    await page.getByText('Try a name', { exact: true }).click();
    await page.getByLabel('May it sign…').fill('O=Corp, CN=app');
    const verdicts = page.getByRole('list', { name: 'Verdicts' });
    await expect(verdicts).toContainText('O=Corp, CN=app yes, it may');
    await page.getByLabel('May it sign…').fill('O=Other, CN=app');
    await expect(verdicts).toContainText('no: no rule permits it');
    await page.getByLabel('May it sign…').fill('app.corp.test, app.other.test');
    await expect(verdicts.getByRole('listitem')).toHaveText([/yes, it may/, /no: no rule permits it/]);
  });

  await test.step('what is wanted of it stands above the list, with a way there', async () => {
    await authorities.toList();
    await expect(authorities.row('Corp Root')).toContainText('its revocation list is overdue');
    await expect(page.getByText(/1 certificate\s+ends\s+within 45 days:\s+soon\.corp\.test/)).toBeVisible();
    const record = page.getByRole('group', { name: 'Everything as a record' });
    const ics = textOf(
      await authorities.download(record.getByRole('button', { name: 'Calendar of ends' }), folder),
    );
    for (const summary of [
      'soon.corp.test ends',
      'Corp Root ends',
      'The revocation list of Corp Root is due',
    ])
      expect(ics).toContain(`SUMMARY:${summary}`);
    const csv = textOf(await authorities.download(record.getByRole('button', { name: 'CSV' }), folder));
    expect(csv).toContain('gone.corp.test');
    await page.getByRole('link', { name: /^Sign a new one\s*: Corp Root/ }).click();
    await expect(page.getByRole('tabpanel', { name: 'Revocation list' })).toContainText(
      '0x6b03393a1f5ccd53992f61934e852188cc4a86',
    );
  });

  await authorities.tab('Export');
  const form = on(authorities, 'Corp Root');
  await expect(form).toContainText('Its revocation list is out of date, and goes along as it is.');
  const button = form.getByRole('button', { name: 'Download the folder' });
  for (const [name, file] of [
    ['cert-manager', 'cluster-issuer.yaml'],
    ['step-ca', 'config/ca.json'],
    ['Vault', `revocation/revoked/${serial.toLowerCase()}.pem`],
  ] as const) {
    await form.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
    if (name === 'step-ca') {
      await form.getByLabel('Password of the key file', { exact: true }).fill(PASSWORD);
      await form.getByLabel('Password of the key file, once more').fill(PASSWORD);
    }
    const zip = await authorities.download(button, folder);
    expect(listed(unzip, zip), name).toEqual(
      expect.arrayContaining([file, 'README.md', 'revocation/issued.csv', 'revocation/list.pem']),
    );
    expect(member(unzip, zip, 'revocation/issued.csv')).toMatch(/gone\.corp\.test.*,revoked,.*keyCompromise/);
    expect(member(unzip, zip, 'README.md')).toContain('2 certificates, 1 of them');
  }

  await test.step('a new list goes on behind a number of 19 octets', async () => {
    const tab = await authorities.tab('Revocation list');
    await tab.getByRole('button', { name: 'Sign a new list' }).click();
    await expect(tab).toContainText('0x6b03393a1f5ccd53992f61934e852188cc4a87');
    const pem = await authorities.download(tab.getByRole('button', { name: 'Download PEM' }), folder);
    const said = openssl.run('crl', '-in', pem, '-noout', '-text');
    expect(said).toContain('0x6B03393A1F5CCD53992F61934E852188CC4A87');
    expect(said).toContain('Key Compromise');
  });

  await test.step('revoked with the day since when its key is bad', async () => {
    const tab = await authorities.tab('Certificates');
    await tab.getByRole('checkbox', { name: /soon\.corp\.test/ }).check();
    await tab.getByRole('button', { name: 'Revoke…' }).click();
    const revoke = tab.getByRole('form', { name: 'Revoke' });
    await expect(revoke.getByLabel('Since when, if you know')).toBeHidden();
    await revoke.getByLabel('Why').selectOption('keyCompromise');
    await revoke.getByLabel('Since when, if you know').fill('2026-01-02');
    await revoke.getByRole('button', { name: 'Revoke 1 certificate' }).click();
    await tab.getByRole('button', { name: 'Sign a revocation list' }).click();
    const lists = page.getByRole('tabpanel', { name: 'Revocation list' });
    await lists.getByRole('button', { name: 'Sign a new list' }).click();
    await expect(lists).toContainText('0x6b03393a1f5ccd53992f61934e852188cc4a88');
    const pem = await authorities.download(lists.getByRole('button', { name: 'Download PEM' }), folder);
    expect(openssl.run('crl', '-in', pem, '-noout', '-text')).toContain('Jan  2 00:00:00 2026 GMT');
  });
});

test('an intermediate that came alone is not handed on as a root; with its root added it is', async ({
  page,
  site,
}) => {
  const [unzip = ''] = requireTools('unzip', 'openssl');
  const folder = temporaryFolder('hand-on-');
  const openssl = new OpensslAuthorities(folder);
  const root = openssl.make({ subject: '/CN=Corp Root', extensions: signing });
  const other = openssl.make({ subject: '/CN=Corp Root', extensions: signing });
  const below = openssl.make({ subject: '/CN=Corp Issuing', issuer: root, extensions: signing });
  const authorities = new AuthoritiesPage(page);
  await takenIn(authorities, site.address, [`${below.base}.pem`, `${below.base}.key`]);
  await authorities.tab('Export');
  const form = on(authorities, 'Corp Issuing');
  const button = form.getByRole('button', { name: 'Download the folder' });
  await expect(form).toContainText('The certificate of its root is not here');
  await button.click();
  const refused = form.getByRole('status').getByText('Add the file of the root');
  await expect(refused).toBeVisible();
  const chooser = form.locator('input[type="file"]');
  // Of the same name, and not the one that signed it.
  await chooser.setInputFiles(`${other.base}.pem`);
  await button.click();
  await expect(refused).toBeVisible();
  await chooser.setInputFiles(`${root.base}.pem`);
  const zip = await authorities.download(button, folder);
  expect(member(unzip, zip, 'root.pem').trim()).toBe(root.certificate.trim());
  expect(member(unzip, zip, 'README.md')).not.toContain('This authority is the root itself');
});
