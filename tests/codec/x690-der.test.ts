// X.690 (02/2021): the Distinguished Encoding Rules, rule by rule. Octets are written out in hex, so that reader and
// writer are each held against the standard's own words and not against one another.
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/codec/bytes';
import { DerReader, MAX_DEPTH } from '../../src/codec/der-reader';
import { DerWriter } from '../../src/codec/der-writer';
import { attempt } from '../../src/codec/malformed';
import { decodeOid, encodeOid, MAX_OID_OCTETS } from '../../src/codec/oid';
import * as Tag from '../../src/codec/tag';

const bytes = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable(`not hex: ${hex}`);

/** The value, or the code of what is wrong. */
function read<T>(hex: string, one: (reader: DerReader) => T): T | string {
  const result = attempt(() => DerReader.document(bytes(hex), one));
  return result.ok ? result.value : result.error.code;
}
const written = (write: (writer: DerWriter) => void) => toHex(DerWriter.encode(write));

describe('X.690 §8.1.2 identifier octets', () => {
  it.each([
    ['BOOLEAN', Tag.BOOLEAN, 1, false],
    ['INTEGER', Tag.INTEGER, 2, false],
    ['BIT STRING', Tag.BIT_STRING, 3, false],
    ['OCTET STRING', Tag.OCTET_STRING, 4, false],
    ['NULL', Tag.NULL, 5, false],
    ['OBJECT IDENTIFIER', Tag.OBJECT_IDENTIFIER, 6, false],
    ['UTF8String', Tag.UTF8_STRING, 12, false],
    ['SEQUENCE', Tag.SEQUENCE, 16, true],
    ['SET', Tag.SET, 17, true],
    ['NumericString', Tag.NUMERIC_STRING, 18, false],
    ['PrintableString', Tag.PRINTABLE_STRING, 19, false],
    ['TeletexString', Tag.TELETEX_STRING, 20, false],
    ['IA5String', Tag.IA5_STRING, 22, false],
    ['UTCTime', Tag.UTC_TIME, 23, false],
    ['GeneralizedTime', Tag.GENERALIZED_TIME, 24, false],
    ['VisibleString', Tag.VISIBLE_STRING, 26, false],
    ['UniversalString', Tag.UNIVERSAL_STRING, 28, false],
    ['BMPString', Tag.BMP_STRING, 30, false],
  ])('%s is 0x%x: number %d, constructed %s', (_, tag, number, constructed) => {
    expect(tag).toBe(number | (constructed ? 0x20 : 0));
  });

  it('context tags carry class 10, EXPLICIT ones are constructed', () => {
    expect([Tag.implicit(0), Tag.implicit(8), Tag.explicit(0), Tag.explicit(3)]).toEqual([
      0x80, 0x88, 0xa0, 0xa3,
    ]);
  });

  it.each(['1f 1f 01 00', '3f 81 00 01 00', '9f 1e 01 00', 'ff ff ff ff 7f 00'])(
    'high tag numbers are refused: %s',
    (hex) => {
      expect(
        read(hex, (reader) => {
          reader.skip();
        }),
      ).toBe('tag-form');
    },
  );

  it('another type than asked for is refused', () => {
    expect(read('0400', (reader) => reader.integerOctets())).toBe('unexpected-tag');
    // A primitive SEQUENCE and a constructed OCTET STRING differ from the proper ones in bit 6 alone.
    expect(read('1000', (reader) => reader.sequence().done)).toBe('unexpected-tag');
    expect(read('2400', (reader) => reader.octetString())).toBe('unexpected-tag');
  });
});

