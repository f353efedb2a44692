// RFC 4291 §2.2 (text in), RFC 5952 (text out), RFC 5280 §4.2.1.6 and §4.2.1.10 (octets).
// Node's own parser and the URL Standard's serializer share no code with ours and are the judges.
import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/codec/bytes';
import {
  formatAddressRange,
  formatIpAddress,
  parseAddressRange,
  parseIpAddress,
} from '../../src/codec/ip-address';

const hexOf = (text: string): string | undefined => {
  const octets = parseIpAddress(text);
  return octets && toHex(octets);
};
const textOf = (hex: string): string | undefined => formatIpAddress(fromHex(hex) ?? new Uint8Array());

describe('IPv4 text', () => {
  it.each([
    ['127.0.0.1', '7f000001'],
    ['0.0.0.0', '00000000'],
    ['255.255.255.255', 'ffffffff'],
    ['10.0.2.2', '0a000202'],
  ])('%s ⇄ %s', (text, hex) => {
    expect(hexOf(text)).toBe(hex);
    expect(textOf(hex)).toBe(text);
  });

  it.each([
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0x7f000001',
    '010.0.0.1',
    '10.0.0.01',
    '256.0.0.1',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.4.',
    '.1.2.3.4',
    '1..2.3',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '1.2.3.4/32',
    '+1.2.3.4',
    '1.2.3.-4',
    '١.٢.٣.٤',
    '[127.0.0.1]',
    '',
  ])('refuses %j', (text) => {
    expect(parseIpAddress(text)).toBeUndefined();
  });
});

describe('IPv6 text', () => {
  it.each([
    // RFC 4291 §2.2
    ['ABCD:EF01:2345:6789:ABCD:EF01:2345:6789', 'abcdef0123456789abcdef0123456789'],
    ['2001:DB8:0:0:8:800:200C:417A', '20010db80000000000080800200c417a'],
    ['FF01::101', 'ff010000000000000000000000000101'],
    ['::1', '00000000000000000000000000000001'],
    ['::', '00000000000000000000000000000000'],
    ['0:0:0:0:0:0:13.1.68.3', '0000000000000000000000000d014403'],
    ['::13.1.68.3', '0000000000000000000000000d014403'],
    ['::FFFF:129.144.52.38', '00000000000000000000ffff81903426'],
    ['ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255', 'f'.repeat(32)],
    ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
    ['::2:3:4:5:6:7:8', '00000002000300040005000600070008'],
  ])('%s → %s', (text, hex) => {
    expect(hexOf(text)).toBe(hex);
  });

  it.each([
    // RFC 5952 §4.1 to §5
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::AAAA', '2001:db8::aaaa'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('%s is written %s', (text, canonical) => {
    expect(formatIpAddress(parseIpAddress(text) ?? new Uint8Array())).toBe(canonical);
  });

  it.each([
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::12345',
    '::g',
    'fe80::1%eth0',
    'fe80::1%251',
    '[::1]',
    '::1/128',
    '::01.2.3.4',
    '::256.2.3.4',
    '::1.2.3',
    '1.2.3.4::',
    '::1.2.3.4:5',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    ' ::1',
    '::1\n',
  ])('refuses %j', (text) => {
    expect(parseIpAddress(text)).toBeUndefined();
  });
});

describe('any address', () => {
  const piece = fc.constantFrom(
    ':',
    '::',
    ':',
    '0',
    '1',
    'ab',
    'FFFF',
    '10000',
    '00001',
    '1.2.3.4',
    '.',
    '255',
  );

  it('is read exactly where Node reads one', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6(),
          fc.array(piece, { maxLength: 17 }).map((p) => p.join('')),
        ),
        (text) => {
          expect(parseIpAddress(text)?.length).toBe(isIPv4(text) ? 4 : isIPv6(text) ? 16 : undefined);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('reads back from its text, which is the one a browser shows', () => {
    const group = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const octets = Uint8Array.from(groups.flatMap((value) => [value >> 8, value & 0xff]));
        const text = formatIpAddress(octets) ?? '';
        expect(parseIpAddress(text)).toEqual(octets);
        // The URL Standard has no mixed form.
        if (!text.includes('.')) expect(new URL(`http://[${text}]`).hostname).toBe(`[${text}]`);
      }),
      { numRuns: 500 },
    );
  });

  it('has 4 or 16 octets and no other number', () => {
    for (let length = 0; length <= 40; length++) {
      expect(formatIpAddress(new Uint8Array(length)) !== undefined).toBe(length === 4 || length === 16);
      expect(formatAddressRange(new Uint8Array(length)) !== undefined).toBe(length === 8 || length === 32);
    }
  });
});

describe('address ranges', () => {
  it.each([
    ['10.0.0.0/8', '0a000000ff000000'],
    ['172.16.0.0/12', 'ac100000fff00000'],
    ['0.0.0.0/0', '0000000000000000'],
    ['127.0.0.1/32', '7f000001ffffffff'],
    ['10.1.2.3/8', '0a010203ff000000'],
    ['192.0.2.0/255.0.255.0', 'c0000200ff00ff00'],
    ['fe80::/10', 'fe800000000000000000000000000000ffc00000000000000000000000000000'],
    ['::/0', '00'.repeat(32)],
    ['::1/128', `${'00'.repeat(15)}01${'ff'.repeat(16)}`],
  ])('%s ⇄ %s', (text, hex) => {
    expect(toHex(parseAddressRange(text) ?? new Uint8Array())).toBe(hex);
    expect(formatAddressRange(fromHex(hex) ?? new Uint8Array())).toBe(text);
  });

  it('takes a mask in place of a prefix length', () => {
    expect(parseAddressRange('10.0.0.0/255.0.0.0')).toEqual(parseAddressRange('10.0.0.0/8'));
  });

  it.each([
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '::/129',
    '10.0.0.0/ff::',
    '10/8',
    '/8',
    '10.0.0.0/8/8',
  ])('refuses %j', (text) => {
    expect(parseAddressRange(text)).toBeUndefined();
  });

  it('read back to the same octets, whatever the mask', () => {
    const octets = fc.constantFrom(8, 32).chain((n) => fc.uint8Array({ minLength: n, maxLength: n }));
    fc.assert(
      fc.property(octets, (range) => {
        expect(parseAddressRange(formatAddressRange(range) ?? '')).toEqual(range);
      }),
    );
  });
});
