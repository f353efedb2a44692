// The page "Inspect": several things chosen in the list, with the mouse and with the keyboard alone, and exactly those exported.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { InspectPage, opensslFiles, type InspectFiles } from '../support/inspect-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

let files: InspectFiles;
let openssl: string;

test.beforeAll(() => {
  [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('inspect-'), openssl);
});
test.afterAll(removeTemporaryFolders);

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Chosen things' });
const checked = (inspect: InspectPage): Locator => inspect.list.getByRole('treeitem', { checked: true });
const box = (row: Locator): Locator => row.locator('.check');

async function opened(page: Page, address: string): Promise<InspectPage> {
  const inspect = new InspectPage(page);
  await inspect.open(address);
  await inspect.files.setInputFiles(
    ['app.pem', 'issuing.pem', 'root.pem', 'app.key', 'app.csr', 'crl.pem'].map((name) => files.path(name)),
  );
  await expect(inspect.row(/^app\.test certificate/)).toContainText('chain complete');
  return inspect;
}

async function saved(
  page: Page,
  press: Locator,
): Promise<{ readonly name: string; readonly octets: Buffer }> {
  const download = page.waitForEvent('download');
  await press.click();
  const file = await download;
  return { name: file.suggestedFilename(), octets: readFileSync(await file.path()) };
}

const labelsIn = (pem: string): readonly string[] =>
  [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, label = '']) => label);

