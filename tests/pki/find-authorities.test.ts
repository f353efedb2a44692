// Authorities as other programs leave them: mkcert's two files, a key that Python's cryptography encrypted the traditional
// way, a folder of `openssl ca` as easy-rsa has it, PKCS#12, several in one pile. What an imported one signs has to pass openssl.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findAuthorities } from '../../src/pki/authority/find-authorities';
import { derOf } from '../support/opened-authority';
import { goodExtensions, newKeys, OpensslAuthorities } from '../support/openssl-authority';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const now = new Date();

/** Every file of a folder, as it is dropped. */
function dropped(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path: relative(folder, path), content: new Uint8Array(readFileSync(path)) }));
}

const find = (inputs: ReturnType<typeof dropped>, passphrase = '') =>
  findAuthorities(inputs, passphrase, now, new AbortController().signal);

afterAll(removeTemporaryFolders);

describeWith(['mkcert'], 'mkcert', (path) => {
  it('rootCA.pem and rootCA-key.pem', async () => {
    const folder = temporaryFolder('mkcert-');
    const env = { ...process.env, CAROOT: folder, TRUST_STORES: 'none' };
    execFileSync(
      path('mkcert'),
      ['-cert-file', join(folder, 'app.pem'), '-key-file', join(folder, 'app-key.pem'), 'app.test'],
      { env, stdio: 'ignore' },
    );
    const { found, locked, otherKeys } = await find(dropped(folder));
    expect(found.map(({ opened }) => opened.name)).toEqual([expect.stringMatching(/^mkcert /)]);
    expect(found[0]!.issued.map(({ facts }) => facts?.names)).toEqual([['app.test']]);
    expect(found[0]!.issued[0]!.profile).toBe('tls-server');
    expect(locked).toEqual([]);
    expect(otherKeys).toBe(1);
  });
});

describeWith(['python3'], 'the tutorial', (path) => {
  const script = `
import datetime, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
key = rsa.generate_private_key(65537, 2048)
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, 'My CA')])
at = datetime.datetime.utcnow() - datetime.timedelta(days=1)
certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
  .serial_number(x509.random_serial_number()).not_valid_before(at).not_valid_after(at + datetime.timedelta(days=30))
  .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256()))
open(sys.argv[1] + '/ca-private-key.pem', 'wb').write(key.private_bytes(serialization.Encoding.PEM,
  serialization.PrivateFormat.TraditionalOpenSSL, serialization.BestAvailableEncryption(b'secret_password')))
open(sys.argv[1] + '/ca-public-key.pem', 'wb').write(certificate.public_bytes(serialization.Encoding.PEM))
`;
  it('ca-private-key.pem opens with its password, and says what clients mind', async () => {
    const folder = temporaryFolder('tutorial-');
    execFileSync(path('python3'), ['-c', script, folder]);
    const files = dropped(folder);
    const without = await find(files);
    expect(without.found).toEqual([]);
    expect(without.withoutKey.map(({ name }) => name)).toEqual(['My CA']);
    expect(without.locked).toEqual([{ path: 'ca-private-key.pem', wrong: false }]);
    expect((await find(files, 'wrong')).locked).toEqual([{ path: 'ca-private-key.pem', wrong: true }]);
    const { found, locked } = await find(files, 'secret_password');
    expect(locked).toEqual([]);
    expect(found.map(({ opened }) => opened.name)).toEqual(['My CA']);
    expect([...found[0]!.opened.cautions]).toEqual(['no-key-usage', 'no-subject-key-identifier']);
  });
});

