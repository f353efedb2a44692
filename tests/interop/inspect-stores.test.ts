// Java's stores of secret keys as keytool writes them: opened with the password, named, and never shown
// unasked; and what the fields say of a store that nobody has a password for.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toHex, type Bytes } from '../../src/codec/bytes';
import { parsePrivateKeyInfo } from '../../src/codec/private-key';
import { deepField, valueAt } from '../../src/pki/inspect/field-lookup';
import { fieldsOf } from '../../src/pki/inspect/fields';
import { overviewOf } from '../../src/pki/inspect/overview';
import { HeardPile } from '../support/pile';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

/** Java's name and bits, and what is said of it; a JVM starts for each, so they are few. */
const algorithms = [
  ['AES', 256, 'AES, 256 bits'],
  ['HmacSHA256', 256, 'HMAC with SHA-256, 256 bits'],
] as const;
/** A key with a class of its own, and two that Java's PKCS#12 has no identifier for. */
const onlyJceks = [
  ['DESede', 168, 'Triple DES, 192 bits'],
  ['Blowfish', 128, 'Blowfish, 128 bits'],
  ['ChaCha20', 256, 'ChaCha20, 256 bits'],
] as const;
const PASSWORD = 'changeit';

describeWith(['keytool'], 'a store of secret keys', (path) => {
  const folder = temporaryFolder('stores-');
  const file = (type: string) => join(folder, `store.${type}`);
  const keytool = (type: string, args: readonly string[], input?: string) =>
    execFileSync(
      path('keytool'),
      [...args, '-storetype', type, '-keystore', file(type), '-storepass', PASSWORD],
      { ...(input !== undefined && { input }), stdio: ['pipe', 'ignore', 'ignore'] },
    );
  const alias = (name: string, bits: number) => `${name}-${bits}`.toLowerCase();
  const read = (type: string): Bytes => new Uint8Array(readFileSync(file(type)));

  beforeAll(() => {
    for (const type of ['JCEKS', 'PKCS12'])
      for (const [name, bits] of [...algorithms, ...(type === 'JCEKS' ? onlyJceks : [])])
        keytool(type, ['-genseckey', '-alias', alias(name, bits), '-keyalg', name, '-keysize', String(bits)]);
    for (const type of ['JCEKS', 'PKCS12'])
      keytool(type, ['-importpass', '-alias', 'entry'], 'geheim\n'.repeat(2));
    keytool('JCEKS', ['-genkeypair', '-alias', 'pair', '-keyalg', 'EC', '-dname', 'CN=pair']);
  }, 300_000);
  afterAll(removeTemporaryFolders);

  it.each(['JCEKS', 'PKCS12'])(
    '%s: each key by name and algorithm, its octets with nobody',
    async (type) => {
      const pile = new HeardPile();
      await pile.add(read(type));
      expect([...pile.items.values()].filter(({ kind }) => kind === 'secret-key')).toEqual([]);
      await pile.unlock('wrong');
      expect(pile.words[0]).toMatch(/wrong-password$/);
      await pile.unlock(PASSWORD);
      const secrets = [...pile.items.values()].filter(({ kind }) => kind === 'secret-key');
      const expected = [...algorithms, ...(type === 'JCEKS' ? onlyJceks : [])];
      expect(new Map(secrets.map(({ name, privateKey }) => [name, privateKey?.algorithm]))).toEqual(
        new Map<string | undefined, string | undefined>([
          ...expected.map(([name, bits, words]) => [alias(name, bits), words] as const),
          ['entry', 'password'],
        ]),
      );
      for (const item of secrets) {
        expect(item.octets).toBeUndefined();
        const key = parsePrivateKeyInfo(pile.pile.secret(item.id));
        const hex = toHex(key.ok ? key.value.key : new Uint8Array(0));
        expect(hex).not.toBe('');
        const { kind, octets } = pile.pile.written(item.id);
        const said = JSON.stringify([fieldsOf(kind, octets), await overviewOf(kind, octets, new Date(0))]);
        expect(said).not.toContain(hex);
        expect(said).toContain('Private: it is there, and is not shown.');
      }
      const kept = secrets.find(({ name }) => name === 'entry');
      const password = parsePrivateKeyInfo(pile.pile.secret(kept?.id ?? -1));
      expect(password.ok && Buffer.from(password.value.key).toString()).toBe('geheim');
    },
    120_000,
  );

  it('JCEKS: what keytool lists without a password stands in its fields', () => {
    const fields = fieldsOf('java-keystore', read('JCEKS'));
    expect(valueAt(fields, 'type')).toBe('JCEKS');
    const entries = fields.filter(({ name }) => name.endsWith('Entry'));
    expect(entries.map(({ value }) => value)).toHaveLength(Number(valueAt(fields, 'count')));
    const pair = entries.find(({ value }) => value === 'pair');
    expect(pair?.label).toBe('Private key');
    expect(valueAt(pair?.fields, 'certificate')).toBe('CN=pair');
    expect(Number(valueAt(pair?.fields, 'iterations'))).toBeGreaterThan(1000);
    const secret = entries.find(({ value }) => value === 'aes-256');
    expect(valueAt(secret?.fields, 'protection')).toBe('PBEWithMD5AndTripleDES');
    expect(deepField(fields, 'created')?.form).toBe('time');
    const spans = entries.flatMap(({ span }) => (span === undefined ? [] : [span]));
    expect(spans.slice(1).every(({ start }, at) => start === spans[at]?.end)).toBe(true);
  });

  it('a damaged entry costs those before it nothing', () => {
    const whole = read('JCEKS');
    const cut = whole.slice(0, Math.floor(whole.length / 2));
    const fields = fieldsOf('java-keystore', cut);
    expect(fields.filter(({ name }) => name.endsWith('Entry')).length).toBeGreaterThan(2);
    expect(fields.some(({ name, problem }) => name === 'entry' && problem !== undefined)).toBe(true);
  });
});
