// The page "Inspect": whatever comes in is told apart, what belongs together stands together, and each view of each thing is
// there, with the mouse and with the keyboard alone.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { InspectPage, opensslFiles, type InspectFiles } from '../support/inspect-page';
import { expect, requireTools, singleFileAddress, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

let files: InspectFiles;
let openssl: string;

test.beforeAll(() => {
  [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('inspect-'), openssl);
});
test.afterAll(removeTemporaryFolders);

const chosen = (...names: readonly string[]) => names.map((name) => files.path(name));

test('nothing yet: it says what can be read, and the navigation leads here', async ({ page, site }) => {
  await page.goto(site.address);
  await page.getByRole('link', { name: 'Inspect' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inspect');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'What can be read' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Inspect' })).toHaveAttribute('aria-current', 'page');
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Create certificate' })).toBeVisible();
});

test.describe('in', () => {
  test('pasted anywhere: a certificate in the middle of prose', async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    await inspect.paste(`Here it is:\n${files.text('app.pem')}\nas promised.`);
    await expect(inspect.row(/^app\.test certificate/)).toBeVisible();
    await expect(page.getByRole('heading', { name: '1 thing' })).toBeVisible();
  });

  test('dropped: several files, told by what is in them and not by their names', async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    await inspect.drop({
      'readme.txt': files.text('app.pem'),
      'app.pem': files.text('app.key'),
      'x.bin': readFileSync(files.path('old.p12')),
    });
    await expect(inspect.row(/^app\.test certificate/)).toContainText('key found');
    await expect(inspect.row(/private key · RSA 2048/)).toContainText('matches app.test');
    await expect(inspect.row(/PKCS#12/)).toContainText('locked, asks for a password');
    await expect(page.getByRole('heading', { name: '3 things in 3 files' })).toBeVisible();
  });

  test('chosen with the button; the same thing twice is one', async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await (await chooser).setFiles(chosen('app.pem', 'issuing.pem'));
    await expect(inspect.row(/^app\.test/)).toBeVisible();
    await inspect.paste(files.text('app.pem'));
    await expect(inspect.row(/^app\.test/)).toContainText('in 2 files');
    await expect(inspect.list.getByRole('treeitem')).toHaveCount(2);
  });

  test('a chain in the wrong order is explained, and handed back in order', async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    const [leaf, issuing, root] = ['app.pem', 'issuing.pem', 'root.pem'].map((name) => files.text(name));
    await inspect.drop({ 'fullchain.pem': `${leaf}${root}${issuing}` });
    await inspect.row(/^app\.test/).click();
    const order = inspect.detail.getByRole('group', { name: 'Order of the chain' });
    await expect(order).toContainText('wrong order in fullchain.pem');
    await expect(order).toContainText('Needed app.test, Team Issuing CA, Team Root CA');
    const download = page.waitForEvent('download');
    await order.getByRole('button', { name: 'Download in order' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('fullchain.pem');
    const names = [
      ...readFileSync(await saved.path(), 'utf8').matchAll(/-----BEGIN[^]+?-----END[^-]+-----/g),
    ].map(([pem]) =>
      execFileSync(openssl, ['x509', '-noout', '-subject'], { input: pem, encoding: 'utf8' }).trim(),
    );
    expect(names.map((name) => /CN = ([^,]+)/.exec(name)?.[1])).toEqual([
      'app.test',
      'Team Issuing CA',
      'Team Root CA',
    ]);
  });

  test('a damaged block is named, with where and why, and costs nothing beside it', async ({
    page,
    site,
  }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    const damaged = files.text('issuing.pem').replace('MII', 'M!I');
    await inspect.paste(`${files.text('app.pem')}${damaged}${files.text('root.pem')}`);
    await expect(inspect.row(/^app\.test certificate/)).toBeVisible();
    await expect(inspect.row(/^Team Root CA root/)).toBeVisible();
    await inspect.row(/its base64 is damaged/).click();
    await expect(inspect.detail).toContainText('It cannot be read: its base64 is damaged');
    await expect(inspect.detail.getByRole('region', { name: 'Found in' })).toContainText('pasted text');
  });

  test('nothing of use: said, with what can be read', async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    await inspect.paste('a shopping list');
    await expect(page.getByText('Nothing that can be read here is in what was pasted.')).toBeVisible();
  });

  test('elsewhere a paste is taken as before', async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await page.goto(site.address);
    await expect(page.getByRole('button', { name: 'Create certificate' })).toBeVisible();
    await inspect.paste('other.test');
    await expect(page.getByText('other.test').first()).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Inspect');
  });
});

