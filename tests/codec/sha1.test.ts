import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { chainSha1, sha1 } from '../../src/codec/sha1';

const nodes = (message: Uint8Array): string => createHash('sha1').update(message).digest('hex');

it('is what Node makes of a message, at every length about the ends of a block', () => {
  for (let length = 0; length < 200; length++) {
    const message = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 0xff);
    expect(toHex(sha1(message)), `${length} octets`).toBe(nodes(message));
  }
});

it('leaves nothing of one message in the next', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (one, other) => {
      sha1(one);
      chainSha1(sha1(one), 3);
      expect(toHex(sha1(other))).toBe(nodes(other));
    }),
  );
});
