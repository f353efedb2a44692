// Every form of a private key, and every reason there is for not having one. That other programs read the forms is shown in
// tests/interop/private-keys.test.ts.
import { describe, expect, it } from 'vitest';
import { DerReader } from '../../src/codec/der-reader';
import { encodeEcPrivateKey, readEcPrivateKey } from '../../src/codec/ec-private-key';
import { decodePem } from '../../src/codec/pem';
import { encodePrivateKeyInfo, parsePrivateKeyInfo, type PrivateKeyInfo } from '../../src/codec/private-key';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { exportPrivateKey, keyFormats, keyFormatsOf, type KeyFormat } from '../../src/pki/key-export';
import { generateKeyPair } from '../../src/pki/keys';
import { counting, keyPair, pkcs8Of } from '../support/private-keys';

const FEW = { iterations: 5, random: counting };
const formats = Object.keys(keyFormats) as KeyFormat[];

async function exported(key: Parameters<typeof exportPrivateKey>[0], format: KeyFormat, passphrase = 'x') {
  const file = await exportPrivateKey(key, format, passphrase, FEW);
  return file.ok ? file.value.text : file.error;
}

describe('forms', () => {
  it.each([
    ['ec', formats],
    ['rsa', formats],
    ['ed25519', ['pkcs8', 'pkcs8-encrypted', 'jwk']],
    ['ml-dsa', ['pkcs8', 'pkcs8-encrypted', 'jwk']],
  ] as const)('of %s', (family, expected) => {
    expect(keyFormatsOf(family)).toEqual(expected);
  });

  it.each([
    ['pkcs8', '-----BEGIN PRIVATE KEY-----\nM'],
    ['pkcs8-encrypted', '-----BEGIN ENCRYPTED PRIVATE KEY-----\nM'],
    ['traditional', '-----BEGIN EC PRIVATE KEY-----\nM'],
    [
      'traditional-encrypted',
      '-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,',
    ],
    ['jwk', '{\n  "kty": "EC",\n  "'],
  ] as const)('%s begins so', async (format, start) => {
    expect((await exported((await keyPair('ec-p256')).privateKey, format)).slice(0, start.length)).toBe(
      start,
    );
  });

  it.each(formats)('%s from PKCS#8 is the same as from the handle', async (format) => {
    const fromHandle = await exported((await keyPair('rsa-2048')).privateKey, format);
    expect(await exported(await pkcs8Of('rsa-2048'), format)).toBe(fromHandle);
  });

  it('two of the same key differ where salt is drawn', async () => {
    const { privateKey } = await keyPair('ec-p256');
    for (const format of ['pkcs8-encrypted', 'traditional-encrypted'] as const) {
      const files = await Promise.all(
        [1, 2].map(() => exportPrivateKey(privateKey, format, 'x', { iterations: 5 })),
      );
      const [one, other] = files.map((file) => file.ok && file.value.text);
      expect(one).not.toBe(other);
    }
  });

  it('SEC1 gets its public key from WebCrypto where PKCS#8 came without', async () => {
    const info = parsePrivateKeyInfo(await pkcs8Of('ec-p384'));
    if (!info.ok) return expect.unreachable();
    const { scalar, publicKey } = DerReader.document(info.value.key, readEcPrivateKey);
    const bare: PrivateKeyInfo = { ...info.value, key: encodeEcPrivateKey({ scalar }) };
    const [block] = decodePem(await exported(encodePrivateKeyInfo(bare), 'traditional'));
    const key = block?.der.ok === true ? DerReader.document(block.der.value, readEcPrivateKey) : undefined;
    expect(publicKey).toHaveLength(97);
    expect(key).toEqual({ scalar, curve: '1.3.132.0.34', publicKey });
  });
});

describe('reasons', () => {
  const mlDsa = encodePrivateKeyInfo({
    algorithm: { oid: '2.16.840.1.101.3.4.3.17' },
    key: new Uint8Array([0x80, 32, ...new Uint8Array(32)]),
  });
  it.each(['traditional', 'traditional-encrypted'] as const)('no %s form', async (format) => {
    expect(await exported((await keyPair('ed25519')).privateKey, format)).toBe('no-traditional-form');
    expect(await exported(mlDsa, format)).toBe('no-traditional-form');
  });
  it.each(['pkcs8-encrypted', 'traditional-encrypted'] as const)('%s without passphrase', async (format) => {
    expect(await exported((await keyPair('ec-p256')).privateKey, format, '')).toBe('needs-passphrase');
  });
  it.each(formats)('%s of a handle that keeps its key', async (format) => {
    const { privateKey } = await generateKeyPair(keyAlgorithms['ec-p256'], false);
    expect(await exported(privateKey, format)).toBe('not-extractable');
  });
  it.each(formats)('%s of what is no key', async (format) => {
    expect(await exported(new Uint8Array([0x30, 0]), format)).toBe('unreadable');
  });
  it('an algorithm that no WebCrypto has, where WebCrypto is needed', async () => {
    const unknown = encodePrivateKeyInfo({ algorithm: { oid: '1.2.3' }, key: new Uint8Array(3) });
    expect(await exported(unknown, 'jwk')).toBe('unsupported-algorithm');
    expect(await exported(unknown, 'pkcs8')).toMatch(/^-----BEGIN PRIVATE KEY/);
  });
});