describe('X.690 §8.1.3 and §10.1 length octets', () => {
  const contentLength = (hex: string) => read(hex, (reader) => reader.octetString().length);

  it.each([
    [0, '0400'],
    [1, '0401'],
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_535, '0482ffff'],
    [65_536, '0483010000'],
    [16_777_216, '048401000000'],
  ])('%d octets take the shortest form', (length, header) => {
    const contents = new Uint8Array(length);
    const der = DerWriter.encode((writer) => writer.octetString(contents));
    expect(toHex(der.subarray(0, header.length / 2))).toBe(header);
    expect(der.length).toBe(header.length / 2 + length);
    expect(DerReader.document(der, (reader) => reader.octetString().length)).toBe(length);
  });

  it.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])(
    'a constructed value around %d octets of contents takes the shortest form too',
    (length) => {
      const contents = new Uint8Array(length).fill(0x5a);
      const der = DerWriter.encode((writer) => writer.sequence(() => writer.raw(contents).raw(contents)));
      const direct = DerWriter.encode((writer) =>
        writer.primitive(Tag.SEQUENCE, new Uint8Array(2 * length).fill(0x5a)),
      );
      expect(toHex(der)).toBe(toHex(direct));
    },
  );

  it.each([
    ['indefinite', '24 80 0000', 'unexpected-tag'],
    ['indefinite, of a constructed type', '30 80 0000', 'length-form'],
    ['long form for 0', '04 81 00', 'length-form'],
    ['long form for 127', `04 81 7f ${'00'.repeat(127)}`, 'length-form'],
    ['two octets for 255', `04 82 00ff ${'00'.repeat(255)}`, 'length-form'],
    ['three octets for 256', `04 83 000100 ${'00'.repeat(256)}`, 'length-form'],
    ['five octets', '04 85 0000000000', 'length-form'],
    ['127 octets (0xff is reserved, §8.1.3.5 c)', '04 ff', 'length-form'],
    ['cut inside the length', '04 82 01', 'truncated'],
    ['no length at all', '04', 'truncated'],
    ['one octet more than there is', '04 02 00', 'truncated'],
    ['4 GiB less one', '04 84 ffffffff', 'truncated'],
    ['2^31, negative to a careless reader', '04 84 80000000', 'truncated'],
  ])('%s is refused', (_, hex, code) => {
    const tag = Number.parseInt(hex.slice(0, 2), 16);
    expect(
      tag === Tag.OCTET_STRING || tag === 0x24
        ? contentLength(hex)
        : read(hex, (reader) => reader.sequence().done),
    ).toBe(code);
  });

  it('an inner value cannot reach beyond the outer one', () => {
    expect(read('3003 0402 00 00', (reader) => reader.sequence().octetString().length)).toBe('truncated');
  });

  it('nothing is an end, not a value', () => {
    const reader = new DerReader(new Uint8Array());
    expect(reader.done).toBe(true);
    expect(reader.peek()).toBe(-1);
    expect(read('', (one) => one.octetString())).toBe('truncated');
  });
});

describe('trailing data', () => {
  it('octets after a document are refused', () => {
    expect(
      read('0500 00', (reader) => {
        reader.null();
      }),
    ).toBe('trailing-data');
  });

  it('and named by their offset', () => {
    const result = attempt(() =>
      DerReader.document(bytes('0500 0500'), (reader) => {
        reader.null();
      }),
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'trailing-data', offset: 2 } });
  });

  it('octets left in a SEQUENCE are refused by finish()', () => {
    expect(
      read('3004 0500 0500', (reader) => {
        const sequence = reader.sequence();
        sequence.null();
        sequence.finish();
      }),
    ).toBe('trailing-data');
  });
});

describe('X.690 §8.2 and §11.1 BOOLEAN', () => {
  it.each([
    ['0101ff', true],
    ['010100', false],
    ['010101', 'bad-boolean'],
    ['0101fe', 'bad-boolean'],
    ['0100', 'bad-boolean'],
    ['0102ffff', 'bad-boolean'],
  ])('%s is %s', (hex, value) => {
    expect(read(hex, (reader) => reader.boolean())).toBe(value);
  });

  it('is written as ff or 00', () => {
    expect(written((writer) => writer.boolean(true).boolean(false))).toBe('0101ff010100');
  });
});

