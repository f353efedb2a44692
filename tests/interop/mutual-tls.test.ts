// Kits for mutual TLS as they stand: every server of run/ started from the unpacked folder, and every program of a client's folder
// knocking as the right client, as one of another authority, as one that was revoked, and with no certificate at all.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClientKit } from '../../src/pki/client-kit/make-kit';
import { mutualClients, type MutualClientId } from '../../src/pki/recipes/mutual/clients';
import { mutualServers, type MutualServerId } from '../../src/pki/recipes/mutual/servers';
import { kitPlan, passwordsIn, removeUnpacked, unpacked, wish } from '../support/client-kit';
import {
  programs,
  visit,
  visitors,
  withoutCertificate,
  type Visitor,
  type VisitorFolder,
} from '../support/mutual-clients';
import { freePort, startServer, type ServerProcess } from '../support/server-process';
import { OpensslAuthority } from '../support/revoking-authority';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith, findTool, type ToolName } from '../support/tools';
import { pathWith } from '../support/unzipped';

interface Expected {
  readonly script: string;
  readonly tools: readonly ToolName[];
  /** Whether the page can greet by name. */
  readonly knows: boolean;
}

const servers: Readonly<Record<MutualServerId, Expected>> = {
  'python-ssl': { script: './run/python-server.py', tools: ['python3'], knows: true },
  uvicorn: { script: './run/uvicorn-server.py', tools: ['uvicorn', 'python3'], knows: true },
  gunicorn: { script: './run/gunicorn.sh', tools: ['gunicorn', 'flask'], knows: true },
  flask: { script: './run/flask-server.py', tools: ['flask'], knows: true },
  uwsgi: { script: './run/uwsgi.sh', tools: ['uwsgi'], knows: true },
  hypercorn: { script: './run/hypercorn-server.py', tools: ['hypercorn', 'python3'], knows: false },
  node: { script: 'node run/node-server.mjs', tools: ['node'], knows: true },
  nginx: { script: './run/nginx.sh', tools: ['nginx'], knows: true },
};

const clientIds = Object.keys(mutualClients) as MutualClientId[];
/** What each server answered: `let in` or `refused`, by visitor, by program. */
const table = new Map<MutualServerId, Map<MutualClientId, string>>();

const folders = {} as Record<Visitor, VisitorFolder>;
let server = '';
const running = new Set<ServerProcess>();

beforeAll(async () => {
  const now = new Date();
  const place = temporaryFolder('mutual-tls-');
  const authority = new OpensslAuthority(place);
  const signedBy = { kind: 'given', authority: await authority.opened(now) } as const;
  const people = [wish('Right Person'), wish('Revoked Person')];
  const kit = await makeClientKit(kitPlan({ people, signedBy, revocationLists: [authority.list()] }), now);
  // The same name and another key: only the signature tells them apart.
  const other = await makeClientKit(
    kitPlan({ people: [wish('Wrong Person')], signedBy: { kind: 'new', commonName: authority.name } }),
    now,
  );
  const folder = unpacked(kit.files);
  const own = (root: string, { files }: typeof kit, name: string): VisitorFolder => ({
    folder: join(root, 'clients', name),
    password: passwordsIn(files).get(`clients/${name}`) ?? '',
  });
  server = join(folder, 'server');
  folders.right = own(folder, kit, 'right-person');
  folders.revoked = own(folder, kit, 'revoked-person');
  folders.wrong = own(unpacked(other.files), other, 'wrong-person');
  // It believes the server, which does not believe it.
  cpSync(join(folders.right.folder, 'ca.pem'), join(folders.wrong.folder, 'ca.pem'));
  folders.none = withoutCertificate(folders.right);
  authority.revoke(join(folders.revoked.folder, 'cert.pem'));
  writeFileSync(join(server, 'client-ca.crl.pem'), authority.listText());
});

afterAll(async () => {
  await Promise.all([...running].map((one) => one.stop('SIGKILL')));
  removeUnpacked();
  removeTemporaryFolders();
  print();
});

async function serve(line: string, tools: readonly ToolName[], port: number): Promise<ServerProcess> {
  const started = await startServer(line, {
    folder: server,
    address: '127.0.0.1',
    port,
    env: {
      PATH: pathWith(...tools, 'node'),
      PYTHONWARNINGS: 'error::DeprecationWarning:__main__',
      HOST: undefined,
      PORT: String(port),
    },
  });
  running.add(started);
  return started;
}

async function stop(started: ServerProcess): Promise<void> {
  running.delete(started);
  await started.stop();
}

/** Let in is whoever sees the page; what a refusal looks like is each server's own affair. */
async function knock(id: MutualClientId, who: Visitor, port: number) {
  const heard = await visit(id, folders[who], `https://localhost:${port}/`);
  const letIn = heard.output.includes('It works');
  expect(heard.succeeded, heard.output).toBe(letIn);
  return { ...heard, letIn };
}

function print(): void {
  const lines = [...table].map(
    ([id, heard]) =>
      `${mutualServers[id].label.padEnd(11)}${clientIds.map((client) => (heard.get(client) ?? '-').padEnd(40)).join('')}`,
  );
  const head = ' '.repeat(11) + clientIds.map((id) => mutualClients[id].label.padEnd(40)).join('');
  console.log([`right, wrong, revoked, none:`, head, ...lines].join('\n'));
}

describe('mutual TLS', () => {
  for (const [id, { script, tools, knows }] of Object.entries(servers) as [MutualServerId, Expected][]) {
    describeWith([...tools, 'openssl', 'curl'], id, () => {
      it('lets in the right client and turns the others away, whichever program they use', async () => {
        const port = await freePort();
        const line = mutualServers[id].commands({ host: 'localhost', revocation: 'chain' });
        const started = await serve(line.replaceAll('8443', String(port)), tools, port);
        const heard = new Map<MutualClientId, string>();
        for (const client of clientIds) {
          if (programs[client].tools.some((tool) => findTool(tool) === undefined)) continue;
          const answers: string[] = [];
          for (const who of visitors) {
            const { letIn, output } = await knock(client, who, port);
            answers.push(letIn ? 'in' : 'out');
            expect(letIn, `${client}, ${who}: ${output}\n${started.output()}`).toBe(who === 'right');
            if (letIn) expect(output).toContain(knows ? 'Hello, Right Person.' : 'Hello, whoever you are');
          }
          heard.set(client, answers.join(' '));
        }
        table.set(id, heard);
        await stop(started);
      });

      it('does the same by its script', async () => {
        const port = await freePort();
        const started = await serve(script, tools, port);
        for (const who of visitors)
          expect((await knock('curl', who, port)).letIn, `${who}\n${started.output()}`).toBe(who === 'right');
        await stop(started);
      });
    });
  }
});
