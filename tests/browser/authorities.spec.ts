// An authority's life as a person leads it, nothing mocked: made, kept under a passphrase, found again after a reload, unlocked;
// an intermediate below it signs what openssl asks for; what is revoked, openssl refuses; all of it wiped and brought back.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthoritiesPage, textOf } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const ROOT_PASSPHRASE = 'correct horse battery staple';
const ISSUING_PASSPHRASE = 'four other words altogether';

test.afterAll(removeTemporaryFolders);

/** A request that asks for more than it should get. */
function greedyRequest(openssl: string, folder: string): void {
  const lines = [
    '[req]',
    'distinguished_name=dn',
    'req_extensions=ext',
    'prompt=no',
    '[dn]',
    'O=Team',
    'CN=app.test',
    '[ext]',
    'subjectAltName=DNS:app.test,DNS:*.app.test,DNS:192.168.1.20',
    'basicConstraints=CA:TRUE',
    'keyUsage=digitalSignature,keyCertSign',
    'extendedKeyUsage=serverAuth,codeSigning',
  ];
  writeFileSync(join(folder, 'greedy.cnf'), lines.join('\n'));
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'app.key'];
  execFileSync(openssl, ['req', '-new', ...key, '-out', 'app.csr', '-config', 'greedy.cnf'], {
    cwd: folder,
    stdio: 'pipe',
  });
}