test.describe('what belongs to what', () => {
  test('the chain stands below its certificate, in order', async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    await inspect.files.setInputFiles(chosen('root.pem', 'app.pem', 'issuing.pem', 'app.key'));
    await expect(inspect.row(/^app\.test/)).toContainText('key found · chain complete');
    const rows = inspect.list.getByRole('treeitem');
    await expect(rows).toHaveCount(4);
    const levels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-level')));
    expect(levels).toEqual(['1', '2', '3', '1']);
    await expect(rows.nth(1)).toContainText('Team Issuing CA intermediate');
    await expect(rows.nth(2)).toContainText('Team Root CA root');
    await inspect.row(/^app\.test/).click();
    await inspect.detail
      .getByRole('region', { name: 'Chain' })
      .getByRole('button', { name: 'Team Root CA' })
      .click();
    await expect(inspect.detail.getByRole('heading', { level: 2 })).toHaveText('Team Root CA');
  });

  test('what is missing is said where it is', async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    await inspect.files.setInputFiles(chosen('app.pem', 'root.pem', 'issuing.key'));
    await expect(inspect.row(/^app\.test/)).toContainText('missing intermediate: Team Issuing CA');
    await expect(inspect.row(/private key/)).toContainText('matches nothing here');
  });
});

test.describe('locked', () => {
  test('one password for all of them; wrong ones say so, and for which', async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    await inspect.files.setInputFiles(chosen('old.p12', 'locked.key', 'issuing.pem'));
    await expect(inspect.unlock).toContainText('2 things are locked');
    const password = inspect.unlock.getByRole('textbox');
    await password.fill('wrong');
    await password.press('Enter');
    await expect(inspect.unlock).toContainText('That password does not open old.p12 and locked.key');
    await password.fill('secret');
    await password.press('Enter');
    await expect(inspect.unlock).toContainText('It opened 1 of 2.');
    await expect(inspect.unlock).toContainText('That password does not open locked.key');
    await expect(inspect.row(/^app\.test certificate/)).toContainText('key found');
    await password.fill('other');
    await password.press('Enter');
    await expect(inspect.unlock).toHaveCount(0);
    await expect(inspect.row(/^locked\.key/)).toContainText('matches Team Issuing CA');
  });
});

