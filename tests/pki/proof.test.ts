// The proof: a certificate that says anything else than was meant, in any field, is not handed over, and the field is named.
// The certificates here are real and properly signed; what differs is what was meant, or octets changed afterwards.
import { beforeAll, describe, expect, it } from 'vitest';
import { concat, fromHex, type Bytes } from '../../src/codec/bytes';
import { encodeCertificate, encodeTbsCertificate, type TbsCertificate } from '../../src/codec/certificate';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extension } from '../../src/codec/extension';
import { keyAlgorithms, type KeyAlgorithmId } from '../../src/pki/algorithms';
import { PkiError } from '../../src/pki/error';
import { issue, selfIssue, type IntendedExtension, type Issued, type Issuer } from '../../src/pki/issue';
import { generateKeyPair, type KeyPair } from '../../src/pki/keys';
import { localConstraints } from '../../src/pki/local-authority';
import { profiles } from '../../src/pki/profile';
import { prove } from '../../src/pki/proof';
import { sign } from '../../src/pki/signature';
import { signatureSchemes } from '../../src/pki/signature-scheme';

const at = new Date('2026-11-22T12:00:00Z');
const bytes = (hex: string) => fromHex(hex) ?? expect.unreachable(hex);
const commonName = (value: string) => distinguishedName([{ type: '2.5.4.3', value }]);

async function authority(algorithm: KeyAlgorithmId) {
  const keys = await generateKeyPair(keyAlgorithms[algorithm], false);
  const profile = { ...profiles.rootCa, nameConstraints: localConstraints([]) };
  return { keys, ...(await selfIssue(profile, commonName('Root'), keys, { at })) };
}
const leaf = (keys: KeyPair, issuer: Issuer) =>
  issue(
    profiles.tlsServer,
    {
      name: commonName('app.test'),
      alternativeNames: [
        { kind: 'dns', value: 'app.test' },
        { kind: 'ip', value: '127.0.0.1' },
      ],
      publicKey: keys.publicKey,
      family: keys.algorithm.scheme.family,
    },
    issuer,
    { at },
  );

/** The facts of the refusal; empty where the proof holds. */
async function refusal(issued: Issued, issuer: Issuer, second = true): Promise<readonly string[]> {
  try {
    await prove(issued, issuer, second);
    return [];
  } catch (error) {
    if (error instanceof PkiError && error.code === 'proof-failed') return error.facts;
    throw error;
  }
}

let root: Awaited<ReturnType<typeof authority>>;
let keys: KeyPair;
let issued: Issued;
beforeAll(async () => {
  root = await authority('ec-p256');
  keys = await generateKeyPair(keyAlgorithms['ec-p256'], false);
  issued = await leaf(keys, root.issuer);
});

describe('what is as meant', () => {
  it.each(['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519'] as const)(
    '%s is proved by both readers',
    async (id) => {
      const { issued: own, issuer, keys: pair } = await authority(id);
      expect(await refusal(own, issuer)).toEqual([]);
      const server = await leaf(pair, issuer);
      expect(await refusal(server, issuer)).toEqual([]);
      expect(await refusal(server, issuer, false)).toEqual([]);
    },
  );
});

describe('another field than was meant is named', () => {
  const later = new Date('2030-01-01T00:00:00Z');
  const fields: readonly (readonly [string, Partial<TbsCertificate>, readonly string[]])[] = [
    ['serial number', { serialNumber: bytes('05') }, ['serialNumber']],
    [
      'signature algorithm',
      { signature: signatureSchemes['ecdsa-p384-sha384'].signature },
      ['signature', 'signatureAlgorithm'],
    ],
    ['issuer', { issuer: commonName('Other root').der }, ['issuer']],
    ['start', { validity: { notBefore: at, notAfter: later } }, ['notBefore', 'notAfter']],
    ['subject', { subject: commonName('other.test').der }, ['subject']],
    ['an empty subject', { subject: commonName('').der }, ['subject']],
    ['key', { publicKey: bytes('300b300506032b6570030200ab') }, ['publicKey']],
    ['no extensions', { extensions: [] }, ['extensions']],
  ];

  it.each(fields)('%s', async (_, changed, named) => {
    const other = { ...issued, intended: { ...issued.intended, ...changed } };
    expect(await refusal(other, root.issuer)).toEqual(named.map((field) => `own reader: ${field}`));
  });

  const extensions: readonly (readonly [string, IntendedExtension])[] = [
    ['an authority', { name: 'basicConstraints', critical: true, value: { ca: true } }],
    ['a path length', { name: 'basicConstraints', critical: true, value: { ca: false, pathLength: 0 } }],
    ['another usage', { name: 'keyUsage', critical: true, value: ['digitalSignature', 'keyEncipherment'] }],
    ['another purpose', { name: 'extendedKeyUsage', critical: false, value: ['1.3.6.1.5.5.7.3.2'] }],
    [
      'a name left out',
      { name: 'subjectAltName', critical: false, value: [{ kind: 'dns', value: 'app.test' }] },
    ],
    ['another subject key identifier', { name: 'subjectKeyIdentifier', critical: false, value: bytes('00') }],
    [
      'another authority key identifier',
      { name: 'authorityKeyIdentifier', critical: false, value: { keyIdentifier: bytes('00') } },
    ],
    ['no authority key identifier', { name: 'authorityKeyIdentifier', critical: false, value: {} }],
    ['constraints nobody wrote', { name: 'nameConstraints', critical: true, value: localConstraints([]) }],
  ];

  it.each(extensions)('%s', async (_, meant) => {
    const intendedExtensions = [
      ...issued.intendedExtensions.filter(({ name }) => name !== meant.name),
      meant,
    ];
    expect(await refusal({ ...issued, intendedExtensions }, root.issuer)).toEqual([
      `own reader: ${meant.name}`,
    ]);
  });

  it('other constraints of an authority', async () => {
    const meant: IntendedExtension = {
      name: 'nameConstraints',
      critical: true,
      value: localConstraints([{ kind: 'dns', value: 'example.com' }]),
    };
    const intendedExtensions = [
      ...root.issued.intendedExtensions.filter(({ name }) => name !== 'nameConstraints'),
      meant,
    ];
    expect(await refusal({ ...root.issued, intendedExtensions }, root.issuer)).toEqual([
      'own reader: nameConstraints',
    ]);
  });

  it('criticality and order', async () => {
    const [first, second, ...rest] = issued.intended.extensions;
    if (first === undefined || second === undefined) expect.unreachable();
    for (const changed of [
      [{ ...first, critical: !first.critical }, second, ...rest],
      [second, first, ...rest],
      [first, second, ...rest, extension('keyUsage', true, [])],
    ]) {
      const other = { ...issued, intended: { ...issued.intended, extensions: changed } };
      expect(await refusal(other, root.issuer)).toEqual(['own reader: extensions']);
    }
  });

  it('several fields are named together', async () => {
    const intended = { ...issued.intended, serialNumber: bytes('05'), subject: commonName('b').der };
    expect(await refusal({ ...issued, intended }, root.issuer)).toEqual([
      'own reader: serialNumber',
      'own reader: subject',
    ]);
  });
});

