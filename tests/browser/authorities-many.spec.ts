// Many at once by an authority of one's own: requests signed and certificates renewed one after the other, with a bar that tells how
// far it is and a Cancel that leaves what was done, on record, and begins no more.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { AuthoritiesPage, textOf } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

test.afterAll(removeTemporaryFolders);

const COUNT = 6;

/** The worker holds certificates back, from the third on, until it is let go: so that there is time to look. */
async function holdBack(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'postMessage')?.value as (
      this: Worker,
      message: unknown,
      transfer: Transferable[],
    ) => void;
    let asked = 0;
    const held: (() => void)[] = [];
    addEventListener('let-go', () => {
      asked = -1000;
      held.splice(0).forEach((go) => go());
    });
    addEventListener('hold-back', () => {
      asked = 0;
    });
    asked = -1000;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, transfer?: unknown) {
      const go = () => own.call(this, message, (transfer ?? []) as Transferable[]);
      const { verb } = message as { readonly verb?: string };
      if (verb === 'makeCertificate' && ++asked > 2) held.push(go);
      else go();
    };
  });
}

test('signing and renewing many can be watched, and cancelled', async ({ page, site }) => {
  const [openssl = ''] = requireTools('openssl');
  await holdBack(page);
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
  const event = (name: string) => page.evaluate((type) => dispatchEvent(new Event(type)), name);

  await event('hold-back');
  await tab.getByRole('button', { name: `Sign all ${COUNT}` }).click();
  await expect(tab.getByRole('progressbar', { name: `Signing 2 of ${COUNT}` })).toBeVisible();
  await tab.getByRole('button', { name: 'Cancel' }).click();
  await event('let-go');
  // The one that was under way is finished, and none is begun after it.
  await expect(tab.getByRole('button', { name: 'Download 3 certificates, zip' })).toBeVisible();
  await tab.getByRole('button', { name: `Sign all ${COUNT - 3}` }).click();
  await expect(tab.getByRole('button', { name: `Download ${COUNT} certificates, zip` })).toBeVisible();

  const certificates = await authorities.tab('Certificates');
  await certificates.getByRole('checkbox', { name: /all/i }).check();
  await event('hold-back');
  await certificates.getByRole('button', { name: 'Renew, same key' }).click();
  await expect(certificates.getByRole('progressbar', { name: `Renewing 2 of ${COUNT}` })).toBeVisible();
  await certificates.getByRole('button', { name: 'Cancel' }).click();
  await event('let-go');
  await expect(certificates.getByText(`Renewed 3 of ${COUNT} certificates`)).toBeVisible();
});
