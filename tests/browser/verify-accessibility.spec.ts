// What the page "Verify" owes everyone: axe finds nothing in any of its states, in either theme, at either width, nothing but
// code scrolls sideways, every target is large enough, and all of it goes by keyboard alone.
import { opensslFiles, type InspectFiles } from '../support/inspect-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { VerifyPage } from '../support/verify-page';

let files: InspectFiles;

test.beforeAll(() => {
  const [openssl = ''] = requireTools('openssl');
  files = opensslFiles(temporaryFolder('verify-accessibility-'), openssl);
});
test.afterAll(removeTemporaryFolders);

const chain = (...names: readonly string[]): string => names.map((name) => files.text(name)).join('');

const states: Readonly<Record<string, (verify: VerifyPage) => Promise<void>>> = {
  'nothing yet': async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'What is checked' })).toBeVisible();
  },
  valid: async (verify) => {
    await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
    await expect(verify.headline).toHaveText(/^Valid/);
    await expect(verify.clients).toBeVisible();
  },
  'not trusted, a client open': async (verify) => {
    await verify.paste(chain('app.pem', 'issuing.pem'));
    await expect(verify.headline).toContainText('Team Root CA');
    await expect(verify.verdict.getByRole('group').first()).toBeVisible();
    await verify.page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
  },
  'locked, and only a root': async (verify) => {
    await verify.drop({ 'locked.key': files.text('locked.key') });
    await expect(verify.page.getByRole('form', { name: 'Unlock' })).toBeVisible();
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`${colorScheme}, ${String(width)} px`, async ({ page, site }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      for (const [name, reach] of Object.entries(states)) {
        await test.step(name, async () => {
          await page.goto('about:blank');
          const verify = new VerifyPage(page);
          await verify.open(site.address);
          await reach(verify);
          await owesNothing(page);
        });
      }
    });
  }
}

test('by keyboard alone: / finds the name, Tab the purpose, the moment, the roots and the clients', async ({
  page,
  site,
}) => {
  const verify = new VerifyPage(page);
  await verify.open(site.address);
  await verify.paste(chain('app.pem', 'issuing.pem', 'root.pem'));
  await expect(verify.headline).toHaveText(/^Valid/);
  await expect(verify.clients).toBeVisible();
  await page.keyboard.press('/');
  await expect(verify.name).toBeFocused();
  const passed: string[] = [];
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    passed.push(
      await page.evaluate(() => {
        const focused = document.activeElement;
        const labelled = focused?.getAttribute('aria-label');
        return `${focused?.tagName ?? ''} ${labelled ?? (focused as HTMLInputElement | null)?.labels?.[0]?.textContent ?? focused?.textContent ?? ''}`;
      }),
    );
  }
  const order = ['As', 'By the rules of', 'Moment', 'Team Root CA', 'Open the chain in Inspect', 'Go'].map(
    (wanted) => passed.findIndex((text) => text.includes(wanted)),
  );
  expect(
    order.every((place) => place >= 0),
    passed.join('\n'),
  ).toBe(true);
  expect(order).toEqual(order.toSorted((one, other) => one - other));
});
