// RFC 5280 §4.2.1: the extensions this project writes and reads, against octets worked out from the ASN.1 by hand.
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/codec/bytes';
import { DerReader } from '../../src/codec/der-reader';
import { DerWriter } from '../../src/codec/der-writer';
import {
  extension,
  extensionOid,
  extensionValue,
  keyUsages,
  readExtension,
  writeExtension,
  type ExtensionName,
  type ExtensionValue,
} from '../../src/codec/extension';
import { attempt } from '../../src/codec/malformed';

const bytes = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable(`not hex: ${hex}`);

/** The value of extnValue, or the code of what is wrong with it. */
function read(name: ExtensionName, hex: string): unknown {
  const result = extensionValue([{ oid: extensionOid[name], critical: false, value: bytes(hex) }], name);
  return result.ok ? result.value?.value : result.error.code;
}

function agree<K extends ExtensionName>(name: K, value: ExtensionValue<K>, hex: string): void {
  expect(toHex(extension(name, false, value).value)).toBe(hex.replaceAll(' ', ''));
  expect(read(name, hex)).toEqual(value);
}

describe('RFC 5280 §4.2 Extension', () => {
  const whole = (hex: string) => attempt(() => DerReader.document(bytes(hex), readExtension));
  const value = bytes('3000');

  it.each([
    [true, '300c 0603551d13 0101ff 0402 3000'],
    [false, '3009 0603551d13 0402 3000'],
  ])('critical %s; FALSE is the default and left out', (critical, hex) => {
    const one = { oid: '2.5.29.19', critical, value };
    const der = DerWriter.encode((writer) => {
      writeExtension(writer, one);
    });
    expect(der).toEqual(bytes(hex));
    expect(whole(hex)).toEqual({ ok: true, value: one });
  });

  it('critical FALSE spelt out is read: RFC 8410’s own example has it', () => {
    expect(whole('300c 0603551d13 010100 0402 3000')).toMatchObject({ ok: true, value: { critical: false } });
  });

  it.each([
    ['no value', '3005 0603551d13', 'truncated'],
    ['a value that is no OCTET STRING', '3009 0603551d13 0302 0000', 'unexpected-tag'],
    ['a fourth part', '300b 0603551d13 0402 3000 0500', 'trailing-data'],
    ['critical 01', '300c 0603551d13 010101 0402 3000', 'bad-boolean'],
  ])('%s is refused', (_, hex, code) => {
    expect(whole(hex)).toMatchObject({ ok: false, error: { code } });
  });

  it('one of a name that is not there is absent', () => {
    expect(extensionValue([], 'keyUsage')).toEqual({ ok: true, value: undefined });
  });

  it('two of one name are malformed, whatever they say', () => {
    const twice = [
      extension('keyUsage', true, ['keyCertSign']),
      extension('keyUsage', true, ['keyCertSign']),
    ];
    expect(extensionValue(twice, 'keyUsage')).toMatchObject({ ok: false, error: { code: 'bad-value' } });
  });

  it('criticality is told with the value', () => {
    expect(extensionValue([extension('keyUsage', true, ['cRLSign'])], 'keyUsage')).toEqual({
      ok: true,
      value: { critical: true, value: ['cRLSign'] },
    });
  });

  it.each(Object.keys(extensionOid) as ExtensionName[])('%s refuses octets after its value', (name) => {
    const valid: Record<ExtensionName, string> = {
      basicConstraints: '3000',
      keyUsage: '03020780',
      extendedKeyUsage: '3000',
      subjectAltName: '3000',
      subjectKeyIdentifier: '0400',
      authorityKeyIdentifier: '3000',
      nameConstraints: '3000',
      crlDistributionPoints: '3000',
      authorityInfoAccess: '3000',
      certificatePolicies: '3006 3004 0602 2a03'.replaceAll(' ', ''),
      policyMappings: '3000',
      policyConstraints: '3000',
      inhibitAnyPolicy: '020100',
      tlsFeature: '3000',
      ocspNoCheck: '0500',
      cRLNumber: '020101',
      deltaCRLIndicator: '020101',
      issuingDistributionPoint: '3000',
      reasonCode: '0a0101',
      invalidityDate: '180f32303236313132323132303030305a',
    };
    expect(read(name, `${valid[name]}00`)).toBe('trailing-data');
    const codes = ['trailing-data', 'truncated', 'unexpected-tag', 'bad-value'];
    expect(codes).not.toContain(read(name, valid[name]));
    expect(read(name, name === 'ocspNoCheck' ? '3000' : '0500')).toBe('unexpected-tag');
    expect(read(name, '')).toBe('truncated');
  });
});

