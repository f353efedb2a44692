// The kit of bad certificates in browsers: its own server, each case on a port of its own, opened in Chromium and in Firefox, and held
// against `expected.json`. A spread of the cases by default; with CERTWRIGHT_ALL_BAD_CERTIFICATES=1 all of them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firefox as firefoxBrowser, type BrowserContext } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import { freePorts, startKitServer, unzippedKit, type KitServer } from '../support/bad-certificates-kit';
import { askBrowser, errorCodeIn } from '../support/browser-answer';
import { launchChromium } from '../support/chromium';
import { addToDatabase, homeFolder, makeDatabase } from '../support/home-folder';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWith, findTool } from '../support/tools';

const TIMEOUT = 900_000;
const everything = process.env['CERTWRIGHT_ALL_BAD_CERTIFICATES'] === '1';
/** One of so many, by default: about forty cases of every group. */
const SPREAD = 5;

interface ExpectedCase {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly expect: Readonly<Record<string, { readonly outcome: string; readonly error?: string }>>;
}

/** Client → case → why it is not as foretold. */
const exceptions = JSON.parse(
  readFileSync(join(projectRoot, 'tests/vectors/bad-certificates-exceptions.json'), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the browsers get: the cases that are asked about, on servers of the kit, and the folder they lie in. */
interface Served {
  readonly folder: string;
  readonly base: number;
  readonly cases: readonly ExpectedCase[];
  readonly server: KitServer;
}

async function serveKit(python: string, unzip: string): Promise<Served> {
  const { folder } = await unzippedKit(unzip);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
    readonly cases: readonly ExpectedCase[];
  };
  const wanted = expected.cases.filter((_, place) => everything || place % SPREAD === 0);
  const base = await freePorts(expected.cases.length);
  const only = wanted.map(({ id }) => id).join(',');
  const args = ['run/serve.py', '--port', String(base), '--only', only];
  const server = await startKitServer(python, args, folder);
  const skipped = new Set([...server.said.matchAll(/^skipped (\S+):/gm)].map(([, id = '']) => id));
  const cases = wanted.filter(({ id }) => !skipped.has(id));
  console.log(
    `bad certificates in browsers: ${cases.length} of ${expected.cases.length} cases` +
      (everything ? '' : '; CERTWRIGHT_ALL_BAD_CERTIFICATES=1 asks about all of them') +
      (skipped.size === 0 ? '' : `; not served by this Python: ${[...skipped].join(', ')}`),
  );
  return { folder, base, cases, server };
}

/** Puts what each case trusts into the store, once. @returns the cases whose root the store takes */
function trusted(client: string, database: string, { folder, cases }: Served): readonly ExpectedCase[] {
  const taken = new Map<string, boolean>();
  const isTaken = (id: string): boolean => {
    const file = join(folder, id, 'ca.pem');
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
    const known = taken.get(digest) ?? adds(database, file, id);
    taken.set(digest, known);
    return known;
  };
  const asked = cases.filter(({ id }) => isTaken(id));
  const left = cases.filter((one) => !asked.includes(one)).map(({ id }) => id);
  if (left.length > 0) console.log(`${client}: NSS takes no such root: ${left.join(', ')}`);
  return asked;
}

function adds(database: string, file: string, name: string): boolean {
  try {
    addToDatabase(database, file, name, 'C,,');
    return true;
  } catch {
    return false;
  }
}

async function hold(
  client: string,
  { base, cases }: Pick<Served, 'base' | 'cases'>,
  context: BrowserContext,
): Promise<void> {
  const known = exceptions[client] ?? {};
  const differing: { readonly id: string; readonly expected: string; readonly said: string }[] = [];
  let foretold = 0;
  for (const { id, host, port, expect: verdicts } of cases) {
    const verdict = verdicts[client];
    if (verdict === undefined || verdict.outcome === 'unknown') continue;
    foretold += 1;
    const expected = verdict.outcome === 'refused' ? errorCodeIn(verdict.error ?? '') : 'ok';
    const at = host.includes(':') ? `[${host}]` : host;
    const said = await askBrowser(context, `https://${at}:${String(base + port)}/`);
    if (said !== expected) differing.push({ id, expected, said });
  }
  console.log(`${client}: ${String(foretold - differing.length)} of ${String(foretold)} as foretold`);
  expect(foretold).toBeGreaterThan(20);
  expect(differing.filter(({ id }) => known[id] === undefined)).toEqual([]);
  const asked = new Set(cases.map(({ id }) => id));
  const mended = Object.keys(known).filter((id) => asked.has(id) && !differing.some((one) => one.id === id));
  expect(mended, 'exceptions that are none any more').toEqual([]);
}

describeWith(['python3', 'unzip', 'certutil', 'chromium'], 'bad certificates in browsers', (path) => {
  let served: Served;
  beforeAll(async () => {
    served = await serveKit(path('python3'), path('unzip'));
  }, TIMEOUT);
  afterAll(async () => {
    await served.server.stop();
    removeTemporaryFolders();
  });

  it(
    'Chromium says what was foretold',
    async () => {
      const home = homeFolder();
      const cases = trusted('chrome', makeDatabase(join(home, '.pki/nssdb')), served);
      const browser = await launchChromium({
        home,
        extraArguments: ['--host-resolver-rules=MAP * 127.0.0.1, EXCLUDE [::1]'],
      });
      try {
        await hold('chrome', { ...served, cases }, await browser.newContext());
      } finally {
        await browser.close();
      }
    },
    TIMEOUT,
  );

  // `npm test` installs no Firefox: where there is one, it is asked as well.
  const firefoxPath = findTool('firefox');
  describe.runIf(firefoxPath !== undefined)('Firefox', () => {
    it(
      'says what was foretold',
      async () => {
        const profile = makeDatabase(join(homeFolder(), 'profile'));
        const cases = trusted('firefox', profile, served);
        const context = await firefoxBrowser.launchPersistentContext(profile, {
          channel: 'moz-firefox',
          executablePath: firefoxPath ?? '',
          headless: true,
          firefoxUserPrefs: { 'network.dns.forceResolve': '127.0.0.1' },
        });
        try {
          await hold('firefox', { ...served, cases }, context);
        } finally {
          await context.close();
        }
      },
      TIMEOUT,
    );
  });
});
