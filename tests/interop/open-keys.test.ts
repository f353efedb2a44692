// Private keys under every scheme that openssl and ssh-keygen can put them, opened by us.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { parseSshPublicKey } from '../../src/codec/ssh-public-key';
import { membersOf, open, publicHalf } from '../support/opened-input';
import { pkcs8Of } from '../support/private-keys';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const folder = temporaryFolder('open-keys-');
afterAll(removeTemporaryFolders);
const PASSWORD = 'pässwörd 🔑';
const COMMENT = 'who@where é';
const legacy = ['-provider', 'legacy', '-provider', 'default'];

async function plainKey(id: 'ec-p256' | 'rsa-2048'): Promise<string> {
  const path = join(folder, `${id}.pem`);
  writeFileSync(path, encodePem('PRIVATE KEY', await pkcs8Of(id)));
  return path;
}

async function holds(input: string, password: string, publicKey: string): Promise<void> {
  const members = await membersOf(input, ['not this one', password]);
  expect(members.map(({ kind, octets }) => [kind, publicHalf(octets)])).toEqual([['private-key', publicKey]]);
  expect(await open(input)).toEqual([{ kind: 'locked', reason: 'needs-password' }]);
  expect(await open(input, ['not', 'these'])).toEqual([{ kind: 'locked', reason: 'wrong-password' }]);
}

const schemes = [
  ...['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des3', 'des', 'rc2'].map((cipher) => `-v2 ${cipher}`),
  ...['SHA1', 'SHA224', 'SHA384', 'SHA512', 'SHA512-256'].map((hash) => `-v2 aes256 -v2prf hmacWith${hash}`),
  '-scrypt',
  '-scrypt -scrypt_N 1024 -scrypt_r 4 -scrypt_p 3',
  ...['MD5-DES', 'SHA1-DES', 'MD5-RC2-64', 'SHA1-RC2-64'].map((scheme) => `-v1 PBE-${scheme}`),
  ...['3DES', '2DES', 'RC2-128', 'RC2-40', 'RC4-128', 'RC4-40'].map((scheme) => `-v1 PBE-SHA1-${scheme}`),
];

describeWith(['openssl'], 'PKCS#8 by openssl', (path) => {
  it.each(schemes)('%s', async (options) => {
    const args = ['pkcs8', '-topk8', '-in', await plainKey('ec-p256'), '-passout', `pass:${PASSWORD}`];
    const pem = execFileSync(path('openssl'), [...args, ...legacy, ...options.split(' ')], {
      encoding: 'utf8',
    });
    await holds(pem, PASSWORD, publicHalf(await pkcs8Of('ec-p256')));
  });
});

describeWith(['openssl'], 'traditional keys by openssl', (path) => {
  const ciphers = ['-aes128', '-aes192', '-aes256', '-des3', '-des'];
  it.each(
    ciphers.flatMap((cipher) => [['rsa', 'rsa-2048', cipher] as const, ['ec', 'ec-p256', cipher] as const]),
  )('%s %s %s', async (program, id, cipher) => {
    const pass = ['-passout', `pass:${PASSWORD}`, ...(program === 'rsa' ? ['-traditional'] : [])];
    const args = [program, '-in', await plainKey(id), ...pass, ...legacy, cipher];
    const pem = execFileSync(path('openssl'), args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(pem).toContain('DEK-Info');
    await holds(pem, PASSWORD, publicHalf(await pkcs8Of(id)));
  });

  it('DSA, and what nobody uses: a curve spelled out, three primes', async () => {
    const run = (...args: readonly string[]) =>
      execFileSync(path('openssl'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const parameters = join(folder, 'dsa.pem');
    run('dsaparam', '-out', parameters, '1024');
    const inputs = [
      run('gendsa', '-des3', '-passout', 'pass:x', parameters),
      run('ecparam', '-name', 'prime256v1', '-param_enc', 'explicit', '-genkey', '-noout'),
      run('genrsa', '-traditional', '-primes', '3', '2048'),
    ];
    for (const input of inputs) {
      const [key] = await membersOf(input, ['x']);
      expect(key?.kind).toBe('private-key');
      writeFileSync(join(folder, 'odd.der'), key?.octets ?? '');
      const theirs = run('pkey', '-inform', 'DER', '-in', join(folder, 'odd.der'), '-pubout');
      writeFileSync(join(folder, 'odd.pem'), input);
      expect(theirs).toBe(run('pkey', '-in', join(folder, 'odd.pem'), '-passin', 'pass:x', '-pubout'));
    }
  });
});

describeWith(['ssh-keygen'], 'OpenSSH keys by ssh-keygen', (path) => {
  let made = 0;
  const generate = (...options: readonly string[]) => {
    const file = join(folder, `ssh-${++made}`);
    execFileSync(path('ssh-keygen'), ['-q', '-f', file, '-C', COMMENT, ...options], {
      stdio: 'ignore',
    });
    return { key: readFileSync(file, 'utf8'), line: readFileSync(`${file}.pub`, 'utf8') };
  };
  it.each(['ed25519', 'rsa -b 2048', 'ecdsa -b 256', 'ecdsa -b 384', 'ecdsa -b 521'])(
    '%s: the key, and its line',
    async (type) => {
      const { key, line } = generate('-t', ...type.split(' '), '-N', '');
      const [publicKey] = await membersOf(line);
      const [privateKey] = await membersOf(key);
      expect([privateKey?.kind, privateKey?.name]).toEqual(['private-key', COMMENT]);
      expect(publicKey?.kind).toBe('public-key');
      expect(toHex(publicKey?.octets ?? expect.unreachable())).toBe(
        publicHalf(privateKey?.octets ?? expect.unreachable()),
      );
      const parsed = parseSshPublicKey(line);
      expect(parsed.ok && parsed.value.comment).toBe(COMMENT);
    },
  );

  describe('under a password', () => {
    it.each([
      ...['aes128-ctr', 'aes192-ctr', 'aes256-ctr', 'aes128-cbc', 'aes192-cbc', 'aes256-cbc'],
      ...['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'chacha20-poly1305@openssh.com'],
    ])('%s', async (cipher) => {
      const { key, line } = generate('-t', 'ed25519', '-N', PASSWORD, '-Z', cipher, '-a', '3');
      const [publicKey] = await membersOf(line);
      const spki = publicKey?.octets ?? expect.unreachable();
      const [privateKey] = await membersOf(key, ['not this one', PASSWORD]);
      expect(publicHalf(privateKey?.octets ?? expect.unreachable())).toBe(toHex(spki));
      const half = { kind: 'opened', members: [{ kind: 'public-key', octets: spki }], problems: [] };
      expect(await open(key)).toEqual([{ ...half, locked: 'needs-password' }]);
      expect(await open(key, ['wrong'])).toEqual([{ ...half, locked: 'wrong-password' }]);
    });
  });
});
