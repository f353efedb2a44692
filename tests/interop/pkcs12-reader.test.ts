// PKCS#12 that OpenSSL, Java, Python, NSS and GnuTLS write, opened by us; and our own.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { readPkcs12, type OpenedPkcs12 } from '../../src/codec/pkcs12-reader';
import { readPile } from '../../src/pki/unlock';
import { chainWithKey } from '../support/certificate-chain';
import { cases, file, folder, NAME, pkcs8Pem, rawKey, run, written } from '../support/pkcs12-files';
import { describeWith } from '../support/tools';

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function opened(p12: Uint8Array, password: string): Promise<OpenedPkcs12> {
  const result = await readPkcs12(p12, password);
  return result.ok ? result.value : expect.unreachable(String(result.error));
}
const read = (path: string) => new Uint8Array(readFileSync(path));

it.each(cases)('we open our own %s with %s under "%s"', async (style, id, password) => {
  const { path: p12, pkcs8, leaf, root } = await written(style, id, password);
  const { privateKeys, certificates: found, problems } = await opened(read(p12), password);
  expect(problems).toEqual([]);
  const localKeyId = new Uint8Array(await crypto.subtle.digest('SHA-1', leaf));
  expect(privateKeys).toEqual([{ pkcs8, friendlyName: NAME, localKeyId }]);
  expect(found).toEqual([
    { der: leaf, friendlyName: NAME, localKeyId, trusted: false },
    { der: root, trusted: false },
  ]);
  expect(await readPkcs12(read(p12), `${password}x`)).toEqual({ ok: false, error: 'wrong-password' });
});

