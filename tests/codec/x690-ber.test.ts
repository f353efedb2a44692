// X.690 §8: what PKCS#12 files use of BER, made DER.
import { describe, expect, it } from 'vitest';
import { derFromBer } from '../../src/codec/ber';
import { fromHex, toHex } from '../../src/codec/bytes';
import { attempt } from '../../src/codec/malformed';
import { DerReader } from '../../src/codec/der-reader';

const octets = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable('not hex');
const der = (hex: string) => {
  const result = attempt(() => derFromBer(octets(hex)));
  return result.ok ? toHex(result.value, ' ') : result.error.code;
};

describe('becomes DER', () => {
  it.each([
    ['what is DER already', '30 03 02 01 05', '30 03 02 01 05'],
    ['an indefinite length', '30 80 02 01 05 00 00', '30 03 02 01 05'],
    ['indefinite within indefinite', '30 80 31 80 05 00 00 00 00 00', '30 04 31 02 05 00'],
    ['a padded length', '30 84 00 00 00 04 02 81 01 05', '30 03 02 01 05'],
    ['a string in pieces', '24 08 04 02 01 02 04 02 03 04', '04 04 01 02 03 04'],
    ['a string in pieces of indefinite length', '24 80 04 01 01 04 01 02 00 00', '04 02 01 02'],
    ['a string in pieces of pieces', '24 0a 24 06 04 01 01 04 01 02 04 00', '04 02 01 02'],
    ['a string of no pieces', '24 80 00 00', '04 00'],
    ['contents that look like an end', '30 80 04 02 00 00 00 00', '30 04 04 02 00 00'],
    ['a string that holds BER, left as it is', '04 04 30 80 00 00', '04 04 30 80 00 00'],
  ])('%s', (_, ber, expected) => {
    expect(der(ber)).toBe(expected);
  });

  it('lengths beyond one octet', () => {
    const long = `30 80 04 81 80 ${'07'.repeat(128)} 00 00`;
    expect(der(long)).toBe(toHex(octets(`30 81 83 04 81 80 ${'07'.repeat(128)}`), ' '));
  });
});

describe('refused', () => {
  it.each([
    ['nothing', '', 'truncated'],
    ['no length', '30', 'truncated'],
    ['no end', '30 80 02 01 05', 'truncated'],
    ['half an end', '30 80 00', 'truncated'],
    ['an indefinite primitive', '04 80 00 00', 'length-form'],
    ['contents cut short', '04 03 00 00', 'truncated'],
    ['a length cut short', '30 82 01', 'truncated'],
    ['a length of 127 octets', `30 ff ${'ff'.repeat(127)}`, 'truncated'],
    ['a member longer than what holds it', '30 03 04 05 00 00 00 00 00', 'truncated'],
    ['octets after it', '05 00 00', 'trailing-data'],
    ['something else among the pieces', '24 03 02 01 05', 'unexpected-tag'],
    ['a high tag number', '1f 81 00 00', 'tag-form'],
    ['a thousand levels', '30 80'.repeat(1000), 'too-deep'],
    ['a thousand levels of pieces', '24 80'.repeat(1000), 'too-deep'],
  ])('%s', (_, ber, code) => {
    expect(der(ber)).toBe(code);
  });
});

it('a large string in a hundred thousand pieces', () => {
  const value = derFromBer(octets(`24 80 ${'040107'.repeat(100_000)} 00 00`));
  expect(DerReader.document(value, (reader) => reader.octetString()).length).toBe(100_000);
});
