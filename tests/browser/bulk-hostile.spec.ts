// The page "In bulk" against what an attacker, or a broken program, would feed it: markup, formulas and paths in names, and files that
// are no manifest, or too much of one. Nothing runs, what was there stays, and what is to be mended is said.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BulkPage } from '../support/bulk-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

const MARKUP = '<img src=x onerror="document.title=1">';
const names = [MARKUP, '../../../etc/passwd', '=1+1|cmd', '@SUM(A1)', '-2+3', 'CON', '"],"', '{{7*7}}'];
const manifest = {
  certwright: 1,
  authorities: { ca: { commonName: MARKUP, organization: '=1+1', permitted: 'anything' } },
  servers: [{ names: ['a.test'] }],
  clients: names.map((name) => ({ name, device: MARKUP })),
};

/** Whatever would run would leave one of these. */
async function nothingRan(page: Page): Promise<void> {
  await expect(page).not.toHaveTitle('1');
  expect(await page.locator('main img, main script, main iframe').count()).toBe(0);
}

const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

test('names that are markup, formulas and paths are text here, and stay in their folder', async ({
  page,
  site,
}) => {
  const [unzip = ''] = requireTools('unzip');
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  await bulk.manifest.fill(JSON.stringify(manifest));
  await expect(page.getByText('10 to make.')).toBeVisible();
  await expect(bulk.rows.first()).toContainText(MARKUP);
  await bulk.passphrase.fill('correct horse');
  const folder = await bulk.made(unzip);
  await nothingRan(page);
  expect(readdirSync(join(folder, '..')).toSorted()).toEqual(['certwright', 'certwright.zip']);
  const clients = readdirSync(join(folder, 'clients'));
  expect(clients).toHaveLength(names.length);
  for (const name of clients) expect(name).toMatch(/^[\w+@][\w.+@-]*$/);
  const python = `import csv,sys,json; print(json.dumps(list(csv.reader(open(sys.argv[1],encoding="utf-8-sig",newline="")))))`;
  const [, ...rows] = JSON.parse(
    execFileSync('python3', ['-c', python, join(folder, 'passwords.csv')], { encoding: 'utf8' }),
  ) as readonly (readonly string[])[];
  expect(rows).toHaveLength(names.length);
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@\-\t\r]/);
  for (const name of clients)
    expect(readFileSync(join(folder, 'clients', name, 'INSTALL.html'), 'utf8')).not.toContain('<img');
  // Held against what it made itself, none of it is another than before.
  await expect(page.getByText('10 stay as they are.')).toBeVisible();
});

const made = (more: object) =>
  JSON.stringify({ 'certwright-made': 1, authorities: [], certificates: [], ...more });
const wrong: readonly (readonly [title: string, text: string, said: RegExp])[] = [
  ['cut off', made({}).slice(0, -3), /made\.json cannot be used.*not JSON/s],
  ['of another version', made({}).replace(':1', ':2'), /certwright-made: Must be 1/],
  [
    'with a list for a name',
    made({ certificates: [{ kind: 'server', identity: [] }] }),
    /certificates\[0\]\.identity: Must be a text/,
  ],
  [
    'with markup for a kind',
    made({ certificates: [{ kind: MARKUP }] }),
    /certificates\[0\]\.kind: Must be one of/,
  ],
  ['with a text for a list', made({ authorities: MARKUP }), /authorities: Must be a list/],
  ['with fields of markup', made({ [MARKUP]: 1 }), /There is no such field here/],
  [
    'with a prototype',
    `{"certwright-made":1,"__proto__":{"authorities":[]}}`,
    /__proto__: There is no such field here/,
  ],
  [
    'a million levels deep',
    `{"certwright-made":1,"authorities":${'['.repeat(1_000_000)}`,
    /made\.json cannot be used/,
  ],
];

for (const [title, text, said] of wrong) {
  test(`a made.json ${title} says what to mend, and nothing is lost`, async ({ page, site }) => {
    const bulk = new BulkPage(page);
    await bulk.open(site.address);
    await bulk.manifest.fill(JSON.stringify(manifest));
    await expect(page.getByText('10 to make.')).toBeVisible();
    await bulk.files.setInputFiles(file('made.json', text));
    await expect(page.locator('#manifest-outcome')).toHaveText(said);
    await expect(bulk.make).toHaveCount(0);
    await expect(bulk.manifest).toHaveValue(JSON.stringify(manifest));
    await nothingRan(page);
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await expect(page.getByText('10 to make.')).toBeVisible();
  });
}

const manifests: readonly (readonly [title: string, text: string, said: RegExp])[] = [
  [
    'with ids of paths and prototypes',
    JSON.stringify({ certwright: 1, authorities: { '../x': { commonName: 'A' } } }),
    /authorities\.\.\.\/x: Names a folder/,
  ],
  [
    'with a prototype',
    '{"certwright":1,"authorities":{"__proto__":{"commonName":"A"}}}',
    /authorities\.__proto__: Names a folder/,
  ],
  [
    'of the wrong types',
    '{"certwright":1,"authorities":3,"servers":{},"clients":"x"}',
    /authorities: Must be an object.*servers: Must be a list.*clients: Must be a list/s,
  ],
  [
    'a million levels deep',
    `{"certwright":1,"servers":${'['.repeat(1_000_000)}`,
    /certwright\.json cannot be used/,
  ],
  [
    'of nine million characters',
    `{"certwright":1,"servers":["${'a'.repeat(9_000_000)}"]}`,
    /longer than 8000000 characters/,
  ],
];

for (const [title, text, said] of manifests) {
  test(`a manifest ${title} says what to mend`, async ({ page, site }) => {
    const bulk = new BulkPage(page);
    await bulk.open(site.address);
    await bulk.files.setInputFiles(file('certwright.json', text));
    await expect(page.locator('#manifest-outcome')).toHaveText(said);
    await nothingRan(page);
    // The page goes on: with another file all is as if nothing had been.
    await bulk.files.setInputFiles(file('certwright.json', JSON.stringify(manifest)));
    await expect(page.getByText('10 to make.')).toBeVisible();
  });
}

test('a file larger than any manifest is not read, and is said to be none', async ({ page, site }) => {
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  await bulk.manifest.fill(JSON.stringify(manifest));
  await expect(page.getByText('10 to make.')).toBeVisible();
  const huge = Buffer.alloc(33_000_000, ' ');
  huge.write('{"certwright-made":1');
  await bulk.files.setInputFiles({ name: 'made.json', mimeType: 'application/json', buffer: huge });
  await expect(page.getByText('made.json: more than 32 MB, and not read.')).toBeVisible();
  await expect(page.getByText('Choose only the certificate and its key')).toHaveCount(0);
  await expect(page.getByText('10 to make.')).toBeVisible();
  await expect(bulk.manifest).toHaveValue(JSON.stringify(manifest));
});

test('the JSON Schema is handed out', async ({ page, site }) => {
  const bulk = new BulkPage(page);
  await bulk.open(site.address);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'JSON Schema' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('certwright.schema.json');
  expect(readFileSync(await download.path(), 'utf8')).toBe(
    readFileSync('public/certwright.schema.json', 'utf8'),
  );
});
