// PKCS#12 we write, opened by OpenSSL, Java, Python, NSS, GnuTLS and Node.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { identity, trustStore } from '../../src/codec/pkcs12';
import { bmpPassword, derivePkcs12, PURPOSE } from '../../src/codec/pkcs12-kdf';
import { randomOctets } from '../../src/pki/random';
import { readPile } from '../../src/pki/unlock';
import { chainWithKey } from '../support/certificate-chain';
import {
  cases,
  certificates,
  file,
  folder,
  NAME,
  pems,
  pkcs8Pem,
  rawKey,
  run,
  styles,
  written,
  type Style,
} from '../support/pkcs12-files';
import { describeWithShared } from '../support/shared';
import { describeWith } from '../support/tools';

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const awkward = (Object.keys(styles) as Style[]).map(
  (style) => [style, 'ec-p256', `it's "$HOME" \\ %`] as const,
);

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

  it.each(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const)(
    'derives by %s what we derive',
    async (hash) => {
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
          expect(toHex(await derivePkcs12(hash, purpose, pass, octets, iterations, length))).toBe(theirs);
        }
      }
    },
  );

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
