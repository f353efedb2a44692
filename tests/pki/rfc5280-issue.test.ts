// RFC 5280 and what clients add to it, rule by rule: what every certificate issued here carries. Read back by our own
// reader, which tests/codec holds against the specifications; tests/interop asks the clients themselves.
import { beforeAll, describe, expect, it } from 'vitest';
import { toHex, type Bytes } from '../../src/codec/bytes';
import { parseCertificate, type Certificate } from '../../src/codec/certificate';
import { distinguishedName, type NameAttribute } from '../../src/codec/distinguished-name';
import {
  extensionOid,
  extensionValue,
  type ExtensionName,
  type ExtensionValue,
} from '../../src/codec/extension';
import type { GeneralName } from '../../src/codec/general-name';
import { NO_EXPIRY } from '../../src/codec/time';
import { keyAlgorithms, type KeyAlgorithmId } from '../../src/pki/algorithms';
import { issue, keyIdentifierOf, selfIssue, type Issuer, type When } from '../../src/pki/issue';
import { generateKeyPair, type KeyPair } from '../../src/pki/keys';
import { localConstraints } from '../../src/pki/local-authority';
import { DEFAULT_LEAF_DAYS, profiles, SERVER_AUTH, type Profile } from '../../src/pki/profile';
import { randomSerialNumber } from '../../src/pki/serial-number';

const at = new Date('2026-11-22T12:34:56.789Z');
const DAY = 86_400_000;
const dns: readonly GeneralName[] = [{ kind: 'dns', value: 'app.test' }];
const commonName = (value: string): readonly NameAttribute[] => [{ type: '2.5.4.3', value }];

const read = (der: Bytes): Certificate => {
  const parsed = parseCertificate(der);
  return parsed.ok ? parsed.value : expect.unreachable(parsed.error.message);
};
function valueOf<K extends ExtensionName>(
  { extensions }: Certificate,
  name: K,
): { readonly critical: boolean; readonly value: ExtensionValue<K> } | undefined {
  const found = extensionValue(extensions, name);
  return found.ok ? found.value : expect.unreachable(found.error.message);
}

let rootKeys: KeyPair;
let leafKeys: KeyPair;
let root: Certificate;
let issuer: Issuer;
beforeAll(async () => {
  [rootKeys, leafKeys] = (await Promise.all(
    [0, 1].map(() => generateKeyPair(keyAlgorithms['ec-p256'], false)),
  )) as [KeyPair, KeyPair];
  const profile = { ...profiles.rootCa, nameConstraints: localConstraints([]) };
  const made = await selfIssue(profile, distinguishedName(commonName('Root')), rootKeys, { at });
  root = read(made.issued.der);
  issuer = made.issuer;
});

interface Asked {
  readonly profile?: Profile;
  readonly subject?: readonly NameAttribute[];
  readonly names?: readonly GeneralName[];
  readonly keys?: KeyPair;
  readonly when?: Partial<When>;
}
async function leaf({
  profile = profiles.tlsServer,
  subject = commonName('app.test'),
  names = dns,
  keys = leafKeys,
  when = {},
}: Asked = {}) {
  const wanted = {
    name: distinguishedName(subject),
    alternativeNames: names,
    publicKey: keys.publicKey,
    family: keys.algorithm.scheme.family,
  };
  return read((await issue(profile, wanted, issuer, { at, ...when })).der);
}

