// Fields of what was made to be hard, the tables they are named from, and the shape of the JSON.
import { describe, expect, it } from 'vitest';
import { asn1Module, resolvedType } from '../../src/codec/asn1-module';
import type { Asn1Type } from '../../src/codec/asn1-type';
import { concat, type Bytes } from '../../src/codec/bytes';
import { encodeCertificate, encodeTbsCertificate, type TbsCertificate } from '../../src/codec/certificate';
import { DerWriter } from '../../src/codec/der-writer';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extension } from '../../src/codec/extension';
import { fieldAt, valueAt } from '../../src/pki/inspect/field-lookup';
import { fieldsOf } from '../../src/pki/inspect/fields';
import { extensionMeanings } from '../../src/pki/inspect/meaning/extensions';
import { overviewOf } from '../../src/pki/inspect/overview';
import { jsonOf } from '../../src/pki/views/json';

const algorithm = { oid: '1.3.101.112' };
const spki = DerWriter.encode((writer) =>
  writer.sequence(() => writer.sequence(() => writer.oid(algorithm.oid)).bitString(new Uint8Array(32))),
);
const plain: TbsCertificate = {
  serialNumber: new Uint8Array([0x0a, 0x5f]),
  signature: algorithm,
  issuer: distinguishedName([{ type: '2.5.4.3', value: 'Root' }]).der,
  validity: { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2026-03-01T00:00:00Z') },
  subject: distinguishedName([{ type: '2.5.4.3', value: 'app.test' }]).der,
  publicKey: spki,
  extensions: [],
};
const made = (changed: Partial<TbsCertificate>): Bytes =>
  encodeCertificate(encodeTbsCertificate({ ...plain, ...changed }), algorithm, new Uint8Array(64));
const extensionWith = (oid: string, value: Uint8Array) => ({
  oid,
  critical: false,
  value: new Uint8Array(value),
});
const valuesOf = (der: Bytes) => fieldAt(fieldsOf('certificate', der), 'extensions')?.fields ?? [];

/** A length of the long form before a value of that many octets. */
function wrap(tag: number, contents: Uint8Array): Uint8Array {
  return DerWriter.encode((writer) => writer.primitive(tag, contents));
}

describe('the modules', () => {
  const references = (type: Asn1Type): readonly string[] => {
    switch (type.form) {
      case 'reference':
        return [type.name];
      case 'sequence':
      case 'set':
      case 'choice':
        return type.members.flatMap((member) => references(member.type));
      case 'sequence-of':
      case 'set-of':
      case 'tagged':
      case 'secret':
        return references(type.of);
      case 'primitive':
        return type.containing === undefined ? [] : references(type.containing);
      default:
        return [];
    }
  };
  const { types, tables } = asn1Module();

  it('refer to no type that is not there', () => {
    const all = [...types.values(), ...[...tables.values()].flatMap((table) => [...table.values()])];
    const named = all.flatMap(references);
    expect(named.length).toBeGreaterThan(250);
    expect(named.filter((name) => !types.has(name))).toEqual([]);
    expect(resolvedType({ form: 'reference', name: 'SubjectKeyIdentifier' })).toMatchObject({
      form: 'primitive',
      tag: 4,
    });
  });

  it('have words for every extension they have a type for', () => {
    const oids = [...(tables.get('extension')?.keys() ?? [])];
    expect(oids.filter((oid) => !extensionMeanings.has(oid))).toEqual([]);
    for (const [oid, { name, label, citation, about }] of extensionMeanings) {
      expect(name, oid).toMatch(/^[a-z][A-Za-z0-9]+$/);
      expect(label, oid).toMatch(/^[A-Z]/);
      expect(citation, oid).not.toBe('');
      expect(about, oid).toMatch(/^[A-Z].*\.$/);
    }
    const names = [...extensionMeanings.values()].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('octets made to hurt', () => {
  const million = new Uint8Array(1_000_000);

  it('an object identifier of a megabyte is said to be too large', () => {
    const [field] = valuesOf(
      made({
        extensions: [
          extensionWith(
            '2.5.29.37',
            wrap(
              0x30,
              wrap(
                6,
                million.map(() => 1),
              ),
            ),
          ),
        ],
      }),
    );
    expect(field?.fields?.[0]?.problem).toMatch(/^It is too large/);
  });

  it('ten thousand SEQUENCEs in each other are opened so far and no further', () => {
    let nested: Uint8Array = new Uint8Array();
    for (let level = 0; level < 10_000; level++) {
      const size = nested.length;
      const header = size < 0x80 ? [0x30, size] : [0x30, 0x83, size >> 16, (size >> 8) & 0xff, size & 0xff];
      nested = concat(new Uint8Array(header), nested);
    }
    const [field, after] = valuesOf(
      made({
        extensions: [extensionWith('1.2.3.4', nested), extensionWith('2.5.29.54', new Uint8Array([2, 1, 5]))],
      }),
    );
    expect(JSON.stringify(field)).toContain('too large to be shown');
    expect(after?.value).toBe('5');
  });

  it('a length of four gigabytes is said where it stands, and the neighbours are read', () => {
    const endless = new Uint8Array([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x05, 0x00]);
    const [field, after] = valuesOf(
      made({
        extensions: [
          extensionWith('2.5.29.31', endless),
          extensionWith('2.5.29.54', new Uint8Array([2, 1, 5])),
        ],
      }),
    );
    expect(field?.problem).toMatch(/\(octet \d+\)\.$/);
    expect(after?.value).toBe('5');
  });

  it('a key usage of three bits’ padding with a bit set in it is read, and said', () => {
    const [field] = valuesOf(
      made({ extensions: [extensionWith('2.5.29.15', new Uint8Array([3, 2, 3, 0x81]))] }),
    );
    expect(field?.value).toBe('digitalSignature, encipherOnly');
    expect(field?.problem).toMatch(/^It is no well-formed bit string/);
  });

  it('names are handed on as they are, controls and all', () => {
    const value = 'app\u202e.tset\u0000<b>';
    const fields = fieldsOf(
      'certificate',
      made({ subject: distinguishedName([{ type: '2.5.4.3', value }]).der }),
    );
    expect(valueAt(fields, 'subject', 'commonName')).toBe(value);
  });

  it('of a revocation list of 100,000 entries the first thousand are there, and the count', async () => {
    const entry = DerWriter.encode((writer) =>
      writer.sequence(() => writer.integer(77).raw(wrap(0x17, new TextEncoder().encode('260101000000Z')))),
    );
    const entries = new Uint8Array(entry.length * 100_000);
    for (let at = 0; at < entries.length; at += entry.length) entries.set(entry, at);
    const name = distinguishedName([{ type: '2.5.4.3', value: 'Root' }]).der;
    const id = wrap(
      0x30,
      DerWriter.encode((writer) => writer.oid(algorithm.oid)),
    );
    const time = wrap(0x17, new TextEncoder().encode('260101000000Z'));
    const tbs = wrap(0x30, concat(new Uint8Array([2, 1, 1]), id, name, time, time, wrap(0x30, entries)));
    const list = new Uint8Array(wrap(0x30, concat(tbs, id, new Uint8Array([3, 2, 0, 0]))));
    const revoked = fieldAt(fieldsOf('revocation-list', list), 'revokedCertificates');
    expect(revoked?.fields?.length).toBe(1001);
    expect(revoked?.fields?.at(-1)).toMatchObject({ name: 'more', value: '99,000 more' });
    const { rows } = await overviewOf('revocation-list', list, new Date(0));
    expect(valueAt(rows, 'revokedCount')).toBe('100000');
  });
});

describe('JSON', () => {
  it('has the shape that is written down', () => {
    const der = made({
      extensions: [
        extension('basicConstraints', true, { ca: false }),
        extension('keyUsage', true, ['digitalSignature']),
        extension('extendedKeyUsage', false, ['1.3.6.1.5.5.7.3.1']),
        extension('subjectAltName', false, [{ kind: 'dns', value: 'app.test' }]),
      ],
    });
    const name = (text: string, value: string) => ({
      text,
      attributes: [{ oid: '2.5.4.3', name: 'commonName', value }],
    });
    const ed25519 = { oid: '1.3.101.112', name: 'Ed25519' };
    expect(JSON.parse(jsonOf('certificate', der))).toEqual({
      kind: 'certificate',
      fields: {
        version: 'v3',
        serialNumber: '0a5f',
        signature: ed25519,
        issuer: name('CN=Root', 'Root'),
        validity: { notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-03-01T00:00:00Z' },
        subject: name('CN=app.test', 'app.test'),
        subjectPublicKeyInfo: { ...ed25519, algorithm: ed25519, subjectPublicKey: '00'.repeat(32) },
        extensions: [
          { oid: '2.5.29.19', name: 'basicConstraints', critical: true, value: {} },
          { oid: '2.5.29.15', name: 'keyUsage', critical: true, value: ['digitalSignature'] },
          {
            oid: '2.5.29.37',
            name: 'extKeyUsage',
            critical: false,
            value: [{ oid: '1.3.6.1.5.5.7.3.1', name: 'TLS server' }],
          },
          { oid: '2.5.29.17', name: 'subjectAltName', critical: false, value: [{ dNSName: 'app.test' }] },
        ],
        signatureAlgorithm: ed25519,
        signatureValue: '00'.repeat(64),
      },
    });
  });

  it('says what cannot be read beside what can', () => {
    const bad = DerWriter.encode((writer) =>
      writer.sequence(() =>
        writer.primitive(0x87, new Uint8Array(3)).primitive(0x82, new Uint8Array([0x61])),
      ),
    );
    const { fields } = JSON.parse(
      jsonOf('certificate', made({ extensions: [extensionWith('2.5.29.17', bad)] })),
    ) as {
      fields: { extensions: readonly { value: unknown }[] };
    };
    expect(fields.extensions[0]?.value).toEqual([
      { iPAddress: { value: '000000', problem: expect.stringMatching(/^It is no IP address/) as string } },
      { dNSName: 'a' },
    ]);
  });
});