describe('RFC 5280 §4.2.1.1 authority key identifier', () => {
  it('keyIdentifier is [0]', () => {
    agree('authorityKeyIdentifier', { keyIdentifier: bytes('01020304') }, '3006 8004 01020304');
  });

  it('issuer and serial number are [1] and [2]', () => {
    agree(
      'authorityKeyIdentifier',
      { issuer: [{ kind: 'dns', value: 'a' }], serialNumber: bytes('0080') },
      '3009 a103 820161 8202 0080',
    );
  });

  it('may be empty, as some issuers leave it', () => {
    agree('authorityKeyIdentifier', {}, '3000');
  });

  it('a serial number is an INTEGER under its tag too', () => {
    expect(read('authorityKeyIdentifier', '3004 8202 0001')).toBe('bad-integer');
  });

  it('parts out of order are refused', () => {
    expect(read('authorityKeyIdentifier', '3006 820101 800101')).toBe('trailing-data');
  });
});

describe('RFC 5280 §4.2.1.2 subject key identifier', () => {
  it('is an OCTET STRING within the OCTET STRING', () => {
    agree('subjectKeyIdentifier', bytes('cafe'), '0402 cafe');
  });
});

describe('RFC 5280 §4.2.1.3 key usage', () => {
  it.each([
    ['digitalSignature', '03020780'],
    ['nonRepudiation', '03020640'],
    ['keyEncipherment', '03020520'],
    ['dataEncipherment', '03020410'],
    ['keyAgreement', '03020308'],
    ['keyCertSign', '03020204'],
    ['cRLSign', '03020102'],
    ['encipherOnly', '03020001'],
    ['decipherOnly', '0303070080'],
  ] as const)('%s is %s', (usage, hex) => {
    agree('keyUsage', [usage], hex);
  });

  it('of an authority: 06; of an RSA server: a0; all nine', () => {
    agree('keyUsage', ['keyCertSign', 'cRLSign'], '03020106');
    agree('keyUsage', ['digitalSignature', 'keyEncipherment'], '030205a0');
    agree('keyUsage', [...keyUsages], '030307ff80');
  });

  it('bits without a name are no usages', () => {
    expect(read('keyUsage', '0303 00 80ff')).toEqual(['digitalSignature', 'decipherOnly']);
  });
});

describe('RFC 5280 §4.2.1.6 subject alternative name', () => {
  it('keeps kinds and order', () => {
    agree(
      'subjectAltName',
      [
        { kind: 'dns', value: 'a.test' },
        { kind: 'ip', value: '127.0.0.1' },
        { kind: 'uri', value: 'x:y' },
        { kind: 'email', value: 'a@b' },
      ],
      '3018 8206 612e74657374 8704 7f000001 8603 783a79 8103 614062',
    );
  });

  it('one bad name spoils the list: what a client makes of the rest is unknown', () => {
    expect(read('subjectAltName', '3008 820161 8703 7f0001')).toBe('bad-ip-address');
  });

  it('more names than anyone lists are refused', () => {
    const list = (count: number) =>
      toHex(
        DerWriter.encode((writer) =>
          writer.sequence(() => {
            for (let i = 0; i < count; i++) writer.raw(bytes('820161'));
          }),
        ),
      );
    expect(read('subjectAltName', list(100_000))).toHaveLength(100_000);
    expect(read('subjectAltName', list(100_001))).toBe('too-large');
  });
});

