// An authority's key under a passphrase: opened by that alone, bound to its public key, and back as handles that sign and
// cannot be exported.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBytes, utf8, type Bytes } from '../../src/codec/bytes';
import { keyAlgorithms, type KeyAlgorithmId } from '../../src/pki/algorithms';
import { sealKey, unsealKey, type SealedKey } from '../../src/pki/authority/sealed-key';
import { generateKeyPair } from '../../src/pki/keys';
import { verifySignature } from '../../src/pki/signature';
import { SigningKey } from '../../src/pki/signing-key';

const PASSPHRASE = 'correct horse';
const data = new Uint8Array([1, 2, 3]);

async function sealed(id: KeyAlgorithmId, passphrase = PASSPHRASE) {
  const algorithm = keyAlgorithms[id];
  const { privateKey, publicKey } = await generateKeyPair(algorithm, true);
  const key = await sealKey(privateKey, publicKey, passphrase, 1);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
  return { algorithm, publicKey, key, pkcs8 };
}

/** As keys were sealed when a passphrase was taken as it was typed. */
async function sealedAsTyped(privateKey: CryptoKey, publicKey: Bytes, typed: string): Promise<SealedKey> {
  const [salt, nonce] = [new Uint8Array(16), new Uint8Array(12)];
  const publicKeySha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey));
  const secret = await crypto.subtle.importKey('raw', utf8(typed), 'PBKDF2', false, ['deriveKey']);
  const wrapping = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 1 },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey'],
  );
  const additionalData = Buffer.concat([utf8('certwright sealed key 1 1 '), publicKeySha256]);
  const cipher = { name: 'AES-GCM', iv: nonce, additionalData };
  const ciphertext = new Uint8Array(await crypto.subtle.wrapKey('pkcs8', privateKey, wrapping, cipher));
  return { version: 1, iterations: 1, salt, nonce, ciphertext, publicKeySha256 };
}

const holds = (whole: Bytes, part: Uint8Array): boolean => Buffer.from(whole).includes(Buffer.from(part));

describe('sealing', () => {
  it('takes 600,000 iterations of PBKDF2, a salt of 16 octets, and another salt and nonce each time', async () => {
    const { privateKey, publicKey } = await generateKeyPair(keyAlgorithms['ec-p256'], true);
    const one = await sealKey(privateKey, publicKey, PASSPHRASE);
    const other = await sealKey(privateKey, publicKey, PASSPHRASE);
    expect(one.iterations).toBe(600_000);
    expect(one.salt).toHaveLength(16);
    expect(one.nonce).toHaveLength(12);
    expect(one.salt).not.toEqual(other.salt);
    expect(one.nonce).not.toEqual(other.nonce);
    expect(one.ciphertext).not.toEqual(other.ciphertext);
  });

  it('leaves nothing of the key or the passphrase in what is kept', async () => {
    const { key, pkcs8 } = await sealed('ec-p256');
    const { version: _, iterations: __, ...octets } = key;
    for (const field of Object.values(octets)) {
      expect(holds(field, new TextEncoder().encode(PASSPHRASE))).toBe(false);
      for (let at = 0; at + 8 <= pkcs8.length; at++)
        expect(holds(field, pkcs8.subarray(at, at + 8)), `octets from ${at}`).toBe(false);
    }
  });

  it('refuses a key that cannot be exported', async () => {
    const { privateKey, publicKey } = await generateKeyPair(keyAlgorithms['ec-p256'], false);
    await expect(sealKey(privateKey, publicKey, PASSPHRASE, 1)).rejects.toMatchObject({
      code: 'platform-refused',
    });
  });
});

