// Every server of run/ that is marked as tried, from a folder laid out as the zip: started as the page says and by its script,
// opened by the checks as the page says (curl, Python's strict client, openssl), stopped by its process id.
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenAddress } from '../../src/pki/recipes/address';
import { recipes } from '../../src/pki/recipes/all';
import { catalogue, type RecipeId } from '../../src/pki/recipes/catalogue';
import type { RecipeContext } from '../../src/pki/recipes/recipe';
import { freePort, startServer, type ServerProcess } from '../support/server-process';
import { throwawayCertificate, type ThrowawayOptions } from '../support/throwaway-certificate';
import { describeWith, findTool, type ToolName } from '../support/tools';

const run = promisify(execFile);

type ServeId = Extract<(typeof catalogue)[number], { kind: 'serve'; tried: true }>['id'];

/** What starts each server by script, which tools that takes, and what its page says of itself. */
const servers: Readonly<
  Record<ServeId, { script: string; tools: readonly ToolName[]; page: RegExp | undefined }>
> = {
  'python-ssl': {
    script: 'python3 run/python-server-explicit.py',
    tools: ['python3'],
    page: /Served by Python 3\.\d+\.\d+\S* over TLSv1\.3/,
  },
  uvicorn: { script: './run/uvicorn.sh', tools: ['uvicorn'], page: /Served by uvicorn over https/ },
  gunicorn: {
    script: './run/gunicorn.sh',
    tools: ['gunicorn', 'flask'],
    page: /Served by gunicorn\S* over TLSv1\.3/,
  },
  flask: { script: './run/flask.sh', tools: ['flask'], page: /Served by Werkzeug\S* over TLSv1\.3/ },
  django: { script: './run/django.sh', tools: ['django'], page: /Served by Django over TLSv1\.3/ },
  uwsgi: { script: './run/uwsgi.sh', tools: ['uwsgi'], page: /Served by uWSGI 2\S* over https/ },
  hypercorn: { script: './run/hypercorn.sh', tools: ['hypercorn'], page: /Served by hypercorn over https/ },
  node: {
    script: 'node run/node-server.mjs',
    tools: ['node'],
    page: /Served by Node v\d+\.\d+\.\d+ over TLSv1\.3/,
  },
  nginx: { script: './run/nginx.sh', tools: ['nginx'], page: /Served by nginx 1\S+ over TLSv1\.3/ },
  caddy: {
    script: 'caddy run --config run/Caddyfile',
    tools: ['caddy'],
    page: /Served by Caddy over tls1\.3/,
  },
  'python-echo': { script: 'python3 run/echo-server.py', tools: ['python3'], page: undefined },
};
const withEnvironmentPassword: readonly RecipeId[] = catalogue.flatMap((row) =>
  row.kind === 'serve' && row.tried && row.encryptedKey === 'environment' ? [row.id] : [],
);

const password = 'open sesame, "naïve" $user';
const folders: string[] = [];
const running = new Set<ServerProcess>();

