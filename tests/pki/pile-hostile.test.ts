// Inputs made to hurt: each has an outcome, and the certificate behind it is there. What would be slow is made large enough for
// the test to run into its time limit.
import { beforeAll, describe, expect, it } from 'vitest';
import { concat, toBase64, utf8, type Bytes } from '../../src/codec/bytes';
import { DerWriter } from '../../src/codec/der-writer';
import { encodePem } from '../../src/codec/pem';
import { chainWithKey } from '../support/certificate-chain';
import { HeardPile } from '../support/pile';

const filled = (length: number, octet: number): Bytes => new Uint8Array(length).fill(octet);

/** `levels` SEQUENCEs within each other, with lengths that are true. */
function nested(levels: number): Bytes {
  const headers: Bytes[] = [];
  let length = 0;
  for (let level = 0; level < levels; level++) {
    const header =
      length < 128
        ? [0x30, length]
        : length < 65536
          ? [0x30, 0x82, length >> 8, length & 255]
          : [0x30, 0x83, length >> 16, (length >> 8) & 255, length & 255];
    headers.push(new Uint8Array(header));
    length += header.length;
  }
  return concat(...headers.reverse());
}

function revocationList(entries: number): Bytes {
  const time = utf8('260101000000Z');
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      const algorithm = () => writer.sequence(() => writer.oid('1.2.840.10045.4.3.2'));
      writer.sequence(() => {
        writer.integer(1);
        algorithm();
        writer.sequence(() => undefined);
        writer.primitive(0x17, time);
        writer.sequence(() => {
          for (let i = 0; i < entries; i++)
            writer.sequence(() => {
              writer.integer(i + 1);
              writer.primitive(0x17, time);
            });
        });
      });
      algorithm();
      writer.bitString(filled(70, 1));
    }),
  );
}

let leaf: Bytes;
beforeAll(async () => {
  ({ leaf } = await chainWithKey('ec-p256'));
});

describe.each<readonly [what: string, make: () => string | Bytes, expected: readonly string[]]>([
  ['10,000 nested SEQUENCEs', () => encodePem('CERTIFICATE', nested(10_000)), ['certificate']],
  [
    '4 GB of length',
    () => new Uint8Array([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30, 0x00]),
    ['unreadable truncated'],
  ],
  [
    '4 GB of length in armour',
    () => encodePem('CERTIFICATE', new Uint8Array([0x30, 0x84, 255, 255, 255, 255])),
    ['unreadable truncated'],
  ],
  [
    '10,000 indefinite lengths',
    () =>
      encodePem(
        'PKCS7',
        new Uint8Array(20_000).map((_, i) => (i % 2 ? 0x80 : 0x30)),
      ),
    ['unreadable truncated'],
  ],
  [
    'an OID of 1 MB',
    () =>
      encodePem(
        'CERTIFICATE',
        DerWriter.encode((w) => w.sequence(() => w.primitive(6, filled(1_000_000, 1)))),
      ),
    ['certificate'],
  ],
  [
    'an OID of one arc of 1 MB',
    () =>
      encodePem(
        'X',
        DerWriter.encode((w) =>
          w.sequence(() => w.primitive(6, concat(filled(1_000_000, 0x81), filled(1, 1)))),
        ),
      ),
    ['asn1'],
  ],
  ['a list of 100,000 revocations', () => revocationList(100_000), ['revocation-list']],
  ['32 MB of noise', () => new Uint8Array(32 * 2 ** 20).map((_, i) => (i * 2_654_435_761) >>> 24), []],
  ['32 MB of one letter', () => filled(32 * 2 ** 20, 0x41), []],
  [
    'a megabyte of BEGIN',
    () => '-----BEGIN CERTIFICATE-----\n'.repeat(2 ** 15),
    Array<string>(1000).fill('unreadable bad-pem'),
  ],
  ['half a megabyte of starts', () => 'MAMAMAMA,'.repeat(2 ** 16), []],
  ['JSON of a million brackets', () => '['.repeat(500_000) + '"kty"' + ']'.repeat(500_000), []],
])('%s', (_, make, expected) => {
  it('has its outcome, and its neighbours are read', { timeout: 30_000 }, async () => {
    const pile = new HeardPile();
    await pile.add(make());
    expect(pile.words.map((word) => word.replace(/^certificate .*/, 'certificate'))).toEqual(expected);
    await pile.add(leaf);
    expect(pile.words).toHaveLength(expected.length + 1);
    expect(pile.items.get(expected.length)?.octets).toEqual(leaf);
    await pile.relations();
  });
});

it('what stands behind a bad block in the same text is read', async () => {
  const pile = new HeardPile();
  const bad = `-----BEGIN CERTIFICATE-----\n${toBase64(filled(100, 0xff))}\n-----END CERTIFICATE-----\n`;
  await pile.add(bad + encodePem('CERTIFICATE', leaf));
  expect(pile.words).toEqual(['unreadable truncated', 'certificate']);
});

it('a BIT STRING of three unused bits is still a certificate, and proves nothing', async () => {
  const padded = Uint8Array.from(leaf);
  // The BIT STRING that reaches to the end is the signature; its first octet counts the unused bits.
  const at = leaf.findLastIndex((octet, i) => octet === 3 && i + 2 + (leaf[i + 1] ?? 0) === leaf.length);
  padded[at + 2] = 3;
  const pile = new HeardPile();
  await pile.add(encodePem('CERTIFICATE', padded));
  expect(pile.words).toEqual(['certificate']);
  expect((await pile.relations()).issuers).toEqual([]);
});

it('controls, HTML and bidirectional overrides in a label or a path stay text', async () => {
  const pile = new HeardPile();
  const path = '\u202egnp.<img src=x onerror=alert(1)>\u0000\u001b[31m';
  await pile.add(leaf, { path });
  expect(pile.items.get(0)?.sources[0]?.path).toBe(path);
});
