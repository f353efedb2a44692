// Containers as openssl, keytool and Python write them, opened by us: who belongs to whom, under which name, and what can be had
// without a password.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { toHex, type Bytes } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { chainWithKey } from '../support/certificate-chain';
import { describeMember, membersOf, open, publicHalf } from '../support/opened-input';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const folder = temporaryFolder('open-containers-');
afterAll(removeTemporaryFolders);
const file = (name: string) => join(folder, name);
const read = (name: string): Bytes => new Uint8Array(readFileSync(file(name)));
function write(name: string, contents: string | Uint8Array): string {
  writeFileSync(file(name), contents);
  return file(name);
}

async function written() {
  const chain = await chainWithKey('ec-p256');
  write('key.pem', encodePem('PRIVATE KEY', chain.pkcs8));
  write('leaf.pem', encodePem('CERTIFICATE', chain.leaf));
  write('root.pem', encodePem('CERTIFICATE', chain.root));
  return { leaf: toHex(chain.leaf), root: toHex(chain.root), key: publicHalf(chain.pkcs8) };
}

const spkiOf = (certificate: Uint8Array) =>
  toHex(new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' }));

describeWith(['openssl'], 'what openssl writes', (path) => {
  const openssl = (...args: readonly string[]) =>
    execFileSync(path('openssl'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const exportFile = (...options: readonly string[]) =>
    openssl('pkcs12', '-export', '-inkey', 'key.pem', '-in', 'leaf.pem', '-out', 'out.p12', ...options);

  it.each<[string, string[]?]>([
    ['-legacy'],
    ['-legacy -keypbe PBE-SHA1-RC4-128 -certpbe PBE-SHA1-RC4-40'],
    ['-legacy -keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-2DES'],
    ['-macalg sha224'],
    ['-macalg sha512-256'],
    ['-macalg md5'],
    // It leaves the certificates in clear then.
    ['-nomac', ['certificate', 'certificate']],
    ['-keypbe NONE', ['private-key']],
  ])('PKCS#12 with %s', async (options, inClear) => {
    const { leaf, root, key } = await written();
    const pass = ['-passout', 'pass:pässwörd', '-name', 'Schlüssel', '-certfile', 'root.pem'];
    exportFile(...pass, ...options.split(' '));
    const members = await membersOf(read('out.p12'), ['wrong', 'pässwörd']);
    const sorted = members.map(describeMember);
    const id = members.find(({ kind }) => kind === 'private-key')?.localKeyId;
    expect(id).toMatch(/^[0-9a-f]{40}$/);
    expect(sorted).toEqual([
      ['private-key', key, 'Schlüssel', id],
      ['certificate', leaf, 'Schlüssel', id],
      ['certificate', root, undefined, undefined],
    ]);
    expect(await open(read('out.p12'), ['wrong'])).toMatchObject(
      inClear === undefined
        ? [{ kind: 'locked', reason: 'wrong-password' }]
        : [{ kind: 'opened', members: inClear.map((kind) => ({ kind })), locked: 'wrong-password' }],
    );
  });

  it('PKCS#12 under the empty password, which needs no asking', async () => {
    const { leaf, key } = await written();
    exportFile('-passout', 'pass:');
    for (const passwords of [[], ['another']]) {
      const members = await membersOf(read('out.p12'), passwords);
      expect(members.map((one) => describeMember(one)[1])).toEqual([key, leaf]);
    }
  });

  it('PKCS#12 under a password as OpenSSL wrote it before 1.1.0, each octet of its UTF-8 a character', async () => {
    const { leaf, key } = await written();
    exportFile('-legacy', '-passout', `pass:${Buffer.from('pässwörd').toString('latin1')}`);
    const members = await membersOf(read('out.p12'), ['pässwörd']);
    expect(members.map((one) => describeMember(one)[1])).toEqual([key, leaf]);
  });

  it('PKCS#12 whose certificates are in clear: they are shown before the password is known', async () => {
    const { leaf } = await written();
    exportFile('-passout', 'pass:x', '-certpbe', 'NONE');
    expect(await open(read('out.p12'))).toMatchObject([
      { kind: 'opened', members: [{ kind: 'certificate' }], locked: 'needs-password' },
    ]);
    expect((await membersOf(read('out.p12'), ['x'])).map(describeMember)[1]?.[1]).toBe(leaf);
  });

  it('p7b in PEM and DER, with a revocation list', async () => {
    const { leaf, root } = await written();
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=ca',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    write('ca.cnf', '[ca]\ndefault_ca=d\n[d]\ndatabase=db.txt\ndefault_md=sha256\ndefault_crl_days=3\n');
    write('db.txt', '');
    openssl('ca', '-config', 'ca.cnf', '-gencrl', '-keyfile', 'ca.key', '-cert', 'ca.pem', '-out', 'crl.pem');
    const list = toHex(openssl('crl', '-in', 'crl.pem', '-outform', 'DER'));
    for (const form of ['PEM', 'DER']) {
      const args = ['-certfile', 'leaf.pem', '-certfile', 'root.pem', '-outform', form, '-out', 'out.p7b'];
      openssl('crl2pkcs7', '-in', 'crl.pem', ...args);
      expect((await membersOf(read('out.p7b'))).map(describeMember)).toEqual([
        ['certificate', leaf, undefined, undefined],
        ['certificate', root, undefined, undefined],
        ['revocation-list', list, undefined, undefined],
      ]);
    }
  });

  it('a signed message in BER, its lengths indefinite', async () => {
    const { leaf, root } = await written();
    write('text', 'text');
    const keys = ['-signer', 'leaf.pem', '-inkey', 'key.pem', '-certfile', 'root.pem'];
    openssl(
      'cms',
      '-sign',
      '-stream',
      '-nodetach',
      '-in',
      'text',
      ...keys,
      '-outform',
      'DER',
      '-out',
      'out.cms',
    );
    expect(read('out.cms')[1]).toBe(0x80);
    const members = await membersOf(read('out.cms'));
    const [content, ...certificates] = members.toReversed();
    expect(certificates.map(({ octets }) => toHex(octets)).sort()).toEqual([leaf, root].sort());
    expect([content?.kind, Buffer.from(content?.octets ?? '').toString()]).toEqual(['content', 'text']);
  });

  it('something encrypted to a certificate: sound, and nothing in it to show', async () => {
    await written();
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=to',
      '-keyout',
      'to.key',
      '-out',
      'to.pem',
    );
    write('text', 'text');
    openssl('cms', '-encrypt', '-in', 'text', '-outform', 'DER', '-out', 'out.cms', 'to.pem');
    const [opening] = await open(read('out.cms'));
    expect(opening).toMatchObject({
      kind: 'opened',
      members: [],
      problems: [],
    });
  });

  it('TRUSTED CERTIFICATE: the certificate, and its alias for a name', async () => {
    const { root } = await written();
    const args = [
      '-trustout',
      '-setalias',
      'Our root',
      '-addtrust',
      'serverAuth',
      '-addreject',
      'emailProtection',
    ];
    const pem = openssl('x509', '-in', 'root.pem', ...args).toString();
    expect((await membersOf(pem)).map(describeMember)).toEqual([
      ['certificate', root, 'Our root', undefined],
    ]);
  });

  it('a time stamp, and the token alone', async () => {
    await written();
    write(
      'tsa.cnf',
      `[req]\ndistinguished_name=n\nx509_extensions=e\n[n]\n[e]\nextendedKeyUsage=critical,timeStamping
[tsa]\ndefault_tsa=t\n[t]\nserial=tsa.srl\nsigner_digest=sha256\ndefault_policy=1.2.3\ndigests=sha256\ness_cert_id_alg=sha256\n`,
    );
    const subject = ['-subj', '/CN=tsa', '-keyout', 'tsa.key', '-out', 'tsa.pem'];
    openssl('req', '-config', 'tsa.cnf', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject);
    write('text', 'text');
    openssl('ts', '-query', '-data', 'text', '-sha256', '-cert', '-out', 'q.tsq');
    const signer = ['-signer', 'tsa.pem', '-inkey', 'tsa.key', '-config', 'tsa.cnf', '-section', 't'];
    openssl('ts', '-reply', '-queryfile', 'q.tsq', ...signer, '-out', 'out.tsr');
    openssl('ts', '-reply', '-in', 'out.tsr', '-token_out', '-out', 'out.tst');
    const tsa = toHex(new X509Certificate(readFileSync(file('tsa.pem'))).raw);
    for (const name of ['out.tsr', 'out.tst']) {
      expect((await membersOf(read(name))).map(({ octets }) => toHex(octets))).toEqual([tsa]);
    }
  });
});

describeWith(['python3'], 'what Python writes', (path) => {
  const python = (script: string, ...args: readonly string[]) =>
    execFileSync(path('python3'), ['-c', script, ...args], { cwd: folder });

  it('an OCSP response with its responder', async () => {
    const { root } = await written();
    python(`
import datetime
from cryptography import x509
from cryptography.x509 import ocsp
from cryptography.hazmat.primitives import hashes, serialization as s
leaf, root = [x509.load_pem_x509_certificate(open(n, 'rb').read()) for n in ('leaf.pem', 'root.pem')]
key = s.load_pem_private_key(open('key.pem', 'rb').read(), None)
now = datetime.datetime(2026, 11, 22)
b = ocsp.OCSPResponseBuilder().add_response(leaf, root, hashes.SHA1(), ocsp.OCSPCertStatus.GOOD, now, now, None, None)
b = b.responder_id(ocsp.OCSPResponderEncoding.HASH, leaf).certificates([root])
open('ok.ocsp', 'wb').write(b.sign(key, hashes.SHA256()).public_bytes(s.Encoding.DER))
no = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
open('no.ocsp', 'wb').write(no.public_bytes(s.Encoding.DER))
`);
    expect((await membersOf(read('ok.ocsp'))).map(describeMember)).toEqual([
      ['certificate', root, undefined, undefined],
    ]);
    expect(await membersOf(read('no.ocsp'))).toEqual([]);
  });

  it('a p7b of more nodes than pkijs takes', async () => {
    const { leaf } = await written();
    python(`
from cryptography import x509
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.serialization import pkcs7
leaf = x509.load_pem_x509_certificate(open('leaf.pem', 'rb').read())
open('many.p7b', 'wb').write(pkcs7.serialize_certificates([leaf] * 2000, s.Encoding.DER))
`);
    const members = await membersOf(read('many.p7b'));
    expect(members).toHaveLength(2000);
    expect(new Set(members.map(({ octets }) => toHex(octets)))).toEqual(new Set([leaf]));
  });
});

describeWith(['keytool'], 'what keytool writes', (path) => {
  // The fewest that JCEKS takes; 200,000 are its own choice, and cost the JDK seconds as well.
  const few = '-J-Djdk.jceks.iterationCount=10000';
  const keytool = (store: string, type: string, ...args: readonly string[]) => {
    const where = ['-keystore', file(store), '-storetype', type, '-storepass', 'changeit'];
    return execFileSync(path('keytool'), [few, ...args, ...where], { stdio: ['ignore', 'pipe', 'ignore'] });
  };

  it.each(['JKS', 'JCEKS'])(
    '%s: certificates at once, each key with its own password',
    async (type) => {
      const { root } = await written();
      const store = `${type}.ks`;
      const pair = ['-genkeypair', '-dname', 'CN=x', '-keyalg', 'EC', '-groupname', 'secp256r1', '-alias'];
      keytool(store, type, ...pair, 'eins', '-keypass', 'changeit');
      keytool(store, type, ...pair, 'zwei', '-keypass', 'another one');
      if (type === 'JCEKS')
        keytool(store, type, '-genseckey', '-keyalg', 'AES', '-keysize', '256', '-alias', 'secret');
      keytool(store, type, '-importcert', '-noprompt', '-alias', 'ä日🔑', '-file', file('root.pem'));
      const theirs = new Map(
        ['eins', 'zwei'].map((alias) => {
          const der = keytool(store, type, '-exportcert', '-alias', alias);
          return [alias, { der: toHex(der), spki: spkiOf(der) }];
        }),
      );

      const openWith = async (...passwords: readonly string[]) => {
        const [opening] = await open(read(store), passwords);
        if (opening?.kind !== 'opened') return expect.unreachable(JSON.stringify(opening));
        expect(opening.problems).toEqual([]);
        const keys = opening.members.filter(({ kind }) => kind === 'private-key');
        const certificates = opening.members.filter(({ kind }) => kind === 'certificate');
        expect(new Map(certificates.map(({ name, octets }) => [name, toHex(octets)]))).toEqual(
          new Map([
            ['ä日🔑', root],
            ['eins', theirs.get('eins')?.der],
            ['zwei', theirs.get('zwei')?.der],
          ]),
        );
        for (const { name = '', octets, localKeyId } of keys) {
          expect(publicHalf(octets)).toBe(theirs.get(name)?.spki);
          expect(certificates.find((one) => one.localKeyId === localKeyId)?.name).toBe(name);
        }
        return [keys.map(({ name }) => name).sort(), opening.locked];
      };
      expect(await openWith()).toEqual([[], 'needs-password']);
      expect(await openWith('wrong')).toEqual([[], 'wrong-password']);
      expect(await openWith('changeit')).toEqual([['eins'], 'wrong-password']);
      expect(await openWith('wrong', 'another one', 'changeit')).toEqual([['eins', 'zwei'], undefined]);
    },
    60_000,
  );

  it('PKCS#12 with several keys', async () => {
    const pair = ['-genkeypair', '-dname', 'CN=x', '-keyalg', 'EC', '-groupname', 'secp256r1', '-alias'];
    for (const alias of ['eins', 'zwei', 'drei']) keytool('several.p12', 'PKCS12', ...pair, alias);
    const members = await membersOf(read('several.p12'), ['changeit']);
    const keys = members.filter(({ kind }) => kind === 'private-key');
    expect(keys.map(({ name }) => name).sort()).toEqual(['drei', 'eins', 'zwei']);
    for (const { name, localKeyId, octets } of keys) {
      const own = members.filter((one) => one.kind === 'certificate' && one.localKeyId === localKeyId);
      expect(own.map((one) => [one.name, spkiOf(one.octets)])).toEqual([[name, publicHalf(octets)]]);
    }
  }, 60_000);

  it('PKCS#12 with a secret key', async () => {
    keytool('secret.p12', 'PKCS12', '-genseckey', '-keyalg', 'AES', '-keysize', '256', '-alias', 'geheim');
    const members = await membersOf(read('secret.p12'), ['changeit']);
    expect(members.map(({ kind, name }) => [kind, name])).toEqual([['secret-key', 'geheim']]);
  }, 60_000);
});
