// Real programs given bad files and bad servers: what each of them prints is known, and means what was done to it. The tables of
// the libraries that are here, number by number.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diagnose } from '../../src/pki/diagnose/diagnose';
import type { SubjectCode } from '../../src/pki/diagnose/subject';
import { run } from '../support/clients/run';
import { freePort, startServer, type ServerProcess } from '../support/server-process';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

let folder: string;
const file = (name: string) => join(folder, name);

/** Everything it prints, whatever it ends with. */
function printed(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => {
      resolve(text);
    });
  });
}

async function means(program: string, args: readonly string[], subject: SubjectCode): Promise<void> {
  const text = await printed(program, args);
  expect(diagnose(text).found[0]?.subject, text).toBe(subject);
}

/** `a` and `b` are self-signed for `a.test` and `b.test`; `weak` has 1024 bits; `locked.key` is the key of `a` under `secret`. */
async function makeFiles(openssl: string): Promise<void> {
  const selfSigned = (name: string, bits: string) =>
    run(openssl, [
      ...['req', '-x509', '-newkey', `rsa:${bits}`, '-nodes', '-days', '30', '-subj', `/CN=${name}.test`],
      ...[
        '-addext',
        `subjectAltName=DNS:${name}.test`,
        '-keyout',
        file(`${name}.key`),
        '-out',
        file(`${name}.pem`),
      ],
    ]);
  await selfSigned('a', '2048');
  await selfSigned('b', '2048');
  await selfSigned('weak', '1024');
  await run(openssl, [
    'pkcs8',
    '-topk8',
    '-in',
    file('a.key'),
    '-passout',
    'pass:secret',
    '-out',
    file('locked.key'),
  ]);
  await run(openssl, ['x509', '-in', file('a.pem'), '-outform', 'der', '-out', file('a.der')]);
  await run(openssl, [
    ...['pkcs12', '-export', '-in', file('a.pem'), '-inkey', file('a.key')],
    ...['-passout', 'pass:secret', '-out', file('a.p12')],
  ]);
  writeFileSync(file('text.pem'), 'hello\n');
  writeFileSync(file('empty.pem'), '');
  writeFileSync(file('cut.pem'), readFileSync(file('a.pem'), 'utf8').split('\n').slice(0, 5).join('\n'));
}

/** Certificate, key, what that must mean: to whoever loads the pair. */
const pairs: readonly (readonly [certificate: string, key: string, subject: SubjectCode])[] = [
  ['a.pem', 'b.key', 'key-mismatch'],
  ['weak.pem', 'weak.key', 'weak-key'],
  ['none.pem', 'a.key', 'file-missing'],
];
const unreadable = [
  ['text.pem', 'a.key'],
  ['cut.pem', 'a.key'],
  ['a.der', 'a.key'],
  ['a.key', 'a.pem'],
  ['a.pem', 'empty.pem'],
] as const;

beforeAll(() => {
  folder = temporaryFolder('diagnose-');
});
afterAll(removeTemporaryFolders);

describeWith(['openssl', 'python3', 'python3.13'], 'what Python says of bad files', (path) => {
  beforeAll(() => makeFiles(path('openssl')));
  const load = (certificate: string, key: string) => [
    '-c',
    'import ssl,sys; ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(*sys.argv[1:])',
    certificate,
    key,
  ];
  for (const python of ['python3', 'python3.13'] as const) {
    it.each(pairs)(`${python}: %s with %s`, (certificate, key, subject) =>
      means(path(python), load(certificate, key), subject),
    );
    it.each(unreadable)(`${python}: %s with %s`, (certificate, key) =>
      means(path(python), load(certificate, key), 'pem-unreadable'),
    );
    it(`${python}: an authority that is none`, () =>
      means(
        path(python),
        ['-c', 'import ssl; ssl.create_default_context(cafile="text.pem")'],
        'certificate-unreadable',
      ));
  }
});

