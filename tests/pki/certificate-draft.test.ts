// What of a draft cannot be done, each at its place; what is unusual about it, mended by one change; and the ways a draft and a
// key come from elsewhere.
import { describe, expect, it } from 'vitest';
import { encodePem } from '../../src/codec/pem';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import type { DraftProblem } from '../../src/pki/draft/draft-problem';
import { draftFrom } from '../../src/pki/draft/from-certificate';
import { makeRequest } from '../../src/pki/draft/make';
import { openHeldKey } from '../../src/pki/draft/open-key';
import { previewCertificate, previewRequest } from '../../src/pki/draft/preview';
import { draftFor, profileIds } from '../../src/pki/draft/profiles';
import { parseTemplate, writeTemplate } from '../../src/pki/draft/template';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { exportPrivateKey } from '../../src/pki/key-export';
import { generateKeyPair } from '../../src/pki/keys';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import { CertificateDesk } from '../../src/worker/certificate-desk';
import type { AuthorityId } from '../../src/worker/ids';
import { KeyRing } from '../../src/worker/key-ring';
import { authorityOf, drafted, heldKey, madeFrom, type Changes } from '../support/drafted';

const at = new Date('2026-11-22T12:00:00Z');
const when = { at, serialNumber: new Uint8Array([0x40, 1, 2, 3, 4, 5, 6, 7]) };
const preview = (draft: CertificateDraft, authority?: OpenedAuthority) =>
  previewCertificate(draft, authority, { kind: 'new' }, when);

const inWords = ({ code, at: place, facts }: DraftProblem): string =>
  [code, place.join('.'), ...facts].filter((part) => part !== '').join(' ');
const problemsOf = async (changes: Changes): Promise<readonly string[]> =>
  (await preview(drafted('custom', 'app.test', changes))).problems.map(inWords);

