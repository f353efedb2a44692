// Certificates: what is encoded is decoded, for any fields; and octets gone wrong in any way give a certificate or a
// reason, with every extension readable or malformed. A reader that hangs runs into the runner's own limit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, toHex } from '../../src/codec/bytes';
import {
  encodeCertificate,
  encodeTbsCertificate,
  parseCertificate,
  type TbsCertificate,
} from '../../src/codec/certificate';
import { DerWriter } from '../../src/codec/der-writer';
import { distinguishedName } from '../../src/codec/distinguished-name';
import {
  extension,
  extensionOid,
  extensionValue,
  keyUsages,
  type BasicConstraints,
  type Extension,
  type ExtensionName,
} from '../../src/codec/extension';
import { ownSheet } from '../../src/codec/field-sheet';
import type { GeneralName } from '../../src/codec/general-name';
import type { PolicyQualifier } from '../../src/codec/policy-information';
import { revocationReasons } from '../../src/codec/revocation-reason';
import { secondSheet } from '../../src/codec/second-reader';
import { formatIpAddress } from '../../src/codec/ip-address';
import { NO_EXPIRY } from '../../src/codec/time';

const octets = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => new Uint8Array(array));
const ascii = fc.string({ unit: 'binary-ascii', maxLength: 30 });
const name = fc
  .array(
    fc.record({
      type: fc.constantFrom('2.5.4.3', '2.5.4.10', '2.5.4.6'),
      value: fc.string({ unit: 'grapheme' }),
    }),
    {
      maxLength: 4,
    },
  )
  .map((attributes) => distinguishedName(attributes));
const generalName: fc.Arbitrary<GeneralName> = fc.oneof(
  fc.record({ kind: fc.constantFrom('dns', 'email', 'uri'), value: ascii }),
  fc
    .oneof(octets(4, 4), octets(16, 16))
    .map((address) => ({ kind: 'ip', value: formatIpAddress(address) ?? '' }) as const),
  name.map((one) => ({ kind: 'directory', name: one }) as const),
);
const oid = fc
  .array(fc.nat(20_000), { minLength: 1, maxLength: 6 })
  .map((arcs) => ['1.3', ...arcs].join('.'));
const basic: fc.Arbitrary<BasicConstraints> = fc.oneof(
  fc.record({ ca: fc.boolean() }),
  fc.record({ ca: fc.boolean(), pathLength: fc.nat() }),
);

