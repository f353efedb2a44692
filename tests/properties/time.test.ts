// Certificate times: every whole second from 1950 to 9999 survives; any text is a time or refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerReader } from '../../src/codec/der-reader';
import { DerWriter } from '../../src/codec/der-writer';
import { attempt } from '../../src/codec/malformed';
import * as Tag from '../../src/codec/tag';
import { NO_EXPIRY, readTime, writeTime } from '../../src/codec/time';

const second = fc
  .integer({ min: Date.UTC(1950, 0, 1) / 1000, max: NO_EXPIRY / 1000 })
  .map((seconds) => new Date(1000 * seconds));
const encode = (time: Date) =>
  DerWriter.encode((writer) => {
    writeTime(writer, time);
  });

describe('times', () => {
  it('every whole second is read as it was written, in the type of its year', () => {
    fc.assert(
      fc.property(second, (time) => {
        const der = encode(time);
        expect(der[0]).toBe(time.getUTCFullYear() < 2050 ? Tag.UTC_TIME : Tag.GENERALIZED_TIME);
        expect(DerReader.document(der, readTime).getTime()).toBe(time.getTime());
      }),
      { numRuns: 1000 },
    );
  });

  it('within one type, octets order as times do', () => {
    const later = fc.date({
      min: new Date(Date.UTC(2050, 0, 1)),
      max: new Date(NO_EXPIRY),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(later, later, (a, b) => {
        const [first, last] = [a, b].map((time) => Buffer.from(encode(time)).toString('latin1'));
        const [x, y] = [a, b].map((time) => Math.floor(time.getTime() / 1000));
        expect(Math.sign((first ?? '') < (last ?? '') ? -1 : first === last ? 0 : 1)).toBe(
          Math.sign((x ?? 0) - (y ?? 0)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('any digits are a time that writes back the same, or no time', () => {
    const fields = fc.tuple(fc.nat(99), fc.nat(13), fc.nat(32), fc.nat(25), fc.nat(61), fc.nat(61));
    fc.assert(
      fc.property(fields, fc.boolean(), (parts, short) => {
        const pairs = parts.map((part) => String(part).padStart(2, '0')).join('');
        const text = short ? `${pairs}Z` : `20${pairs}Z`;
        const tag = short ? Tag.UTC_TIME : Tag.GENERALIZED_TIME;
        const der = DerWriter.encode((writer) => writer.string(tag, text));
        const time = attempt(() => DerReader.document(der, readTime));
        if (!time.ok) expect(time.error.code).toBe('bad-time');
        else
          expect(
            time.value
              .toISOString()
              .replace(/[-:T]/g, '')
              .slice(short ? 2 : 0, 14),
          ).toBe(text.slice(0, -1));
      }),
      { numRuns: 1000 },
    );
  });

  it('any octets are a time or a reason', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(Tag.UTC_TIME, Tag.GENERALIZED_TIME),
        fc.uint8Array({ maxLength: 20 }),
        (tag, contents) => {
          const der = DerWriter.encode((writer) => writer.primitive(tag, contents));
          const time = attempt(() => DerReader.document(der, readTime));
          expect(time.ok ? Number.isFinite(time.value.getTime()) : time.error.code === 'bad-time').toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
