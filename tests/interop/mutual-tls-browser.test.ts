// The PKCS#12 of a kit in a real Chromium, put into its database as INSTALL.html says: the page is shown to who has the certificate,
// and to nobody else: not with a certificate of another authority of the same name, nor with one that was revoked. Which certificate to send is answered by a policy, since a test cannot click on a native dialog.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installSteps } from '../../src/pki/client-kit/install-steps';
import { makeClientKit } from '../../src/pki/client-kit/make-kit';
import { chromiumOptions } from '../support/chromium';
import { kitPlan, passwordsIn, removeUnpacked, unpacked, wish } from '../support/client-kit';
import { keptAuthority, listOf, replaceList } from '../support/mutual-servers';
import { environmentOf, homeFolder } from '../support/home-folder';
import { freePort, startServer, type ServerProcess } from '../support/server-process';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

describeWith(['chromium', 'certutil', 'unshare', 'python3'], 'a client certificate in Chromium', (path) => {
  /** The kit of the server, and one of another authority. */
  const kits = { own: '', foreign: '' };
  let passwords: Readonly<Record<keyof typeof kits, ReadonlyMap<string, string>>>;
  let server: ServerProcess | undefined;
  let url = '';

  beforeAll(async () => {
    const signedBy = { kind: 'new', commonName: 'Kit authority' } as const;
    const now = new Date();
    const kit = await makeClientKit(
      kitPlan({ people: [wish('Anna Muster'), wish('Revoked Person')], signedBy }),
      now,
    );
    const other = await makeClientKit(kitPlan({ people: [wish('Wrong Person')], signedBy }), now);
    kits.own = unpacked(kit.files);
    kits.foreign = unpacked(other.files);
    passwords = { own: passwordsIn(kit.files), foreign: passwordsIn(other.files) };
    const authority = await keptAuthority(kits.own, passwords.own.get('authority.pem') ?? '', now);
    const revoked = [join(kits.own, 'clients/revoked-person/cert.pem')];
    const nextUpdate = new Date(now.getTime() + 86_400_000);
    replaceList(join(kits.own, 'server'), await listOf(authority, revoked, { number: 2n, nextUpdate }));
    const port = await freePort();
    url = `https://localhost:${port}/`;
    server = await startServer(`'${path('python3')}' run/python-server.py`, {
      folder: join(kits.own, 'server'),
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
    certutil('-A', '-n', 'server', '-t', 'C,,', '-i', join(kits.own, 'server/ca.pem'));
    return home;
  }

  /** A home with a person's PKCS#12, imported as INSTALL.html says. */
  function homeWith(kit: keyof typeof kits, person: string): string {
    const home = homeThatTrusts();
    const linux = installSteps(person).find(({ title }) => title.startsWith('Linux'));
    const line = `${linux?.commands ?? ''} -W '${passwords[kit].get(`clients/${person}`) ?? ''}' -K ''`;
    execFileSync('sh', ['-ec', line], {
      cwd: join(kits[kit], 'clients', person),
      env: environmentOf(home),
      stdio: 'pipe',
    });
    return home;
  }

  // In TLS 1.3 the client is done before the server has looked: its alert and the closed connection race each other.
  const SHOWN_THE_DOOR =
    /ERR_(?:BAD_SSL_CLIENT_AUTH_CERT|SSL_PROTOCOL_ERROR|SOCKET_NOT_CONNECTED|CONNECTION_(?:RESET|CLOSED)|EMPTY_RESPONSE)/;

  it('is asked for, and shown the door without one', async () => {
    expect(await open(homeThatTrusts())).toMatch(SHOWN_THE_DOOR);
  });

  it('is shown the door with one of another authority of the same name', async () => {
    expect(await open(homeWith('foreign', 'wrong-person'))).toMatch(SHOWN_THE_DOOR);
  });

  it('is shown the door with one that was revoked', async () => {
    expect(await open(homeWith('own', 'revoked-person'))).toMatch(SHOWN_THE_DOOR);
  });

  it('is let in with the PKCS#12 imported as INSTALL.html says', async () => {
    expect(await open(homeWith('own', 'anna-muster'))).toContain('Hello, Anna Muster.');
  });
});
