// The page "Fernet tokens": a key made, a text there and back, a token of python-cryptography opened, each failure in words; and what
// every page owes everyone, at both widths and in both themes.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, requireTools, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';

const { cases } = JSON.parse(readFileSync('tests/vectors/fernet/verify.json', 'utf8')) as {
  readonly cases: readonly { readonly secret: string; readonly token: string }[];
};
const vectors = { key: cases[0]?.secret ?? '', token: cases[0]?.token ?? '' };

async function open(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/fernet`);
  await expect(page.getByRole('heading', { name: 'Fernet tokens' })).toBeVisible();
}

async function addKey(page: Page, text: string): Promise<void> {
  await page.getByLabel('A key you have').fill(text);
  await page.getByRole('button', { name: 'Add' }).click();
}

test('a text there and back, with a key that is shown only when asked for', async ({ page, site }) => {
  await open(page, site.address);
  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByText('Key 1', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'key 1' })).toHaveCount(0);
  await page.getByLabel('Text', { exact: true }).fill('Zürich 🔒');
  await page.getByRole('button', { name: 'Encrypt', exact: true }).click();
  const token = (await page.getByRole('region', { name: 'the token' }).locator('p').textContent()) ?? '';
  expect(token).toMatch(/^gAAAAA[\w-]{90,}={0,2}$/);
  await page.getByRole('button', { name: 'Show key 1' }).click();
  expect(await page.getByRole('region', { name: 'key 1' }).locator('p').textContent()).toMatch(
    /^[\w-]{43}=$/,
  );
  await page.getByRole('tab', { name: 'Decrypt' }).click();
  await page.getByLabel('Token', { exact: true }).fill(token);
  await expect(page.getByText(/It says it was made (just now|\d+ seconds ago)/)).toBeVisible();
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await expect(page.getByLabel('Text inside')).toHaveValue('Zürich 🔒');
});

test('each failure in words, without and with a key', async ({ page, site }) => {
  await open(page, site.address);
  await addKey(page, 'not a key');
  await expect(page.getByText('This is no Fernet key')).toBeVisible();
  await addKey(page, `b'${vectors.key}'`);
  await page.getByRole('tab', { name: 'Decrypt' }).click();
  const token = page.getByLabel('Token', { exact: true });
  for (const [text, words] of [
    ['%%%', /characters that no token has/],
    [vectors.token.slice(0, -3), /length of a token is a multiple of four/],
    ['AAAA', /no Fernet token/],
    ['gAAA', /too short/],
  ] as const) {
    await token.fill(text);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Decrypt', exact: true })).toBeDisabled();
  }
  await token.fill(vectors.token);
  await expect(page.getByText(/made \d+ years ago.*1985-10-26T08:20:00Z/)).toBeVisible();
  await page.getByLabel('Good for').fill('60');
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await expect(page.getByText(/It is too old.*good for 60 seconds/)).toBeVisible();
  await page.getByLabel('Good for').fill('');
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await expect(page.getByLabel('Text inside')).toHaveValue('hello');
  await token.fill(vectors.token.replace('0219', '0218').replace('021c', '021d'));
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await expect(page.getByText(/None of the keys made it, or it was changed/)).toBeVisible();
});

test('files both ways with python-cryptography, and several keys in their order', async ({
  page,
  site,
}, info) => {
  const [python = ''] = requireTools('python3');
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(python, ['-c', `import sys\nfrom cryptography.fernet import Fernet\n${program}`, ...args], {
      encoding: 'utf8',
    }).trim();
  await open(page, site.address);
  const key = run('print(Fernet.generate_key().decode())');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByText('Key 1', { exact: true })).toBeVisible();
  await addKey(page, key);
  await expect(page.getByText('Key 2', { exact: true })).toBeVisible();
  const token = run('sys.stdout.write(Fernet(sys.argv[1]).encrypt(bytes(range(256))).decode())', key);
  await page.getByRole('tab', { name: 'Decrypt' }).click();
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await expect(page.getByText('Opened with key 2: 256 bytes')).toBeVisible();
  const opened = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download what is inside' }).click();
  expect(readFileSync(await (await opened).path())).toEqual(
    Buffer.from(Array.from({ length: 256 }, (_, i) => i)),
  );
  await page.getByRole('button', { name: /^Put first/ }).click();
  await page.getByRole('tab', { name: 'Encrypt' }).click();
  const saved = page.waitForEvent('download');
  await page.locator('input[type=file]').setInputFiles({
    name: 'notes.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([0, 255, 10]),
  });
  const download = await saved;
  expect(download.suggestedFilename()).toBe('notes.bin.fernet');
  const path = info.outputPath('notes.bin.fernet');
  await download.saveAs(path);
  expect(run('print(list(Fernet(sys.argv[1]).decrypt(open(sys.argv[2], "rb").read())))', key, path)).toBe(
    '[0, 255, 10]',
  );
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [320, 1280])
    test(`owes nobody anything: ${colorScheme}, ${width} px`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      await open(page, site.address);
      await test.step('nothing yet', () => owesNothing(page));
      await addKey(page, vectors.key);
      await page.getByRole('button', { name: 'Show key 1' }).click();
      await page.getByRole('button', { name: 'Make a key' }).click();
      await page.getByRole('button', { name: 'Encrypt', exact: true }).click();
      await expect(page.getByRole('region', { name: 'the token' })).toBeVisible();
      await test.step('encrypted', () => owesNothing(page));
      await page.getByRole('tab', { name: 'Decrypt' }).click();
      await page.getByLabel('Token', { exact: true }).fill(vectors.token);
      await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
      await expect(page.getByLabel('Text inside')).toHaveValue('hello');
      await test.step('decrypted', () => owesNothing(page));
      await page.getByLabel('Good for').fill('60');
      await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
      await expect(page.getByText('It is too old.')).toBeVisible();
      await test.step('too old', () => owesNothing(page));
    });

test('a result is of what stands there now, and a file that is no token for its size is told', async ({
  page,
  site,
}) => {
  // WebCrypto is held back, so that there is time to type in between.
  await page.addInitScript(() => {
    const own = crypto.subtle.encrypt.bind(crypto.subtle);
    crypto.subtle.encrypt = async (...args) => {
      const made = await own(...args);
      await new Promise<void>((letGo) => Object.assign(window, { letGo }));
      return made;
    };
  });
  await open(page, site.address);
  await addKey(page, vectors.key);
  const text = page.getByLabel('Text', { exact: true });
  const token = page.getByRole('region', { name: 'the token' });
  const isHeld = () => page.waitForFunction(() => 'letGo' in window);
  /** Lets go, and comes back when whoever waited has done with it. */
  const letGo = () =>
    page.evaluate(() => {
      (window as unknown as { readonly letGo: () => void }).letGo();
      Reflect.deleteProperty(window, 'letGo');
      return new Promise((resolve) => setTimeout(resolve));
    });
  await text.fill('first');
  await page.getByRole('button', { name: 'Encrypt', exact: true }).click();
  await isHeld();
  await text.fill('second');
  await letGo();
  await expect(token).toHaveCount(0);
  await page.getByRole('button', { name: 'Encrypt', exact: true }).click();
  await isHeld();
  await letGo();
  await expect(token).toBeVisible();

  await page.getByRole('tab', { name: 'Decrypt' }).click();
  const chooser = page
    .getByRole('button', { name: 'Read a token from a file' })
    .locator('xpath=preceding-sibling::input[1]');
  await chooser.evaluate((input) => {
    const file = new File(['x'], 'films.fernet');
    Object.defineProperty(file, 'size', { value: 100_000_001 });
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(page.getByText(/films\.fernet has more than/)).toBeVisible();
});

test('a key that nobody has seen is asked after before the tab is closed, and none that was shown or given', async ({
  page,
  site,
}) => {
  const asks = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  await open(page, site.address);
  await addKey(page, vectors.key);
  expect(await asks()).toBe(false);
  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByText('Key 2', { exact: true })).toBeVisible();
  expect(await asks()).toBe(true);
  await page.getByRole('button', { name: 'Show key 1' }).click();
  expect(await asks()).toBe(true);
  await page.getByRole('button', { name: 'Show key 2' }).click();
  await expect(page.getByRole('region', { name: 'key 2' })).toBeVisible();
  expect(await asks()).toBe(false);
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByRole('button', { name: 'Remove key 3' }).click();
  expect(await asks()).toBe(false);
});

test('a long token is opened from its file or where it was pasted, and never laid out in a field', async ({
  page,
  site,
}, info) => {
  const [python = ''] = requireTools('python3');
  await open(page, site.address);
  await addKey(page, vectors.key);
  await page.getByRole('tab', { name: 'Decrypt' }).click();
  const path = info.outputPath('long.fernet');
  execFileSync(python, [
    '-c',
    'import sys\nfrom cryptography.fernet import Fernet\nopen(sys.argv[2], "wb").write(Fernet(sys.argv[1]).encrypt(bytes(3_000_000)))',
    vectors.key,
    path,
  ]);
  const chooser = page
    .getByRole('button', { name: 'Read a token from a file' })
    .locator('xpath=preceding-sibling::input[1]');
  const field = page.getByLabel('Token', { exact: true });
  const decrypt = page.getByRole('button', { name: 'Decrypt', exact: true });
  const opened = page.getByText('Opened with key 1: 3.0 MB');
  await chooser.setInputFiles(path);
  await expect(page.getByText('long.fernet has 4.0 MB, more than a text field holds.')).toBeVisible();
  await expect(field).toHaveCount(0);
  await expect(page.getByText(/It says it was made (just now|\d+ seconds ago)/)).toBeVisible();
  await decrypt.click();
  await expect(opened).toBeVisible();
  await page.getByRole('button', { name: 'Take another' }).click();
  await expect(field).toHaveValue('');
  await expect(opened).toHaveCount(0);
  await expect(decrypt).toBeDisabled();
  // As a paste does it: all at once.
  await field.evaluate(
    (node, text) => {
      (node as HTMLTextAreaElement).value = text;
      node.dispatchEvent(new Event('input', { bubbles: true }));
    },
    readFileSync(path, 'utf8'),
  );
  await expect(page.getByText('What was pasted has 4.0 MB')).toBeVisible();
  await expect(field).toHaveCount(0);
  await decrypt.click();
  await expect(opened).toBeVisible();
  // One that is none says so, whatever its length.
  await chooser.setInputFiles({
    name: 'noise.fernet',
    mimeType: 'text/plain',
    buffer: Buffer.from('%'.repeat(300_000)),
  });
  await expect(page.getByText(/characters that no token has/)).toBeVisible();
  await expect(decrypt).toBeDisabled();
});