test.describe('views of a certificate', () => {
  test.beforeEach(async ({ page, site }) => {
    const inspect = new InspectPage(page);
    await inspect.open(site.address);
    await inspect.files.setInputFiles(chosen('app.pem'));
    await expect(inspect.row(/^app\.test/)).toBeVisible();
  });

  test('Overview: names, dates, key and fingerprint, each with Copy', async ({ page, context }) => {
    const inspect = new InspectPage(page);
    const names = inspect.detail.getByRole('list', { name: 'Names' }).getByRole('listitem');
    await expect(names).toHaveText([/^app\.test/, /^\*\.app\.test/, /^192\.168\.1\.20/]);
    const printed = execFileSync(
      openssl,
      ['x509', '-in', files.path('app.pem'), '-noout', '-fingerprint', '-sha256'],
      {
        encoding: 'utf8',
      },
    );
    const fingerprint = printed.split('=')[1]?.trim() ?? '';
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await inspect.detail.getByRole('button', { name: 'Copy SHA-256 fingerprint' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(fingerprint);
    await expect(inspect.detail).toContainText('RSA 2048');
    await expect(inspect.detail).toContainText('90 days, 89 left');
  });

  test('Fields: a tree with the sentence, the citation, and the way to the octets', async ({ page }) => {
    const inspect = new InspectPage(page);
    const panel = await inspect.view('Fields');
    // Keys lead on from what is selected.
    await expect(panel.getByRole('treeitem', { selected: true })).toBeVisible();
    await panel.getByRole('tree', { name: 'Fields' }).focus();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await panel.getByRole('treeitem', { name: /^Key usage/ }).click();
    const about = panel.getByRole('region', { name: 'The chosen field' });
    await expect(about).toContainText('2.5.29.15');
    await expect(about).toContainText('critical');
    await expect(about).toContainText('RFC 5280 §4.2.1.3');
    await about.getByRole('button', { name: 'Show its bytes' }).click();
    await expect(inspect.tab('ASN.1 and bytes')).toHaveAttribute('aria-selected', 'true');
    const selected = inspect.detail
      .getByRole('tree', { name: 'ASN.1 values' })
      .getByRole('treeitem', { selected: true });
    await expect(selected).toContainText('Extension');
  });

  test('ASN.1 and bytes: linked both ways, with names from the module', async ({ page }) => {
    const inspect = new InspectPage(page);
    const panel = await inspect.view('ASN.1 and bytes');
    const tree = panel.getByRole('tree', { name: 'ASN.1 values' });
    const octets = panel.getByRole('grid', { name: 'Octets' });
    await tree.getByRole('treeitem', { name: /^version \[0\]/ }).click();
    const crumbs = panel.getByRole('navigation', { name: 'Where the chosen value stands' });
    await expect(crumbs).toContainText('Certificate');
    await expect(crumbs.getByRole('button', { name: 'version', exact: true })).toHaveAttribute(
      'aria-current',
      'true',
    );
    await expect(octets.getByRole('gridcell', { selected: true })).toHaveText('a0');
    await octets.getByRole('gridcell').first().click();
    await expect(tree.getByRole('treeitem', { selected: true })).toContainText('Certificate');
    // Hovering an octet marks its value in the tree.
    await octets.getByRole('gridcell').nth(12).hover();
    await expect(tree.locator('.hovered')).toContainText('INTEGER 2');
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Download the chosen value' }).click();
    const der = execFileSync(openssl, ['x509', '-in', files.path('app.pem'), '-outform', 'DER']);
    expect(readFileSync(await (await download).path())).toEqual(der);
  });

  test('OpenSSL text is what openssl prints; Python, JSON and PEM are there', async ({ page }) => {
    const inspect = new InspectPage(page);
    const text = await inspect.view('OpenSSL text');
    const download = page.waitForEvent('download');
    await text.getByRole('button', { name: 'Download OpenSSL text' }).click();
    const printed = execFileSync(openssl, ['x509', '-in', files.path('app.pem'), '-noout', '-text'], {
      encoding: 'utf8',
    });
    expect(readFileSync(await (await download).path(), 'utf8')).toBe(printed);
    await expect(await inspect.view('Python')).toContainText("'subjectAltName': (('DNS', 'app.test')");
    await expect(await inspect.view('JSON')).toContainText('"kind": "certificate"');
    const pem = page.waitForEvent('download');
    await (await inspect.view('PEM')).getByRole('button', { name: 'Download PEM' }).click();
    expect(readFileSync(await (await pem).path(), 'utf8')).toBe(files.text('app.pem'));
  });
});

test('Export: certificate, chain and key as a PKCS#12 that openssl opens', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.files.setInputFiles(chosen('app.pem', 'issuing.pem', 'root.pem', 'app.key'));
  await expect(inspect.row(/^app\.test/)).toContainText('chain complete');
  await inspect.detail.getByRole('button', { name: 'Export' }).click();
  const form = inspect.detail.getByRole('form', { name: 'Export' });
  await expect(form.getByLabel('What')).toHaveValue('family');
  await expect(form).toContainText('private keys that are chosen stand in it unencrypted');
  await form.getByLabel('Form').selectOption('PKCS#12');
  await form.getByRole('textbox').fill('tested');
  const download = page.waitForEvent('download');
  await form.getByRole('button', { name: 'Download it' }).click();
  const path = await (await download).path();
  await expect(form).toContainText('app.test.p12 has been downloaded');
  const printed = execFileSync(openssl, ['pkcs12', '-in', path, '-passin', 'pass:tested', '-nodes'], {
    encoding: 'utf8',
  });
  expect(printed.match(/-----BEGIN [A-Z ]+-----/g)).toEqual([
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN PRIVATE KEY-----',
  ]);
  await form.getByLabel('Form').selectOption('DER');
  await form.getByRole('button', { name: 'Download it' }).click();
  await expect(form).toContainText('That form holds one thing, and several are chosen.');
});

test('a private key shows its numbers only when asked', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.paste(files.text('app.key'));
  await expect(inspect.row(/RSA 2048/)).toBeVisible();
  const text = await inspect.view('OpenSSL text');
  await expect(text).toContainText('Public-Key: (2048 bit)');
  await expect(text).not.toContainText('privateExponent');
  await text.getByRole('button', { name: 'Show the secret numbers' }).click();
  await expect(text).toContainText('privateExponent');
  const bytes = await inspect.view('ASN.1 and bytes');
  await expect(bytes.getByRole('grid')).toHaveCount(0);
  await bytes.getByRole('button', { name: 'Show the secret numbers' }).click();
  await expect(bytes.getByRole('treeitem', { name: /^privateExponent/ })).toBeVisible();
  // Left and come back to, it is hidden again.
  await inspect.view('Overview');
  await expect((await inspect.view('ASN.1 and bytes')).getByRole('grid')).toHaveCount(0);
});

