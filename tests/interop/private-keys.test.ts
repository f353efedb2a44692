// Private keys that other programs wrote, read by us; and every form of export, read by programs that share no code with us.
import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, type JsonWebKeyInput } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toHex, type Bytes } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { portablePrivateKey } from '../../src/codec/private-key';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { exportPrivateKey, keyFormats, keyFormatsOf, type KeyFormat } from '../../src/pki/key-export';
import { readPile } from '../../src/pki/unlock';
import { keyIds, keyPair, pkcs8Of } from '../support/private-keys';
import { describeWith } from '../support/tools';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const PASSPHRASE = 'pässwörd 🔑';
/** Enough for every program to take the file, and no more: the work factor has tests of its own. */
const FEW = 1000;

function file(name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

/** Every key in every PEM form it has. */
const pemForms = keyIds.flatMap((id) =>
  keyFormatsOf(keyAlgorithms[id].scheme.family)
    .filter((format) => format !== 'jwk')
    .map((format) => [id, format] as const),
);

async function exported(id: (typeof keyIds)[number], format: KeyFormat): Promise<string> {
  const { privateKey } = await keyPair(id);
  const passphrase = keyFormats[format].encrypted ? PASSPHRASE : '';
  const key = await exportPrivateKey(privateKey, format, passphrase, { iterations: FEW });
  return key.ok ? key.value.text : expect.unreachable(key.error);
}

/** Reads files with a passphrase each (empty for none) and prints the SubjectPublicKeyInfo of each in hex. */
const pythonReader = `
import sys
from cryptography.hazmat.primitives import serialization as s
for path, password in zip(sys.argv[1::2], sys.argv[2::2]):
    with open(path, 'rb') as f: data = f.read()
    key = s.load_pem_private_key(data, password.encode() if password else None)
    print(key.public_key().public_bytes(s.Encoding.DER, s.PublicFormat.SubjectPublicKeyInfo).hex())
`;

describeWith(['openssl'], 'openssl reads', (path) => {
  it.each(pemForms)('%s as %s', async (id, format) => {
    const key = file(`ours-${id}-${format}.pem`, await exported(id, format));
    const args = ['pkey', '-in', key, '-passin', `pass:${PASSPHRASE}`, '-pubout', '-outform', 'DER'];
    const publicKey = execFileSync(path('openssl'), args);
    expect(toHex(publicKey)).toBe(toHex((await keyPair(id)).publicKey));
  });

  it('the full work factor, which is what OWASP asks for', async () => {
    const { privateKey, publicKey } = await keyPair('ec-p256');
    const key = await exportPrivateKey(privateKey, 'pkcs8-encrypted', PASSPHRASE);
    const name = file('owasp.pem', key.ok ? key.value.text : expect.unreachable(key.error));
    const pass = ['-passin', `pass:${PASSPHRASE}`];
    expect(
      toHex(execFileSync(path('openssl'), ['pkey', '-in', name, ...pass, '-pubout', '-outform', 'DER'])),
    ).toBe(toHex(publicKey));
    const dump = execFileSync(path('openssl'), ['asn1parse', '-in', name], { encoding: 'utf8' });
    expect(dump).toMatch(/INTEGER +:0927C0\n/); // 600,000
    expect(dump).toContain('hmacWithSHA256');
    expect(dump).toContain('aes-256-cbc');
  });

  it.each(['ec-p256', 'ec-p384', 'ec-p521'] as const)(
    'curve and public key in the SEC1 form of %s',
    async (id) => {
      const key = file(`sec1-${id}.pem`, await exported(id, 'traditional'));
      const dump = execFileSync(path('openssl'), ['asn1parse', '-in', key], { encoding: 'utf8' });
      expect(dump).toMatch(/OBJECT +:(prime256v1|secp384r1|secp521r1)\n/);
      expect(dump).toContain('BIT STRING');
    },
  );
});

describeWith(['python3'], 'Python cryptography reads', (path) => {
  it('every key in every form', async () => {
    const args: string[] = [];
    const publicKeys: string[] = [];
    for (const [id, format] of pemForms) {
      args.push(file(`python-${id}-${format}.pem`, await exported(id, format)));
      args.push(keyFormats[format].encrypted ? PASSPHRASE : '');
      publicKeys.push(toHex((await keyPair(id)).publicKey));
    }
    const printed = execFileSync(path('python3'), ['-c', pythonReader, ...args], { encoding: 'utf8' });
    expect(printed.trim().split('\n')).toEqual(publicKeys);
  });
});

describe('Node reads', () => {
  it.each(keyIds)('%s as JWK', async (id) => {
    const key = createPrivateKey({
      key: JSON.parse(await exported(id, 'jwk')) as JsonWebKeyInput['key'],
      format: 'jwk',
    });
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
    expect(toHex(publicKey)).toBe(toHex((await keyPair(id)).publicKey));
  });
});

describeWith(['node24'], 'a Node that knows ML-DSA', (path) => {
  const node = (script: string, ...args: string[]) =>
    execFileSync(path('node24'), ['-e', script, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const generate = `
    const { generateKeyPairSync } = require('node:crypto');
    const { privateKey, publicKey } = generateKeyPairSync(process.argv[1]);
    const hex = (key, type) => key.export({ type, format: 'der' }).toString('hex');
    console.log(JSON.stringify({ pkcs8: hex(privateKey, 'pkcs8'), spki: hex(publicKey, 'spki') }));`;
  const publicKeyOf = `
    const { createPrivateKey, createPublicKey } = require('node:crypto');
    const key = createPrivateKey({ key: require('node:fs').readFileSync(process.argv[1]), passphrase: process.argv[2] });
    console.log(createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('hex'));`;

  it.each(['ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'])(
    'reads our %s, made smaller from seed and expanded key to the seed',
    async (name) => {
      const { pkcs8, spki } = JSON.parse(node(generate, name)) as { pkcs8: string; spki: string };
      const theirs = new Uint8Array(Buffer.from(pkcs8, 'hex'));
      expect(theirs.length).toBeGreaterThan(2500);
      const ours = portablePrivateKey(theirs);
      expect(ours.ok && ours.value.length).toBe(54);
      for (const format of ['pkcs8', 'pkcs8-encrypted'] as const) {
        const key = await exportPrivateKey(theirs, format, PASSPHRASE, { iterations: FEW });
        const pem = file(`${name}-${format}.pem`, key.ok ? key.value.text : expect.unreachable(key.error));
        expect(node(publicKeyOf, pem, PASSPHRASE).trim()).toBe(spki);
      }
    },
  );
});

describe('we read', () => {
  /** The one key of a pile, which must hold nothing else. */
  async function onlyKey(input: string | Bytes, passphrase?: string): Promise<string> {
    const { privateKeys, certificates, locked, problems } = await readPile([input], passphrase);
    expect([certificates, locked, problems]).toEqual([[], [], []]);
    expect(privateKeys).toHaveLength(1);
    return toHex(privateKeys[0] ?? new Uint8Array());
  }
  const portable = async (id: (typeof keyIds)[number]) => {
    const key = portablePrivateKey(await pkcs8Of(id));
    return toHex(key.ok ? key.value : expect.unreachable(key.error.message));
  };

  it.each(pemForms)('our own %s as %s', async (id, format) => {
    expect(await onlyKey(await exported(id, format), PASSPHRASE)).toBe(await portable(id));
  });
  it.each(keyIds)('our own %s as JWK', async (id) => {
    expect(await onlyKey(await exported(id, 'jwk'))).toBe(await portable(id));
  });

  describeWith(['openssl'], 'what openssl writes', (path) => {
    const plain = async (id: (typeof keyIds)[number]) =>
      file(`plain-${id}.pem`, encodePem('PRIVATE KEY', await pkcs8Of(id)));
    const openssl = (...args: string[]) =>
      execFileSync(path('openssl'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const out = join(folder, 'openssl.out');
    const read = () => new Uint8Array(readFileSync(out));

    it.each([
      ['-v2', 'aes-128-cbc'],
      ['-v2', 'aes-192-cbc'],
      ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA1'],
      ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA384'],
      ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512', '-iter', '12345'],
      ['-v2', 'des3'],
      ['-v1', 'PBE-SHA1-3DES'],
    ])('encrypted PKCS#8: %s %s %s %s', async (...options) => {
      const args = ['-topk8', '-in', await plain('ec-p384'), '-out', out, '-passout', `pass:${PASSPHRASE}`];
      openssl('pkcs8', ...args, ...options.filter((option) => typeof option === 'string'));
      expect(await onlyKey(read(), PASSPHRASE)).toBe(await portable('ec-p384'));
      openssl('pkcs8', ...args, '-outform', 'DER', ...options.filter((option) => typeof option === 'string'));
      expect(await onlyKey(read(), PASSPHRASE)).toBe(await portable('ec-p384'));
    });

    it.each(['-aes128', '-aes192', '-aes256', '-des3'])(
      'a traditional key encrypted with %s',
      async (cipher) => {
        for (const id of ['rsa-2048', 'ec-p521'] as const) {
          const pass = ['-passout', `pass:${PASSPHRASE}`];
          openssl('pkey', '-in', await plain(id), '-traditional', cipher, ...pass, '-out', out);
          expect(read().length).toBeGreaterThan(300);
          expect(await onlyKey(read(), PASSPHRASE)).toBe(await portable(id));
          expect((await readPile([read()], 'another')).locked).toEqual([
            { what: 'private-key', reason: 'wrong-passphrase', input: 0 },
          ]);
          expect((await readPile([read()])).locked).toEqual([
            { what: 'private-key', reason: 'needs-passphrase', input: 0 },
          ]);
        }
      },
    );

    it.each(['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048'] as const)(
      'a traditional DER key, %s',
      async (id) => {
        openssl('pkey', '-in', await plain(id), '-traditional', '-outform', 'DER', '-out', out);
        expect(await onlyKey(read())).toBe(await portable(id));
      },
    );

    it('parameters before the key, as ecparam writes them', async () => {
      openssl('ecparam', '-name', 'secp384r1', '-genkey', '-out', out);
      const { privateKeys, problems } = await readPile([read()]);
      expect([privateKeys.length, problems]).toEqual([1, []]);
    });

    it('a curve spelled out, as something nobody can use', async () => {
      openssl('ecparam', '-name', 'prime256v1', '-param_enc', 'explicit', '-genkey', '-noout', '-out', out);
      const { privateKeys, problems } = await readPile([read()]);
      expect(privateKeys).toEqual([]);
      expect(problems.map(({ what, error }) => [what, error.code])).toEqual([
        ['EC PRIVATE KEY', 'unsupported'],
      ]);
    });
  });

  describeWith(['python3'], 'what Python writes', (path) => {
    /** The tutorial "Exploring HTTPS With Python" ends with such a key: traditional, BestAvailableEncryption. */
    const tutorial = `
import sys
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.asymmetric import rsa
key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
form = getattr(s.PrivateFormat, sys.argv[1])
sys.stdout.write(key.private_bytes(s.Encoding.PEM, form, s.BestAvailableEncryption(sys.argv[2].encode())).decode())
sys.stdout.write(key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption()).decode())
`;
    it.each(['TraditionalOpenSSL', 'PKCS8'])(
      '%s under a passphrase, and the same key without',
      async (form) => {
        const pem = execFileSync(path('python3'), ['-c', tutorial, form, PASSPHRASE], { encoding: 'utf8' });
        // Both blocks are one key, found once.
        await onlyKey(pem, PASSPHRASE);
      },
    );
  });
});

it('leaves no passphrase in what it reports', async () => {
  const pem = await exported('ec-p256', 'pkcs8-encrypted');
  const pile = await readPile([pem, pem.replace(/\n.{20}/, '\nAAAA')], 'a secret nobody may see');
  expect(pile.locked).toHaveLength(1);
  expect(pile.problems).toHaveLength(1);
  expect(JSON.stringify(pile)).not.toContain('secret');
});
