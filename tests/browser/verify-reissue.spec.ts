// *Re-issue with the fix*, from Verify and from Inspect: by an authority that is kept in this browser, by one whose key was dropped, with
// the key of the certificate where that was dropped; and what comes of it is what openssl and the newest Python take.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthoritiesPage } from '../support/authorities-page';
import { CertificatePage } from '../support/certificate-page';
import { InspectPage } from '../support/inspect-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { acceptedByPython, brokenChain, type BrokenChain } from '../support/broken-chain';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { VerifyPage } from '../support/verify-page';

const PASSPHRASE = 'correct horse battery staple';

let openssl: string;
let unzip: string;
let made: BrokenChain;

test.beforeAll(() => {
  [openssl = '', unzip = ''] = requireTools('openssl', 'unzip');
  made = brokenChain(temporaryFolder('reissue-'), openssl);
});
test.afterAll(removeTemporaryFolders);

const read = (name: string): string => readFileSync(join(made.folder, name), 'utf8');
const publicKey = (path: string): string =>
  execFileSync(openssl, ['x509', '-in', path, '-noout', '-pubkey'], { encoding: 'utf8' });

/** What strict verification says of the leaf in a folder as it was downloaded. */
function holdsStrictly(folder: string, root: string, host: string): void {
  const strict = ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', host];
  const chain = ['-CAfile', root, '-untrusted', join(folder, 'fullchain.pem'), join(folder, 'cert.pem')];
  expect(execFileSync(openssl, [...strict, ...chain], { encoding: 'utf8' })).toContain(': OK');
}

const reissueButton = 'Re-issue it with the fix';

/** Makes what stands in the form, and holds it against both. @returns its folder */
async function makesWhatHolds(certificate: CertificatePage, ...hosts: readonly string[]): Promise<string> {
  await certificate.make();
  const folder = await certificate.unzipped(temporaryFolder('reissued-'));
  for (const host of hosts) {
    holdsStrictly(folder, join(made.folder, 'root.pem'), host);
    acceptedByPython(folder, join(made.folder, 'root.pem'), host);
  }
  return folder;
}

test('by an authority kept in this browser: unlocked there and then, with a new key, and accepted', async ({
  page,
  site,
}) => {
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'import');
  await authorities.choose([join(made.folder, 'root.pem'), join(made.folder, 'root.key')]);
  await page
    .getByRole('button', { name: /^Take .* in|^Take in/ })
    .first()
    .click();
  await expect(authorities.heading).toHaveText('Team Root');
  await authorities.keep(PASSPHRASE);
  // As on another day: nothing but what is stored.
  await page.goto('about:blank');

  const verify = new VerifyPage(page);
  await verify.open(site.address);
  await verify.paste(read('old.pem'));
  await expect(verify.headline).toHaveText(/^The certificate has no alternative names/);
  await expect(verify.verdict).toContainText('to be signed by the same authority, which is yours');
  await verify.verdict.getByRole('button', { name: reissueButton }).first().click();

  const certificate = new CertificatePage(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certificate');
  await expect(certificate.section('Signed by')).toContainText('Team Root');
  await certificate.change('Signed by');
  await authorities.unlock(PASSPHRASE);
  await expect(certificate.section('Signed by')).toContainText('Yours, unlocked');
  await expect(certificate.preview).toContainText('Names old.test');
  await makesWhatHolds(certificate, 'old.test');
});

