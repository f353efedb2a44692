// Every line that a kit tells somebody to type, typed: taken out of its README.md and INSTALL.html, not out of our sources. A server's
// is knocked at by the right client, one of another authority, one that was revoked, and one without a certificate; where whoever is
// revoked comes in, the sentence above the line must say so.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClientKit } from '../../src/pki/client-kit/make-kit';
import { mutualClients } from '../../src/pki/recipes/mutual/clients';
import { mutualServers } from '../../src/pki/recipes/mutual/servers';
import { run } from '../support/clients/run';
import { kitPlan, passwordsIn, removeUnpacked, unpacked, wish } from '../support/client-kit';
import {
  knock,
  visitors,
  withoutCertificate,
  type Visitor,
  type VisitorFolder,
} from '../support/mutual-clients';
import {
  keptAuthority,
  listOf,
  replaceList,
  serve,
  serverIds,
  serversUnderTest,
  stopServers,
} from '../support/mutual-servers';
import { freePort } from '../support/server-process';
import { describeWith, findTool } from '../support/tools';
import { linesOfPage, linesOfReadme, type ToldLine } from '../support/told-lines';
import { pathWith } from '../support/unzipped';

const onATerminal = join(import.meta.dirname, '../support/on-a-terminal.py');
const DAY = 86_400_000;
const now = new Date();
const folders = {} as Record<Visitor, VisitorFolder>;
let server = '';
let readme: readonly ToldLine[] = [];
const table: string[] = [];

beforeAll(async () => {
  const signedBy = { kind: 'new', commonName: 'Kit authority' } as const;
  // Keys in clear: what is typed by hand asks nobody for a password then.
  const own = { people: [wish('Right Person'), wish('Revoked Person')], signedBy, plainKeys: true };
  const kit = await makeClientKit(kitPlan(own), now);
  const other = await makeClientKit(kitPlan({ ...own, people: [wish('Wrong Person')] }), now);
  const root = unpacked(kit.files);
  const folderOf = (kitFolder: string, name: string) => ({
    folder: join(kitFolder, 'clients', name),
    password: '',
  });
  server = join(root, 'server');
  readme = linesOfReadme(readFileSync(join(root, 'README.md'), 'utf8'));
  folders.right = folderOf(root, 'right-person');
  folders.revoked = folderOf(root, 'revoked-person');
  folders.wrong = folderOf(unpacked(other.files), 'wrong-person');
  cpSync(join(folders.right.folder, 'ca.pem'), join(folders.wrong.folder, 'ca.pem'));
  folders.none = withoutCertificate(folders.right);
  const authority = await keptAuthority(root, passwordsIn(kit.files).get('authority.pem') ?? '', now);
  const revoked = [join(folders.revoked.folder, 'cert.pem')];
  const nextUpdate = new Date(now.getTime() + DAY);
  replaceList(server, await listOf(authority, revoked, { number: 2n, nextUpdate }));
});

afterAll(async () => {
  await stopServers();
  removeUnpacked();
  console.log(table.join('\n'));
});

const inOrder = (labels: readonly string[]) => [...labels].sort();

describe('the README of a kit', () => {
  it('tells a line for every server, and a second one for those whose own flags require a certificate', () => {
    expect(inOrder(readme.map(({ of }) => of))).toEqual(
      inOrder([...serverIds.map((id) => mutualServers[id].label), 'uvicorn', 'gunicorn', 'hypercorn']),
    );
    const flags = readme.map(({ line }) => line).join('\n');
    for (const flag of [
      '--ssl-cert-reqs 2',
      '--cert-reqs 2',
      '--verify-mode CERT_REQUIRED',
      '!client-ca.pem',
    ])
      expect(flags).toContain(flag);
  });

  for (const id of serverIds) {
    const { label } = mutualServers[id];
    const { tools } = serversUnderTest[id];
    describeWith([...tools, 'curl'], label, () => {
      it('lets in by each of its lines whom the README says', async () => {
        const own = readme.filter(({ of }) => of === label);
        expect(own.length).toBeGreaterThan(0);
        for (const { line, above } of own) {
          const port = await freePort();
          const started = await serve(line.replaceAll('8443', String(port)), id, server, port);
          const letIn: Visitor[] = [];
          for (const who of visitors) if ((await knock('curl', folders[who], port)).letIn) letIn.push(who);
          await started.stop();
          table.push(
            `${label.padEnd(11)} in: ${letIn.join(', ').padEnd(15)} ${line.replace(/\s*\\\n\s*/g, ' ')}`,
          );
          const blind = above.includes('whoever is revoked comes in');
          expect(letIn, started.output()).toEqual(blind ? ['right', 'revoked'] : ['right']);
          // Its own flags, and they alone.
          expect(blind, line).toBe(/cert-reqs|verify-mode/.test(line));
        }
      });
    });
  }
});

