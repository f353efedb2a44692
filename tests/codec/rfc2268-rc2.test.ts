// RFC 2268 §5: RC2 against the RFC's own vectors. tests/interop opens what OpenSSL encrypted with it.
import { expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/codec/bytes';
import { decryptRc2 } from '../../src/codec/rc2';

const bytes = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable('not hex');

it.each([
  ['00000000 00000000', 63, '00000000 00000000', 'ebb773f9 93278eff'],
  ['ffffffff ffffffff', 64, 'ffffffff ffffffff', '278b27e4 2e2f0d49'],
  ['30000000 00000000', 64, '10000000 00000001', '30649edf 9be7d2c2'],
  ['88', 64, '00000000 00000000', '61a8a244 adacccf0'],
  ['88bca90e 90875a', 64, '00000000 00000000', '6ccf4308 974c267f'],
  ['88bca90e 90875a7f 0f79c384 627bafb2', 64, '00000000 00000000', '1a807d27 2bbe5db1'],
  ['88bca90e 90875a7f 0f79c384 627bafb2', 128, '00000000 00000000', '2269552a b0f85ca6'],
  [
    '88bca90e 90875a7f 0f79c384 627bafb2 16f80a6f 85920584 c42fceb0 be255daf 1e',
    129,
    '00000000 00000000',
    '5b78d3a4 3dfff1f1',
  ],
])('key %s, %i effective bits', (key, bits, plaintext, ciphertext) => {
  const decrypted = decryptRc2(bytes(key), bits, new Uint8Array(8), bytes(ciphertext));
  expect(toHex(decrypted)).toBe(plaintext.replace(' ', ''));
});