describe('RFC 5280 §4.2.1.9 basic constraints', () => {
  it.each([
    [{ ca: false }, '3000'],
    [{ ca: true }, '3003 0101ff'],
    [{ ca: true, pathLength: 0 }, '3006 0101ff 020100'],
    [{ ca: true, pathLength: 128 }, '3007 0101ff 02020080'],
    [{ ca: false, pathLength: 1 }, '3003 020101'],
  ])('%j is %s', (value, hex) => {
    agree('basicConstraints', value, hex);
  });

  it('cA FALSE spelt out is read', () => {
    expect(read('basicConstraints', '3003 010100')).toEqual({ ca: false });
  });

  it.each([
    ['a negative path length', '3006 0101ff 0201ff', 'bad-integer'],
    ['a path length of five octets', '300a 0101ff 0205 0100000000', 'bad-integer'],
    ['the path length first', '3006 020100 0101ff', 'trailing-data'],
    ['a third part', '3008 0101ff 020100 0500', 'trailing-data'],
  ])('%s is refused', (_, hex, code) => {
    expect(read('basicConstraints', hex)).toBe(code);
  });
});

describe('RFC 5280 §4.2.1.12 extended key usage', () => {
  it('serverAuth, and two purposes in order', () => {
    agree('extendedKeyUsage', ['1.3.6.1.5.5.7.3.1'], '300a 0608 2b06010505070301');
    agree(
      'extendedKeyUsage',
      ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'],
      '3010 0608 2b06010505070301 0604 551d2500',
    );
  });

  it('a purpose that is no identifier is refused', () => {
    expect(read('extendedKeyUsage', '3002 0600')).toBe('bad-oid');
  });
});

const uri = { kind: 'uri', value: 'x:y' } as const;

describe('RFC 5280 §4.2.1.13 CRL distribution points', () => {
  it('the name is explicit in a choice', () => {
    agree('crlDistributionPoints', [{ fullName: [uri] }], '300b 3009 a007 a005 8603 783a79');
  });

  it('reasons are bits from 1 on, in another order than their codes', () => {
    agree(
      'crlDistributionPoints',
      [{ fullName: [uri], reasons: ['keyCompromise'], crlIssuer: [uri] }],
      '3016 3014 a007 a005 8603 783a79 8102 0640 a205 8603 783a79',
    );
    agree('crlDistributionPoints', [{ reasons: ['aACompromise'] }], '3007 3005 8103 070080');
  });

  it('a name relative to the issuer is carried', () => {
    agree(
      'crlDistributionPoints',
      [{ relativeName: bytes('3008 0603550403 0c0161') }],
      '3010 300e a00c a10a 3008 0603550403 0c0161',
    );
  });
});

describe('RFC 5280 §4.2.2.1 authority information access', () => {
  it('method and location', () => {
    agree(
      'authorityInfoAccess',
      [{ method: '1.3.6.1.5.5.7.48.1', location: uri }],
      '3011 300f 0608 2b06010505073001 8603 783a79',
    );
  });
});