test('a PKCS#12 file that encrypts nothing shows its octets only when asked', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  execFileSync(
    openssl,
    [
      ...['pkcs12', '-export', '-in', files.path('app.pem'), '-inkey', files.path('app.key')],
      ...['-keypbe', 'NONE', '-certpbe', 'NONE', '-passout', 'pass:', '-out', files.path('clear.p12')],
    ],
    { stdio: 'pipe' },
  );
  await inspect.open(site.address);
  await inspect.files.setInputFiles(chosen('clear.p12'));
  await inspect.row(/PKCS#12/).click();
  for (const [view, what] of [
    ['ASN.1 and bytes', 'grid'],
    ['PEM', 'code'],
  ] as const) {
    const panel = await inspect.view(view);
    await expect(panel).toContainText('Whoever sees them has the key.');
    await expect(panel.getByRole('grid')).toHaveCount(0);
    await expect(panel).not.toContainText('BEGIN');
    await panel.getByRole('button', { name: 'Show the secret numbers' }).click();
    if (what === 'grid') await expect(panel.getByRole('grid')).toBeVisible();
    else await expect(panel).toContainText('-----BEGIN PKCS12-----');
  }
  await inspect.files.setInputFiles(chosen('old.p12'));
  await inspect.row(/^old\.p12/).click();
  await expect((await inspect.view('ASN.1 and bytes')).getByRole('grid')).toBeVisible();
});