describe('X.690 §8.3 INTEGER', () => {
  it.each([
    ['020100', '00'],
    ['02017f', '7f'],
    ['02020080', '0080'],
    ['020180', '80'],
    ['0202ff7f', 'ff7f'],
  ])('%s has contents %s', (hex, contents) => {
    const octets = read(hex, (reader) => reader.integerOctets());
    expect(typeof octets === 'string' ? octets : toHex(octets)).toBe(contents);
  });

  it.each([
    ['no contents (§8.3.1)', '0200'],
    ['nine leading zeros (§8.3.2)', '0202007f'],
    ['nine leading ones (§8.3.2)', '0202ff80'],
    ['zero in two octets', '02020000'],
    ['minus one in two octets', '0202ffff'],
  ])('%s is refused', (_, hex) => {
    expect(read(hex, (reader) => reader.integerOctets())).toBe('bad-integer');
  });

  it.each([
    ['020100', 0],
    ['02017f', 127],
    ['02020080', 128],
    ['02047fffffff', 2 ** 31 - 1],
    ['02050080000000', 'bad-integer'],
    ['0201ff', 'bad-integer'],
    ['020480000000', 'bad-integer'],
  ])('%s as a small number is %s', (hex, value) => {
    expect(read(hex, (reader) => reader.smallInteger())).toBe(value);
  });

  it.each([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [255, '020200ff'],
    [256, '02020100'],
    [2n ** 64n, '0209010000000000000000'],
  ])('%s is written as %s', (value, hex) => {
    expect(written((writer) => writer.integer(value))).toBe(hex);
  });

  it.each([
    ['', '020100'],
    ['00', '020100'],
    ['0000', '020100'],
    ['7f', '02017f'],
    ['80', '02020080'],
    ['0080', '02020080'],
    ['00000001', '020101'],
    ['ff'.repeat(20), `021500${'ff'.repeat(20)}`],
  ])('the magnitude %s is written as %s', (magnitude, hex) => {
    expect(written((writer) => writer.unsignedInteger(bytes(magnitude)))).toBe(hex);
  });
});

describe('X.690 §8.6 and §11.2 BIT STRING', () => {
  it('whole octets have no unused bits', () => {
    expect(written((writer) => writer.bitString(bytes('cafe')))).toBe('030300cafe');
    expect(read('030300cafe', (reader) => toHex(reader.bitStringOctets()))).toBe('cafe');
    expect(read('030100', (reader) => reader.bitStringOctets().length)).toBe(0);
    expect(read('030204f0', (reader) => reader.bitStringOctets())).toBe('bad-bit-string');
    expect(read('0300', (reader) => reader.bitStringOctets())).toBe('bad-bit-string');
  });

  it.each([
    [[], '030100'],
    [[0], '03020780'],
    [[5, 6], '03020106'],
    [[7], '03020001'],
    [[8], '0303070080'],
    [[0, 8], '0303078080'],
  ])('named bits %j are written as %s, trailing zero bits dropped (§11.2.2)', (bits, hex) => {
    expect(written((writer) => writer.namedBits(bits))).toBe(hex);
    expect(read(hex, (reader) => reader.namedBits())).toEqual(bits);
  });

  it('trailing zero bits are read over: OpenSSL and Go write them in key usages', () => {
    expect(read('03020780', (reader) => reader.namedBits())).toEqual([0]);
    expect(read('030200 80', (reader) => reader.namedBits())).toEqual([0]);
    expect(read('0303 00 8000', (reader) => reader.namedBits())).toEqual([0]);
  });

  it.each([
    ['eight unused bits (§8.6.2.2)', '03020800', 'bad-bit-string'],
    ['unused bits of nothing (§8.6.2.3)', '030101', 'bad-bit-string'],
    ['an unused bit that is set (§11.2.1)', '03020781', 'bad-bit-string'],
    ['no contents at all (§8.6.2.1)', '0300', 'bad-bit-string'],
    ['more bits than any list names', `030a00${'ff'.repeat(9)}`, 'too-large'],
  ])('%s is refused', (_, hex, code) => {
    expect(read(hex, (reader) => reader.namedBits())).toBe(code);
  });
});

describe('X.690 §8.8 NULL', () => {
  it('has no contents', () => {
    expect(written((writer) => writer.null())).toBe('0500');
    expect(
      read('050100', (reader) => {
        reader.null();
      }),
    ).toBe('bad-value');
  });
});

