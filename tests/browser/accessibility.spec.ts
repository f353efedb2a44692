// What every page owes everyone: axe finds nothing in either theme at either width, nothing but code scrolls sideways,
// targets are large enough, the focus is seen, and the user's settings are followed.
import { HeldWorker } from '../support/held-worker';
import { LocalHttpsPage } from '../support/local-https-page';
import { expect, test } from '../support/page-fixture';
import { owesNothing } from '../support/page-measures';

const states: Readonly<Record<string, (home: LocalHttpsPage) => Promise<void>>> = {
  'Local HTTPS': async (home) => {
    await home.type('bücher.test foo_bar.test 127.1 https://app.test');
    await expect(home.refusals).toHaveCount(3);
  },
  'Local HTTPS, Signed by': async (home) => {
    const panel = await home.change('Signed by');
    await panel.getByRole('radio', { name: /from files/ }).check();
    await home.paste('-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----');
    await home.create.click();
    await expect(home.outcome).not.toBeEmpty();
  },
  'Local HTTPS, Key': async (home) => {
    await expect((await home.change('Key')).getByRole('radio')).toHaveCount(10);
  },
  'Local HTTPS, the rest': async (home) => {
    const panel = await home.change('Valid');
    await panel.getByLabel('Days').fill('900');
    await home.page.getByRole('button', { name: 'More options' }).click();
    await home.page.getByRole('button', { name: /^All \d+ files$/ }).click();
    await expect(home.page.getByText('starts uvicorn')).toBeVisible();
  },
  ready: async (home) => {
    await home.make();
    await home.page.getByText('The key in another form').click();
    await home.page.getByRole('tab', { name: 'django-sslserver' }).click();
  },
  'Check it': async (home) => {
    await home.page.getByRole('link', { name: /^Check it/ }).click();
    await expect(home.page.getByRole('heading', { level: 1 })).toHaveText('No network, by policy');
  },
  shortcuts: async (home) => {
    await home.page.keyboard.press('?');
    await expect(home.page.getByRole('dialog')).toBeVisible();
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`${colorScheme}, ${width} px`, async ({ page, site }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      // The browser asks before it leaves an undownloaded key.
      page.on('dialog', (dialog) => void dialog.accept());
      for (const [name, reach] of Object.entries(states)) {
        await test.step(name, async () => {
          // A new document: whatever the last state left is gone.
          await page.goto('about:blank');
          const home = new LocalHttpsPage(page);
          await home.open(site.address);
          await reach(home);
          await owesNothing(page);
        });
      }
    });
  }
}

test('the focus is seen wherever it goes', async ({ page, site }) => {
  const home = new LocalHttpsPage(page);
  await home.open(site.address);
  const unseen: string[] = [];
  for (let stop = 0; stop < 30; stop++) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return '';
      // The names box draws the frame for the field inside it.
      const framed = focused.matches('[data-first-field]') ? (focused.parentElement ?? focused) : focused;
      const { outlineStyle, outlineWidth } = getComputedStyle(framed);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 ? '' : focused.outerHTML.slice(0, 90);
    });
    if (hidden !== '') unseen.push(hidden);
  }
  expect(unseen).toEqual([]);
});

test('the theme follows the system until it is chosen, and the choice is remembered', async ({
  page,
  site,
}) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  const home = new LocalHttpsPage(page);
  await home.open(site.address);
  const dark = await background();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  expect(light).not.toBe(dark);
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect.poll(background).toBe(dark);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  await expect.poll(background).toBe(dark);
});

test('reduced motion stills what moves', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // It turns while a key is made, which may take no longer than a blink.
  const making = await HeldWorker.of(page, 'create');
  const home = new LocalHttpsPage(page);
  await home.open(site.address);
  await making.hold();
  await home.create.click();
  const duration = await page
    .locator('.spinner')
    .evaluate((spinner) => getComputedStyle(spinner).animationDuration);
  expect(parseFloat(duration)).toBeLessThan(0.001);
});

test('forced colours keep buttons, tabs and chips apart from text', async ({ page, site }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const home = new LocalHttpsPage(page);
  await home.open(site.address);
  const edges = await page
    .locator('.button.main, .button, .card, [role="list"] li, ul[aria-label="Names"] li')
    .evaluateAll((elements) => elements.map((element) => getComputedStyle(element).borderTopStyle));
  expect(edges.length).toBeGreaterThan(4);
  expect(new Set(edges)).toEqual(new Set(['solid']));
});

test('on paper there is the record and nothing to click', async ({ page, site }) => {
  const home = new LocalHttpsPage(page);
  await home.open(site.address);
  await home.make();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('The certificate, SHA-256').first()).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
});
