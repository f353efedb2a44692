// Traditional PEM encryption, after OpenSSL's PEM_read_bio_PrivateKey(3): headers, derivation, and what is refused.
import { createDecipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/codec/bytes';
import { decryptPem, encryptPem, isEncryptedPem } from '../../src/codec/encrypted-pem';
import { decodePem, type PemBlock } from '../../src/codec/pem';
import { counting } from '../support/private-keys';

const der = utf8('0 a private key, if it is one');
const PASSWORD = 'pässwörd 🔑';

async function block(): Promise<PemBlock> {
  const [only] = decodePem(await encryptPem('RSA PRIVATE KEY', der, PASSWORD, counting));
  return only ?? expect.unreachable();
}
const contents = ({ der: read }: PemBlock) => (read.ok ? read.value : expect.unreachable());

describe('writing', () => {
  it('the two headers, the vector in upper case', async () => {
    const { headers, label } = await block();
    expect(label).toBe('RSA PRIVATE KEY');
    expect(headers).toEqual([
      { name: 'Proc-Type', value: '4,ENCRYPTED' },
      { name: 'DEK-Info', value: 'AES-256-CBC,000102030405060708090A0B0C0D0E0F' },
    ]);
    expect(isEncryptedPem(headers)).toBe(true);
  });

  it('the key is MD5 of password and first half of the vector, and MD5 of that, password and half again', async () => {
    const md5 = (...parts: Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();
    const salt = counting(8);
    const first = md5(utf8(PASSWORD), salt);
    const key = Buffer.concat([first, md5(first, utf8(PASSWORD), salt)]);
    const cipher = createDecipheriv('aes-256-cbc', key, counting(16));
    const plaintext = Buffer.concat([cipher.update(contents(await block())), cipher.final()]);
    expect(new Uint8Array(plaintext)).toEqual(der);
  });
});

describe('reading', () => {
  it('what was written', async () => {
    const one = await block();
    expect(await decryptPem(one.headers, contents(one), PASSWORD)).toEqual({ ok: true, value: der });
    expect(await decryptPem(one.headers, contents(one), 'another')).toEqual({
      ok: false,
      error: 'wrong-password',
    });
  });

  it.each([
    ['another cipher', 'IDEA-CBC,0001020304050607', 'unsupported'],
    ['a cipher by a name of JavaScript', 'constructor,00', 'unsupported'],
    ['no vector', 'AES-256-CBC', 'bad-pem'],
    ['half a vector', 'AES-256-CBC,0001020304050607', 'bad-pem'],
    ['a vector of other letters', `AES-256-CBC,${'xy'.repeat(16)}`, 'bad-pem'],
    ['nothing', '', 'unsupported'],
  ])('refuses %s in DEK-Info', async (_, value, code) => {
    const opened = await decryptPem([{ name: 'DEK-Info', value }], new Uint8Array(16), 'x');
    expect(!opened.ok && typeof opened.error !== 'string' && opened.error.code).toBe(code);
  });

  it.each([
    [[], false],
    [[{ name: 'Proc-Type', value: '4,ENCRYPTED' }], true],
    [[{ name: 'Proc-Type', value: '4, ENCRYPTED' }], true],
    [[{ name: 'Proc-Type', value: '4,MIC-CLEAR' }], false],
    [[{ name: 'Comment', value: '4,ENCRYPTED' }], false],
  ])('%j is encrypted: %s', (headers, encrypted) => {
    expect(isEncryptedPem(headers)).toBe(encrypted);
  });
});
