// From a plan to a certificate with its key and its chain.
import { beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { formatDistinguishedName } from '../../src/codec/distinguished-name';
import { extensionValue } from '../../src/codec/extension';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { localConstraints } from '../../src/pki/local-authority';
import { makeLocalHttps, type LocalHttpsPlan, type PlannedName } from '../../src/pki/local-https';
import { verifySignature } from '../../src/pki/signature';
import { at, dns, given, ip, plan, read, valueOf } from '../support/plans';

const DAY = 86_400_000;

describe('a new authority', () => {
  let made: Awaited<ReturnType<typeof makeLocalHttps>>;
  beforeAll(async () => {
    made = await makeLocalHttps(plan({ names: [dns('app.example.com'), ip('127.0.0.1')] }), at);
  });

  it('is the anchor, its key handed over apart, and servers send the leaf alone', () => {
    expect(made.selfSigned).toBe(false);
    expect(made.intermediates).toEqual([]);
    const [leaf, root] = [read(made.leaf.der), read(made.anchor)];
    expect(toHex(root.publicKey.der)).toBe(toHex(made.authorityKeys?.publicKey ?? new Uint8Array()));
    expect(toHex(leaf.publicKey.der)).toBe(toHex(made.leaf.keys.publicKey));
    expect(toHex(leaf.publicKey.der)).not.toBe(toHex(root.publicKey.der));
    expect(toHex(leaf.serialNumber)).not.toBe(toHex(root.serialNumber));
  });

  it('signed the leaf', async () => {
    const { tbs, signatureValue } = read(made.leaf.der);
    const root = read(made.anchor);
    const { scheme } = keyAlgorithms['ec-p256'];
    expect(await verifySignature(scheme, root.publicKey.der, signatureValue, tbs)).toBe(true);
  });

  it('is constrained to what is local and what was typed', () => {
    expect(valueOf(read(made.anchor), 'nameConstraints')).toEqual(localConstraints([dns('app.example.com')]));
  });

  it('keeps its keys for handing out', () => {
    expect(made.leaf.keys.privateKey.extractable).toBe(true);
    expect(made.authorityKeys?.privateKey.extractable).toBe(true);
  });

  it('has its own name, or the one given', async () => {
    expect(formatDistinguishedName(read(made.anchor).subject)).toMatch(
      /^CN=Certwright local authority [0-9a-f]{6}$/,
    );
    const signedBy = { kind: 'new-authority', commonName: 'Ann’s desk' } as const;
    const named = await makeLocalHttps(plan({ signedBy }), at);
    expect(formatDistinguishedName(read(named.anchor).subject)).toBe('CN=Ann’s desk');
  });

  it('outlives what it signs, also where the person insists on decades', async () => {
    const { leaf, anchor } = await makeLocalHttps(plan({ days: 9000, insistsOnDays: true }), at);
    const [server, root] = [read(leaf.der), read(anchor)];
    expect(server.validity.notAfter.getTime() - server.validity.notBefore.getTime() + 1000).toBe(9000 * DAY);
    expect(root.validity.notAfter.getTime()).toBeGreaterThan(server.validity.notAfter.getTime());
  });

  it('may sign the CommonName asked for, where OpenSSL takes that for a host', async () => {
    const subject = [{ type: '2.5.4.3', value: 'box.example.com' }];
    const { anchor } = await makeLocalHttps(plan({ names: [ip('127.0.0.1')], subject }), at);
    expect(valueOf(read(anchor), 'nameConstraints')?.permitted).toContainEqual({
      kind: 'dns',
      base: 'box.example.com',
    });
  });
});

describe('the subject', () => {
  const subjectOf = async (changed: Partial<LocalHttpsPlan>) => {
    const leaf = read((await makeLocalHttps(plan(changed), at)).leaf.der);
    const names = extensionValue(leaf.extensions, 'subjectAltName');
    return [formatDistinguishedName(leaf.subject), names.ok ? names.value?.critical : undefined];
  };

  it.each<[string, Partial<LocalHttpsPlan>, string, boolean]>([
    ['the first host', { names: [ip('127.0.0.1'), dns('b.test'), dns('a.test')] }, 'CN=b.test', false],
    ['nothing where there is no host', { names: [ip('127.0.0.1')] }, '', true],
    [
      'nothing where the host is longer than a CommonName',
      { names: [dns(`${'a'.repeat(60)}.test`)] },
      '',
      true,
    ],
    ['what was asked for', { subject: [{ type: '2.5.4.10', value: 'Team' }] }, 'O=Team', false],
    [
      'of one that signs itself: its address',
      { names: [ip('::1')], signedBy: { kind: 'self' } },
      'CN=::1',
      false,
    ],
    [
      'of one that signs itself with nothing short: words',
      { names: [dns(`${'a'.repeat(60)}.test`)], signedBy: { kind: 'self' } },
      'CN=Certwright self-signed certificate',
      false,
    ],
  ])('is %s', async (_, changed, words, critical) => {
    expect(await subjectOf(changed)).toEqual([words, critical]);
  });
});

describe('purposes', () => {
  it('are the server’s, and the mailbox’s where there is one', async () => {
    const purposes = async (names: readonly PlannedName[]) =>
      valueOf(read((await makeLocalHttps(plan({ names }), at)).leaf.der), 'extendedKeyUsage');
    expect(await purposes([dns('a.test')])).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(await purposes([dns('a.test'), { kind: 'email', value: 'ann@a.test' }])).toEqual([
      '1.3.6.1.5.5.7.3.1',
      '1.3.6.1.5.5.7.3.4',
    ]);
  });
});

describe('self-signed', () => {
  it('is no authority, and is itself what clients trust', async () => {
    const made = await makeLocalHttps(plan({ signedBy: { kind: 'self' } }), at);
    const leaf = read(made.leaf.der);
    expect(made).toMatchObject({ selfSigned: true, intermediates: [] });
    expect(made.authorityKeys).toBeUndefined();
    expect(toHex(made.anchor)).toBe(toHex(made.leaf.der));
    expect(valueOf(leaf, 'basicConstraints')).toEqual({ ca: false });
    expect(valueOf(leaf, 'keyUsage')).toEqual(['digitalSignature']);
    expect(leaf.issuer).toEqual(leaf.subject);
  });
});

describe('a given authority', () => {
  const madeBy = async (options: Parameters<typeof given>[0], changed: Partial<LocalHttpsPlan> = {}) => {
    const authority = await given(options);
    return {
      authority,
      made: await makeLocalHttps(plan({ signedBy: { kind: 'given', authority }, ...changed }), at),
    };
  };

  it('root → leaf: the root is the anchor and is not sent', async () => {
    const { authority, made } = await madeBy({});
    expect(made.intermediates).toEqual([]);
    expect(toHex(made.anchor)).toBe(toHex(authority.certificate.der));
    expect(made.authorityKeys).toBeUndefined();
    expect(read(made.leaf.der).signatureAlgorithm.oid).toBe('1.2.840.10045.4.3.3');
  });

  it('root → intermediate → leaf: the intermediate is sent, the root is the anchor', async () => {
    const { authority, made } = await madeBy({ intermediateDays: 1000 });
    const [intermediate, root] = authority.chain;
    expect(made.intermediates.map((der) => toHex(der))).toEqual([
      toHex(intermediate?.der ?? new Uint8Array()),
    ]);
    expect(toHex(made.anchor)).toBe(toHex(root?.der ?? new Uint8Array()));
    expect(toHex(read(made.leaf.der).issuer.der)).toBe(toHex(intermediate?.subject.der ?? new Uint8Array()));
  });

  it('cuts the leaf where it ends itself', async () => {
    const { authority, made } = await madeBy({ days: 30 });
    expect(read(made.leaf.der).validity.notAfter).toEqual(authority.certificate.validity.notAfter);
  });

  it('cuts the leaf where the root above it ends', async () => {
    const { authority, made } = await madeBy({ days: 20, intermediateDays: 300 });
    const [intermediate, root] = authority.chain;
    expect(intermediate?.validity.notAfter.getTime()).toBeGreaterThan(root?.validity.notAfter.getTime() ?? 0);
    expect(read(made.leaf.der).validity.notAfter).toEqual(root?.validity.notAfter);
  });

  it('longer than the leaf leaves it as asked', async () => {
    const { made } = await madeBy({}, { days: 10 });
    const { notBefore, notAfter } = read(made.leaf.der).validity;
    expect(notAfter.getTime() - notBefore.getTime() + 1000).toBe(10 * DAY);
  });
});
