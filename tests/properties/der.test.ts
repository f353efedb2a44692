// The DER core under any octets: a reader answers with a value or a reason, at once; a writer's octets read back as meant.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, toHex } from '../../src/codec/bytes';
import { DerReader, MAX_DEPTH } from '../../src/codec/der-reader';
import { DerWriter } from '../../src/codec/der-writer';
import { attempt, type Result } from '../../src/codec/malformed';
import * as Tag from '../../src/codec/tag';

const octets = (maxLength = 64) => fc.uint8Array({ maxLength }).map((array) => new Uint8Array(array));

const verbs: Readonly<Record<string, (reader: DerReader) => unknown>> = {
  boolean: (reader) => reader.boolean(),
  integerOctets: (reader) => reader.integerOctets(),
  smallInteger: (reader) => reader.smallInteger(),
  null: (reader) => {
    reader.null();
  },
  oid: (reader) => reader.oid(),
  octetString: (reader) => reader.octetString(),
  bitStringOctets: (reader) => reader.bitStringOctets(),
  namedBits: (reader) => reader.namedBits(),
  ia5String: (reader) => reader.ia5String(),
  utf8String: (reader) => reader.utf8String(),
  contents: (reader) => reader.contents(),
  element: (reader) => reader.element(),
  sequence: (reader) => reader.sequence(),
};

/** Octets that start like something: random ones alone hardly ever get past the first tag. */
const plausible = fc.oneof(
  octets(),
  fc
    .tuple(
      fc.constantFrom(1, 2, 3, 4, 5, 6, 0x0c, 0x16, 0x17, 0x18, 0x30, 0x31, 0x80, 0xa0, 0xa3, 0x1f),
      fc.oneof(
        fc.integer({ min: 0, max: 40 }).map((length) => [length]),
        fc.constantFrom([0x80], [0x81, 3], [0x81, 0x80], [0x82, 0, 3], [0x84, 255, 255, 255, 255], [0xff]),
      ),
      octets(40),
    )
    .map(([tag, length, contents]) => concat(new Uint8Array([tag, ...length]), contents)),
);

