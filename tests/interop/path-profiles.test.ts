// Profiles beside the RFC and the Web: people and devices that show a certificate, and mail; how much an anchor's certificate says;
// keys and digests by policy; RSA-PSS with its parameters. The certificates are openssl's.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { decodePem } from '../../src/codec/pem';
import type { PathRequest } from '../../src/pki/verify/path-request';
import { verify } from '../../src/pki/verify/path';
import { newKeys, OpensslAuthorities, type AuthorityFiles } from '../support/openssl-authority';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const at = new Date(Date.now() + 3_600_000);
const CLIENT = '1.3.6.1.5.5.7.3.2';
const identified = ['subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid'];
const authority = [
  ...['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign', ...identified],
];
const leafOf = (...extensions: readonly string[]): readonly string[] => [
  ...['basicConstraints=critical,CA:FALSE', ...identified, ...extensions],
];

const derOf = ({ certificate }: Pick<AuthorityFiles, 'certificate'>): Bytes => {
  const [block] = decodePem(certificate);
  if (block?.der.ok !== true) throw new Error('no certificate');
  return block.der.value;
};

describeWith(['openssl'], 'profiles', () => {
  let openssl: OpensslAuthorities;
  let folder: string;
  let root: AuthorityFiles;
  afterAll(removeTemporaryFolders);

  beforeAll(() => {
    folder = temporaryFolder('profiles-');
    openssl = new OpensslAuthorities(folder);
    root = openssl.make({ subject: '/CN=Root', extensions: authority });
  });

  const under = (issuer: AuthorityFiles, subject: string, ...extensions: readonly string[]): AuthorityFiles =>
    openssl.make({ issuer, subject, extensions: leafOf(...extensions) });

  async function causes(
    leaf: AuthorityFiles | Bytes,
    request: Partial<PathRequest>,
    anchor: AuthorityFiles = root,
  ): Promise<readonly string[]> {
    const { findings } = await verify({
      leaf: leaf instanceof Uint8Array ? leaf : derOf(leaf),
      ...{ intermediates: [], anchors: [derOf(anchor)], at, profile: 'rfc5280', names: [], purposes: [] },
      ...request,
    });
    return findings.map(({ code, at: place }) => `${code}@${place}`);
  }

  it('mtls-client wants a certificate that clients may show, and a key that signs', async () => {
    const profile = 'mtls-client' as const;
    const usage = 'keyUsage=critical,digitalSignature';
    expect(await causes(under(root, '/CN=a', usage, 'extendedKeyUsage=clientAuth'), { profile })).toEqual([]);
    expect(await causes(under(root, '/CN=b'), { profile })).toEqual([]);
    expect(await causes(under(root, '/CN=c', usage, 'extendedKeyUsage=serverAuth'), { profile })).toEqual([
      'wrong-purpose@0',
    ]);
    const enciphers = under(
      root,
      '/CN=d',
      'keyUsage=critical,keyEncipherment',
      'extendedKeyUsage=clientAuth',
    );
    expect(await causes(enciphers, { profile })).toContain('wrong-key-usage@0');
  });

  it('email finds a mailbox among the names, and in the subject where there is none', async () => {
    const profile = 'email' as const;
    const wanting = (value: string) => ({ profile, names: [{ kind: 'email', value }] }) as const;
    const mail = 'extendedKeyUsage=emailProtection';
    const named = under(root, '/CN=Ann', mail, 'subjectAltName=email:ann@app.test');
    expect(await causes(named, wanting('ann@APP.test'))).toEqual([]);
    expect(await causes(named, wanting('Ann@app.test'))).toEqual(['name-not-in-certificate@0']);
    const old = under(root, '/CN=Bob/emailAddress=bob@app.test', mail);
    expect(await causes(old, wanting('bob@app.test'))).toEqual([]);
    const both = under(
      root,
      '/CN=Eve/emailAddress=eve@app.test',
      mail,
      'subjectAltName=email:other@app.test',
    );
    expect(await causes(both, wanting('eve@app.test'))).toEqual(['name-not-in-certificate@0']);
    expect(await causes(under(root, '/CN=nobody', mail), { profile })).toEqual(['no-alternative-names@0']);
    const server = under(root, '/CN=s', 'extendedKeyUsage=serverAuth', 'subjectAltName=email:s@app.test');
    expect(await causes(server, wanting('s@app.test'))).toEqual(['wrong-purpose@0']);
  });

  it('email reads mailboxes beyond ASCII, and holds them against constraints (RFC 9598)', async () => {
    const mailbox = 'otherName=1.3.6.1.5.5.7.8.9;FORMAT:UTF8,UTF8String:jürgen@xn--bcher-kva.test';
    const other = ['subjectAltName=@names', '[names]', mailbox];
    const leaf = under(root, '/CN=Jürgen', 'extendedKeyUsage=emailProtection', ...other);
    const profile = 'email' as const;
    for (const value of ['jürgen@bücher.test', 'jürgen@xn--bcher-kva.test'])
      expect(await causes(leaf, { profile, names: [{ kind: 'email', value }] })).toEqual([]);
    const constrained = openssl.make({
      subject: '/CN=Constrained',
      extensions: [...authority, 'nameConstraints=critical,permitted;email:app.test'],
    });
    const below = under(constrained, '/CN=Jürgen', 'extendedKeyUsage=emailProtection', ...other);
    expect(await causes(below, { profile }, constrained)).toEqual(['name-not-permitted@0']);
  });

  it('takes of an anchor’s certificate as much as is asked', async () => {
    const narrow = openssl.make({
      subject: '/CN=Narrow',
      extensions: [
        ...authority.map((line) => line.replace('CA:TRUE', 'CA:TRUE,pathlen:0')),
        'nameConstraints=critical,permitted;DNS:corp.test',
        'extendedKeyUsage=serverAuth',
        'certificatePolicies=1.2.3',
        'policyConstraints=critical,requireExplicitPolicy:0',
      ],
    });
    const between = openssl.make({ issuer: narrow, subject: '/CN=Between', extensions: authority });
    const leaf = under(between, '/CN=leaf', 'subjectAltName=DNS:app.test', 'extendedKeyUsage=clientAuth');
    const told = (anchorConstraints: 'none' | 'usual' | 'all'): Promise<readonly string[]> =>
      causes(
        leaf,
        { profile: 'path', anchorConstraints, intermediates: [derOf(between)], purposes: [CLIENT] },
        narrow,
      );
    expect(await told('none')).toEqual([]);
    expect(await told('usual')).toEqual(['name-not-permitted@0', 'path-too-long@2']);
    expect(await told('all')).toEqual([
      ...['name-not-permitted@0', 'path-too-long@2', 'wrong-purpose@2', 'policy-required@1'],
    ]);
  });

  it('heeds the policies of an anchor where they are asked (RFC 5937)', async () => {
    const anchor = openssl.make({
      subject: '/CN=Of policies',
      extensions: [
        ...authority,
        'certificatePolicies=1.2.3',
        'policyConstraints=critical,requireExplicitPolicy:0',
      ],
    });
    const having = (oid: string): AuthorityFiles => under(anchor, '/CN=leaf', `certificatePolicies=${oid}`);
    const asked = { profile: 'path', anchorConstraints: 'all' } as const;
    expect(await causes(having('1.2.3'), asked, anchor)).toEqual([]);
    expect(await causes(having('1.2.4'), asked, anchor)).toEqual(['policy-required@0']);
    expect(await causes(having('1.2.4'), { profile: 'path' }, anchor)).toEqual([]);
  });

  it('takes an anchor that has ended for a name and a key, where it is asked to', async () => {
    const later = { at: new Date(Date.now() + 3651 * 86_400_000), profile: 'path' } as const;
    const young = openssl.make({ issuer: root, subject: '/CN=leaf', extensions: leafOf(), days: 5000 });
    expect(await causes(young, later)).toEqual(['expired@1']);
    expect(await causes(young, { ...later, anchorConstraints: 'none' })).toEqual([]);
  });

  it.each(['path', 'rfc5280', 'mtls-client', 'x509-strict'] as const)(
    'takes a leaf that signed itself as its own anchor: %s',
    async (profile) => {
      const extensions = leafOf('keyUsage=critical,digitalSignature', 'subjectAltName=DNS:app.test');
      const alone = openssl.make({ subject: '/CN=app.test', extensions });
      const names = [{ kind: 'dns', value: 'app.test' }] as const;
      expect(await causes(alone, { profile, names }, alone)).toEqual([]);
      expect(await causes(alone, { profile, names }, root)).toContain('untrusted-root@0');
    },
  );

  it('believes keys and digests by profile, and by what the person says', async () => {
    const weak = openssl.make({ issuer: root, subject: '/CN=w', extensions: leafOf(), newKey: newKeys.weak });
    expect(await causes(weak, {})).toEqual([]);
    expect(await causes(weak, { strength: { rsaBits: 2048 } })).toEqual(['weak-key@0']);
    expect(await causes(weak, { profile: 'x509-strict' })).toEqual(['weak-key@0']);
    const old = signed('-sha1');
    expect(await causes(old, {}, rsa)).toEqual(['weak-signature@0']);
    expect(await causes(old, { strength: { sha1: true } }, rsa)).toEqual([]);
    expect(await causes(signed('-md5'), { strength: { sha1: true } }, rsa)).toContain('weak-signature@0');
  });

  /** A leaf below an authority of an RSA key, signed in the way named. */
  function signed(...options: readonly string[]): Bytes {
    rsa ??= openssl.make({ subject: '/CN=RSA', extensions: authority, newKey: newKeys.rsa });
    return signedBy(rsa, options);
  }
  let rsa: AuthorityFiles | undefined;

  function signedBy(issuer: AuthorityFiles, options: readonly string[]): Bytes {
    writeFileSync(join(folder, 'leaf.cnf'), leafOf().join('\n'));
    const key = ['-newkey', ...newKeys.ec, '-nodes', '-keyout', 'leaf.key', '-subj', '/CN=leaf'];
    openssl.run('req', '-new', ...key, '-out', 'leaf.csr');
    const by = ['-CA', `${issuer.base}.pem`, '-CAkey', `${issuer.base}.key`, '-extfile', 'leaf.cnf'];
    openssl.run('x509', '-req', '-in', 'leaf.csr', ...by, '-days', '30', ...options, '-out', 'leaf.pem');
    openssl.run('x509', '-in', 'leaf.pem', '-outform', 'DER', '-out', 'leaf.der');
    return openssl.read('leaf.der');
  }

  const pss = (...options: readonly string[]): readonly string[] =>
    ['rsa_padding_mode:pss', ...options].flatMap((one) => ['-sigopt', one]);

  it.each([
    ['SHA-256 and a salt as long', ['-sha256', ...pss('rsa_pss_saltlen:32')], []],
    ['SHA-384 and no salt', ['-sha384', ...pss('rsa_pss_saltlen:0')], []],
    ['SHA-512 and a salt as long as can be', ['-sha512', ...pss('rsa_pss_saltlen:max')], []],
    ['SHA-1', ['-sha1', ...pss('rsa_pss_saltlen:20')], ['weak-signature@0']],
    [
      'a mask of another hash, which WebCrypto has not',
      ['-sha256', ...pss('rsa_pss_saltlen:32', 'rsa_mgf1_md:sha512')],
      ['algorithm-unsupported@0'],
    ],
  ])('RSA-PSS with %s', async (_, options, expected) => {
    const leaf = signed(...options);
    expect(await causes(leaf, { profile: 'rfc5280' }, rsa)).toEqual(expected);
  });

  it('RSA-PSS by a key that is for it alone, within its parameters', async () => {
    const newKey = ['rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048', '-pkeyopt', 'rsa_pss_keygen_md:sha256'];
    const bound = [
      ...newKey,
      '-pkeyopt',
      'rsa_pss_keygen_mgf1_md:sha256',
      '-pkeyopt',
      'rsa_pss_keygen_saltlen:32',
    ];
    for (const key of [newKeys.pss, bound]) {
      const anchor = openssl.make({ subject: '/CN=PSS', extensions: authority, newKey: key });
      const leaf = signedBy(anchor, ['-sha256', ...pss('rsa_pss_saltlen:32')]);
      expect(await causes(leaf, {}, anchor)).toEqual([]);
      const damaged = leaf.slice();
      damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
      expect(await causes(damaged, {}, anchor)).toEqual(['signature-wrong@0']);
    }
  });
});
