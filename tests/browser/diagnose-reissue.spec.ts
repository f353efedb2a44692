// From a diagnosis to the corrected copy: the button of an answer fills the form in with the fix, and what is made of it holds.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { acceptedByPython, brokenChain, type BrokenChain } from '../support/broken-chain';
import { CertificatePage } from '../support/certificate-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

let openssl: string;
let made: BrokenChain;

test.beforeAll(() => {
  [openssl = ''] = requireTools('openssl', 'unzip');
  made = brokenChain(temporaryFolder('diagnosed-'), openssl);
});
test.afterAll(removeTemporaryFolders);

/** Pastes the message with the named files beside it, and presses the button of the answer. */
async function follow(
  page: Page,
  message: string,
  names: readonly string[],
  button = 'Re-issue the certificate with the fix',
): Promise<CertificatePage> {
  await page.getByLabel('The error, as the program prints it').fill(message);
  const files = names.map((name) => join(made.folder, name));
  if (files.length > 0) await page.locator('input[type="file"]').first().setInputFiles(files);
  const given = page.getByRole('list', { name: 'What was given' });
  if (files.length > 0) await expect(given).toBeVisible();
  // Certificates of the message are there before the files are: who may sign hangs on their keys.
  const keys = given.getByRole('listitem').filter({ hasText: /private key/i });
  await expect(keys).toHaveCount(names.filter((name) => name.endsWith('.key')).length);
  await page.getByRole('region', { name: 'The answer' }).getByRole('button', { name: button }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certificate');
  return new CertificatePage(page);
}

/** Makes it, and holds it against openssl and the strict Python. @returns the certificate's text */
async function holds(
  certificate: CertificatePage,
  ...hosts: readonly string[]
): Promise<{ readonly text: string; readonly path: string }> {
  await certificate.make();
  const folder = await certificate.unzipped(temporaryFolder('mended-'));
  const [root, path] = [join(made.folder, 'root.pem'), join(folder, 'cert.pem')];
  for (const host of hosts) {
    const strict = ['verify', '-x509_strict', '-verify_hostname', host, '-CAfile', root];
    const chain = ['-untrusted', join(folder, 'fullchain.pem'), path];
    expect(execFileSync(openssl, [...strict, ...chain], { encoding: 'utf8' })).toContain(': OK');
    acceptedByPython(folder, root, host);
  }
  return {
    text: execFileSync(openssl, ['x509', '-in', path, '-noout', '-text'], { encoding: 'utf8' }),
    path,
  };
}

const publicKey = (path: string): string =>
  execFileSync(openssl, ['x509', '-in', path, '-noout', '-pubkey'], { encoding: 'utf8' });
const sameKey = (path: string, name: string): boolean =>
  publicKey(path) === publicKey(join(made.folder, name));

test.beforeEach(async ({ page, site }) => {
  await page.goto(`${site.address}#/diagnose`);
});

test('a host that the certificate is not for is named in the copy, by the same authority and key', async ({
  page,
}) => {
  const message =
    "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'shop.test'. (_ssl.c:1020)";
  const files = ['lax.pem', 'lax.key', 'root.pem', 'root.key'];
  const { path, text } = await holds(await follow(page, message, files), 'shop.test', 'lax.test');
  expect(sameKey(path, 'lax.pem')).toBe(true);
  expect(text).toContain('DNS:lax.test, DNS:shop.test');
});

test('a certificate without alternative names has its common name among them', async ({ page }) => {
  const message = 'x509: certificate relies on legacy Common Name field, use SANs instead';
  const files = ['old.pem', 'root.pem', 'root.key'];
  const { text } = await holds(await follow(page, message, files), 'old.test');
  expect(text).toContain('DNS:old.test');
});

test('a missing identifier, SHA-1 and a weak key are gone', async ({ page }) => {
  const lax = 'certificate verify failed: Missing Authority Key Identifier (_ssl.c:1029)';
  const { text } = await holds(await follow(page, lax, ['lax.pem', 'root.pem', 'root.key']), 'lax.test');
  expect(text).toContain('X509v3 Authority Key Identifier');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goBack();
  await page.getByRole('button', { name: 'Clear everything' }).click();
  const weak = await follow(page, 'NET::ERR_CERT_WEAK_SIGNATURE_ALGORITHM', [
    ...['weak.pem', 'weak.key', 'issuing.pem', 'issuing.key', 'root.pem'],
  ]);
  const { text: told, path } = await holds(weak, 'weak.test');
  expect(told).not.toMatch(/sha1/i);
  expect(sameKey(path, 'weak.pem')).toBe(true);
  await page.goBack();
  await page.getByRole('button', { name: 'Clear everything' }).click();
  const short = await follow(page, 'NET::ERR_CERT_WEAK_KEY', [
    ...['short.pem', 'short.key', 'root.pem', 'root.key'],
  ]);
  const made1024 = await holds(short, 'short.test');
  expect(sameKey(made1024.path, 'short.pem')).toBe(false);
});

test('certificates in the pasted text are copied too, with a key that is given as a file', async ({
  page,
}) => {
  const pasted = ['lax.pem', 'root.pem'].map((name) => readFileSync(join(made.folder, name), 'utf8'));
  const message = `NET::ERR_CERT_COMMON_NAME_INVALID at https://shop.test/\n${pasted.join('')}`;
  const { path } = await holds(await follow(page, message, ['lax.key', 'root.key']), 'lax.test');
  expect(sameKey(path, 'lax.pem')).toBe(true);
});

test('without files the form has the host of the message', async ({ page }) => {
  const certificate = await follow(
    page,
    "certificate verify failed: Hostname mismatch, certificate is not valid for 'shop.test'.",
    [],
  );
  await expect(certificate.preview).toContainText('Names shop.test');
});

test('an authority that is refused is made again with its key', async ({ page }) => {
  const certificate = await follow(
    page,
    'certificate verify failed: CA cert does not include key usage extension (_ssl.c:1029)',
    ['bare.pem', 'bare.key', 'below.pem'],
    'Make the authority’s certificate again with the fix',
  );
  await certificate.make();
  const folder = await certificate.unzipped(temporaryFolder('mended-'));
  const root = join(folder, 'cert.pem');
  expect(sameKey(root, 'bare.pem')).toBe(true);
  const strict = ['verify', '-x509_strict', '-CAfile', root, join(made.folder, 'below.pem')];
  expect(execFileSync(openssl, strict, { encoding: 'utf8' })).toContain(': OK');
});
