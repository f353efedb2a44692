// Against the library, which is tested against RFC 1321: messages that fit one block, and those that do not.
import { md5 } from '@noble/hashes/legacy.js';
import { expect, it } from 'vitest';
import { concat, toHex, utf8 } from '../../src/codec/bytes';
import { Md5Chain } from '../../src/codec/md5-chain';

it.each([0, 1, 8, 38, 39, 40, 100])('a suffix of %i octets', (length) => {
  const suffix = utf8('äpfel und birnen '.repeat(10)).subarray(0, length);
  const first = md5(utf8('first'));
  const chain = new Md5Chain(first, suffix);
  let expected: Uint8Array = first;
  for (const times of [0, 1, 2, 50]) {
    chain.run(times);
    for (let time = 0; time < times; time++) expected = md5(concat(expected, suffix));
    expect(toHex(chain.digest)).toBe(toHex(expected));
  }
});
