// The zip of a manifest as somebody uses it: unpacked, its README followed to the letter, servers started beside a certificate of it
// and opened, and those that insist on a client certificate with the PKCS#12 of a person.
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { manifestArchive } from '../../src/pki/manifest/archive';
import { nothingMade } from '../../src/pki/manifest/made-before';
import { makeManifest } from '../../src/pki/manifest/make';
import { parseManifest } from '../../src/pki/manifest/manifest';
import { planOf } from '../../src/pki/manifest/plan';
import { freePort, startServer, type ServerProcess } from '../support/server-process';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';
import { pathWith } from '../support/unzipped';

const run = promisify(execFile);
const text = JSON.stringify({
  certwright: 1,
  authorities: {
    root: { commonName: 'Team root', permitted: ['example.test'] },
    issuing: { commonName: 'Team issuing', signedBy: 'root', days: 1826 },
  },
  servers: [
    { names: ['app.example.test', '*.example.test'], signedBy: 'issuing' },
    { names: ['other.example.test'], signedBy: 'root' },
  ],
  clients: [{ name: 'Alice <b>', email: 'alice@example.test', signedBy: 'issuing' }],
});

describeWith(
  ['unzip', 'curl', 'openssl', 'python3', 'nginx', 'gunicorn', 'flask', 'sh'],
  'the zip of a manifest, unpacked',
  (path) => {
    let folder: string;
    const running = new Set<ServerProcess>();
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');

    beforeAll(async () => {
      const at = new Date();
      const manifest = parseManifest(text);
      if (!manifest.ok) throw new Error(JSON.stringify(manifest.error));
      const plan = planOf(manifest.value, nothingMade, at);
      const { signal } = new AbortController();
      const job = { manifest: manifest.value, plan, before: nothingMade, authorities: new Map(), at };
      const result = await makeManifest(job, { signal, progress: () => undefined });
      if (result.kind !== 'begun') throw new Error(JSON.stringify(result.refusals));
      const { contents } = await manifestArchive(result.begun, text, 'correct horse', signal);
      const above = temporaryFolder('manifest-run-');
      writeFileSync(join(above, 'certwright.zip'), contents);
      execFileSync(path('unzip'), ['-q', 'certwright.zip'], { cwd: above });
      folder = join(above, 'certwright');
    });
    afterAll(async () => {
      await Promise.all([...running].map((one) => one.stop('SIGKILL')));
      removeTemporaryFolders();
    });

    /** The code blocks below a heading of the README. */
    const blocks = (heading: string): readonly string[] => {
      const [, section = ''] = read('README.md').split(`## ${heading}\n`);
      const [own = ''] = section.split(/^## /m);
      return [...own.matchAll(/^```\n([^]*?)^```$/gm)].map(([, lines = '']) => lines);
    };

    async function start(line: string, at: string, port: number): Promise<ServerProcess> {
      const server = await startServer(line, {
        folder: join(folder, at),
        address: '127.0.0.1',
        port,
        env: {
          PATH: pathWith('python3', 'nginx', 'gunicorn', 'flask'),
          HOST: undefined,
          PORT: String(port),
        },
      });
      running.add(server);
      return server;
    }

    async function stop(server: ServerProcess): Promise<void> {
      running.delete(server);
      await server.stop();
    }

    const shell = (line: string, at: string) =>
      run(path('sh'), ['-c', line], { cwd: join(folder, at), timeout: 30_000 });
    const app = 'servers/app.example.test+1';

    it('a server starts as the README says, with the folder it shows and with another', async () => {
      const [before = '', check = ''] = blocks('Start a server');
      const lines = before.trim().split('\n');
      expect(lines.at(-1)).toBe('python3 run/python-server.py');
      await shell(lines.slice(0, -1).join(' && '), '.');
      await shell("cp -r run 'servers/other.example.test/'", '.');
      for (const [line, at, wanted] of [
        [lines.at(-1) ?? '', app, check],
        ['sh run/nginx.sh', 'servers/other.example.test', check.replaceAll('app.', 'other.')],
      ] as const) {
        const port = await freePort();
        const server = await start(line, at, port);
        const { stdout } = await shell(wanted.replaceAll('8443', String(port)), at);
        expect(stdout).toContain('<h1>It works</h1>');
        await stop(server);
      }
    });

    it('a server that insists lets in whoever has a file of the zip with its password, and nobody else', async () => {
      const [before = ''] = blocks('Let in only who has a certificate');
      const lines = before.trim().split('\n');
      await shell(lines.slice(0, -1).join(' && '), '.');
      const [, password = ''] = /,([^,\r\n]+)\r?\n$/.exec(read('passwords.csv')) ?? [];
      const [, check = ''] = blocks('Start a server');
      for (const line of [lines.at(-1) ?? '', 'sh run/gunicorn.sh']) {
        const port = await freePort();
        const server = await start(line, app, port);
        const open = check.trim().replaceAll('8443', String(port));
        const identity = `--cert-type P12 --cert '../../clients/Alice__b_/client.p12:${password}'`;
        const { stdout } = await shell(`${open} ${identity}`, app);
        expect(stdout).toContain('Alice');
        await expect(shell(open, app)).rejects.toThrow();
        await stop(server);
      }
    });

    it('whoever gets a certificate finds how to install it, in words and in a profile', () => {
      const page = read('clients/Alice__b_/INSTALL.html');
      expect(page).toContain('Certificate of Alice &#60;b&#62;');
      expect(page).toContain('client.p12');
      expect(page).toContain('Team issuing');
      expect(page).not.toContain('Use it in programs');
      const profile = read('clients/Alice__b_/client.mobileconfig');
      expect(profile).toContain('com.apple.security.pkcs12');
      expect(profile.replace(/\s/g, '')).toContain(
        readFileSync(join(folder, 'clients/Alice__b_/client.p12')).toString('base64'),
      );
    });
  },
);