describe('what cannot be done', () => {
  const cases: readonly (readonly [string, Changes, readonly string[]])[] = [
    [
      'subject',
      {
        subject: [
          { type: '2.5.4.6', value: 'Germany' },
          { type: 'CN', value: 'x' },
          { type: '2.5.4.3', value: '' },
          { type: '2.5.4.3', value: 'x'.repeat(65) },
          { type: '2.5.4.3', value: '\ud800' },
        ],
      },
      [
        'country-not-two-letters subject.0.value Germany',
        'not-an-oid subject.1.type CN',
        'empty subject.2.value',
        'too-long subject.3.value 64',
        'not-in-this-string subject.4.value \ufffd',
      ],
    ],
    [
      'names',
      {
        alternativeNames: [
          { kind: 'dns', value: 'https://app.test/' },
          { kind: 'dns', value: ' ' },
          { kind: 'dns', value: `${'a'.repeat(250)}.test` },
          { kind: 'ip', value: '127.1' },
          { kind: 'email', value: 'ada' },
          { kind: 'email', value: 'ädä@example.test' },
          { kind: 'uri', value: 'app.test' },
          { kind: 'registered-id', oid: '3.1' },
          { kind: 'other', oid: '1.2.3', form: 'printable', value: 'a@b' },
          { kind: 'other', oid: '1.2.3', form: 'bmp', value: '🔑' },
          { kind: 'directory', attributes: [] },
          { kind: 'der', hex: '0' },
          { kind: 'der', hex: '8201 61 00' },
          { kind: 'der', hex: '020101' },
        ],
      },
      [
        'not-a-dns-name alternativeNames.0.value https://app.test/',
        'empty alternativeNames.1.value',
        'too-long alternativeNames.2.value 253',
        'not-an-address alternativeNames.3.value 127.1',
        'not-an-email alternativeNames.4.value ada',
        'not-an-email alternativeNames.5.value ädä@example.test',
        'not-a-uri alternativeNames.6.value app.test',
        'not-an-oid alternativeNames.7.oid 3.1',
        'not-in-this-string alternativeNames.8.value @',
        'not-in-this-string alternativeNames.9.value 🔑',
        'empty alternativeNames.10.attributes',
        'not-hex alternativeNames.11.hex',
        'not-der alternativeNames.12.hex',
        'not-der alternativeNames.13.hex',
      ],
    ],
    ['no days', { validity: { kind: 'days', days: 0 } }, ['days-not-a-count validity.days 0']],
    ['days without end', { validity: { kind: 'days', days: 4_000_000 } }, ['too-late validity.days']],
    [
      'dates',
      { validity: { kind: 'dates', notBefore: '2026-02-31T00:00:00Z', notAfter: '2026-11-22' } },
      ['not-a-date validity.notBefore 2026-02-31T00:00:00Z', 'not-a-date validity.notAfter 2026-11-22'],
    ],
    [
      'dates the wrong way round',
      { validity: { kind: 'dates', notBefore: '2027-01-01T00:00:00Z', notAfter: '2026-01-01T00:00:00Z' } },
      ['ends-before-it-begins validity.notAfter'],
    ],
    ['serial zero', { serialNumber: '0x00' }, ['serial-not-positive serialNumber']],
    ['serial negative', { serialNumber: '-5' }, ['serial-not-positive serialNumber']],
    ['serial of 21 octets', { serialNumber: 'ff'.repeat(20) }, ['serial-too-large serialNumber 20']],
    ['serial of words', { serialNumber: 'one' }, ['not-hex serialNumber']],
    [
      'a signature of another key',
      { signature: 'rsa-pss-sha256' },
      ['signature-not-for-this-key signature rsa-pss-sha256 EC P-256'],
    ],
    ['an issuer without a name', { subject: [] }, ['no-name subject']],
    [
      'extensions',
      {
        extensions: {
          basicConstraints: { critical: true, ca: false, pathLength: -1 },
          keyUsage: { critical: true, usages: [] },
          extendedKeyUsage: { critical: false, purposes: ['1.2.3', '1.2.3'] },
          subjectKeyIdentifier: '',
          nameConstraints: { critical: true, permitted: [{ kind: 'ip', base: '10.0.0.0/33' }], excluded: [] },
          crlDistributionPoints: { critical: false, addresses: ['a.test/x'] },
          authorityInfoAccess: { ocsp: [], caIssuers: [] },
          certificatePolicies: {
            critical: false,
            policies: [
              { oid: '1.2.3', cps: [], notices: ['x'.repeat(201)] },
              { oid: '1.2.3', cps: [], notices: [] },
            ],
          },
          policyConstraints: {},
          inhibitAnyPolicy: 1.5,
          tlsFeature: [70_000],
          own: [
            { oid: '2.5.29.19', critical: false, value: { kind: 'der', hex: '0500' } },
            { oid: '1.2.3', critical: false, value: { kind: 'der', hex: '0500 0500' } },
            { oid: '1.2.4', critical: false, value: { kind: 'text', form: 'ia5', text: 'ä' } },
            { oid: '1.2.5', critical: false, value: { kind: 'der', hex: '3003 0201' } },
            { oid: '1.2.6', critical: false, value: { kind: 'der', hex: '0500' } },
            { oid: '1.2.6', critical: false, value: { kind: 'der', hex: '0500' } },
          ],
        },
      },
      [
        'not-a-number extensions.basicConstraints.pathLength -1',
        'empty extensions.keyUsage.usages',
        'twice extensions.extendedKeyUsage.purposes.1 1.2.3',
        'not-an-address-range extensions.nameConstraints.permitted.0.base 10.0.0.0/33',
        'too-long extensions.certificatePolicies.policies.0.notices.0 200',
        'twice extensions.certificatePolicies.policies.1.oid 1.2.3',
        'empty extensions.policyConstraints',
        'not-a-number extensions.inhibitAnyPolicy 1.5',
        'not-a-uri extensions.crlDistributionPoints.addresses.0 a.test/x',
        'empty extensions.authorityInfoAccess',
        'not-a-number extensions.tlsFeature.0 70000',
        'known-extension extensions.own.0.oid 2.5.29.19',
        'not-der extensions.own.1.value.hex',
        'not-in-this-string extensions.own.2.value.text ä',
        'not-der extensions.own.3.value.hex',
        'twice extensions.own.5.oid 1.2.6',
        'empty extensions.subjectKeyIdentifier',
      ],
    ],
  ];

  it.each(cases)('%s', async (_, changes, problems) => {
    expect(await problemsOf(changes)).toEqual(problems);
  });

  it('a public key that signs itself, and an authority that is gone', async () => {
    const { key } = (await heldKey('ec-p256')) as {
      readonly key: { readonly publicKey: Uint8Array<ArrayBuffer> };
    };
    const desk = new CertificateDesk(new KeyRing());
    const draft = drafted('custom', 'app.test');
    const other = { kind: 'public', publicKey: key.publicKey } as const;
    const own = await desk.preview({ draft, signer: { kind: 'self' }, key: other, at: at.getTime() });
    expect(own.problems.map(inWords)).toEqual(['key-not-here']);
    const signer = { kind: 'authority', authority: 'authority-7' as AuthorityId } as const;
    const request = { draft, signer, key: { kind: 'new' }, at: at.getTime() } as const;
    expect((await desk.preview(request)).problems.map(inWords)).toEqual(['authority-not-found']);
    expect(await desk.makeCertificate(request)).toMatchObject({ kind: 'refused' });
  });
});