describe('unsealing', () => {
  it.each(['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519'] as const)(
    '%s: signs with every scheme it has, by handles that cannot be exported',
    async (id) => {
      const { algorithm, publicKey, key } = await sealed(id);
      const opened = await unsealKey(key, publicKey, PASSPHRASE, algorithm.scheme.importing);
      if (!opened.ok) throw new Error(opened.error);
      const signing = await SigningKey.from(publicKey, (importing) => opened.value(importing, false));
      expect(signing?.schemes.length).toBeGreaterThanOrEqual(id.startsWith('rsa') ? 6 : 1);
      for (const scheme of signing?.schemes ?? []) {
        const handle = signing!.handle(scheme);
        expect(handle.extractable).toBe(false);
        await expect(crypto.subtle.exportKey('pkcs8', handle)).rejects.toThrow();
        const signature = await signing!.sign(scheme, data);
        expect(await verifySignature(scheme, publicKey, signature, data), scheme.id).toBe(true);
      }
    },
  );

  it('takes any passphrase, and no other', async () => {
    const { algorithm, publicKey } = await sealed('ec-p256');
    const pair = await generateKeyPair(algorithm, true);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (right, wrong) => {
        const key = await sealKey(pair.privateKey, pair.publicKey, right, 1);
        const { importing } = algorithm.scheme;
        expect((await unsealKey(key, pair.publicKey, right, importing)).ok).toBe(true);
        const other = await unsealKey(key, pair.publicKey, wrong, importing);
        // Lone surrogates are one character to UTF-8.
        if (!equalBytes(utf8(right.normalize('NFC')), utf8(wrong.normalize('NFC'))))
          expect(other).toEqual({ ok: false, error: 'wrong-passphrase' });
      }),
      { numRuns: 15 },
    );
    expect(publicKey).not.toEqual(pair.publicKey);
  });

  it('takes a passphrase however a keyboard writes its letters, also of what was sealed before that was looked at', async () => {
    const composed = 'Zwölf Boxkämpfer'.normalize('NFC');
    const apart = composed.normalize('NFD');
    const { algorithm, publicKey } = await sealed('ec-p256');
    const pair = await generateKeyPair(algorithm, true);
    for (const typed of [composed, apart]) {
      const key = await sealKey(pair.privateKey, pair.publicKey, typed, 1);
      const before = await sealedAsTyped(pair.privateKey, pair.publicKey, typed);
      for (const again of [composed, apart])
        for (const one of [key, before]) {
          const opened = await unsealKey(one, pair.publicKey, again, algorithm.scheme.importing);
          expect(opened.ok).toBe(true);
        }
    }
    expect(publicKey).not.toEqual(pair.publicKey);
  });

  it('is bound to the public key', async () => {
    const one = await sealed('ec-p256');
    const other = await sealed('ec-p256');
    const { importing } = one.algorithm.scheme;
    expect(await unsealKey(one.key, other.publicKey, PASSPHRASE, importing)).toEqual({
      ok: false,
      error: 'other-key',
    });
    const forged = { ...one.key, publicKeySha256: other.key.publicKeySha256 };
    expect(await unsealKey(forged, other.publicKey, PASSPHRASE, importing)).toEqual({
      ok: false,
      error: 'wrong-passphrase',
    });
  });

  it('opens nothing that was changed anywhere', async () => {
    const { algorithm, publicKey, key } = await sealed('ec-p256');
    const { importing } = algorithm.scheme;
    const flipped = (octets: Bytes, at: number): Bytes => {
      const copy = octets.slice();
      copy[at] = copy[at]! ^ 1;
      return copy;
    };
    for (const field of ['salt', 'nonce', 'ciphertext', 'publicKeySha256'] as const)
      for (let at = 0; at < key[field].length; at++) {
        const changed: SealedKey = { ...key, [field]: flipped(key[field], at) };
        expect((await unsealKey(changed, publicKey, PASSPHRASE, importing)).ok, `${field} ${at}`).toBe(false);
      }
    const fewer = await unsealKey({ ...key, iterations: 2 }, publicKey, PASSPHRASE, importing);
    expect(fewer).toEqual({ ok: false, error: 'wrong-passphrase' });
  });

  it.each([
    ['a version to come', { version: 2 }],
    ['no iterations', { iterations: 0 }],
    ['a number of iterations that would take hours', { iterations: 10 ** 12 }],
    ['a short salt', { salt: new Uint8Array(8) }],
    ['a nonce of another length', { nonce: new Uint8Array(16) }],
    ['no ciphertext', { ciphertext: new Uint8Array(16) }],
  ])('refuses %s before any work', async (_, change) => {
    const { algorithm, publicKey, key } = await sealed('ec-p256');
    const changed = { ...key, ...change } as SealedKey;
    const opened = await unsealKey(changed, publicKey, PASSPHRASE, algorithm.scheme.importing);
    expect(opened).toEqual({ ok: false, error: 'unsupported' });
  });
});
