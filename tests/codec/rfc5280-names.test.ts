// RFC 5280 §4.1.2.4 (Name), §4.2.1.6 (GeneralName), §4.2.1.10 (subtrees), appendix A (string types and bounds).
import { describe, expect, it } from 'vitest';
import { attributeTypes, attributeType } from '../../src/codec/attribute-type';
import { fromHex, toHex, utf8 } from '../../src/codec/bytes';
import { DerReader } from '../../src/codec/der-reader';
import { DerWriter } from '../../src/codec/der-writer';
import {
  attributeOf,
  distinguishedName,
  formatDistinguishedName,
  readDistinguishedName,
  type NameAttribute,
} from '../../src/codec/distinguished-name';
import { formatGeneralName, readGeneralName, writeGeneralName } from '../../src/codec/general-name';
import type { GeneralName } from '../../src/codec/general-name';
import { attempt } from '../../src/codec/malformed';
import { readNameConstraints, writeNameConstraints } from '../../src/codec/name-constraint';
import * as Tag from '../../src/codec/tag';

const bytes = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable(`not hex: ${hex}`);
const oidOf = (short: string) =>
  attributeTypes.find((type) => type.short === short)?.oid ?? expect.unreachable(short);
const name = (...attributes: readonly (readonly [string, string])[]) =>
  distinguishedName(attributes.map(([short, value]): NameAttribute => ({ type: oidOf(short), value })));
const readName = (der: Uint8Array) => attempt(() => DerReader.document(der, readDistinguishedName));
/** A Name of one attribute whose value is written by hand. */
const oneAttribute = (tag: number, contents: Uint8Array) =>
  DerWriter.encode((writer) =>
    writer.sequence(() =>
      writer.constructed(Tag.SET, () =>
        writer.sequence(() => writer.oid('2.5.4.3').primitive(tag, contents)),
      ),
    ),
  );

describe('RFC 5280 §4.1.2.4 Name as it is written', () => {
  it('has one attribute per RDN, in the order given', () => {
    const { rdns, der } = name(['C', 'DE'], ['O', 'Team'], ['OU', 'a'], ['OU', 'b'], ['CN', 'app.test']);
    expect(rdns.map((rdn) => rdn.length)).toEqual([1, 1, 1, 1, 1]);
    expect(readName(der)).toEqual({ ok: true, value: { rdns, der } });
  });

  it('is byte for byte what the grammar says', () => {
    expect(name(['C', 'DE'], ['CN', 'é']).der).toEqual(
      bytes('301a 310b 3009 0603550406 1302 4445 310b 3009 0603550403 0c02 c3a9'),
    );
  });

  it('may be empty: SEQUENCE {}', () => {
    expect(toHex(name().der)).toBe('3000');
    expect(readName(bytes('3000'))).toMatchObject({ ok: true, value: { rdns: [] } });
  });

  it.each([
    ['C', 'DE', Tag.PRINTABLE_STRING],
    ['serialNumber', '42', Tag.PRINTABLE_STRING],
    ['dnQualifier', 'x', Tag.PRINTABLE_STRING],
    ['emailAddress', 'ann@app.test', Tag.IA5_STRING],
    ['DC', 'test', Tag.IA5_STRING],
    ['CN', 'app.test', Tag.UTF8_STRING],
    ['O', 'Team', Tag.UTF8_STRING],
    ['ST', 'x', Tag.UTF8_STRING],
    // Beyond the repertoire of their own type they are written as UTF8String rather than mangled.
    ['serialNumber', 'a_b', Tag.UTF8_STRING],
    ['serialNumber', 'a*b', Tag.UTF8_STRING],
    ['emailAddress', 'ann@exämple.test', Tag.UTF8_STRING],
  ])('%s "%s" is a string of tag %d (appendix A.1)', (short, value, tag) => {
    const { der } = name([short, value]);
    expect(der[der.length - utf8(value).length - 2]).toBe(tag);
    expect(readName(der)).toMatchObject({ ok: true, value: { rdns: [[{ value }]] } });
  });

  it.each([
    ['CN', 64],
    ['O', 64],
    ['OU', 64],
    ['C', 2],
    ['ST', 128],
    ['L', 128],
    ['serialNumber', 64],
    ['emailAddress', 255],
    ['title', 64],
  ])('%s has the upper bound %d (appendix A.1 ub-…)', (short, maximum) => {
    expect(attributeType(oidOf(short))?.maximum).toBe(maximum);
  });

  it('an attribute nobody knows is a UTF8String under its own identifier', () => {
    const { der } = distinguishedName([{ type: '1.3.6.1.4.1.99999.1', value: 'x' }]);
    expect(readName(der)).toMatchObject({
      ok: true,
      value: { rdns: [[{ type: '1.3.6.1.4.1.99999.1', value: 'x' }]] },
    });
  });
});

