// A key that anyone can make again (CVE-2008-0166) is said to be one, by a list that is loaded when such a key is looked at.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianKeyPem } from '../support/debian-weak-key';
import { InspectPage } from '../support/inspect-page';
import { expect, requireTools, singleFileAddress, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

let weak: string;
let curve: string;

test.beforeAll(() => {
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('weak-key-');
  const certificate = (name: string, ...key: readonly string[]): string => {
    const request = ['req', '-x509', '-nodes', '-days', '30', '-subj', `/CN=${name}`, '-out', name];
    const names = ['-addext', `subjectAltName=DNS:${name}`];
    execFileSync(openssl, [...request, ...names, ...key], { cwd: folder, stdio: 'pipe' });
    return readFileSync(join(folder, name), 'utf8');
  };
  writeFileSync(join(folder, 'weak.key'), debianKeyPem('le32', 'rnd', 2008));
  weak = certificate('weak.test', '-key', 'weak.key');
  curve = certificate(
    'curve.test',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-keyout',
    'ec.key',
  );
});
test.afterAll(removeTemporaryFolders);

const sentence = /^One of the keys that Debian’s and Ubuntu’s OpenSSL made .* Make a new key.*CVE-2008-0166$/;

test('a certificate with such a key says so, and the list was not loaded before', async ({ page, site }) => {
  const lists: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('debian-weak-keys')) lists.push(request.url());
  });
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.paste(curve);
  await expect(inspect.detail.getByText('curve.test').first()).toBeVisible();
  expect(lists).toEqual([]);
  await inspect.paste(weak);
  await inspect.row(/^weak\.test/).click();
  await expect(inspect.detail.getByRole('listitem').filter({ hasText: sentence })).toBeVisible();
  expect(lists).toHaveLength(1);
});

test('in the single file, which has the list in it', async ({ page }) => {
  const inspect = new InspectPage(page);
  await inspect.open(singleFileAddress);
  await inspect.paste(weak);
  await expect(inspect.detail.getByRole('listitem').filter({ hasText: sentence })).toBeVisible();
});

test('where the list does not come, that is said, and the rest stands', async ({ page, site, trouble }) => {
  trouble.expect(/debian-weak-keys/);
  await page.context().route(/debian-weak-keys/, (route) => route.abort());
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.paste(weak);
  await expect(inspect.detail.getByText(/could not be loaded, so this key was not looked for/)).toBeVisible();
  await expect(inspect.detail.getByText('weak.test').first()).toBeVisible();
});
