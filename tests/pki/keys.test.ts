// Key pairs by WebCrypto, and finding out by doing which algorithms it has.
import { describe, expect, it } from 'vitest';
import type { AlgorithmIdentifier } from '../../src/codec/algorithm-identifier';
import { toHex } from '../../src/codec/bytes';
import { parsePublicKey } from '../../src/codec/public-key';
import { keyAlgorithms, type KeyAlgorithmId } from '../../src/pki/algorithms';
import { PkiError } from '../../src/pki/error';
import { generateKeyPair, supportedAlgorithms } from '../../src/pki/keys';
import { schemeOf, schemesOf, signatureSchemes } from '../../src/pki/signature-scheme';

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
  const keyOf = (algorithm: AlgorithmIdentifier) => ({ algorithm });

  it('every row is found under its own identifier, and signs with a scheme that knows its keys', () => {
    for (const id of ids) {
      expect(keyAlgorithms[id].id).toBe(id);
      expect(schemeOf(keyOf(keyAlgorithms[id].scheme.publicKey))).toBe(keyAlgorithms[id].scheme);
    }
    for (const [id, scheme] of Object.entries(signatureSchemes)) {
      expect(scheme.id).toBe(id);
      expect(schemesOf(keyOf(scheme.publicKey))).toContain(scheme);
    }
  });

  it('what a key of each kind can sign with, its default first', () => {
    const names = (id: KeyAlgorithmId) =>
      schemesOf(keyOf(keyAlgorithms[id].scheme.publicKey)).map((scheme) => scheme.id);
    expect(names('ec-p256')).toEqual(['ecdsa-p256-sha256', 'ecdsa-p256-sha384', 'ecdsa-p256-sha512']);
    expect(names('ec-p384')).toEqual(['ecdsa-p384-sha384', 'ecdsa-p384-sha256', 'ecdsa-p384-sha512']);
    expect(names('ec-p521')).toEqual(['ecdsa-p521-sha512', 'ecdsa-p521-sha256', 'ecdsa-p521-sha384']);
    const rsa = [256, 384, 512].flatMap((hash) => [`rsa-pkcs1-sha${hash}`, `rsa-pss-sha${hash}`]);
    expect(names('rsa-2048')[0]).toBe('rsa-pkcs1-sha256');
    expect([...names('rsa-2048')].sort()).toEqual(rsa.sort());
    for (const id of ['ed25519', 'ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'] as const)
      expect(names(id)).toEqual([id]);
    expect(Object.keys(signatureSchemes)).toHaveLength(3 * 3 + 3 + 3 + 1 + 3);
  });

  it('RFC 5758, 8410, 9881: parameters are NULL for RSA alone, absent for all others', () => {
    for (const { id, family, signature, publicKey } of Object.values(signatureSchemes)) {
      const isNull = family === 'rsa' ? new Uint8Array([5, 0]) : undefined;
      if (!id.startsWith('rsa-pss')) expect(signature.parameters).toEqual(isNull);
      if (family !== 'ec') expect(publicKey.parameters).toEqual(isNull);
    }
  });

  it('CA/B Baseline Requirements 7.1.3.2.1: the parameters of RSASSA-PSS, octet for octet', () => {
    const hex = (hash: string, length: string) =>
      `3034a00f300d0609608648016503040${hash}0500a11c301a06092a864886f70d010108300d0609608648016503040${hash}0500a2030201${length}`;
    const parameters = (bits: 256 | 384 | 512) =>
      toHex(signatureSchemes[`rsa-pss-sha${bits}`].signature.parameters ?? new Uint8Array());
    expect(parameters(256)).toBe(hex('201', '20'));
    expect(parameters(384)).toBe(hex('202', '30'));
    expect(parameters(512)).toBe(hex('203', '40'));
  });

  it('a key under parameters it must not have is nobody’s', () => {
    const algorithm = { oid: '1.3.101.112', parameters: new Uint8Array([5, 0]) };
    expect(schemeOf({ algorithm })).toBeUndefined();
    expect(schemesOf({ algorithm })).toEqual([]);
  });
});
