// The kit of bad certificates in the hands of real clients: its own run/check.py opens every case with each of them, and what
// they say is what was foretold, but for exceptions that carry a reason; one that has come right fails. Go serves what OpenSSL
// does not load, where it is installed.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import {
  freePorts,
  startKitServer,
  unzippedKit,
  type KitServer,
  type UnzippedKit,
} from '../support/bad-certificates-kit';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const run = promisify(execFile);

interface Answer {
  readonly accepted: boolean;
  readonly said: string;
  readonly expected: boolean | null;
  readonly agrees: boolean | null;
}

interface Asked {
  readonly version: string;
  readonly release: string | null;
  readonly cases: Readonly<Record<string, Answer>>;
}

type Result = Readonly<Record<string, Asked>>;

/** Client → case → why it is not as foretold. */
const exceptions = JSON.parse(
  readFileSync(join(projectRoot, 'tests/vectors/bad-certificates-exceptions.json'), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Fewer than these are not foretold for a client: the rest of what it says is a measurement of nothing. */
const MOST_EXCEPTIONS = 0.03;

afterAll(removeTemporaryFolders);

const kits = new Map<string, Promise<UnzippedKit>>();
function kitOf(unzip: string): Promise<UnzippedKit> {
  const kit = kits.get(unzip) ?? unzippedKit(unzip);
  kits.set(unzip, kit);
  return kit;
}

async function check(python: string, kit: UnzippedKit, clients: string, first = ''): Promise<Result> {
  const port = await freePorts(kit.cases.length);
  const report = join(kit.folder, `said-by-${clients.replaceAll(',', '-')}.json`);
  const path = [...(first === '' ? [] : [dirname(first)]), process.env['PATH'] ?? ''].join(delimiter);
  const args = ['run/check.py', '--port', String(port), '--clients', clients, '--json', report];
  // It ends with 1 where anything is not as foretold, which is for the tests to say.
  const { stdout } = await run(python, args, { cwd: kit.folder, env: { ...process.env, PATH: path } }).catch(
    (error: unknown) => error as { readonly stdout: string },
  );
  if (!existsSync(report)) throw new Error(stdout);
  return JSON.parse(readFileSync(report, 'utf8')) as Result;
}

function holds(client: string, asked: Asked | undefined): void {
  expect(asked, `${client} was asked`).toBeDefined();
  const rows = Object.entries(asked?.cases ?? {});
  const differing = rows.filter(([, { agrees }]) => agrees === false).map(([id]) => id);
  const foretold = rows.filter(([, { agrees }]) => agrees !== null).length;
  const name = `${client} ${asked?.version ?? ''}`;
  console.log(`${name.padEnd(24)} ${foretold - differing.length} of ${foretold} as foretold`);
  expect(foretold).toBeGreaterThan(0);
  expect(differing.sort()).toEqual(Object.keys(exceptions[client] ?? {}).sort());
  expect(differing.length / foretold).toBeLessThanOrEqual(MOST_EXCEPTIONS);
}

const CLIENTS = ['python', 'openssl', 'openssl-strict', 'openssl-lists', 'curl', 'gnutls', 'node', 'java'];

describeWith(
  ['python3', 'unzip', 'openssl', 'curl', 'gnutls-cli', 'java'],
  'bad certificates and the clients that are here',
  (path) => {
    let result: Result = {};

    beforeAll(async () => {
      const kit = await kitOf(path('unzip'));
      result = await check(path('python3'), kit, [...CLIENTS, 'go'].join(','));
    }, 400_000);

    it.each(CLIENTS)('%s says what was foretold', (client) => {
      holds(client, result[client]);
    });

    it('Go says what was foretold, where it is installed', () => {
      if (result['go'] !== undefined) holds('go', result['go']);
    });
  },
);

describeWith(['python3.13', 'unzip'], 'bad certificates and Python from 3.13 on', (path) => {
  it('says what was foretold', async () => {
    const result = await check(path('python3.13'), await kitOf(path('unzip')), 'python');
    holds('python', result['python']);
  }, 200_000);
});

describeWith(['python3', 'node24', 'unzip'], 'bad certificates and Node with OpenSSL 3.5', (path) => {
  it('says what was foretold', async () => {
    const kit = await kitOf(path('unzip'));
    const result = await check(path('python3'), kit, 'node', path('node24'));
    holds('node', result['node']);
  }, 200_000);
});

describeWith(['python3', 'node', 'curl', 'unzip'], 'the servers of the kit', (path) => {
  const servers = {
    'serve.py': { program: () => path('python3'), never: ['not-by-openssl', 'not-by-python'] },
    'serve.mjs': { program: () => path('node'), never: ['not-by-openssl'] },
  } as const;
  const started: KitServer[] = [];
  afterAll(() => Promise.all(started.map((server) => server.stop())));

  it.each(Object.entries(servers))(
    '%s serves each case on its port, and a page of links',
    async (file, { program, never }) => {
      const kit = await kitOf(path('unzip'));
      const port = await freePorts(kit.cases.length);
      const server = await startKitServer(program(), [`run/${file}`, '--port', String(port)], kit.folder);
      started.push(server);
      const skipped = [...server.said.matchAll(/^skipped (\S+):/gm)].map(([, id = '']) => id);
      const wordsOf = [...never, 'not-by-openssl-3.5'];
      const mayBe = kit.cases.filter(({ serving = '' }) => wordsOf.includes(serving));
      const mustBe = mayBe.filter(({ serving }) => serving !== 'not-by-openssl-3.5').map(({ id }) => id);
      expect(mayBe.map(({ id }) => id)).toEqual(expect.arrayContaining(skipped));
      expect(skipped).toEqual(expect.arrayContaining(mustBe));

      const page = await textOf(`http://127.0.0.1:${String(port)}/`);
      const links = [...page.matchAll(/href="(https:[^"]+)"/g)].map(([, link]) => link);
      expect(links).toHaveLength(kit.cases.length - skipped.length);
      const { id, host } = kit.cases[0] ?? { id: '', host: '' };
      const address = `https://${host}:${String(port + 1)}/`;
      expect(links[0]).toBe(address);
      const { stdout } = await run(path('curl'), ['--silent', '--cacert', `${id}/ca.pem`, address], {
        cwd: kit.folder,
      });
      expect(stdout.split('\n')[0]).toBe(id);
      await server.stop();
    },
    120_000,
  );

  it.each(Object.entries(servers))('%s lists what it would serve', async (file, { program }) => {
    const kit = await kitOf(path('unzip'));
    const listed = execFileSync(program(), [`run/${file}`, '--list'], { cwd: kit.folder, encoding: 'utf8' });
    const ids = listed
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(ids).toEqual(kit.cases.map(({ id }) => id));
  });
});

function textOf(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        resolve(text);
      });
    }).on('error', reject);
  });
}
