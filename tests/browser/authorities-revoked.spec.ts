// An intermediate that its root here took back: said wherever it is listed, and offered to sign nothing.
import { execFileSync } from 'node:child_process';
import { AuthoritiesPage } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';

test('revoked by its root here: said in the list and on its page, and no authority is made below it', async ({
  page,
  site,
}) => {
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Root CA');
  await page.getByRole('button', { name: 'New authority below it' }).click();
  await page.getByRole('button', { name: 'Change Below it' }).click();
  await page.getByRole('radio', { name: /one level of authorities/ }).check();
  await authorities.create('Middle CA');
  await page.getByRole('button', { name: 'New authority below it' }).click();
  await authorities.create('Deep CA');
  await authorities.toList();
  await expect(authorities.row('Middle CA')).not.toContainText('revoked');
  await authorities.to('Root CA');
  const certificates = await authorities.tab('Certificates');
  await certificates.getByRole('checkbox', { name: /Middle CA/ }).check();
  await certificates.getByRole('button', { name: 'Revoke…' }).click();
  await certificates.getByRole('button', { name: 'Revoke 1 certificate' }).click();
  await authorities.toList();
  await expect(authorities.row('Middle CA')).toContainText('revoked');
  await expect(authorities.row('Deep CA')).toContainText('one above it revoked');
  await expect(authorities.row('Root CA')).not.toContainText('revoked');
  await authorities.to('Middle CA');
  await expect(page.getByText(/^Its certificate was revoked by the authority that signed it/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'New authority below it' })).toHaveCount(0);
  await authorities.open(site.address, 'new');
  await page.getByRole('button', { name: 'Change Signed by' }).click();
  const choice = page.getByRole('region', { name: 'Signed by' });
  await expect(choice).toContainText('Root CA');
  await expect(choice).not.toContainText('Middle CA');
});

test('taken back by its root here: it signs nothing before the person has said that it shall all the same', async ({
  page,
  site,
}) => {
  const [openssl = ''] = requireTools('openssl');
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Root CA');
  await page.getByRole('button', { name: 'New authority below it' }).click();
  await authorities.create('Middle CA');
  const ask = page.getByRole('checkbox', { name: 'I want to sign with it all the same' });
  const clients = await authorities.tab('Clients');
  await clients.getByLabel('People and devices, one a line').fill('Alice');
  const make = clients.getByRole('button', { name: 'Make 1 client certificate' });
  await expect(make).toBeEnabled();
  await expect(ask).toHaveCount(0);
  await make.click();
  await expect(clients.getByRole('link', { name: /^Download / })).toBeVisible();
  await authorities.toList();
  await authorities.to('Root CA');
  const certificates = await authorities.tab('Certificates');
  await certificates.getByRole('checkbox', { name: /Middle CA/ }).check();
  await certificates.getByRole('button', { name: 'Revoke…' }).click();
  await certificates.getByRole('button', { name: 'Revoke 1 certificate' }).click();
  await expect(ask).toHaveCount(0);
  await authorities.toList();
  await authorities.to('Middle CA');
  await authorities.tab('Clients');
  await expect(make).toBeDisabled();
  await clients.getByLabel('People and devices, one a line').press('Control+a');
  await clients.getByLabel('Days', { exact: true }).press('Enter');
  await expect(clients.getByText('have not been downloaded')).toHaveCount(0);
  const record = await authorities.tab('Certificates');
  await record.getByRole('checkbox', { name: /Alice/ }).check();
  const renew = record.getByRole('button', { name: 'Renew, new key' });
  await expect(renew).toBeDisabled();
  const requests = await authorities.tab('Sign requests');
  const request = execFileSync(
    openssl,
    ['req', '-new', '-newkey', 'ed25519', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=app.test'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  await requests.getByRole('textbox', { name: /Signing requests/ }).fill(request);
  await requests.getByRole('button', { name: 'Read the text' }).click();
  const sign = requests.getByRole('button', { name: /^Sign it/ });
  await expect(sign).toBeDisabled();
  await ask.check();
  await authorities.tab('Clients');
  await expect(make).toBeEnabled();
  await authorities.tab('Certificates');
  await record.getByRole('checkbox', { name: /Alice/ }).check();
  await expect(renew).toBeEnabled();
  await renew.click();
  await expect(record.getByText('Renewed 1 certificate')).toBeVisible();
  // Asked anew the next time.
  await authorities.toList();
  await authorities.to('Middle CA');
  await authorities.tab('Clients');
  await expect(ask).not.toBeChecked();
  await expect(make).toBeDisabled();
});

test('an address that no certificate can carry is told at its field, and neither saved nor made with', async ({
  page,
  site,
}) => {
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await page.getByLabel('Name', { exact: true }).fill('Team CA');
  await page.getByRole('button', { name: 'Change More' }).click();
  const lists = page.getByLabel('Addresses of its revocation list, one a line');
  await lists.fill('pki.corp.example/team.crl');
  await page.getByRole('button', { name: 'Done More' }).click();
  await page.getByRole('button', { name: 'Create authority' }).click();
  await expect(lists).toBeFocused();
  await expect(lists).toHaveAccessibleDescription(
    /No address that a certificate can carry: pki\.corp\.example/,
  );
  await lists.fill('http://pki.corp.example/team.crl');
  await authorities.create('Team CA');
  await page.getByText('Settings', { exact: true }).click();
  const form = page.getByRole('form', { name: 'Settings of Team CA' });
  await expect(form.getByLabel(/revocation list, one a line/)).toHaveValue(
    'http://pki.corp.example/team.crl',
  );
  const responders = form.getByLabel('Addresses of its OCSP responder, one a line');
  await responders.fill('ocsp.corp.example');
  await form.getByRole('button', { name: 'Save settings' }).click();
  await expect(responders).toBeFocused();
  await responders.fill('http://ocsp.corp.example/');
  await form.getByRole('button', { name: 'Save settings' }).click();
  await expect(responders).toHaveAttribute('aria-invalid', 'false');
});