test('the keyboard alone: list, tabs, tree, octets', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.files.setInputFiles(chosen('app.pem', 'issuing.pem', 'root.pem', 'app.key'));
  await expect(inspect.row(/^app\.test/)).toContainText('chain complete');
  const title = inspect.detail.getByRole('heading', { level: 2 });
  await inspect.list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(title).toHaveText('Team Issuing CA');
  await page.keyboard.press('End');
  await expect(title).toHaveText('app.key');
  await page.keyboard.press('Home');
  await expect(title).toHaveText('app.test');
  await inspect.letters('team r');
  await expect(title).toHaveText('Team Root CA');
  await page.keyboard.press('Tab');
  await expect(inspect.detail.getByRole('button', { name: 'Re-issue a copy' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(inspect.detail.getByRole('button', { name: 'Verify this' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(inspect.detail.getByRole('button', { name: 'Export' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(inspect.tab('Overview')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(inspect.tab('Clients')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(inspect.tab('ASN.1 and bytes')).toBeFocused();
  const tree = inspect.detail.getByRole('tree', { name: 'ASN.1 values' });
  await tree.focus();
  const selected = tree.getByRole('treeitem', { selected: true });
  await expect(selected).toContainText('Certificate');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(selected).toContainText('tbsCertificate');
  await page.keyboard.press('ArrowLeft');
  await expect(selected).toContainText('Certificate');
  const octets = inspect.detail.getByRole('grid', { name: 'Octets' });
  await octets.focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  await expect(selected).toContainText('tbsCertificate');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
});

test('search by any field, and order', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.files.setInputFiles(
    chosen('app.pem', 'issuing.pem', 'root.pem', 'app.key', 'app.csr', 'crl.pem'),
  );
  await expect(inspect.list.getByRole('treeitem')).toHaveCount(6);
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill('192.168.1.20');
  await expect(inspect.list.getByRole('treeitem')).toHaveCount(1);
  await search.fill('revocation');
  await expect(inspect.list.getByRole('treeitem')).toHaveText([/^Team Root CA revocation list/]);
  await search.fill('no such thing');
  await expect(page.getByText('Nothing here matches “no such thing”.')).toBeVisible();
  await search.fill('');
  await page.getByRole('combobox', { name: 'Order' }).selectOption('By name');
  await expect(inspect.list.getByRole('treeitem').first()).toContainText('app.key');
});

test('a name that hides and turns text is shown for what it is', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  const subject = '/CN=moc.elpmaxe\u202egro.rekcatta <b>bold<\\/b>';
  execFileSync(
    openssl,
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-utf8',
        '-subj',
        subject,
      ],
      ...['-keyout', files.path('evil.key'), '-out', files.path('evil.pem')],
    ],
    { stdio: 'pipe' },
  );
  await inspect.open(site.address);
  await inspect.files.setInputFiles(chosen('evil.pem'));
  await expect(inspect.detail.getByRole('heading', { level: 2 })).toHaveText(
    'moc.elpmaxe‹U+202E›gro.rekcatta <b>bold</b>',
  );
  await expect(page.locator('main b')).toHaveCount(0);
  for (const view of ['Fields', 'ASN.1 and bytes', 'OpenSSL text', 'Python', 'JSON'])
    expect(await (await inspect.view(view)).textContent()).not.toContain('\u202e');
});

test('Clear lets go of everything, and the page is as at first', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.paste(files.text('app.key'));
  await expect(inspect.row(/RSA 2048/)).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('heading', { name: 'What can be read' })).toBeVisible();
  await inspect.paste(files.text('app.pem'));
  await expect(inspect.row(/^app\.test/)).toBeVisible();
});

test('what was read stays while the user is elsewhere', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  await inspect.paste(files.text('app.pem'));
  await expect(inspect.row(/^app\.test/)).toBeVisible();
  await page.getByRole('link', { name: 'Local HTTPS' }).click();
  await page.getByRole('link', { name: 'Inspect' }).click();
  await expect(inspect.row(/^app\.test/)).toBeVisible();
  // And goes on from there.
  await inspect.files.setInputFiles(chosen('issuing.pem', 'locked.key'));
  await expect(page.getByRole('heading', { name: '3 things in 3 files' })).toBeVisible();
  await expect(inspect.unlock).toContainText('locked.key is locked');
  const bytes = await inspect.view('ASN.1 and bytes');
  await inspect.view('Overview');
  await inspect.view('ASN.1 and bytes');
  await bytes.getByRole('treeitem', { name: /^serialNumber/ }).click();
  await expect(bytes.getByRole('treeitem', { selected: true })).toContainText('serialNumber');
});

test('two thousand certificates: drawn in part, found in whole', async ({ page, site }) => {
  const inspect = new InspectPage(page);
  await inspect.open(site.address);
  const der = execFileSync(openssl, ['x509', '-in', files.path('app.pem'), '-outform', 'DER']);
  // Each with another signature, which nobody has to believe for it to be listed.
  const many = Array.from({ length: 2000 }, (_, number) => {
    const one = Buffer.from(der);
    one.writeUInt16BE(number, one.length - 10);
    return `-----BEGIN CERTIFICATE-----\n${one.toString('base64')}\n-----END CERTIFICATE-----\n`;
  }).join('');
  await inspect.paste(many);
  await expect(page.getByRole('heading', { name: '2,000 things' })).toBeVisible();
  const rows = inspect.list.getByRole('treeitem');
  expect(await rows.count()).toBeLessThan(60);
  await inspect.list.focus();
  await page.keyboard.press('End');
  await expect(rows.last()).toHaveAttribute('aria-posinset', '2000');
});

test('certwright.html opened as a file does all of it', async ({ page }) => {
  const inspect = new InspectPage(page);
  await inspect.open(singleFileAddress);
  await inspect.files.setInputFiles(chosen('old.p12', 'root.pem'));
  await inspect.unlock.getByRole('textbox').fill('secret');
  await inspect.unlock.getByRole('button', { name: 'Unlock' }).click();
  await expect(inspect.row(/^app\.test certificate/)).toContainText('key found · chain complete');
  await expect(await inspect.view('OpenSSL text')).toBeVisible();
});
