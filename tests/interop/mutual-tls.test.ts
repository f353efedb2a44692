// Kits for mutual TLS as they stand: every server of run/ started from the unpacked folder, and every program of a client's folder
// knocking as the right client, as one of another authority, as one that was revoked, and with no certificate at all.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClientKit, type ClientKit } from '../../src/pki/client-kit/make-kit';
import { mutualClients, type MutualClientId } from '../../src/pki/recipes/mutual/clients';
import { mutualServers, type MutualServerId } from '../../src/pki/recipes/mutual/servers';
import { kitPlan, passwordsIn, removeUnpacked, unpacked, wish } from '../support/client-kit';
import {
  knock,
  programs,
  visitors,
  withoutCertificate,
  type Visitor,
  type VisitorFolder,
} from '../support/mutual-clients';
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
import { freePort } from '../support/server-process';
import { describeWith, findTool } from '../support/tools';

const clientIds = Object.keys(mutualClients) as readonly MutualClientId[];
/** What each program heard from each server, by visitor, for the table at the end. */
const table = new Map<MutualServerId, Map<Visitor, string[]>>();

const DAY = 86_400_000;
const now = new Date();
const folders = {} as Record<Visitor, VisitorFolder>;
let server = '';
/** The list that came with the kit, one that revokes, and one that is overdue. */
const lists = { first: '', revoking: '', overdue: '' };

function folderIn(root: string, { files }: ClientKit, name: string): VisitorFolder {
  return {
    folder: join(root, 'clients', name),
    password: passwordsIn(files).get(`clients/${name}`) ?? '',
  };
}

beforeAll(async () => {
  const signedBy = { kind: 'new', commonName: 'Kit authority' } as const;
  const people = [wish('Right Person'), wish('Revoked Person')];
  const kit = await makeClientKit(kitPlan({ people, signedBy }), now);
  // An authority of the same name and with another key: only the signature tells them apart.
  const other = await makeClientKit(kitPlan({ people: [wish('Wrong Person')], signedBy }), now);
  const root = unpacked(kit.files);
  server = join(root, 'server');
  folders.right = folderIn(root, kit, 'right-person');
  folders.revoked = folderIn(root, kit, 'revoked-person');
  folders.wrong = folderIn(unpacked(other.files), other, 'wrong-person');
  // It believes the server, which does not believe it.
  cpSync(join(folders.right.folder, 'ca.pem'), join(folders.wrong.folder, 'ca.pem'));
  folders.none = withoutCertificate(folders.right);

  const authority = await keptAuthority(root, passwordsIn(kit.files).get('authority.pem') ?? '', now);
  const revoked = [join(folders.revoked.folder, 'cert.pem')];
  const nextUpdate = new Date(now.getTime() + DAY);
  lists.first = await listOf(authority, [], { number: 1n, nextUpdate });
  lists.revoking = await listOf(authority, revoked, { number: 2n, nextUpdate });
  lists.overdue = await listOf(authority, [], { number: 3n, nextUpdate: new Date(now.getTime() - DAY) });
});

afterAll(async () => {
  await stopServers();
  removeUnpacked();
  print();
});

function print(): void {
  const widths = [12, 9, ...clientIds.map(() => 30)];
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join(' ')
      .trimEnd();
  const rows = [...table].flatMap(([id, heard]) =>
    [...heard].map(([who, answers], i) => line([i === 0 ? mutualServers[id].label : '', who, ...answers])),
  );
  const head = line(['server', 'client', ...clientIds.map((id) => mutualClients[id].label)]);
  console.log([head, ...rows].join('\n'));
}

describe('mutual TLS', () => {
  for (const id of serverIds) {
    const { script, tools, knows } = serversUnderTest[id];
    describeWith([...tools, 'curl'], id, () => {
      const greeting = knows ? 'Hello, Right Person.' : 'Hello, whoever you are';

      it('lets in the right client and turns the others away, whichever program they use', async () => {
        replaceList(server, lists.revoking);
        const port = await freePort();
        const started = await serve(lineOf(id, port), id, server, port);
        const heard = new Map<Visitor, string[]>(visitors.map((who) => [who, []]));
        for (const client of clientIds) {
          const present = programs[client].tools.every((tool) => findTool(tool) !== undefined);
          if (!present) {
            heard.forEach((answers) => answers.push('not installed'));
            continue;
          }
          const answers = await Promise.all(visitors.map((who) => knock(client, folders[who], port)));
          for (const [i, who] of visitors.entries()) {
            const { letIn = false, inShort = '', output = '' } = answers[i] ?? {};
            heard.get(who)?.push(inShort);
            expect(letIn, `${client}, ${who}: ${output}\n${started.output()}`).toBe(who === 'right');
            if (letIn) expect(output).toContain(greeting);
          }
        }
        table.set(id, heard);
        await started.stop();
      });

      it('does the same by its script, and lets in who is not revoked yet', async () => {
        for (const [list, welcome] of [
          ['first', ['right', 'revoked']],
          ['revoking', ['right']],
        ] as const) {
          replaceList(server, lists[list]);
          const port = await freePort();
          const started = await serve(script, id, server, port);
          const letIn: Visitor[] = [];
          for (const who of visitors) if ((await knock('curl', folders[who], port)).letIn) letIn.push(who);
          expect(letIn.sort(), started.output()).toEqual([...welcome].sort());
          await started.stop();
        }
      });

      it('lets nobody in once the list is overdue', async () => {
        replaceList(server, lists.overdue);
        const port = await freePort();
        const started = await serve(script, id, server, port);
        const { letIn, output } = await knock('curl', folders.right, port);
        expect(letIn, output).toBe(false);
        await started.stop();
      });
    });
  }
});
