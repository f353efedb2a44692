// Lists of revoked certificates: what is encoded is decoded, for any entries; and octets gone wrong are a list or a reason.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, toHex } from '../../src/codec/bytes';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extension, extensionValue } from '../../src/codec/extension';
import {
  encodeRevocationList,
  encodeTbsRevocationList,
  findRevoked,
  parseRevocationList,
  revokedCertificates,
} from '../../src/codec/revocation-list';
import { revocationReasons } from '../../src/codec/revocation-reason';
import { ownRevocationSheet } from '../../src/codec/revocation-sheet';
import { NO_EXPIRY } from '../../src/codec/time';

const second = fc
  .integer({ min: Date.UTC(1950, 0, 1) / 1000, max: NO_EXPIRY / 1000 })
  .map((seconds) => new Date(1000 * seconds));
const serial = fc
  .uint8Array({ minLength: 1, maxLength: 20 })
  .map((octets) => new Uint8Array([(octets[0] ?? 0) || 1, ...octets.subarray(1)]));
const entry = fc.record({
  serialNumber: serial,
  revocationDate: second,
  reason: fc.option(fc.constantFrom(...revocationReasons), { nil: undefined }),
  invalidityDate: fc.option(second, { nil: undefined }),
});
const list = fc.record({
  issuer: fc.string({ unit: 'grapheme', maxLength: 20 }),
  thisUpdate: second,
  nextUpdate: second,
  number: fc.bigInt({ min: 0n, max: 2n ** 159n - 1n }),
  entries: fc.uniqueArray(entry, { maxLength: 8, selector: ({ serialNumber }) => toHex(serialNumber) }),
  signature: fc.uint8Array({ maxLength: 80 }),
});
type List = typeof list extends fc.Arbitrary<infer T> ? T : never;
type Entry = List['entries'][number];

const algorithm = { oid: '1.3.101.112' };
const extensionsOf = ({ reason, invalidityDate }: Entry) => [
  ...(reason === undefined ? [] : [extension('reasonCode', false, reason)]),
  ...(invalidityDate === undefined ? [] : [extension('invalidityDate', false, invalidityDate)]),
];
const encode = ({ issuer, entries, number, thisUpdate, nextUpdate, signature }: List) =>
  encodeRevocationList(
    encodeTbsRevocationList({
      signature: algorithm,
      issuer: distinguishedName([{ type: '2.5.4.3', value: issuer }]).der,
      thisUpdate,
      nextUpdate,
      revoked: entries.map((one) => ({
        serialNumber: one.serialNumber,
        revocationDate: one.revocationDate,
        extensions: extensionsOf(one),
      })),
      extensions: [extension('cRLNumber', false, number)],
    }),
    algorithm,
    signature,
  );
const contents = (magnitude: Uint8Array) =>
  (magnitude[0] ?? 0) >= 0x80 ? concat(new Uint8Array(1), magnitude) : concat(magnitude);

describe('revocation lists', () => {
  it('decode ∘ encode is the identity on every field and entry', () => {
    fc.assert(
      fc.property(list, (meant) => {
        const der = encode(meant);
        const parsed = parseRevocationList(der);
        const read = parsed.ok ? parsed.value : expect.unreachable(parsed.error.message);
        expect(read).toMatchObject({
          version: 2,
          thisUpdate: meant.thisUpdate,
          nextUpdate: meant.nextUpdate,
          revokedCount: meant.entries.length,
          signature: algorithm,
          signatureValue: new Uint8Array(meant.signature),
          der,
        });
        expect(extensionValue(read.extensions, 'cRLNumber')).toEqual({
          ok: true,
          value: { critical: false, value: meant.number },
        });
        const wanted = meant.entries.map((one) => ({
          serialNumber: contents(one.serialNumber),
          revocationDate: one.revocationDate,
          extensions: extensionsOf(one),
        }));
        expect([...revokedCertificates(read)]).toEqual(wanted.map((value) => ({ ok: true, value })));
        for (const one of wanted)
          expect(findRevoked(read, one.serialNumber)).toEqual({ ok: true, value: one });
        for (const [place, { reason, invalidityDate }] of meant.entries.entries()) {
          const own = wanted[place]?.extensions ?? [];
          expect(extensionValue(own, 'reasonCode')).toMatchObject({
            ok: true,
            ...(reason !== undefined && { value: { value: reason } }),
          });
          expect(extensionValue(own, 'invalidityDate')).toMatchObject({
            ok: true,
            ...(invalidityDate !== undefined && { value: { value: invalidityDate } }),
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('octets gone wrong are a list or a reason, and a list is readable to its end', () => {
    const sample = encode({
      issuer: 'a',
      entries: [1, 2, 3].map((one) => ({
        serialNumber: new Uint8Array([one]),
        revocationDate: new Date(0),
        reason: 'superseded' as const,
        invalidityDate: new Date(0),
      })),
      number: 300n,
      thisUpdate: new Date(0),
      nextUpdate: new Date(0),
      signature: new Uint8Array(8),
    });
    fc.assert(
      fc.property(fc.nat(sample.length - 1), fc.nat(255), fc.boolean(), (at, octet, cut) => {
        const changed = cut ? sample.slice(0, at) : concat(sample);
        if (!cut) changed[at] = octet;
        const parsed = parseRevocationList(changed);
        if (parsed.ok) expect(ownRevocationSheet(parsed.value).size).toBeGreaterThan(9);
        else expect(parsed.error.offset).toBeLessThanOrEqual(changed.length);
      }),
      { numRuns: 1000 },
    );
  });
});
