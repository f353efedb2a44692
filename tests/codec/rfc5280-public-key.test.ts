// RFC 5280 §4.1.2.7 SubjectPublicKeyInfo, and what RFC 8017 appendix A.1.1 puts into it for RSA.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../src/codec/bytes';
import { Malformed } from '../../src/codec/malformed';
import { parsePublicKey, publicKeyOctets, readRsaPublicKey } from '../../src/codec/public-key';

const bytes = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable(`not hex: ${hex}`);
const spki = bytes('302a 3005 0603 2b6570 0321 00'.replaceAll(' ', '') + 'ab'.repeat(32));

describe('SubjectPublicKeyInfo', () => {
  it('algorithm, contents and the whole', () => {
    expect(parsePublicKey(spki)).toEqual({
      ok: true,
      value: { algorithm: { oid: '1.3.101.112' }, octets: bytes('ab'.repeat(32)), der: spki },
    });
    expect(toHex(publicKeyOctets(spki))).toBe('ab'.repeat(32));
  });

  it.each([
    ['octets after it', concat(spki, bytes('00')), 'trailing-data'],
    ['octets within it', bytes('300d 3005 0603 2b6570 0302 00ab 0500'), 'trailing-data'],
    ['a key of odd bits', bytes('300b 3005 0603 2b6570 0302 04f0'), 'bad-bit-string'],
    ['a key without even the count of unused bits', bytes('3009 3005 0603 2b6570 0300'), 'bad-bit-string'],
    ['no algorithm', bytes('3004 0302 00ab'), 'unexpected-tag'],
  ])('%s is refused', (_, der, code) => {
    expect(parsePublicKey(der)).toMatchObject({ ok: false, error: { code } });
    expect(() => publicKeyOctets(der)).toThrow(Malformed);
  });
});

describe('RSAPublicKey', () => {
  const read = (hex: string) => readRsaPublicKey(bytes(hex));

  it.each([
    ['3006 020101 020103', 1, '03'],
    ['3006 02017f 020103', 7, '03'],
    ['3009 02020080 0203 010001', 8, '010001'],
    ['3009 020200ff 0203 010001', 8, '010001'],
    ['3007 02020100 020103', 9, '03'],
    ['3006 020100 020103', 0, '03'],
  ])('%s has a modulus of %d bits and the exponent %s', (hex, bits, exponent) => {
    expect(read(hex)).toEqual({ ok: true, value: { bits, exponent: bytes(exponent) } });
  });

  it.each([1024, 1536, 2048])('the modulus of a key of %d bits has them', (bits) => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    const der = new Uint8Array(publicKey.export({ type: 'pkcs1', format: 'der' }));
    expect(readRsaPublicKey(der)).toEqual({ ok: true, value: { bits, exponent: bytes('010001') } });
  });

  it.each([
    ['3000', 'truncated'],
    ['3006 020101 0500', 'truncated'],
    ['3009 020101 020103 020103', 'trailing-data'],
    ['0500', 'unexpected-tag'],
    ['3006 020180 020103', 'bad-integer'],
  ])('%s is refused', (hex, code) => {
    expect(read(hex)).toMatchObject({ ok: false, error: { code } });
  });
});
