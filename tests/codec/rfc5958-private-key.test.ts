// RFC 5958 (PKCS#8), RFC 5915 (EC keys), RFC 8017 (RSA keys), RFC 8410 (Ed25519), RFC 9881 (ML-DSA).
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex, type Bytes } from '../../src/codec/bytes';
import { DerReader } from '../../src/codec/der-reader';
import { DerWriter } from '../../src/codec/der-writer';
import { encodeEcPrivateKey, readEcPrivateKey } from '../../src/codec/ec-private-key';
import { encodePrivateKeyInfo, parsePrivateKeyInfo, portablePrivateKey } from '../../src/codec/private-key';
import type { Result } from '../../src/codec/malformed';
import { fromEcPrivateKey, fromRsaPrivateKey, toTraditional } from '../../src/codec/traditional-key';
import { keyIds, pkcs8Of } from '../support/private-keys';

const bytes = (hex: string): Bytes => fromHex(hex.replaceAll(/\s/g, '')) ?? expect.unreachable('not hex');
const value = <T>(result: Result<T, unknown>): T =>
  result.ok ? result.value : expect.unreachable(String(result.error));
const codeOf = (result: Result<unknown, { readonly code: string } | string>) =>
  result.ok ? 'ok' : typeof result.error === 'string' ? result.error : result.error.code;

// RFC 8410 §10.3: the same key without and with attributes and public key.
const plainEd25519 = bytes(
  '302e020100300506032b657004220420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842',
);
const fullEd25519 = bytes(`
  3072020101300506032b657004220420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842
  a01f301d060a2a864886f70d01090914310f0c0d437572646c6520436861697273
  81210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1`);

const P256 = '1.2.840.10045.3.1.7';
const scalar = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
const point = concat(new Uint8Array([4]), new Uint8Array(64).fill(7));
const curveParameters = DerWriter.encode((writer) => writer.oid(P256));
const ecIdentifier = { oid: '1.2.840.10045.2.1', parameters: curveParameters };

describe('RFC 5958 §2 OneAsymmetricKey', () => {
  it('version 1 of RFC 8410 §10.3', () => {
    const info = value(parsePrivateKeyInfo(plainEd25519));
    expect(info.algorithm).toEqual({ oid: '1.3.101.112' });
    expect(toHex(info.key)).toMatch(/^0420d4ee/);
    expect('publicKey' in info).toBe(false);
    expect(toHex(encodePrivateKeyInfo(info))).toBe(toHex(plainEd25519));
  });

  it('version 2 with attributes and public key', () => {
    const info = value(parsePrivateKeyInfo(fullEd25519));
    expect(toHex(info.publicKey ?? new Uint8Array())).toMatch(/^19bf44/);
    expect(toHex(encodePrivateKeyInfo(info))).toBe(
      toHex(fullEd25519)
        .replace(/^3072/, '3051')
        .replace(/a01f301d.*7273/, ''),
    );
  });

  it('version 2 with the public key wrapped once more, as ring writes it', () => {
    const wrapped = toHex(fullEd25519)
      .replace(/^3072/, '3053')
      .replace(/a01f301d.*7273/, '')
      .replace('8121', 'a1230321');
    expect(parsePrivateKeyInfo(bytes(wrapped))).toEqual({
      ok: true,
      value: { ...value(parsePrivateKeyInfo(fullEd25519)) },
    });
  });

  it.each([
    ['a third version', toHex(plainEd25519).replace('020100', '020102'), 'bad-value'],
    ['octets after it', `${toHex(plainEd25519)}00`, 'trailing-data'],
    ['an end too early', toHex(plainEd25519).slice(0, -2), 'truncated'],
    ['an unknown field', toHex(plainEd25519).replace(/^302e(.*)$/, '3030$18200'), 'trailing-data'],
    ['no contents', '3000', 'truncated'],
    ['something else', '040100', 'unexpected-tag'],
  ])('refuses %s', (_, hex, code) => {
    expect(codeOf(parsePrivateKeyInfo(bytes(hex)))).toBe(code);
  });
});

