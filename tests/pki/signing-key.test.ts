// A key that signs with every scheme its kind has. A certificate signed with each is proved by both readers, and verified by OpenSSL.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { encodePem } from '../../src/codec/pem';
import { keyAlgorithms, type KeyAlgorithmId } from '../../src/pki/algorithms';
import { issue, selfIssue } from '../../src/pki/issue';
import { generateKeyPair } from '../../src/pki/keys';
import { profiles } from '../../src/pki/profile';
import { prove } from '../../src/pki/proof';
import { verifySignature } from '../../src/pki/signature';
import { schemeOf, signatureSchemes } from '../../src/pki/signature-scheme';
import { SigningKey } from '../../src/pki/signing-key';
import { run } from '../support/clients/run';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const kinds: readonly KeyAlgorithmId[] = ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519'];
const at = new Date('2026-11-22T12:00:00Z');
const data = new Uint8Array([1, 2, 3]);
const commonName = (value: string) => distinguishedName([{ type: '2.5.4.3', value }]);

describe('a signing key', () => {
  it.each(kinds)('%s signs with all its schemes, its default first', async (id) => {
    const keys = await generateKeyPair(keyAlgorithms[id], true);
    const key = await SigningKey.of(keys);
    expect(key.schemes[0]).toBe(keyAlgorithms[id].scheme);
    expect(key.schemes.length).toBe(id === 'ed25519' ? 1 : id === 'rsa-2048' ? 6 : 3);
    for (const scheme of key.schemes) {
      expect(key.handle(scheme).extractable).toBe(false);
      const signature = await key.sign(scheme, data);
      expect(await verifySignature(scheme, keys.publicKey, signature, data), scheme.id).toBe(true);
      expect(await verifySignature(scheme, keys.publicKey, signature, new Uint8Array([9]))).toBe(false);
      for (const other of key.schemes) {
        if (other !== scheme)
          expect(await verifySignature(other, keys.publicKey, signature, data), other.id).toBe(false);
      }
    }
  });

  it('that must not leave WebCrypto signs with what it was made for', async () => {
    const rsa = await SigningKey.of(await generateKeyPair(keyAlgorithms['rsa-2048'], false));
    expect(rsa.schemes.map(({ id }) => id)).toEqual(['rsa-pkcs1-sha256']);
    const ec = await SigningKey.of(await generateKeyPair(keyAlgorithms['ec-p384'], false));
    expect(ec.schemes).toHaveLength(3);
  });

  it('has no handle for a scheme of another kind of key', async () => {
    const key = await SigningKey.of(await generateKeyPair(keyAlgorithms['ec-p256'], true));
    expect(() => key.handle(signatureSchemes['ecdsa-p384-sha384'])).toThrow('unsupported-algorithm');
    expect(() => key.handle(signatureSchemes['rsa-pss-sha256'])).toThrow('unsupported-algorithm');
  });

  it('of octets that are no such key is none', async () => {
    const keys = await generateKeyPair(keyAlgorithms['ec-p256'], true);
    expect(await SigningKey.open(data, keys.publicKey)).toBeUndefined();
    expect(await SigningKey.open(data, data)).toBeUndefined();
  });
});

describeWith(['openssl'], 'certificates signed with every scheme', (path) => {
  afterAll(removeTemporaryFolders);

  it.each(kinds)('%s', async (id) => {
    const folder = temporaryFolder('certwright-schemes-');
    const keys = await generateKeyPair(keyAlgorithms[id], true);
    const signing = await SigningKey.of(keys);
    const root = await selfIssue(profiles.rootCa, commonName('Root'), keys, { at });
    writeFileSync(join(folder, 'root.pem'), encodePem('CERTIFICATE', root.issued.der));
    for (const scheme of signing.schemes) {
      const issuer = { ...root.issuer, scheme, privateKey: signing.handle(scheme) };
      const subject = {
        name: commonName('app.test'),
        alternativeNames: [{ kind: 'dns', value: 'app.test' }] as const,
        publicKey: keys.publicKey,
        family: keys.algorithm.scheme.family,
      };
      const issued = await issue(profiles.tlsServer, subject, issuer, { at });
      await prove(issued, issuer);
      await prove(issued, issuer, false);
      const file = join(folder, `${scheme.id}.pem`);
      writeFileSync(file, encodePem('CERTIFICATE', issued.der));
      const verify = ['verify', '-x509_strict', '-CAfile', join(folder, 'root.pem'), '-no_check_time', file];
      const { code, output } = await run(path('openssl'), verify);
      expect(code, `${scheme.id}: ${output}`).toBe(0);
      const text = await run(path('openssl'), ['x509', '-noout', '-text', '-in', file]);
      expect(text.output).toContain(
        scheme.id.startsWith('rsa-pss')
          ? `Salt Length: 0x${(Number(scheme.id.slice(-3)) / 8).toString(16)}`
          : 'Signature',
      );
    }
    expect(schemeOf({ algorithm: keyAlgorithms[id].scheme.publicKey })).toBe(signing.schemes[0]);
  });
});
