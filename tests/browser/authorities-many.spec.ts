// Many at once by an authority of one's own: requests signed and certificates renewed one after the other, with a bar that tells how
// far it is and a Cancel that leaves what was done, on record, and begins no more.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AuthoritiesPage, textOf } from '../support/authorities-page';
import { HeldWorker } from '../support/held-worker';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

const COUNT = 6;

test('signing and renewing many can be watched, and cancelled', async ({ page, site }) => {
  const [openssl = ''] = requireTools('openssl');
  // From the third certificate on, so that there is time to look.
  const signing = await HeldWorker.of(page, 'makeCertificate');
  const folder = temporaryFolder('many-');
  const key = join(folder, 'key.pem');
  execFileSync(openssl, ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', key]);
  const requests = Array.from({ length: COUNT }, (_, at) => {
    const path = join(folder, `${at}.csr`);
    const name = `host-${at}.test`;
    const names = ['-addext', `subjectAltName=DNS:${name}`];
    execFileSync(openssl, ['req', '-new', '-key', key, '-subj', `/CN=${name}`, ...names, '-out', path]);
    return textOf(path);
  });
  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'new');
  await authorities.create('Many CA');
  const tab = await authorities.tab('Sign requests');
  await tab.getByLabel(/^Signing requests/).fill(requests.join('\n'));
  await tab.getByRole('button', { name: 'Read the text' }).click();

  await signing.hold(2);
  await tab.getByRole('button', { name: `Sign all ${COUNT}` }).click();
  await expect(tab.getByRole('progressbar', { name: `Signing 2 of ${COUNT}` })).toBeVisible();
  await tab.getByRole('button', { name: 'Cancel' }).click();
  await signing.letGo();
  // The one that was under way is finished, and none is begun after it.
  await expect(tab.getByRole('button', { name: 'Download 3 certificates, zip' })).toBeVisible();
  await tab.getByRole('button', { name: `Sign all ${COUNT - 3}` }).click();
  await expect(tab.getByRole('button', { name: `Download ${COUNT} certificates, zip` })).toBeVisible();

  const certificates = await authorities.tab('Certificates');
  await certificates.getByRole('checkbox', { name: /all/i }).check();
  await signing.hold(2);
  await certificates.getByRole('button', { name: 'Renew, same key' }).click();
  await expect(certificates.getByRole('progressbar', { name: `Renewing 2 of ${COUNT}` })).toBeVisible();
  await certificates.getByRole('button', { name: 'Cancel' }).click();
  await signing.letGo();
  await expect(certificates.getByText(`Renewed 3 of ${COUNT} certificates`)).toBeVisible();
});
