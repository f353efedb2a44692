// Predictions held against the programs themselves, on chains that no measuring has seen: OpenSSL with and without
// -x509_strict, Python below and from 3.13 on, Node, curl and GnuTLS, as they are installed here. Agreement is printed.
import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { checkServerIdentity as nodeIdentity, connect, createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodePem } from '../../src/codec/pem';
import { curl } from '../../src/pki/clients/curl';
import { gatherEvidence, type Evidence } from '../../src/pki/clients/evidence';
import type { Client } from '../../src/pki/clients/client-model';
import { gnutls } from '../../src/pki/clients/gnutls';
import { node } from '../../src/pki/clients/node';
import { openssl, opensslStrict } from '../../src/pki/clients/openssl';
import { python312 } from '../../src/pki/clients/python';
import { comparable } from '../support/client-matrix';
import { run, runLines } from '../support/clients/run';
import { ChainMaker, type OddChain } from '../support/odd-chain';
import { oddAuthorities } from '../support/odd-chains-authorities';
import { oddLeaves } from '../support/odd-chains-leaves';
import { oddConstraints, oddNames } from '../support/odd-chains-names';
import { oddStores } from '../support/odd-chains-stores';
import { oddForms } from '../support/odd-chains-forms';
import { oddHierarchies } from '../support/odd-chains-hierarchies';
import { oddSuffixes } from '../support/odd-chains-suffixes';
import { oddTogether } from '../support/odd-chains-together';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith, findTool } from '../support/tools';

const at = new Date();
const make = new ChainMaker(at);
const chains: readonly OddChain[] = [
  ...oddAuthorities(make),
  ...oddLeaves(make),
  ...oddNames(make),
  ...oddConstraints(make),
  ...oddStores(make),
  ...oddTogether(make),
  ...oddSuffixes(make),
  ...oddHierarchies(make),
  ...oddForms(make),
];

interface Served extends OddChain {
  readonly port: number;
  readonly authorities: string;
}

type Answers = ReadonlyMap<string, string>;
const LEAST_AGREEMENT = 0.97;

