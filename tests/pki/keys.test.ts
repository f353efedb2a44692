// Key pairs by WebCrypto, and finding out by doing which algorithms it has.
import { describe, expect, it } from 'vitest';
import { parsePublicKey } from '../../src/codec/public-key';
import { keyAlgorithms, type KeyAlgorithmId } from '../../src/pki/algorithms';
import { PkiError } from '../../src/pki/error';
import { generateKeyPair, supportedAlgorithms } from '../../src/pki/keys';
import { schemeOf, signatureSchemes } from '../../src/pki/signature-scheme';

const ids = Object.keys(keyAlgorithms) as KeyAlgorithmId[];

describe('key pairs', () => {
  it.each(['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519'] as const)(
    '%s: a public key of the kind its row says, a private key that leaves only where asked for',
    async (id) => {
      const algorithm = keyAlgorithms[id];
      for (const extractable of [true, false]) {
        const { publicKey, privateKey } = await generateKeyPair(algorithm, extractable);
        expect(privateKey.extractable).toBe(extractable);
        const read = parsePublicKey(publicKey);
        expect(read.ok && schemeOf(read.value)).toBe(algorithm.scheme);
      }
    },
  );

  it('what the platform has not is its refusal', async () => {
    const nobodys = { ...keyAlgorithms['ec-p256'], generation: { name: 'ECDSA', namedCurve: 'P-999' } };
    const refusal = generateKeyPair(nobodys, false).catch((error: unknown) => error);
    expect(await refusal).toBeInstanceOf(PkiError);
    expect(await refusal).toMatchObject({ code: 'platform-refused', facts: ['ECDSA P-256'] });
  });
});

describe('what the platform has', () => {
  it('is what it can in fact make', async () => {
    const supported = await supportedAlgorithms();
    // Large RSA keys take seconds, and no platform has one size without the others.
    const quick: readonly KeyAlgorithmId[] = ids.filter((id) => id !== 'rsa-3072' && id !== 'rsa-4096');
    const made = await Promise.all(
      quick.map((id) =>
        generateKeyPair(keyAlgorithms[id], false).then(
          () => [id],
          () => [],
        ),
      ),
    );
    expect(supported.filter((id) => quick.includes(id))).toEqual(made.flat());
    expect(supported.includes('rsa-4096')).toBe(supported.includes('rsa-2048'));
  });
});

describe('the table', () => {
  it('every row is found under its own identifier, and signs with a scheme that knows its keys', () => {
    for (const id of ids) expect(keyAlgorithms[id].id).toBe(id);
    for (const [id, scheme] of Object.entries(signatureSchemes)) {
      expect(scheme.id).toBe(id);
      const key = { algorithm: scheme.publicKey, octets: new Uint8Array(), der: new Uint8Array() };
      expect(schemeOf(key)).toBe(scheme);
    }
  });

  it('RFC 5758, 8410, 9881: parameters are NULL for RSA alone, absent for all others', () => {
    for (const { family, signature, publicKey } of Object.values(signatureSchemes)) {
      expect(signature.parameters).toEqual(family === 'rsa' ? new Uint8Array([5, 0]) : undefined);
      if (family !== 'ec') expect(publicKey.parameters).toEqual(signature.parameters);
    }
  });

  it('a key under parameters it must not have is nobody’s', () => {
    const algorithm = { oid: '1.3.101.112', parameters: new Uint8Array([5, 0]) };
    expect(schemeOf({ algorithm, octets: new Uint8Array(), der: new Uint8Array() })).toBeUndefined();
  });
});
