// PEM: what is written is read, in any surroundings; and no text makes the reader throw.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodePem, encodePem } from '../../src/codec/pem';

const label = fc.stringMatching(/^[!-,.-~]([- ]?[!-,.-~]){0,20}$/);
const header = fc.record({
  name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,15}$/),
  value: fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/),
});
/** Prose: anything that does not look like a boundary. */
const prose = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll('-----', ''));
const block = fc.record({
  label,
  headers: fc.array(header, { maxLength: 3 }),
  der: fc.uint8Array({ maxLength: 300 }),
});

it('decode ∘ encode is the identity, whatever stands around', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(prose, block), { maxLength: 5 }), prose, (blocks, tail) => {
      const text = blocks
        .map(([before, one]) => `${before}\n${encodePem(one.label, one.der, one.headers)}`)
        .join('');
      const read = decodePem(`${text}${tail}`);
      const expected = blocks.map(([, one]) => ({
        label: one.label,
        headers: one.headers,
        der: { ok: true, value: one.der },
      }));
      expect(read.map(({ label: name, headers, der }) => ({ label: name, headers, der }))).toEqual(expected);
    }),
  );
});

it('never throws, and every span lies in the text and after the last', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('-----BEGIN ', '-----END ', '-----', 'X', '\n', '\r\n', 'AAAA', '=', ':', ' ', '\\n'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      for (const { start, end } of decodePem(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 500 },
  );
});
