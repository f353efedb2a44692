// Authorities as the programs people leave leave them: a tree of easy-rsa, and what XCA writes. What was issued and revoked comes along,
// and the page's own list goes on with it.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { findAuthorities } from '../../src/pki/authority/find-authorities';
import { signList } from '../../src/pki/authority/sign-list';
import { encodePem } from '../../src/codec/pem';
import { goodExtensions, OpensslAuthorities } from '../support/openssl-authority';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const now = new Date();
// easy-rsa starts openssl some dozen times for a tree.
vi.setConfig({ testTimeout: 180_000 });
afterAll(removeTemporaryFolders);

/** Every file of a folder, as it is dropped. */
function dropped(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path: relative(folder, path), content: new Uint8Array(readFileSync(path)) }));
}

const find = (inputs: ReturnType<typeof dropped>, passphrase = '') =>
  findAuthorities(inputs, passphrase, now, new AbortController().signal);

/** A tree as somebody has it after a year: a server, a client that was revoked, one on hold, a list in between. */
function easyRsaTree(easyrsa: string): string {
  const folder = temporaryFolder('easy-rsa-');
  const pki = join(folder, 'pki');
  const env = { ...process.env, EASYRSA_BATCH: '1', EASYRSA_PKI: pki, EASYRSA: '/usr/share/easy-rsa' };
  // One that is encrypted asks for its name all the same.
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    execFileSync(easyrsa, args, {
      ...{ cwd: folder, input: '\n\n', env: { ...env, ...more } },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  const sign = ['--passin=pass:secret', '--passout=pass:secret'] as const;
  run(['init-pki']);
  run([...sign, 'build-ca'], { EASYRSA_REQ_CN: 'Team CA' });
  for (const [name, kind] of [
    ['app', 'server'],
    ['anna', 'client'],
    ['ben', 'client'],
  ] as const) {
    run(['gen-req', name, 'nopass'], { EASYRSA_REQ_CN: name });
    run([...sign, 'sign-req', kind, name]);
  }
  run([...sign, 'revoke', 'anna', 'keyCompromise']);
  run([...sign, 'gen-crl']);
  // After the list: only the database knows.
  run([...sign, 'revoke', 'ben', 'superseded']);
  return pki;
}

/** One tree for all who only read it. */
let made: string | undefined;
const teamTree = (easyrsa: string): string => (made ??= easyRsaTree(easyrsa));

const byTitle = (issued: Awaited<ReturnType<typeof find>>['found'][number]['issued']) =>
  Object.fromEntries(
    issued.map(({ facts, note, status, der }) => [facts?.title ?? note, [status, der !== undefined]]),
  );
const revoked = (reason: string) => expect.objectContaining({ kind: 'revoked', reason }) as unknown;

describeWith(['easyrsa', 'openssl'], 'easy-rsa', (path) => {
  it('its tree: the key, everything it signed, and what it revoked since its last list', async () => {
    const pki = teamTree(path('easyrsa'));
    const { found, locked, unclearDatabases } = await find(dropped(pki), 'secret');
    expect(locked).toEqual([]);
    expect(unclearDatabases).toEqual([]);
    const [one, ...more] = found;
    expect(more).toEqual([]);
    expect(one!.opened.name).toBe('Team CA');
    expect(byTitle(one!.issued)).toEqual({
      app: [{ kind: 'good' }, true],
      anna: [revoked('keyCompromise'), true],
      ben: [revoked('superseded'), true],
    });
    expect(one!.listOutdated).toBe(true);
  });

  it('goes on: our next list revokes what its database did, and openssl reads it so', async () => {
    const pki = join(temporaryFolder('easy-rsa-'), 'pki');
    cpSync(teamTree(path('easyrsa')), pki, { recursive: true });
    // openssl ca counts its lists here, where its configuration says so.
    writeFileSync(join(pki, 'crlnumber'), '1F\n');
    const { found } = await find(dropped(pki), 'secret');
    const [one] = found;
    expect(one!.listNumber).toBe(0x1e);
    const entries = one!.issued.flatMap(({ serial, status }) =>
      status.kind === 'revoked' ? [{ serial, at: status.at, reason: status.reason }] : [],
    );
    const list = await signList(one!.opened, {
      ...{ number: one!.listNumber + 1, entries },
      thisUpdate: now.getTime(),
      nextUpdate: now.getTime() + 86_400_000,
    });
    writeFileSync(join(pki, 'ours.pem'), encodePem('X509 CRL', list));
    const openssl = (...args: readonly string[]) =>
      execFileSync(path('openssl'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const verify = (name: string) =>
      openssl(
        ...['verify', '-crl_check', '-CAfile', join(pki, 'ca.crt'), '-CRLfile', join(pki, 'ours.pem')],
        join(pki, name),
      );
    expect(verify('issued/app.crt')).toContain(': OK');
    const [first = '', second = ''] = readdirSync(join(pki, 'revoked/certs_by_serial'));
    for (const name of [first, second])
      expect(() => verify(`revoked/certs_by_serial/${name}`)).toThrow(/certificate revoked/);
  });

  it('without its certificates the database alone tells the numbers', async () => {
    const pki = teamTree(path('easyrsa'));
    const inputs = dropped(pki).filter(({ path: name }) =>
      /^(?:ca\.crt|private\/ca\.key|index\.txt)$/.test(name),
    );
    const { found } = await find(inputs, 'secret');
    expect(byTitle(found[0]!.issued)).toEqual({
      '/CN=app': [{ kind: 'good' }, false],
      '/CN=anna': [revoked('keyCompromise'), false],
      '/CN=ben': [revoked('superseded'), false],
    });
  });

  it('two authorities and one database: lines that are nobody’s for certain are left out, and told', async () => {
    const [one, other] = [teamTree(path('easyrsa')), easyRsaTree(path('easyrsa'))];
    const authorityOf = (pki: string, place: string) =>
      dropped(pki)
        .filter(({ path: name }) => /^(?:ca\.crt|private\/ca\.key)$/.test(name))
        .map(({ path: name, content }) => ({ path: `${place}/${name}`, content }));
    const database = dropped(one).filter(({ path: name }) => name === 'index.txt');
    const both = [...authorityOf(one, 'one'), ...authorityOf(other, 'other'), ...database];
    const { found, unclearDatabases } = await find(both, 'secret');
    expect(found.map(({ issued }) => issued)).toEqual([[], []]);
    expect(unclearDatabases).toEqual(['index.txt']);
  });
});

// XCA asks for the password of a new database on a terminal, and nowhere else.
const terminal = `
import os, pty, select, sys
pid, terminal = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
seen = b''
while True:
    ready, _, _ = select.select([terminal], [], [], 60)
    if not ready: break
    try: chunk = os.read(terminal, 4096)
    except OSError: break
    if not chunk: break
    seen += chunk
    if b'assword:' in seen: os.write(terminal, b'secret\\n'); seen = b''
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
// XCA's command line exports no PKCS#12, but its window does so with OpenSSL's PKCS12_create, in these three ways
// (lib/pki_pkcs12.cpp, writePKCS12): both encryptions on offer, and the one for old programs with a MAC of one iteration.
const xcaWays = [
  ['3DES', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES']],
  ['AES-256', ['-certpbe', 'AES-256-CBC', '-keypbe', 'AES-256-CBC']],
  ['legacy', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-nomaciter']],
] as const;

describeWith(['openssl', 'keytool'], 'an authority in PKCS#12', (path) => {
  it.each(xcaWays)('as OpenSSL writes it for XCA, with its chain: %s', async (_, options) => {
    const folder = temporaryFolder('p12-');
    const openssl = new OpensslAuthorities(folder);
    const extensions = ['basicConstraints=critical,CA:TRUE', ...goodExtensions.slice(1)];
    const root = openssl.make({ subject: '/CN=Root CA', extensions });
    const below = openssl.make({ subject: '/CN=Team CA', issuer: root });
    openssl.run(
      ...['pkcs12', '-export', '-in', `${below.base}.pem`, '-inkey', `${below.base}.key`],
      ...['-certfile', `${root.base}.pem`, '-name', 'Team CA', '-passout', 'pass:sécret', ...options],
      ...['-out', 'team.p12'],
    );
    const given = [{ path: 'team.p12', content: openssl.read('team.p12') }];
    expect((await find(given)).locked).toEqual([{ path: 'team.p12', wrong: false }]);
    expect((await find(given, 'secret')).locked).toEqual([{ path: 'team.p12', wrong: true }]);
    const { found, withoutKey } = await find(given, 'sécret');
    expect(found.map(({ opened }) => opened.chain.length)).toEqual([2]);
    expect(found.map(({ opened }) => opened.name)).toEqual(['Team CA']);
    expect(withoutKey.map(({ name }) => name)).toEqual(['Root CA']);
  });

  it('as keytool writes it', async () => {
    const folder = temporaryFolder('p12-');
    execFileSync(
      path('keytool'),
      [
        ...[
          '-genkeypair',
          '-alias',
          'team',
          '-keyalg',
          'RSA',
          '-dname',
          'CN=Team CA',
          '-ext',
          'bc:c=ca:true',
        ],
        ...['-ext', 'ku:c=keyCertSign,cRLSign', '-storetype', 'PKCS12', '-storepass', 'changeit'],
        ...['-keystore', join(folder, 'team.p12')],
      ],
      { stdio: 'pipe' },
    );
    const { found } = await find(dropped(folder), 'changeit');
    expect(found.map(({ opened }) => opened.name)).toEqual(['Team CA']);
  });
});

const sealedKeys = `
import base64, sqlite3, sys
for (key,) in sqlite3.connect(sys.argv[1]).execute('SELECT private FROM private_keys'):
    print('-----BEGIN ENCRYPTED PRIVATE KEY-----\\n' + key + '\\n-----END ENCRYPTED PRIVATE KEY-----')
`;

describeWith(['xca', 'easyrsa', 'python3'], 'XCA', (path) => {
  it('its certificates, its key as it keeps it, its database and its list', async () => {
    const pki = teamTree(path('easyrsa'));
    const folder = temporaryFolder('xca-');
    const database = join(folder, 'team.xdb');
    const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen', HOME: folder };
    const options = ['--no-gui', `--database=${database}`, '--password=pass:secret'];
    const revokedOnes = readdirSync(join(pki, 'revoked/certs_by_serial')).map((name) =>
      join(pki, 'revoked/certs_by_serial', name),
    );
    const plainKey = join(folder, 'ca.key');
    execFileSync('openssl', [
      'pkey',
      '-in',
      join(pki, 'private/ca.key'),
      '-passin',
      'pass:secret',
      '-out',
      plainKey,
    ]);
    const given = [join(pki, 'ca.crt'), plainKey, join(pki, 'issued/app.crt'), ...revokedOnes];
    execFileSync(path('python3'), ['-c', terminal, path('xca'), ...options, '--import', ...given], { env });
    const xca = (...args: readonly string[]) =>
      execFileSync(path('xca'), [...options, ...args], {
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const out = join(folder, 'export');
    execFileSync('mkdir', [out]);
    xca(`--hierarchy=${out}`);
    writeFileSync(join(out, 'team.crl'), xca('--crlgen=Team CA', '--name=list', '--pem'));
    const keys = execFileSync(path('python3'), ['-c', sealedKeys, database], { encoding: 'utf8' });
    writeFileSync(join(out, 'Team_CA.pk8'), keys);
    writeFileSync(join(out, 'Team_CA.crt'), readFileSync(join(pki, 'ca.crt')));
    const { found, locked, unclearDatabases } = await find(dropped(out), 'secret');
    expect([locked, unclearDatabases]).toEqual([[], []]);
    expect(found.map(({ opened }) => opened.name)).toEqual(['Team CA']);
    // Its database tells of the root as well, which is not among what it signed for others.
    expect(byTitle(found[0]!.issued)).toEqual({
      '/CN=app': [{ kind: 'good' }, false],
      '/CN=anna': [{ kind: 'good' }, false],
      '/CN=ben': [{ kind: 'good' }, false],
    });
  });
});
