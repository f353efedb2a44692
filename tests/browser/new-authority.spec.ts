// The form "New authority" beyond its first look: a whole subject, any path length and times to the second, as openssl reads them
// from the certificate; what those above leave of them; and what is wrong said beside its field. What stands below such authorities
// is accepted by openssl's and Python's strict checks.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { AuthoritiesPage } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { strictHandshake } from '../support/strict-handshake';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

const panel = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true });

async function open(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Change ${name}`, exact: true }).click();
  return panel(page, name);
}

const openssl = (folder: string, ...args: readonly string[]): string => {
  const [path = ''] = requireTools('openssl');
  return execFileSync(path, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
};

/** As openssl reads them. */
const read = (folder: string, file: string) =>
  openssl(
    folder,
    ...[
      'x509',
      '-noout',
      '-subject',
      '-startdate',
      '-enddate',
      '-dateopt',
      'iso_8601',
      '-nameopt',
      'RFC2253',
    ],
    ...['-ext', 'basicConstraints', '-in', file],
  );

const inSeconds = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19);

/** Of a root it is what is trusted; of one below it, its certificate. */
async function saved(authorities: AuthoritiesPage, folder: string): Promise<string> {
  const button = { name: /^(Certificate to trust|Its certificate), PEM$/ };
  return authorities.download(authorities.page.getByRole('button', button), folder);
}

test('a whole subject, a path length and two moments; below it a number of days within what is left', async ({
  page,
  site,
}) => {
  const folder = temporaryFolder('new-authority-');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await page.getByLabel('Name', { exact: true }).fill('Whole Root');
  await page.getByLabel(/^Organization /).fill('Team, "Ltd."');
  const subject = await open(page, 'Subject');
  // The two that everybody is asked for stand in the list too.
  await expect(subject.getByLabel('Organization (O) 4')).toHaveValue('Team, "Ltd."');
  await expect(subject.getByLabel('Common name (CN) 6')).toHaveValue('Whole Root');
  await subject.getByLabel('Country (C) 1').fill('NL');
  await subject.getByLabel('City (L) 3').fill('Zuid-Scharwoude');
  await subject.getByLabel('Unit (OU) 5').fill('Keys');
  await subject.getByRole('button', { name: '+ Add attribute' }).click();
  await subject.getByLabel('Kind of attribute 7').selectOption({ label: 'Email address' });
  await subject.getByLabel('Email address 7').fill('ca@team.test');
  await subject.getByRole('button', { name: '+ Add attribute' }).click();
  await subject.getByLabel('Kind of attribute 8').selectOption({ label: 'Other, by identifier' });
  await subject.getByLabel('Identifier of attribute 8').fill('2.5.4.15');
  await subject.getByLabel('Value of attribute 8').fill('Private Organization');
  // Another unit, in the place of the state that nobody filled in.
  await subject.getByLabel('Kind of attribute 2').selectOption({ label: 'Unit (OU)' });
  await subject.getByLabel('Unit (OU) 2').fill('Ops');
  const room = await open(page, 'Below it');
  await room.getByRole('radio', { name: /as you say/ }).check();
  await room.getByRole('spinbutton').fill('3');
  const valid = await open(page, 'Valid');
  await valid.getByRole('radio', { name: 'Exact moments' }).check();
  const [from, until] = [inSeconds(-2), inSeconds(4000)];
  await valid.getByLabel('Valid from, UTC').fill(from);
  await valid.getByLabel('Valid until, UTC').fill(until);
  await authorities.create('Whole Root');
  const root = await saved(authorities, folder);
  const said = read(folder, root);
  expect(said).toContain(
    'subject=businessCategory=Private Organization,emailAddress=ca@team.test,CN=Whole Root,OU=Keys,' +
      'O=Team\\, \\"Ltd.\\",L=Zuid-Scharwoude,OU=Ops,C=NL',
  );
  expect(said).toContain(`notBefore=${from.replace('T', ' ')}Z`);
  expect(said).toContain(`notAfter=${until.replace('T', ' ')}Z`);
  expect(said).toContain('CA:TRUE, pathlen:3');

  await page.getByRole('button', { name: 'New authority below it' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Whole Middle');
  const below = await open(page, 'Below it');
  await below.getByRole('radio', { name: /as you say/ }).check();
  const levels = below.getByRole('spinbutton');
  await levels.fill('3');
  await expect(levels).toHaveAccessibleDescription(/Whole Root leaves 2 levels below it/);
  await page.getByRole('button', { name: 'Done Below it' }).click();
  await page.getByRole('button', { name: 'Create authority' }).click();
  await expect(levels).toBeFocused();
  await levels.fill('1.5');
  await expect(levels).toHaveAccessibleDescription(/whole number/);
  await levels.fill('2');
  await expect(levels).toHaveAttribute('aria-invalid', 'false');
  const days = await open(page, 'Valid');
  await days.getByRole('radio', { name: 'Days from now' }).check();
  // What was five years.
  await expect(days.getByLabel('Days', { exact: true })).toHaveValue('1826');
  await days.getByLabel('Days', { exact: true }).fill('100');
  await authorities.create('Whole Middle');
  const middle = await saved(authorities, folder);
  expect(read(folder, middle)).toContain('CA:TRUE, pathlen:2');
  const text = openssl(folder, 'x509', '-noout', '-startdate', '-enddate', '-in', middle);
  const [start = 0, end = 0] = [...text.matchAll(/=(.*)$/gm)].map(([, moment = '']) => Date.parse(moment));
  expect(end - start).toBe(100 * 86_400_000 - 1000);

  const signing = await authorities.tab('Sign requests');
  openssl(
    folder,
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
    ...['-addext', 'subjectAltName=DNS:app.test', '-keyout', 'app.key', '-out', 'app.csr'],
  );
  await signing.getByLabel(/^Signing requests/).fill(readFileSync(join(folder, 'app.csr'), 'utf8'));
  await signing.getByRole('button', { name: 'Read the text' }).click();
  const card = signing.getByRole('region', { name: 'app.test' });
  await card.getByRole('button', { name: /^Sign it/ }).click();
  const chain = await authorities.download(card.getByRole('button', { name: /^With chain/ }), folder);
  const verified = openssl(
    folder,
    ...['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'app.test'],
    ...['-CAfile', root, '-untrusted', middle, chain],
  );
  expect(verified).toContain(': OK');
  strictHandshake({ root, leaf: chain, key: join(folder, 'app.key'), name: 'app.test' });
});

test('what no authority can be made with is said beside its field, which takes the focus', async ({
  page,
  site,
}) => {
  const authorities = new AuthoritiesPage(page);
  const create = page.getByRole('button', { name: 'Create authority' });
  await authorities.open(site.address, 'new');
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('N'.repeat(65));
  await expect(name).toHaveAccessibleDescription(/too long: 64 characters/);
  await create.click();
  await expect(name).toBeFocused();
  await name.fill('Strict Root');
  const subject = await open(page, 'Subject');
  await subject.getByLabel('Country (C) 1').fill('NLD');
  await page.getByRole('button', { name: 'Done Subject' }).click();
  await create.click();
  await expect(subject.getByLabel('Country (C) 1')).toBeFocused();
  await expect(subject.getByLabel('Country (C) 1')).toHaveAccessibleDescription(/A country is two letters/);
  await subject.getByLabel('Country (C) 1').fill('NL');
  const valid = await open(page, 'Valid');
  await valid.getByRole('spinbutton', { name: 'Years' }).fill('0');
  await expect(valid.getByRole('spinbutton', { name: 'Years' })).toHaveAccessibleDescription(
    'From one day to 100 years.',
  );
  await create.click();
  await expect(valid.getByRole('spinbutton', { name: 'Years' })).toBeFocused();
  await valid.getByRole('spinbutton', { name: 'Years' }).fill('3');
  await valid.getByRole('radio', { name: 'Exact moments' }).check();
  const until = valid.getByLabel('Valid until, UTC');
  await until.fill('2001-01-01T00:00:01');
  await expect(until).toHaveAccessibleDescription('It ends before it begins.');
  await until.fill(inSeconds(1000));
  await expect(until).toHaveAccessibleDescription('');
  // It may sign subjects of one country alone.
  await open(page, 'May sign');
  await page.getByRole('radio', { name: /What these rules say/ }).check();
  await page.getByLabel('Kind of name').selectOption({ label: 'Directory names' });
  await page.getByRole('textbox', { name: 'Directory names' }).fill('C=NL');
  await authorities.create('Strict Root');

  await page.getByRole('button', { name: 'New authority below it' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Foreign CA');
  const moments = await open(page, 'Valid');
  await moments.getByRole('radio', { name: 'Exact moments' }).check();
  const beyond = moments.getByLabel('Valid until, UTC');
  await beyond.fill(inSeconds(1001));
  await expect(beyond).toHaveAccessibleDescription(/beyond the end of the authority that signs/);
  await beyond.fill(inSeconds(999));
  await create.click();
  // Only who signs can tell that.
  const rows = panel(page, 'Subject');
  await expect(rows).toContainText('“Strict Root” may not sign “CN=Foreign CA”.');
  await expect(rows.getByLabel('Country (C) 1')).toBeVisible();
  await rows.getByLabel('Country (C) 1').fill('NL');
  await expect(rows).not.toContainText('may not sign');
  await authorities.create('Foreign CA');
});
