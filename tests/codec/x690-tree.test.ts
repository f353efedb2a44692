// X.690 §8: any octets as a tree to look at. Every octet is in one node, faults are nodes or notes and cost nothing beside them.
import { describe, expect, it } from 'vitest';
import { Asn1Tree, MAX_ASN1_DEPTH, SLICE } from '../../src/codec/asn1-tree';
import { concat, fromHex, utf8, type Bytes } from '../../src/codec/bytes';
import { outline, uncovered } from '../support/asn1-outline';

const octets = (hex: string): Bytes => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable('not hex');
const drawn = (hex: string) => outline(new Asn1Tree(octets(hex)));

describe('draws', () => {
  it.each<[string, string, readonly string[]]>([
    ['nothing', '', []],
    ['a sequence', '30 03 02 01 05', ['0 universal 16 short 2+3', '.2 universal 2 short 2+1 5']],
    [
      'an indefinite length',
      '30 80 05 00 00 00',
      ['0 universal 16 indefinite 2+2', '.2 universal 5 short 2+0'],
    ],
    ['one value after another', '05 00 05 00', ['0 universal 5 short 2+0', '2 universal 5 short 2+0']],
    ['a padded length', '02 81 01 05', ['0 universal 2 non-minimal 3+1 5']],
    ['a length of eight octets', '02 88 00 00 00 00 00 00 00 01 05', ['0 universal 2 non-minimal 10+1 5']],
    ['a high tag number', 'bf 87 68 02 05 00', ['0 context 1000 short 4+2', '.4 universal 5 short 2+0']],
    ['tags of other classes', '41 00 c2 00', ['0 application 1 short 2+0', '2 private 2 short 2+0']],
    [
      'a document in an OCTET STRING',
      '04 05 30 03 02 01 05',
      ['0 universal 4 short 2+5 30 03 02 01 05', '.2 universal 16 short 2+3', '..4 universal 2 short 2+1 5'],
    ],
    [
      'a document in a BIT STRING, behind the count of unused bits',
      '03 03 00 30 00',
      ['0 universal 3 short 2+3 0011000000000000', '.3 universal 16 short 2+0'],
    ],
    [
      'octets that are no document: an identifier, a point of a curve, a member too many',
      '04 03 01 02 03 03 04 00 04 01 07 04 05 30 03 02 02 05',
      [
        '0 universal 4 short 2+3 01 02 03',
        '5 universal 3 short 2+4 000001000000000100000111',
        '11 universal 4 short 2+5 30 03 02 02 05',
      ],
    ],
  ])('%s', (_, hex, lines) => {
    expect(drawn(hex)).toEqual(lines);
  });
});

describe('says where it ends, and shows the rest', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'contents cut short',
      '30 05 02 01 05',
      ['0 universal 16 short 2+3 truncated', '.2 universal 2 short 2+1 5'],
    ],
    [
      'a member longer than its container',
      '30 03 02 05 05 05 00',
      ['0 universal 16 short 2+3', '.2 universal 2 short 2+1 5 truncated', '5 universal 5 short 2+0'],
    ],
    ['4 GB', '30 84 ff ff ff ff 05 00', ['0 universal 16 long 6+2 truncated', '.6 universal 5 short 2+0']],
    ['a length cut short', '05 00 30 82 01', ['0 universal 5 short 2+0', '2 unreadable 3 truncated']],
    [
      'a reserved length',
      '30 02 04 ff 05 00',
      ['0 universal 16 short 2+2', '.2 unreadable 2 length-form', '4 universal 5 short 2+0'],
    ],
    [
      'an identifier alone',
      '30 01 02 05 00',
      ['0 universal 16 short 2+1', '.2 unreadable 1 truncated', '3 universal 5 short 2+0'],
    ],
    ['a tag number without end', '1f ff ff ff ff ff 7f 00', ['0 unreadable 8 tag-form']],
    ['an indefinite primitive', '04 80 00 00', ['0 unreadable 4 length-form']],
    [
      'an indefinite length without end',
      '30 80 30 80 05 00 00 00',
      [
        '0 universal 16 indefinite 2+6 truncated',
        '.2 universal 16 indefinite 2+2',
        '..4 universal 5 short 2+0',
      ],
    ],
    ['an end of nothing', '00 00 05 00', ['0 universal 0 short 2+0 tag-form', '2 universal 5 short 2+0']],
  ])('%s', (_, hex, lines) => {
    expect(drawn(hex)).toEqual(lines);
  });
});

