// RFC 5280 §4.1: the certificate as a whole. What the fields hold is held against octets written by hand, against the
// example of RFC 8410 and, in rfc5280-corpora.test.ts, against thousands of certificates other parsers have read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../src/codec/bytes';
import {
  encodeCertificate,
  encodeTbsCertificate,
  parseCertificate,
  type TbsCertificate,
} from '../../src/codec/certificate';
import { DerWriter } from '../../src/codec/der-writer';
import { extension, extensionValue } from '../../src/codec/extension';
import { decodePem } from '../../src/codec/pem';
import { verifySignature } from '../../src/pki/signature';
import { signatureSchemes } from '../../src/pki/signature-scheme';

const bytes = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable(`not hex: ${hex}`);
const wrap = (tag: number, ...parts: readonly Uint8Array[]) =>
  DerWriter.encode((writer) => writer.primitive(tag, concat(...parts)));

const algorithm = { oid: '1.3.101.112' };
const algorithmDer = bytes('3005 0603 2b6570');
const keyDer = bytes(`302a 3005 0603 2b6570 0321 00 ${'ab'.repeat(32)}`);
const nameDer = bytes('300c 310a 3008 0603550403 0c01 61');
const datesDer = bytes('301e 170d 323630313031303030303030 5a 170d 343931323331323335393539 5a');
const extensionsDer = bytes('a310 300e 300c 0603551d13 0101ff 0402 3000');
const signature = bytes('5a'.repeat(64));

const version = { 1: bytes(''), 2: bytes('a003020101'), 3: bytes('a003020102') };
/** The parts of a tbsCertificate in order, any of which a test may replace. */
const parts = {
  version: version[3],
  serialNumber: bytes('020105'),
  signature: algorithmDer,
  issuer: nameDer,
  validity: datesDer,
  subject: nameDer,
  publicKey: keyDer,
  extensions: extensionsDer,
};
const certificate = (replaced: Partial<typeof parts> = {}, outer = algorithmDer) =>
  wrap(
    0x30,
    wrap(0x30, ...Object.values({ ...parts, ...replaced })),
    outer,
    wrap(0x03, bytes('00'), signature),
  );
const codeOf = (der: Uint8Array) => {
  const parsed = parseCertificate(der);
  return parsed.ok ? 'read' : parsed.error.code;
};

