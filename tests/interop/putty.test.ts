// PuTTY's private keys as puttygen writes them, of both versions and every kind of key, against the same key that puttygen turns into
// OpenSSH's form.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { parseSshPublicKey } from '../../src/codec/ssh-public-key';
import { HeardPile } from '../support/pile';
import { publicHalf } from '../support/opened-input';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const PASSWORD = 'pässwörd';
const folder = temporaryFolder('putty-');
afterAll(removeTemporaryFolders);

describeWith(['puttygen'], 'puttygen', (tool) => {
  const puttygen = (...args: string[]): string =>
    execFileSync(tool('puttygen'), args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const publicKey = (file: string): string => {
    const parsed = parseSshPublicKey(puttygen('-L', file));
    if (!parsed.ok) throw parsed.error;
    return toHex(parsed.value.spki);
  };

  beforeAll(() => {
    writeFileSync(join(folder, 'password'), `${PASSWORD}\n`);
    writeFileSync(join(folder, 'none'), '');
  });

  const kinds = [
    ['ed25519', []],
    ['rsa', ['-b', '2048']],
    ['ecdsa', ['-b', '521']],
    ['dsa', ['-b', '1024']],
  ] as const;
  describe.each(['2', '3'])('version %s', (version) => {
    it.each(kinds)('%s', async (type, size) => {
      const make = ['-q', '-t', type, ...size, '-C', 'who@where', '--random-device', '/dev/urandom'];
      const form = ['--ppk-param', `version=${version}`];
      const [locked, open] = [`${type}-${version}.ppk`, `${type}-${version}-open.ppk`];
      puttygen(...make, '--new-passphrase', 'password', ...form, '-o', locked);
      puttygen(locked, '-P', '--old-passphrase', 'password', '--new-passphrase', 'none', ...form, '-o', open);
      const wanted = publicKey(locked);

      const pile = new HeardPile();
      await pile.add(`a note\n${readFileSync(join(folder, locked), 'utf8')}`);
      expect(pile.words).toEqual(['putty-key needs-password']);
      expect(toHex(pile.items.get(0)?.privateKey?.publicKey ?? new Uint8Array())).toBe(wanted);
      await pile.unlock('not this one');
      expect(pile.words).toEqual(['putty-key wrong-password']);
      await pile.unlock(PASSWORD);
      expect(pile.words).toEqual(['putty-key']);
      expect(pile.items.get(0)).toMatchObject({ name: 'who@where' });
      expect(pile.items.get(0)?.octets).toBeUndefined();
      expect(publicHalf(pile.pile.secret(0))).toBe(wanted);

      const plain = new HeardPile();
      await plain.add(readFileSync(join(folder, open)));
      expect(plain.words).toEqual(['putty-key']);
      expect(publicHalf(plain.pile.secret(0))).toBe(wanted);
    });
  });

  it('one that was tampered with, cut short, or demands gigabytes', async () => {
    puttygen(
      '-q',
      '-t',
      'ed25519',
      '-C',
      'x',
      '--random-device',
      '/dev/urandom',
      '--new-passphrase',
      'none',
      '-o',
      'a.ppk',
    );
    const text = readFileSync(join(folder, 'a.ppk'), 'utf8');
    const pile = new HeardPile();
    await pile.add(text.replace('Comment: x', 'Comment: y'));
    await pile.add(text.slice(0, 200));
    const demanding = text
      .replace('Encryption: none', 'Encryption: aes256-cbc')
      .replace('Private-Lines', () =>
        [
          ...['Key-Derivation: Argon2id', 'Argon2-Memory: 600000', 'Argon2-Passes: 900'],
          ...['Argon2-Parallelism: 1', 'Argon2-Salt: 00112233445566778899aabbccddeeff', 'Private-Lines'],
        ].join('\n'),
      );
    await pile.add(demanding, { password: 'x' });
    expect(pile.words).toEqual(['putty-key bad-value', 'unreadable truncated', 'putty-key too-much-work']);
  });
});