describe('what is unusual', () => {
  it.each(profileIds.filter((id) => id !== 'custom'))('nothing about %s as it comes', async (profile) => {
    const names = profile.startsWith('tls-server') ? [{ kind: 'dns', value: 'app.test' } as const] : [];
    const { problems, remarks } = await preview(drafted(profile, 'app.test', { alternativeNames: names }));
    expect([problems, remarks]).toEqual([[], []]);
  });

  const cases: readonly (readonly [string, CertificateDraft])[] = [
    ['server-without-names', drafted('tls-server', 'app.test')],
    ['common-name-not-among-names', named('tls-server', 'app.test', 'other.test')],
    ['address-in-dns-name', named('tls-server', 'Team', '192.0.2.1')],
    ['name-twice', named('tls-server', 'app.test', 'app.test', 'APP.test')],
    [
      'server-beyond-825-days',
      { ...named('tls-server', 'a.test', 'a.test'), validity: { kind: 'days', days: 826 } },
    ],
    [
      'differs-from-profile',
      drafted('tls-client', 'x', { extensions: { keyUsage: usages('keyAgreement') } }),
    ],
    ['authority-basic-constraints-not-critical', root({ basicConstraints: { critical: false, ca: true } })],
    ['authority-may-not-sign', root({ keyUsage: usages('cRLSign') })],
    ['leaf-may-sign', drafted('custom', 'x', { extensions: { keyUsage: usages('keyCertSign') } })],
    ['leaf-with-path-length', custom({ basicConstraints: { critical: true, ca: false, pathLength: 0 } })],
    ['no-basic-constraints', drafted('custom', 'x')],
    ['key-identifier-other', custom({ subjectKeyIdentifier: '01' })],
    ['self-signed-authority-identifier', custom({ authorityKeyIdentifier: 'key-and-issuer' })],
    ['purpose-any', custom({ extendedKeyUsage: { critical: false, purposes: ['2.5.29.37.0', '1.2.3'] } })],
    ['key-encipherment-without-rsa', custom({ keyUsage: usages('keyEncipherment') })],
    [
      'rsa-without-digital-signature',
      { ...named('tls-server', 'a.test', 'a.test'), keyAlgorithm: 'rsa-2048' as const },
    ],
    [
      'constraints-not-critical',
      root({
        nameConstraints: { critical: false, permitted: [{ kind: 'dns', base: 'a.test' }], excluded: [] },
      }),
    ],
    [
      'critical-unknown',
      custom({ own: [{ oid: '1.2.3', critical: true, value: { kind: 'der', hex: '0500' } }] }),
    ],
    ['criticality-unusual', custom({ criticality: { subjectKeyIdentifier: true } })],
    ['serial-short', drafted('custom', 'x', { serialNumber: '01' })],
    ['rare-signature', drafted('custom', 'x', { signature: 'ecdsa-p256-sha512' })],
    ['rare-key', drafted('tls-client', 'x', { keyAlgorithm: 'ed25519' })],
    ['must-staple', custom({ tlsFeature: [5] })],
  ];

  it.each(cases)('%s, and one change mends it', async (code, draft) => {
    const adapted: CertificateDraft =
      code === 'rsa-without-digital-signature'
        ? { ...draft, extensions: { ...draft.extensions, keyUsage: usages('keyEncipherment') } }
        : draft;
    const { problems, remarks } = await preview(adapted);
    expect(problems).toEqual([]);
    const remark = remarks.find((one) => one.code === code);
    const mended = remark?.mended;
    if (mended === undefined) expect.unreachable(remarks.map((one) => one.code).join());
    const after = await preview(mended);
    expect(after.problems).toEqual([]);
    expect(after.remarks.map((one) => one.code)).not.toContain(code);
  });

  it.each([
    ['system:node:', ['node-without-name']],
    ['system:node:worker-1', []],
  ])('a kubelet that is called %s', async (name, expected) => {
    const { remarks } = await preview(drafted('tls-client', name));
    expect(remarks.map(({ code, at }) => [code, at])).toEqual(expected.map((code) => [code, ['subject', 1]]));
  });

  it('what no single change mends is said all the same', async () => {
    const codes = async (draft: CertificateDraft, authority?: OpenedAuthority) =>
      (await preview(draft, authority)).remarks.map(({ code }) => code);
    const past = {
      kind: 'dates',
      notBefore: '2020-01-01T00:00:00Z',
      notAfter: '2021-01-01T00:00:00Z',
    } as const;
    expect(await codes(drafted('tls-client', 'x', { validity: past }))).toEqual(['already-ended']);
    const future = {
      kind: 'dates',
      notBefore: '2030-01-01T00:00:00Z',
      notAfter: '2031-01-01T00:00:00Z',
    } as const;
    expect(await codes(drafted('tls-client', 'x', { validity: future }))).toEqual(['not-yet-begun']);
    // One distribution point, http://a.test/.
    const hex = '30163014a012a010860e687474703a2f2f612e746573742f';
    const own = [{ oid: '2.5.29.31', critical: true, value: { kind: 'der', hex } }] as const;
    expect(await codes(drafted('tls-client', 'x', { extensions: { own } }))).toEqual(['known-in-octets']);
    const { authorityKeyIdentifier: _, ...without } = drafted('tls-client', 'x').extensions;
    const authority = await authorityOf(await madeFrom(drafted('root', 'root'), undefined, at), at);
    expect(await codes({ ...drafted('tls-client', 'x'), extensions: without }, authority)).toEqual([
      'no-authority-key-identifier',
    ]);
    expect(await codes({ ...drafted('tls-client', 'x'), extensions: without })).toEqual([]);
  });
});

