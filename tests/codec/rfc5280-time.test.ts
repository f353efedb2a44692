// RFC 5280 §4.1.2.5: UTCTime and GeneralizedTime in a certificate's validity, and the year where one gives way to the other.
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { DerReader } from '../../src/codec/der-reader';
import { DerWriter } from '../../src/codec/der-writer';
import { attempt } from '../../src/codec/malformed';
import * as Tag from '../../src/codec/tag';
import { NO_EXPIRY, readTime, writeTime } from '../../src/codec/time';

const written = (time: Date) =>
  DerWriter.encode((writer) => {
    writeTime(writer, time);
  });
/** Tag and text of what is written. */
const shown = (iso: string) => {
  const der = written(new Date(iso));
  return [der[0], Buffer.from(der.subarray(2)).toString('latin1')];
};
/** ISO text of what is read, or the code of what is wrong. */
const read = (tag: number, text: string) => {
  const der = DerWriter.encode((writer) => writer.string(tag, text));
  const result = attempt(() => DerReader.document(der, readTime));
  return result.ok ? result.value.toISOString() : result.error.code;
};

describe('RFC 5280 §4.1.2.5 the border between the two types', () => {
  it.each([
    ['1950-01-01T00:00:00Z', Tag.UTC_TIME, '500101000000Z'],
    ['1999-12-31T23:59:59Z', Tag.UTC_TIME, '991231235959Z'],
    ['2000-01-01T00:00:00Z', Tag.UTC_TIME, '000101000000Z'],
    ['2026-11-22T12:34:56Z', Tag.UTC_TIME, '261122123456Z'],
    ['2049-12-31T23:59:59Z', Tag.UTC_TIME, '491231235959Z'],
    ['2050-01-01T00:00:00Z', Tag.GENERALIZED_TIME, '20500101000000Z'],
    ['9999-12-31T23:59:59Z', Tag.GENERALIZED_TIME, '99991231235959Z'],
  ])('%s is written under tag %d as %s', (iso, tag, text) => {
    expect(shown(iso)).toEqual([tag, text]);
    expect(read(tag, text)).toBe(new Date(iso).toISOString());
  });

  it('the last second of 2049 and the first of 2050 lie one second apart in both forms', () => {
    const [before, after] = [
      read(Tag.UTC_TIME, '491231235959Z'),
      read(Tag.GENERALIZED_TIME, '20500101000000Z'),
    ];
    expect(Date.parse(after) - Date.parse(before)).toBe(1000);
  });

  it('no well-defined expiration date is 99991231235959Z', () => {
    expect(toHex(written(new Date(NO_EXPIRY)))).toBe('180f39393939313233313233353935395a');
  });

  it('parts of a second are not written', () => {
    expect(shown('2026-01-02T03:04:05.999Z')).toEqual([Tag.UTC_TIME, '260102030405Z']);
  });

  it.each(['1949-12-31T23:59:59Z', '+010000-01-01T00:00:00Z', 'not a date'])('%s has no form', (iso) => {
    expect(() => written(new Date(iso))).toThrow(RangeError);
  });
});

describe('RFC 5280 §4.1.2.5.1 UTCTime', () => {
  it.each([
    ['490101000000Z', '2049-01-01T00:00:00.000Z'],
    ['500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['000229000000Z', '2000-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(read(Tag.UTC_TIME, text)).toBe(iso);
  });

  it.each([
    ['no seconds', '2611221234Z'],
    ['an offset', '261122123456+0000'],
    ['an offset for Z and no seconds', '2611221234+0100'],
    ['a lower-case z', '261122123456z'],
    ['no zone', '261122123456'],
    ['a fraction', '261122123456.5Z'],
    ['a four-digit year', '20261122123456Z'],
    ['nothing', ''],
    ['month 0', '260022123456Z'],
    ['month 13', '261322123456Z'],
    ['day 0', '261100123456Z'],
    ['31 November', '261131123456Z'],
    ['29 February of a common year', '260229123456Z'],
    ['hour 24', '261122240000Z'],
    ['minute 60', '261122126000Z'],
    ['second 60', '261122123460Z'],
    ['a space for a digit', '26112 123456Z'],
    ['a sign for a digit', '2611-2123456Z'],
  ])('%s is refused: %j', (_, text) => {
    expect(read(Tag.UTC_TIME, text)).toBe('bad-time');
  });
});

describe('RFC 5280 §4.1.2.5.2 GeneralizedTime', () => {
  it.each([
    // An issuer must not write it (§4.1.2.5), but every client reads it.
    ['20260101000000Z', '2026-01-01T00:00:00.000Z'],
    ['00000101000001Z', '0000-01-01T00:00:01.000Z'],
    ['00500101000000Z', '0050-01-01T00:00:00.000Z'],
    ['21000228235959Z', '2100-02-28T23:59:59.000Z'],
    ['24000229000000Z', '2400-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(read(Tag.GENERALIZED_TIME, text)).toBe(iso);
  });

  it.each([
    ['a fraction', '20501122123456.5Z'],
    ['a comma fraction', '20501122123456,5Z'],
    ['no seconds', '205011221234Z'],
    ['an offset', '20501122123456+0100'],
    ['local time', '20501122123456'],
    ['29 February 2100', '21000229000000Z'],
    ['a two-digit year', '501122123456Z'],
  ])('%s is refused: %j', (_, text) => {
    expect(read(Tag.GENERALIZED_TIME, text)).toBe('bad-time');
  });

  it('another type is no time', () => {
    expect(read(Tag.VISIBLE_STRING, '20260101000000Z')).toBe('unexpected-tag');
    expect(attempt(() => DerReader.document(new Uint8Array(), readTime))).toMatchObject({
      ok: false,
      error: { code: 'unexpected-tag' },
    });
  });
});
