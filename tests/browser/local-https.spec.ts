// The page "Local HTTPS": the names box, each refusal with its way out, every sentence that can be changed, authorities
// brought along, and what happens when something cannot be made. Real worker, real keys, real openssl.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeldWorker } from '../support/held-worker';
import { LocalHttpsPage, openssl, opensslAuthority } from '../support/local-https-page';
import { expect, requireTools, test as base } from '../support/page-fixture';

const test = base.extend<{ home: LocalHttpsPage; folder: string }>({
  home: async ({ page, site }, use) => {
    const home = new LocalHttpsPage(page);
    await home.open(site.address);
    await use(home);
  },
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'local-https-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

test.describe('names', () => {
  test('start with this machine, and end at Enter, space or comma', async ({ home }) => {
    await expect(home.names).toHaveText(['localhost', '127.0.0.1', '::1']);
    await home.type('app.test');
    await home.box.pressSequentially('b.test c.test,');
    await expect(home.chips).toHaveText([
      /localhost/,
      /127\.0\.0\.1/,
      /::1/,
      /app\.test/,
      /b\.test/,
      /c\.test/,
    ]);
    await expect(home.box).toHaveValue('');
    await expect(home.page.getByText('localhost+5/')).toBeVisible();
  });

  test('say what each was taken for, and show international ones both ways', async ({ home }) => {
    await home.clear();
    await home.paste(
      'app.test *.app.test 10.0.0.1 fe80::1 spiffe://cluster.test/web me@app.test bücher.test',
    );
    await expect(home.chips).toHaveText([
      /^app\.test\s*DNS\s*$/,
      /^\*\.app\.test\s*wildcard\s*$/,
      /^10\.0\.0\.1\s*IPv4\s*$/,
      /^fe80::1\s*IPv6\s*$/,
      /^spiffe:\/\/cluster\.test\/web\s*URI\s*$/,
      /^me@app\.test\s*email\s*$/,
      /^bücher\.test\s*xn--bcher-kva\.test\s*DNS\s*$/,
    ]);
  });

  test('are taken away by their button and by Backspace', async ({ home }) => {
    await home.page.getByRole('button', { name: 'Remove 127.0.0.1' }).click();
    await expect(home.box).toBeFocused();
    await home.box.press('Backspace');
    await expect(home.chips).toHaveText([/localhost/]);
    await home.type('');
    await home.box.press('Backspace');
    await home.create.click();
    await expect(home.outcome).toContainText('add a name');
    await home.outcome.getByRole('button', { name: 'Add localhost' }).click();
    await expect(home.chips).toHaveText([/localhost/]);
    await expect(home.outcome).toBeEmpty();
  });

  test('come by paste, in the box or anywhere', async ({ home }) => {
    await home.clear();
    await home.box.focus();
    await home.paste('DNS:app.test, IP Address:10.0.0.1\nb.test;c.test');
    await expect(home.chips).toHaveCount(4);
    await home.page.getByRole('heading', { level: 1 }).focus();
    await home.paste('d.test\ne.test');
    await expect(home.chips).toHaveText([/app/, /10\.0/, /b\.test/, /c\.test/, /d\.test/, /e\.test/]);
    await expect(home.page.getByRole('status').filter({ hasText: 'Added 2 names.' })).toHaveCount(1);
  });

  test('that are often needed are one click away', async ({ home }) => {
    await home.type('app.test');
    await home.page.getByRole('button', { name: 'Add *.app.test' }).click();
    await expect(home.chips.last()).toHaveText(/^\*\.app\.test\s*wildcard\s*$/);
    await expect(home.page.getByRole('button', { name: 'Add *.app.test' })).toHaveCount(0);
  });

  test('with something to know about say it', async ({ home }) => {
    await home.type('0.0.0.0');
    await expect(home.page.getByText('Servers listen on it and nobody can connect to it')).toBeVisible();
  });

  test('half typed are taken in by the click that makes the certificate', async ({ home }) => {
    await home.box.fill('app.test');
    await home.make();
    await expect(home.page.getByRole('heading', { level: 1 })).toHaveText('localhost+3 is ready');
  });
});

/** What is typed, what the row says, the fix it offers and the name that comes of it. */
const refusals = [
  ['[::2]', /brackets/i, '::2', '::2'],
  ['app.test:8443', /every port/, 'app.test', 'app.test'],
  ['https://app.test/', /the host alone/, 'app.test', 'app.test'],
  ['app.test/login', /every page/, 'app.test', 'app.test'],
  ['*.com', /needs two labels/],
  ['*.a.*.test', /has to be|one \*|first label/],
  ['*.*.x.test', /one \*/, '*.x.test', '*.x.test'],
  ['a*.app.test', /whole label/, '*.app.test', '*.app.test'],
  ['*', /wildcard for everything/],
  ['foo_bar.test', /underscore/, 'foo-bar.test', 'foo-bar.test'],
  ['a..test', /nothing/, 'a.test', 'a.test'],
  ['app.test.', /no dot at the end/, 'app.test', 'app.test'],
  [`${'a'.repeat(64)}.test`, /64 characters; between two dots 63 fit/],
  [`${'a.'.repeat(130)}test`, /264 characters/],
  ['127.1', /four numbers/, '127.0.0.1', '127.0.0.1'],
  ['010.0.0.1', /base 8/, '10.0.0.1', '10.0.0.1'],
  ['300.0.0.1', /more than 255/],
  ['fe80::1%eth0', /network interface/, 'fe80::1', 'fe80::1'],
  ['10.0.0.5/24', /range/, '10.0.0.5', '10.0.0.5'],
  ['8443', /number alone/],
  ['-a.test', /hyphen/, 'a.test', 'a.test'],
  ['DNS:10.1.1.1', /marked as DNS/, '10.1.1.1', '10.1.1.1'],
  ['app\u200b.test', /invisible character/, 'app.test', 'app.test'],
] as const;

test('every refusal names the input, says why and by which document, and offers the fix', async ({
  home,
}) => {
  await home.clear();
  for (const [input, why, fix, name] of refusals) {
    await test.step(input.slice(0, 40), async () => {
      await home.type(input);
      await expect(home.refusals).toHaveCount(1);
      await expect(home.refusals).toContainText(input.slice(0, 40));
      await expect(home.refusals).toContainText(why);
      await expect(home.refusals).toContainText(/RFC \d+|UTS #46|OpenSSL/);
      if (fix === undefined) {
        await home.refusals.getByRole('button', { name: /^Dismiss/ }).click();
        await expect(home.chips).toHaveCount(0);
      } else {
        await home.refusals.getByRole('button', { name: `Use ${fix}`, exact: true }).click();
        await expect(home.chips.locator('bdi')).toHaveText([name ?? '']);
        await home.clear();
      }
      await expect(home.refusals).toHaveCount(0);
    });
  }
});

test('a refused name blocks until it is edited or dismissed; a duplicate does not', async ({ home }) => {
  await home.type('foo_bar.test');
  await home.create.click();
  await expect(home.outcome).toContainText('Mend or dismiss');
  await home.refusals.getByRole('button', { name: /^Edit/ }).click();
  await expect(home.box).toBeFocused();
  await expect(home.box).toHaveValue('foo_bar.test');
  await expect(home.outcome).toBeEmpty();
  await home.type('localhost');
  await expect(home.refusals).toContainText('in the list already');
  await home.make();
});

test('a paste of thousands stays a page', async ({ home }) => {
  await home.box.focus();
  await home.paste(
    Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? `bad_${i}` : `host${i}.test`)).join('\n'),
  );
  await expect(home.chips).toHaveCount(2003);
  await expect(home.refusals).toHaveCount(20);
  await home.page.getByRole('button', { name: 'Dismiss all 1000' }).click();
  await expect(home.refusals).toHaveCount(0);
  await home.page.getByRole('button', { name: 'Remove host1.test' }).click();
  await expect(home.chips).toHaveCount(2002);
});

test.describe('sentences', () => {
  test('Key: what this browser lacks cannot be chosen, and limits are said', async ({ home }) => {
    const panel = await home.change('Key');
    await expect(panel.getByRole('radio')).toHaveCount(10);
    await panel.getByRole('radio', { name: /^Ed25519/ }).check();
    await expect(home.sentence('Key')).toContainText('No browser accepts it');
    await panel.getByRole('radio', { name: /^RSA 2048/ }).check();
    await panel.getByRole('radio', { name: /^RSA 2048/ }).press('Escape');
    await expect(panel).toHaveCount(0);
    await expect(home.page.getByRole('button', { name: 'Change Key' })).toBeFocused();
    await home.make();
    await expect(home.page.locator('main')).toContainText('Its key is RSA 2048.');
  });

  test('Valid: presets, the end, and a limit that takes insisting', async ({ home }) => {
    const panel = await home.change('Valid');
    await panel.getByRole('button', { name: '90 days' }).click();
    await expect(home.sentence('Valid')).toContainText('90 days, until');
    await panel.getByLabel('Days').fill('');
    await expect(panel).toContainText('whole number of days');
    await panel.getByLabel('Days').fill('900');
    await expect(panel).toContainText('refuse a server certificate of more than 825 days');
    await home.create.click();
    await expect(home.outcome).toContainText('this would last 900');
    await home.outcome.getByRole('button', { name: 'Use 825 days' }).click();
    await expect(panel.getByLabel('Days')).toHaveValue('825');
    await panel.getByLabel('Days').fill('900');
    await panel.getByLabel(/more than 825 days all the same/).check();
    await home.make();
  });

  test('Valid: no number is refused with one that works', async ({ home }) => {
    const panel = await home.change('Valid');
    await panel.getByLabel('Days').fill('');
    await home.create.click();
    await home.outcome.getByRole('button', { name: 'Use 397 days' }).click();
    await expect(home.sentence('Valid')).toContainText('397 days, until');
  });

  test('Key password: asked twice unless it is seen, and what it costs', async ({ home, folder }) => {
    await expect(home.page.locator('aside')).toContainText('12 servers');
    const panel = await home.change('Key password');
    await panel.getByLabel('Key password').fill('öpen sesame');
    await expect(panel.getByText('Java opens no bundle.p12')).toBeVisible();
    await panel.getByLabel('Key password').fill('open sesame');
    await expect(panel.getByText('Java opens no bundle.p12')).toBeHidden();
    await expect(home.page.locator('aside')).toContainText('6 servers');
    await home.create.click();
    await expect(home.outcome).toContainText('not the same');
    await panel.getByRole('button', { name: 'Show Key password' }).click();
    await expect(panel.getByLabel('Once more')).toHaveCount(0);
    await home.make();
    await expect(home.page.locator('main')).toContainText(/cannot read an encrypted key: gunicorn/);
    await expect(home.page.getByRole('tab', { name: 'gunicorn' })).toHaveCount(0);
    const unpacked = await home.unzipped(folder);
    expect(openssl('pkey', '-in', join(unpacked, 'key.pem'), '-passin', 'pass:open sesame', '-noout')).toBe(
      '',
    );
  });

  test('Subject: its fields, and what they refuse', async ({ home, folder }) => {
    await home.page.getByRole('button', { name: 'More options' }).click();
    await home.page.getByLabel('Country').fill('Netherlands');
    await home.page.getByLabel('Organization').fill('Team B.V.');
    await home.create.click();
    await expect(home.outcome).toContainText('A country is two letters');
    await expect(home.page.getByLabel('Country')).toHaveAttribute('aria-invalid', 'true');
    await home.page.getByLabel('Country').fill('NL');
    await home.make();
    const certificate = join(await home.unzipped(folder), 'cert.pem');
    expect(openssl('x509', '-in', certificate, '-noout', '-subject')).toBe('subject=C = NL, O = Team B.V.\n');
  });
});

test.describe('signed by', () => {
  test('nobody: self-signed, with where that works', async ({ home, folder }) => {
    const panel = await home.change('Signed by');
    await panel.getByRole('radio', { name: /self-signed/ }).check();
    await expect(panel).toContainText('iPhone, iPad and Android trust authorities only');
    await home.make();
    await expect(home.page.locator('main')).toContainText('Self-signed, valid until');
    await expect(home.page.getByText('Keep the authority')).toHaveCount(0);
    const certificate = join(await home.unzipped(folder), 'cert.pem');
    expect(openssl('verify', '-x509_strict', '-CAfile', certificate, certificate)).toContain('OK');
  });

  test('a new authority of one’s own name, and what it can sign', async ({ home }) => {
    await home.type('example.com');
    await expect(home.sentence('Signed by')).toContainText(
      'can only sign local names, private addresses and example.com',
    );
    const panel = await home.change('Signed by');
    await expect(panel).toContainText('example.com');
    await expect(panel).toContainText('Firefox reports a bad signature');
    await panel.getByLabel(/^Its name/).fill('My desk');
    await home.make();
    await expect(home.page.locator('main')).toContainText('Signed by My desk, valid until');
  });

  test('an authority pasted in two pieces, its key locked', async ({ home, folder }) => {
    requireTools('openssl', 'unzip');
    const authority = opensslAuthority(folder);
    await home.page.getByRole('heading', { level: 1 }).focus();
    await home.paste(authority.certificate);
    const panel = home.page.getByRole('group', { name: 'Signed by', exact: true });
    await expect(panel).toContainText('Add its private key');
    await home.create.click();
    await expect(home.outcome).toContainText('No authority is open yet');
    await panel.getByLabel('Certificate and private key').focus();
    await home.paste(authority.lockedKey);
    await expect(panel).toContainText('It is locked');
    await panel.getByLabel('Its password').fill('guess');
    await panel.getByRole('button', { name: 'Open' }).click();
    await expect(panel).toContainText('opens nothing');
    await panel.getByLabel('Its password').fill('secret');
    await panel.getByLabel('Its password').press('Enter');
    await expect(panel).toContainText('It may sign any name.');
    await expect(home.outcome).toBeEmpty();
    await expect(home.sentence('Signed by')).toContainText('Team Root');
    // It ends before the default would.
    await expect(home.sentence('Valid')).toContainText('when the authority itself ends');
    await expect(panel.locator('textarea')).toHaveCount(0);
    await home.make();
    await expect(home.page.locator('main')).toContainText('Signed by Team Root, valid until');
    await expect(home.page.locator('main')).toContainText('when the authority itself ends');
    const certificate = join(await home.unzipped(folder), 'cert.pem');
    expect(openssl('verify', '-x509_strict', '-CAfile', authority.path, certificate)).toContain('OK');
  });

  test('an authority in files, chosen or dropped, and another in its place', async ({ home, folder }) => {
    requireTools('openssl');
    const authority = opensslAuthority(folder);
    writeFileSync(join(folder, 'both.pem'), authority.certificate + authority.key);
    const panel = await home.change('Signed by');
    await panel.getByRole('radio', { name: /from files/ }).check();
    const choosing = home.page.waitForEvent('filechooser');
    await panel.getByRole('button', { name: 'Choose files' }).click();
    await (await choosing).setFiles(join(folder, 'both.pem'));
    await expect(panel).toContainText('Team Root');
    await panel.getByRole('button', { name: 'Use another' }).click();
    await expect(home.sentence('Signed by')).toContainText('No authority is open yet');
    await home.page.evaluate((text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'leaf.txt'));
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, 'nothing of the kind');
    await expect(panel).toContainText('There is no certificate and no key in it');
    await panel.getByRole('button', { name: 'Remove leaf.txt' }).click();
    await expect(panel).not.toContainText('no certificate and no key');
  });

  test('an authority that may not sign all of it, said before the click', async ({ home, folder }) => {
    requireTools('openssl', 'unzip');
    const authority = opensslAuthority(
      folder,
      'nameConstraints=critical,permitted;DNS:test,permitted;DNS:localhost,permitted;IP:127.0.0.0/255.0.0.0',
    );
    await home.page.getByRole('heading', { level: 1 }).focus();
    await home.paste(authority.certificate + authority.key);
    await expect(home.sentence('Signed by')).toContainText('may only sign test, localhost and 127.0.0.0/8');
    await home.type('example.com app.test');
    const notice = home.page.getByRole('status').filter({ hasText: 'may not sign' });
    await expect(notice).toContainText('::1 and example.com');
    await home.create.click();
    await expect(home.outcome).toContainText('may not sign all of these names');
    await notice.getByRole('button', { name: 'Leave these 2 out' }).click();
    await expect(notice).toHaveCount(0);
    await expect(home.names).toHaveText(['localhost', '127.0.0.1', 'app.test']);
    await home.make();
    const certificate = join(await home.unzipped(folder), 'cert.pem');
    expect(openssl('verify', '-x509_strict', '-CAfile', authority.path, certificate)).toContain('OK');
  });

  test('an authority that may sign nothing, and why', async ({ home, folder }) => {
    requireTools('openssl');
    const at = (name: string) => join(folder, name);
    openssl(
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-subj',
        '/CN=Leaf',
      ],
      ...['-addext', 'basicConstraints=critical,CA:FALSE', '-keyout', at('a.key'), '-out', at('a.pem')],
    );
    const panel = await home.change('Signed by');
    await panel.getByRole('radio', { name: /from files/ }).check();
    const choosing = home.page.waitForEvent('filechooser');
    await panel.getByRole('button', { name: 'Choose files' }).click();
    await (await choosing).setFiles([at('a.key'), at('a.pem')]);
    await expect(panel).toContainText('“Leaf” may not sign: it is no authority');
  });
});

