// Every server of run/ that is marked as tried, from a folder laid out as the zip: started as the page says and by its script,
// opened by the checks as the page says (curl, Python's strict client, openssl), stopped by its process id.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, type RecipeId } from '../../src/pki/recipes/catalogue';
import { freePort } from '../support/server-process';
import { describeWith, type ToolName } from '../support/tools';
import {
  clientPython,
  commandsOf,
  pathWith,
  removeUnzipped,
  serve,
  shell,
  unzip,
  withoutIpv6,
  type Unzipped,
} from '../support/unzipped';

type TriedServer = Extract<(typeof catalogue)[number], { kind: 'serve'; tried: true }>['id'];

interface Expected {
  /** What starts it by its script, or by the second of its files. */
  readonly script: string;
  readonly tools: readonly ToolName[];
  /** What its page says of itself; the echo has none. */
  readonly page?: RegExp;
}

const servers: Readonly<Record<TriedServer, Expected>> = {
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
  'python-echo': { script: 'python3 run/echo-server.py', tools: ['python3'] },
};

const opensEncryptedKeys: readonly RecipeId[] = catalogue.flatMap((row) =>
  row.kind === 'serve' && row.encryptedKey === 'environment' ? [row.id] : [],
);
const password = 'open sesame, "naïve" $user';

afterAll(removeUnzipped);

/** Opens the page by Python, which verifies the name wherever it connects. */
async function expectPageByPython({ page }: Expected, unzipped: Unzipped, env: Record<string, string>) {
  const strict = { PYTHONWARNINGS: 'error', ...env };
  if (page === undefined) {
    const echo = await shell(`${clientPython()} run/echo-client.py`, unzipped, strict);
    expect(echo).toContain("'subjectAltName': (");
    expect(echo.trimEnd().split('\n').at(-1)).toBe(`Hello, ${unzipped.context.host}`);
    return;
  }
  for (const client of ['run/python-client.py', 'run/python-client-explicit.py']) {
    const answer = await shell(`${clientPython()} ${client}`, unzipped, strict);
    expect(answer).toContain('\n200 ');
    expect(answer).toMatch(page);
  }
}

/** Opens the page by every check as the page "ready" shows it, each believing `ca.pem` alone. */
async function expectPage(expected: Expected, unzipped: Unzipped, port: number) {
  expect(await shell(commandsOf('openssl-client', unzipped, port), unzipped)).toContain('Verification: OK');
  await expectPageByPython(expected, unzipped, { PORT: String(port) });
  if (expected.page === undefined) return;
  const answer = await shell(commandsOf('curl', unzipped, port), unzipped);
  expect(answer).toContain('<h1>It works</h1>');
  expect(answer).toMatch(expected.page);
}

describe('servers of run/', () => {
  const made = {} as Record<'ecdsa' | 'rsa' | 'ipv6' | 'encrypted', Unzipped>;
  beforeAll(() => {
    made.ecdsa = unzip({ hosts: ['localhost', '127.0.0.1'], key: 'ecdsa' });
    made.rsa = unzip({ hosts: ['app.test', 'localhost'], key: 'rsa' });
    made.ipv6 = unzip({ hosts: ['::1'], key: 'ecdsa' });
    made.encrypted = unzip({ hosts: ['192.168.254.1'], key: 'ecdsa', password });
  });

  for (const [id, expected] of Object.entries(servers) as [TriedServer, Expected][]) {
    const { script, tools } = expected;
    describeWith([...tools, 'curl', 'openssl', 'python3'], id, () => {
      it('starts as the page says: ECDSA, localhost', async () => {
        const port = await freePort();
        const line = commandsOf(id, made.ecdsa, port);
        const server = await serve(line, made.ecdsa, port, { PATH: pathWith(...tools) });
        await expectPage(expected, made.ecdsa, port);
        await server.stop();
      });

      it('starts by its script: RSA, a name that does not resolve', async () => {
        const port = await freePort();
        const server = await serve(script, made.rsa, port, {});
        await expectPage(expected, made.rsa, port);
        await server.stop();
      });

      it.skipIf(withoutIpv6)('listens on ::1 where the certificate has only that', async () => {
        const port = await freePort('::1');
        const line = commandsOf(id, made.ipv6, port);
        const server = await serve(line, made.ipv6, port, { PATH: pathWith(...tools) });
        await expectPage(expected, made.ipv6, port);
        await server.stop();
      });

      it.skipIf(withoutIpv6)('listens where HOST says', async () => {
        const port = await freePort('::1');
        const server = await serve(script, made.ecdsa, port, { HOST: '::1' });
        await expectPageByPython(expected, made.ecdsa, { HOST: '::1', PORT: String(port) });
        await server.stop();
      });

      if (opensEncryptedKeys.includes(id))
        it('opens an encrypted key with KEY_PASSWORD, which no command line shows', async () => {
          const port = await freePort();
          const line = commandsOf(id, made.encrypted, port);
          const environment = { PATH: pathWith(...tools), KEY_PASSWORD: password };
          const server = await serve(line, made.encrypted, port, environment);
          await expectPage(expected, made.encrypted, port);
          expect(await shell('ps -A -o args', made.encrypted)).not.toContain(password);
          await server.stop();
        });
    });
  }
});
