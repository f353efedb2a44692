// The whole promise, nothing mocked: a person opens the page, clicks once, downloads a zip, unzips it, trusts it with the
// script inside, starts each server with the command the page shows, and a browser that refused it before opens
// https://localhost:8443 with a green lock. From the served page, and from the single file on disk.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { launchChromium } from '../support/chromium';
import { expect, requireTools, singleFileAddress, test } from '../support/page-fixture';
import { startServer } from '../support/server-process';
import type { ToolName } from '../support/tools';

/** Debian's Python has the servers' packages; a version manager's may come before it in PATH and have none. */
const PATH = ['/usr/bin', '/usr/sbin', process.env['PATH'] ?? ''].join(delimiter);

interface Server {
  readonly tab: string;
  readonly needs: readonly ToolName[];
  /** In the body it serves; all our pages say that they work. */
  readonly speaks: 'http' | 'echo';
}

const servers: readonly Server[] = [
  { tab: 'Python ssl', needs: ['python3'], speaks: 'http' },
  { tab: 'uvicorn', needs: ['uvicorn'], speaks: 'http' },
  { tab: 'gunicorn', needs: ['gunicorn'], speaks: 'http' },
  { tab: 'Flask', needs: ['flask'], speaks: 'http' },
  { tab: 'Django', needs: ['django'], speaks: 'http' },
  { tab: 'uWSGI', needs: ['uwsgi'], speaks: 'http' },
  { tab: 'hypercorn', needs: ['hypercorn'], speaks: 'http' },
  { tab: 'Node', needs: ['node'], speaks: 'http' },
  { tab: 'nginx', needs: ['nginx'], speaks: 'http' },
  { tab: 'Python socket', needs: ['python3'], speaks: 'echo' },
];

const ADDRESS = 'https://localhost:8443/';

/** Click, download, unzip; the folder as it lies on disk. */
async function unzipped(page: Page, into: string): Promise<string> {
  await page.getByRole('button', { name: 'Create certificate' }).click();
  const link = page.getByRole('link', { name: /localhost.*\.zip/ });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const archive = join(into, download.suggestedFilename());
  await download.saveAs(archive);
  execFileSync('unzip', ['-q', archive, '-d', into]);
  return join(into, download.suggestedFilename().replace(/\.zip$/, ''));
}

/** What the tab shows to type, as it stands. */
async function commandOf(page: Page, tab: string): Promise<string> {
  const handle = page.getByRole('tablist', { name: 'Servers' }).getByRole('tab', { name: tab, exact: true });
  await handle.click();
  const panel = page.locator(`[id="${await handle.getAttribute('aria-controls')}"]`);
  return (await panel.locator('pre').first().innerText()).trim();
}

/** Opens the address: the error's code, or the text of the page with the browser's own verdict on its security. */
async function visit(browser: Browser): Promise<{ error?: string; text?: string; state?: string }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let state: string | undefined;
  session.on('Security.visibleSecurityStateChanged', ({ visibleSecurityState }) => {
    // The empty page before it has a state too, and no certificate.
    if (visibleSecurityState.certificateSecurityState !== undefined)
      state = visibleSecurityState.securityState;
  });
  await session.send('Security.enable');
  try {
    const response = await page.goto(ADDRESS);
    if (response?.status() !== 200) return { error: `status ${response?.status()}` };
    const text = await page.locator('body').innerText();
    await expect.poll(() => state).toBeDefined();
    return { text, ...(state === undefined ? {} : { state }) };
  } catch (error) {
    return { error: /net::[A-Z_]+/.exec(String(error))?.[0] ?? String(error) };
  } finally {
    await context.close();
  }
}

// One port for all, the one in the files: one after the other.
test.describe.configure({ mode: 'serial' });

for (const build of ['served', 'single file'] as const) {
  test(`names in, a folder that runs, a green lock: ${build}`, async ({ page, site, context }) => {
    test.setTimeout(240_000);
    requireTools('unzip', 'certutil', ...new Set(servers.flatMap(({ needs }) => needs)));
    const scratch = mkdtempSync(join(tmpdir(), 'journey-'));
    const home = join(scratch, 'home');
    mkdirSync(home);
    await page.goto(build === 'served' ? site.address : singleFileAddress);
    const folder = await unzipped(page, scratch);
    execFileSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: folder });
    const environment = { ...process.env, HOME: home, PATH, XDG_DATA_HOME: undefined };
    const trust = (...options: readonly string[]) =>
      execFileSync('sh', ['trust/install.sh', '--only', 'chromium', ...options], {
        cwd: folder,
        env: environment,
      });

    const stranger = await launchChromium({ home });
    const first = servers[0]?.tab ?? '';
    const start = async (tab: string) =>
      startServer(await commandOf(page, tab), {
        folder,
        address: '127.0.0.1',
        port: 8443,
        env: { PATH, NODE_OPTIONS: undefined },
      });
    const untrusted = await start(first);
    expect(await visit(stranger)).toEqual({ error: 'net::ERR_CERT_AUTHORITY_INVALID' });
    await untrusted.stop();
    await stranger.close();

    trust();
    trust('--check');
    const friend = await launchChromium({ home });
    for (const { tab, speaks } of servers) {
      await test.step(tab, async () => {
        const server = await start(tab);
        try {
          if (speaks === 'http') {
            const seen = await visit(friend);
            expect(seen, server.output()).toMatchObject({ state: 'secure' });
            expect(seen.text).toMatch(/works/i);
            execFileSync('curl', ['--silent', '--fail', '--cacert', 'ca.pem', ADDRESS], { cwd: folder });
          } else {
            const client = execFileSync('python3', ['run/echo-client.py'], { cwd: folder, env: environment });
            expect(client.toString()).toContain('subjectAltName');
          }
        } finally {
          await server.stop();
        }
      });
    }
    await friend.close();
    await context.close();
    rmSync(scratch, { recursive: true });
  });
}
