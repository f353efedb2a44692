// What the page "Authorities" owes everyone: axe finds nothing in any of its views, in either theme, at either width, nothing
// but code scrolls sideways, every target is large enough, and what opens takes the focus.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AuthoritiesPage } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`${colorScheme}, ${width} px`, async ({ page, site }) => {
      test.setTimeout(240_000);
      const [openssl = ''] = requireTools('openssl');
      const folder = temporaryFolder('authorities-');
      execFileSync(
        openssl,
        [
          ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
          ...['-subj', '/O=Team/CN=a-rather-long-name.of-a-machine.in-the-cellar.corp.example'],
          ...[
            '-addext',
            'subjectAltName=DNS:db.test,DNS:192.168.1.20',
            '-addext',
            'basicConstraints=CA:TRUE',
          ],
          ...['-keyout', 'db.key', '-out', 'db.csr'],
        ],
        { cwd: folder, stdio: 'pipe' },
      );
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      const authorities = new AuthoritiesPage(page);
      await authorities.open(site.address);
      await test.step('none yet', () => owesNothing(page));
      for (const place of ['import', 'storage'] as const)
        await test.step(place, async () => {
          await authorities.open(site.address, place);
          await owesNothing(page);
        });
      await authorities.open(site.address, 'new');
      for (const panel of ['Signed by', 'May sign', 'Subject', 'Below it', 'Key', 'Valid', 'More'])
        await test.step(`new, ${panel}`, async () => {
          await page.getByRole('button', { name: `Change ${panel}` }).click();
          if (panel === 'May sign') {
            await page.getByRole('radio', { name: /What these rules say/ }).check();
            await page.getByRole('textbox', { name: 'Host names' }).fill('db.test');
            await page.getByLabel('May it sign…').fill('www.db.test evil.test');
            await expect(page.getByRole('list', { name: 'Verdicts' })).toBeVisible();
          }
          await owesNothing(page);
        });
      await authorities.create('Team Root CA with a long name that has to be broken somewhere');
      await expect(authorities.heading).toBeFocused();
      await test.step('only in this tab', () => owesNothing(page));
      await test.step('clients', async () => {
        const clients = await authorities.tab('Clients');
        await clients
          .getByLabel('People and devices, one a line')
          .fill('Alice, alice@example.test\nAlice, alice@example.test');
        await clients.getByLabel('The server that asks for them').fill('joe@example.test');
        await expect(clients.getByText('is neither a host nor an address')).toBeVisible();
        await owesNothing(page);
      });
      const requests = await authorities.tab('Sign requests');
      await test.step('requests', async () => {
        await authorities.choose([join(folder, 'db.csr')]);
        await requests.getByRole('button', { name: /^Asked, given, refused/ }).click();
        await owesNothing(page);
        await requests.getByRole('button', { name: /^Sign it/ }).click();
        await expect(requests).toContainText('Signed, until');
        await owesNothing(page);
      });
      const certificates = await authorities.tab('Certificates');
      await test.step('certificates', async () => {
        await certificates.getByRole('button', { name: /^More about/ }).click();
        await certificates.getByRole('checkbox', { name: /^Choose a-/ }).check();
        await certificates.getByRole('button', { name: 'Revoke…' }).click();
        await expect(certificates.getByLabel('Why')).toBeFocused();
        await owesNothing(page);
        await certificates.getByRole('button', { name: 'Revoke 1 certificate' }).click();
        await expect(certificates).toContainText('1 certificate revoked.');
        await owesNothing(page);
      });
      const list = await authorities.tab('Revocation list');
      await test.step('revocation list', async () => {
        await list.getByRole('button', { name: 'Sign the first list' }).click();
        await expect(list.getByRole('button', { name: 'Download PEM' })).toBeVisible();
        await owesNothing(page);
      });
      await test.step('export', async () => {
        await authorities.tab('Export');
        await owesNothing(page);
      });
      await authorities.tab('Overview');
      await authorities.keep('four words of no meaning');
      await test.step('everything unfolded, and locked', async () => {
        for (const more of ['Try a name', 'Re-issue its certificate', 'Settings', 'Remove it'])
          await page.getByText(more, { exact: true }).first().click();
        await page.getByRole('button', { name: 'Lock it' }).click();
        await owesNothing(page);
      });
      await authorities.toList();
      await test.step('the list', () => owesNothing(page));
    });
  }
}