describeWith(['openssl', 'nginx', 'uvicorn', 'gunicorn'], 'what servers say when they start', (path) => {
  beforeAll(async () => {
    await makeFiles(path('openssl'));
    writeFileSync(file('asgi_app.py'), 'async def app(scope, receive, send):\n    pass\n');
    writeFileSync(file('wsgi_app.py'), 'def app(environ, start):\n    return [b""]\n');
  });

  async function nginx(directives: string): Promise<string[]> {
    const port = await freePort();
    const configuration = `pid ${file('nginx.pid')}; error_log stderr; events {} http { access_log off; server { listen 127.0.0.1:${port} ssl; ${directives} } }`;
    writeFileSync(file('nginx.conf'), configuration);
    return ['-t', '-c', file('nginx.conf')];
  }

  it.each([
    ...pairs,
    ['text.pem', 'a.key', 'certificate-unreadable'],
    ['a.pem', 'a.pem', 'key-unreadable'],
  ] as const)('nginx: %s with %s', async (certificate, key, subject) => {
    const lines = `ssl_certificate ${file(certificate)}; ssl_certificate_key ${file(key)};`;
    await means(path('nginx'), await nginx(lines), subject);
  });

  it('nginx: no certificate, no key, no authority of clients', async () => {
    await means(path('nginx'), await nginx(''), 'server-without-certificate');
    await means(
      path('nginx'),
      await nginx(`ssl_certificate ${file('a.pem')};`),
      'server-without-certificate',
    );
    const both = `ssl_certificate ${file('a.pem')}; ssl_certificate_key ${file('a.key')};`;
    await means(path('nginx'), await nginx(`${both} ssl_verify_client on;`), 'trust-store-missing');
  });

  it.each(pairs)('uvicorn: %s with %s', async (certificate, key, subject) => {
    const port = String(await freePort());
    const args = ['asgi_app:app', '--host', '127.0.0.1', '--port', port];
    await means(path('uvicorn'), [...args, '--ssl-certfile', certificate, '--ssl-keyfile', key], subject);
  });

  it('gunicorn: a file that is not there', async () => {
    const args = ['wsgi_app:app', '-b', `127.0.0.1:${await freePort()}`];
    await means(path('gunicorn'), [...args, '--certfile', 'none.pem', '--keyfile', 'a.key'], 'file-missing');
  });
});

describeWith(['openssl', 'keytool', 'certutil', 'node'], 'what tools say of bad files', (path) => {
  beforeAll(async () => {
    await makeFiles(path('openssl'));
    mkdirSync(file('database'), { recursive: true });
    const store = ['-keystore', file('store.p12'), '-storepass', 'secret1'];
    await run(path('keytool'), ['-importcert', '-alias', 'a', '-file', file('a.pem'), '-noprompt', ...store]);
    await run(path('keytool'), ['-genkeypair', '-alias', 'k', '-keyalg', 'EC', '-dname', 'CN=k', ...store]);
  });

  it.each([
    ['verify -CAfile none.pem a.pem', 'file-missing'],
    ['verify a.pem', 'self-signed'],
    ['verify -crl_check -CAfile a.pem a.pem', 'revocation-list-missing'],
    ['verify -CAfile a.pem -verify_hostname b.test a.pem', 'name-mismatch'],
    ['x509 -in text.pem -noout', 'certificate-unreadable'],
    ['pkey -in a.pem -noout', 'key-unreadable'],
    ['pkey -in locked.key -passin pass:other -noout', 'wrong-password'],
    ['pkcs12 -in a.p12 -passin pass:other -noout', 'wrong-password'],
    ['pkcs12 -export -in a.pem -inkey b.key -passout pass:x -out x.p12', 'key-mismatch'],
    ['req -in a.pem -noout', 'certificate-unreadable'],
  ] as const)('openssl %s', (line, subject) => means(path('openssl'), line.split(' '), subject));

  it.each([
    ['-list -keystore none.p12 -storepass secret1', 'file-missing'],
    ['-list -keystore a.p12 -storepass otherwise', 'wrong-password'],
    ['-printcert -file text.pem', 'certificate-unreadable'],
    ['-importcert -alias a -file b.pem -noprompt -keystore store.p12 -storepass secret1', 'keystore-entry'],
    [
      '-importcert -alias k -file b.pem -noprompt -keystore store.p12 -storepass secret1',
      'reply-does-not-fit',
    ],
    ['-exportcert -alias nobody -keystore store.p12 -storepass secret1', 'keystore-entry'],
  ] as const)('keytool %s', (line, subject) => means(path('keytool'), line.split(' '), subject));

  it.each([
    ['mismatch', 'cert: r("a.pem"), key: r("b.key")', 'key-mismatch'],
    ['no certificate', 'cert: r("text.pem"), key: r("a.key")', 'certificate-unreadable'],
    ['a locked key', 'cert: r("a.pem"), key: r("locked.key"), passphrase: "other"', 'wrong-password'],
    ['a container', 'pfx: r("a.p12"), passphrase: "other"', 'wrong-password'],
    ['no file', 'cert: r("none.pem")', 'file-missing'],
  ] as const)('node: %s', (_, options, subject) => {
    const program = `const r = require("fs").readFileSync; require("tls").createSecureContext({ ${options} })`;
    return means(path('node'), ['-e', program], subject);
  });

  it('certutil: a certificate that is none, a database that is none', async () => {
    const database = `sql:${file('database')}`;
    await run(path('certutil'), ['-d', database, '-N', '--empty-password']);
    await means(
      path('certutil'),
      ['-d', database, '-A', '-n', 'x', '-t', ',,', '-i', 'text.pem'],
      'certificate-unreadable',
    );
    await means(path('certutil'), ['-d', 'sql:/nonexistent', '-L'], 'trust-store-missing');
  });
});