describe('RFC 5280 §4.1 Certificate, written', () => {
  const fields: TbsCertificate = {
    serialNumber: bytes('05'),
    signature: algorithm,
    issuer: nameDer,
    validity: { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2049-12-31T23:59:59Z') },
    subject: nameDer,
    publicKey: keyDer,
    extensions: [extension('basicConstraints', true, { ca: false })],
  };

  it('is octet for octet what the grammar says', () => {
    const tbs = encodeTbsCertificate(fields);
    expect(toHex(encodeCertificate(tbs, algorithm, signature))).toBe(toHex(certificate()));
  });

  it('without extensions leaves [3] out', () => {
    expect(encodeTbsCertificate({ ...fields, extensions: [] })).toEqual(
      wrap(0x30, ...Object.values({ ...parts, extensions: bytes('') })),
    );
  });

  it.each([
    ['ff', '020200ff'],
    ['7fff', '02027fff'],
    ['00ff', '020200ff'],
    [`ff${'00'.repeat(18)}`, `021400ff${'00'.repeat(18)}`],
  ])('§4.1.2.2 the serial number %s is positive: %s', (serialNumber, hex) => {
    const tbs = encodeTbsCertificate({ ...fields, serialNumber: bytes(serialNumber) });
    expect(toHex(tbs)).toContain(`a003020102${hex}3005`);
  });
});

describe('RFC 5280 §4.1 Certificate, read', () => {
  it('field by field', () => {
    const der = certificate();
    const parsed = parseCertificate(der);
    expect(parsed).toEqual({
      ok: true,
      value: {
        version: 3,
        serialNumber: bytes('05'),
        signature: algorithm,
        issuer: { rdns: [[{ type: '2.5.4.3', value: 'a' }]], der: nameDer },
        validity: { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2049-12-31T23:59:59Z') },
        subject: { rdns: [[{ type: '2.5.4.3', value: 'a' }]], der: nameDer },
        publicKey: { algorithm, octets: bytes('ab'.repeat(32)), der: keyDer },
        extensions: [{ oid: '2.5.29.19', critical: true, value: bytes('3000') }],
        signatureAlgorithm: algorithm,
        signatureValue: signature,
        tbs: wrap(0x30, ...Object.values(parts)),
        der,
      },
    });
  });

  it('from the middle of a larger buffer, and keeps nothing of it', () => {
    const der = certificate();
    const buffer = concat(bytes('30820000'), der, bytes('ffff'));
    const parsed = parseCertificate(buffer.subarray(4, 4 + der.length));
    buffer.fill(0);
    expect(parsed).toEqual(parseCertificate(der));
  });

  it.each([1, 2, 3] as const)('§4.1.2.1 version %d', (number) => {
    const parsed = parseCertificate(certificate({ version: version[number], extensions: bytes('') }));
    expect(parsed).toMatchObject({ ok: true, value: { version: number, extensions: [] } });
  });

  it.each([
    ['version 1 spelt out (a DER default)', 'a003020100'],
    ['version 4', 'a003020103'],
    ['a negative version', 'a0030201ff'],
    ['two versions', 'a006020102020102'],
  ])('§4.1.2.1 %s is refused', (_, hex) => {
    expect(codeOf(certificate({ version: bytes(hex) }))).toMatch(/^(?:bad-value|bad-integer|trailing-data)$/);
  });

  it('§4.1.2.2 a serial number that is negative, zero or 21 octets long is shown as it stands', () => {
    for (const contents of ['80', '00', `00${'ff'.repeat(20)}`]) {
      expect(parseCertificate(certificate({ serialNumber: wrap(2, bytes(contents)) }))).toMatchObject({
        ok: true,
        value: { serialNumber: bytes(contents) },
      });
    }
  });

  it('§4.1.1.2 two algorithms that differ are both told', () => {
    const outer = bytes('300d 0609 2a864886f70d01010b 0500');
    expect(parseCertificate(certificate({}, outer))).toMatchObject({
      ok: true,
      value: {
        signature: algorithm,
        signatureAlgorithm: { oid: '1.2.840.113549.1.1.11', parameters: bytes('0500') },
      },
    });
  });

  it('§4.1.2.8 unique identifiers are read over', () => {
    const extensions = concat(bytes('8102 00ff 8202 00fe'), extensionsDer);
    expect(parseCertificate(certificate({ extensions }))).toMatchObject({
      ok: true,
      value: { extensions: [{ oid: '2.5.29.19' }] },
    });
  });

  it.each([
    ['nothing', new Uint8Array(), 'truncated'],
    ['octets after the certificate', concat(certificate(), bytes('00')), 'trailing-data'],
    ['a certificate cut short', certificate().subarray(0, -1), 'truncated'],
    ['PEM', new TextEncoder().encode('-----BEGIN CERTIFICATE-----'), 'unexpected-tag'],
    ['no signature', wrap(0x30, wrap(0x30, ...Object.values(parts)), algorithmDer), 'truncated'],
    ['a fourth part', wrap(0x30, certificate().subarray(3), bytes('0500')), 'trailing-data'],
    [
      'something after the extensions',
      certificate({ extensions: concat(extensionsDer, bytes('0500')) }),
      'trailing-data',
    ],
    [
      'something within [3] after the extensions',
      certificate({ extensions: bytes('a304 3000 0500') }),
      'trailing-data',
    ],
    ['extensions twice', certificate({ extensions: concat(extensionsDer, extensionsDer) }), 'trailing-data'],
    ['no key', certificate({ publicKey: bytes('') }), 'unexpected-tag'],
    ['a third date', certificate({ validity: bytes('3000') }), 'unexpected-tag'],
    [
      'a key of odd bits',
      certificate({ publicKey: bytes('300b 3005 0603 2b6570 0302 04f0') }),
      'bad-bit-string',
    ],
    [
      'an algorithm with a second parameter',
      certificate({ signature: bytes('3009 0603 2b6570 0500 0500') }),
      'trailing-data',
    ],
  ])('%s is refused', (_, der, code) => {
    expect(codeOf(der)).toBe(code);
  });

  it.each(Object.keys(parts) as (keyof typeof parts)[])('%s of another type is refused', (part) => {
    expect(codeOf(certificate({ [part]: bytes('0c0141') }))).toBe(
      part === 'extensions' ? 'trailing-data' : 'unexpected-tag',
    );
  });
});

describe('RFC 8410 §10.2 the example certificate', () => {
  const pem = readFileSync(join(import.meta.dirname, '../vectors/certificates/rfc8410-x25519.pem'), 'utf8');
  const read = () => {
    const [block] = decodePem(pem);
    const parsed = block?.der.ok === true ? parseCertificate(block.der.value) : undefined;
    return parsed?.ok === true ? parsed.value : expect.unreachable();
  };

  it('reads as the RFC prints it', () => {
    const { extensions, ...fields } = read();
    expect(fields).toMatchObject({
      version: 3,
      serialNumber: bytes('5601474a2a8dc330'),
      signature: algorithm,
      validity: { notBefore: new Date('2016-08-01T12:19:24Z'), notAfter: new Date('2040-12-31T23:59:59Z') },
      subject: { rdns: [[{ type: '2.5.4.3', value: 'IETF Test Demo' }]] },
      publicKey: {
        algorithm: { oid: '1.3.101.110' },
        octets: bytes('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a'),
      },
    });
    expect(extensionValue(extensions, 'basicConstraints')).toEqual({
      ok: true,
      value: { critical: true, value: { ca: false } },
    });
    expect(extensionValue(extensions, 'keyUsage')).toEqual({
      ok: true,
      value: { critical: false, value: ['keyAgreement'] },
    });
  });

  it('and is signed by the key of §10.1', async () => {
    const spki = bytes(
      '302a300506032b6570032100 19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1',
    );
    const { tbs, signatureValue } = read();
    expect(await verifySignature(signatureSchemes.ed25519, spki, signatureValue, tbs)).toBe(true);
    const other = Uint8Array.from(tbs, (octet, i) => (i === tbs.length - 1 ? octet ^ 1 : octet));
    expect(await verifySignature(signatureSchemes.ed25519, spki, signatureValue, other)).toBe(false);
  });
});

describe('a Name carried through a certificate', () => {
  it('is repeated octet for octet, whatever string types and groups it has', () => {
    // One RDN of a BMPString and a TeletexString, which our own writer would never write.
    const subject = bytes('301b 3119 300b 0603550403 1e04 00610062 300a 060355040a 1403 e9e9e9');
    const parsed = parseCertificate(certificate({ subject, issuer: subject }));
    expect(parsed).toMatchObject({
      ok: true,
      value: { subject: { der: subject }, issuer: { der: subject } },
    });
  });
});
