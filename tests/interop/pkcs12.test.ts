// PKCS#12 we write, opened by OpenSSL, Java, Python, NSS and GnuTLS; and what each of them writes, opened by us.
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex, type Bytes } from '../../src/codec/bytes';
import { identity, trustStore, type Pkcs12Contents } from '../../src/codec/pkcs12';
import { writeCompatiblePkcs12 } from '../../src/codec/pkcs12-compatible';
import { bmpPassword, derivePkcs12, PURPOSE } from '../../src/codec/pkcs12-kdf';
import { writeModernPkcs12 } from '../../src/codec/pkcs12-modern';
import { readPkcs12, type OpenedPkcs12 } from '../../src/codec/pkcs12-reader';
import { encodePem } from '../../src/codec/pem';
import { readPile } from '../../src/pki/unlock';
import { randomOctets } from '../../src/pki/random';
import { chainWithKey } from '../support/certificate-chain';
import { keyIds } from '../support/private-keys';
import { describeWithShared } from '../support/shared';
import { describeWith } from '../support/tools';

const folder = mkdtempSync(join(tmpdir(), 'pkcs12-'));
const ITERATIONS = 2048;
const NAME = 'Übung „localhost+3“';

const styles = {
  modern: (contents: Pkcs12Contents, password: string) =>
    writeModernPkcs12(contents, { password, iterations: ITERATIONS }),
  compatible: (contents: Pkcs12Contents, password: string) =>
    writeCompatiblePkcs12(contents, { password, iterations: ITERATIONS, random: randomOctets }),
} as const;
type Style = keyof typeof styles;

/** Every key in either style; and the passwords that go wrong elsewhere, with one key. */
const cases: readonly (readonly [Style, (typeof keyIds)[number], string])[] = (
  Object.keys(styles) as Style[]
).flatMap((style) => [
  ...keyIds.map((id) => [style, id, 'changeit'] as const),
  ...['pässwörd', 'key 🔑 key', '日本語', ''].map((password) => [style, 'ec-p256', password] as const),
]);

const awkward = (Object.keys(styles) as Style[]).map(
  (style) => [style, 'ec-p256', `it's "$HOME" \\ %`] as const,
);

function file(name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

async function written(style: Style, id: (typeof keyIds)[number], password: string) {
  const chain = await chainWithKey(id);
  const contents = await identity(chain.pkcs8, [chain.leaf, chain.root], NAME);
  const path = file(`${style}-${id}.p12`, await styles[style](contents, password));
  return { ...chain, path };
}

const run = (
  program: string,
  args: readonly string[],
  options: Partial<ExecFileSyncOptionsWithStringEncoding> = {},
) =>
  execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.env },
  });

