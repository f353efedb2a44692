// The PKCS#12 of a kit in a real Chromium, put into its database as INSTALL.html says: the page is shown to who has the certificate,
// and to nobody else. Which certificate to send is answered by a policy, since a test cannot click on a native dialog.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installSteps } from '../../src/pki/client-kit/install-steps';
import { makeClientKit } from '../../src/pki/client-kit/make-kit';
import { chromiumOptions } from '../support/chromium';
import { kitPlan, passwordsIn, removeUnpacked, unpacked, wish } from '../support/client-kit';
import { environmentOf, homeFolder } from '../support/home-folder';
import { freePort, startServer, type ServerProcess } from '../support/server-process';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

describeWith(['chromium', 'certutil', 'unshare', 'python3'], 'a client certificate in Chromium', (path) => {
  let folder = '';
  let passwords: ReadonlyMap<string, string> = new Map();
  let server: ServerProcess | undefined;
  let url = '';

  beforeAll(async () => {
    const people = [wish('Anna Muster')];
    const kit = await makeClientKit(kitPlan({ people }), new Date());
    folder = unpacked(kit.files);
    passwords = passwordsIn(kit.files);
    const port = await freePort();
    url = `https://localhost:${port}/`;
    server = await startServer(`'${path('python3')}' run/python-server.py`, {
      folder: join(folder, 'server'),
      address: '127.0.0.1',
      port,
      env: { HOST: undefined, PORT: String(port) },
    });
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    removeUnpacked();
    removeTemporaryFolders();
  });

  /** Chromium under a policy that sends any certificate there is, without touching this system's policies. */
  function obedient(): string {
    const place = temporaryFolder('policies-');
    mkdirSync(join(place, 'policies/managed'), { recursive: true });
    const policy = { AutoSelectCertificateForUrls: ['{"pattern":"https://localhost","filter":{}}'] };
    writeFileSync(join(place, 'policies/managed/certificate.json'), JSON.stringify(policy));
    const script = join(place, 'chromium');
    const flags = process.getuid?.() === 0 ? '-m' : '-r -m';
    writeFileSync(
      script,
      `#!/bin/sh
exec ${path('unshare')} ${flags} sh -c 'mount --bind "$0" /etc/chromium && exec "$@"' '${place}' ${path('chromium')} "$@"
`,
    );
    chmodSync(script, 0o755);
    return script;
  }

  async function open(home: string): Promise<string> {
    const browser = await chromium.launch({ ...chromiumOptions({ home }), executablePath: obedient() });
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

  function homeThatTrusts(): string {
    const home = homeFolder();
    const database = `sql:${join(home, '.pki/nssdb')}`;
    mkdirSync(join(home, '.pki/nssdb'), { recursive: true });
    const certutil = (...args: string[]) =>
      execFileSync(path('certutil'), ['-d', database, ...args], { stdio: 'pipe' });
    certutil('-N', '--empty-password');
    certutil('-A', '-n', 'server', '-t', 'C,,', '-i', join(folder, 'server/ca.pem'));
    return home;
  }

  it('is asked for, and shown the door without one', async () => {
    // In TLS 1.3 the client is done before the server has looked: its alert and the closed connection race each other.
    expect(await open(homeThatTrusts())).toMatch(
      /ERR_(?:BAD_SSL_CLIENT_AUTH_CERT|SOCKET_NOT_CONNECTED|CONNECTION_(?:RESET|CLOSED)|EMPTY_RESPONSE)/,
    );
  });

  it('is let in with the PKCS#12 imported as INSTALL.html says', async () => {
    const home = homeThatTrusts();
    const linux = installSteps('anna-muster').find(({ title }) => title.startsWith('Linux'));
    const line = `${linux?.commands ?? ''} -W '${passwords.get('clients/anna-muster') ?? ''}' -K ''`;
    execFileSync('sh', ['-ec', line], {
      cwd: join(folder, 'clients/anna-muster'),
      env: environmentOf(home),
      stdio: 'pipe',
    });
    expect(await open(home)).toContain('Hello, Anna Muster.');
  });
});