describeWith(
  ['openssl', 'curl', 'gnutls-cli', 'java', 'python3.13', 'node'],
  'what clients say of a server',
  (path) => {
    let server: ServerProcess;
    let port: number;

    beforeAll(async () => {
      await makeFiles(path('openssl'));
      port = await freePort();
      const line = `${path('openssl')} s_server -accept 127.0.0.1:${port} -cert a.pem -key a.key -www -quiet`;
      server = await startServer(line, { folder, address: '127.0.0.1', port });
      writeFileSync(
        file('Get.java'),
        'public class Get { public static void main(String[] a) throws Exception { new java.net.URL(a[0]).openConnection().getInputStream(); } }',
      );
    });
    afterAll(() => server.stop());

    const url = () => `https://127.0.0.1:${port}/`;

    it('curl: self-signed, another name, no list, a key of somebody else', async () => {
      const curl = (...args: string[]) => ['-sS', '--max-time', '20', ...args, url()];
      await means(path('curl'), curl(), 'self-signed');
      await means(path('curl'), curl('--cacert', 'a.pem'), 'name-mismatch');
      await means(path('curl'), curl('--cacert', 'none.pem'), 'trust-store-missing');
      await means(path('curl'), curl('--cert', 'a.pem', '--key', 'b.key'), 'key-unreadable');
      await means(path('curl'), curl('-k', '--pinnedpubkey', `sha256//${'A'.repeat(43)}=`), 'pinned');
    });

    it('gnutls-cli: no issuer, another name', async () => {
      const host = ['-p', String(port), '127.0.0.1'];
      const trusted = await printed(path('gnutls-cli'), ['--x509cafile', 'a.pem', ...host]);
      expect(diagnose(trusted).found[0]?.subject, trusted).toBe('name-mismatch');
      await means(path('gnutls-cli'), host, 'unknown-issuer');
    });

    it('Python 3.13 and Node: self-signed, and where it was connected to', async () => {
      const python = await printed(path('python3.13'), [
        '-c',
        `import urllib.request as u; u.urlopen("${url()}")`,
      ]);
      const { found, facts } = diagnose(python);
      expect(found[0]?.subject, python).toBe('self-signed');
      expect(facts.program).toBe('Python 3.13');
      await means(
        path('node'),
        ['-e', `fetch("${url()}").catch((e) => { console.error(e); process.exit(1); })`],
        'self-signed',
      );
      const other = `import ssl,socket; ssl.create_default_context(cafile="a.pem").wrap_socket(socket.create_connection(("127.0.0.1",${port})),server_hostname="c.test")`;
      const mismatch = await printed(path('python3.13'), ['-c', other]);
      expect(diagnose(mismatch).found[0]).toMatchObject({ id: 'python-hostname', facts: { host: 'c.test' } });
    });

    it('Java: nobody knows the issuer', () =>
      means(path('java'), [file('Get.java'), url()], 'unknown-issuer'));

    it('one speaks TLS, the other does not', async () => {
      const plain = createServer((_, response) => response.end('hello'));
      plain.listen(0, '127.0.0.1');
      await once(plain, 'listening');
      const address = `https://127.0.0.1:${(plain.address() as AddressInfo).port}/`;
      try {
        await means(path('curl'), ['-sS', '--max-time', '20', address], 'plain-text');
        const get = `import urllib.request as u; u.urlopen("${address}")`;
        await means(path('python3.13'), ['-c', get], 'plain-text');
      } finally {
        plain.close();
      }
    });
  },
);

describeWith(['python3'], 'tables of libraries', (path) => {
  it('every number of OpenSSL has its row', async () => {
    const program = `
import ctypes, ctypes.util
f = ctypes.CDLL(ctypes.util.find_library("crypto")).X509_verify_cert_error_string
f.restype = ctypes.c_char_p
for n in range(1, 95): print(n, f(n).decode())`;
    const lines = (await printed(path('python3'), ['-c', program])).trim().split('\n');
    expect(lines.length).toBe(94);
    const wrong = lines.flatMap((line) => {
      const [, number = '', text = ''] = /^(\d+) (.*)$/.exec(line) ?? [];
      // 17 is a full memory, and no message about certificates.
      return number === '17' || diagnose(text).found[0]?.id === `openssl-verify-${number}` ? [] : [line];
    });
    expect(wrong).toEqual([]);
  });
});
