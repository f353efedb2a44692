// Object identifiers: dotted text ⇄ octets, and nothing else gets through in either direction.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { attempt } from '../../src/codec/malformed';
import { decodeOid, encodeOid, MAX_OID_OCTETS } from '../../src/codec/oid';

const arc = fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, 2n ** 64n), fc.bigInt(2n ** 45n, 2n ** 54n));
const dotted = fc
  .oneof(
    fc.tuple(fc.constantFrom(0n, 1n), fc.bigInt(0n, 39n), fc.array(arc, { maxLength: 8 })),
    fc.tuple(fc.constant(2n), arc, fc.array(arc, { maxLength: 8 })),
  )
  .map(([first, second, rest]) => [first, second, ...rest].join('.'));

describe('object identifiers', () => {
  it('text → octets → text', () => {
    fc.assert(
      fc.property(dotted, (text) => {
        expect(decodeOid(encodeOid(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('octets → text → octets, or a reason', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
        const text = attempt(() => decodeOid(bytes));
        if (!text.ok) expect(['bad-oid', 'too-large']).toContain(text.error.code);
        // Arcs of more than 39 digits have no text form here.
        else if (!/\d{40}/.test(text.value)) expect(toHex(encodeOid(text.value))).toBe(toHex(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('any text is encoded or refused, never otherwise', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.]{0,40}$/)), (text) => {
        const octets = attempt(() => encodeOid(text));
        if (octets.ok) expect(decodeOid(octets.value)).toBe(text);
        else expect(['bad-oid', 'too-large']).toContain(octets.error.code);
      }),
      { numRuns: 1000 },
    );
  });

  it('one arc of every octet there may be is printed exactly', () => {
    const longest = new Uint8Array(MAX_OID_OCTETS).fill(0xff);
    longest[MAX_OID_OCTETS - 1] = 0x7f;
    expect(decodeOid(longest)).toBe(`2.${2n ** BigInt(7 * MAX_OID_OCTETS) - 1n - 80n}`);
  });
});