describeWith(['python3', 'curl', 'node', 'requests', 'httpx'], 'the INSTALL.html of a client', (path) => {
  let port = 0;
  let url = '';
  let told: readonly ToldLine[] = [];
  beforeAll(async () => {
    port = await freePort();
    url = `https://localhost:${port}/`;
    await serve(`python3 run/python-server.py`, 'python-ssl', server, port);
    told = linesOfPage(readFileSync(join(folders.right.folder, 'INSTALL.html'), 'utf8'));
  });

  const environment = `PATH='${pathWith('python3', 'curl', 'node')}' PYTHONWARNINGS=error::DeprecationWarning:__main__`;
  /** Typed in a client's folder. */
  const typed = async (line: string, who: Visitor) => {
    const { folder } = folders[who];
    const quoted = `'${folder.replaceAll("'", `'\\''`)}'`;
    return (await run('sh', ['-c', `cd ${quoted} && export ${environment} && ${line}`])).output;
  };
  const letInBy = async (line: string): Promise<readonly Visitor[]> => {
    const letIn: Visitor[] = [];
    for (const who of visitors)
      if ((await typed(line, who)).includes('Hello, Right Person.')) letIn.push(who);
    table.push(`in: ${letIn.join(', ').padEnd(15)} ${line.split('\n')[0] ?? ''}`);
    return letIn;
  };
  const noteOf = (label: string) => told.find(({ of }) => of === label)?.above ?? '';

  it('tells a line for every program, each of which the server lets in by', async () => {
    for (const { label } of Object.values(mutualClients)) {
      const line = told.find(({ of }) => of === label)?.line ?? '';
      expect(line, label).not.toBe('');
      expect(await letInBy(`${line} ${url}`), line).toEqual(['right']);
    }
  });

  it('tells curl by hand', async () => {
    const [, line = ''] = /By hand: (curl .*?) and the address\./.exec(noteOf('curl')) ?? [];
    expect(line).toContain('--cert cert.pem');
    expect(await letInBy(`${line} ${url}`)).toEqual(['right', 'none']);
    // The folder of who has none has the files all the same: without naming them nobody comes in.
    expect(await letInBy(`${line.replace(/--cert.*/, '')} ${url}`)).toEqual([]);
  });

  it('tells curl by hand, which asks for the password of an encrypted key', async () => {
    const kit = await makeClientKit(kitPlan({ people: [wish('Anna Muster')] }), now);
    const root = unpacked(kit.files);
    const folder = join(root, 'clients/anna-muster');
    const page = linesOfPage(readFileSync(join(folder, 'INSTALL.html'), 'utf8'));
    const note = page.find(({ of }) => of === 'curl')?.above ?? '';
    const [, line = ''] = /By hand: (curl .*?) and the address; it asks for the password/.exec(note) ?? [];
    const own = await freePort();
    await serve('python3 run/python-server.py', 'python-ssl', join(root, 'server'), own);
    const answered = (password: string) =>
      run('sh', [
        '-c',
        `cd "$1" && QUESTION='Enter PEM pass phrase:' exec '${path('python3')}' "$2" "$3" ${line} https://localhost:${own}/`,
        ...['sh', folder, onATerminal, password],
      ]);
    const password = passwordsIn(kit.files).get('clients/anna-muster') ?? '';
    expect((await answered(password)).output).toContain('Hello, Anna Muster.');
    expect((await answered('changeit')).output).not.toContain('Hello');
  });

  it('tells requests in one line, for a key that is not encrypted', async () => {
    const program = readFileSync(join(folders.right.folder, 'run/requests-client.py'), 'utf8');
    const [call = ''] = /requests\.get\(URL.*\)(?= does the same)/.exec(program) ?? [];
    const line = (one: string) => `python3 -c 'import requests; URL = "${url}"; print(${one}.text)'`;
    expect(await letInBy(line(call))).toEqual(['right', 'none']);
    expect(await letInBy(line(call.replace(/cert=\(.*?\), /, '')))).toEqual([]);
  });

  it('tells Node’s fetch with an agent', async () => {
    const [agent = ''] = /new Agent\(.*?\}\s*\}\)/.exec(noteOf('Node')) ?? [];
    expect(agent).toContain('cert');
    // The package's own class, as it is inside Node.
    const program = `const { readFileSync } = require("node:fs");
      fetch("data:,").then(async () => {
        const Agent = globalThis[Symbol.for("undici.globalDispatcher.1")].constructor;
        const [ca, cert, key] = ["ca.pem", "cert.pem", "key.pem"].map((name) => readFileSync(name));
        console.log(await (await fetch("${url}", { dispatcher: ${agent} })).text());
      });`;
    expect(await letInBy(`node -e '${program}'`)).toEqual(['right', 'none']);
    expect(findTool('node')).toBe(path('node'));
  });
});
