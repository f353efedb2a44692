// What a manifest came to, unzipped: every chain as openssl and Python's strict mode have it, every key the one of its
// certificate, every client's file under its own password.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingMade } from '../../src/pki/manifest/made-before';
import { manifestArchive } from '../../src/pki/manifest/archive';
import { makeManifest } from '../../src/pki/manifest/make';
import { parseManifest } from '../../src/pki/manifest/manifest';
import { planOf } from '../../src/pki/manifest/plan';
import { openAuthority } from '../../src/pki/open-authority';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const PASSPHRASE = 'correct horse';
const text = JSON.stringify({
  certwright: 1,
  authorities: {
    root: { commonName: 'Team root', permitted: ['example.test', '10.0.0.0/8'], key: 'ec-p384' },
    issuing: { commonName: 'Team issuing', signedBy: 'root', days: 1826 },
    open: { commonName: 'Anything', permitted: 'anything', key: 'rsa-2048' },
  },
  servers: [
    { names: ['app.example.test', '10.0.0.5'], signedBy: 'issuing', organization: 'Team' },
    { names: ['*.example.test'], signedBy: 'issuing', key: 'rsa-2048', days: 90 },
    { names: ['App.example.com', 'bücher.example.com'], signedBy: 'open' },
  ],
  clients: [
    { name: 'Alice', email: 'alice@example.test', device: 'laptop', signedBy: 'issuing' },
    { name: '../../=cmd|calc', signedBy: 'open' },
    { name: '../../=CMD|calc', signedBy: 'open' },
  ],
});

describeWith(['openssl', 'python3', 'unzip'], 'a manifest, made', (path) => {
  let folder: string;
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const openssl = (...args: readonly string[]) =>
    execFileSync(path('openssl'), args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  beforeAll(async () => {
    const manifest = parseManifest(text);
    if (!manifest.ok) throw new Error(JSON.stringify(manifest.error));
    const at = new Date();
    const plan = planOf(manifest.value, nothingMade, at);
    const making = { signal: new AbortController().signal, progress: () => undefined };
    const result = await makeManifest(
      { manifest: manifest.value, plan, before: nothingMade, authorities: new Map(), at },
      making,
    );
    if (result.kind !== 'begun') throw new Error(JSON.stringify(result.refusals));
    const { contents } = await manifestArchive(result.begun, text, PASSPHRASE, making.signal);
    const outside = temporaryFolder('manifest-zip-');
    writeFileSync(join(outside, 'made.zip'), contents);
    execFileSync(path('unzip'), ['-q', 'made.zip'], { cwd: outside });
    // Whatever people are called, nothing lies beside the one folder.
    expect(readdirSync(outside).toSorted()).toEqual(['certwright', 'made.zip']);
    folder = join(outside, 'certwright');
  });
  afterAll(removeTemporaryFolders);

  describe.each([
    ['servers/app.example.test+1', 'sslserver', '-verify_hostname', 'app.example.test'],
    ['servers/app.example.test+1', 'sslserver', '-verify_ip', '10.0.0.5'],
    ['servers/_wildcard.example.test', 'sslserver', '-verify_hostname', 'x.example.test'],
    ['servers/app.example.com+1', 'sslserver', '-verify_hostname', 'xn--bcher-kva.example.com'],
  ])('%s', (name, purpose, flag, host) => {
    it(`passes -x509_strict for ${host}, and its key fits`, () => {
      const chain = ['-CAfile', `${name}/ca.pem`, '-untrusted', `${name}/fullchain.pem`];
      expect(
        openssl('verify', '-x509_strict', '-purpose', purpose, flag, host, ...chain, `${name}/fullchain.pem`),
      ).toContain('OK');
      expect(openssl('pkey', '-in', `${name}/key.pem`, '-pubout')).toBe(
        openssl('x509', '-in', `${name}/fullchain.pem`, '-noout', '-pubkey'),
      );
    });
  });

  it('each client’s file opens with its own password, stays in its folder, and passes as a client', () => {
    const rows = execFileSync(
      path('python3'),
      [
        '-c',
        'import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))))',
        join(folder, 'passwords.csv'),
      ],
      { encoding: 'utf8' },
    );
    const [, ...people] = JSON.parse(rows) as readonly (readonly string[])[];
    expect(people).toHaveLength(3);
    // A cell that a spreadsheet would run is none.
    for (const cell of people.flat()) expect(cell).not.toMatch(/^[=+@-]/);
    expect(new Set(people.map((row) => row[4])).size).toBe(3);
    expect(readdirSync(join(folder, 'clients'))).toHaveLength(3);
    for (const [, , , at = '', password = ''] of people) {
      const file = `clients/${at}/client.p12`;
      const out = openssl('pkcs12', '-in', file, '-passin', `pass:${password}`, '-nodes');
      expect(out).toContain('PRIVATE KEY');
      // Without the root, which Windows would offer to trust for every site.
      expect(out.match(/BEGIN CERTIFICATE/g)).toHaveLength(at.startsWith('Alice') ? 2 : 1);
      expect(out).not.toMatch(/subject=.*CN = (Team root|Anything)/);
      expect(() => openssl('pkcs12', '-in', file, '-passin', 'pass:changeit', '-nodes')).toThrow();
      const authority = at.startsWith('Alice') ? 'issuing' : 'open';
      const chain = ['-CAfile', `authorities/${authority}/root.pem`, '-untrusted', `clients/${at}/cert.pem`];
      expect(
        openssl('verify', '-x509_strict', '-purpose', 'sslclient', ...chain, `clients/${at}/cert.pem`),
      ).toContain('OK');
      expect(() => openssl('verify', '-purpose', 'sslserver', ...chain, `clients/${at}/cert.pem`)).toThrow();
    }
  });

  it('the key of a new authority opens with the passphrase alone, and the folder signs again', async () => {
    const inputs = [
      read('authorities/issuing/cert.pem'),
      read('authorities/root/cert.pem'),
      read('authorities/issuing/key.pem'),
    ];
    expect(await openAuthority(inputs, 'wrong', new Date())).toMatchObject({ kind: 'locked' });
    const opened = await openAuthority(inputs, PASSPHRASE, new Date());
    expect(opened).toMatchObject({ kind: 'opened', authority: { name: 'Team issuing', cautions: [] } });
  });

  it('no file but the keys of servers holds a key in clear', () => {
    const inClear = execFileSync('grep', ['-rlE', 'BEGIN (EC |RSA )?PRIVATE KEY', folder], {
      encoding: 'utf8',
    });
    for (const line of inClear.trim().split('\n')) expect(line).toMatch(/\/servers\/[^/]+\/key\.pem$/);
  });
});