describe('RFC 5280 §4.1.2.4 Name as it is read', () => {
  it.each([
    ['UTF8String', Tag.UTF8_STRING, '7ac3a9', 'zé'],
    ['BMPString', Tag.BMP_STRING, '007a00e9', 'zé'],
    ['BMPString with a surrogate pair, as Windows writes it', Tag.BMP_STRING, 'd83dde3a', '😺'],
    ['UniversalString', Tag.UNIVERSAL_STRING, '0001f63a', '😺'],
    ['TeletexString as Latin-1', Tag.TELETEX_STRING, '7ae9', 'zé'],
    ['PrintableString', Tag.PRINTABLE_STRING, '7a', 'z'],
    ['PrintableString with characters outside it, which issuers write', Tag.PRINTABLE_STRING, '2a40', '*@'],
    ['NumericString', Tag.NUMERIC_STRING, '3432', '42'],
    ['IA5String', Tag.IA5_STRING, '61', 'a'],
    ['VisibleString', Tag.VISIBLE_STRING, '61', 'a'],
    ['no string at all: # and the hex of its DER (RFC 4514 §2.4)', Tag.INTEGER, '05', '#020105'],
  ])('%s', (_, tag, contents, value) => {
    const der = oneAttribute(tag, bytes(contents));
    expect(readName(der)).toMatchObject({ ok: true, value: { rdns: [[{ type: '2.5.4.3', value }]], der } });
  });

  it.each([
    ['BMPString of an odd number of octets', Tag.BMP_STRING, '00'],
    ['UniversalString of three octets', Tag.UNIVERSAL_STRING, '000061'],
    ['UniversalString beyond Unicode', Tag.UNIVERSAL_STRING, '00110000'],
    ['UTF8String that is not UTF-8', Tag.UTF8_STRING, 'e9'],
  ])('%s is refused', (_, tag, contents) => {
    expect(readName(oneAttribute(tag, bytes(contents)))).toMatchObject({
      ok: false,
      error: { code: 'bad-string' },
    });
  });

  it('several attributes in one RDN stay together', () => {
    const der = bytes('3016 3114 3008 0603550403 0c01 61 3008 0603550403 0c01 62');
    expect(readName(der)).toMatchObject({ ok: true, value: { rdns: [[{ value: 'a' }, { value: 'b' }]] } });
  });

  it('an RDN without attributes is read over, and its octets kept', () => {
    const der = bytes('300e 3100 310a 3008 0603550403 0c01 61');
    const read = readName(der);
    expect(read).toMatchObject({ ok: true, value: { rdns: [[{ value: 'a' }]] } });
    expect(read.ok && toHex(read.value.der)).toBe(toHex(der));
  });

  it.each([
    ['an attribute without a value', '3009 3107 3005 0603550403', 'truncated'],
    ['an attribute with a third part', '300e 310c 300a 0603550403 0c01 61 0500', 'trailing-data'],
    ['an RDN that is a SEQUENCE', '300c 300a 3008 0603550403 0c01 61', 'unexpected-tag'],
    ['a type that is no identifier', '3009 3107 3005 0c01 61 0c01', 'unexpected-tag'],
  ])('%s is refused', (_, hex, code) => {
    expect(readName(bytes(hex))).toMatchObject({ ok: false, error: { code } });
  });

  it('more attributes than anyone needs are refused', () => {
    const attribute = bytes('310a 3008 0603550403 0c01 61');
    const many = (count: number) =>
      DerWriter.encode((writer) =>
        writer.sequence(() => {
          for (let i = 0; i < count; i++) writer.raw(attribute);
        }),
      );
    expect(readName(many(4096)).ok).toBe(true);
    expect(readName(many(4097))).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });
});