describe('RFC 5280 §4.2.1.4 certificate policies', () => {
  it('with a statement, and with a notice in UTF-8', () => {
    agree(
      'certificatePolicies',
      [{ oid: '1.2.3', qualifiers: [{ kind: 'cps', uri: 'x:y' }] }],
      '3019 3017 0602 2a03 3011 300f 0608 2b06010505070201 1603 783a79',
    );
    agree(
      'certificatePolicies',
      [{ oid: '1.2.3', qualifiers: [{ kind: 'notice', notice: { explicitText: 'é' } }] }],
      '301a 3018 0602 2a03 3012 3010 0608 2b06010505070202 3004 0c02 c3a9',
    );
  });

  it('a notice that refers to another comes before its text', () => {
    const notice = { organization: 'o', numbers: [1, 128], explicitText: 't' };
    agree(
      'certificatePolicies',
      [{ oid: '1.2.3', qualifiers: [{ kind: 'notice', notice }] }],
      '3027 3025 0602 2a03 301f 301d 0608 2b06010505070202 3011 300c 0c01 6f 3007 020101 02020080 0c01 74',
    );
  });

  it.each([
    ['none', '3000', 'bad-value'],
    ['one twice', '300c 3004 0602 2a03 3004 0602 2a03', 'bad-value'],
    [
      'a statement that is no IA5String',
      '3017 3015 0602 2a03 300f 300d 0608 2b06010505070201 0c01 78',
      'unexpected-tag',
    ],
  ])('%s is refused', (_, hex, code) => {
    expect(read('certificatePolicies', hex)).toBe(code);
  });
});

describe('RFC 5280 §4.2.1.5, §4.2.1.11, §4.2.1.14 what may be made of policies', () => {
  it('mappings, constraints, anyPolicy', () => {
    agree('policyMappings', [{ issuer: '1.2.3', subject: '1.2.4' }], '300a 3008 0602 2a03 0602 2a04');
    agree('policyConstraints', { requireExplicit: 0, inhibitMapping: 1 }, '3006 800100 810101');
    agree('policyConstraints', { inhibitMapping: 128 }, '3004 81020080');
    agree('inhibitAnyPolicy', 5, '020105');
  });

  it('numbers below none are refused', () => {
    expect(read('inhibitAnyPolicy', '0201ff')).toBe('bad-integer');
    expect(read('policyConstraints', '3003 8001ff')).toBe('bad-integer');
  });
});

describe('RFC 7633 TLS features, RFC 6960 §4.2.2.2.1 no check', () => {
  it('are numbers, and nothing', () => {
    agree('tlsFeature', [5], '3003 020105');
    agree('ocspNoCheck', true, '0500');
    expect(read('ocspNoCheck', '050100')).toBe('bad-value');
  });
});

describe('RFC 5280 §5.2, §5.3 lists and entries', () => {
  it('numbers of lists', () => {
    agree('cRLNumber', 255n, '0202 00ff');
    agree('deltaCRLIndicator', 0n, '020100');
    expect(read('cRLNumber', '0201ff')).toBe('bad-integer');
    expect(read('cRLNumber', `0215 7f${'00'.repeat(20)}`)).toBe('too-large');
  });

  it.each([
    ['unspecified', 0],
    ['keyCompromise', 1],
    ['certificateHold', 6],
    ['removeFromCRL', 8],
    ['aACompromise', 10],
  ] as const)('reason %s is %i', (reason, number) => {
    agree('reasonCode', reason, `0a01 ${number.toString(16).padStart(2, '0')}`);
  });

  it('reason 7 is nobody’s', () => {
    expect(read('reasonCode', '0a0107')).toBe('bad-value');
  });

  it('what a list covers', () => {
    const none = {
      onlyUserCertificates: false,
      onlyAuthorityCertificates: false,
      indirect: false,
      onlyAttributeCertificates: false,
    };
    agree('issuingDistributionPoint', none, '3000');
    agree('issuingDistributionPoint', { ...none, onlyUserCertificates: true }, '3003 8101ff');
    agree(
      'issuingDistributionPoint',
      { ...none, fullName: [uri], onlySomeReasons: ['keyCompromise'], indirect: true },
      '3010 a007 a005 8603 783a79 8302 0640 8401ff',
    );
    expect(read('issuingDistributionPoint', '3003 810101')).toBe('bad-boolean');
  });

  it('since when a certificate is bad is GeneralizedTime, never UTCTime', () => {
    const hex = '180f 32303236313132323132303030305a';
    agree('invalidityDate', new Date('2026-11-22T12:00:00Z'), hex);
    expect(read('invalidityDate', '170d 3236313132323132303030305a')).toBe('unexpected-tag');
  });
});
