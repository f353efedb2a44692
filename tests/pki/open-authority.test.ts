// Authorities people bring along, made by openssl: which are opened, with which cautions, and which are refused and why.
// What an opened one signs has to pass `openssl verify`, strictly where there was nothing to caution about.
import { afterAll, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import type { AuthorityCaution, AuthorityProblem, OpenedAuthority } from '../../src/pki/open-authority';
import {
  both,
  derOf,
  open,
  opened,
  verifiedByOpenssl,
  years,
  type Inputs,
} from '../support/opened-authority';
import {
  goodExtensions,
  newKeys,
  OpensslAuthorities,
  type AuthorityWish,
} from '../support/openssl-authority';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const without = (start: string) => goodExtensions.filter((line) => !line.startsWith(start));

describeWith(['openssl'], 'an authority brought along', () => {
  const folder = temporaryFolder('authorities-');
  const openssl = new OpensslAuthorities(folder);
  afterAll(removeTemporaryFolders);
  const verify = (authority: OpenedAuthority, flags?: readonly string[]) =>
    verifiedByOpenssl(openssl, folder, authority, flags);

  it.each([
    [
      'mkcert’s: RSA, O and OU and CN',
      { newKey: newKeys.rsa, subject: '/O=mkcert development CA/OU=ann@box/CN=mkcert ann@box' },
    ],
    ['EC', {}],
    ['Ed25519', { newKey: newKeys.ed25519 }],
    ['a subject beyond ASCII', { subject: '/C=DE/O=Käse GmbH/CN=Würzburg' }],
    ['an RDN of two attributes', { subject: '/O=Team+OU=Ops/CN=Root' }],
    ['serverAuth', { extensions: [...goodExtensions, 'extendedKeyUsage=serverAuth,clientAuth'] }],
    [
      'a subject key identifier of its own',
      { extensions: [...without('subjectKey'), 'subjectKeyIdentifier=0102030405'] },
    ],
  ] satisfies readonly (readonly [string, AuthorityWish])[])(
    '%s: opened, and what it signs passes strictly',
    async (_, wish) => {
      const authority = await opened(both(openssl.make(wish)));
      expect(authority.cautions).toEqual([]);
      expect(authority.issuer.privateKey.extractable).toBe(false);
      expect(await verify(authority)).toBe('leaf.pem: OK');
    },
  );

  const cautious: readonly (readonly [string, AuthorityWish, readonly AuthorityCaution[]])[] = [
    ['no subject key identifier', { extensions: without('subjectKey') }, ['no-subject-key-identifier']],
    [
      'basic constraints not critical',
      { extensions: ['basicConstraints=CA:TRUE', ...without('basic')] },
      ['basic-constraints-not-critical'],
    ],
    ['no key usage', { extensions: without('keyUsage') }, ['no-key-usage']],
    ['no CommonName', { subject: '/O=Team' }, ['no-common-name']],
    [
      'the Real Python tutorial’s',
      { newKey: newKeys.rsa, extensions: ['basicConstraints=critical,CA:TRUE'] },
      ['no-key-usage', 'no-subject-key-identifier'],
    ],
  ];
  it.each(cautious)(
    '%s: opened with a caution, and passes where that is not asked for',
    async (_, wish, cautions) => {
      const authority = await opened(both(openssl.make(wish)));
      expect(authority.cautions).toEqual(cautions);
      expect(await verify(authority, [])).toBe('leaf.pem: OK');
    },
  );

  it('RSA of 1024 bits: opened with a caution', async () => {
    const authority = await opened(both(openssl.make({ newKey: newKeys.weak })));
    expect(authority.cautions).toEqual(['weak-key']);
    expect(await verify(authority, ['-auth_level', '0'])).toBe('leaf.pem: OK');
  });

  it('for any purpose, without naming servers: opened with a caution, and OpenSSL does refuse', async () => {
    const extensions = [...goodExtensions, 'extendedKeyUsage=anyExtendedKeyUsage'];
    const authority = await opened(both(openssl.make({ extensions })));
    expect(authority.cautions).toEqual(['any-purpose']);
    await expect(verify(authority, [])).rejects.toThrow('unsuitable certificate purpose');
  });

  it('one that starts tomorrow: opened with a caution', async () => {
    const { cautions } = await opened(both(openssl.make()), undefined, years(-1));
    expect(cautions).toEqual(['not-yet-valid']);
  });

  const refused: readonly (readonly [string, AuthorityWish, AuthorityProblem])[] = [
    ['CA:FALSE', { extensions: ['basicConstraints=critical,CA:FALSE'] }, 'not-an-authority'],
    ['no basic constraints', { extensions: without('basic') }, 'not-an-authority'],
    [
      'key usage without keyCertSign',
      { extensions: [...without('keyUsage'), 'keyUsage=critical,cRLSign,digitalSignature'] },
      'may-not-sign',
    ],
    ['for clients only', { extensions: [...goodExtensions, 'extendedKeyUsage=clientAuth'] }, 'wrong-purpose'],
    [
      'name constraints with a minimum',
      { extensions: [...goodExtensions, 'nameConstraints=DER:300da00b3009820474657374800101'] },
      'unreadable-extension',
    ],
    [
      'an extension of rubbish',
      { extensions: [...without('keyUsage'), 'keyUsage=DER:0500'] },
      'unreadable-extension',
    ],
  ];
  it.each(refused)('%s: refused by its name', async (_, wish, problem) => {
    expect(await open(both(openssl.make(wish)))).toEqual({ kind: 'refused', problem, name: 'Authority' });
  });

  it.each([
    ['a brainpool key', newKeys.brainpool],
    ['an RSA-PSS key', newKeys.pss],
  ])('%s: refused, since WebCrypto has no such', async (_, newKey) => {
    expect(await open(both(openssl.make({ newKey })))).toEqual({
      kind: 'refused',
      problem: 'unsupported-key',
    });
  });

  it('expired: refused', async () => {
    const inputs = both(openssl.make({ days: 30 }));
    expect((await open(inputs)).kind).toBe('opened');
    expect(await open(inputs, undefined, years(1))).toEqual({
      kind: 'refused',
      problem: 'expired',
      name: 'Authority',
    });
  });

  it('another key than the certificate’s, of the same kind and of another: refused', async () => {
    const { certificate } = openssl.make();
    for (const newKey of [newKeys.ec, newKeys.ed25519, newKeys.weak]) {
      const { key } = openssl.make({ newKey });
      expect(await open([certificate, key])).toEqual({ kind: 'refused', problem: 'key-does-not-match' });
    }
  });

  it('half of it, or nothing: refused with the half that is missing', async () => {
    const { certificate, key } = openssl.make();
    expect(await open([certificate])).toEqual({ kind: 'refused', problem: 'no-key' });
    expect(await open([key])).toEqual({ kind: 'refused', problem: 'no-certificate' });
    for (const nothing of [[], [''], ['hello'], [new Uint8Array(100)]])
      expect(await open(nothing)).toEqual({ kind: 'refused', problem: 'nothing-found' });
  });

  it('a certificate whose key is no key beside a good pair: the pair is opened', async () => {
    const good = openssl.make();
    // The point of the other certificate is moved off the curve.
    const broken = derOf(openssl.make({ subject: '/CN=Broken' }).certificate);
    const at = Buffer.from(broken).indexOf(Buffer.from('0342000', 'hex')) + 4;
    broken.fill(0xff, at, at + 60);
    const { name } = await opened([broken, ...both(good)]);
    expect(name).toBe('Authority');
    expect(await open([broken, good.key])).toEqual({ kind: 'refused', problem: 'key-does-not-match' });
  });

  it('every form of the files', async () => {
    const { certificate, key, base } = openssl.make({ newKey: newKeys.rsa });
    const convert = (...args: readonly string[]) => {
      openssl.run(...args, '-out', 'converted');
      return openssl.read('converted');
    };
    const traditional = convert('pkey', '-in', `${base}.key`, '-traditional');
    const locked = convert('pkey', '-in', `${base}.key`, '-aes-256-cbc', '-passout', 'pass:geheim');
    const lockedTraditional = convert(
      'rsa',
      '-in',
      `${base}.key`,
      '-traditional',
      '-aes256',
      '-passout',
      'pass:geheim',
    );
    const p12 = convert(
      'pkcs12',
      '-export',
      '-in',
      `${base}.pem`,
      '-inkey',
      `${base}.key`,
      '-passout',
      'pass:geheim',
    );
    const subject = derOf(certificate);
    const forms: readonly Inputs[] = [
      [certificate + key],
      [`some words\n${key}\nand ${certificate}`],
      [subject, derOf(key)],
      [certificate, traditional],
      [certificate, locked],
      [certificate, lockedTraditional],
      [p12],
    ];
    for (const form of forms)
      expect(toHex((await opened(form, 'geheim')).certificate.der)).toBe(toHex(subject));
    for (const form of forms.slice(4)) {
      expect(await open(form)).toMatchObject({ kind: 'locked', locked: [{ reason: 'needs-passphrase' }] });
      expect(await open(form, 'falsch')).toMatchObject({
        kind: 'locked',
        locked: [{ reason: 'wrong-passphrase' }],
      });
    }
  });

  it('a server’s pair open, the authority’s key locked: locked, not “no authority”', async () => {
    const root = openssl.make();
    const server = openssl.make({
      subject: '/CN=app.test',
      issuer: root,
      extensions: ['basicConstraints=CA:FALSE'],
    });
    openssl.run(
      'pkey',
      '-in',
      `${root.base}.key`,
      '-aes-256-cbc',
      '-passout',
      'pass:x',
      '-out',
      'locked.key',
    );
    const inputs = [...both(server), root.certificate, openssl.read('locked.key')];
    expect((await open(inputs)).kind).toBe('locked');
    expect((await opened(inputs, 'x')).name).toBe('Authority');
  });

  it('a hundred certificates of servers do not hide the authority among them', async () => {
    const root = openssl.make();
    const crowd = Array.from({ length: 12 }, (_, i) =>
      openssl.make({ subject: `/CN=s${i}.test`, issuer: root, extensions: ['basicConstraints=CA:FALSE'] }),
    );
    const authority = await opened([...crowd.flatMap(both), ...both(root)]);
    expect(authority.name).toBe('Authority');
  });
});