describe('octets changed after signing', () => {
  const reissued = async (changed: Partial<TbsCertificate>): Promise<Issued> => {
    const { scheme } = root.keys.algorithm;
    const tbs = encodeTbsCertificate({ ...issued.intended, ...changed });
    const der = encodeCertificate(tbs, scheme.signature, await sign(scheme, root.keys.privateKey, tbs));
    return { ...issued, der };
  };

  it('properly signed, but with another serial number: the serial number alone is named', async () => {
    expect(await refusal(await reissued({ serialNumber: bytes('05') }), root.issuer)).toEqual([
      'own reader: serialNumber',
    ]);
  });

  it('properly signed, with an extension doubled: refused', async () => {
    const [first] = issued.intended.extensions;
    if (first === undefined) expect.unreachable();
    const doubled = await reissued({ extensions: [...issued.intended.extensions, first] });
    expect(await refusal(doubled, root.issuer)).toContain('own reader: extensions');
  });

  it('the outer algorithm alone', async () => {
    const tbs = encodeTbsCertificate(issued.intended);
    const signature = await sign(root.issuer.scheme, root.issuer.privateKey, tbs);
    const der = encodeCertificate(tbs, signatureSchemes.ed25519.signature, signature);
    expect(await refusal({ ...issued, der }, root.issuer)).toContain('own reader: signatureAlgorithm');
  });

  it('no octet can be changed unnoticed', async () => {
    for (let i = 0; i < issued.der.length; i++) {
      const der: Bytes = concat(issued.der);
      der[i] = (der[i] ?? 0) ^ 0x01;
      // pkijs takes milliseconds for each; whether it is asked changes nothing of what the others see.
      expect(await refusal({ ...issued, der }, root.issuer, i % 16 === 0), `octet ${i}`).not.toEqual([]);
    }
  });

  it('nor added or cut off', async () => {
    expect(await refusal({ ...issued, der: concat(issued.der, bytes('00')) }, root.issuer)).not.toEqual([]);
    expect(await refusal({ ...issued, der: issued.der.slice(0, -1) }, root.issuer)).not.toEqual([]);
    expect(await refusal({ ...issued, der: new Uint8Array() }, root.issuer)).not.toEqual([]);
  });
});

describe('the signature', () => {
  it('of another key of the same name is refused, by either way of checking', async () => {
    const impostor = await authority('ec-p256');
    expect(await refusal(issued, impostor.issuer)).toEqual(['signature']);
    expect(await refusal(issued, impostor.issuer, false)).toEqual(['signature']);
  });

  it.each(['rsa-2048', 'ed25519'] as const)(
    'of a %s authority that did not sign it is refused',
    async (id) => {
      const [signer, impostor] = await Promise.all([authority(id), authority(id)]);
      const server = await leaf(keys, signer.issuer);
      expect(await refusal(server, signer.issuer)).toEqual([]);
      expect(await refusal(server, impostor.issuer)).toEqual(['signature']);
    },
  );

  it('checked under a scheme it was not made with is refused', async () => {
    const other = await authority('ed25519');
    const facts = await refusal(issued, {
      ...root.issuer,
      scheme: other.issuer.scheme,
      publicKey: other.issuer.publicKey,
    });
    expect(facts).toEqual(['signature']);
  });
});
