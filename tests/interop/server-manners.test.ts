// What the servers of run/ do when things are not as they should be: clients that hang, Ctrl-C, an encrypted key and nobody to
// answer, a program that is not installed.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../support/server-process';
import { describeWith, findTool } from '../support/tools';
import {
  clientPython,
  commandsOf,
  removeUnzipped,
  serve,
  shell,
  unzip,
  type Unzipped,
} from '../support/unzipped';

const password = `pass phrase "with" 'quotes' \\ and $signs`;
const onATerminal = join(import.meta.dirname, '../support/on-a-terminal.py');

afterAll(removeUnzipped);

/** A request without TLS, until the server has had enough of it. */
function speakHttp(port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    );
    socket.resume();
    // A reset is as good an end as any.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve();
    });
  });
}

describeWith(['openssl', 'python3', 'curl'], 'servers of run/ and bad company', () => {
  let plain: Unzipped;
  let encrypted: Unzipped;
  beforeAll(() => {
    plain = unzip({ hosts: ['localhost'], key: 'ecdsa' });
    encrypted = unzip({ hosts: ['localhost'], key: 'rsa', password });
  });

  for (const [server, client] of [
    ['run/python-server.py', 'run/python-client.py'],
    ['run/python-server-explicit.py', 'run/python-client-explicit.py'],
    ['run/echo-server.py', 'run/echo-client.py'],
  ] as const) {
    it(`${server} serves others while one client is silent and one speaks http, and ends quietly on Ctrl-C`, async () => {
      const port = await freePort();
      const started = await serve(`python3 ${server}`, plain, port, {});
      const silent = connect(port, '127.0.0.1');
      await once(silent, 'connect');
      await speakHttp(port);

      const answer = await shell(`${clientPython()} ${client}`, plain, { PORT: String(port) });
      expect(answer).toMatch(/It works|Hello, localhost/);
      expect(await started.stop('SIGINT')).toBe(0);
      expect(started.output()).not.toContain('Traceback');
      expect(started.output()).toContain('HTTP_REQUEST');
      silent.destroy();
    });
  }

  for (const [line, needs] of [
    ['python3 run/python-server.py', 'python3'],
    ['python3 run/echo-server.py', 'python3'],
    ['node run/node-server.mjs', 'node'],
    ['run/uvicorn.sh', 'uvicorn'],
    ['run/hypercorn.sh', 'hypercorn'],
    ['run/nginx.sh', 'nginx'],
  ] as const) {
    describeWith([needs], line, () => {
      it('asks for the password of the key on the terminal, without showing it', async () => {
        const port = await freePort();
        const asked = `'${findTool('python3') ?? ''}' '${onATerminal}' "$ANSWER" ${line}`;
        const started = await serve(asked, encrypted, port, { ANSWER: password, KEY_PASSWORD: undefined });
        expect(started.output()).toContain('Password of key.pem: ');
        expect(started.output()).not.toContain('pass phrase');
        await started.stop();
      });
    });
  }

  it('is refused by the clients for another name and by those who trust another authority', async () => {
    const port = await freePort();
    const env = { PORT: String(port) };
    const started = await serve('python3 run/python-server.py', plain, port, {});
    for (const client of ['python-client', 'python-client-explicit', 'echo-client']) {
      const line = `${clientPython()} run/${client}.py`;
      await expect(shell(`${line} other.test`, plain, env), client).rejects.toThrow(/Hostname mismatch/);
      await expect(shell(line, encrypted, env), client).rejects.toThrow(/CERTIFICATE_VERIFY_FAILED/);
    }
    for (const check of ['curl', 'openssl-client'] as const)
      await expect(shell(commandsOf(check, encrypted, port), encrypted), check).rejects.toThrow();
    await started.stop();
  });

  it('says what to set where there is no terminal to ask on', async () => {
    const answer = shell('run/uvicorn.sh </dev/null', encrypted, { KEY_PASSWORD: undefined });
    await expect(answer).rejects.toThrow(/put its password into KEY_PASSWORD/);
  });
});

describeWith(['openssl'], 'scripts of run/ where a program is missing', () => {
  let bare: Unzipped;
  let environment: Record<string, string>;
  beforeAll(() => {
    bare = unzip({ hosts: ['localhost'], key: 'ecdsa' });
    // A PATH with what every system has, and modules of Python that cannot be imported.
    const programs = join(bare.folder, 'bin');
    const modules = join(bare.folder, 'modules');
    mkdirSync(programs);
    mkdirSync(modules);
    for (const path of ['/bin/sh', '/usr/bin/dirname']) symlinkSync(path, join(programs, basename(path)));
    for (const name of ['uvicorn', 'gunicorn', 'hypercorn', 'flask', 'django'])
      writeFileSync(join(modules, `${name}.py`), 'raise ImportError\n');
    environment = { PATH: programs, PYTHONPATH: modules };
  });

  it.each([
    ['uvicorn', 'apt install uvicorn python3-starlette', 'pip install uvicorn starlette'],
    ['gunicorn', 'apt install gunicorn python3-flask', 'pip install gunicorn flask'],
    ['hypercorn', 'apt install python3-hypercorn python3-starlette', 'pip install hypercorn starlette'],
    ['flask', 'apt install python3-flask', 'pip install flask'],
    ['django', 'apt install python3-django python3-django-extensions', 'pip install django'],
    ['django-sslserver', 'pip install django django-sslserver', ''],
    ['uwsgi', 'apt install uwsgi uwsgi-plugin-python3', 'pip install uwsgi'],
  ])('%s.sh says what to install', async (script, ...ways) => {
    const failure: unknown = await shell(`run/${script}.sh`, bare, environment).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 1 });
    for (const way of ways) expect(String(failure)).toContain(way);
  });
});