test('root → intermediate → kept → reloaded → unlocked → signs → revokes, as openssl sees it', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('authorities-');
  greedyRequest(openssl, folder);
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address);
  await page.getByRole('link', { name: 'New authority' }).click();
  await authorities.create('Team Root CA');
  await expect(page.getByText('only in this tab, open')).toBeVisible();
  expect(await page.evaluate(async () => (await indexedDB.databases()).length), 'nothing is stored yet').toBe(
    0,
  );
  await authorities.keep(ROOT_PASSPHRASE);

  await page.getByRole('button', { name: 'New authority below it' }).click();
  await authorities.create('Team Issuing CA');
  await authorities.keep(ISSUING_PASSPHRASE);

  await test.step('a reload locks, and loses nothing', async () => {
    await page.reload();
    await expect(authorities.heading).toHaveText('Team Issuing CA');
    await expect(page.getByText('kept in this browser, locked')).toBeVisible();
    await authorities.unlock(ROOT_PASSPHRASE);
    await expect(page.getByText('That passphrase does not open it.')).toBeVisible();
    await authorities.unlock(ISSUING_PASSPHRASE);
    await expect(page.getByText('kept in this browser, unlocked')).toBeVisible();
  });

  const requests = await authorities.tab('Sign requests');
  await test.step('a request is shown for what it is, and signed as the profile has it', async () => {
    await authorities.choose([join(folder, 'app.csr')]);
    const card = requests.getByRole('region', { name: 'app.test' });
    await expect(card).toContainText('4 things it asks for are not given as asked.');
    await expect(card).toContainText('It asks to be an authority itself');
    await card.getByRole('button', { name: /Asked, given, refused/ }).click();
    await expect(card.getByRole('row', { name: /^Signature/ })).toContainText('the sender holds the key');
    await expect(card.getByRole('row', { name: /^Basic constraints/ })).toContainText('no authority');
    await card.getByRole('button', { name: 'Sign it app.test' }).click();
    await expect(card).toContainText('Signed, until');
  });
  const certificate = await authorities.download(
    requests.getByRole('button', { name: 'Certificate, PEM of app.test' }),
    folder,
  );

  const overview = await authorities.tab('Overview');
  const issuing = await authorities.download(
    overview.getByRole('button', { name: 'Its certificate, PEM' }),
    folder,
  );
  const list = await authorities.tab('Revocation list');
  await list.getByRole('button', { name: 'Sign the first list' }).click();
  const before = await authorities.download(list.getByRole('button', { name: 'Download PEM' }), folder);
  const firstList = textOf(before);

  await authorities.toList();
  await authorities.to('Team Root CA');
  await authorities.unlock(ROOT_PASSPHRASE);
  const root = await authorities.download(
    page.getByRole('button', { name: 'Certificate to trust, PEM' }),
    folder,
  );
  const rootList = await authorities.tab('Revocation list');
  await rootList.getByRole('button', { name: 'Sign the first list' }).click();
  const listOfRoot = await authorities.download(
    rootList.getByRole('button', { name: 'Download PEM' }),
    folder,
  );

  const verify = (crl: string) => {
    writeFileSync(join(folder, 'lists.pem'), crl + textOf(listOfRoot));
    const purpose = [
      '-x509_strict',
      '-crl_check_all',
      '-purpose',
      'sslserver',
      '-verify_hostname',
      'app.test',
    ];
    const files = ['-CAfile', root, '-untrusted', issuing, '-CRLfile', 'lists.pem', certificate];
    return spawnSync(openssl, ['verify', ...purpose, ...files], { cwd: folder, encoding: 'utf8' });
  };
  const good = verify(firstList);
  expect(good.stdout + good.stderr).toMatch(/: OK/);
  const text = execFileSync(openssl, ['x509', '-in', certificate, '-noout', '-text'], { encoding: 'utf8' });
  expect(text).toContain('CA:FALSE');
  expect(text).toContain('IP Address:192.168.1.20');
  expect(text).not.toContain('Certificate Sign');
  expect(text).not.toContain('Code Signing');

  await test.step('revoked, and openssl refuses it', async () => {
    await authorities.toList();
    await authorities.to('Team Issuing CA');
    const certificates = await authorities.tab('Certificates');
    await certificates.getByRole('checkbox', { name: 'Choose app.test' }).check();
    await certificates.getByRole('button', { name: 'Revoke…' }).click();
    await certificates
      .getByLabel('Why')
      .selectOption({ label: 'Its key may be in other hands (keyCompromise)' });
    await certificates.getByRole('button', { name: 'Revoke 1 certificate' }).click();
    await expect(certificates).toContainText('1 certificate revoked.');
    await certificates.getByRole('button', { name: 'Sign a revocation list' }).click();
    const next = page.getByRole('tabpanel', { name: 'Revocation list' });
    await expect(next).toContainText('Something was revoked, held or released since');
    await next.getByRole('button', { name: 'Sign a new list' }).click();
    await expect(next).not.toContainText('Something was revoked, held or released since');
    const after = await authorities.download(next.getByRole('button', { name: 'Download PEM' }), folder);
    const crl = execFileSync(openssl, ['crl', '-in', after, '-noout', '-text'], { encoding: 'utf8' });
    expect(crl).toContain('Key Compromise');
    const bad = verify(textOf(after));
    expect(bad.status).not.toBe(0);
    expect(bad.stderr).toContain('certificate revoked');
  });

  await test.step('what is stored holds no key in clear and no passphrase', async () => {
    const stored = await authorities.stored();
    expect(stored).toContain('Team Issuing CA');
    expect(stored).not.toContain(ROOT_PASSPHRASE);
    expect(stored).not.toContain(ISSUING_PASSPHRASE);
    expect(stored).not.toContain('PRIVATE KEY');
    // PKCS#8 of an EC key on P-256 begins with these: version 0, id-ecPublicKey, prime256v1.
    const pkcs8 = '\u0002\u0001\u00000\u0013\u0006\u0007*\u0086H\u00CE=\u0002\u0001';
    expect(stored).not.toContain(pkcs8);
    expect(page.url()).not.toContain(encodeURIComponent(ROOT_PASSPHRASE));
    expect(await page.content()).not.toContain(ROOT_PASSPHRASE);
  });
});

