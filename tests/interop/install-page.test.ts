// INSTALL.html as a person opens it, from a folder, in Chromium and Firefox: it runs nothing and loads nothing, reads well in both
// themes and at the width of a phone, says of each system what to do with files that are there, and a hostile name does nothing.
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { firefox, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldersOf, makeClientKit } from '../../src/pki/client-kit/make-kit';
import { launchChromium } from '../support/chromium';
import { kitPlan, passwordsIn, removeUnpacked, unpacked, wish } from '../support/client-kit';
import { describeWith, findTool } from '../support/tools';

const LONG = `${'W'.repeat(40)} ${'i'.repeat(20)}`;
const hostile = [
  '<script>document.title = "ran"</script>',
  '"><img src=x onerror="document.title = \'ran\'">',
  '</title><svg onload="document.title = \'ran\'">',
  'Anna\u202e txt.exe',
  LONG,
];
const people = [wish('Anna Muster', { device: 'laptop' }), ...hostile.map((name) => wish(name))];
const folders = foldersOf(people);

/** Which system, what must be said of it, and what must not. */
const systems: readonly (readonly [title: RegExp, said: readonly RegExp[]])[] = [
  [
    /^Windows/,
    [/Double-click anna-muster-laptop\.p12/, /Current User/, /Import-PfxCertificate .*CurrentUser\\My/],
  ],
  [/^macOS/, [/Keychain Access/, /“login”/, /security import anna-muster-laptop\.p12/]],
  [/^Firefox/, [/Your Certificates > Import/, /Choose anna-muster-laptop\.p12/]],
  [/^Linux/, [/chrome:\/\/certificate-manager/, /pk12util -d .* -i anna-muster-laptop\.p12/]],
  [/^iPhone and iPad/, [/anna-muster-laptop\.mobileconfig/, /VPN & Device Management/]],
  [/^Android/, [/anna-muster-laptop\.p12/, /VPN & app user certificate/]],
];

let root = '';
let password = '';

beforeAll(async () => {
  const kit = await makeClientKit(kitPlan({ people, styles: ['modern', 'compatible'] }), new Date());
  root = unpacked(kit.files);
  password = passwordsIn(kit.files).get('clients/anna-muster-laptop') ?? '';
});
afterAll(removeUnpacked);

const address = (folder: string) => pathToFileURL(join(root, 'clients', folder, 'INSTALL.html')).href;

type Theme = 'light' | 'dark';

function inBrowser(launch: (theme: Theme) => Promise<Browser>): void {
  const browsers = {} as Record<Theme, Browser>;
  beforeAll(async () => {
    for (const theme of ['light', 'dark'] as const) browsers[theme] = await launch(theme);
  }, 120_000);
  afterAll(() => Promise.all(Object.values(browsers).map((browser) => browser.close())));

  async function opened(
    folder: string,
    { width = 1280, theme = 'light' }: { readonly width?: number; readonly theme?: Theme } = {},
  ): Promise<Page> {
    const context = await browsers[theme].newContext({
      colorScheme: theme,
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(address(folder));
    return page;
  }
  /** Addresses it asked for besides its own: Playwright tells of no request to a file in Firefox. */
  const loaded = (page: Page) =>
    page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const openAll = async (page: Page) => {
    for (const summary of await page.locator('summary').all()) await summary.click();
  };

  it('says of each system what to do, with files that are there, and never the password', async () => {
    const page = await opened('anna-muster-laptop');
    const folder = join(root, 'clients/anna-muster-laptop');
    for (const [title, said] of systems) {
      const part = page.locator('details').filter({ has: page.locator('summary', { hasText: title }) });
      await expect.poll(() => part.count()).toBe(1);
      expect(await part.locator('ol').isVisible()).toBe(false);
      await part.locator('summary').click();
      expect(await part.locator('ol').isVisible()).toBe(true);
      const text = await part.innerText();
      for (const words of said) expect(text).toMatch(words);
      const tried = title.source === '^Linux';
      expect(text.includes('not tried by the program that made this page')).toBe(!tried);
    }
    const text = await page.locator('body').innerText();
    for (const [file] of text.matchAll(/anna-muster-laptop[\w-]*\.\w+/g))
      expect(existsSync(join(folder, file)), file).toBe(true);
    const { fingerprint256, validTo } = new X509Certificate(readFileSync(join(folder, 'cert.pem')));
    expect(text).toContain(fingerprint256);
    expect(text).toContain(new Date(validTo).toISOString().slice(0, 10));
    expect(await page.title()).toBe('Certificate of Anna Muster (laptop)');
    expect(password).not.toBe('');
    expect(await page.content()).not.toContain(password);
    await page.context().close();
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 375],
    ['dark', 375],
  ] as const)('reads well in the %s theme at %i px', async (theme, width) => {
    for (const folder of ['anna-muster-laptop', folders.at(-1) ?? '']) {
      const page = await opened(folder, { theme, width });
      await openAll(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await page.context().close();
    }
  });

  it('is dark where the system is', async () => {
    const brightness = async (theme: Theme) => {
      const page = await opened('anna-muster-laptop', { theme });
      const ink = await page.evaluate(() => getComputedStyle(document.querySelector('h1')!).color);
      await page.context().close();
      return Number(/\d+/.exec(ink)?.[0]);
    };
    expect(await brightness('light')).toBeLessThan(64);
    expect(await brightness('dark')).toBeGreaterThan(191);
  });

  it('asks for nothing but itself, and its policy lets no script run', async () => {
    const context = await browsers.light.newContext();
    const page = await context.newPage();
    await page.goto(address('anna-muster-laptop'));
    await openAll(page);
    expect(await loaded(page)).toEqual([]);
    expect(await page.locator('script, link, img, iframe, object, embed, form, a, [onclick]').count()).toBe(
      0,
    );
    const stopped = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
            resolve(effectiveDirective),
          );
          const script = document.createElement('script');
          script.textContent = 'document.title = "ran"';
          document.body.append(script);
        }),
    );
    expect(stopped).toMatch(/^script-src/);
    expect(await page.title()).not.toBe('ran');
    await context.close();
  });

  it.each(hostile.map((name, place) => [name, folders[place + 1] ?? ''] as const))(
    'shows the name %j and does nothing with it',
    async (name, folder) => {
      const context = await browsers.light.newContext();
      const page = await context.newPage();
      let dialogs = 0;
      page.on('dialog', (dialog) => {
        dialogs++;
        void dialog.dismiss();
      });
      await page.goto(address(folder));
      const shown = `Certificate of ${name.replace('\u202e', ' ').replace(/\s+/g, ' ')}`;
      expect(await page.locator('h1').textContent()).toBe(shown);
      expect(await page.title()).toBe(shown);
      expect(await page.locator('script, img, svg').count()).toBe(0);
      expect(await loaded(page)).toEqual([]);
      expect(dialogs).toBe(0);
      await context.close();
    },
  );
}

describeWith(['chromium'], 'INSTALL.html in Chromium', () => inBrowser(() => launchChromium()));

// `npm test` installs no Firefox: where there is one, it is asked as well.
const firefoxPath = findTool('firefox');
describe.runIf(firefoxPath !== undefined)('INSTALL.html in Firefox', () =>
  inBrowser((theme) =>
    firefox.launch({
      ...{ channel: 'moz-firefox', executablePath: firefoxPath ?? '', headless: true },
      // Playwright's way to choose a theme does not reach it.
      firefoxUserPrefs: { 'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1 },
    }),
  ),
);