const uris = fc.array(
  ascii.map((value) => ({ kind: 'uri', value }) as const),
  { minLength: 1, maxLength: 3 },
);
const flags = fc.subarray(['keyCompromise', 'cACompromise', 'superseded', 'aACompromise'] as const, {
  minLength: 1,
});
const words = fc.string({ unit: 'grapheme', maxLength: 30 });
const qualifier: fc.Arbitrary<PolicyQualifier> = fc.oneof(
  ascii.map((uri) => ({ kind: 'cps', uri }) as const),
  words.map((explicitText) => ({ kind: 'notice', notice: { explicitText } }) as const),
  fc
    .record({ organization: words, numbers: fc.array(fc.nat(), { maxLength: 3 }) })
    .map((notice) => ({ kind: 'notice', notice }) as const),
);
const policies = fc.uniqueArray(fc.record({ oid, qualifiers: fc.array(qualifier, { maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 4,
  selector: (policy) => policy.oid,
});

/** One extension of each kind with its meaning, so that reading can be held against it. */
const meant = fc.record({
  crlDistributionPoints: fc.array(
    fc.oneof(
      fc.record({ fullName: uris }),
      fc.record({ fullName: uris, reasons: flags }),
      fc.record({ crlIssuer: name.map((one) => [{ kind: 'directory', name: one } as const]) }),
    ),
    { maxLength: 3 },
  ),
  authorityInfoAccess: fc.array(fc.record({ method: oid, location: generalName }), { maxLength: 4 }),
  certificatePolicies: policies,
  policyMappings: fc.array(fc.record({ issuer: oid, subject: oid }), { maxLength: 4 }),
  policyConstraints: fc.oneof(
    fc.record({ requireExplicit: fc.nat() }),
    fc.record({ requireExplicit: fc.nat(), inhibitMapping: fc.nat() }),
  ),
  inhibitAnyPolicy: fc.nat(),
  tlsFeature: fc.array(fc.nat(65_535), { maxLength: 4 }),
  ocspNoCheck: fc.constant(true as const),
  cRLNumber: fc.bigInt({ min: 0n, max: 2n ** 159n - 1n }),
  deltaCRLIndicator: fc.bigInt({ min: 0n, max: 2n ** 159n - 1n }),
  issuingDistributionPoint: fc.record({
    fullName: uris,
    onlyUserCertificates: fc.boolean(),
    onlyAuthorityCertificates: fc.boolean(),
    onlySomeReasons: flags,
    indirect: fc.boolean(),
    onlyAttributeCertificates: fc.boolean(),
  }),
  reasonCode: fc.constantFrom(...revocationReasons),
  invalidityDate: fc.integer({ min: -600_000_000, max: 4_000_000_000 }).map((at) => new Date(1000 * at)),
  basicConstraints: basic,
  keyUsage: fc.subarray([...keyUsages]),
  extendedKeyUsage: fc.array(oid, { maxLength: 4 }),
  subjectAltName: fc.array(generalName, { maxLength: 6 }),
  subjectKeyIdentifier: octets(0, 30),
  authorityKeyIdentifier: fc.record({ keyIdentifier: octets(0, 30) }),
  nameConstraints: fc.record({
    permitted: fc.array(fc.record({ kind: fc.constantFrom('dns', 'email', 'uri'), base: ascii }), {
      maxLength: 4,
    }),
    excluded: fc.array(fc.record({ kind: fc.constant('directory' as const), name }), { maxLength: 2 }),
  }),
});
type Meant = typeof meant extends fc.Arbitrary<infer T> ? T : never;

const extensionsOf = (values: Partial<Meant>, critical: boolean): readonly Extension[] =>
  Object.entries(values).map(([kind, value]) =>
    // Name and value come from the same record.
    extension(kind as ExtensionName, critical, value as never),
  );

const key = (contents: Uint8Array) =>
  DerWriter.encode((writer) =>
    writer.sequence(() => writer.sequence(() => writer.oid('1.3.101.112')).bitString(contents)),
  );
const algorithm = fc.constantFrom(
  { oid: '1.3.101.112' },
  { oid: '1.2.840.113549.1.1.11', parameters: new Uint8Array([5, 0]) },
);
const second = fc
  .integer({ min: Date.UTC(1950, 0, 1) / 1000, max: NO_EXPIRY / 1000 })
  .map((seconds) => new Date(1000 * seconds));
const fields = fc.record({
  // Without leading zeros, which no INTEGER keeps.
  serialNumber: octets(1, 20).map((serial) =>
    serial[0] === 0 ? new Uint8Array([1, ...serial.subarray(1)]) : serial,
  ),
  signature: algorithm,
  issuer: name.map(({ der }) => der),
  validity: fc.record({ notBefore: second, notAfter: second }),
  subject: name.map(({ der }) => der),
  publicKey: octets(0, 80).map(key),
});

const encode = (tbs: TbsCertificate, signature: Uint8Array) =>
  encodeCertificate(encodeTbsCertificate(tbs), tbs.signature, signature);
const serialContents = (magnitude: Uint8Array) =>
  (magnitude[0] ?? 0) >= 0x80 ? concat(new Uint8Array(1), magnitude) : magnitude;

describe('decode ∘ encode', () => {
  it('is the identity on every field', () => {
    fc.assert(
      fc.property(fields, meant, fc.boolean(), octets(0, 80), (tbs, values, critical, signature) => {
        const extensions = extensionsOf(values, critical);
        const der = encode({ ...tbs, extensions }, signature);
        const parsed = parseCertificate(der);
        expect(parsed).toMatchObject({
          ok: true,
          value: {
            version: 3,
            serialNumber: serialContents(tbs.serialNumber),
            signature: tbs.signature,
            issuer: { der: tbs.issuer },
            validity: tbs.validity,
            subject: { der: tbs.subject },
            publicKey: { der: tbs.publicKey },
            extensions,
            signatureAlgorithm: tbs.signature,
            signatureValue: signature,
            der,
          },
        });
        for (const [kind, value] of Object.entries(values)) {
          expect(extensionValue(extensions, kind as ExtensionName)).toEqual({
            ok: true,
            value: { critical, value },
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is seen by pkijs as by our own reader', async () => {
    await fc.assert(
      fc.asyncProperty(meant, async (values) => {
        // pkijs takes an empty list of names for a broken one, and no two attributes of a name for one.
        const { subjectAltName: _names, nameConstraints: _constraints, ...others } = values;
        const der = encode({ ...base, extensions: extensionsOf(others, false) }, new Uint8Array(8));
        const parsed = parseCertificate(der);
        const own = parsed.ok ? ownSheet(parsed.value) : expect.unreachable();
        expect(Object.fromEntries(await secondSheet(der))).toEqual(Object.fromEntries(own));
      }),
      { numRuns: 60 },
    );
  });
});

const base: TbsCertificate = {
  serialNumber: new Uint8Array([1]),
  signature: { oid: '1.3.101.112' },
  issuer: distinguishedName([{ type: '2.5.4.3', value: 'Authority' }]).der,
  validity: { notBefore: new Date(0), notAfter: new Date(NO_EXPIRY) },
  subject: distinguishedName([{ type: '2.5.4.3', value: 'a' }]).der,
  publicKey: key(new Uint8Array(32)),
  extensions: [],
};

const sample = encode(
  {
    serialNumber: new Uint8Array(20).fill(0x5a),
    signature: { oid: '1.3.101.112' },
    issuer: distinguishedName([{ type: '2.5.4.3', value: 'Authority' }]).der,
    validity: { notBefore: new Date(0), notAfter: new Date(NO_EXPIRY) },
    subject: distinguishedName([
      { type: '2.5.4.6', value: 'DE' },
      { type: '2.5.4.3', value: 'Käse' },
    ]).der,
    publicKey: key(new Uint8Array(32)),
    extensions: [
      ...extensionsOf(
        {
          basicConstraints: { ca: true, pathLength: 0 },
          keyUsage: ['keyCertSign'],
          extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
          subjectAltName: [
            { kind: 'dns', value: 'app.test' },
            { kind: 'ip', value: '::1' },
          ],
          subjectKeyIdentifier: new Uint8Array(20),
          authorityKeyIdentifier: { keyIdentifier: new Uint8Array(20) },
          nameConstraints: { permitted: [{ kind: 'dns', base: 'test' }], excluded: [] },
          crlDistributionPoints: [
            { fullName: [{ kind: 'uri', value: 'http://a.test/' }], reasons: ['superseded'] },
          ],
          authorityInfoAccess: [{ method: '1.3.6.1', location: { kind: 'uri', value: 'http://a.test/' } }],
          certificatePolicies: [
            { oid: '1.3.6', qualifiers: [{ kind: 'notice', notice: { explicitText: 'x' } }] },
          ],
        },
        true,
      ),
    ],
  },
  new Uint8Array(64),
);

/** Reads everything there is to read; whatever the octets are, nothing is thrown. */
function readAll(der: Uint8Array): boolean {
  const parsed = parseCertificate(der);
  if (!parsed.ok) {
    expect(parsed.error.offset).toBeLessThanOrEqual(der.length);
    return false;
  }
  for (const kind of Object.keys(extensionOid) as ExtensionName[])
    extensionValue(parsed.value.extensions, kind);
  expect(ownSheet(parsed.value).size).toBeGreaterThan(12);
  expect(toHex(parsed.value.der)).toBe(toHex(der));
  return true;
}

describe('octets gone wrong', () => {
  it('the sample itself is read', () => {
    expect(readAll(sample)).toBe(true);
  });

  it('cut anywhere it is refused', () => {
    for (let length = 0; length < sample.length; length++)
      expect(readAll(sample.subarray(0, length))).toBe(false);
  });

  it('every octet set to every telling value', () => {
    let readable = 0;
    for (let at = 0; at < sample.length; at++) {
      for (const octet of [0x00, 0x01, 0x1f, 0x30, 0x7f, 0x80, 0x84, 0xa0, 0xff, (sample[at] ?? 0) ^ 1]) {
        const changed = concat(sample);
        changed[at] = octet;
        if (readAll(changed)) readable++;
      }
    }
    // Changes within the key, the signature and the names are no errors of form.
    expect(readable).toBeGreaterThan(1000);
  });

  it('pieces cut out, doubled, moved and filled', () => {
    const cut = fc
      .tuple(fc.nat(sample.length), fc.nat(sample.length))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const piece = fc.oneof(
      octets(0, 12),
      cut.map(([from, to]) => concat(sample.subarray(from, to))),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cut, piece), { minLength: 1, maxLength: 4 }), (edits) => {
        let der = concat(sample);
        for (const [[from, to], put] of edits) der = concat(der.subarray(0, from), put, der.subarray(to));
        readAll(der);
      }),
      { numRuns: 1000 },
    );
  });

  it('any contents of any extension are read or malformed', () => {
    const anything = fc.oneof(
      octets(0, 40),
      octets(0, 40).map((contents) =>
        DerWriter.encode((writer) => writer.sequence(() => writer.raw(contents))),
      ),
      fc
        .tuple(fc.constantFrom(0x80, 0x81, 0x82, 0x84, 0x86, 0x87, 0x88, 0xa0, 0xa1, 0xa4), octets(0, 36))
        .map(([tag, contents]) =>
          DerWriter.encode((writer) => writer.sequence(() => writer.primitive(tag, contents))),
        ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(extensionOid) as ExtensionName[])),
        anything,
        (kind, value) => {
          const found = extensionValue([{ oid: extensionOid[kind], critical: false, value }], kind);
          expect(found.ok ? found.value !== undefined : found.error.offset <= value.length).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