describe('every certificate', () => {
  it('§4.1.2.1 has version 3', async () => {
    expect([root.version, (await leaf()).version]).toEqual([3, 3]);
  });

  it('§4.1.1.2 repeats the signer’s algorithm inside and out', async () => {
    const { signature, signatureAlgorithm } = await leaf();
    expect(signature).toEqual({ oid: '1.2.840.10045.4.3.2' });
    expect(signatureAlgorithm).toEqual(signature);
  });

  it('§4.1.2.4 repeats the issuer’s name octet for octet', async () => {
    expect(toHex((await leaf()).issuer.der)).toBe(toHex(root.subject.der));
    expect(toHex(root.issuer.der)).toBe(toHex(root.subject.der));
  });

  it('§4.1.2.6 has one attribute in each RDN', async () => {
    const subject = [
      { type: '2.5.4.6', value: 'DE' },
      { type: '2.5.4.10', value: 'Team' },
      ...commonName('app.test'),
    ];
    expect((await leaf({ subject })).subject.rdns).toEqual(subject.map((attribute) => [attribute]));
  });

  it('§4.2.1.2 names its key by SHA-1 of the key’s bits, and its issuer’s key as the issuer does', async () => {
    const certificate = await leaf();
    const rootIdentifier = keyIdentifierOf(rootKeys.publicKey);
    const leafIdentifier = keyIdentifierOf(leafKeys.publicKey);
    expect(leafIdentifier).toEqual(
      new Uint8Array(await crypto.subtle.digest('SHA-1', certificate.publicKey.octets)),
    );
    for (const [one, subject, authority] of [
      [root, rootIdentifier, rootIdentifier],
      [certificate, leafIdentifier, rootIdentifier],
    ] as const) {
      expect(valueOf(one, 'subjectKeyIdentifier')).toEqual({ critical: false, value: subject });
      // §4.2.1.1: keyid alone, which Python ≥ 3.13 insists on.
      expect(valueOf(one, 'authorityKeyIdentifier')).toEqual({
        critical: false,
        value: { keyIdentifier: authority },
      });
    }
  });

  it('§4.2.1.3 and §4.2.1.9 has critical basic constraints and key usage', async () => {
    for (const one of [root, await leaf()]) {
      expect(valueOf(one, 'basicConstraints')?.critical).toBe(true);
      expect(valueOf(one, 'keyUsage')?.critical).toBe(true);
    }
  });

  it('§4.2 has no extension twice, and none that is not known here', async () => {
    for (const one of [root, await leaf()]) {
      const oids = one.extensions.map(({ oid }) => oid);
      expect(new Set(oids).size).toBe(oids.length);
      expect(Object.values(extensionOid)).toEqual(expect.arrayContaining(oids));
    }
  });
});

describe('§4.1.2.2 serial numbers', () => {
  it('stand in the certificate as drawn', async () => {
    const serialNumber = randomSerialNumber();
    expect((await leaf({ when: { serialNumber } })).serialNumber).toEqual(serialNumber);
    expect((await leaf()).serialNumber).toHaveLength(20);
  });

  it('of two certificates of one request differ', async () => {
    const [one, two] = [await leaf(), await leaf()];
    expect(toHex(one.serialNumber)).not.toBe(toHex(two.serialNumber));
  });
});

describe('§4.1.2.5 validity', () => {
  it('starts an hour before, on a whole second', async () => {
    expect((await leaf()).validity.notBefore).toEqual(new Date('2026-11-22T11:34:56Z'));
  });

  it('counts both its first and its last second: 397 days are 397 × 86,400 seconds', async () => {
    const { notBefore, notAfter } = (await leaf()).validity;
    expect(DEFAULT_LEAF_DAYS).toBe(397);
    expect(notAfter.getTime() - notBefore.getTime() + 1000).toBe(397 * DAY);
  });

  it('of an authority is ten years', () => {
    const { notBefore, notAfter } = root.validity;
    expect(notAfter.getTime() - notBefore.getTime() + 1000).toBe(3652 * DAY);
  });

  it('never outlasts the issuer’s', async () => {
    const notAfterAtMost = new Date('2026-12-01T00:00:00Z');
    expect((await leaf({ when: { notAfterAtMost } })).validity.notAfter).toEqual(notAfterAtMost);
    const far = new Date('2040-01-01T00:00:00Z');
    expect((await leaf({ when: { notAfterAtMost: far } })).validity.notAfter.getTime()).toBeLessThan(
      far.getTime(),
    );
  });

  it.each([
    ['2048-11-22T00:00:00Z', 397, 0x17, 0x17],
    ['2049-12-31T23:00:00Z', 1, 0x17, 0x18],
    ['2049-06-01T00:00:00Z', 397, 0x17, 0x18],
    ['2050-01-01T01:00:00Z', 1, 0x18, 0x18],
    ['2051-01-01T00:00:00Z', 397, 0x18, 0x18],
  ])('from %s for %d days is written under tags %d and %d', async (from, days, first, last) => {
    const certificate = await leaf({
      profile: { ...profiles.tlsServer, days },
      when: { at: new Date(from) },
    });
    const { tbs, validity } = certificate;
    const start = toHex(tbs).indexOf(first === 0x17 ? '170d' : '180f');
    const at = start / 2;
    expect(tbs[at]).toBe(first);
    expect(tbs[at + 2 + (tbs[at + 1] ?? 0)]).toBe(last);
    expect(validity.notBefore.getTime()).toBe(Date.parse(from) - 3_600_000);
  });

  it('the last second of 2049 is UTCTime, one second more is not', async () => {
    const end = async (notAfterAtMost: string) => {
      const { tbs } = await leaf({
        profile: { ...profiles.tlsServer, days: 20_000 },
        when: { notAfterAtMost: new Date(notAfterAtMost) },
      });
      return Buffer.from(tbs).toString('latin1');
    };
    expect(await end('2049-12-31T23:59:59Z')).toContain('\x17\x0d491231235959Z');
    expect(await end('2050-01-01T00:00:00Z')).toContain('\x18\x0f20500101000000Z');
    expect(NO_EXPIRY).toBe(Date.parse('9999-12-31T23:59:59Z'));
  });
});