afterAll(async () => {
  await Promise.all([...running].map((server) => server.stop('SIGKILL')));
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder as the zip unpacks it, and what its recipes were told. */
function unzipped(options: ThrowawayOptions): { folder: string; context: RecipeContext } {
  // A blank and a quote: nothing in run/ may care where it was unpacked.
  const folder = mkdtempSync(join(tmpdir(), "certwright it's "));
  folders.push(folder);
  const context = throwawayCertificate(folder, options);
  mkdirSync(join(folder, 'run'));
  for (const row of catalogue) {
    for (const file of recipes[row.id].files(context)) {
      if (!file.path.startsWith('run/')) continue;
      const path = join(folder, file.path);
      writeFileSync(path, file.contents);
      chmodSync(path, file.mode);
    }
  }
  return { folder, context };
}

/** The commands of a recipe as the page shows them, on another port. */
function commandsOf(id: RecipeId, context: RecipeContext, port: number): string {
  const commands = recipes[id].commands(context);
  return commands.replaceAll('8443', String(port));
}

function pathOf(...tools: readonly ToolName[]): string {
  const found = tools.map((name) => dirname(findTool(name) ?? ''));
  return [...found, process.env['PATH']].join(delimiter);
}

async function start(
  line: string,
  { folder, context }: { folder: string; context: RecipeContext },
  port: number,
  env: Record<string, string | undefined> = {},
): Promise<ServerProcess> {
  const server = await startServer(line, {
    folder,
    address: listenAddress(context),
    port,
    // HOST may stand in a person's environment for something else: the default must be what listens here.
    env: { PYTHONWARNINGS: 'error::DeprecationWarning:__main__', HOST: undefined, PORT: undefined, ...env },
  });
  running.add(server);
  return server;
}

async function stop(server: ServerProcess, signal?: NodeJS.Signals): Promise<number | NodeJS.Signals> {
  running.delete(server);
  return await server.stop(signal);
}

/** What sh prints on stdout and stderr; throws with both where it fails. */
async function shell(
  line: string,
  folder: string,
  env: Record<string, string | undefined> = {},
): Promise<string> {
  const { stdout, stderr } = await run('sh', ['-c', line], {
    cwd: folder,
    env: { ...process.env, HOST: undefined, PORT: undefined, ...env },
    timeout: 30_000,
  });
  return stdout + stderr;
}

/** Opens the page with everything that checks a page, each believing `ca.pem` alone. */
async function expectPage(
  page: RegExp | undefined,
  { folder, context }: { folder: string; context: RecipeContext },
  port: number,
): Promise<void> {
  const python = findTool('python3.13') ?? findTool('python3') ?? 'python3';
  const environment = { PORT: String(port), PYTHONWARNINGS: 'error' };
  const verified = await shell(commandsOf('openssl-client', context, port), folder);
  expect(verified).toContain('Verification: OK');
  if (page === undefined) {
    const echo = await shell(`'${python}' run/echo-client.py`, folder, environment);
    expect(echo).toContain("'subjectAltName': (");
    expect(echo.trimEnd().endsWith(`Hello, ${context.host}`)).toBe(true);
    return;
  }
  const byCurl = await shell(commandsOf('curl', context, port), folder);
  expect(byCurl).toContain('<h1>It works</h1>');
  expect(byCurl).toMatch(page);
  for (const client of ['run/python-client.py', 'run/python-client-explicit.py']) {
    const byPython = await shell(`'${python}' ${client}`, folder, environment);
    expect(byPython).toContain('\n200 ');
    expect(byPython).toMatch(page);
  }
}

const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
);

describe('servers of run/', () => {
  const made = {} as Record<'ecdsa' | 'rsa' | 'ipv6' | 'encrypted', ReturnType<typeof unzipped>>;
  beforeAll(() => {
    made.ecdsa = unzipped({ hosts: ['localhost', '127.0.0.1'], key: 'ecdsa' });
    made.rsa = unzipped({ hosts: ['app.test', 'localhost'], key: 'rsa' });
    made.ipv6 = unzipped({ hosts: ['::1'], key: 'ecdsa' });
    made.encrypted = unzipped({ hosts: ['localhost'], key: 'ecdsa', password });
  });

  for (const [id, { script, tools, page }] of Object.entries(servers) as [
    ServeId,
    (typeof servers)[ServeId],
  ][]) {
    describeWith([...tools, 'curl', 'openssl', 'python3'], id, () => {
      it('starts as the page says: ECDSA, localhost', async () => {
        const port = await freePort();
        const line = commandsOf(id, made.ecdsa.context, port);
        const server = await start(line, made.ecdsa, port, { PATH: pathOf(...tools), PORT: String(port) });
        await expectPage(page, made.ecdsa, port);
        await stop(server);
      });

      it('starts by its script: RSA, a name that does not resolve', async () => {
        const port = await freePort();
        const server = await start(script, made.rsa, port, { PORT: String(port) });
        await expectPage(page, made.rsa, port);
        await stop(server);
      });

      it.skipIf(!hasIpv6 && process.env['CI'] !== 'true')('serves [::1]', async () => {
        const port = await freePort('::1');
        const server = await start(script, made.ipv6, port, { PORT: String(port) });
        await expectPage(page, made.ipv6, port);
        await stop(server);
      });

      if (withEnvironmentPassword.includes(id)) {
        it('opens an encrypted key with KEY_PASSWORD, which no process shows', async () => {
          const port = await freePort();
          const line = commandsOf(id, made.encrypted.context, port);
          const server = await start(line, made.encrypted, port, {
            PATH: pathOf(...tools),
            PORT: String(port),
            KEY_PASSWORD: password,
          });
          await expectPage(page, made.encrypted, port);
          expect(await shell('ps -A -o args', made.encrypted.folder)).not.toContain(password);
          await stop(server);
        });
      }
    });
  }
});