describeWith(['openssl', 'python3', 'curl', 'gnutls-cli'], 'predictions', (path) => {
  const servers: Server[] = [];
  const served: Served[] = [];
  const unservable: string[] = [];
  const evidence = new Map<string, Evidence | undefined>();

  beforeAll(async () => {
    const folder = temporaryFolder('predictions-');
    for (const [place, one] of chains.entries()) {
      const authorities = join(folder, `${place}.pem`);
      writeFileSync(
        authorities,
        one.anchors.map((der) => encodePem('CERTIFICATE', new Uint8Array(der))).join(''),
      );
      try {
        const server = createServer({
          cert: one.chain.map((der) => encodePem('CERTIFICATE', new Uint8Array(der))).join(''),
          key: one.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
        });
        server
          .on('tlsClientError', () => undefined)
          .on('secureConnection', (socket) => {
            socket.on('error', () => undefined).end();
          });
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        servers.push(server);
        served.push({ ...one, port: (server.address() as AddressInfo).port, authorities });
      } catch {
        unservable.push(one.name);
      }
    }
    const own = (list: readonly Uint8Array[]) => list.map((der) => new Uint8Array(der));
    for (const { name, chain, anchors, host } of served) {
      const question = { chain: own(chain), anchors: own(anchors), host, at };
      evidence.set(name, await gatherEvidence(question));
    }
  });

  afterAll(() => {
    for (const server of servers) server.close();
    removeTemporaryFolders();
  });

  /** Two at a time, as there are two processors. */
  async function askEach(ask: (one: Served) => Promise<string>): Promise<Answers> {
    const answers = new Map<string, string>();
    const queue = [...served];
    const worker = async () => {
      for (let one = queue.pop(); one !== undefined; one = queue.pop()) answers.set(one.name, await ask(one));
    };
    await Promise.all([worker(), worker()]);
    return answers;
  }

  const askPython = (python: string) => async (): Promise<Answers> => {
    const lines = served.map(({ host, port, authorities }) => [host, port, authorities]);
    const script = join(import.meta.dirname, '../support/verifications.py');
    const answers = await runLines(python, [script], lines);
    return new Map(served.map(({ name }, place) => [name, JSON.parse(answers[place] ?? '""') as string]));
  };

  const askOpenSsl =
    (...flags: readonly string[]) =>
    () =>
      askEach(async ({ host, port, authorities }) => {
        const named = isIP(host) > 0 ? ['-verify_ip', host] : ['-verify_hostname', host, '-servername', host];
        const trust = ['-CAfile', authorities, '-no-CApath', '-no-CAstore', '-verify_return_error'];
        const args = ['s_client', '-connect', `127.0.0.1:${port}`, ...named, ...trust, ...flags];
        const { output } = await run(path('openssl'), args);
        return (
          /verify error:num=\d+:.*/.exec(output)?.[0] ??
          /error:[0-9A-F]{8}:.*/.exec(output)?.[0] ??
          (output.includes('Verify return code: 0') ? 'ok' : output)
        );
      });

  const askCurl = () =>
    askEach(async ({ host, port, authorities }) => {
      const to = host.includes(':') ? `[${host}]` : host;
      const elsewhere = ['--connect-to', `${to}:${port}:127.0.0.1:${port}`];
      const args = ['-sS', '--cacert', authorities, ...elsewhere, `https://${to}:${port}/`];
      const { code, output } = await run(path('curl'), args);
      // The server says nothing after its handshake: an empty reply.
      return code === 0 || code === 52 || code === 56 ? 'ok' : (output.trim().split('\n')[0] ?? '');
    });

  const askGnutls = () =>
    askEach(async ({ host, port, authorities }) => {
      const trust = [`--x509cafile=${authorities}`, `--verify-hostname=${host}`];
      const sni = isIP(host) > 0 ? ['--disable-sni'] : [`--sni-hostname=${host}`];
      const args = [...trust, ...sni, '-p', String(port), '127.0.0.1'];
      const { output } = await run(path('gnutls-cli'), args);
      const lines = output
        .split('\n')
        .filter((line) => /^(?:- Status: The certificate is NOT|\*\*\* (?!Non))/.test(line));
      return lines.length > 0 ? lines.join(' ') : output.includes('Handshake was completed') ? 'ok' : output;
    });

  const askNode = () =>
    askEach(
      ({ host, port, anchors }) =>
        new Promise((resolve) => {
          const ca = anchors.map((der) => encodePem('CERTIFICATE', new Uint8Array(der)));
          const named = isIP(host) > 0 ? {} : { servername: host };
          const options = { host: '127.0.0.1', port, ca, ...named };
          const socket = connect({
            ...options,
            ...(isIP(host) > 0 && {
              checkServerIdentity: (_, certificate) => nodeIdentity(host, certificate),
            }),
          });
          socket.once('secureConnect', () => {
            socket.destroy();
            resolve('ok');
          });
          socket.once('error', (error: NodeJS.ErrnoException) =>
            resolve(`${error.code ?? ''}: ${error.message}`),
          );
        }),
    );

  const columns: readonly (readonly [release: string, client: Client, ask: () => Promise<Answers>])[] = [
    ['openssl30', openssl, askOpenSsl()],
    ['openssl30_strict', opensslStrict, askOpenSsl('-x509_strict')],
    ['python311', python312, askPython(path('python3'))],
    ['curl788', curl, askCurl],
    ['node20', node, askNode],
    ['gnutls37', gnutls, askGnutls],
  ];

  // The newer Python where there is one: on OpenSSL 3.0 it asks what 3.11 asks when both flags are set.
  const newer = findTool('python3.13');
  const strict = newer === undefined ? [] : ([['python311_strict', python312, askPython(newer)]] as const);

  it.each([...columns, ...strict])('%s', { timeout: 300_000 }, async (release, client, ask) => {
    const answers = await ask();
    const otherwise: Record<string, readonly [theirs: string, ours: string]> = {};
    let [agree, words, refused] = [0, 0, 0];
    const accepted: string[] = [];
    for (const { name } of served) {
      const theirs = comparable(release, answers.get(name) ?? '');
      const verdict = client.judge(evidence.get(name), release);
      const said = verdict.outcome === 'refused' ? (verdict.hits[0]?.error ?? '') : 'ok';
      const ours = comparable(release, said);
      if ((theirs === 'ok') === (ours === 'ok')) agree++;
      else if (ours === 'ok') accepted.push(name);
      if (theirs !== 'ok' && ours !== 'ok') refused++;
      if (theirs !== 'ok' && theirs === ours) words++;
      if (theirs !== ours) otherwise[name] = [theirs, ours];
    }
    console.log(`${release}: ${served.length} chains, ${agree} agree, words ${words}/${refused}`);
    expect(accepted).toEqual([]);
    expect(otherwise).toEqual({});
    expect(agree / served.length).toBeGreaterThanOrEqual(LEAST_AGREEMENT);
  });
});
