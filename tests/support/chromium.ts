// Starting the real Chromium, the same way for Playwright specs and for Vitest suites that drive a browser.
// No sandbox, since the tests also run as root in containers; and nothing of the browser's own may use the network.
import { chromium, type Browser, type LaunchOptions } from 'playwright';
import { findTool } from '../../.ci/tools.mjs';

const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface ChromiumWishes {
  /** Where the browser looks for ~/.pki/nssdb, the certificates it trusts. */
  readonly home?: string;
  readonly extraArguments?: readonly string[];
}

/** What `chromium.launch` and `test.use({ launchOptions })` take. */
export function chromiumOptions({ home, extraArguments = [] }: ChromiumWishes = {}): LaunchOptions {
  // Without one Playwright looks for its own, and says what is missing where there is none.
  const executablePath = findTool('chromium');
  return {
    args: [...chromiumArguments, ...extraArguments],
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(home === undefined ? {} : { env: environmentWithHome(home) }),
  };
}

export function launchChromium(wishes?: ChromiumWishes): Promise<Browser> {
  return chromium.launch(chromiumOptions(wishes));
}

/** XDG folders would lead the browser back to the real home. */
function environmentWithHome(home: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('XDG_'),
  );
  return { ...Object.fromEntries(kept), HOME: home };
}
