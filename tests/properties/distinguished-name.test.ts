// Names: whatever words go in come out again, in UTF-8; whatever octets come in give a name or a reason.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, toHex } from '../../src/codec/bytes';
import { DerReader } from '../../src/codec/der-reader';
import {
  distinguishedName,
  formatDistinguishedName,
  readDistinguishedName,
  type NameAttribute,
} from '../../src/codec/distinguished-name';
import { attributeTypes } from '../../src/codec/attribute-type';
import { attempt } from '../../src/codec/malformed';

const attribute: fc.Arbitrary<NameAttribute> = fc.record({
  type: fc.oneof(
    fc.constantFrom(...attributeTypes.map(({ oid }) => oid)),
    fc.nat(9999).map((arc) => `1.3.6.1.4.1.${arc}`),
  ),
  value: fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string(),
    fc.constantFrom('', ' ', '#', 'a,b', 'ä', '\u0000', '\ufeff'),
  ),
});
const read = (der: Uint8Array) => attempt(() => DerReader.document(der, readDistinguishedName));

describe('distinguished names', () => {
  it('attributes → octets → attributes, one to an RDN', () => {
    fc.assert(
      fc.property(fc.array(attribute, { maxLength: 12 }), (attributes) => {
        const name = distinguishedName(attributes);
        expect(read(name.der)).toEqual({
          ok: true,
          value: { rdns: attributes.map((one) => [one]), der: name.der },
        });
      }),
      { numRuns: 400 },
    );
  });

  it('in words every special character is escaped, so that the separators found are those set', () => {
    fc.assert(
      fc.property(fc.array(attribute, { minLength: 1, maxLength: 6 }), (attributes) => {
        const words = formatDistinguishedName(distinguishedName(attributes));
        const bare = words.replace(/\\[^]/gu, '');
        expect(bare.split(',')).toHaveLength(attributes.length);
        expect(bare.split('=')).toHaveLength(attributes.length + 1);
      }),
      { numRuns: 400 },
    );
  });

  it('one octet changed anywhere still gives a name or a reason, and a name keeps its octets', () => {
    fc.assert(
      fc.property(
        fc.array(attribute, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(255),
        (attributes, at, octet) => {
          const der = concat(distinguishedName(attributes).der);
          der[at % der.length] = octet;
          const name = read(der);
          if (name.ok) expect(toHex(name.value.der)).toBe(toHex(der));
        },
      ),
      { numRuns: 600 },
    );
  });
});
