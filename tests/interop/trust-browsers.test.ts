// trust/install.sh on a throw-away home, and what the real Chromium (and the real Firefox, where one is installed) then says to a
// server on loopback: refused before, accepted after, refused again after --uninstall.
import { join } from 'node:path';
import { firefox, type Browser, type BrowserContext } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium';
import { environmentOf, finish, homeFolder, makeDatabase } from '../support/home-folder';
import { servePage, trustFolder, type TrustFolder } from '../support/trust-folder';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWith, findTool } from '../support/tools';

afterAll(removeTemporaryFolders);

const browsers = ['--only', 'chromium', '--only', 'firefox'];

function installer({ folder }: TrustFolder, home: string): Trust {
  return (...args) =>
    finish(['sh', 'trust/install.sh', ...browsers, ...args], { cwd: folder, env: environmentOf(home) });
}

type Trust = (...args: string[]) => Promise<{ code: number }>;

/** Refused, installed, accepted, uninstalled, refused. */
async function refusesAcceptsRefuses(trust: Trust, open: () => Promise<string>): Promise<void> {
  const refused = /ERR_CERT|SEC_ERROR|MOZILLA_PKIX_ERROR|unknown error/;
  expect(await open()).toMatch(refused);
  expect((await trust()).code).toBe(0);
  expect(await open()).toBe('trusted');
  expect((await trust('--uninstall')).code).toBe(0);
  expect(await open()).toMatch(refused);
}

const kinds = [
  ['an authority', 'authority'],
  ['a certificate without an authority', 'self'],
] as const;

describeWith(['openssl', 'certutil', 'chromium'], 'trust/install.sh, Chromium', () => {
  it.each(kinds)('trusts %s after it, and no longer after --uninstall', async (_, kind) => {
    const made = await trustFolder({ kind });
    const home = homeFolder();
    const page = await servePage(made.folder);
    try {
      await refusesAcceptsRefuses(installer(made, home), async () =>
        textOf(await launchChromium({ home }), page.url),
      );
    } finally {
      await page.close();
    }
  });

  it('trusts two authorities of one name side by side', async () => {
    const home = homeFolder();
    const folders = [await trustFolder(), await trustFolder()] as const;
    for (const made of folders) expect((await installer(made, home)()).code).toBe(0);
    for (const made of folders) {
      const page = await servePage(made.folder);
      expect(await textOf(await launchChromium({ home }), page.url)).toBe('trusted');
      await page.close();
    }
  });
});

// `npm test` installs no Firefox: where there is one, it is asked as well.
const firefoxPath = findTool('firefox');
describe.runIf(firefoxPath !== undefined && findTool('certutil') !== undefined)(
  'trust/install.sh, Firefox',
  // Firefox takes five seconds to start, three times, and longer beside other tests.
  { timeout: 180_000 },
  () => {
    it.each(kinds)('trusts %s after it, and no longer after --uninstall', async (_, kind) => {
      const made = await trustFolder({ kind });
      const home = homeFolder();
      const profile = makeDatabase(join(home, '.mozilla/firefox/x.default'));
      const page = await servePage(made.folder);
      try {
        await refusesAcceptsRefuses(installer(made, home), async () =>
          textOf(await launchFirefox(profile), page.url),
        );
      } finally {
        await page.close();
      }
    });
  },
);

function launchFirefox(profile: string): Promise<BrowserContext> {
  return firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox',
    executablePath: firefoxPath ?? '',
    headless: true,
  });
}

/** The page's text, or what the browser says instead. */
async function textOf(browser: Browser | BrowserContext, url: string): Promise<string> {
  try {
    const page = await browser.newPage();
    const response = await page.goto(url);
    return (await response?.text()) ?? 'no response';
  } catch (reason) {
    return String(reason);
  } finally {
    await browser.close();
  }
}
