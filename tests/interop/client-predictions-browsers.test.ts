// The models of Chromium and Firefox against both, each chain served on its own port of loopback: two things wrong at once, where browsers
// differ most in which of them a person is told of, and wildcards as wide as what a registry gives names out under.
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { firefox as firefoxBrowser, type BrowserContext } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chrome } from '../../src/pki/clients/chrome';
import type { Client } from '../../src/pki/clients/client-model';
import { firefox } from '../../src/pki/clients/firefox';
import { askBrowser } from '../support/browser-answer';
import { launchChromium } from '../support/chromium';
import { addToDatabase, homeFolder, makeDatabase } from '../support/home-folder';
import { ChainMaker, type OddChain } from '../support/odd-chain';
import { oddCombinations } from '../support/odd-chains-combined';
import { oddSuffixes } from '../support/odd-chains-suffixes';
import { disagreements, predict } from '../support/odd-chains';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWith, findTool } from '../support/tools';

const TIMEOUT = 600_000;
const at = new Date();
const make = new ChainMaker(at);
const chains = [...oddCombinations(make), ...oddSuffixes(make)];
const servers: Server[] = [];

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;

/** The port; 0 where this Node's OpenSSL does not load the chain. */
function serve({ chain, keys }: OddChain): Promise<number> {
  try {
    const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
    const server = createServer({ cert: chain.map(pem).join(''), key }, (_, response) =>
      response.end('<p>ok'),
    );
    servers.push(server);
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        resolve((server.address() as AddressInfo).port);
      });
    });
  } catch {
    return Promise.resolve(0);
  }
}

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  removeTemporaryFolders();
});

/** Every anchor as an authority for servers; those that NSS's certutil does not take (measured: no name, odd versions) are in nobody's store. */
function trust(database: string, folder: string): ReadonlySet<string> {
  const anchors = new Set(chains.flatMap(({ anchors: all }) => all.map(pem)));
  const refused = new Set<string>();
  for (const [place, text] of [...anchors].entries()) {
    const file = join(folder, `anchor${place}.pem`);
    writeFileSync(file, text);
    try {
      addToDatabase(database, file, `anchor ${place}`, 'C,,');
    } catch {
      refused.add(text);
    }
  }
  return refused;
}

async function hold(
  client: Client,
  ports: readonly number[],
  refused: ReadonlySet<string>,
  context: BrowserContext,
): Promise<void> {
  const predictions = (await predict(chains, client, client.releases[0].id, at)).map((one, place) => ({
    ...one,
    port: ports[place] ?? 0,
  }));
  const asked = predictions.filter(
    ({ port, chain: { anchors } }) => port !== 0 && !anchors.some((der) => refused.has(pem(der))),
  );
  const answers: string[] = [];
  for (const { chain, port } of asked)
    answers.push(await askBrowser(context, `https://${chain.host}:${port}/`));
  const differ = disagreements(asked, answers, (words) => words);
  console.log(`${client.name}: ${asked.length - differ.length} of ${asked.length} agree`);
  expect(differ).toEqual([]);
  expect(new Set(answers).size).toBeGreaterThan(5);
}

describeWith(['certutil', 'chromium'], 'Chromium', () => {
  let ports: readonly number[] = [];
  beforeAll(async () => {
    ports = await Promise.all(chains.map(serve));
  });

  it(
    'says of every chain what its model says first',
    async () => {
      const home = homeFolder();
      const refused = trust(makeDatabase(join(home, '.pki/nssdb')), home);
      const browser = await launchChromium({
        home,
        extraArguments: ['--host-resolver-rules=MAP * 127.0.0.1'],
      });
      try {
        await hold(chrome, ports, refused, await browser.newContext());
      } finally {
        await browser.close();
      }
    },
    TIMEOUT,
  );
});

// `npm test` installs no Firefox: where there is one, it is asked as well.
const firefoxPath = findTool('firefox');
describe.runIf(firefoxPath !== undefined && findTool('certutil') !== undefined)('Firefox', () => {
  let ports: readonly number[] = [];
  beforeAll(async () => {
    ports = await Promise.all(chains.map(serve));
  });

  it(
    'says of every chain what its model says first',
    async () => {
      const home = homeFolder();
      const profile = makeDatabase(join(home, 'profile'));
      const refused = trust(profile, home);
      const context = await firefoxBrowser.launchPersistentContext(profile, {
        channel: 'moz-firefox',
        executablePath: firefoxPath ?? '',
        headless: true,
        firefoxUserPrefs: { 'network.dns.forceResolve': '127.0.0.1' },
      });
      try {
        await hold(firefox, ports, refused, context);
      } finally {
        await context.close();
      }
    },
    TIMEOUT,
  );
});
