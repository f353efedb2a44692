// Authorities below other authorities: which chain goes with the certificate, whose constraints and whose end bind it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { makeLocalHttps, refusalsOf } from '../../src/pki/local-https';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import { makePkcs12 } from '../../src/pki/pkcs12';
import { both, derOf, now, open, opened, verifiedByOpenssl, years } from '../support/opened-authority';
import { goodExtensions, OpensslAuthorities, type AuthorityWish } from '../support/openssl-authority';
import { Desk } from '../../src/worker/desk';
import { KeyRing } from '../../src/worker/key-ring';
import { dns, plan } from '../support/plans';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const unlimited = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign',
  'subjectKeyIdentifier=hash',
];

describeWith(['openssl'], 'an authority below another', () => {
  const folder = temporaryFolder('authorities-');
  const openssl = new OpensslAuthorities(folder);
  afterAll(removeTemporaryFolders);
  const verify = (authority: OpenedAuthority, flags?: readonly string[]) =>
    verifiedByOpenssl(openssl, folder, authority, flags);
  const commonNames = ({ chain }: OpenedAuthority) =>
    chain.map(({ subject }) => subject.rdns.flat().find(({ type }) => type === '2.5.4.3')?.value);

  const chainExtensions = [...unlimited, 'authorityKeyIdentifier=keyid'];
  const chainOf = (rootWish: AuthorityWish = {}, belowWish: AuthorityWish = {}) => {
    const root = openssl.make({ subject: '/CN=Top', extensions: unlimited, ...rootWish });
    const below = openssl.make({
      subject: '/CN=Below',
      issuer: root,
      extensions: chainExtensions,
      ...belowWish,
    });
    return { root, below };
  };

  it('root → intermediate, with the root: the whole chain, and it passes strictly', async () => {
    const { root, below } = chainOf();
    const authority = await opened([root.certificate, ...both(below)]);
    expect(commonNames(authority)).toEqual(['Below', 'Top']);
    expect(authority.cautions).toEqual([]);
    expect(await verify(authority)).toBe('leaf.pem: OK');
  });

  it('root → intermediate, without the root: opened with a caution', async () => {
    const { root, below } = chainOf();
    const authority = await opened(both(below));
    expect(commonNames(authority)).toEqual(['Below']);
    expect(authority.cautions).toEqual(['root-missing']);
    expect(await verify(authority, ['-partial_chain'])).toBe('leaf.pem: OK');
    // Clients that have the root already get the rest from the server.
    const ofRoot = ['-x509_strict', '-CAfile', `${root.base}.pem`, '-untrusted', 'between.pem'];
    expect(openssl.run('verify', ...ofRoot, 'leaf.pem').trim()).toBe('leaf.pem: OK');
    const { intermediates } = await makeLocalHttps(plan({ signedBy: { kind: 'given', authority } }), now);
    expect(intermediates.map((der) => toHex(der))).toEqual([toHex(derOf(below.certificate))]);
  });

  it('a chain of two without its root: both are sent', async () => {
    const { below } = chainOf();
    const last = openssl.make({ subject: '/CN=Last', issuer: below, extensions: chainExtensions });
    const authority = await opened([below.certificate, ...both(last)]);
    const signedBy = { kind: 'given', authority } as const;
    const { intermediates, anchor, leaf, ...rest } = await makeLocalHttps(plan({ signedBy }), now);
    const [first, second] = [last, below].map(({ certificate }) => toHex(derOf(certificate)));
    expect(intermediates.map((der) => toHex(der))).toEqual([first, second]);
    expect(toHex(anchor)).toBe(second);
    // In PKCS#12 it stands once all the same.
    const p12 = await makePkcs12(
      { intermediates, anchor, leaf, ...rest },
      { style: 'modern', friendlyName: 'x', password: '' },
    );
    writeFileSync(join(folder, 'chain.p12'), p12);
    const shown = openssl.run('pkcs12', '-in', 'chain.p12', '-passin', 'pass:changeit', '-nokeys');
    expect(shown.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
  });

  it('root → intermediate → intermediate with every key: the one furthest from the root signs, whatever the order', async () => {
    const { root, below } = chainOf();
    const last = openssl.make({ subject: '/CN=Last', issuer: below, extensions: chainExtensions });
    for (const inputs of [
      [root, below, last],
      [last, below, root],
      [below, last, root],
    ]) {
      const authority = await opened(inputs.flatMap(both));
      expect(commonNames(authority)).toEqual(['Last', 'Below', 'Top']);
    }
    expect(await verify(await opened([last, below, root].flatMap(both)))).toBe('leaf.pem: OK');
  });

  it('two roots of one name: the one whose key signed is the anchor', async () => {
    const { root: other } = chainOf();
    const { root, below } = chainOf();
    for (const inputs of [
      [other, root],
      [root, other],
    ]) {
      const authority = await opened([...inputs.map(({ certificate }) => certificate), ...both(below)]);
      expect(toHex(authority.chain.at(-1)?.der ?? new Uint8Array())).toBe(toHex(derOf(root.certificate)));
      expect(await verify(authority)).toBe('leaf.pem: OK');
    }
  });

  it('two roots of one name and no key identifiers: the one whose key signed it, in either order', async () => {
    const bare = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'];
    const other = openssl.make({ subject: '/CN=Top', extensions: bare });
    const { root, below } = chainOf({ extensions: bare }, { extensions: unlimited });
    for (const roots of [
      [other, root],
      [root, other],
    ]) {
      const authority = await opened([...roots.map(({ certificate }) => certificate), ...both(below)]);
      expect(toHex(authority.chain.at(-1)?.der ?? new Uint8Array())).toBe(toHex(derOf(root.certificate)));
      expect(await verify(authority, [])).toBe('leaf.pem: OK');
    }
    const alone = await opened([other.certificate, ...both(below)]);
    expect(commonNames(alone)).toEqual(['Below']);
    expect(alone.cautions).toContain('root-missing');
  });

  it('a planted root, of the name and the key of the true one and with a signature of nobody: passed over', async () => {
    const { root, below } = chainOf({ days: 30 });
    const planted = derOf(openssl.make({ subject: '/CN=Top', extensions: unlimited, key: root }).certificate);
    planted.set([planted.at(-1)! ^ 1], planted.length - 1);
    for (const roots of [
      [planted, root.certificate],
      [root.certificate, planted],
    ]) {
      const authority = await opened([...roots, ...both(below)]);
      expect(toHex(authority.chain.at(-1)?.der ?? new Uint8Array())).toBe(toHex(derOf(root.certificate)));
    }
  });

  it('a root renewed under the same key: the one that is still valid is the anchor', async () => {
    const old = openssl.make({ subject: '/CN=Top', extensions: unlimited, days: 30 });
    const renewed = openssl.make({ subject: '/CN=Top', extensions: unlimited, key: old });
    const below = openssl.make({ subject: '/CN=Below', issuer: old, extensions: chainExtensions });
    const authority = await opened(
      [old.certificate, renewed.certificate, ...both(below)],
      undefined,
      years(1),
    );
    expect(toHex(authority.chain.at(-1)?.der ?? new Uint8Array())).toBe(toHex(derOf(renewed.certificate)));
  });

  it('a root that has expired above a valid intermediate: refused by the root’s name', async () => {
    const { root, below } = chainOf({ days: 30 });
    const result = await open([root.certificate, ...both(below)], undefined, years(1));
    expect(result).toEqual({ kind: 'refused', problem: 'expired', name: 'Top' });
  });

  it('a root whose pathLength leaves no room for it: refused by the root’s name, as OpenSSL does', async () => {
    const { root, below } = chainOf({ extensions: goodExtensions });
    expect(await open([root.certificate, ...both(below)])).toEqual({
      kind: 'refused',
      problem: 'path-too-long',
      name: 'Top',
    });
    // Without the root nobody can know.
    const authority = await opened(both(below));
    await expect(
      verify({ ...authority, chain: [...authority.chain, (await opened(both(root))).certificate] }),
    ).rejects.toThrow('path length constraint exceeded');
  });

  it('what Python ≥ 3.13 misses in a root or an intermediate is cautioned about, and OpenSSL does refuse it strictly', async () => {
    // openssl names no key that has no name, so the intermediate's issuer is named by hand.
    const bareRoot = chainOf(
      { extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'] },
      { extensions: [...unlimited, 'authorityKeyIdentifier=DER:300680040a0b0c0d'] },
    );
    const noIssuerKey = chainOf({}, { extensions: unlimited });
    for (const [{ root, below }, caution, words] of [
      [bareRoot, 'no-subject-key-identifier', 'Missing Subject Key Identifier'],
      [noIssuerKey, 'no-authority-key-identifier', 'Missing Authority Key Identifier'],
    ] as const) {
      const authority = await opened([root.certificate, ...both(below)]);
      expect(authority.cautions).toEqual([caution]);
      await expect(verify(authority)).rejects.toThrow(words);
      expect(await verify(authority, [])).toBe('leaf.pem: OK');
    }
  });

  it('the page is told whose cautions they are: those of the root above it are not its own', async () => {
    const bare = ['basicConstraints=CA:TRUE', 'keyUsage=critical,keyCertSign', 'subjectKeyIdentifier=hash'];
    const { root, below } = chainOf({ extensions: bare }, { extensions: unlimited });
    const inputs = [root.certificate, ...both(below)];
    const reply = await new Desk(new KeyRing()).openAuthority({ inputs, passphrase: '', at: now.getTime() });
    const { cautionsOf } = reply.kind === 'opened' ? reply.authority : expect.unreachable(reply.kind);
    expect(cautionsOf).toEqual([
      { name: 'Below', above: false, cautions: ['no-authority-key-identifier'] },
      { name: 'Top', above: true, cautions: ['basic-constraints-not-critical'] },
    ]);
  });

  it('two that signed each other: a chain that ends', async () => {
    const one = openssl.make({ subject: '/CN=One' });
    const two = openssl.make({ subject: '/CN=Two', issuer: one, extensions: chainExtensions });
    const back = openssl.make({ subject: '/CN=One', key: one, issuer: two, extensions: chainExtensions });
    const authority = await opened([two.certificate, ...both(back)]);
    expect(commonNames(authority)).toEqual(['One', 'Two']);
    expect(authority.cautions).toEqual(['root-missing']);
  });

  it('constraints of the authority and of the root above it both bind', async () => {
    const { root, below } = chainOf(
      {
        extensions: [...unlimited, 'nameConstraints=critical,permitted;DNS:test'],
      },
      { extensions: [...chainExtensions, 'nameConstraints=critical,excluded;DNS:no.test'] },
    );
    const authority = await opened([root.certificate, ...both(below)]);
    const outside = refusalsOf(
      plan({
        names: [dns('app.test'), dns('a.no.test'), dns('example.com')],
        signedBy: { kind: 'given', authority },
      }),
      now,
    );
    expect(outside).toEqual([
      { code: 'outside-constraints', authority: 'Below', names: ['a.no.test', 'example.com'] },
    ]);
    expect(await verify(authority)).toBe('leaf.pem: OK');
  });
});
