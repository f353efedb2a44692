// CMS as openssl writes it: what a password opens, who signed it and whether that holds, attribute certificates, time stamps.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { decodePem } from '../../src/codec/pem';
import { deepField, fieldAt, valueAt } from '../../src/pki/inspect/field-lookup';
import { fieldsOf } from '../../src/pki/inspect/fields';
import { overviewOf } from '../../src/pki/inspect/overview';
import { asn1Kind } from '../../src/pki/detect/asn1-kind';
import { HeardPile } from '../support/pile';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const signersOf = async (octets: Bytes) => {
  const kind = asn1Kind(octets)?.kind ?? 'asn1';
  const { rows } = await overviewOf(kind, octets, new Date('2026-06-01T00:00:00Z'));
  return rows.filter(({ name }) => name === 'signer').map(({ value }) => value);
};

describeWith(['openssl'], 'CMS', (path) => {
  const folder = temporaryFolder('messages-');
  const openssl = (...args: readonly string[]) =>
    execFileSync(path('openssl'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const read = (name: string): Bytes => new Uint8Array(readFileSync(join(folder, name)));
  const cms = (...args: readonly string[]): Bytes => {
    openssl('cms', ...args, '-outform', 'DER', '-out', 'out.cms');
    return read('out.cms');
  };

  beforeAll(() => {
    writeFileSync(join(folder, 'text'), 'Dear Bob,\nthe key is under the mat.\n');
    const self = (name: string, ...key: readonly string[]) =>
      openssl(
        ...['req', '-x509', '-nodes', '-subj', `/CN=${name}`, '-keyout', `${name}.key`],
        ...['-out', `${name}.pem`],
        ...key,
      );
    self('alice', '-newkey', 'rsa:2048');
    self('bob', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');
    openssl('pkey', '-in', 'alice.key', '-out', 'secret.pem');
  });
  afterAll(removeTemporaryFolders);

  describe('under a password (PWRI, RFC 3211)', () => {
    it.each(['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc'])('%s', async (cipher) => {
      const octets = cms(
        '-encrypt',
        '-binary',
        '-in',
        'secret.pem',
        `-${cipher}`,
        '-pwri_password',
        'pässwörd',
      );
      const pile = new HeardPile();
      await pile.add(octets);
      expect(pile.words).toEqual(['pkcs7 needs-password']);
      await pile.unlock('wrong');
      expect(pile.words).toEqual(['pkcs7 wrong-password']);
      await pile.unlock('pässwörd');
      expect(pile.words).toEqual(['pkcs7', 'content', 'private-key']);
      expect(pile.items.get(1)?.octets).toEqual(read('secret.pem'));
    });

    it('beside a recipient with a certificate, in BER', async () => {
      const octets = cms(
        '-encrypt',
        '-stream',
        '-in',
        'text',
        '-aes256',
        '-pwri_password',
        'x',
        '-recip',
        'alice.pem',
      );
      expect(octets[1]).toBe(0x80);
      const fields = fieldsOf('pkcs7', octets);
      const recipients = deepField(fields, 'recipientInfos');
      expect(recipients?.fields?.map(({ name }) => name)).toEqual(['ktri', 'pwri']);
      expect(deepField(fields, 'keyDerivationAlgorithm')?.value).toContain('PBKDF2');
      const pile = new HeardPile();
      await pile.add(octets, { password: 'x' });
      expect(pile.words).toEqual(['pkcs7', 'content']);
      expect(valueAt(fieldsOf('content', pile.items.get(1)?.octets ?? octets), 'text')).toContain(
        'under the mat',
      );
    });

    it.each(['aes-256-cbc', 'aes-256-gcm'])(
      '%s for a certificate alone: its recipient is said, and nothing is locked',
      async (cipher) => {
        const octets = cms('-encrypt', '-in', 'text', `-${cipher}`, '-recip', 'alice.pem');
        const pile = new HeardPile();
        await pile.add(octets);
        expect(pile.words).toEqual(['pkcs7']);
        expect(deepField(fieldsOf('pkcs7', octets), 'issuer')?.value).toBe('CN=alice');
      },
    );

    it('EncryptedData under a key of its own: sound, and said in the fields', async () => {
      const octets = cms('-EncryptedData_encrypt', '-in', 'text', '-aes256', '-secretkey', '00'.repeat(32));
      const pile = new HeardPile();
      await pile.add(octets);
      expect(pile.words).toEqual(['pkcs7']);
      expect(deepField(fieldsOf('pkcs7', octets), 'contentEncryptionAlgorithm')?.value).toContain(
        'AES-256-CBC',
      );
    });
  });

  describe('signed', () => {
    const sign = (...args: readonly string[]) =>
      cms('-sign', '-in', 'text', '-signer', 'alice.pem', '-inkey', 'alice.key', ...args);

    it.each([
      ['with its content', ['-nodetach'], 'alice: the signature holds'],
      ['in BER', ['-nodetach', '-stream'], 'alice: the signature holds'],
      ['with SHA-512', ['-nodetach', '-md', 'sha512'], 'alice: the signature holds'],
      ['without attributes', ['-nodetach', '-noattr'], 'alice: the signature holds'],
      ['by key identifier', ['-nodetach', '-keyid'], 'alice: the signature holds'],
      ['with RSA-PSS', ['-nodetach', '-keyopt', 'rsa_padding_mode:pss'], 'alice: the signature holds'],
      ['beside its content', [], /^alice: the content is not inside/],
      [
        'without its certificate',
        ['-nodetach', '-nocerts'],
        /^serial number [\da-f]+: its certificate is not inside/,
      ],
    ])('%s', async (_, args, expected) => {
      expect(await signersOf(sign(...args))).toEqual([
        typeof expected === 'string' ? expected : expect.stringMatching(expected),
      ]);
    });

    it('by two, one with an elliptic curve', async () => {
      const octets = sign('-nodetach', '-signer', 'bob.pem', '-inkey', 'bob.key');
      expect((await signersOf(octets)).sort()).toEqual([
        'alice: the signature holds',
        'bob: the signature holds',
      ]);
    });

    it('content changed afterwards, and a signature changed', async () => {
      const octets = sign('-nodetach');
      const mat = Buffer.from(octets).indexOf('mat');
      const changed = octets.slice();
      changed[mat] = 'h'.charCodeAt(0);
      expect(await signersOf(changed)).toEqual(['alice: the content was changed after it was signed']);
      const last = octets.slice();
      last[last.length - 1] = (last.at(-1) ?? 0) ^ 1;
      expect(await signersOf(last)).toEqual(['alice: the signature does not hold']);
    });

    it('what was signed is an item, and what stands in it is found', async () => {
      const pile = new HeardPile();
      await pile.add(
        cms('-sign', '-binary', '-nodetach', '-in', 'secret.pem', '-signer', 'bob.pem', '-inkey', 'bob.key'),
      );
      expect(pile.words).toEqual(['pkcs7', 'certificate', 'content', 'private-key']);
    });
  });
});

describe('an attribute certificate (RFC 5755), of OpenSSL’s own tests', () => {
  const pem = readFileSync('tests/vectors/certificates/rfc5755-openssl-acert.pem', 'utf8');
  const [block] = decodePem(pem);
  const octets = block?.der.ok === true ? block.der.value : new Uint8Array(0);

  it('is told by its label and without it', async () => {
    for (const input of [pem, octets]) {
      const pile = new HeardPile();
      await pile.add(input);
      expect(pile.words).toEqual(['attribute-certificate']);
    }
  });

  it('says whose it is, by whom, how long and what', async () => {
    const fields = fieldsOf('attribute-certificate', octets);
    expect(deepField(fieldAt(fields, 'holder')?.fields, 'directoryName')?.value).toBe('CN=CA');
    expect(deepField(fieldAt(fields, 'issuer')?.fields, 'directoryName')?.value).toBe(
      'CN=Attribute Certificate Issuer',
    );
    const attributes = fieldAt(fields, 'attributes')?.fields ?? [];
    expect(attributes.map(({ oid }) => oid)).toEqual(['1.3.6.1.5.5.7.10.4', '2.5.4.72']);
    expect(JSON.stringify(attributes)).toContain('administrator');
    expect(fieldAt(fields, 'extensions')?.fields?.map(({ name }) => name)).toEqual([
      'authorityKeyIdentifier',
      'noRevAvail',
    ]);
    expect(JSON.stringify(fields)).not.toContain('problem');
    const { rows } = await overviewOf('attribute-certificate', octets, new Date('2026-06-01T00:00:00Z'));
    expect(valueAt(rows, 'notAfterTime')).toBe('2031-06-13T12:35:00Z');
  });
});
