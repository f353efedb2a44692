// Requests that are signed as something else than a server's: by a template that was kept, with names that are accounts of somebody's
// domain, and for keys that only few programs know; each read back by a program that shares no code with the page.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { AuthoritiesPage } from '../support/authorities-page';
import { CertificatePage } from '../support/certificate-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

const run = (tool: string, folder: string, ...args: readonly string[]): string =>
  execFileSync(tool, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** As text, by `openssl req`. */
function requestFor(folder: string, name: string, names: string): string {
  const [openssl = ''] = requireTools('openssl');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`];
  const args = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${names}`, '-out', `${name}.csr`];
  run(openssl, folder, 'req', '-new', ...key, ...args);
  return readFileSync(join(folder, `${name}.csr`), 'utf8');
}

async function give(tab: Locator, text: string): Promise<void> {
  await tab.getByLabel(/^Signing requests/).fill(text);
  await tab.getByRole('button', { name: 'Read the text' }).click();
}

async function rootOf(authorities: AuthoritiesPage, folder: string): Promise<string> {
  const button = authorities.page.getByRole('button', { name: 'Certificate to trust, PEM' });
  return authorities.download(button, folder);
}

/** Signs the one that is shown. @returns the certificate's path */
async function signed(authorities: AuthoritiesPage, card: Locator, folder: string): Promise<string> {
  await card.getByRole('button', { name: /^Sign it/ }).click();
  await expect(card).toContainText('Signed, until');
  return authorities.download(card.getByRole('button', { name: /^Certificate, PEM/ }), folder);
}

test('by a template that was kept: its extensions and its days, and what the request alone can say', async ({
  page,
  site,
}) => {
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('by-template-');
  const form = new CertificatePage(page);
  await form.open(site.address);
  await form.profile('TLS client');
  await form.commonName.fill('Whoever it was for');
  const subject = page.getByRole('textbox', { name: 'Organization (O) 2' });
  await page.getByRole('button', { name: '+ Add attribute' }).click();
  await subject.fill('Gate team');
  const policies = await form.add('Certificate policies');
  await policies.getByRole('textbox', { name: 'Policy 1, by identifier' }).fill('1.3.6.1.4.1.99999.7');
  const days = await form.change('Valid');
  await days.getByLabel('Days', { exact: true }).fill('33');
  await page.getByRole('button', { name: 'Under a name' }).click();
  await page.getByLabel('Name of the template').fill('Gate');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByText(/^Kept as “Gate”/)).toBeVisible();

  const authorities = new AuthoritiesPage(page);
  await page.evaluate(() => (location.hash = '#/authorities?new'));
  await authorities.create('Gate CA');
  const root = await rootOf(authorities, folder);
  const tab = await authorities.tab('Sign requests');
  await give(tab, requestFor(folder, 'gate-7.test', 'DNS:gate-7.test'));
  const card = tab.getByRole('region', { name: 'gate-7.test' });
  await expect(card).toContainText('Everything it asks for is given.');
  await tab.getByLabel('Sign as').selectOption({ label: 'Gate' });
  await expect(tab.getByLabel('Days')).toHaveValue('33');
  await expect(card).toContainText('Everything it asks for is given.');
  const leaf = await signed(authorities, card, folder);
  run(openssl, folder, 'verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', root, leaf);
  const text = run(openssl, folder, 'x509', '-noout', '-text', '-nameopt', 'RFC2253', '-in', leaf);
  expect(text).toMatch(/Subject: CN=gate-7\.test,O=Gate team$/m);
  expect(text).toContain('TLS Web Client Authentication');
  expect(text).not.toContain('TLS Web Server');
  expect(text).toContain('Policy: 1.3.6.1.4.1.99999.7');
  expect(text).toContain('DNS:gate-7.test');
  const dates = run(openssl, folder, 'x509', '-noout', '-startdate', '-enddate', '-in', leaf);
  const [start = 0, end = 0] = [...dates.matchAll(/=(.*)$/gm)].map(([, moment = '']) => Date.parse(moment));
  expect(end - start).toBe(33 * 86_400_000 - 1000);
});

