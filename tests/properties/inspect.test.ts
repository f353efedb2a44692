// Fields, overviews and JSON of anything at all: none throws, spans lie within the octets, and private numbers stay out.
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asn1Module } from '../../src/codec/asn1-module';
import { concat, toHex, type Bytes } from '../../src/codec/bytes';
import { encodeCertificate, encodeTbsCertificate } from '../../src/codec/certificate';
import { DerWriter } from '../../src/codec/der-writer';
import { distinguishedName } from '../../src/codec/distinguished-name';
import type { FoundKind } from '../../src/pki/detect/found';
import type { Field } from '../../src/pki/inspect/field';
import { fieldsOf } from '../../src/pki/inspect/fields';
import { overviewOf } from '../../src/pki/inspect/overview';
import { jsonOf } from '../../src/pki/views/json';

const kinds: readonly FoundKind[] = [
  ...([
    'certificate',
    'request',
    'revocation-list',
    'private-key',
    'encrypted-private-key',
    'rsa-private-key',
  ] as const),
  ...([
    'ec-private-key',
    'dsa-private-key',
    'public-key',
    'rsa-public-key',
    'ec-parameters',
    'dh-parameters',
  ] as const),
  ...([
    'dsa-parameters',
    'pkcs7',
    'pkcs12',
    'ocsp-response',
    'time-stamp',
    'asn1',
    'sct-list',
    'zip',
    'jwk',
  ] as const),
];

const bytes = (octets: Uint8Array): Bytes => new Uint8Array(octets);

/** Octets that look like DER further in than chance would have it. */
const derLike: fc.Arbitrary<Uint8Array> = fc.letrec<{ value: Uint8Array }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc
      .tuple(
        fc.constantFrom(1, 2, 3, 4, 5, 6, 10, 12, 19, 22, 23, 24, 30, 0x80, 0x81, 0x82, 0x86, 0x87, 0x88),
        fc.uint8Array({ maxLength: 20 }),
      )
      .map(([tag, contents]) => DerWriter.encode((writer) => writer.primitive(tag, contents))),
    fc
      .tuple(
        fc.constantFrom(0x30, 0x31, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4),
        fc.array(tie('value'), { maxLength: 5 }),
      )
      .map(([tag, inner]) => DerWriter.encode((writer) => writer.primitive(tag, concat(...inner)))),
  ),
})).value;

function spansWithin(fields: readonly Field[], end: number): boolean {
  return fields.every(
    ({ span, fields: inner }) =>
      (span === undefined || (span.start >= 0 && span.start <= span.end && span.end <= end)) &&
      spansWithin(inner ?? [], end),
  );
}

async function checkAll(kind: FoundKind, octets: Bytes): Promise<void> {
  expect(spansWithin(fieldsOf(kind, octets), octets.length)).toBe(true);
  expect(() => {
    JSON.parse(jsonOf(kind, octets));
  }).not.toThrow();
  expect((await overviewOf(kind, octets, new Date(0))).kind).toBe(kind);
}

describe('any octets', () => {
  it.each(kinds)('as %s have fields, an overview and JSON', async (kind) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), derLike), async (octets) => {
        await checkAll(kind, bytes(octets));
      }),
      { numRuns: 150 },
    );
  });
});

const spki = DerWriter.encode((writer) =>
  writer.sequence(() => writer.sequence(() => writer.oid('1.3.101.112')).bitString(new Uint8Array(32))),
);

const certificateWith = (oid: string, value: Uint8Array): Bytes =>
  encodeCertificate(
    encodeTbsCertificate({
      serialNumber: new Uint8Array([1]),
      signature: { oid: '1.3.101.112' },
      issuer: distinguishedName([{ type: '2.5.4.3', value: 'any' }]).der,
      validity: { notBefore: new Date(0), notAfter: new Date(0) },
      subject: distinguishedName([{ type: '2.5.4.3', value: 'any' }]).der,
      publicKey: spki,
      extensions: [
        { oid, critical: true, value: bytes(value) },
        { oid: '2.5.29.14', critical: false, value: new Uint8Array([4, 2, 0xab, 0xcd]) },
      ],
    }),
    { oid: '1.3.101.112' },
    new Uint8Array(64),
  );

describe('any value', () => {
  const oids = [...(asn1Module().tables.get('extension')?.keys() ?? [])];

  it('of any extension that is known leaves the others as they are', async () => {
    expect(oids.length).toBeGreaterThan(80);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...oids),
        fc.oneof(fc.uint8Array({ maxLength: 60 }), derLike),
        async (oid, value) => {
          const der = certificateWith(oid, value);
          const extensions = fieldsOf('certificate', der).find(({ name }) => name === 'extensions')?.fields;
          expect(extensions?.length).toBe(2);
          expect(extensions?.[1]).toMatchObject({ name: 'subjectKeyIdentifier', value: 'abcd' });
          await checkAll('certificate', der);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a damaged private key', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const forms: readonly (readonly [FoundKind, Bytes])[] = [
    ['private-key', bytes(privateKey.export({ type: 'pkcs8', format: 'der' }))],
    ['rsa-private-key', bytes(privateKey.export({ type: 'pkcs1', format: 'der' }))],
  ];
  const { d = '', p = '', q = '' } = privateKey.export({ format: 'jwk' });
  /** Eight octets in a row of a private number, from every place in it. */
  const pieces = [d, p, q].flatMap((number) => {
    const hex = toHex(Buffer.from(number, 'base64url'));
    return Array.from({ length: hex.length / 2 - 8 }, (_, at) => hex.slice(2 * at, 2 * at + 16));
  });

  it.each(forms)('as %s shows none of its private numbers', (kind, der) => {
    fc.assert(
      fc.property(
        fc.constantFrom<readonly FoundKind[]>(
          ['private-key'],
          ['rsa-private-key'],
          ['ec-private-key'],
          ['dsa-private-key'],
          ['pkcs12'],
          [kind],
        ),
        fc.array(fc.tuple(fc.nat(80), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
        ([as = kind], changes) => {
          const damaged = der.slice();
          for (const [at, octet] of changes) damaged[at] = octet;
          const shown = JSON.stringify(fieldsOf(as, damaged));
          expect(pieces.filter((piece) => shown.includes(piece))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(forms)('as %s says what is public', (kind, der) => {
    expect(JSON.stringify(fieldsOf(kind, der))).toContain('"modulus"');
  });
});
