// pkijs as the second reader: it must see what ours sees, or it would prove nothing. Here on hand-made certificates and on
// every 24th of the corpora with everything known to differ; tests/interop/pkijs.test.ts goes through more of them.
import { describe, expect, it } from 'vitest';
import { concat, fromHex } from '../../src/codec/bytes';
import { encodeCertificate, encodeTbsCertificate, parseCertificate } from '../../src/codec/certificate';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extension, type Extension } from '../../src/codec/extension';
import { CA_ISSUERS_ACCESS, OCSP_ACCESS } from '../../src/codec/information-access';
import { ownSheet } from '../../src/codec/field-sheet';
import { secondReading, secondSheet } from '../../src/codec/second-reader';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { generateKeyPair } from '../../src/pki/keys';
import { sign } from '../../src/pki/signature';
import { describeWithShared } from '../support/shared';
import {
  certificatesOfCorpora,
  differencesOfReaders,
  isListed,
  listedDifferences,
} from '../support/two-readers';

const bytes = (hex: string) => fromHex(hex) ?? expect.unreachable(`not hex: ${hex}`);
const keys = await generateKeyPair(keyAlgorithms['ec-p256'], false);
const name = distinguishedName([
  { type: '2.5.4.6', value: 'DE' },
  { type: '2.5.4.3', value: 'Käse' },
]);
const UNKNOWN = '1.2.3.4';
const directory = { kind: 'directory', name } as const;

interface Making {
  readonly serialNumber?: string;
  readonly notAfter?: string;
  readonly extensions?: readonly Extension[];
}

async function make({ serialNumber = '05', notAfter = '2027-01-01T00:00:00Z', extensions = [] }: Making) {
  const { scheme } = keys.algorithm;
  const tbs = encodeTbsCertificate({
    serialNumber: bytes(serialNumber),
    signature: scheme.signature,
    issuer: name.der,
    validity: { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date(notAfter) },
    subject: name.der,
    publicKey: keys.publicKey,
    extensions,
  });
  return encodeCertificate(tbs, scheme.signature, await sign(scheme, keys.privateKey, tbs));
}

