// The PKCS#12 of a kit in real browsers, against every server of run/: let in with the certificate, and turned away with one of
// another authority of the same name, with one that was revoked, and with none. Chromium has it in its database as INSTALL.html says,
// Firefox in a profile. Which certificate to send is answered by a policy and a setting, since a test cannot click on a native dialog.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, firefox, type BrowserContext } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installSteps } from '../../src/pki/client-kit/install-steps';
import { makeClientKit } from '../../src/pki/client-kit/make-kit';
import { chromiumOptions } from '../support/chromium';
import { kitPlan, passwordsIn, removeUnpacked, unpacked, wish } from '../support/client-kit';
import { visitors, type Visitor } from '../support/mutual-clients';
import {
  keptAuthority,
  lineOf,
  listOf,
  replaceList,
  serve,
  serverIds,
  serversUnderTest,
  stopServers,
} from '../support/mutual-servers';
import { addToDatabase, environmentOf, homeFolder, makeDatabase } from '../support/home-folder';
import { freePort, type ServerProcess } from '../support/server-process';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith, findTool } from '../support/tools';
import { mutualServers, type MutualServerId } from '../../src/pki/recipes/mutual/servers';

const people: Readonly<Record<Exclude<Visitor, 'none'>, readonly ['own' | 'foreign', string]>> = {
  right: ['own', 'anna-muster'],
  wrong: ['foreign', 'wrong-person'],
  revoked: ['own', 'revoked-person'],
};

/** Started again where they are asked; a start may take a while beside other tests. */
const TIMEOUT = 240_000;
const tools = [...new Set(serverIds.flatMap((id) => serversUnderTest[id].tools))];

