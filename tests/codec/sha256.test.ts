import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { chainSha256, fingerprint, sha256 } from '../../src/codec/sha256';

const nodes = (message: Uint8Array): string => createHash('sha256').update(message).digest('hex');

it('is what Node makes of a message, at every length about the ends of a block', () => {
  for (let length = 0; length < 200; length++) {
    const message = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 0xff);
    expect(toHex(sha256(message)), `${length} octets`).toBe(nodes(message));
  }
});

it('leaves nothing of one message in the next', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (one, other) => {
      sha256(one);
      chainSha256(sha256(one), 3);
      expect(toHex(sha256(other))).toBe(nodes(other));
    }),
  );
});

it('is the same where a message is long enough for WebCrypto, and of a part of a buffer', async () => {
  const buffer = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 131) >> 3);
  for (const length of [4095, 4096, 4097, 65_536]) {
    const part = buffer.subarray(17, 17 + length);
    expect(toHex(await fingerprint(part)), `${length} octets`).toBe(nodes(part));
  }
});

it('applied again and again is what it is applied once to each', () => {
  let octets = sha256(new Uint8Array());
  for (let times = 0; times < 20; times++) {
    expect(toHex(chainSha256(sha256(new Uint8Array()), times)), `${times} times`).toBe(toHex(octets));
    octets = sha256(octets);
  }
});
