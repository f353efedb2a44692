// What others make of a kit: openssl verifies its certificates for their one purpose and against the list, openssl and Java open
// the PKCS#12 under its password and no other, and servers cope with an authority that stands below a root.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverOf } from '../../src/pki/client-kit/kit-authority';
import { makeClientKit } from '../../src/pki/client-kit/make-kit';
import { mutualClients, type MutualClientId } from '../../src/pki/recipes/mutual/clients';
import { decodePem, encodePem } from '../../src/codec/pem';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import { kitPlan, passwordsIn, removeUnpacked, unpacked, wish } from '../support/client-kit';
import { knock, type VisitorFolder } from '../support/mutual-clients';
import {
  lineOf,
  listOf,
  replaceList,
  serve,
  serverIds,
  serversUnderTest,
  stopServers,
} from '../support/mutual-servers';
import { OpensslAuthorities } from '../support/openssl-authority';
import { freePort } from '../support/server-process';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { linesOfReadme } from '../support/told-lines';
import { describeWith } from '../support/tools';

const clientIds = Object.keys(mutualClients) as readonly MutualClientId[];
const now = new Date();
const nextUpdate = new Date(now.getTime() + 86_400_000);

afterAll(async () => {
  await stopServers();
  removeUnpacked();
  removeTemporaryFolders();
});

