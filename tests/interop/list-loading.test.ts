// The lines that the page gives for loading a revocation list, run as they stand: every server with a right, a wrong, a revoked
// and no client certificate, with a list that is overdue, and with the list of the signing authority alone where it wants all.
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profiles } from '../../src/pki/profile';
import { listLoading } from '../../src/ui/authorities/list-loading-words';
import { run } from '../support/clients/run';
import { startReader, surroundings, textOf, type ServerReader } from '../support/list-readers';
import { revokedChain, type RevokedChain } from '../support/revoked-chain';
import { freePort, type ServerProcess } from '../support/server-process';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const serverIds = Object.keys(surroundings) as readonly ServerReader[];
const leaf = {
  ...profiles.tlsServer,
  extendedKeyUsage: [...profiles.tlsServer.extendedKeyUsage, '1.3.6.1.5.5.7.3.2'],
};

let chain: RevokedChain;
let other: RevokedChain;
/** A root that signs by itself, with a folder of its own: there is no other list. */
let alone: RevokedChain;
const table: string[] = [];
let running: ServerProcess | undefined;

const put = (where: RevokedChain, name: string, ...parts: readonly string[]) => {
  writeFileSync(where.file(name), parts.map((part) => readFileSync(where.file(part), 'utf8')).join(''));
};
const putList = (...lists: readonly string[]) => {
  put(chain, 'ca.crl.pem', ...lists);
};

beforeAll(async () => {
  const now = new Date();
  chain = await revokedChain('ec-p256', 'ecdsa-p256-sha256', now, leaf);
  // Of the same names, with other keys: only the signature tells them apart.
  other = await revokedChain('ec-p384', 'ecdsa-p384-sha512', now, leaf);
  alone = await revokedChain('ec-p256', 'ecdsa-p256-sha256', now, leaf, 'root');
  put(chain, 'ca.pem', 'between.pem', 'root.pem');
  put(alone, 'ca.pem', 'root.pem');
  // HAProxy wants the key in the same file, and the others do not mind.
  put(chain, 'server.pem', 'good.pem', 'between.pem', 'key.pem');
  put(alone, 'server.pem', 'good.pem', 'key.pem');
  put(alone, 'ca.crl.pem', 'between.crl');
  copyFileSync(chain.file('root.crl'), chain.file('root.crl.pem'));
  for (const { folder } of [chain, alone]) {
    writeFileSync(join(folder, 'served.txt'), 'served\n');
    // Apache's workers are somebody else.
    chmodSync(folder, 0o755);
  }
});

afterAll(async () => {
  await running?.stop('SIGKILL');
  removeTemporaryFolders();
  console.log(table.join('\n'));
});

const wants = (id: string) => listLoading(false).find((one) => one.id === id)?.wants;

/** Starts it with the list that lies there, and asks who is let in. */
async function letInBy(id: ServerReader, curl: string, at = chain): Promise<readonly string[]> {
  const port = await freePort();
  running = await startReader(id, at.folder, port, at === alone);
  const bring = ({ file }: RevokedChain, name: string) => [
    ...['--cert', file(`${name}.pem`), '--key', file('key.pem')],
  ];
  const visitors = {
    right: bring(at, 'good'),
    wrong: bring(other, 'good'),
    revoked: bring(at, 'revoked'),
    held: bring(at, 'held'),
    none: [],
  };
  const letIn: string[] = [];
  for (const [who, bringing] of Object.entries(visitors)) {
    const { output } = await run(curl, [
      ...['-q', '-sS', '--noproxy', '*', '--cacert', at.file('root.pem'), ...bringing],
      ...['--connect-to', `::127.0.0.1:${port}`, `https://good.test:${port}/`],
    ]);
    if (output === 'served\n') letIn.push(who);
  }
  await running.stop();
  running = undefined;
  return letIn;
}

describe('a revocation list, loaded as the page says', () => {
  it('is told of every server in run/', () => {
    expect(serverIds).toEqual(expect.arrayContaining(['uwsgi', 'nginx', 'node', 'gunicorn', 'hypercorn']));
    expect(listLoading(false).map(({ id }) => id)).toEqual(['openssl', ...serverIds, 'curl']);
  });

  for (const id of serverIds)
    describeWith([...surroundings[id].tools, 'curl'], id, (path) => {
      it('lets in the right one alone', async () => {
        if (wants(id) === 'every-list') putList('between.crl', 'root.crl');
        else putList('between.crl');
        const letIn = await letInBy(id, path('curl'));
        table.push(`${id.padEnd(12)} in: ${letIn.join(', ')}`);
        expect(letIn).toEqual(['right']);
      });

      it('lets in the right one alone with the only list there is, a root’s', async () => {
        const letIn = await letInBy(id, path('curl'), alone);
        table.push(`${id.padEnd(12)} in, under a root alone: ${letIn.join(', ')}`);
        expect(letIn).toEqual(['right']);
      });

      it('lets in nobody whose list is overdue', async () => {
        putList('old.crl', 'root.crl');
        // uWSGI's application does not look at the date here, and the page says so; what it has is an old list.
        expect(await letInBy(id, path('curl'))).toEqual(id === 'uwsgi' ? ['right', 'revoked', 'held'] : []);
      });

      if (wants(id) !== 'every-list' || id === 'node') return;
      it('wants the list of the root too', async () => {
        putList('between.crl');
        expect(await letInBy(id, path('curl'))).toEqual([]);
      });
    });

  describeWith(['openssl'], 'openssl', (path) => {
    it('verifies what is not on the list, and refuses what is', async () => {
      putList('between.crl');
      for (const { at, root } of [
        { at: chain, root: false },
        { at: alone, root: true },
      ]) {
        const outcomes: string[] = [];
        for (const name of ['good', 'revoked', 'held']) {
          put(at, 'cert.pem', `${name}.pem`);
          const line = textOf('openssl', root).replace(/^openssl/, `'${path('openssl')}'`);
          const { output } = await run('sh', ['-c', `cd '${at.folder}' && ${line}`]);
          outcomes.push(/: OK$|certificate revoked/m.exec(output)?.[0] ?? output);
        }
        expect(outcomes).toEqual([': OK', 'certificate revoked', 'certificate revoked']);
      }
    });
  });

  describeWith(['curl', 'python3'], 'curl', (path) => {
    it('gets a page from a server that is not on the list, and none from one that is', async () => {
      const outcomes: string[] = [];
      for (const name of ['good', 'revoked']) {
        putList('between.crl');
        put(chain, 'server.pem', `${name}.pem`, 'between.pem', 'key.pem');
        const port = await freePort();
        running = await startReader('python-ssl', chain.folder, port);
        putList('between.crl', 'root.crl');
        const line = textOf('curl')
          .replace(
            /^curl/,
            `'${path('curl')}' -q -sS --noproxy '*' --connect-to ::127.0.0.1:${port} \\
            --cert good.pem --key key.pem`,
          )
          .replace('server.example:8443', `${name}.test:${port}`);
        const { output } = await run('sh', ['-c', `cd '${chain.folder}' && ${line}`]);
        outcomes.push(/^served$|certificate revoked/m.exec(output)?.[0] ?? output);
        await running.stop();
        running = undefined;
      }
      expect(outcomes).toEqual(['served', 'certificate revoked']);
    });
  });
});