const rawKey = (pem: string) => toHex(createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }));
const pkcs8Pem = (der: Bytes) => encodePem('PRIVATE KEY', der);
const pems = (text: string, label: string) =>
  text.match(new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`, 'g')) ?? [];
const certificates = (text: string) =>
  pems(text, 'CERTIFICATE').map((pem) => toHex(new X509Certificate(pem).raw));

describeWith(['openssl'], 'OpenSSL opens, without its legacy provider,', (path) => {
  it.each(cases)('%s with %s under "%s"', async (style, id, password) => {
    const { path: p12, pkcs8, leaf, root } = await written(style, id, password);
    const args = ['pkcs12', '-in', p12, '-passin', `pass:${password}`, '-nodes'];
    const text = run(path('openssl'), args);
    expect(pems(text, 'PRIVATE KEY').map(rawKey)).toEqual([rawKey(pkcs8Pem(pkcs8))]);
    expect(certificates(text)).toEqual([toHex(leaf), toHex(root)]);
    // The name and the identifier stand with key and leaf, and nowhere else.
    expect(text.match(/friendlyName: /g)).toHaveLength(2);
    expect(text.match(/localKeyID: /g)).toHaveLength(2);
    expect(() => run(path('openssl'), [...args, '-passin', 'pass:another'])).toThrow(/invalid password/);
  });

  it.each(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const)('derives by %s what we derive', (hash) => {
    for (const [password, salt, iterations, length] of [
      ['', 8, 1, 8],
      ['pässwörd 🔑', 20, 3, 24],
      ['a password longer than one block of the hash is, and then some', 64, 1000, 100],
      ['x', 200, 2, 64],
    ] as const) {
      for (const purpose of Object.values(PURPOSE)) {
        const pass = bmpPassword(password);
        const octets = randomOctets(salt);
        const options = [
          `hexpass:${toHex(pass)}`,
          `hexsalt:${toHex(octets)}`,
          `iter:${iterations}`,
          `id:${purpose}`,
        ];
        const kdfopts = [`digest:${hash.replace('-', '')}`, ...options].flatMap((one) => ['-kdfopt', one]);
        const args = ['kdf', '-keylen', `${length}`, ...kdfopts, 'PKCS12KDF'];
        const theirs = run(path('openssl'), args).trim().replaceAll(':', '').toLowerCase();
        expect(toHex(derivePkcs12(hash, purpose, pass, octets, iterations, length))).toBe(theirs);
      }
    }
  });

  it('sees the schemes meant', async () => {
    const info = async (style: Style) => {
      const { path: p12 } = await written(style, 'ec-p256', 'changeit');
      return run('sh', [
        '-c',
        `"${path('openssl')}" pkcs12 -in "$1" -passin pass:changeit -info -noout 2>&1`,
        'sh',
        p12,
      ]);
    };
    const modern = await info('modern');
    expect(modern).toContain('MAC: sha256, Iteration 2048');
    expect(modern.match(/PBES2, PBKDF2, AES-256-CBC, Iteration 2048, PRF hmacWithSHA256/g)).toHaveLength(2);
    const compatible = await info('compatible');
    expect(compatible).toContain('MAC: sha1, Iteration 2048');
    expect(compatible.match(/pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048/g)).toHaveLength(2);
    expect(compatible).not.toContain('RC2');
  });
});

describeWith(['keytool'], 'keytool lists', (path) => {
  const list = (store: string, password: string) =>
    run(
      path('keytool'),
      ['-J-Dfile.encoding=UTF-8', '-list', '-v', '-keystore', store, '-storepass:env', 'STORE'],
      {
        env: { STORE: password },
      },
    );

  // Java opens no PKCS#12 under a password beyond ASCII, whoever wrote it (openssl's neither), and asks for six characters.
  it.each([...cases.filter(([, , password]) => password === 'changeit'), ...awkward])(
    '%s with %s under "%s"',
    async (style, id, password) => {
      const { path: p12, leaf } = await written(style, id, password);
      const text = list(p12, password);
      expect(text).toContain('Entry type: PrivateKeyEntry');
      expect(text).toContain('Certificate chain length: 2');
      expect(text).toContain(`Alias name: ${NAME.toLowerCase()}`);
      expect(text).toContain(new X509Certificate(leaf).fingerprint256);
    },
  );

  it('a wrong password as such', async () => {
    const { path: p12 } = await written('modern', 'ec-p256', 'changeit');
    expect(() => list(p12, 'another')).toThrow();
  });

  it.each(Object.keys(styles) as Style[])('a %s trust store as trusted certificates', async (style) => {
    const { root, leaf } = await chainWithKey('ec-p256');
    const contents = trustStore([
      { der: root, friendlyName: 'our root' },
      { der: leaf, friendlyName: 'a leaf' },
    ]);
    const text = list(file('truststore.p12', await styles[style](contents, 'changeit')), 'changeit');
    expect(text).toContain('Your keystore contains 2 entries');
    expect(text.match(/Entry type: trustedCertEntry/g)).toHaveLength(2);
    expect(text).toContain('Alias name: our root');
    expect(text).not.toContain('PrivateKeyEntry');
  });
});

describeWith(['python3'], 'Python cryptography opens', (path) => {
  const script = `
import sys
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.serialization import pkcs12
for path, password in zip(sys.argv[1::2], sys.argv[2::2]):
    with open(path, 'rb') as f: data = f.read()
    p12 = pkcs12.load_pkcs12(data, password.encode())
    der = lambda c: c.certificate.public_bytes(s.Encoding.DER).hex()
    key = p12.key.private_bytes(s.Encoding.DER, s.PrivateFormat.PKCS8, s.NoEncryption()).hex()
    print(key, der(p12.cert), *[der(c) for c in p12.additional_certs], p12.cert.friendly_name.decode())
`;
  it.each(Object.keys(styles) as Style[])('%s with every key', async (style) => {
    const args: string[] = [];
    const expected: string[] = [];
    for (const [, id, password] of cases.filter(([one]) => one === style)) {
      const { path: p12, pkcs8, leaf, root } = await written(style, id, password);
      const copy = file(`python-${args.length}.p12`, readFileSync(p12));
      args.push(copy, password);
      expected.push([rawKey(pkcs8Pem(pkcs8)), toHex(leaf), toHex(root), NAME].join(' '));
    }
    const lines = run(path('python3'), ['-c', script, ...args])
      .trim()
      .split('\n');
    expect(lines).toEqual(expected);
  });
});

describeWith(['certtool'], 'GnuTLS opens', (path) => {
  it.each(cases)('%s with %s under "%s"', async (style, id, password) => {
    const { path: p12, leaf, root } = await written(style, id, password);
    const text = run(path('certtool'), ['--p12-info', '--inder', '--infile', p12, '--password', password]);
    expect(pems(text, 'ENCRYPTED PRIVATE KEY')).toHaveLength(1);
    expect(text.split(`Friendly name: ${NAME}`)).toHaveLength(3);
    expect(certificates(text).sort()).toEqual([toHex(leaf), toHex(root)].sort());
  });
});

describeWith(['certutil'], 'NSS imports', (path) => {
  const pk12util = () => join(dirname(path('certutil')), 'pk12util');
  it.each(cases.filter(([, id]) => id !== 'ed25519'))(
    '%s with %s under "%s"',
    async (style, id, password) => {
      const { path: p12 } = await written(style, id, password);
      const database = mkdtempSync(join(folder, 'nss-'));
      run(path('certutil'), ['-d', `sql:${database}`, '-N', '--empty-password']);
      run(pk12util(), ['-d', `sql:${database}`, '-i', p12, '-W', password]);
      expect(run(path('certutil'), ['-d', `sql:${database}`, '-K'])).toContain(NAME);
    },
  );
});

describeWith(['node24'], 'a Node that knows ML-DSA opens', (path) => {
  describeWithShared('client-matrix/key-all-mldsa44', 'an ML-DSA-44 key with its chain', (shared) => {
    it.each(Object.keys(styles) as Style[])('%s', async (style) => {
      const { certificates: found, privateKeys } = await readPile([
        readFileSync(shared('cert.pem'), 'utf8'),
        readFileSync(shared('ca.pem'), 'utf8'),
        readFileSync(shared('key.pem'), 'utf8'),
      ]);
      const [leaf = expect.unreachable(), root = expect.unreachable()] = found;
      const [pkcs8 = expect.unreachable()] = privateKeys;
      const contents = await identity(pkcs8, [leaf, root], NAME);
      const p12 = file(`${style}-ml-dsa.p12`, await styles[style](contents, 'changeit'));
      // OpenSSL throws here where key and certificate do not belong together.
      const script = `
        const pfx = require('node:fs').readFileSync(process.argv[1]);
        const context = require('node:tls').createSecureContext({ pfx, passphrase: 'changeit' });
        console.log(context.context.getCertificate().toString('hex'), context.context.getIssuer().toString('hex'));`;
      expect(run(path('node24'), ['-e', script, p12]).trim()).toBe(`${toHex(leaf)} ${toHex(root)}`);
    });
  });
});

describe('we open', () => {
  async function opened(p12: Uint8Array, password: string): Promise<OpenedPkcs12> {
    const result = await readPkcs12(p12, password);
    return result.ok ? result.value : expect.unreachable(String(result.error));
  }
  const read = (path: string) => new Uint8Array(readFileSync(path));

  it.each(cases)('our own %s with %s under "%s"', async (style, id, password) => {
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

  describeWith(['openssl'], 'what openssl writes', (path) => {
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
        expect(privateKeys.map((one) => [toHex(one.pkcs8), one.friendlyName])).toEqual([
          [toHex(pkcs8), NAME],
        ]);
        expect(found.map(({ der }) => toHex(der))).toEqual([toHex(leaf), toHex(root)]);
      }
    });

    it('with -legacy: the key, and that RC2 keeps the certificates', async () => {
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
      expect(pile.certificates).toEqual([]);
      expect(pile.problems.map(({ error }) => [error.code, error.detail])).toEqual([
        ['unsupported', 'RC2-40'],
      ]);
    });
  });

  describeWith(['keytool'], 'what keytool writes', (path) => {
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

  describeWith(['python3'], 'what Python writes', (path) => {
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

  describeWith(['certutil'], 'what NSS writes', (path) => {
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

  describeWith(['certtool'], 'what GnuTLS writes', (path) => {
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
});
