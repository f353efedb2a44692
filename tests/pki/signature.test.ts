// RFC 3279 §2.2.3: ECDSA signatures as certificates carry them, against WebCrypto's r‖s; and what is no signature at all.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../src/codec/bytes';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { PkiError } from '../../src/pki/error';
import { generateKeyPair } from '../../src/pki/keys';
import { ecdsaFromDer, ecdsaToDer, sign, verifySignature } from '../../src/pki/signature';

const bytes = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable(`not hex: ${hex}`);
const data = bytes('cafe');

describe('r and s', () => {
  it.each([
    ['01 02', '3006 020101 020102'],
    ['80 7f', '3007 02020080 02017f'],
    ['0001 0080', '3007 020101 02020080'],
    ['0000 0000', '3006 020100 020100'],
    ['ffff ffff', '300a 020300ffff 020300ffff'],
  ])('%s is %s', (raw, der) => {
    expect(toHex(ecdsaToDer(bytes(raw)))).toBe(der.replaceAll(' ', ''));
    expect(ecdsaFromDer(bytes(der), bytes(raw).length / 2)).toEqual({ ok: true, value: bytes(raw) });
  });

  it('any pair of coordinates comes back', () => {
    const coordinate = fc
      .constantFrom(32, 48, 66)
      .chain((size) => fc.uint8Array({ minLength: 2 * size, maxLength: 2 * size }));
    fc.assert(
      fc.property(coordinate, (raw) => {
        const back = ecdsaFromDer(ecdsaToDer(raw), raw.length / 2);
        expect(back.ok && toHex(back.value)).toBe(toHex(raw));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a negative r', '3006 020180 020101', 'bad-integer'],
    ['r longer than its coordinate', '3007 02020100 020101', 'bad-integer'],
    ['r with a zero too many', '3007 02020001 020101', 'bad-integer'],
    ['no s', '3003 020101', 'truncated'],
    ['a third number', '3009 020101 020101 020101', 'trailing-data'],
    ['octets after it', '3006 020101 020101 00', 'trailing-data'],
    ['raw r‖s', '0101', 'unexpected-tag'],
    ['nothing', '', 'truncated'],
  ])('%s is refused', (_, der, code) => {
    expect(ecdsaFromDer(bytes(der), 1)).toMatchObject({ ok: false, error: { code } });
  });
});

describe.each(['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519'] as const)('%s', (id) => {
  it('what is signed verifies, and nothing else does', async () => {
    const { algorithm, privateKey, publicKey } = await generateKeyPair(keyAlgorithms[id], false);
    const { scheme } = algorithm;
    const signature = await sign(scheme, privateKey, data);
    expect(await verifySignature(scheme, publicKey, signature, data)).toBe(true);
    expect(await verifySignature(scheme, publicKey, signature, bytes('caff'))).toBe(false);
    for (const wrong of [bytes(''), bytes('00'), signature.slice(1), concat(signature, bytes('00'))])
      expect(await verifySignature(scheme, publicKey, wrong, data)).toBe(false);
    if (scheme.coordinate !== undefined) {
      const raw = ecdsaFromDer(signature, scheme.coordinate);
      expect(raw.ok && (await verifySignature(scheme, publicKey, raw.value, data))).toBe(false);
    }
  });

  it('a key that is none is the platform’s refusal, not a bad signature', async () => {
    const { scheme } = keyAlgorithms[id];
    const verifying = verifySignature(scheme, bytes('3000'), ecdsaToDer(bytes('0101')), data);
    await expect(verifying).rejects.toThrow(PkiError);
  });
});
