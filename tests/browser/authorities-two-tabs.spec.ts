// One authority in two tabs of the application: removed in the one, the other lets go of it at once, with the key that is open there.
import { AuthoritiesPage } from '../support/authorities-page';
import { expect, test } from '../support/page-fixture';

const PASSPHRASE = 'correct horse battery staple';

test('removed in one tab, it is gone from the page of the other, where its key was open', async ({
  page,
  site,
}) => {
  const one = new AuthoritiesPage(page);
  await one.open(site.address, 'new');
  await one.create('Team root');
  await one.keep(PASSPHRASE);
  const other = new AuthoritiesPage(await page.context().newPage());
  await other.open(site.address);
  await other.to('Team root');
  await other.unlock(PASSPHRASE);
  const clients = await other.tab('Clients');
  await clients.getByLabel('People and devices, one a line').fill('Alice');
  await expect(clients.getByRole('button', { name: 'Make 1 client certificate' })).toBeEnabled();
  await page.getByText('Remove it', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'I have a copy, or need none' }).check();
  await page.getByRole('button', { name: 'Remove Team root' }).click();
  await expect(one.heading).toHaveText('Authorities');
  await expect(other.page.getByText('The authority this address names is not here.')).toBeVisible();
  await expect(other.page.getByRole('button', { name: /^Make \d+ client/ })).toHaveCount(0);
});
