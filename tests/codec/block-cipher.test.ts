// FIPS 197, SP 800-38A, SP 800-67: the ciphers in CBC against Node's OpenSSL.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockCiphers, encryptAes256, encryptDesEde3 } from '../../src/codec/block-cipher';
import { Malformed } from '../../src/codec/malformed';
import { WrongPassword } from '../../src/codec/opening';

const octets = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((one) => new Uint8Array(one));
const data = fc.uint8Array({ maxLength: 100 }).map((one) => new Uint8Array(one));

describe('decrypts what OpenSSL encrypted', () => {
  it.each([
    ['AES-128', 'aes-128-cbc'],
    ['AES-192', 'aes-192-cbc'],
    ['AES-256', 'aes-256-cbc'],
    ['DES-EDE3', 'des-ede3-cbc'],
  ] as const)('%s', async (name, theirs) => {
    const { keyLength, blockLength, decrypt } = blockCiphers[name];
    await fc.assert(
      fc.asyncProperty(octets(keyLength), octets(blockLength), data, async (key, iv, plaintext) => {
        const cipher = createCipheriv(theirs, key, iv);
        const ciphertext = new Uint8Array([...cipher.update(plaintext), ...cipher.final()]);
        expect(await decrypt(key, iv, ciphertext)).toEqual(plaintext);
      }),
      { numRuns: 50 },
    );
  });
});

describe('OpenSSL decrypts what we encrypted', () => {
  it.each([
    ['aes-256-cbc', encryptAes256, 32, 16],
    ['des-ede3-cbc', encryptDesEde3, 24, 8],
  ] as const)('%s', async (theirs, encrypt, keyLength, blockLength) => {
    await fc.assert(
      fc.asyncProperty(octets(keyLength), octets(blockLength), data, async (key, iv, plaintext) => {
        const ciphertext = await encrypt(key, iv, plaintext);
        const cipher = createDecipheriv(theirs, key, iv);
        expect(new Uint8Array([...cipher.update(ciphertext), ...cipher.final()])).toEqual(plaintext);
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(['AES-128', 'AES-192', 'AES-256', 'DES-EDE3', 'DES-EDE2', 'DES'] as const)('%s', (name) => {
  const { keyLength, blockLength } = blockCiphers[name];
  const attempt = async (iv: number, ciphertext: number) => {
    const key = new Uint8Array(keyLength).fill(1);
    return blockCiphers[name].decrypt(key, new Uint8Array(iv), new Uint8Array(ciphertext));
  };
  it('refuses what cannot be whole blocks, and another vector', async () => {
    await expect(attempt(blockLength, 0)).rejects.toThrow(Malformed);
    await expect(attempt(blockLength, blockLength + 1)).rejects.toThrow(Malformed);
    await expect(attempt(blockLength - 1, blockLength)).rejects.toThrow(Malformed);
  });
  it('takes bad padding for a wrong password', async () => {
    await expect(attempt(blockLength, blockLength)).rejects.toThrow(WrongPassword);
  });
});