test('by an authority whose key was dropped beside, for the key that was dropped beside', async ({
  page,
  site,
}) => {
  const verify = new VerifyPage(page);
  await verify.open(site.address);
  await verify.drop({
    'chain.pem': read('weak.pem') + read('issuing.pem') + read('root.pem'),
    'issuing.key': read('issuing.key'),
    'weak.key': read('weak.key'),
  });
  await expect(verify.headline).toContainText(/SHA-?1/i);
  await expect(verify.verdict).toContainText('with the key of its authority that is here');
  await verify.verdict.getByRole('button', { name: reissueButton }).first().click();

  const certificate = new CertificatePage(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certificate');
  await expect(certificate.section('Signed by')).toContainText('Team Issuing');
  const folder = await makesWhatHolds(certificate, 'weak.test');
  expect(publicKey(join(folder, 'cert.pem'))).toBe(publicKey(join(made.folder, 'weak.pem')));
});

test('a host that is typed comes along; a key that clients refuse is replaced', async ({ page, site }) => {
  const verify = new VerifyPage(page);
  await verify.open(site.address);
  await verify.drop({
    'chain.pem': read('short.pem') + read('root.pem'),
    'keys.pem': read('short.key') + read('root.key'),
  });
  await verify.name.fill('other.test');
  await expect(verify.headline).toHaveText('The certificate is not for other.test.');
  await verify.verdict.getByRole('button', { name: reissueButton }).first().click();
  const certificate = new CertificatePage(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certificate');
  const folder = await makesWhatHolds(certificate, 'short.test', 'other.test');
  expect(publicKey(join(folder, 'cert.pem'))).not.toBe(publicKey(join(made.folder, 'short.pem')));
});

test('somebody else’s authority: a request for the same key, which that authority can sign', async ({
  page,
  site,
}) => {
  const verify = new VerifyPage(page);
  await verify.open(site.address);
  await verify.drop({ 'chain.pem': read('old.pem') + read('root.pem'), 'old.key': read('old.key') });
  await expect(verify.headline).toHaveText(/^The certificate has no alternative names/);
  await verify.verdict.getByRole('button', { name: 'Make a request with the fix' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Signing request');
  const form = new CertificatePage(page);
  await form.make();
  const folder = await form.unzipped(temporaryFolder('request-'));
  const told = execFileSync(
    openssl,
    ['req', '-in', join(folder, 'request.csr'), '-noout', '-text', '-pubkey', '-verify'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  expect(told).toContain('DNS:old.test');
  expect(told).toContain(publicKey(join(made.folder, 'old.pem')).split('\n')[1] ?? '-');
});

test('what a client of the list refuses is re-issued from there, on Inspect as on Verify', async ({
  page,
  site,
}) => {
  const files = {
    'chain.pem': read('lax.pem') + read('root.pem'),
    'root.key': read('root.key'),
    'lax.key': read('lax.key'),
  };
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.drop(files);
  await inspect.row(/^lax\.test/).click();
  const view = await inspect.view('Clients');
  await expect(view).toContainText(/Refused by \d+ of \d+ clients/);
  // The first that refuses is open from the start.
  await expect(view.getByRole('group', { name: 'Python ≥ 3.13' })).toBeVisible();
  await view.getByRole('button', { name: reissueButton }).click();
  const certificate = new CertificatePage(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certificate');
  await expect(certificate.section('Signed by')).toContainText('Team Root');
  const folder = await makesWhatHolds(certificate, 'lax.test');
  expect(publicKey(join(folder, 'cert.pem'))).toBe(publicKey(join(made.folder, 'lax.pem')));
});

test('an authority that clients refuse is made again with its key, and what it signed stays good', async ({
  page,
  site,
}) => {
  const verify = new VerifyPage(page);
  await verify.open(site.address);
  await verify.drop({ 'chain.pem': read('below.pem') + read('bare.pem'), 'bare.key': read('bare.key') });
  await page.getByLabel('By the rules of').selectOption({ label: 'Python ≥ 3.13, openssl -x509_strict' });
  await expect(verify.headline).toContainText('Bare Root');
  await verify.verdict.getByRole('button', { name: reissueButton }).first().click();
  const certificate = new CertificatePage(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certificate');
  await certificate.make();
  const archive = await certificate.saved(/\.zip$/, temporaryFolder('authority-'));
  const folder = temporaryFolder('authority-');
  execFileSync(unzip, ['-q', '-j', archive, '-d', folder]);
  const root = join(folder, 'cert.pem');
  expect(publicKey(root)).toBe(publicKey(join(made.folder, 'bare.pem')));
  const strict = ['verify', '-x509_strict', '-CAfile', root, join(made.folder, 'below.pem')];
  expect(execFileSync(openssl, strict, { encoding: 'utf8' })).toContain(': OK');
});