describe('keys as every WebCrypto takes them', () => {
  it('version 1, without attributes and public key', () => {
    expect(toHex(value(portablePrivateKey(fullEd25519)))).toBe(toHex(plainEd25519));
  });

  it.each(keyIds)('what WebCrypto exports stays as it is: %s', async (id) => {
    const exported = await pkcs8Of(id);
    expect(toHex(value(portablePrivateKey(exported)))).toBe(toHex(exported));
  });

  it('an EC key with its curve inside as well, or inside only, or its public key outside', () => {
    const inside = encodeEcPrivateKey({ scalar, curve: P256, publicKey: point });
    const bare = encodeEcPrivateKey({ scalar });
    const expected = encodePrivateKeyInfo({
      algorithm: ecIdentifier,
      key: encodeEcPrivateKey({ scalar, publicKey: point }),
    });
    for (const info of [
      { algorithm: ecIdentifier, key: inside },
      { algorithm: { oid: ecIdentifier.oid }, key: inside },
      { algorithm: ecIdentifier, key: bare, publicKey: point },
    ]) {
      expect(toHex(value(portablePrivateKey(encodePrivateKeyInfo(info))))).toBe(toHex(expected));
    }
  });

  it.each([
    ['without its leading zeros', new Uint8Array([1, 2, 3]), `${'00'.repeat(29)}010203`],
    ['with a zero too many', concat(new Uint8Array(1), scalar), toHex(scalar)],
  ])('a scalar %s', (_, odd, hex) => {
    const key = encodePrivateKeyInfo({ algorithm: ecIdentifier, key: encodeEcPrivateKey({ scalar: odd }) });
    const { key: inner } = value(parsePrivateKeyInfo(value(portablePrivateKey(key))));
    expect(toHex(DerReader.document(inner, readEcPrivateKey).scalar)).toBe(hex);
  });

  it.each([
    [
      'a scalar longer than the curve',
      encodeEcPrivateKey({ scalar: new Uint8Array(33).fill(1) }),
      'bad-value',
    ],
    ['another version inside', bytes('3006 020102 040100'), 'bad-value'],
    ['an empty key', new Uint8Array(), 'truncated'],
  ])('refuses %s', (_, key, code) => {
    expect(codeOf(portablePrivateKey(encodePrivateKeyInfo({ algorithm: ecIdentifier, key })))).toBe(code);
  });

  it('refuses an EC key that names no curve, and one whose curve is spelled out', () => {
    const key = encodeEcPrivateKey({ scalar });
    const nameless = encodePrivateKeyInfo({ algorithm: { oid: ecIdentifier.oid }, key });
    expect(codeOf(portablePrivateKey(nameless))).toBe('bad-value');
    const spelled = { oid: ecIdentifier.oid, parameters: bytes('3003020101') };
    expect(codeOf(portablePrivateKey(encodePrivateKeyInfo({ algorithm: spelled, key })))).toBe('unsupported');
  });

  // RFC 9881 §6: seed alone, expanded key alone, both.
  describe('ML-DSA', () => {
    const seed = new Uint8Array(32).fill(9);
    const mlDsa = (key: Bytes) =>
      encodePrivateKeyInfo({ algorithm: { oid: '2.16.840.1.101.3.4.3.17' }, key });
    const alone = mlDsa(concat(new Uint8Array([0x80, 32]), seed));
    const expanded = DerWriter.encode((writer) => writer.octetString(new Uint8Array(2560).fill(1)));
    const both = DerWriter.encode((writer) =>
      writer.sequence(() => writer.octetString(seed).octetString(new Uint8Array(2560).fill(1))),
    );
    it('the seed alone has 54 octets and stays', () => {
      expect(alone).toHaveLength(54);
      expect(toHex(value(portablePrivateKey(alone)))).toBe(toHex(alone));
    });
    it('both become the seed', () => {
      expect(toHex(value(portablePrivateKey(mlDsa(both))))).toBe(toHex(alone));
    });
    it('the expanded key alone stays', () => {
      expect(toHex(value(portablePrivateKey(mlDsa(expanded))))).toBe(toHex(mlDsa(expanded)));
    });
  });
});

describe('traditional forms', () => {
  it.each(['ec-p256', 'ec-p384', 'ec-p521'] as const)(
    'SEC1 of %s: curve, public key, and back',
    async (id) => {
      const pkcs8 = await pkcs8Of(id);
      const { label, der } = value(toTraditional(pkcs8));
      expect(label).toBe('EC PRIVATE KEY');
      const key = DerReader.document(der, readEcPrivateKey);
      expect(key.curve).toBeDefined();
      expect(key.publicKey?.[0]).toBe(4);
      expect(toHex(value(fromEcPrivateKey(der)))).toBe(toHex(pkcs8));
    },
  );

  it('PKCS#1, and back', async () => {
    const pkcs8 = await pkcs8Of('rsa-2048');
    const { label, der } = value(toTraditional(pkcs8));
    expect(label).toBe('RSA PRIVATE KEY');
    expect(toHex(value(fromRsaPrivateKey(der)))).toBe(toHex(pkcs8));
  });

  it('says that younger algorithms have none', () => {
    expect(codeOf(toTraditional(plainEd25519))).toBe('no-traditional-form');
    const mlDsa = { algorithm: { oid: '2.16.840.1.101.3.4.3.19' }, key: new Uint8Array(34) };
    expect(codeOf(toTraditional(encodePrivateKeyInfo(mlDsa)))).toBe('no-traditional-form');
  });

  it.each([
    ['EC without a curve', fromEcPrivateKey(encodeEcPrivateKey({ scalar })), 'bad-value'],
    ['RSA of three primes', fromRsaPrivateKey(bytes('3006 020101 020103')), 'unsupported'],
    ['RSA that ends early', fromRsaPrivateKey(bytes('3006 020100 020103')), 'truncated'],
    ['RSA where EC is meant', fromEcPrivateKey(bytes('3006 020100 020103')), 'bad-value'],
    ['PKCS#8 that is none', toTraditional(bytes('3000')), 'truncated'],
  ])('refuses %s', (_, result, code) => {
    expect(codeOf(result)).toBe(code);
  });
});