test('an account of somebody’s domain waits for a decision, in whatever form it is asked for', async ({
  page,
  site,
}) => {
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('accounts-');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Logon CA');
  const tab = await authorities.tab('Sign requests');
  const upn = (name: string) => `otherName:1.3.6.1.4.1.311.20.2.3;UTF8:${name}`;
  const names = [upn('alice@other.example.com'), upn('alice@corp.internal'), 'URI:sip:al@pbx.example.com'];
  const unknown = 'otherName:1.2.3.4;UTF8:x';
  await give(tab, requestFor(folder, 'alice', [...names, unknown].join(',')));
  await tab.getByLabel('Sign as').selectOption({ label: 'TLS client' });
  const card = tab.getByRole('region', { name: 'alice' });
  await expect(card).toContainText('2 names it asks for wait for you');
  await expect(card).toContainText(
    'Logon name (UPN): “alice@other.example.com” is not among the names you sign',
  );
  await expect(card).toContainText('URI: “al@pbx.example.com” is not among the names you sign');
  await expect(card).toContainText('Other name, 1.2.3.4: A kind of name not known here');
  await expect(card.getByRole('button', { name: /^Sign it/ })).toBeDisabled();
  await card.getByRole('button', { name: 'Sign mailboxes and accounts at other.example.com' }).click();
  await expect(card).toContainText('1 name it asks for waits for you');
  await card.getByRole('button', { name: /^Leave out what is not mine/ }).click();
  await card.getByRole('button', { name: /^Asked, given, refused/ }).click();
  await expect(card.getByRole('cell', { name: 'alice@corp.internal' }).first()).toBeVisible();
  const leaf = await signed(authorities, card, folder);
  const text = run(
    openssl,
    folder,
    'asn1parse',
    '-in',
    leaf,
    '-strparse',
    offsetOfNames(openssl, folder, leaf),
  );
  expect(text).toContain('alice@other.example.com');
  expect(text).toContain('alice@corp.internal');
  expect(text).not.toContain('pbx.example.com');
  expect(text).not.toContain('1.2.3.4');
});

/** Of the octets that hold the subject alternative names, as `openssl asn1parse` counts. */
function offsetOfNames(openssl: string, folder: string, file: string): string {
  const lines = run(openssl, folder, 'asn1parse', '-in', file).split('\n');
  const at = lines.findIndex((line) => line.includes('X509v3 Subject Alternative Name'));
  const value = lines.slice(at + 1).find((line) => line.includes('OCTET STRING')) ?? '';
  return value.split(':', 1)[0]?.trim() ?? '';
}

/** Run by a Node whose OpenSSL has ML-DSA. */
const READ = `
  const { X509Certificate } = require('node:crypto');
  const { readFileSync } = require('node:fs');
  const [root, leaf] = process.argv.slice(1).map((path) => new X509Certificate(readFileSync(path)));
  // As text: a value is coloured where the terminal is.
  console.log(String([root.verify(root.publicKey), leaf.checkIssued(root) && leaf.verify(root.publicKey)]));
  console.log(leaf.publicKey.asymmetricKeyType, leaf.subjectAltName);`;

test('an ML-DSA key: its request, made on the page, is signed by an ML-DSA authority', async ({
  page,
  site,
}) => {
  const [node = ''] = requireTools('node24');
  const folder = temporaryFolder('ml-dsa-request-');
  const form = new CertificatePage(page);
  await form.open(site.address, 'request');
  await form.commonName.fill('quantum.test');
  await form.names('quantum.test');
  const key = await form.change('Key');
  await key.getByLabel('Kind of key').selectOption({ label: 'ML-DSA-65' });
  await form.make();
  const csr = readFileSync(await form.saved('PEM', folder), 'utf8');
  writeFileSync(join(folder, 'quantum.csr'), csr);

  const authorities = new AuthoritiesPage(page);
  await page.evaluate(() => (location.hash = '#/authorities?new'));
  await page.getByRole('button', { name: 'Change Key' }).click();
  await page.getByRole('radio', { name: /^ML-DSA-87/ }).check();
  await authorities.create('Quantum CA');
  const root = await rootOf(authorities, folder);
  const tab = await authorities.tab('Sign requests');
  await give(tab, csr);
  const card = tab.getByRole('region', { name: 'quantum.test' });
  await expect(card).toContainText('Everything it asks for is given.');
  const leaf = await signed(authorities, card, folder);
  const said = run(node, folder, '-e', READ, root, leaf);
  expect(said.trim().split('\n')).toEqual(['true,true', 'ml-dsa-65 DNS:quantum.test']);
});
