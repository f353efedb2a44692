// RFC 8018: PKCS#8 under a password (RFC 5958 §3). Other programs' files are opened in tests/interop.
import { describe, expect, it } from 'vitest';
import { NULL_PARAMETERS, writeAlgorithmIdentifier } from '../../src/codec/algorithm-identifier';
import { toHex, type Bytes } from '../../src/codec/bytes';
import { DerWriter } from '../../src/codec/der-writer';
import {
  decryptPrivateKey,
  encodeEncryptedPrivateKey,
  encryptPrivateKey,
  parseEncryptedPrivateKey,
} from '../../src/codec/encrypted-private-key';
import { KdfBudget, MAX_PBKDF2_ITERATIONS } from '../../src/codec/kdf-budget';
import { OWASP_ITERATIONS, PBES2 } from '../../src/codec/pbes2';
import { counting, pkcs8Of } from '../support/private-keys';

const FEW = { random: counting, iterations: 10 };

interface Parameters {
  readonly derivation?: string;
  readonly iterations?: number;
  readonly prf?: string;
  readonly cipher?: string;
  readonly iv?: number;
}

/** An encrypted key whose contents are noise: for what is refused before, or by, decrypting. */
function noise({ derivation, iterations, prf, cipher, iv }: Parameters): Bytes {
  const parameters = DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.sequence(() => {
        writer.oid(derivation ?? '1.2.840.113549.1.5.12').sequence(() => {
          writer.octetString(new Uint8Array(8)).integer(iterations ?? 1);
          writeAlgorithmIdentifier(writer, { oid: prf ?? '1.2.840.113549.2.9', parameters: NULL_PARAMETERS });
        });
      });
      writer.sequence(() => {
        writer.oid(cipher ?? '2.16.840.1.101.3.4.1.42').octetString(new Uint8Array(iv ?? 16));
      });
    }),
  );
  return encodeEncryptedPrivateKey({ algorithm: { oid: PBES2, parameters }, ciphertext: new Uint8Array(32) });
}

const failureOf = async (der: Bytes, password = 'x', budget?: KdfBudget) => {
  const opened = await decryptPrivateKey(der, password, budget);
  if (opened.ok) return 'ok';
  return opened.error === 'wrong-password'
    ? opened.error
    : [opened.error.code, opened.error.detail].join(' ');
};

describe('§6.2 PBES2', () => {
  it.each(['', 'password', 'pässwörd 🔑', 'x'.repeat(300)])(
    'opens under "%s" what it closed',
    async (password) => {
      const pkcs8 = await pkcs8Of('ec-p256');
      const der = await encryptPrivateKey(pkcs8, password, FEW);
      expect(await decryptPrivateKey(der, password)).toEqual({ ok: true, value: pkcs8 });
      expect(await failureOf(der, `${password}x`)).toBe('wrong-password');
    },
  );

  it('the same key twice gives two files', async () => {
    const pkcs8 = await pkcs8Of('ec-p256');
    let calls = 0;
    const random = (length: number) => new Uint8Array(length).fill(++calls);
    const files = [1, 2].map(() => encryptPrivateKey(pkcs8, 'password', { random, iterations: 10 }));
    const [one, other] = (await Promise.all(files)).map((der) => toHex(der));
    expect(one).not.toBe(other);
  });

  it('unless told otherwise, the 600,000 iterations that OWASP asks for', async () => {
    const der = await encryptPrivateKey(await pkcs8Of('ec-p256'), 'password', { random: counting });
    expect(OWASP_ITERATIONS).toBe(600_000);
    expect(toHex(der)).toContain('0203' + '0927c0');
  });

  it('a wrong password is told, whatever noise it leaves: 300 of them', async () => {
    const der = await encryptPrivateKey(await pkcs8Of('ed25519'), 'right', FEW);
    const failures = await Promise.all(Array.from({ length: 300 }, (_, i) => failureOf(der, `wrong ${i}`)));
    // One in 256 has padding that looks right.
    expect(new Set(failures)).toEqual(new Set(['wrong-password']));
  });

  it.each<[string, Parameters, string]>([
    ['another derivation', { derivation: '1.2.3.4' }, 'unsupported key derivation 1.2.3.4'],
    ['Streebog', { prf: '1.2.643.7.1.1.4.1' }, 'unsupported pseudorandom function 1.2.643.7.1.1.4.1'],
    ['Camellia', { cipher: '1.2.392.200011.61.1.1.1.4' }, 'unsupported cipher 1.2.392.200011.61.1.1.1.4'],
    ['no iterations', { iterations: 0 }, 'bad-value no iterations'],
    ['a vector too short', { iv: 8 }, 'bad-value length of the initialisation vector'],
  ])('refuses %s by name', async (_, parameters, failure) => {
    expect(await failureOf(noise(parameters))).toBe(failure);
  });

  it('refuses other schemes by name', async () => {
    const algorithm = { oid: '1.2.840.113549.1.5.1', parameters: NULL_PARAMETERS };
    const der = encodeEncryptedPrivateKey({ algorithm, ciphertext: new Uint8Array(8) });
    expect(await failureOf(der)).toBe('unsupported encryption 1.2.840.113549.1.5.1');
    expect(parseEncryptedPrivateKey(der).ok).toBe(true);
  });
});

describe('iteration counts of strangers', () => {
  it.each([MAX_PBKDF2_ITERATIONS + 1, 2 ** 31 - 1])('%i are refused before the first', async (iterations) => {
    expect(await failureOf(noise({ iterations }))).toBe(`too-large ${iterations} iterations`);
  });
  it('beyond 31 bits are no count at all', async () => {
    expect(await failureOf(noise({ iterations: 2 ** 31 }))).toMatch(/^bad-integer/);
  });
  it('many files share one budget', () => {
    const budget = new KdfBudget();
    const spend = () => {
      for (let file = 0; file < 5; file++) budget.pbkdf2(MAX_PBKDF2_ITERATIONS);
    };
    expect(spend).toThrow('too many iterations altogether');
  });
});