const manyNames = Array.from({ length: 3000 }, (_, i) => ({ kind: 'dns', value: `host-${i}.test` }) as const);
const cases: readonly (readonly [string, Making])[] = [
  ['no extensions', {}],
  ['a serial number with its top bit set', { serialNumber: 'ff00' }],
  ['a serial number of 20 octets', { serialNumber: `7f${'a5'.repeat(19)}` }],
  ['the end of 2049', { notAfter: '2049-12-31T23:59:59Z' }],
  ['the start of 2050', { notAfter: '2050-01-01T00:00:00Z' }],
  ['the end of time', { notAfter: '9999-12-31T23:59:59Z' }],
  ['an authority', { extensions: [extension('basicConstraints', true, { ca: true, pathLength: 3 })] }],
  [
    'a large path length',
    { extensions: [extension('basicConstraints', true, { ca: true, pathLength: 200 })] },
  ],
  ['basic constraints of a server', { extensions: [extension('basicConstraints', true, { ca: false })] }],
  ['all key usages', { extensions: [extension('keyUsage', false, ['digitalSignature', 'decipherOnly'])] }],
  ['no key usages', { extensions: [extension('keyUsage', true, [])] }],
  ['purposes', { extensions: [extension('extendedKeyUsage', false, ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'])] }],
  [
    'a name of every kind',
    {
      extensions: [
        extension('subjectAltName', true, [
          { kind: 'dns', value: '*.app.test' },
          { kind: 'ip', value: '127.0.0.1' },
          { kind: 'ip', value: 'fe80::1' },
          { kind: 'email', value: 'ann@app.test' },
          { kind: 'uri', value: 'spiffe://app.test/x' },
          { kind: 'registered-id', oid: '1.2.3.4' },
          directory,
        ]),
      ],
    },
  ],
  [
    '3,000 names, more nodes than asn1js takes by default',
    { extensions: [extension('subjectAltName', false, manyNames)] },
  ],
  [
    'constraints of every kind',
    {
      extensions: [
        extension('nameConstraints', true, {
          permitted: [
            { kind: 'dns', base: 'test' },
            { kind: 'ip', base: '10.0.0.0/8' },
            { kind: 'ip', base: 'fd00::/8' },
            { kind: 'email', base: '.test' },
            { kind: 'uri', base: 'app.test' },
            { kind: 'directory', name },
          ],
          excluded: [{ kind: 'dns', base: 'no.test' }],
        }),
      ],
    },
  ],
  [
    'key identifiers',
    {
      extensions: [
        extension('subjectKeyIdentifier', false, bytes('0102')),
        extension('authorityKeyIdentifier', false, {
          keyIdentifier: bytes('0304'),
          issuer: [directory],
          serialNumber: bytes('0080'),
        }),
      ],
    },
  ],
  [
    'an otherName: a user principal name',
    {
      extensions: [
        extension('subjectAltName', false, [
          { kind: 'other', der: bytes('a015060a2b060104018237140203a0070c05614078c3a9') },
          { kind: 'directory', name },
        ]),
      ],
    },
  ],
  [
    'where the list of the revoked is',
    {
      extensions: [
        extension('crlDistributionPoints', false, [
          { fullName: [{ kind: 'uri', value: 'http://a.test/a.crl' }, directory] },
          {
            fullName: [{ kind: 'uri', value: 'http://b.test/' }],
            reasons: ['keyCompromise', 'aACompromise'],
            crlIssuer: [directory],
          },
        ]),
      ],
    },
  ],
  [
    'where the issuer is',
    {
      extensions: [
        extension('authorityInfoAccess', false, [
          { method: OCSP_ACCESS, location: { kind: 'uri', value: 'http://ocsp.test' } },
          { method: CA_ISSUERS_ACCESS, location: { kind: 'uri', value: 'http://a.test/a.cer' } },
        ]),
      ],
    },
  ],
  [
    'policies with all that can stand beside them',
    {
      extensions: [
        extension('certificatePolicies', false, [
          { oid: '1.2.3', qualifiers: [] },
          {
            oid: '1.2.4',
            qualifiers: [
              { kind: 'cps', uri: 'https://a.test/cps' },
              { kind: 'notice', notice: { explicitText: 'Nur für Käse' } },
              { kind: 'notice', notice: { organization: 'Team', numbers: [1, 300] } },
              { kind: 'notice', notice: {} },
              { kind: 'other', oid: '1.2.5', der: bytes('0c0161') },
            ],
          },
        ]),
        extension('policyMappings', true, [{ issuer: '1.2.3', subject: '1.2.9' }]),
        extension('policyConstraints', true, { requireExplicit: 0, inhibitMapping: 200 }),
        extension('inhibitAnyPolicy', true, 128),
      ],
    },
  ],
  [
    'what a server and a responder say',
    { extensions: [extension('tlsFeature', false, [5, 17]), extension('ocspNoCheck', false, true)] },
  ],
  [
    'what stands in lists of the revoked and their entries',
    {
      extensions: [
        extension('cRLNumber', false, 2n ** 150n),
        extension('deltaCRLIndicator', true, 255n),
        extension('issuingDistributionPoint', true, {
          fullName: [{ kind: 'uri', value: 'http://a.test/a.crl' }],
          onlyUserCertificates: true,
          onlyAuthorityCertificates: false,
          onlySomeReasons: ['keyCompromise', 'aACompromise'],
          indirect: true,
          onlyAttributeCertificates: false,
        }),
        extension('reasonCode', false, 'privilegeWithdrawn'),
        extension('invalidityDate', false, new Date('2026-02-03T04:05:06Z')),
      ],
    },
  ],
  ['an extension neither knows', { extensions: [{ oid: UNKNOWN, critical: true, value: bytes('0500') }] }],
];

describe('the two readers fill the same sheet', () => {
  it.each(cases)('%s', async (_, making) => {
    const der = await make(making);
    const parsed = parseCertificate(der);
    const own = parsed.ok ? ownSheet(parsed.value) : expect.unreachable(parsed.error.message);
    expect(own.size).toBe(13 + (making.extensions ?? []).length);
    expect(Object.fromEntries(await secondSheet(der))).toEqual(Object.fromEntries(own));
  });
});

describe('the second reader alone', () => {
  it('a negative serial number equals no magnitude', async () => {
    const der = await make({ serialNumber: '7f' });
    const at = der.indexOf(0x7f);
    const negative = concat(der.subarray(0, at), bytes('80'), der.subarray(at + 1));
    expect((await secondSheet(negative)).get('serialNumber')).toBe('negative 80');
  });

  it('throws on octets after the certificate', async () => {
    const der = await make({});
    await expect(secondSheet(concat(der, bytes('00')))).rejects.toThrow();
  });

  it('finds a signature good under the key that made it and no other', async () => {
    const der = await make({});
    const other = await generateKeyPair(keyAlgorithms['ec-p256'], false);
    const reading = await secondReading(der);
    expect(await reading.signatureHolds(keys.publicKey)).toBe(true);
    expect(await reading.signatureHolds(other.publicKey)).toBe(false);
  });
});

describeWithShared('corpora', 'both readers over every 24th certificate other projects test with', (path) => {
  it('and over all that are known to differ', { timeout: 60_000 }, async () => {
    const records = certificatesOfCorpora(path).filter(({ id }, i) => i % 24 === 0 || isListed(id));
    expect(records.length).toBeGreaterThan(150);
    expect(await differencesOfReaders(records)).toEqual(listedDifferences(records));
  });
});