test('making one can be cancelled, and nothing typed is lost', async ({ page, site }) => {
  // A key may take a blink, or longer than anybody waits.
  const making = await HeldWorker.of(page, 'create');
  const home = new LocalHttpsPage(page);
  await home.open(site.address);
  await making.hold();
  await home.type('app.test');
  const panel = await home.change('Key');
  await panel.getByRole('radio', { name: /^RSA 4096/ }).check();
  await home.create.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await making.letGo();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^HTTPS/);
  await expect(home.names).toHaveText(['localhost', '127.0.0.1', '::1', 'app.test']);
  await panel.getByRole('radio', { name: /^ECDSA P-256/ }).check();
  await home.make();
});

test('a worker that does not start is said, not waited for', async ({ page, site, trouble }) => {
  trouble.expect(/pki\.worker|Failed to load|ERR_FAILED/);
  await page.route(/pki\.worker/, (route) => route.abort());
  await page.goto(site.address);
  await expect(page.getByRole('alert').filter({ hasText: 'Something broke' })).toBeVisible();
  const home = new LocalHttpsPage(page);
  await home.create.click();
  await expect(page.locator('#outcome')).toContainText('Nothing you typed is lost');
});

test('a server that has gone away since is no matter', async ({ page, site, context, trouble }) => {
  // Everything that loads lazily: the last of the pages and of the worker's libraries, and what each brings along.
  const underWay = new Set<string>();
  page.on('request', (request) => underWay.add(request.url()));
  page.on('requestfinished', (request) => underWay.delete(request.url()));
  page.on('requestfailed', (request) => underWay.delete(request.url()));
  const last = ['Ready', 'Fernet', 'library-pkijs', 'library-asn1js', 'library-jszip'].map((name) =>
    page.waitForResponse((response) => new RegExp(`/${name}-[^/]+\\.js$`).test(response.url())),
  );
  await page.goto(site.address);
  await Promise.all(last);
  await expect.poll(() => [...underWay]).toEqual([]);
  // Chromium asks for the icon again whenever the address changes.
  trouble.expect(/ERR_INTERNET_DISCONNECTED/);
  const missed: string[] = [];
  page.on('requestfailed', (request) => missed.push(new URL(request.url()).pathname));
  await context.setOffline(true);
  const home = new LocalHttpsPage(page);
  await home.change('Key');
  await home.type('app.test');
  await home.make();
  expect(missed.filter((path) => path !== '/icon.svg')).toEqual([]);
});

test.describe('the keyboard alone', () => {
  test('makes a certificate and downloads it', async ({ home }) => {
    const { page } = home;
    await page.keyboard.press('/');
    await expect(home.box).toBeFocused();
    await page.keyboard.type('app.test');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    const download = page.waitForEvent('download');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'localhost+3.zip' })).toBeFocused();
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toBe('localhost+3.zip');
  });

  test('reaches everything in order, from the skip link on', async ({ home }) => {
    const { page } = home;
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Remove localhost' })).toBeFocused();
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press('Tab');
      if (await home.create.evaluate((button) => button === document.activeElement)) break;
    }
    await expect(home.create).toBeFocused();
  });

  test('has a list of its shortcuts, which can be switched off', async ({ home }) => {
    const { page } = home;
    const dialog = page.getByRole('dialog', { name: 'Keyboard' });
    await page.keyboard.press('?');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await dialog.getByLabel('/ and ? work on their own').uncheck();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('?');
    await page.keyboard.press('/');
    await expect(dialog).toHaveCount(0);
    await expect(home.box).not.toBeFocused();
    await page.reload();
    await expect(home.create).toBeVisible();
    await page.keyboard.press('/');
    await expect(home.box).not.toBeFocused();
  });
});