describe('keeps its hands full only with what is asked for', () => {
  it('slices a long list, each from where the last ended', () => {
    const members = octets('0500'.repeat(2 * SLICE + 1));
    const tree = new Asn1Tree(members);
    const first = tree.roots();
    const second = tree.roots(first.next);
    const third = tree.roots(second.next);
    expect([first, second, third].map(({ nodes }) => nodes.length)).toEqual([SLICE, SLICE, 1]);
    expect(third.next).toBeUndefined();
    expect(uncovered(tree)).toEqual([]);
  });

  it.each([
    ['definite', (levels: number) => nested(levels)],
    ['indefinite', (levels: number) => octets('3080'.repeat(levels) + '0000'.repeat(levels))],
    ['indefinite without end', (levels: number) => octets('3080'.repeat(levels))],
  ])('%s lengths nested twice as deep as is opened', (_, build) => {
    const tree = new Asn1Tree(build(2 * MAX_ASN1_DEPTH));
    const innermost = tree.bytes.lastIndexOf(0x30);
    const path = tree.pathTo(innermost);
    expect(path.at(-1)).toMatchObject({
      depth: MAX_ASN1_DEPTH,
      kind: 'unreadable',
      problem: { code: 'too-deep' },
    });
  });

  it('50 MB of members', () => {
    const members = new Uint8Array(Buffer.alloc(50 * 1024 * 1024, '0500', 'hex'));
    const tree = new Asn1Tree(concat(octets('30 84 03 20 00 00'), members));
    const root = tree.roots().nodes[0] ?? expect.unreachable();
    if (!tree.hasChildren(root)) return expect.unreachable();
    expect(tree.children(root).next).toBe(6 + 2 * SLICE);
    expect(tree.pathTo(members.length).at(-1)).toMatchObject({ start: members.length, depth: 1 });
  });
});

it('leads from a byte to its field', () => {
  const tree = new Asn1Tree(octets('30 08 02 01 05 04 03 02 01 07 05 00'));
  const starts = (offset: number) => tree.pathTo(offset).map(({ start }) => start);
  expect(starts(0)).toEqual([0]);
  expect(starts(4)).toEqual([0, 2]);
  expect(starts(6)).toEqual([0, 5]);
  expect(starts(9)).toEqual([0, 5, 7]);
  expect(starts(10)).toEqual([10]);
  expect(starts(12)).toEqual([]);
});

describe('primitive values', () => {
  it.each<[string, string, string]>([
    ['TRUE', '01 01 ff', 'TRUE'],
    ['a negative number', '02 01 80', '-128'],
    ['a number beyond 2^64', '02 09 01 00 00 00 00 00 00 00 00', '18446744073709551616'],
    ['a number of no octets', '02 00', ' bad-integer'],
    ['an identifier', '06 03 55 1d 11', '2.5.29.17'],
    ['an unfinished identifier', '06 02 55 9d', '55 9d bad-oid'],
    ['named bits', '03 02 05 a0', '101'],
    ['bits with noise in the padding', '03 02 03 a1', '10100 bad-bit-string'],
    ['padding of eight bits', '03 02 08 00', '08 00 bad-bit-string'],
    ['UTCTime', '17 0d 34 39 31 32 33 31 32 33 35 39 35 39 5a', '2049-12-31 23:59:59 UTC'],
    [
      'UTCTime of the last century',
      '17 0d 35 30 30 31 30 31 30 30 30 30 30 30 5a',
      '1950-01-01 00:00:00 UTC',
    ],
    ['GeneralizedTime to the hour', '18 0a 32 30 32 36 31 31 32 32 30 32', '2026-11-22 02:00'],
    ['a time that is none', '17 03 61 62 63', 'abc bad-time'],
    ['BMPString', '1e 04 00 41 20 2e', 'A‹U+202E›'],
    ['UniversalString', '1c 04 00 01 f5 12', '🔒'],
    ['UTF-8 that is not', '0c 02 41 ff', 'A\ufffd bad-string'],
    ['a name under a context tag', '82 03 61 2e 62', 'a.b'],
    ['an address under a context tag', '87 04 7f 00 00 01', '7f 00 00 01'],
  ])('%s', (_, hex, text) => {
    expect(drawn(hex).map((line) => line.replace(/^\d+ \w+ \d+ \w+ 2\+\d+ ?/, ''))).toEqual([text.trim()]);
  });

  it('of a megabyte: their head, and a count of the rest', () => {
    for (const tag of ['02', '04', '06', '0c', '03', '82']) {
      const tree = new Asn1Tree(
        concat(octets(`${tag} 83 10 00 00`), new Uint8Array(0x10_0000).fill(0x61, 1)),
      );
      expect(outline(tree)[0]?.length).toBeLessThan(13_000);
      expect(outline(tree)[0]).toMatch(/ … 1044\d{3}\b/);
    }
  });

  it('show what would not be seen, or would turn what stands around it', () => {
    const text = utf8('a\u0000\u001b[31m\u202e\u200b\u2028\u00a0é');
    const tree = new Asn1Tree(concat(new Uint8Array([0x0c, text.length]), text));
    expect(outline(tree)).toEqual([
      `0 universal 12 short 2+${text.length} a‹U+0000›‹U+001B›[31m‹U+202E›‹U+200B›‹U+2028›‹U+00A0›é`,
    ]);
  });
});

/** Values within values, with the lengths they need. */
function nested(levels: number): Bytes {
  const headers: Bytes[] = [];
  let length = 0;
  for (let level = 0; level < levels; level++) {
    const header =
      length < 0x80 ? [0x30, length] : [0x30, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
    headers.push(new Uint8Array(header));
    length += header.length;
  }
  return concat(...headers.reverse());
}