describe('any octets', () => {
  it.each(Object.entries(verbs))('%s answers with a value or a reason', (_, verb) => {
    fc.assert(
      fc.property(plausible, (bytes) => {
        const result: Result<unknown> = attempt(() => DerReader.document(bytes, verb));
        if (!result.ok) expect(result.error.offset).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 200 },
    );
  });

  it('a tree is walked to its end or to a reason, never beyond either', () => {
    const walk = (reader: DerReader, seen: { values: number }): void => {
      while (!reader.done) {
        seen.values++;
        const before = reader.offset;
        if ((reader.peek() & 0x20) !== 0) walk(reader.enter(reader.peek()), seen);
        else reader.skip();
        expect(reader.offset).toBeGreaterThan(before);
        expect(reader.offset).toBeLessThanOrEqual(reader.end);
      }
    };
    fc.assert(
      fc.property(fc.array(plausible, { maxLength: 6 }), (parts) => {
        const bytes = concat(...parts);
        const seen = { values: 0 };
        attempt(() => {
          walk(new DerReader(bytes), seen);
        });
        expect(seen.values).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 500 },
    );
  });

  it('nesting of any depth ends at the limit, however long the lengths claim to be', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.constantFrom([0x30, 0x80], [0x30, 0x7f], [0x31, 0x02]),
        (depth, header) => {
          const bytes = new Uint8Array(Array.from({ length: depth }, () => header).flat());
          const result = attempt(() => {
            let reader = new DerReader(bytes);
            let levels = 0;
            for (; !reader.done; levels++) reader = reader.enter(reader.peek());
            return levels;
          });
          expect(!result.ok || result.value <= MAX_DEPTH).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('what is written is read', () => {
  const roundTrip = <T>(write: (writer: DerWriter) => unknown, read: (reader: DerReader) => T): T =>
    DerReader.document(
      DerWriter.encode((writer) => {
        write(writer);
      }),
      read,
    );

  it('integers of any size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 512n }), (value) => {
        const contents = roundTrip(
          (writer) => writer.integer(value),
          (reader) => reader.integerOctets(),
        );
        expect(BigInt(`0x${toHex(contents)}`)).toBe(value);
        expect(contents[0]).toBeLessThan(0x80);
      }),
      { numRuns: 300 },
    );
  });

  it('magnitudes with any leading zeros: the same number, shortest form', () => {
    fc.assert(
      fc.property(octets(24), fc.nat(5), (magnitude, zeros) => {
        const padded = concat(new Uint8Array(zeros), magnitude);
        const one = DerWriter.encode((writer) => writer.unsignedInteger(magnitude));
        expect(DerWriter.encode((writer) => writer.unsignedInteger(padded))).toEqual(one);
        expect(BigInt(`0x${toHex(DerReader.document(one, (reader) => reader.integerOctets()))}`)).toBe(
          BigInt(`0x0${toHex(magnitude)}`),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('named bits', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(63), { maxLength: 20 }), (bits) => {
        expect(
          roundTrip(
            (writer) => writer.namedBits(bits),
            (reader) => reader.namedBits(),
          ),
        ).toEqual([...bits].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  it('text, lone surrogates becoming U+FFFD', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(
          roundTrip(
            (writer) => writer.string(Tag.UTF8_STRING, text),
            (reader) => reader.utf8String(),
          ),
        ).toBe(Buffer.from(text).toString());
      }),
      { numRuns: 300 },
    );
  });

  it('octet strings and whole octets of bit strings, of lengths around every border of the length octets', () => {
    const lengths = fc.oneof(fc.nat(300), fc.constantFrom(127, 128, 255, 256, 65_535, 65_536));
    fc.assert(
      fc.property(lengths, fc.nat(255), (length, fill) => {
        const contents = new Uint8Array(length).fill(fill);
        const read = roundTrip(
          (writer) => writer.sequence(() => writer.octetString(contents).bitString(contents)),
          (reader) => {
            const sequence = reader.sequence();
            const both = [sequence.octetString(), sequence.bitStringOctets()];
            sequence.finish();
            return both;
          },
        );
        expect(read.map((part) => toHex(part))).toEqual([toHex(contents), toHex(contents)]);
      }),
      { numRuns: 60 },
    );
  });

  it('trees: the writer’s lengths are those a second writer finds by building inside out', () => {
    type Tree = Uint8Array | readonly Tree[];
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        octets(200),
        fc.array(tie('tree'), { maxLength: 4 }),
      ),
    }));
    const write = (writer: DerWriter, one: Tree): void => {
      if (one instanceof Uint8Array) writer.octetString(one);
      else
        writer.sequence(() => {
          for (const part of one) write(writer, part);
        });
    };
    const inside = (one: Tree): Uint8Array =>
      DerWriter.encode((writer) =>
        one instanceof Uint8Array
          ? writer.octetString(one)
          : writer.primitive(Tag.SEQUENCE, concat(...one.map(inside))),
      );
    fc.assert(
      fc.property(tree, (one) => {
        expect(
          toHex(
            DerWriter.encode((writer) => {
              write(writer, one);
            }),
          ),
        ).toBe(toHex(inside(one)));
      }),
      { numRuns: 200 },
    );
  });

  it('SET OF is ordered and holds what it was given', () => {
    const member = octets(20).map((contents) => DerWriter.encode((writer) => writer.octetString(contents)));
    fc.assert(
      fc.property(fc.array(member, { maxLength: 8 }), (members) => {
        const read = roundTrip(
          (writer) => writer.setOf(members),
          (reader) => {
            const set = reader.set();
            const found: string[] = [];
            while (!set.done) found.push(toHex(set.element()));
            return found;
          },
        );
        // Hex of octet strings sorts as X.690 §11.6 does: every one of them starts with its tag and length.
        expect(read).toEqual(members.map((one) => toHex(one)).sort());
      }),
      { numRuns: 200 },
    );
  });
});
