// Cancel at the moments when most is at stake: all is signed and the zip is being packed, and what was signed is being written down.
// Either nothing is kept, the list of revoked certificates included, or all of it is there and handed over.
import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { AuthoritiesPage } from '../support/authorities-page';
import { BulkPage } from '../support/bulk-page';
import { HeldWorker } from '../support/held-worker';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

const PASSPHRASE = 'correct horse';

/** A kept authority, unlocked, and a manifest that it signs: two authorities below it, whose keys are encrypted for the zip, and more. */
async function ready(page: Page, address: string): Promise<{ bulk: BulkPage; authorities: AuthoritiesPage }> {
  const authorities = new AuthoritiesPage(page);
  await authorities.open(address, 'new');
  await authorities.create('Team root');
  await authorities.keep(PASSPHRASE);
  await authorities.tab('Overview');
  const fingerprint = /(?:[0-9A-F]{2}[: ]?){32}/i.exec(await page.getByRole('main').innerText())?.[0] ?? '';
  const sha256 = fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase();
  const bulk = new BulkPage(page);
  await page.getByRole('link', { name: 'In bulk', exact: true }).click();
  await bulk.manifest.fill(
    JSON.stringify({
      certwright: 1,
      authorities: {
        team: { sha256 },
        one: { commonName: 'One', signedBy: 'team' },
        two: { commonName: 'Two', signedBy: 'team' },
        three: { commonName: 'Three', signedBy: 'team' },
      },
      servers: [{ names: ['a.test'], signedBy: 'team' }],
      clients: [{ name: 'Alice', signedBy: 'team' }],
    }),
  );
  await expect(bulk.rows).toHaveCount(6);
  await bulk.passphrase.fill(PASSPHRASE);
  return { bulk, authorities };
}

const toAuthority = async (page: Page, authorities: AuthoritiesPage) => {
  await page.getByRole('link', { name: 'Authorities', exact: true }).first().click();
  await authorities.to('Team root');
};

test('while the zip is packed: nothing is kept, and the next one has fresh numbers', async ({
  page,
  site,
}) => {
  const [unzip = '', openssl = ''] = requireTools('unzip', 'openssl');
  // Pressed as soon as everything is signed: what is left is encrypting keys and packing.
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (sessionStorage.getItem('press') === null) return;
      if (!document.body.innerText.includes('Making 5 of 5')) return;
      sessionStorage.removeItem('press');
      [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Cancel')?.click();
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  const { bulk, authorities } = await ready(page, site.address);
  await page.evaluate(() => {
    sessionStorage.setItem('press', 'yes');
  });
  await bulk.make.click();
  await expect(page.getByText('Cancelled. Nothing was kept of it.')).toBeVisible();
  await expect(bulk.zip).toHaveCount(0);
  expect(await page.evaluate(() => sessionStorage.getItem('press'))).toBeNull();
  await toAuthority(page, authorities);
  const certificates = await authorities.tab('Certificates');
  await expect(certificates.getByText('Alice')).toHaveCount(0);
  const lists = await authorities.tab('Revocation list');
  await expect(lists.getByRole('button', { name: 'Sign the first list' })).toBeVisible();

  // The number that the list was promised is not given again.
  await page.getByRole('link', { name: 'In bulk', exact: true }).click();
  await expect(bulk.rows).toHaveCount(6);
  await bulk.passphrase.fill(PASSPHRASE);
  const folder = await bulk.made(unzip);
  const number = execFileSync(
    openssl,
    ['crl', '-in', `${folder}/authorities/team/ca.crl.pem`, '-noout', '-crlnumber'],
    { encoding: 'utf8' },
  );
  expect(number).toMatch(/=0x0*2\s/);
});

test('while it is written down: all of it is there, once, and the zip is handed over', async ({
  page,
  site,
}) => {
  const [unzip = ''] = requireTools('unzip');
  const worker = await HeldWorker.of(page, 'describeCertificates');
  const { bulk, authorities } = await ready(page, site.address);
  await worker.hold();
  await bulk.make.click();
  await expect(page.getByText('Making 5 of 5')).toBeVisible();
  // The list is kept just before: now it waits for the worker to read what was signed.
  await expect.poll(() => authorities.stored()).toMatch(/nextUpdate=\d/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await worker.letGo();
  await expect(bulk.zip).toBeVisible();
  await expect(page.getByText('Nothing was kept')).toHaveCount(0);
  const [download] = await Promise.all([page.waitForEvent('download'), bulk.zip.click()]);
  const listing = execFileSync(unzip, ['-Z1', await download.path()], { encoding: 'utf8' });
  expect(listing).toContain('certwright/clients/Alice/client.p12');
  await toAuthority(page, authorities);
  const certificates = await authorities.tab('Certificates');
  for (const name of ['One', 'Two', 'Three', 'a.test', 'Alice'])
    await expect(certificates.getByText(name, { exact: true })).toHaveCount(1);
  const lists = await authorities.tab('Revocation list');
  await authorities.download(lists.getByRole('button', { name: 'Download PEM' }), temporaryFolder('cancel-'));
});

test('while it is written down, and storage will not: that is said, and not that nothing was kept', async ({
  page,
  site,
}) => {
  const worker = await HeldWorker.of(page, 'describeCertificates');
  const { bulk, authorities } = await ready(page, site.address);
  await worker.hold();
  await bulk.make.click();
  await expect.poll(() => authorities.stored()).toMatch(/nextUpdate=\d/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await worker.letGo();
  await expect(page.getByText('Nothing is handed over, since it could not be written')).toBeVisible();
  await expect(page.getByText('Nothing was kept')).toHaveCount(0);
  await expect(bulk.zip).toHaveCount(0);
});