describe('an authority', () => {
  it('has a CommonName, without which iOS hides it', () => {
    expect(root.subject.rdns.flat().map(({ type }) => type)).toContain('2.5.4.3');
  });

  it('signs certificates and revocation lists, nothing else', () => {
    expect(valueOf(root, 'keyUsage')?.value).toEqual(['keyCertSign', 'cRLSign']);
    expect(valueOf(root, 'extendedKeyUsage')).toBeUndefined();
    expect(valueOf(root, 'subjectAltName')).toBeUndefined();
  });

  it('signs no further authorities: pathLength 0', () => {
    expect(valueOf(root, 'basicConstraints')?.value).toEqual({ ca: true, pathLength: 0 });
  });

  it('§4.2.1.10 has critical name constraints', () => {
    expect(valueOf(root, 'nameConstraints')?.critical).toBe(true);
  });
});

describe('a server', () => {
  it('is no authority', async () => {
    expect(valueOf(await leaf(), 'basicConstraints')?.value).toEqual({ ca: false });
  });

  it('is for server authentication', async () => {
    expect(valueOf(await leaf(), 'extendedKeyUsage')).toEqual({ critical: false, value: [SERVER_AUTH] });
  });

  it.each<[KeyAlgorithmId, readonly string[]]>([
    ['ec-p256', ['digitalSignature']],
    ['ec-p384', ['digitalSignature']],
    ['ed25519', ['digitalSignature']],
    ['rsa-2048', ['digitalSignature', 'keyEncipherment']],
  ])('with a key of %s is used for %j', async (id, usages) => {
    const keys = await generateKeyPair(keyAlgorithms[id], false);
    expect(valueOf(await leaf({ keys }), 'keyUsage')?.value).toEqual(usages);
  });

  it('§4.2.1.6 carries every name in order, not critical beside a subject', async () => {
    const names: readonly GeneralName[] = [
      { kind: 'dns', value: 'app.test' },
      { kind: 'dns', value: '*.app.test' },
      { kind: 'ip', value: '127.0.0.1' },
      { kind: 'ip', value: '::1' },
      { kind: 'uri', value: 'spiffe://app.test/x' },
      { kind: 'email', value: 'ann@app.test' },
    ];
    expect(valueOf(await leaf({ names }), 'subjectAltName')).toEqual({ critical: false, value: names });
  });

  it('§4.2.1.6 has critical names exactly when the subject is empty', async () => {
    const certificate = await leaf({ subject: [] });
    expect(certificate.subject.rdns).toEqual([]);
    expect(valueOf(certificate, 'subjectAltName')?.critical).toBe(true);
  });

  it('without names has no such extension at all: an empty one is refused by Python ≥ 3.13', async () => {
    expect(valueOf(await leaf({ names: [] }), 'subjectAltName')).toBeUndefined();
  });

  it('self-signed is issued by its own name and key', async () => {
    const wanted = {
      name: distinguishedName(commonName('app.test')),
      alternativeNames: dns,
      publicKey: leafKeys.publicKey,
      family: leafKeys.algorithm.scheme.family,
    };
    const certificate = read((await issue(profiles.tlsServer, wanted, { self: leafKeys }, { at })).der);
    expect(certificate.issuer).toEqual(certificate.subject);
    expect(valueOf(certificate, 'authorityKeyIdentifier')?.value.keyIdentifier).toEqual(
      valueOf(certificate, 'subjectKeyIdentifier')?.value,
    );
  });
});