describe('X.690 §8.19 OBJECT IDENTIFIER', () => {
  it.each([
    ['1.2.840.113549.1.1.11', '2a864886f70d01010b'],
    ['2.5.29.17', '551d11'],
    ['0.9.2342.19200300.100.1.25', '0992268993f22c640119'],
    ['0.0', '00'],
    ['0.39', '27'],
    ['1.0', '28'],
    ['1.39', '4f'],
    ['2.0', '50'],
    ['2.47', '7f'],
    ['2.48', '8100'],
    // The example of §8.19.5.
    ['2.999.3', '883703'],
    ['2.25.329800735698586629295641978511506172918', '6983f09da7ebcfdee0c7a1a7b2c0948cc8f9d776'],
    ['2.16.840.1.101.3.4.3.17', '608648016503040311'],
  ])('%s ⇄ %s', (dotted, hex) => {
    expect(toHex(encodeOid(dotted))).toBe(hex);
    expect(decodeOid(bytes(hex))).toBe(dotted);
  });

  it.each(['', '1', '3.1', '1.40', '0.40', '1.2.', '.1.2', '1..2', '1.02', '1.2.x', '1.-2', ' 1.2', '1.2 '])(
    'the text "%s" is refused',
    (text) => {
      expect(attempt(() => encodeOid(text))).toMatchObject({ ok: false, error: { code: 'bad-oid' } });
    },
  );

  it.each([
    ['nothing', '', 'bad-oid'],
    ['an unfinished arc', '2a86', 'bad-oid'],
    ['an arc with leading zeros (§8.19.2)', '2a8001', 'bad-oid'],
    ['a first arc with leading zeros', '8001', 'bad-oid'],
  ])('%s is refused', (_, hex, code) => {
    expect(attempt(() => decodeOid(bytes(hex)))).toMatchObject({ ok: false, error: { code } });
  });

  it('arcs beyond 53 bits keep every digit', () => {
    for (const arc of [2n ** 45n, 2n ** 52n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n, 10n ** 38n]) {
      expect(decodeOid(encodeOid(`1.3.${arc}.7`))).toBe(`1.3.${arc}.7`);
      expect(decodeOid(encodeOid(`2.${arc}`))).toBe(`2.${arc}`);
    }
  });

  it('a megabyte of arcs is refused before it is printed', () => {
    const hostile = new Uint8Array(1_000_000).fill(1);
    expect(attempt(() => decodeOid(hostile))).toMatchObject({ ok: false, error: { code: 'too-large' } });
    expect(attempt(() => decodeOid(hostile, 0, MAX_OID_OCTETS)).ok).toBe(true);
    expect(attempt(() => encodeOid(`1.2${'.1'.repeat(MAX_OID_OCTETS)}`))).toMatchObject({
      ok: false,
      error: { code: 'too-large' },
    });
  });
});

describe('X.690 §8.21 restricted strings', () => {
  it('IA5String has no octet above 7f', () => {
    expect(read('1603 616263', (reader) => reader.ia5String())).toBe('abc');
    expect(read('1601 80', (reader) => reader.ia5String())).toBe('bad-string');
  });

  it.each([
    ['0c02 c3a4', 'ä'],
    ['0c03 efbbbf', '\ufeff'],
    ['0c04 f09f98ba', '😺'],
    ['0c02 c080', 'bad-string'],
    ['0c03 eda080', 'bad-string'],
    ['0c01 ff', 'bad-string'],
    ['0c02 c3', 'truncated'],
  ])('UTF8String %s is %j', (hex, text) => {
    expect(read(hex, (reader) => reader.utf8String())).toBe(text);
  });
});

describe('X.690 §11.6 SET OF', () => {
  it('members stand in ascending order, a shorter one before what it starts', () => {
    const members = ['0202 0100', '020105', '0400', '0c0161', '020104'].map(bytes);
    expect(written((writer) => writer.setOf(members))).toBe(
      '310f 020104 020105 02020100 0400 0c0161'.replaceAll(' ', ''),
    );
  });

  it('none and one are what they are', () => {
    expect(written((writer) => writer.setOf([]))).toBe('3100');
    expect(written((writer) => writer.setOf([bytes('0500')]))).toBe('31020500');
  });
});

describe('nesting', () => {
  const nested = (levels: number) => {
    let der = bytes('0500');
    for (let i = 0; i < levels; i++) {
      const inner = der;
      der = DerWriter.encode((writer) => writer.sequence(() => writer.raw(inner)));
    }
    return der;
  };
  const descend = (der: Uint8Array) =>
    attempt(() => {
      let reader = new DerReader(der);
      let depth = 0;
      for (; reader.peek() === Tag.SEQUENCE; depth++) reader = reader.sequence();
      return depth;
    });

  it(`${MAX_DEPTH} levels are read`, () => {
    expect(descend(nested(MAX_DEPTH))).toEqual({ ok: true, value: MAX_DEPTH });
  });

  it('one more is refused', () => {
    expect(descend(nested(MAX_DEPTH + 1))).toMatchObject({ ok: false, error: { code: 'too-deep' } });
  });
});