describeWith(['openssl'], 'folders of openssl', (path) => {
  it('easy-rsa’s: certificates it signed, what it revoked and on hold, and the number of its list', async () => {
    const folder = temporaryFolder('easy-rsa-');
    const openssl = (...args: readonly string[]) =>
      execFileSync(path('openssl'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const name of ['private', 'issued', 'certs_by_serial']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'index.txt'), '');
    writeFileSync(join(folder, 'serial'), '0A\n');
    writeFileSync(join(folder, 'crlnumber'), '2A\n');
    writeFileSync(
      join(folder, 'ca.cnf'),
      `[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nserial=serial\ncrlnumber=crlnumber\nnew_certs_dir=certs_by_serial\n` +
        `certificate=ca.crt\nprivate_key=private/ca.key\ndefault_md=sha256\ndefault_days=30\ndefault_crl_days=30\n` +
        `policy=any\nunique_subject=no\n[any]\ncommonName=supplied\n[client]\nbasicConstraints=CA:FALSE\nextendedKeyUsage=clientAuth\n`,
    );
    openssl(
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'private/ca.key', '-out', 'ca.crt'],
      ...['-subj', '/CN=Easy-RSA CA', '-days', '30'],
    );
    for (const name of ['good', 'held', 'revoked']) {
      openssl(
        'req',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        `private/${name}.key`,
        '-out',
        `${name}.csr`,
        '-subj',
        `/CN=${name}`,
      );
      openssl(
        'ca',
        '-config',
        'ca.cnf',
        '-batch',
        '-extensions',
        'client',
        '-in',
        `${name}.csr`,
        '-out',
        `issued/${name}.crt`,
      );
    }
    openssl('ca', '-config', 'ca.cnf', '-revoke', 'issued/held.crt', '-crl_hold', 'holdInstructionNone');
    openssl('ca', '-config', 'ca.cnf', '-revoke', 'issued/revoked.crt', '-crl_reason', 'keyCompromise');
    openssl('ca', '-config', 'ca.cnf', '-gencrl', '-out', 'crl.pem');
    const { found, otherKeys } = await find(dropped(folder));
    expect(found.map(({ opened }) => opened.name)).toEqual(['Easy-RSA CA']);
    const work = found[0]!.issued.map(({ serial, status, facts, profile }) => [
      ...[serial, facts?.title, status.kind, profile],
      ...('reason' in status ? [status.reason] : []),
    ]);
    expect(work.sort()).toEqual([
      ['0a', 'good', 'good', 'tls-client'],
      ['0b', 'held', 'held', 'tls-client'],
      ['0c', 'revoked', 'revoked', 'tls-client', 'keyCompromise'],
    ]);
    expect(found[0]!.lists.map(({ number, count }) => ({ number, count }))).toEqual([
      { number: 0x2a, count: 2 },
    ]);
    expect(otherKeys).toBe(3);
  });

  it('several at once, each with its own key and chain, and those without a key by name', async () => {
    const folder = temporaryFolder('several-');
    const openssl = new OpensslAuthorities(folder);
    const extensions = ['basicConstraints=critical,CA:TRUE', ...goodExtensions.slice(1)];
    const root = openssl.make({ subject: '/CN=Root', extensions });
    const below = openssl.make({ subject: '/CN=Below', issuer: root, newKey: newKeys.rsa });
    const alone = openssl.make({ subject: '/CN=Alone', newKey: newKeys.ed25519 });
    const keyless = openssl.make({ subject: '/CN=Keyless' });
    const text = (name: string, content: string) => ({ path: name, content });
    const { found, withoutKey } = await findAuthorities(
      [
        text('all.pem', [root, below, alone, keyless].map(({ certificate }) => certificate).join('')),
        text('keys.pem', [alone, below, root].map(({ key }) => key).join('')),
      ],
      '',
      now,
      new AbortController().signal,
    );
    const chains = found.map(({ opened }) => [opened.name, opened.chain.length]);
    expect(chains.sort()).toEqual([
      ['Alone', 1],
      ['Below', 2],
      ['Root', 1],
    ]);
    expect(withoutKey.map(({ name }) => name)).toEqual(['Keyless']);
    const ofRoot = found.find(({ opened }) => opened.name === 'Root');
    expect(ofRoot?.issued.map(({ facts }) => facts?.title)).toEqual(['Below']);
  });

  it('a certificate renewed with its key is the same authority, the longer one first', async () => {
    const openssl = new OpensslAuthorities(temporaryFolder('renewed-'));
    const first = openssl.make({ subject: '/CN=Root', days: 10 });
    const second = openssl.make({ subject: '/CN=Root', days: 20, key: first });
    const { found } = await findAuthorities(
      [{ path: '', content: first.certificate + second.certificate + first.key }],
      '',
      now,
      new AbortController().signal,
    );
    expect(found).toHaveLength(1);
    const [{ opened, others }] = found as [(typeof found)[0]];
    expect(others.map(({ why }) => why)).toEqual(['earlier']);
    expect(opened.certificate.validity.notAfter.getTime()).toBeGreaterThan(now.getTime() + 15 * 86_400_000);
  });

  it('of two roots of one name the one that signed it stands above an intermediate; a certificate that lies about its root is not it', async () => {
    const openssl = new OpensslAuthorities(temporaryFolder('one-name-'));
    const bare = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'];
    const other = openssl.make({ subject: '/CN=Root', extensions: bare });
    const root = openssl.make({ subject: '/CN=Root', extensions: bare, days: 100 });
    const below = openssl.make({ subject: '/CN=Below', issuer: root });
    const planted = derOf(openssl.make({ subject: '/CN=Root', extensions: bare, key: root }).certificate);
    planted.set([planted.at(-1)! ^ 1], planted.length - 1);
    const { found } = await findAuthorities(
      [
        {
          path: '',
          content: other.certificate + root.certificate + below.certificate + below.key + root.key,
        },
        { path: 'planted.der', content: planted },
      ],
      '',
      now,
      new AbortController().signal,
    );
    const tops = found.map(({ opened }) => [
      opened.name,
      Buffer.from(opened.chain.at(-1)!.der).toString('hex'),
    ]);
    const expected = Buffer.from(derOf(root.certificate)).toString('hex');
    expect(tops.sort()).toEqual([
      ['Below', expected],
      ['Root', expected],
    ]);
  });
});

describe('what is no authority', () => {
  it('finds nothing in prose, and says nothing is locked', async () => {
    const inputs = [{ path: 'notes.txt', content: 'no keys here' }];
    const finding = await findAuthorities(inputs, '', now, new AbortController().signal);
    expect(finding).toEqual({ found: [], locked: [], withoutKey: [], otherKeys: 0, unclearDatabases: [] });
  });
});