function usages(...wanted: NonNullable<CertificateDraft['extensions']['keyUsage']>['usages']) {
  return { critical: true, usages: wanted };
}
function named(profile: 'tls-server', commonName: string, ...names: readonly string[]): CertificateDraft {
  const alternativeNames = names.map((value) => ({ kind: 'dns', value }) as const);
  return drafted(profile, commonName, { alternativeNames });
}
function root(extensions: Partial<CertificateDraft['extensions']>): CertificateDraft {
  return drafted('root', 'x', { extensions });
}
function custom(extensions: Partial<CertificateDraft['extensions']>): CertificateDraft {
  return drafted('custom', 'x', { extensions });
}

describe('from elsewhere', () => {
  it('a request is copied with what it asks for, and gets what every certificate has', async () => {
    const draft = named('tls-server', 'app.test', 'app.test', 'www.app.test');
    const texts = { challengePassword: '', unstructuredName: '' };
    const made = await makeRequest(draft, { kind: 'new' }, texts);
    if (!made.ok) expect.unreachable();
    expect(draftFrom(made.value.der)).toMatchObject({ draft, leftOut: [], keyAlgorithm: 'ec-p256' });
    const long = await previewRequest(
      draft,
      { kind: 'new' },
      { ...texts, challengePassword: 'x'.repeat(256) },
    );
    expect(long.problems.map(inWords)).toEqual(['too-long challengePassword 255']);
  });

  it.each(profileIds)('%s comes back as the draft it was made from', async (profile) => {
    const draft = { ...drafted(profile, 'app.test'), signature: 'default' } as const;
    const above = await authorityOf(await madeFrom(drafted('root', 'above'), undefined, at), at);
    const { issued } = await madeFrom(draft, profile === 'root' ? undefined : above, at);
    expect(draftFrom(issued.der)?.draft).toEqual(draft);
  });

  it('octets that are neither give nothing', () => {
    expect(draftFrom(new Uint8Array([0x30, 0]))).toBeUndefined();
  });

  it('a key is opened, locked, refused', async () => {
    const pair = await generateKeyPair(keyAlgorithms['rsa-2048'], true);
    const file = await exportPrivateKey(pair.privateKey, 'pkcs8-encrypted', 'secret', { iterations: 1000 });
    const pem = file.ok ? file.value.text : expect.unreachable();
    expect(await openHeldKey([pem], '')).toEqual({ kind: 'locked', wrongPassphrase: false });
    expect(await openHeldKey([pem], 'wrong')).toEqual({ kind: 'locked', wrongPassphrase: true });
    const opened = await openHeldKey([pem], 'secret');
    if (opened.kind !== 'opened') expect.unreachable();
    expect([opened.label, opened.schemes[0], opened.schemes.length]).toEqual([
      'RSA 2048',
      'rsa-pkcs1-sha256',
      6,
    ]);
    expect(opened.key.publicKey).toEqual(pair.publicKey);
    const draft = drafted('tls-client', 'x', { signature: 'rsa-pss-sha384' });
    await madeFrom(draft, undefined, at, { kind: 'held', key: opened.key });
    expect(await openHeldKey(['nothing'], '')).toEqual({ kind: 'refused', problem: 'nothing-found' });
    const broken = encodePem('PRIVATE KEY', new Uint8Array([0x30, 0]));
    expect(await openHeldKey([broken], '')).toEqual({ kind: 'refused', problem: 'unsupported-key' });
    const other = await exportPrivateKey(
      (await generateKeyPair(keyAlgorithms.ed25519, true)).privateKey,
      'pkcs8',
    );
    const both = [pem, other.ok ? other.value.text : ''];
    expect(await openHeldKey(both, 'secret')).toEqual({ kind: 'refused', problem: 'several-keys' });
  });

  it('a template of another version or with a secret in it is refused by name', () => {
    const text = writeTemplate(draftFor('tls-server'));
    expect(parseTemplate(text)).toEqual({ ok: true, value: draftFor('tls-server') });
    expect(parseTemplate(text.replace('"version": 1', '"version": 2'))).toMatchObject({
      error: { code: 'newer-version', facts: ['2'] },
    });
    expect(parseTemplate(text.replace('"subject": []', '"subject": [], "privateKey": "x"'))).toMatchObject({
      error: { code: 'unknown-field', at: [], facts: ['privateKey'] },
    });
    expect(parseTemplate(text.replace('"own": []', '"own": [{}]'))).toMatchObject({
      error: { code: 'missing-field', at: ['extensions', 'own', 0], facts: ['oid'] },
    });
    expect(parseTemplate(text.replace('"days": 397', '"days": "397"'))).toMatchObject({
      error: { code: 'wrong-type', at: ['validity', 'days'], facts: ['number'] },
    });
  });
});