test('a backup brings everything back after a wipe that says what it wiped', async ({ page, site }) => {
  test.setTimeout(120_000);
  const folder = temporaryFolder('authorities-');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Team Root CA');
  await authorities.keep(ROOT_PASSPHRASE);
  await authorities.open(site.address, 'storage');
  await expect(authorities.heading).toHaveText('Storage and backup');
  const backup = page.getByRole('form', { name: 'Back up everything' });
  await backup.getByLabel('Passphrase of the backup', { exact: true }).fill('another one for the backup');
  await backup.getByLabel('Passphrase of the backup, once more').fill('another one for the backup');
  await backup.getByRole('button', { name: 'Download a backup' }).click();
  await expect(backup).toContainText('Some authorities have another passphrase');
  await backup.getByLabel('Passphrase of Team Root CA').fill(ROOT_PASSPHRASE);
  const file = await authorities.download(backup.getByRole('button', { name: 'Download a backup' }), folder);

  const wipe = page.getByRole('region', { name: 'Wipe everything' });
  await wipe.getByRole('checkbox', { name: 'Delete it all' }).check();
  await wipe.getByRole('button', { name: 'Wipe everything' }).click();
  await expect(wipe).toContainText('Wiped: 1 authority (Team Root CA)');
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await page.reload();
  await expect(page.getByText('Nothing is stored in this browser.')).toBeVisible();

  await page.locator('input[type="file"]').setInputFiles(file);
  const restore = page.getByRole('form', { name: 'Restore a backup' });
  await restore.getByLabel('Its passphrase', { exact: true }).fill('not this one');
  await restore.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(restore).toContainText('That passphrase does not open the backup.');
  await restore.getByLabel('Its passphrase', { exact: true }).fill('another one for the backup');
  await restore.getByRole('radio', { name: /Keep it in this browser/ }).check();
  await restore.getByRole('button', { name: 'Restore', exact: true }).click();
  await authorities.to('Team Root CA');
  await authorities.unlock('another one for the backup');
  await expect(page.getByText('kept in this browser, unlocked')).toBeVisible();
});

test('an authority that was never kept warns before the tab is closed', async ({ page, site }) => {
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Team Root CA');
  const asked = page.waitForEvent('dialog');
  void page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
});

