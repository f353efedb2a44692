// The page "Inspect": two things side by side, what differs said in words, with the mouse and with the keyboard alone.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { InspectPage, opensslFiles, type InspectFiles } from '../support/inspect-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

let files: InspectFiles;

test.beforeAll(() => {
  const [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('inspect-'), openssl);
  // The same key and the same subject; one name more, one less, and another time.
  writeFileSync(
    files.path('renewed.cnf'),
    [
      '[leaf]',
      'subjectAltName=DNS:app.test,DNS:www.app.test,IP:192.168.1.20',
      'keyUsage=critical,digitalSignature,keyEncipherment',
      'extendedKeyUsage=serverAuth,clientAuth',
      'subjectKeyIdentifier=hash',
      'authorityKeyIdentifier=keyid',
    ].join('\n'),
  );
  execFileSync(
    openssl,
    [
      ...['x509', '-req', '-in', 'app.csr', '-out', 'renewed.pem', '-days', '200', '-extfile', 'renewed.cnf'],
      ...['-extensions', 'leaf', '-CA', 'issuing.pem', '-CAkey', 'issuing.key', '-CAcreateserial'],
    ],
    { cwd: files.folder, stdio: 'pipe' },
  );
});
test.afterAll(removeTemporaryFolders);

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Chosen things' });
const pane = (page: Page): Locator => page.getByRole('region', { name: 'Two things compared' });
const line = (page: Page, name: string): Locator =>
  pane(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });

async function compared(page: Page, address: string, ...names: readonly string[]): Promise<InspectPage> {
  const inspect = new InspectPage(page);
  await inspect.open(address);
  await inspect.files.setInputFiles(names.map((name) => files.path(name)));
  await expect(inspect.list.getByRole('treeitem')).toHaveCount(names.length);
  await inspect.list.focus();
  await page.keyboard.press('Control+a');
  await bar(page).getByRole('button', { name: 'Compare' }).click();
  await expect(pane(page).getByRole('table', { name: 'Comparison' })).toBeVisible();
  return inspect;
}

test('two certificates: in short, part by part, and what is the same left out until it is asked for', async ({
  page,
  site,
}) => {
  await compared(page, site.address, 'app.pem', 'renewed.pem');
  await expect(pane(page).getByRole('heading', { level: 2 })).toBeFocused();
  await expect(pane(page).getByRole('list', { name: 'In short' }).getByRole('listitem')).toHaveText([
    'the same key',
    'the same subject',
    'other names',
    'the same issuer',
    'another time',
  ]);
  await expect(pane(page).getByRole('columnheader')).toHaveText([/^Part/, /app\.test/, /app\.test/]);
  await expect(line(page, 'Serial number')).toContainText('differs');
  const names = pane(page).getByRole('row').filter({ hasText: /^DNS/ });
  await expect(names).toHaveText([
    /^DNS\s*only in the first\s*1 \*\.app\.test\s*2 not there/,
    /^DNS\s*only in the second\s*1 not there\s*2 www\.app\.test/,
  ]);
  await expect(line(page, 'Public key')).toHaveCount(0);
  await expect(line(page, 'Key usage')).toHaveCount(0);
  await pane(page).getByRole('checkbox', { name: 'Only what differs' }).uncheck();
  // Folded, since it is the same.
  const key = line(page, 'Public key');
  await expect(key).toContainText('the same, 2 parts');
  await key.getByRole('button', { name: 'Public key' }).click();
  await expect(line(page, 'Algorithm').first()).toBeVisible();
  await expect(key.getByRole('button')).toHaveAttribute('aria-expanded', 'true');
});

test('a certificate and the request for it: the key is the same, and the extensions stand beside each other', async ({
  page,
  site,
}) => {
  await compared(page, site.address, 'app.pem', 'app.csr');
  await expect(pane(page).getByRole('list', { name: 'In short' })).toContainText('the same key');
  await expect(pane(page).getByRole('list', { name: 'In short' })).toContainText('the same subject');
  await expect(line(page, 'Issued by')).toContainText('only in the first');
  await pane(page).getByRole('checkbox', { name: 'Only what differs' }).uncheck();
  await expect(line(page, 'Public key')).toContainText('the same');
});

test('two private keys: whether they are the same, and none of their numbers', async ({ page, site }) => {
  await compared(page, site.address, 'root.key', 'issuing.key');
  await expect(pane(page).getByRole('list', { name: 'In short' })).toHaveText(/another key/);
  await expect(line(page, 'Private key').first()).toContainText('differs');
  const scalar = execFileSync(
    requireTools('openssl')[0] ?? '',
    ['pkey', '-in', files.path('root.key'), '-noout', '-text'],
    { encoding: 'utf8' },
  );
  const secret = (/priv:([^]*?)pub:/.exec(scalar)?.[1] ?? '').replace(/[^\da-f]/g, '');
  expect(secret.length).toBeGreaterThan(60);
  expect((await pane(page).innerHTML()).toLowerCase()).not.toContain(secret.slice(0, 24));
});

test('only what can be compared is offered for it', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.files.setInputFiles(['app.pem', 'app.key', 'renewed.pem'].map((name) => files.path(name)));
  await expect(inspect.list.getByRole('treeitem')).toHaveCount(3);
  await inspect.row(/^app\.key/).click({ modifiers: ['Control'] });
  await expect(bar(page).getByRole('button', { name: 'Compare' })).toHaveCount(0);
  await inspect
    .row(/certificate/)
    .first()
    .click({ modifiers: ['Control'] });
  await expect(bar(page).getByRole('status')).toHaveText('2 chosen');
  await expect(bar(page).getByRole('button', { name: 'Compare' })).toHaveCount(0);
  await inspect.row(/^app\.key/).click({ modifiers: ['Control'] });
  await inspect
    .row(/certificate/)
    .nth(1)
    .click({ modifiers: ['Control'] });
  await expect(bar(page).getByRole('button', { name: 'Compare' })).toBeVisible();
});

test('the keyboard alone, and the differences as text', async ({ page, site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.files.setInputFiles(['app.pem', 'renewed.pem'].map((name) => files.path(name)));
  await expect(inspect.list.getByRole('treeitem')).toHaveCount(2);
  await inspect.list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar(page).getByRole('status')).toHaveText('2 chosen');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(bar(page).getByRole('button', { name: 'Compare' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pane(page).getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(pane(page).getByRole('button', { name: 'Close' })).toBeFocused();
  // There when both have been compared, which is after the heading.
  await expect(pane(page).getByRole('checkbox', { name: 'Only what differs' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(pane(page).getByRole('checkbox', { name: 'Only what differs' })).not.toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(pane(page).getByRole('button', { name: 'Copied' })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^1: app\.test \(certificate · until .*app\.pem\)\n2: app\.test \(.*renewed\.pem\)\n/);
  expect(text).toMatch(/Extended key usage: differs\n\s+1: .+\n\s+2: .+/);
  expect(text).not.toContain('Public key');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(inspect.list).toBeFocused();
  await expect(inspect.detail).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      await compared(page, site.address, 'app.pem', 'renewed.pem');
      for (const all of [false, true]) {
        await pane(page).getByRole('checkbox', { name: 'Only what differs' }).setChecked(!all);
        await owesNothing(page);
      }
    });
  }
}