describe('a Name in words', () => {
  it('the most specific attribute of a type is the last', () => {
    expect(attributeOf(name(['OU', 'outer'], ['OU', 'inner']), oidOf('OU'))).toBe('inner');
    expect(attributeOf(name(['OU', 'outer']), oidOf('CN'))).toBeUndefined();
  });

  it('RFC 4514 §2.4 special characters are escaped', () => {
    expect(formatDistinguishedName(name(['O', 'A, B + "C" \\ <D>; E=F'], ['CN', '#x ']))).toBe(
      String.raw`O=A\, B \+ \"C\" \\ \<D\>\; E\=F, CN=\#x\ `,
    );
    expect(formatDistinguishedName(distinguishedName([{ type: '1.2.3', value: 'x' }]))).toBe('1.2.3=x');
    expect(formatDistinguishedName(name())).toBe('');
  });
});

describe('RFC 5280 §4.2.1.6 GeneralName', () => {
  const written = (one: GeneralName) =>
    DerWriter.encode((writer) => {
      writeGeneralName(writer, one);
    });
  const read = (hex: string) => attempt(() => DerReader.document(bytes(hex), readGeneralName));

  it.each<[GeneralName, string, string]>([
    [{ kind: 'email', value: 'a@b.test' }, '8108 614062 2e74657374', 'email:a@b.test'],
    [{ kind: 'dns', value: '*.a.test' }, '8208 2a2e612e74657374', 'DNS:*.a.test'],
    [{ kind: 'uri', value: 'x://y' }, '8605 783a2f2f79', 'URI:x://y'],
    [{ kind: 'ip', value: '127.0.0.1' }, '8704 7f000001', 'IP:127.0.0.1'],
    [{ kind: 'ip', value: '::1' }, `8710 ${'00'.repeat(15)}01`, 'IP:::1'],
    [{ kind: 'registered-id', oid: '1.2.3' }, '8802 2a03', 'registered ID:1.2.3'],
    [
      { kind: 'directory', name: name(['CN', 'a']) },
      'a40e 300c 310a 3008 0603550403 0c01 61',
      'directory:2.5.4.3=a',
    ],
    [{ kind: 'other', der: bytes('a008 06022a03 a0020500') }, 'a008 06022a03 a0020500', 'other name'],
  ])('%j', (one, hex, words) => {
    if (one.kind !== 'other') expect(toHex(written(one))).toBe(hex.replaceAll(' ', ''));
    const again = read(hex);
    expect(again.ok && formatGeneralName(again.value)).toBe(words);
    expect(again.ok && toHex(written(again.value))).toBe(hex.replaceAll(' ', ''));
    expect(formatGeneralName(one)).toBe(words);
  });

  it.each([
    ['a tag the choice has not', '8900', 'unexpected-tag'],
    ['dNSName beyond ASCII', '8201 e9', 'bad-string'],
    ['an address of five octets', '8705 7f00000100', 'bad-ip-address'],
    ['an address of none', '8700', 'bad-ip-address'],
    ['an address range, which only constraints have', '8708 7f000001 ff000000', 'bad-ip-address'],
    ['a directory name with more behind it', 'a404 3000 0500', 'trailing-data'],
    ['an implicit directory name', '8402 3000', 'unexpected-tag'],
    ['a registered ID of no octets', '8800', 'bad-oid'],
  ])('%s is refused', (_, hex, code) => {
    expect(read(hex)).toMatchObject({ ok: false, error: { code } });
  });

  it.each(['app.test', '127.1', '::1%lo', ''])('"%s" is written as no address', (value) => {
    expect(attempt(() => written({ kind: 'ip', value }))).toMatchObject({
      ok: false,
      error: { code: 'bad-ip-address' },
    });
  });
});