test('rules say what it may sign, and openssl holds it to them', async ({ page, site }) => {
  test.setTimeout(120_000);
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('authorities-');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await page.getByRole('button', { name: 'Change May sign' }).click();
  await page.getByRole('radio', { name: /What these rules say/ }).check();
  await test.step('no rule yet is no limit, and makes nothing', async () => {
    const row = page.getByRole('region', { name: 'May sign' });
    await page.getByLabel('Name', { exact: true }).fill('Narrow CA');
    await row.getByRole('button', { name: 'Remove rule 1' }).click();
    await page.getByRole('button', { name: 'Done May sign' }).click();
    await page.getByRole('button', { name: 'Create authority' }).click();
    await expect(page.getByRole('textbox', { name: 'Host names' })).toBeFocused();
    await expect(row).toContainText('No rule yet');
    await expect(row).toContainText('Without a rule it could sign any name.');
    await expect(page.getByLabel('May it sign…')).toHaveCount(0);
  });
  await page.getByRole('combobox', { name: 'Kind of name' }).selectOption({ label: 'Email' });
  await page.getByRole('textbox', { name: 'Email' }).fill('corp.example');
  await expect(page.getByRole('button', { name: 'Allow no host names' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Kind of name' }).selectOption({ label: 'Host names' });
  await page.getByRole('button', { name: 'Allow no IP addresses' }).click();
  await page.getByLabel('May it sign…').fill('www.corp.example evil.test 10.1.2.3');
  const verdicts = page.getByRole('list', { name: 'Verdicts' });
  await expect(verdicts.getByRole('listitem')).toHaveText([
    /www\.corp\.example\s+yes, it may/,
    /evil\.test\s+no: no rule permits it/,
    /10\.1\.2\.3\s+no: a rule excludes it/,
  ]);
  await authorities.create('Narrow CA');
  await expect(page.getByText('It may sign corp.example only, but not 0.0.0.0/0 and ::/0.')).toBeVisible();
  const root = await authorities.download(
    page.getByRole('button', { name: 'Certificate to trust, PEM' }),
    folder,
  );
  const text = execFileSync(openssl, ['x509', '-in', root, '-noout', '-text'], { encoding: 'utf8' });
  expect(text).toContain('X509v3 Name Constraints: critical');
  expect(text).toContain('DNS:corp.example');

  execFileSync(
    openssl,
    [
      ...[
        'req',
        '-new',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-subj',
        '/CN=evil',
      ],
      ...['-addext', 'subjectAltName=DNS:evil.test', '-keyout', 'evil.key', '-out', 'evil.csr'],
    ],
    { cwd: folder, stdio: 'pipe' },
  );
  const requests = await authorities.tab('Sign requests');
  await authorities.choose([join(folder, 'evil.csr')]);
  await expect(requests).toContainText('The authority may not sign “evil.test”: clients would refuse it.');
});

test('policies: named ones by a button, a wrong one told at its field, and the certificate has them', async ({
  page,
  site,
}) => {
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('policies-');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await page.getByRole('button', { name: 'Change Policies' }).click();
  await expect(page.getByRole('group', { name: 'Policies' })).toContainText('Roots normally have none');
  await authorities.create('House root');
  await expect(page.getByRole('term').filter({ hasText: 'Policies' })).toHaveCount(0);

  await page.getByRole('button', { name: 'New authority below it' }).click();
  await page.getByRole('button', { name: 'Change Policies' }).click();
  const policies = page.getByRole('group', { name: 'Policies' });
  await policies.getByRole('button', { name: 'anyPolicy' }).click();
  await expect(policies).toContainText('anyPolicy: below it any policy may be used.');
  await policies.getByRole('button', { name: '+ Add policy' }).click();
  const second = policies.getByLabel('Policy 2, by identifier');
  await second.fill('house rules');
  await expect(policies).toContainText('“house rules” is no object identifier');
  await page.getByRole('button', { name: 'Done Policies' }).click();
  await page.getByLabel('Name', { exact: true }).fill('House CA');
  await page.getByRole('button', { name: 'Create authority' }).click();
  await expect(second).toBeFocused();
  await second.fill('1.3.6.1.4.1.99999.1');
  await policies.getByRole('button', { name: '+ Add a notice to the user' }).last().click();
  await policies.getByLabel('Notice 1').fill('For the house alone');
  await authorities.create('House CA');

  const has = page.getByRole('definition').filter({ hasText: '2.5.29.32.0' });
  await expect(has).toContainText('anyPolicy');
  await expect(has).toContainText('1.3.6.1.4.1.99999.1');
  const printed = async () => {
    const button = page.getByRole('button', { name: 'Its certificate, PEM' });
    const args = ['x509', '-in', await authorities.download(button, folder), '-noout'];
    const text = execFileSync(openssl, [...args, '-ext', 'certificatePolicies'], { encoding: 'utf8' });
    return [execFileSync(openssl, [...args, '-serial'], { encoding: 'utf8' }), text.replace(/\s+/g, ' ')];
  };
  const [serial, text] = await printed();
  expect(text).toContain('Policy: X509v3 Any Policy Policy: 1.3.6.1.4.1.99999.1');
  expect(text).toContain('Explicit Text: For the house alone');

  await page.locator('summary', { hasText: 'Re-issue its certificate' }).click();
  await page.getByRole('button', { name: 'Re-issue its certificate' }).click();
  await expect(page.getByText('It has a new certificate.').first()).toBeVisible();
  const [newSerial, newText] = await printed();
  expect(newSerial).not.toBe(serial);
  expect(newText).toBe(text);
});

test('its record and its hand-over leave as files that say what they should', async ({ page, site }) => {
  test.setTimeout(120_000);
  const [openssl = '', unzip = ''] = requireTools('openssl', 'unzip');
  const folder = temporaryFolder('authorities-');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Team Root CA');
  await page.getByRole('button', { name: 'New authority below it' }).click();
  // What a spreadsheet would run, and what markup would become.
  await authorities.create('=1+1 <b>CA</b>');
  await authorities.toList();
  await authorities.to('Team Root CA');
  const certificates = await authorities.tab('Certificates');
  await expect(certificates.getByRole('listitem').first()).toContainText('=1+1 <b>CA</b>');
  const csv = textOf(
    await authorities.download(certificates.getByRole('button', { name: 'CSV', exact: true }), folder),
  );
  expect(csv).toContain("'=1+1 <b>CA</b>");
  const ics = textOf(
    await authorities.download(certificates.getByRole('button', { name: 'Calendar of ends' }), folder),
  );
  expect(ics).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(ics).toContain('SUMMARY:=1+1 <b>CA</b> ends');

  const out = await authorities.tab('Export');
  const file = out.getByRole('form', { name: 'Save Team Root CA as a file' });
  await file.getByLabel('Password of the file', { exact: true }).fill('a password of its own');
  await file.getByLabel('Password of the file, once more').fill('a password of its own');
  const p12 = await authorities.download(file.getByRole('button', { name: 'Download the file' }), folder);
  const opened = execFileSync(
    openssl,
    ['pkcs12', '-in', p12, '-passin', 'pass:a password of its own', '-nodes'],
    { encoding: 'utf8', stdio: 'pipe' },
  );
  expect(opened).toContain('BEGIN PRIVATE KEY');
  expect(opened).toContain('CN = Team Root CA');

  const on = out.getByRole('form', { name: 'Hand Team Root CA on' });
  await expect(on).toContainText('The private key stands in that file in clear');
  const zip = await authorities.download(on.getByRole('button', { name: 'Download the folder' }), folder);
  const manifest = execFileSync(unzip, ['-p', zip, '*/cluster-issuer.yaml'], { encoding: 'utf8' });
  expect(manifest).toContain('kind: ClusterIssuer');
  expect(manifest).toContain('tls.key:');
});

test('another passphrase: the old one opens it no more', async ({ page, site }) => {
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Team root');
  await authorities.keep('the first passphrase');
  await page.getByText('Change its passphrase', { exact: true }).click();
  const form = page.getByRole('form', { name: 'Change the passphrase' });
  const change = form.getByRole('button', { name: 'Change the passphrase' });
  await form.getByLabel('The passphrase it has', { exact: true }).fill('not the first passphrase');
  await form.getByLabel('The new one', { exact: true }).fill('the second passphrase');
  await form.getByLabel('The new one, once more', { exact: true }).fill('the second passphrase');
  await change.click();
  await expect(form.getByText('That passphrase does not open it.')).toBeVisible();
  await form.getByLabel('The passphrase it has', { exact: true }).fill('the first passphrase');
  await change.click();
  await expect(form.getByText('From now on the new passphrase opens it.')).toBeVisible();
  await expect(form.getByLabel('The new one', { exact: true })).toHaveValue('');
  await page.reload();
  // Behind a tab that needs its key.
  await authorities.tab('Clients');
  await authorities.unlock('the first passphrase');
  await expect(page.getByText('That passphrase does not open it.')).toBeVisible();
  await authorities.unlock('the second passphrase');
  await expect(page.getByText('kept in this browser, unlocked')).toBeVisible();
});

test('cross-signed: what one root signs is good for who trusts the other', async ({ page, site }) => {
  const [openssl = ''] = requireTools('openssl');
  const folder = temporaryFolder('cross-');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Old root');
  const old = await authorities.download(
    page.getByRole('button', { name: /^Certificate.*PEM|^PEM/ }).first(),
    folder,
  );
  await page.evaluate(() => (location.hash = '#/authorities?new'));
  await authorities.create('New root');
  await page.getByText('Have it cross-signed', { exact: true }).click();
  const form = page.getByRole('form', { name: 'Cross-sign New root' });
  await form.getByLabel('Signed by').selectOption({ label: 'Old root' });
  await form.getByRole('button', { name: 'Cross-sign it' }).click();
  await expect(page.getByText('Old root has signed it.').first()).toBeVisible();
  const crossed = await authorities.download(
    page.getByRole('button', { name: 'Download cross-signed certificate, PEM' }),
    folder,
  );
  execFileSync(
    openssl,
    [
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
      ...[
        '-addext',
        'subjectAltName=DNS:app.test',
        '-keyout',
        join(folder, 'app.key'),
        '-out',
        join(folder, 'app.csr'),
      ],
    ],
    { stdio: 'pipe' },
  );
  const requests = await authorities.tab('Sign requests');
  await authorities.choose([join(folder, 'app.csr')]);
  await requests.getByRole('button', { name: 'Sign it app.test' }).click();
  const leaf = await authorities.download(
    requests.getByRole('button', { name: 'Certificate, PEM of app.test' }),
    folder,
  );
  const verified = execFileSync(
    openssl,
    [
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-verify_hostname',
      'app.test',
      '-CAfile',
      old,
      '-untrusted',
      crossed,
      leaf,
    ],
    { encoding: 'utf8' },
  );
  expect(verified).toContain('OK');
});
