// The same questions to every TLS client: each row of what we make is served, and the client that trusts its root has to
// accept every name in it, and to refuse another name, another root, and what the authority may not sign, each for the right
// reason. Servers listen on 127.0.0.1, whatever name is asked for.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderOf, HOSTS, made, OUTSIDE, type Row } from '../made';
import { removeTemporaryFolders } from '../temporary-folder';

interface Check {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Name or address the certificate is held against. */
  readonly host: string;
  /** Path of the trusted certificate, PEM. */
  readonly ca: string;
}

/** `ok`, or the client's own words. */
type Verdict = string;

export interface Client {
  /** Answers in the order of the checks. */
  readonly ask: (checks: readonly Check[]) => Promise<readonly Verdict[]>;
  /** How it words each refusal; `outside` is absent where it does not heed a root's constraints. */
  readonly words: { readonly name: RegExp; readonly root: RegExp; readonly outside?: RegExp };
}

const WRONG = 'wrong.test';

/** An authority that has nothing to do with the row. */
export function stranger(folder: string, [algorithm, signer]: Row): string {
  const other: Row = [algorithm.startsWith('ml-dsa') ? 'ml-dsa-44' : 'ec-p256', 'new authority'];
  return signer === 'given intermediate'
    ? join(folderOf(folder, other), 'ca.pem')
    : join(folder, 'authority-1.pem');
}

async function serve(place: string, chain: string): Promise<Server> {
  const server = createServer(
    { cert: readFileSync(join(place, chain)), key: readFileSync(join(place, 'key.pem')) },
    (_, response) => response.end('served\n'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Puts every question of `rows` to the client at once, and tests the answers one by one. */
export function suite(rows: readonly Row[], { ask, words }: Client): void {
  const servers: Server[] = [];
  const verdicts = new Map<string, Verdict>();
  const keyOf = (row: Row, question: string): string => `${row.join(' ')} ${question}`;

  beforeAll(async () => {
    const folder = await made();
    const questions: (readonly [key: string, check: Check])[] = [];
    for (const row of rows) {
      const place = folderOf(folder, row);
      const server = await serve(place, 'fullchain.pem');
      servers.push(server);
      const [port, ca] = [portOf(server), join(place, 'ca.pem')];
      for (const host of [...HOSTS, WRONG]) questions.push([keyOf(row, host), { port, host, ca }]);
      questions.push([keyOf(row, 'stranger'), { port, host: HOSTS[0], ca: stranger(folder, row) }]);
      if (row[1] !== 'new authority') continue;
      const outside = await serve(place, 'outside.pem');
      servers.push(outside);
      questions.push([keyOf(row, OUTSIDE), { port: portOf(outside), host: OUTSIDE, ca }]);
    }
    const answers = await ask(questions.map(([, check]) => check));
    for (const [index, [key]] of questions.entries()) verdicts.set(key, answers[index] ?? 'no answer');
  });

  afterAll(async () => {
    await Promise.all(
      servers.map(
        (server) =>
          new Promise((resolve) => {
            server.closeAllConnections();
            server.close(resolve);
          }),
      ),
    );
    removeTemporaryFolders();
  });

  describe.each(rows)('%s, %s', (...row) => {
    const verdict = (question: string) => verdicts.get(keyOf(row, question));

    it.each(HOSTS)('%s is accepted', (host) => {
      expect(verdict(host)).toBe('ok');
    });

    it('another name is refused', () => {
      expect(verdict(WRONG)).toMatch(words.name);
    });

    it('without its root it is refused', () => {
      expect(verdict('stranger')).toMatch(words.root);
    });

    if (row[1] === 'new authority' && words.outside !== undefined) {
      const { outside } = words;
      it('what lies outside the authority’s constraints is refused', () => {
        expect(verdict(OUTSIDE)).toMatch(outside);
      });
    }
  });
}

/** Runs `work` on every item, a few at a time. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  atOnce = 4,
): Promise<readonly R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