describe('RFC 5280 §4.2.1.10 NameConstraints', () => {
  const read = (hex: string) => attempt(() => DerReader.document(bytes(hex), readNameConstraints));
  const written = (constraints: Parameters<typeof writeNameConstraints>[1]) =>
    toHex(
      DerWriter.encode((writer) => {
        writeNameConstraints(writer, constraints);
      }),
    );

  it('permitted subtrees are [0], excluded ones [1], an empty list is left out', () => {
    const permitted = [{ kind: 'dns', base: 'test' }] as const;
    const excluded = [{ kind: 'ip', base: '10.0.0.0/8' }] as const;
    expect(written({ permitted, excluded })).toBe('3018a0083006820474657374a10c300a87080a000000ff000000');
    expect(written({ permitted, excluded: [] })).toBe('300aa0083006820474657374');
    expect(written({ permitted: [], excluded })).toBe('300ea10c300a87080a000000ff000000');
    expect(read('3018a0083006820474657374a10c300a87080a000000ff000000')).toEqual({
      ok: true,
      value: { permitted, excluded },
    });
  });

  it.each([
    ['fd00::/8', `fd${'00'.repeat(15)}ff${'00'.repeat(15)}`],
    ['::1/128', `${'00'.repeat(15)}01${'ff'.repeat(16)}`],
    ['0.0.0.0/0', '0000000000000000'],
    ['10.0.0.0/255.0.255.0', '0a000000ff00ff00'],
  ])('the range %s is %s', (base, hex) => {
    const der = written({ permitted: [{ kind: 'ip', base }], excluded: [] });
    expect(der.endsWith(hex)).toBe(true);
    expect(read(der)).toMatchObject({ ok: true, value: { permitted: [{ kind: 'ip', base }] } });
  });

  it('a directory name, a leading dot and an unknown form are carried', () => {
    const hex = [
      '3026',
      'a024',
      '3010 a40e 300c 310a 3008 0603550403 0c01 61',
      '3007 8205 2e74657374',
      '3007 a005 0601 2a 0500',
    ]
      .join('')
      .replaceAll(' ', '');
    const result = read(hex);
    expect(result).toMatchObject({
      ok: true,
      value: { permitted: [{ kind: 'directory' }, { kind: 'dns', base: '.test' }, { kind: 'other' }] },
    });
    expect(result.ok && written(result.value)).toBe(hex);
  });

  it.each([
    ['an address range of six octets', '300c a00a 3008 8706 0a000000ff00', 'bad-ip-address'],
    ['a single address', '300a a008 3006 8704 0a000001', 'bad-ip-address'],
    [
      'a minimum, which DER leaves out at 0 and RFC 5280 forbids above',
      '300d a00b 3009 8204 74657374 8001 01',
      'trailing-data',
    ],
    ['a maximum', '300d a00b 3009 8204 74657374 8101 01', 'trailing-data'],
    ['excluded before permitted', '3014 a1083006820474657374 a0083006820474657374', 'trailing-data'],
    ['a third list', '300a a2083006820474657374', 'trailing-data'],
  ])('%s is refused', (_, hex, code) => {
    expect(read(hex)).toMatchObject({ ok: false, error: { code } });
  });
});