describeWith(['openssl', 'keytool'], 'a kit, read by openssl and Java', (path) => {
  let folder = '';
  let password = '';
  beforeAll(async () => {
    const people = [wish('Anna Muster', { email: 'anna@example.test' })];
    const kit = await makeClientKit(kitPlan({ people, styles: ['modern', 'compatible'] }), now);
    folder = unpacked(kit.files);
    password = passwordsIn(kit.files).get('clients/anna-muster') ?? '';
  });

  const verify = (purpose: string, file: string) =>
    spawnSync(
      path('openssl'),
      [
        'verify',
        '-x509_strict',
        '-purpose',
        purpose,
        '-crl_check_all',
        '-CRLfile',
        'server/client-ca.crl.pem',
        '-CAfile',
        'server/client-ca.pem',
        file,
      ],
      { cwd: folder, encoding: 'utf8' },
    );

  it.each([
    ['a client', 'sslclient', 'clients/anna-muster/cert.pem', 'sslserver'],
    ['a server', 'sslserver', 'server/fullchain.pem', 'sslclient'],
  ])(
    '%s is that, and not the other, to openssl verify -x509_strict -crl_check_all',
    (_, own, file, other) => {
      expect(verify(own, file).stdout).toContain(': OK');
      const refused = verify(other, file);
      expect(refused.status).not.toBe(0);
      expect(refused.stderr).toMatch(/unsuitable certificate purpose/i);
    },
  );

  it.each(['anna-muster.p12', 'anna-muster-compatible.p12'])(
    '%s opens under its password and no other',
    (file) => {
      const place = join(folder, 'clients/anna-muster');
      const open = (guess: string) =>
        spawnSync(path('openssl'), ['pkcs12', '-in', file, '-passin', `pass:${guess}`, '-nodes', '-legacy'], {
          cwd: place,
          encoding: 'utf8',
        });
      expect(open('changeit').status).not.toBe(0);
      const opened = open(password).stdout;
      expect(opened).toContain('BEGIN PRIVATE KEY');
      // The root is left out: Windows would offer to trust it.
      expect(opened.match(/BEGIN CERTIFICATE/g)).toHaveLength(1);
      const listed = execFileSync(
        path('keytool'),
        ['-list', '-keystore', file, '-storetype', 'PKCS12', '-storepass', password],
        { cwd: place, encoding: 'utf8' },
      );
      expect(listed).toContain('PrivateKeyEntry');
    },
  );

  describeWith(['certutil'], 'NSS', (nss) => {
    it.each(['anna-muster.p12', 'anna-muster-compatible.p12'])('imports %s with its key', (file) => {
      const database = ['-d', `sql:${temporaryFolder('nss-')}`];
      const run = (tool: string, ...args: readonly string[]) =>
        execFileSync(tool, [...database, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      const p12 = join(folder, 'clients/anna-muster', file);
      run(nss('certutil'), '-N', '--empty-password');
      run(join(dirname(nss('certutil')), 'pk12util'), '-i', p12, '-W', password);
      expect(run(nss('certutil'), '-K')).toContain('anna-muster');
    });
  });

  it('has a key.pem that is the certificate’s, under the same password', () => {
    const place = join(folder, 'clients/anna-muster');
    const of = (...args: string[]) => execFileSync(path('openssl'), args, { cwd: place, encoding: 'utf8' });
    const key = of('pkey', '-in', 'key.pem', '-passin', `pass:${password}`, '-pubout');
    expect(key).toBe(of('x509', '-in', 'cert.pem', '-noout', '-pubkey'));
  });

  it('has an authority.pem that openssl opens under its own password', () => {
    const own = passwordsIn([
      { path: 'passwords.csv', contents: readFileSync(join(folder, 'passwords.csv'), 'utf8'), mode: 0o600 },
    ]).get('authority.pem');
    const args = ['pkey', '-in', 'authority.pem', '-passin', `pass:${own ?? ''}`, '-noout'];
    expect(spawnSync(path('openssl'), args, { cwd: folder }).status).toBe(0);
  });
});

describeWith(['python3', 'curl', 'requests', 'httpx', 'node'], 'a kit with keys in clear', () => {
  it('is used by every program without anybody typing a password', async () => {
    const kit = await makeClientKit(kitPlan({ people: [wish('robot')], plainKeys: true }), now);
    const folder = unpacked(kit.files);
    const port = await freePort();
    const started = await serve(lineOf('python-ssl', port), 'python-ssl', join(folder, 'server'), port);
    const client = { folder: join(folder, 'clients/robot'), password: '' };
    for (const id of clientIds) {
      const { letIn, output } = await knock(id, client, port);
      expect(letIn, output).toBe(true);
      expect(output).toContain('Hello, robot.');
    }
    await started.stop();
  });
});

describe('a kit of an authority below a root', () => {
  let root: OpenedAuthority;
  let below: OpenedAuthority;
  let sister: OpenedAuthority;
  const lists = { own: new Uint8Array(), root: new Uint8Array() };
  beforeAll(async () => {
    const openssl = new OpensslAuthorities(temporaryFolder('below-'));
    const common = ['keyUsage=critical,keyCertSign,cRLSign', 'subjectKeyIdentifier=hash'];
    const top = openssl.make({
      subject: '/CN=Team root',
      extensions: ['basicConstraints=critical,CA:TRUE', ...common],
    });
    const underTop = (subject: string) =>
      openssl.make({
        subject,
        extensions: [
          'basicConstraints=critical,CA:TRUE,pathlen:0',
          ...common,
          'authorityKeyIdentifier=keyid',
        ],
        issuer: top,
      });
    const middle = underTop('/CN=Team clients');
    const other = underTop('/CN=Other clients');
    const opened = async (...inputs: string[]): Promise<OpenedAuthority> => {
      const result = await openAuthority(inputs, undefined, now);
      return result.kind === 'opened' ? result.authority : expect.unreachable(result.kind);
    };
    root = await opened(top.certificate, top.key);
    below = await opened(middle.certificate, middle.key, top.certificate);
    sister = await opened(other.certificate, other.key, top.certificate);
    const der = async (authority: OpenedAuthority) => {
      const [block] = decodePem(await listOf(authority, [], { number: 1n, nextUpdate }));
      return block?.der.ok === true ? block.der.value : expect.unreachable('no list');
    };
    lists.own = await der(below);
    lists.root = await der(root);
  });

  const kitWith = async (
    revocationLists: 'first' | readonly Uint8Array<ArrayBuffer>[],
    authority: OpenedAuthority = below,
  ) => {
    const signedBy = { kind: 'given', authority } as const;
    const kit = await makeClientKit(
      kitPlan({ people: [wish('Right Person'), wish('Revoked Person')], signedBy, revocationLists }),
      now,
    );
    const folder = unpacked(kit.files);
    const clientIn = (name: string): VisitorFolder => ({
      folder: join(folder, 'clients', name),
      password: passwordsIn(kit.files).get(`clients/${name}`) ?? '',
    });
    const [client, revoked] = [clientIn('right-person'), clientIn('revoked-person')];
    return { folder, client, revoked, paths: kit.files.map(({ path }) => path) };
  };

  it('has no nginx and no Node where only its own list is there, and says why', async () => {
    const { folder, paths } = await kitWith('first');
    expect(coverOf(1, below)).toBe('issuer');
    expect(paths).not.toContain('server/run/nginx.conf');
    expect(paths).not.toContain('server/run/node-server.mjs');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('Not in `run/`: Node, nginx.');
  });

  it('has no list and says so where none was given', async () => {
    const { folder, paths } = await kitWith([]);
    expect(paths).not.toContain('server/client-ca.crl.pem');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(
      /No list of revoked .*\*\*no server here/,
    );
  });

  describeWith([...serversUnderTest.uvicorn.tools, 'curl', 'openssl'], 'uvicorn by its own flags', () => {
    it('lets in whoever is of a sister authority, and the README says so', async () => {
      const { folder, client } = await kitWith('first');
      const told = linesOfReadme(readFileSync(join(folder, 'README.md'), 'utf8'));
      const { line = '', above = '' } = told.find((one) => one.line.includes('--ssl-cert-reqs 2')) ?? {};
      const others = 'whoever has a certificate of another authority below the same root';
      expect(above).toContain(`**whoever is revoked comes in, and ${others}**`);
      const port = await freePort();
      const started = await serve(
        line.replaceAll('8443', String(port)),
        'uvicorn',
        join(folder, 'server'),
        port,
      );
      expect((await knock('curl', client, port)).letIn).toBe(true);
      const stranger = await kitWith([], sister);
      expect((await knock('curl', stranger.client, port)).letIn).toBe(true);
      await started.stop();
      const without = readFileSync(join(stranger.folder, 'README.md'), 'utf8');
      expect(without).toContain('By its own flags, which read no list of revoked certificates either:');
    });
  });

  for (const id of serverIds) {
    const { tools } = serversUnderTest[id];
    describeWith([...tools, 'curl', 'openssl'], id, () => {
      it('lets in who is two steps from the root, and nobody revoked or of a sister authority', async () => {
        const { folder, client, revoked } = await kitWith([lists.own, lists.root]);
        const files = [join(revoked.folder, 'cert.pem')];
        const own = await listOf(below, files, { number: 2n, nextUpdate });
        replaceList(join(folder, 'server'), own + encodePem('X509 CRL', lists.root));
        const port = await freePort();
        const started = await serve(lineOf(id, port), id, join(folder, 'server'), port);
        const { letIn, output } = await knock('curl', client, port);
        expect(letIn, output + started.output()).toBe(true);
        expect((await knock('curl', revoked, port)).letIn).toBe(false);
        const stranger = await kitWith([], sister);
        expect((await knock('curl', stranger.client, port)).letIn).toBe(false);
        await started.stop();
      });
    });
  }
});