describeWith(['openssl'], 'we open what openssl writes', (path) => {
  it.each([
    ['by default', []],
    [
      'with the old schemes but RC2',
      ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
    ],
    ['with two-key triple DES', ['-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-2DES']],
    ['with AES-128', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha384']],
    ['with AES-192', ['-keypbe', 'AES-192-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha512']],
    ['with nothing encrypted', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
    ['without a stamp', ['-nomac']],
    ['with many iterations', ['-iter', '100000']],
  ])('%s', async (_, options) => {
    const { pkcs8, leaf, root } = await chainWithKey('rsa-2048');
    const key = file('key.pem', pkcs8Pem(pkcs8));
    const leafFile = file('leaf.pem', encodePem('CERTIFICATE', leaf));
    const rootFile = file('root.pem', encodePem('CERTIFICATE', root));
    const out = join(folder, 'openssl.p12');
    for (const password of ['pässwörd 🔑', '']) {
      const args = ['-inkey', key, '-in', leafFile, '-certfile', rootFile, '-name', NAME, '-out', out];
      run(path('openssl'), ['pkcs12', '-export', ...args, '-passout', `pass:${password}`, ...options]);
      const { privateKeys, certificates: found, problems } = await opened(read(out), password);
      expect(problems).toEqual([]);
      expect(privateKeys.map((one) => [toHex(one.pkcs8), one.friendlyName])).toEqual([[toHex(pkcs8), NAME]]);
      expect(found.map(({ der }) => toHex(der))).toEqual([toHex(leaf), toHex(root)]);
    }
  });

  it('with -legacy: the certificates are under RC2', async () => {
    const { pkcs8, leaf } = await chainWithKey('ec-p256');
    const key = file('key.pem', pkcs8Pem(pkcs8));
    const leafFile = file('leaf.pem', encodePem('CERTIFICATE', leaf));
    const out = join(folder, 'legacy.p12');
    const args = [
      '-export',
      '-legacy',
      '-inkey',
      key,
      '-in',
      leafFile,
      '-out',
      out,
      '-passout',
      'pass:changeit',
    ];
    run(path('openssl'), ['pkcs12', ...args]);
    const pile = await readPile([read(out)], 'changeit');
    expect(pile.privateKeys.map((one) => toHex(one))).toEqual([toHex(pkcs8)]);
    expect(pile.certificates.map((one) => toHex(one))).toEqual([toHex(leaf)]);
    expect(pile.problems).toEqual([]);
  });
});

describeWith(['keytool'], 'we open what keytool writes', (path) => {
  it('a key store and a trust store', async () => {
    const store = join(folder, 'java.p12');
    rmSync(store, { force: true });
    const common = ['-keystore', store, '-storepass', 'changeit', '-alias'];
    const dname = ['-dname', 'CN=leaf.test', '-keyalg', 'EC', '-groupname', 'secp384r1'];
    run(path('keytool'), ['-genkeypair', ...common, 'leaf', ...dname]);
    const { root } = await chainWithKey('ec-p256');
    const rootFile = file('root.pem', encodePem('CERTIFICATE', root));
    run(path('keytool'), ['-importcert', '-noprompt', ...common, 'root', '-file', rootFile]);
    const { privateKeys, certificates: found, problems } = await opened(read(store), 'changeit');
    expect(problems).toEqual([]);
    expect(privateKeys.map(({ friendlyName }) => friendlyName)).toEqual(['leaf']);
    expect(found.map(({ friendlyName, trusted }) => [friendlyName, trusted])).toEqual([
      ['leaf', false],
      ['root', true],
    ]);
    expect(await readPkcs12(read(store), 'another')).toEqual({ ok: false, error: 'wrong-password' });
  });
});

describeWith(['python3'], 'we open what Python writes', (path) => {
  it('with its best encryption and with none', async () => {
    const { pkcs8, leaf, root } = await chainWithKey('ed25519');
    const script = `
import sys
from cryptography import x509
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.serialization import pkcs12
key = s.load_pem_private_key(open(sys.argv[1], 'rb').read(), None)
leaf, root = [x509.load_pem_x509_certificate(open(p, 'rb').read()) for p in sys.argv[2:4]]
for out, how in ((sys.argv[4], s.BestAvailableEncryption('pä🔑'.encode())), (sys.argv[5], s.NoEncryption())):
    open(out, 'wb').write(pkcs12.serialize_key_and_certificates(b'name', key, leaf, [root], how))
`;
    const inputs = [
      file('key.pem', pkcs8Pem(pkcs8)),
      file('leaf.pem', encodePem('CERTIFICATE', leaf)),
      file('root.pem', encodePem('CERTIFICATE', root)),
    ];
    const [best, none] = [join(folder, 'best.p12'), join(folder, 'none.p12')] as const;
    run(path('python3'), ['-c', script, ...inputs, best, none]);
    for (const [p12, password] of [
      [best, 'pä🔑'],
      [none, ''],
    ] as const) {
      const { privateKeys, certificates: found, problems } = await opened(read(p12), password);
      expect(problems).toEqual([]);
      expect(privateKeys.map((one) => toHex(one.pkcs8))).toEqual([toHex(pkcs8)]);
      expect(found.map(({ der }) => toHex(der))).toEqual([toHex(leaf), toHex(root)]);
    }
  });
});

describeWith(['certutil'], 'we open what NSS writes', (path) => {
  it('in BER, with whatever its defaults are', async () => {
    const { path: p12, pkcs8, leaf } = await written('modern', 'rsa-2048', 'changeit');
    const database = mkdtempSync(join(folder, 'nss-'));
    const pk12util = (...args: string[]) =>
      run(join(dirname(path('certutil')), 'pk12util'), ['-d', `sql:${database}`, ...args]);
    run(path('certutil'), ['-d', `sql:${database}`, '-N', '--empty-password']);
    pk12util('-i', p12, '-W', 'changeit');
    const out = join(folder, 'nss.p12');
    pk12util('-o', out, '-n', NAME, '-W', 'pässwörd');
    // Indefinite length, which DER forbids.
    expect(toHex(read(out).subarray(0, 2))).toBe('3080');
    const { privateKeys, certificates: found, problems } = await opened(read(out), 'pässwörd');
    expect(problems).toEqual([]);
    expect(privateKeys.map((one) => rawKey(pkcs8Pem(one.pkcs8)))).toEqual([rawKey(pkcs8Pem(pkcs8))]);
    expect(found.map(({ der }) => toHex(der))).toContain(toHex(leaf));
  });
});

describeWith(['certtool'], 'we open what GnuTLS writes', (path) => {
  it('by default', async () => {
    const { pkcs8, leaf, root } = await chainWithKey('ec-p521');
    const out = join(folder, 'gnutls.p12');
    const key = file('key.pem', pkcs8Pem(pkcs8));
    const chain = file('chain.pem', encodePem('CERTIFICATE', leaf) + encodePem('CERTIFICATE', root));
    const args = ['--to-p12', '--load-privkey', key, '--load-certificate', chain, '--p12-name', 'name'];
    run(path('certtool'), [...args, '--outder', '--outfile', out, '--password', 'pässwörd']);
    const { privateKeys, certificates: found, problems } = await opened(read(out), 'pässwörd');
    expect(problems).toEqual([]);
    expect(privateKeys.map((one) => rawKey(pkcs8Pem(one.pkcs8)))).toEqual([rawKey(pkcs8Pem(pkcs8))]);
    expect(found.map(({ der }) => toHex(der))).toContain(toHex(leaf));
  });
});