describeWith([...tools, 'certutil', 'python3'], 'client certificates in browsers', (path) => {
  /** The kit of the servers, and one of another authority. */
  const kits = { own: '', foreign: '' };
  let passwords: Readonly<Record<keyof typeof kits, ReadonlyMap<string, string>>>;
  const ports = new Map<MutualServerId, number>();
  const started: ServerProcess[] = [];

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
    const server = join(kits.own, 'server');
    replaceList(server, await listOf(authority, revoked, { number: 2n, nextUpdate }));
    for (const id of serverIds) {
      const port = await freePort();
      started.push(await serve(lineOf(id, port), id, server, port));
      ports.set(id, port);
    }
  }, TIMEOUT);
  afterAll(async () => {
    // As a person ends them: killed, some would leave their children behind.
    await Promise.all(started.map((one) => one.stop()));
    await stopServers();
    removeUnpacked();
    removeTemporaryFolders();
  });

  const passwordOf = (kit: keyof typeof kits, person: string) =>
    passwords[kit].get(`clients/${person}`) ?? '';

  /** What a browser shows of each server: the page, the number of an error, or the reason why there is none. */
  async function seen(context: BrowserContext): Promise<ReadonlyMap<MutualServerId, string>> {
    const shown = new Map<MutualServerId, string>();
    for (const [id, port] of ports) {
      const page = await context.newPage();
      try {
        const response = await page.goto(`https://localhost:${String(port)}/`);
        const status = response?.status() ?? 0;
        shown.set(id, status === 200 ? ((await response?.text()) ?? '') : `answered ${String(status)}`);
      } catch (reason) {
        shown.set(id, `no page: ${String(reason)}`);
      } finally {
        await page.close();
      }
    }
    return shown;
  }

  /** nginx shakes hands with everybody, uWSGI with whoever is revoked: they say no in words. */
  function expected(id: MutualServerId, who: Visitor): RegExp {
    if (who === 'right')
      return serversUnderTest[id].knows ? /Hello, Anna Muster\./ : /Hello, whoever you are/;
    if (id === 'nginx') return /^answered 400$/;
    if (who === 'revoked' && mutualServers[id].revoked === 'page') return /^answered 403$/;
    return /^no page: /;
  }

  function hold(shown: ReadonlyMap<MutualServerId, string>, who: Visitor): void {
    expect(shown.size).toBe(serverIds.length);
    for (const [id, text] of shown) expect(text, `${id}, ${who}`).toMatch(expected(id, who));
  }

  /** Chromium under a policy that sends any certificate there is, without touching this system's policies. */
  function obedient(browser: string, unshare: string): string {
    const place = temporaryFolder('policies-');
    mkdirSync(join(place, 'policies/managed'), { recursive: true });
    const policy = { AutoSelectCertificateForUrls: ['{"pattern":"https://localhost","filter":{}}'] };
    writeFileSync(join(place, 'policies/managed/certificate.json'), JSON.stringify(policy));
    const script = join(place, 'chromium');
    const flags = process.getuid?.() === 0 ? '-m' : '-r -m';
    writeFileSync(
      script,
      `#!/bin/sh
exec ${unshare} ${flags} sh -c 'mount --bind "$0" /etc/chromium && exec "$@"' '${place}' ${browser} "$@"
`,
    );
    chmodSync(script, 0o755);
    return script;
  }

  function homeThatTrusts(): string {
    const home = homeFolder();
    const database = makeDatabase(join(home, '.pki/nssdb'));
    addToDatabase(database, join(kits.own, 'server/ca.pem'), 'server', 'C,,');
    return home;
  }

  /** A home with a person's PKCS#12, imported as INSTALL.html says. */
  function homeWith(kit: keyof typeof kits, person: string): string {
    const home = homeThatTrusts();
    const linux = installSteps(person).find(({ title }) => title.startsWith('Linux'));
    const line = `${linux?.commands ?? ''} -W '${passwordOf(kit, person)}' -K ''`;
    execFileSync('sh', ['-ec', line], {
      cwd: join(kits[kit], 'clients', person),
      env: environmentOf(home),
      stdio: 'pipe',
    });
    return home;
  }

  describeWith(['chromium', 'unshare'], 'Chromium', (chromiumPath) => {
    it.each(visitors)(
      '%s',
      async (who) => {
        const home = who === 'none' ? homeThatTrusts() : homeWith(...people[who]);
        const executablePath = obedient(chromiumPath('chromium'), chromiumPath('unshare'));
        const browser = await chromium.launch({ ...chromiumOptions({ home }), executablePath });
        try {
          const shown = await seen(await browser.newContext());
          hold(shown, who);
          // In TLS 1.3 the client is done before the server has looked: its alert and the closed connection race each other.
          for (const text of shown.values())
            if (text.startsWith('no page'))
              expect(text).toMatch(
                /ERR_(?:BAD_SSL_CLIENT_AUTH_CERT|SSL_PROTOCOL_ERROR|SOCKET_NOT_CONNECTED|CONNECTION_(?:RESET|CLOSED)|EMPTY_RESPONSE)/,
              );
        } finally {
          await browser.close();
        }
      },
      TIMEOUT,
    );
  });

  // `npm test` installs no Firefox: where there is one, it is asked as well.
  const firefoxPath = findTool('firefox');
  describe.runIf(firefoxPath !== undefined)('Firefox', () => {
    it.each(visitors)(
      '%s',
      async (who) => {
        const profile = makeDatabase(join(homeFolder(), 'profile'));
        addToDatabase(profile, join(kits.own, 'server/ca.pem'), 'server', 'C,,');
        if (who !== 'none') {
          const [kit, person] = people[who];
          const file = join(kits[kit], 'clients', person, `${person}.p12`);
          execFileSync(
            join(dirname(path('certutil')), 'pk12util'),
            ['-d', `sql:${profile}`, '-i', file, '-W', passwordOf(kit, person), '-K', ''],
            { stdio: 'pipe' },
          );
        }
        const context = await firefox.launchPersistentContext(profile, {
          channel: 'moz-firefox',
          executablePath: firefoxPath ?? '',
          headless: true,
          firefoxUserPrefs: { 'security.default_personal_cert': 'Select Automatically' },
        });
        try {
          hold(await seen(context), who);
        } finally {
          await context.close();
        }
      },
      TIMEOUT,
    );
  });
});
