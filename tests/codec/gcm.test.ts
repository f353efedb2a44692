// SP 800-38D, RFC 5084: AES-GCM with keys of each length and tags cut to each length, against Node's OpenSSL.
import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decryptGcm } from '../../src/codec/gcm';
import { Malformed } from '../../src/codec/malformed';
import { WrongPassword } from '../../src/codec/opening';

const octets = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((one) => new Uint8Array(one));
const data = fc.uint8Array({ maxLength: 100 }).map((one) => new Uint8Array(one));

it.each([128, 192, 256] as const)('AES-%i', (bits) => {
  fc.assert(
    fc.property(
      octets(bits / 8),
      octets(12),
      data,
      fc.integer({ min: 12, max: 16 }),
      (key, nonce, plaintext, tagLength) => {
        const cipher = createCipheriv(`aes-${bits}-gcm`, key, nonce, { authTagLength: tagLength });
        const sealed = new Uint8Array([
          ...cipher.update(plaintext),
          ...cipher.final(),
          ...cipher.getAuthTag(),
        ]);
        expect(decryptGcm(key, nonce, sealed, tagLength)).toEqual(plaintext);
        for (const at of [0, sealed.length - 1]) {
          const damaged = sealed.slice();
          damaged[at] = (damaged[at] ?? 0) ^ 1;
          expect(() => decryptGcm(key, nonce, damaged, tagLength)).toThrow(WrongPassword);
        }
      },
    ),
    { numRuns: 50 },
  );
});

it.each([
  ['a nonce of another length', 8, 32, 16],
  ['a tag too short to prove anything', 12, 32, 4],
  ['a tag that is not there', 12, 11, 12],
])('refuses %s', (_, nonce, sealed, tag) => {
  const decrypt = () => decryptGcm(new Uint8Array(16), new Uint8Array(nonce), new Uint8Array(sealed), tag);
  expect(decrypt).toThrow(Malformed);
});
