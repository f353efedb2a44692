// RFC 7292 appendix B: how PKCS#12 makes keys of passwords. tests/interop asks openssl for the same.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBmp, encodeBmp, encodeBmpName } from '../../src/codec/bmp-string';
import { fromHex, toHex, type Bytes } from '../../src/codec/bytes';
import { bmpPassword, derivePkcs12, PURPOSE } from '../../src/codec/pkcs12-kdf';
import { chainSha1 } from '../../src/codec/sha1';

const bytes = (hex: string): Bytes => fromHex(hex.replaceAll(/\s/g, '')) ?? expect.unreachable('not hex');

describe('appendix B.1: passwords', () => {
  it.each([
    ['', '0000'],
    ['Beavis', '004200650061007600690073 0000'],
    ['ä日', '00e4 65e5 0000'],
    ['🔑', 'd83d dd11 0000'],
  ])('"%s"', (password, hex) => {
    expect(toHex(bmpPassword(password))).toBe(hex.replaceAll(' ', ''));
  });
});

describe('BMPString', () => {
  it.each(['', 'name', 'Übung „x“', '🔑'])('"%s" and back', (text) => {
    expect(decodeBmp(encodeBmp(text))).toBe(text);
  });
  it('names without surrogates, which OpenSSL drops the whole name for', () => {
    expect(decodeBmp(encodeBmpName('a🔑b'))).toBe('a\ufffdb');
  });
  it('half a character is refused', () => {
    expect(() => decodeBmp(new Uint8Array(3))).toThrow('bad-string');
  });
});

describe('appendix B.2: derivation', () => {
  // Vectors that Go, Bouncy Castle and OpenSSL share; tests/interop asks openssl itself.
  it.each([
    ['key', 'ffffffffffffffff', 'sesame', 2048, 24, '7cd9fd3e2b3be7691a44e3bef0f9ea0fb9b897d4e325d9d1'],
    ['key', '0a58cf64530d823f', 'smeg', 1, 24, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
    ['iv', '0a58cf64530d823f', 'smeg', 1, 8, '79993dfe048d3b76'],
    ['key', '05dec959acff72f7', 'queeg', 1000, 24, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
    ['mac', '263216fcc2fab31c', 'queeg', 1000, 20, '5ec4c7a80df652294c3925b6489a7ab857c83476'],
  ] as const)(
    '%s, salt %s, "%s", %i iterations',
    async (purpose, salt, password, iterations, length, hex) => {
      const derived = await derivePkcs12(
        'SHA-1',
        PURPOSE[purpose],
        bmpPassword(password),
        bytes(salt),
        iterations,
        length,
      );
      expect(toHex(derived)).toBe(hex);
    },
  );
});

it('SHA-1 after SHA-1 is what Node makes of it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.nat({ max: 40 }), (digest, times) => {
      let theirs = Buffer.from(digest);
      for (let time = 0; time < times; time++) theirs = createHash('sha1').update(theirs).digest();
      expect(toHex(chainSha1(digest, times))).toBe(theirs.toString('hex'));
    }),
  );
});
