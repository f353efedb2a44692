// Two things field by field: what is paired with what, and what is said of each pair.
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { encodeCertificate, encodeTbsCertificate, type TbsCertificate } from '../../src/codec/certificate';
import { DerWriter } from '../../src/codec/der-writer';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extension } from '../../src/codec/extension';
import { compareFields, type Compared } from '../../src/pki/inspect/compare';
import { comparisonOf } from '../../src/pki/inspect/comparison';
import type { Field } from '../../src/pki/inspect/field';
import { keyPair, pkcs8Of } from '../support/private-keys';

const algorithm = { oid: '1.3.101.112' };
const spki = (octet: number) =>
  DerWriter.encode((writer) =>
    writer.sequence(() =>
      writer.sequence(() => writer.oid(algorithm.oid)).bitString(new Uint8Array(32).fill(octet)),
    ),
  );
const names = (...hosts: readonly string[]) =>
  extension(
    'subjectAltName',
    false,
    hosts.map((value) => ({ kind: 'dns' as const, value })),
  );
const plain: TbsCertificate = {
  serialNumber: new Uint8Array([0x0a, 0x5f]),
  signature: algorithm,
  issuer: distinguishedName([{ type: '2.5.4.3', value: 'Root' }]).der,
  validity: { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2026-03-01T00:00:00Z') },
  subject: distinguishedName([{ type: '2.5.4.3', value: 'app.test' }]).der,
  publicKey: spki(1),
  extensions: [],
};
const made = (changed: Partial<TbsCertificate>): Bytes =>
  encodeCertificate(encodeTbsCertificate({ ...plain, ...changed }), algorithm, new Uint8Array(64));
const certificates = (first: Partial<TbsCertificate>, second: Partial<TbsCertificate>) =>
  comparisonOf(
    { kind: 'certificate', octets: made(first), publicKey: undefined },
    { kind: 'certificate', octets: made(second), publicKey: undefined },
  ).parts;
const part = (parts: readonly Compared[], ...path: readonly string[]): Compared | undefined =>
  path.reduce<Compared | undefined>(
    (found, name) => (found?.parts ?? parts).find((one) => one.name === name),
    undefined,
  );
const said = (parts: readonly Compared[]) =>
  parts.map(({ name, verdict, first, second }) => [name, verdict, first?.value, second?.value]);

describe('two certificates', () => {
  it('renewed: another serial number and time, and nothing else', () => {
    const validity = {
      notBefore: new Date('2026-02-20T00:00:00Z'),
      notAfter: new Date('2026-05-01T00:00:00Z'),
    };
    const parts = certificates({}, { serialNumber: new Uint8Array([0x0b]), validity });
    expect(parts.filter(({ verdict }) => verdict !== 'same').map(({ name }) => name)).toEqual([
      'serialNumber',
      'validity',
    ]);
    expect(part(parts, 'validity', 'notAfter')).toMatchObject({
      verdict: 'differs',
      first: { value: '2026-03-01T00:00:00Z' },
      second: { value: '2026-05-01T00:00:00Z' },
    });
    expect(part(parts, 'subjectPublicKeyInfo')?.verdict).toBe('same');
  });

  it('names are paired by what they are, and stand in their order', () => {
    const parts = certificates(
      { extensions: [names('a.test', 'b.test', 'c.test')] },
      { extensions: [names('x.test', 'a.test', 'c.test', 'd.test')] },
    );
    expect(said(part(parts, 'extensions', 'subjectAltName')?.parts ?? [])).toEqual([
      ['dNSName', 'only-second', undefined, 'x.test'],
      ['dNSName', 'same', 'a.test', 'a.test'],
      ['dNSName', 'only-first', 'b.test', undefined],
      ['dNSName', 'same', 'c.test', 'c.test'],
      ['dNSName', 'only-second', undefined, 'd.test'],
    ]);
  });

  it('the same names in another order: each is the same, the list differs', () => {
    const parts = certificates(
      { extensions: [names('a.test', 'b.test')] },
      { extensions: [names('b.test', 'a.test')] },
    );
    expect(part(parts, 'extensions', 'subjectAltName')?.verdict).toBe('differs');
    const { first, second } = part(parts, 'extensions', 'subjectAltName') ?? {};
    expect([first?.value, second?.value]).toEqual(['a.test, b.test', 'b.test, a.test']);
    expect(part(parts, 'extensions', 'subjectAltName')?.parts.map(({ verdict }) => verdict)).toEqual([
      'same',
      'same',
    ]);
  });

  it('an extension in another place is the same; one more is told', () => {
    const usage = extension('keyUsage', true, ['digitalSignature']);
    const parts = certificates(
      { extensions: [names('a.test'), usage] },
      { extensions: [usage, names('a.test'), extension('basicConstraints', true, { ca: false })] },
    );
    expect(said(part(parts, 'extensions')?.parts ?? []).map(([name, verdict]) => [name, verdict])).toEqual([
      ['subjectAltName', 'same'],
      ['basicConstraints', 'only-second'],
      ['keyUsage', 'same'],
    ]);
  });

  it('critical and not critical differ', () => {
    const [one, other] = [true, false].map((critical) => ({
      extensions: [{ ...names('a.test'), critical }],
    }));
    const found = part(certificates(one ?? {}, other ?? {}), 'extensions', 'subjectAltName');
    expect(found).toMatchObject({
      verdict: 'differs',
      first: { critical: true },
      second: { critical: false },
    });
  });

  it('a text in another type of string is the same in words', () => {
    const name = (tag: number): Bytes =>
      DerWriter.encode((writer) =>
        writer.sequence(() =>
          writer.setOf([
            DerWriter.encode((set) =>
              set.sequence(() => set.oid('2.5.4.3').primitive(tag, new TextEncoder().encode('app.test'))),
            ),
          ]),
        ),
      );
    const parts = certificates({ subject: name(0x0c) }, { subject: name(0x13) });
    expect(part(parts, 'subject')?.verdict).toBe('written');
    expect(part(parts, 'subject', 'commonName')?.verdict).toBe('written');
  });
});

describe('keys', () => {
  it('two private keys: the public half, and whether the numbers are the same, without them', async () => {
    const comparand = async (id: 'ec-p256' | 'ed25519') => ({
      kind: 'private-key' as const,
      octets: await pkcs8Of(id),
      publicKey: (await keyPair(id)).publicKey,
    });
    const [one, other] = [await comparand('ec-p256'), await comparand('ed25519')];
    expect(comparisonOf(one, one).parts.every(({ verdict }) => verdict === 'same')).toBe(true);
    const { parts } = comparisonOf(one, other);
    expect(part(parts, 'publicHalf')?.verdict).toBe('differs');
    expect(part(parts, 'privateKey')?.verdict).toBe('differs');
    const secret = JSON.stringify(parts);
    for (const { octets } of [one, other])
      for (const at of [20, 36])
        expect(secret).not.toContain(Buffer.from(octets.subarray(at, at + 12)).toString('hex'));
  });

  it('a private key and a public one: the public halves', async () => {
    const { publicKey } = await keyPair('ec-p256');
    const { parts } = comparisonOf(
      { kind: 'private-key', octets: await pkcs8Of('ec-p256'), publicKey },
      { kind: 'public-key', octets: publicKey, publicKey: undefined },
    );
    expect(parts.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['algorithm', 'same'],
      ['subjectPublicKey', 'same'],
    ]);
  });
});

it('long lists with nothing in common are gone through once', () => {
  const list = (from: number): readonly Field[] => [
    {
      ...{ name: 'names', label: 'Names', list: true },
      fields: Array.from({ length: 20_000 }, (_, at) => ({
        ...{ name: 'dNSName', label: 'DNS', value: `host-${from + at}.test` },
      })),
    },
  ];
  const nothing = new Uint8Array();
  const [names] = compareFields(
    { fields: list(0), octets: nothing },
    { fields: list(19_999), octets: nothing },
  );
  expect(names?.parts).toHaveLength(39_999);
  expect(names?.parts.filter(({ verdict }) => verdict === 'same')).toHaveLength(1);
});