test('the mouse: boxes, Ctrl and Shift; exactly those are in the file', async ({ page, site }) => {
  const inspect = await opened(page, site.address);
  const title = inspect.detail.getByRole('heading', { level: 2 });
  await inspect.row(/^Team Issuing CA/).click();
  await inspect.row(/^app\.key/).hover();
  await box(inspect.row(/^app\.key/)).click();
  // A box opens nothing.
  await expect(title).toHaveText('Team Issuing CA');
  await expect(bar(page)).toContainText('1 chosen');
  await inspect.row(/^Team Root CA root/).click({ modifiers: ['Control'] });
  await expect(bar(page)).toContainText('2 chosen');
  await expect(checked(inspect)).toHaveText([/^Team Root CA root/, /^app\.key/]);
  // A second time it is not chosen any more.
  await box(inspect.row(/^Team Root CA root/)).click();
  await expect(checked(inspect)).toHaveText([/^app\.key/]);
  await bar(page).getByRole('button', { name: 'None' }).click();
  await expect(checked(inspect)).toHaveCount(0);
  await inspect.row(/^app\.test certificate/).click();
  await inspect.row(/^Team Root CA root/).click({ modifiers: ['Shift'] });
  await expect(checked(inspect)).toHaveText([/^app\.test certificate/, /^Team Issuing CA/, /^Team Root CA/]);
  // Another end takes the place of the first.
  await inspect.row(/^Team Issuing CA/).click({ modifiers: ['Shift'] });
  await expect(checked(inspect)).toHaveText([/^app\.test certificate/, /^Team Issuing CA/]);
  await box(inspect.row(/^app\.key/)).click();

  await bar(page).getByRole('button', { name: 'Export' }).click();
  const pane = page.getByRole('region', { name: 'The chosen things' });
  await expect(pane.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(pane.getByRole('list', { name: 'Chosen' }).getByRole('listitem')).toHaveText([
    /^app\.test certificate/,
    /^Team Issuing CA intermediate/,
    /^app\.key private key/,
  ]);
  const { name, octets } = await saved(page, pane.getByRole('button', { name: 'Download it' }));
  expect(name).toBe('app.test.pem');
  const pem = octets.toString('utf8');
  expect(labelsIn(pem)).toEqual(['CERTIFICATE', 'CERTIFICATE', 'PRIVATE KEY']);
  expect(pem).toContain(files.text('app.pem').trim());
  expect(pem).toContain(files.text('issuing.pem').trim());
  await pane.getByRole('button', { name: 'Close' }).click();
  await expect(inspect.list).toBeFocused();
  await expect(title).toBeVisible();
});

test('the keyboard alone: Space, Shift with arrows, Ctrl+A, Escape', async ({ page, site }) => {
  const inspect = await opened(page, site.address);
  await inspect.list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect(checked(inspect)).toHaveText([/^app\.test certificate/]);
  await expect(bar(page).getByRole('status')).toHaveText('1 chosen');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar(page).getByRole('status')).toHaveText('4 chosen');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(checked(inspect)).toHaveText([/^app\.test certificate/, /^Team Issuing CA/, /^Team Root CA/]);
  await page.keyboard.press('Control+a');
  await expect(bar(page).getByRole('status')).toHaveText('6 chosen');
  await page.keyboard.press('Control+a');
  await expect(checked(inspect)).toHaveCount(0);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await expect(bar(page).getByRole('status')).toHaveText('6 chosen');
  await page.keyboard.press('Escape');
  await expect(checked(inspect)).toHaveCount(0);
  // Letters still lead to a name, the space in it included.
  await page.keyboard.press('Home');
  await inspect.letters('team r');
  await expect(inspect.detail.getByRole('heading', { level: 2 })).toHaveText('Team Root CA');
  await expect(checked(inspect)).toHaveCount(0);
  // A space within a name is one of its letters, until the name is over: which is a matter of time alone.
  await page.waitForTimeout(800);
  await page.keyboard.press('Space');
  await expect(checked(inspect)).toHaveText([/^Team Root CA root/]);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(bar(page).getByRole('button', { name: 'Export' })).toBeFocused();
  await page.keyboard.press('Enter');
  const pane = page.getByRole('region', { name: 'The chosen things' });
  await expect(pane.getByRole('heading', { level: 2 })).toHaveText('Export 1 chosen thing');
  await expect(pane.getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(pane.getByLabel('Form')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(pane.getByRole('button', { name: 'Download it' })).toBeFocused();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(files.text('root.pem'));
});

test('what is chosen goes out in every form, nothing more and nothing less', async ({ page, site }) => {
  const inspect = await opened(page, site.address);
  for (const name of [/^app\.test certificate/, /^Team Issuing CA/, /^app\.key/])
    await inspect.row(name).click({ modifiers: ['Control'] });
  await bar(page).getByRole('button', { name: 'Export' }).click();
  const pane = page.getByRole('region', { name: 'The chosen things' });
  const take = async (form: string) => {
    await pane.getByLabel('Form').selectOption(form);
    return saved(page, pane.getByRole('button', { name: 'Download it' }));
  };
  const run = (octets: Buffer, ...args: readonly string[]) =>
    execFileSync(openssl, args, { input: octets, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });

  const p7b = await take('PKCS#7 (.p7b)');
  expect(run(p7b.octets, 'pkcs7', '-inform', 'DER', '-print_certs').match(/subject=.*/g)).toEqual([
    expect.stringContaining('app.test'),
    expect.stringContaining('Team Issuing CA'),
  ]);
  for (const form of ['PKCS#12', 'PKCS#12, compatible'])
    expect(
      labelsIn(run((await take(form)).octets, 'pkcs12', '-passin', 'pass:changeit', '-nodes', '-legacy')),
    ).toEqual(['CERTIFICATE', 'CERTIFICATE', 'PRIVATE KEY']);
  const store = await take('Java truststore');
  expect(labelsIn(run(store.octets, 'pkcs12', '-passin', 'pass:changeit', '-nokeys'))).toEqual([
    'CERTIFICATE',
    'CERTIFICATE',
  ]);
  const jwks = JSON.parse((await take('JWK or JWKS')).octets.toString('utf8')) as {
    readonly keys: readonly { readonly kty: string; readonly d?: string }[];
  };
  expect(jwks.keys.map(({ kty, d }) => [kty, d !== undefined])).toEqual([
    ['RSA', true],
    ['EC', false],
  ]);
  const lines = (await take('OpenSSH public key')).octets.toString('utf8').trim().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['ssh-rsa', 'ecdsa-sha2-nistp256']);
  const secret = (await take('Kubernetes Secret')).octets.toString('utf8');
  const chain = Buffer.from(/tls\.crt: (\S+)/.exec(secret)?.[1] ?? '', 'base64').toString('utf8');
  expect(labelsIn(chain)).toEqual(['CERTIFICATE', 'CERTIFICATE']);
  const zip = await take('Zip');
  expect(zip.octets.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  await pane.getByLabel('Form').selectOption('DER');
  await pane.getByRole('button', { name: 'Download it' }).click();
  await expect(pane).toContainText('That form holds one thing, and several are chosen.');
  for (const name of [/^Team Issuing CA/, /^app\.key/])
    await inspect.row(name).click({ modifiers: ['Control'] });
  await expect(pane.getByRole('heading', { level: 2 })).toHaveText('Export 1 chosen thing');
  const der = await saved(page, pane.getByRole('button', { name: 'Download it' }));
  expect(run(der.octets, 'x509', '-inform', 'DER')).toBe(files.text('app.pem'));
});

test('chosen in one search and another, and said when not in sight', async ({ page, site }) => {
  const inspect = await opened(page, site.address);
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill('issuing');
  await expect(inspect.list.getByRole('treeitem')).toHaveCount(2);
  await bar(page).getByRole('button', { name: 'Choose all' }).click();
  await search.fill('crl.pem');
  await expect(inspect.list.getByRole('treeitem')).toHaveCount(1);
  await expect(bar(page).getByRole('status')).toHaveText('2 chosen, 2 not in sight');
  await inspect.list.focus();
  await page.keyboard.press('Control+a');
  await expect(bar(page).getByRole('status')).toHaveText('3 chosen, 2 not in sight');
  await page.getByRole('button', { name: 'Clear' }).click();
  await inspect.paste(files.text('app.pem') + files.text('root.pem'));
  await expect(inspect.row(/^app\.test/)).toBeVisible();
  await expect(bar(page).getByRole('status')).toHaveText('');
});

test('ten thousand: all chosen at once, still drawn in part, and all in the file', async ({ page, site }) => {
  test.setTimeout(180_000);
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  const der = execFileSync(openssl, ['x509', '-in', files.path('app.pem'), '-outform', 'DER']);
  // Each with another signature, which nobody has to believe for it to be listed.
  const many = Array.from({ length: 10_000 }, (_, number) => {
    const one = Buffer.from(der);
    one.writeUInt16BE(number, one.length - 10);
    return `-----BEGIN CERTIFICATE-----\n${one.toString('base64')}\n-----END CERTIFICATE-----\n`;
  }).join('');
  await inspect.paste(many);
  await expect(page.getByRole('heading', { name: '10,000 things' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
  await inspect.list.focus();
  await page.keyboard.press('Control+a');
  await expect(bar(page).getByRole('status')).toHaveText('10,000 chosen');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(bar(page).getByRole('status')).toHaveText('9,999 chosen');
  expect(await inspect.list.getByRole('treeitem').count()).toBeLessThan(60);
  await bar(page).getByRole('button', { name: 'Export' }).click();
  const pane = page.getByRole('region', { name: 'The chosen things' });
  await expect(pane.getByRole('list', { name: 'Chosen' })).toContainText('and 9,987 more');
  const { octets } = await saved(page, pane.getByRole('button', { name: 'Download it' }));
  expect(labelsIn(octets.toString('latin1'))).toHaveLength(9_999);
});
