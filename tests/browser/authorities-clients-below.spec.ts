// Client certificates by an authority below a root: every server of run/ where the lists of all authorities up to the root are at
// hand, and in words which servers are left out where they are not, until somebody brings the root's list.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { AuthoritiesPage } from '../support/authorities-page';
import { OpensslAuthorities } from '../support/openssl-authority';
import { opensslList } from '../support/openssl-lists';
import { newerLink } from '../support/newer-link';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);
test.setTimeout(120_000);

const PASSPHRASE = 'correct horse battery staple';
const LEFT_OUT = 'Node and nginx are left out';

/** Makes a kit for Alice and a server. @returns the folder of the zip */
async function kitOf(authorities: AuthoritiesPage, tab: Locator): Promise<string> {
  const [unzip = ''] = requireTools('unzip');
  await tab.getByLabel('People and devices, one a line').fill('Alice');
  await tab.getByLabel('The server that asks for them').fill('localhost');
  const folder = temporaryFolder('below-');
  const make = tab.getByRole('button', { name: 'Make 1 client certificate' });
  const link = await newerLink(tab.getByRole('link', { name: /^Download client-certificates/ }), () =>
    make.click(),
  );
  const zip = await authorities.download(link, folder);
  execFileSync(unzip, ['-q', '-o', zip, '-d', folder]);
  return join(folder, 'client-certificates');
}

const servers = (kit: string): readonly string[] => readdirSync(join(kit, 'server/run'));
const listsIn = (kit: string): number =>
  readFileSync(join(kit, 'server/client-ca.crl.pem'), 'utf8').match(/BEGIN X509 CRL/g)?.length ?? 0;

function verify(kit: string): string {
  const [openssl = ''] = requireTools('openssl');
  const strict = ['verify', '-x509_strict', '-crl_check_all', '-purpose', 'sslclient'];
  const server = join(kit, 'server');
  const files = [
    ...['-CAfile', join(server, 'client-ca.pem')],
    ...['-CRLfile', join(server, 'client-ca.crl.pem'), join(kit, 'clients/alice/cert.pem')],
  ];
  return execFileSync(openssl, [...strict, ...files], { encoding: 'utf8' });
}

test('all servers, with a list of each authority, while the root is open too; without it, in words which not', async ({
  page,
  site,
}) => {
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Team root');
  await authorities.keep(PASSPHRASE);
  await page.getByRole('button', { name: 'New authority below it' }).click();
  await authorities.create('Team clients');
  await authorities.toList();
  await authorities.to('Team root');
  await page.getByRole('button', { name: 'Lock it' }).click();
  await authorities.toList();
  await authorities.to('Team clients');
  const tab = await authorities.tab('Clients');
  await expect(tab.getByText(LEFT_OUT)).toBeVisible();
  const without = await kitOf(authorities, tab);
  expect(servers(without)).not.toContain('nginx.conf');
  expect(listsIn(without)).toBe(1);
  await expect(
    tab.getByText('Without Node and nginx: there was no list of revoked certificates of Team root.'),
  ).toBeVisible();

  await tab.getByRole('link', { name: 'unlock it' }).click();
  await expect(authorities.heading).toHaveText('Team root');
  await authorities.unlock(PASSPHRASE);
  await authorities.toList();
  await authorities.to('Team clients');
  const again = await authorities.tab('Clients');
  await expect(again.getByText('With a new list of revoked certificates of Team root.')).toBeVisible();
  await expect(again.getByText(LEFT_OUT)).toHaveCount(0);
  const kit = await kitOf(authorities, again);
  expect(servers(kit)).toEqual(expect.arrayContaining(['nginx.conf', 'node-server.mjs']));
  expect(listsIn(kit)).toBe(2);
  expect(verify(kit)).toContain(': OK');
  await expect(again.getByText(/^Without Node/)).toHaveCount(0);
});

test('a root that is not here: its list is brought, and another’s is not taken', async ({ page, site }) => {
  requireTools('openssl');
  const folder = temporaryFolder('brought-');
  const openssl = new OpensslAuthorities(folder);
  const usage = ['keyUsage=critical,keyCertSign,cRLSign', 'subjectKeyIdentifier=hash'];
  const rootExtensions = ['basicConstraints=critical,CA:TRUE', ...usage];
  const root = openssl.make({ subject: '/CN=Old root', extensions: rootExtensions });
  const other = openssl.make({ subject: '/CN=Old root', extensions: rootExtensions });
  const below = openssl.make({
    subject: '/CN=Old clients',
    extensions: ['basicConstraints=critical,CA:TRUE,pathlen:0', ...usage, 'authorityKeyIdentifier=keyid'],
    issuer: root,
  });
  const from = new Date(Date.now() - 86_400_000);
  const until = new Date(Date.now() + 20 * 86_400_000);
  const lists = { root: join(folder, 'root.crl'), other: join(folder, 'other.crl') };
  writeFileSync(lists.root, opensslList(openssl, folder, { by: root, from, until }).der);
  writeFileSync(lists.other, opensslList(openssl, folder, { by: other, from, until }).der);

  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'import');
  await authorities.choose([`${root.base}.pem`, `${below.base}.pem`, `${below.base}.key`]);
  await page.getByRole('button', { name: /^Take it in/ }).click();
  await authorities.toList();
  await authorities.to('Old clients');
  const tab = await authorities.tab('Clients');
  await expect(tab.getByText(LEFT_OUT)).toBeVisible();
  await expect(tab.getByText('Old root is not here: choose its list, or import it.')).toBeVisible();
  const choose = async (path: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      tab.getByRole('button', { name: 'Choose a list' }).click(),
    ]);
    await chooser.setFiles(path);
  };
  await choose(lists.other);
  await expect(tab.getByText('That list is not of an authority above this one')).toBeVisible();
  await choose(`${root.base}.pem`);
  await expect(tab.getByText('There is no list of revoked certificates in that file.')).toBeVisible();
  await choose(lists.root);
  await expect(
    tab.getByText('With the list of revoked certificates of Old root that you chose'),
  ).toBeVisible();
  const kit = await kitOf(authorities, tab);
  expect(servers(kit)).toEqual(expect.arrayContaining(['nginx.conf', 'node-server.mjs']));
  expect(verify(kit)).toContain(': OK');
});
