// Programs that are shown certificates with lists of revoked ones, strictly: of each certificate of `judged-material.ts`, `ok` or the
// program's own words. One process for all of them where the program takes more than one at a time.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assess } from '../../src/pki/verify/assess';
import { run, runLines } from './clients/run';
import type { Judged, Material } from './judged-material';
import { HOST } from './judged-scenes';
import { temporaryFolder } from './temporary-folder';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

type Answers = Promise<readonly string[]>;
const client = (name: string): string => join(import.meta.dirname, 'clients', name);
const octets = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

/** What the page Verify says: the codes of what it found. */
export function certwright({ judged, rootDer, listsDer }: Material): Answers {
  return Promise.all(
    judged.map(async ({ leaf, above, shownAs }) => {
      const { trusted, findings } = await assess({
        ...{ leaf: octets(leaf), intermediates: above.map(octets), anchors: [octets(rootDer)] },
        ...{ at: new Date(), profile: 'x509-strict' },
        names: shownAs === 'server' ? [{ kind: 'dns', value: HOST }] : [],
        purposes: [shownAs === 'server' ? SERVER_AUTH : CLIENT_AUTH],
        revocation: { lists: listsDer.map(octets), responses: [], demand: 'all' },
      });
      return trusted ? 'ok' : findings.map(({ code }) => code).join(' ');
    }),
  );
}

/** `openssl verify -x509_strict -crl_check_all`, once for those shown as servers and once for the clients. */
export async function openssl(path: string, { judged, root, authorities, lists }: Material): Answers {
  const answers = new Map<Judged, string>();
  for (const shownAs of ['server', 'client'] as const) {
    const asked = judged.filter((one) => one.shownAs === shownAs);
    const named = shownAs === 'server' ? ['-verify_hostname', HOST] : [];
    const { output } = await run(path, [
      ...['verify', '-x509_strict', '-crl_check_all', '-purpose', `ssl${shownAs}`, ...named],
      ...['-CAfile', root, '-untrusted', authorities, '-CRLfile', lists],
      ...asked.map(({ leafFile }) => leafFile),
    ]);
    // Whatever is said before it names the file is of that file.
    let refusals: string[] = [];
    for (const line of output.split('\n')) {
      const [, words] = /^error \d+ at \d+ depth lookup: (.*)$/.exec(line) ?? [];
      if (words !== undefined) refusals.push(words);
      const one = asked.find(({ leafFile }) => line.includes(`${leafFile}: `));
      if (one === undefined) continue;
      answers.set(one, line.endsWith(': OK') ? 'ok' : [...new Set(refusals)].join(', '));
      refusals = [];
    }
  }
  return judged.map((one) => answers.get(one) ?? '');
}

export function python(path: string, { judged, root, key, lists }: Material): Answers {
  const lines = judged.map(({ shownAs, chain }) => [shownAs, root, chain, key, lists, HOST]);
  return runLines(path, [client('shown.py')], lines);
}

export function java(path: string, { judged, root, lists }: Material): Answers {
  const lines = judged.map(({ shownAs, chain }) => [shownAs, root, chain, lists]);
  return runLines(path, [client('Shown.java')], lines);
}

export async function go(path: string, { judged, rootDer, listsDer }: Material): Answers {
  const folder = temporaryFolder('certwright-go-');
  const program = join(folder, 'shown');
  const settings = { GO111MODULE: 'off', GOCACHE: join(folder, 'cache'), GOFLAGS: '' };
  const built = await run('env', [
    ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    ...[path, 'build', '-o', program, client('shown.go')],
  ]);
  if (built.code !== 0) throw new Error(built.output);
  const lines = judged.map(({ leaf, above, shownAs }) => {
    const host = shownAs === 'server' ? HOST : '';
    return [JSON.stringify({ Leaf: leaf, Root: rootDer, Above: above, Lists: listsDer, Host: host })];
  });
  return runLines(program, [], lines);
}

export function gnutls(path: string, { judged, root, lists }: Material): Answers {
  return Promise.all(
    judged.map(async ({ chain, shownAs }) => {
      const server = ['--verify-hostname', HOST, '--verify-purpose', SERVER_AUTH];
      const { code, output } = await run(path, [
        ...['--verify', '--load-ca-certificate', root, '--load-crl', lists, '--infile', chain],
        ...(shownAs === 'server' ? server : ['--verify-purpose', CLIENT_AUTH]),
      ]);
      const [, said = output] = /Chain verification output: (.*)/.exec(output) ?? [];
      return code === 0 ? 'ok' : said;
    }),
  );
}

/** @param path of certutil; crlutil lies beside it */
export async function nss(path: string, { judged, rootDer, listsDer }: Material): Answers {
  const database = temporaryFolder('nss-');
  const crlutil = join(dirname(path), 'crlutil');
  const write = (name: string, contents: string | Uint8Array): string => {
    const file = join(database, name);
    writeFileSync(file, contents);
    return file;
  };
  const certutil = (...args: readonly string[]) => run(path, ['-d', `sql:${database}`, ...args]);
  const adding = (name: string, der: string, trust: string): string =>
    `-A -n ${name} -t ${trust} -i ${write(`${name}.der`, octets(der))}\n`;
  await certutil('-N', '--empty-password');
  const all = judged.flatMap(({ leaf, above }, at) =>
    [leaf, ...above].map((der, place) => adding(`${at}-${place}`, der, ',,')),
  );
  await certutil('-B', '-i', write('batch', [adding('root', rootDer, 'CT,,'), ...all].join('')));
  for (const der of listsDer)
    await run(crlutil, ['-I', '-d', `sql:${database}`, '-i', write('list.der', octets(der))]);
  const answers: string[] = [];
  for (const [at, { shownAs }] of judged.entries()) {
    const { code, output } = await certutil(
      '-V',
      '-e',
      '-n',
      `${at}-0`,
      '-u',
      shownAs === 'server' ? 'V' : 'C',
    );
    answers.push(code === 0 ? 'ok' : output.replace('certutil: certificate is invalid: ', '').trim());
  }
  return answers;
}
