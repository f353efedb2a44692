// Signing a request: what it asks for, what the profile gives, what is refused and why, and the certificate that comes of it.
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { primesOf } from '../../.ci/debian-openssl.mjs';
import { concat, toHex, type Bytes } from '../../src/codec/bytes';
import {
  encodeCertificateRequest,
  encodeRequestInformation,
  parseCertificateRequest,
} from '../../src/codec/certificate-request';
import { distinguishedName, type NameAttribute } from '../../src/codec/distinguished-name';
import { extension, type Extension } from '../../src/codec/extension';
import type { GeneralName } from '../../src/codec/general-name';
import { NULL_PARAMETERS } from '../../src/codec/algorithm-identifier';
import { encodePublicKey } from '../../src/codec/public-key';
import { challengePassword, extensionRequest } from '../../src/codec/request-attribute';
import type { NameConstraints } from '../../src/codec/name-constraint';
import { isCritical } from '../../src/pki/draft/criticality';
import { constraintsOfRules } from '../../src/pki/authority/house-rules';
import { readDraftName } from '../../src/pki/draft/names';
import { ProblemList } from '../../src/pki/draft/problem-list';
import { draftFor, profileExtensions } from '../../src/pki/draft/profiles';
import type { ProfileId } from '../../src/pki/draft/certificate-draft';
import { signatureSchemes } from '../../src/pki/signature-scheme';
import { SigningKey } from '../../src/pki/signing-key';
import {
  draftFromPlan,
  planSigning,
  type Decisions,
  type SigningPlan,
} from '../../src/pki/signing-plan/plan';
import type { PlanRow } from '../../src/pki/signing-plan/plan-row';
import { keyPair } from '../support/private-keys';
import { corpusRecords, derOf, describeWithShared } from '../support/shared';

const CN = '2.5.4.3';
/** User principal name. */
const UPN = '1.3.6.1.4.1.311.20.2.3';
let key: SigningKey;
beforeAll(async () => {
  key = await SigningKey.of(await keyPair('ec-p256'));
});

interface Asked {
  readonly subject?: readonly NameAttribute[];
  readonly names?: readonly GeneralName[];
  readonly extensions?: readonly Extension[];
}

async function der({
  subject = [{ type: CN, value: 'app.test' }],
  names,
  extensions = [],
}: Asked): Promise<Bytes> {
  const scheme = signatureSchemes['ecdsa-p256-sha256'];
  const asked = [...(names === undefined ? [] : [extension('subjectAltName', false, names)]), ...extensions];
  const information = encodeRequestInformation({
    subject: distinguishedName(subject).der,
    publicKey: key.publicKey,
    attributes: [...(asked.length === 0 ? [] : [extensionRequest(asked)]), challengePassword('p')],
  });
  return encodeCertificateRequest(information, scheme.signature, await key.sign(scheme, information));
}

interface Ground {
  readonly profile?: ProfileId;
  readonly constraints?: readonly NameConstraints[];
  readonly allowed?: NameConstraints;
}

async function planOf(
  octets: Bytes,
  { profile = 'tls-server', constraints = [], allowed }: Ground = {},
): Promise<SigningPlan> {
  const parsed = parseCertificateRequest(octets);
  const request = parsed.ok ? parsed.value : expect.unreachable(parsed.error.message);
  return planSigning({ request, base: draftFor(profile), constraints, ...(allowed && { allowed }) });
}
const plan = async (asked: Asked, ground?: Ground) => planOf(await der(asked), ground);

const row = ({ rows }: SigningPlan, id: string): PlanRow =>
  rows.find((one) => one.id === id) ??
  expect.unreachable(`no row ${id} in ${rows.map((one) => one.id).join()}`);
const codes = (of: SigningPlan, id: string) => row(of, id).refusals.map(({ code }) => code);
const decide = (of: SigningPlan, decisions: Decisions = {}) => {
  const decided = draftFromPlan(of, decisions);
  return decided.ok ? decided.value.draft : expect.unreachable(decided.error.map(({ id }) => id).join());
};
const dns = (value: string) => ({ kind: 'dns', value }) as const;

describe('a request like any other', () => {
  it('is taken as it is asked, and the profile decides the rest', async () => {
    const of = await plan({
      names: [dns('app.test'), { kind: 'ip', value: '10.0.0.1' }],
      extensions: [extension('extendedKeyUsage', false, ['1.3.6.1.5.5.7.3.1'])],
    });
    for (const { refusals, about } of of.rows) if (about !== 'attribute') expect(refusals).toEqual([]);
    const draft = decide(of);
    expect(draft).toMatchObject({
      profile: 'tls-server',
      subject: [{ type: CN, value: 'app.test' }],
      alternativeNames: [dns('app.test'), { kind: 'ip', value: '10.0.0.1' }],
      keyAlgorithm: 'ec-p256',
    });
    expect(draft.extensions).toEqual(profileExtensions('tls-server', 'ec'));
  });

  it('shows what the profile gives besides, and what is no part of a certificate', async () => {
    const of = await plan({ names: [dns('app.test')] });
    expect(row(of, 'extension/2.5.29.15')).toMatchObject({
      asked: undefined,
      given: { critical: true, items: ['digitalSignature'] },
      choices: [],
    });
    expect(row(of, 'attribute/0')).toMatchObject({ asked: 'p', choices: [] });
    expect(codes(of, 'attribute/0')).toEqual(['no-part-of-certificates']);
  });
});

describe('the signature', () => {
  it('that does not fit the key stands in the way whatever is decided', async () => {
    const octets = concat(await der({}));
    const at = octets.length - 1;
    octets[at] = (octets[at] ?? 0) ^ 1;
    const of = await planOf(octets);
    expect(codes(of, 'signature')).toEqual(['signature-does-not-fit']);
    const decided = draftFromPlan(of, { signature: { kind: 'take' } });
    expect(decided.ok ? [] : decided.error.map(({ id }) => id)).toEqual(['signature']);
  });

  it('somebody else’s key with one’s own signature is found out', async () => {
    const other = await keyPair('ec-p384');
    const scheme = signatureSchemes['ecdsa-p256-sha256'];
    const information = encodeRequestInformation({
      subject: distinguishedName([]).der,
      publicKey: other.publicKey,
      attributes: [],
    });
    const forged = encodeCertificateRequest(
      information,
      scheme.signature,
      await key.sign(scheme, information),
    );
    expect(codes(await planOf(forged), 'signature')).toEqual(['signature-does-not-fit']);
  });

  it('of an algorithm that cannot be checked here is taken only by decision', async () => {
    const publicKey = encodePublicKey({ oid: '1.3.101.113' }, new Uint8Array(57));
    const information = encodeRequestInformation({
      subject: distinguishedName([]).der,
      publicKey,
      attributes: [],
    });
    const of = await planOf(
      encodeCertificateRequest(information, { oid: '1.3.101.113' }, new Uint8Array(114)),
    );
    expect(codes(of, 'signature')).toEqual(['signature-cannot-be-checked']);
    expect(draftFromPlan(of, {}).ok).toBe(false);
    expect(draftFromPlan(of, { signature: { kind: 'take' } }).ok).toBe(true);
  });
});

describe('weak keys', () => {
  const rsa = (modulus: Uint8Array) =>
    encodePublicKey(
      { oid: '1.2.840.113549.1.1.1', parameters: NULL_PARAMETERS },
      // RSAPublicKey with exponent 65537.
      concat(...rsaParts(modulus)),
    );
  function rsaParts(modulus: Uint8Array): readonly Uint8Array[] {
    const integer = concat(new Uint8Array([0x02, 0x82, 0, 0, 0]), modulus);
    new DataView(integer.buffer).setUint16(2, modulus.length + 1);
    const body = concat(integer, new Uint8Array([0x02, 0x03, 0x01, 0x00, 0x01]));
    const head = new Uint8Array([0x30, 0x82, 0, 0]);
    new DataView(head.buffer).setUint16(2, body.length);
    return [head, body];
  }
  const requestFor = (publicKey: Bytes) =>
    encodeCertificateRequest(
      encodeRequestInformation({ subject: distinguishedName([]).der, publicKey, attributes: [] }),
      { oid: '1.2.840.113549.1.1.5', parameters: NULL_PARAMETERS },
      new Uint8Array(128),
    );

  it('RSA of 1024 bits, and a signature over SHA-1, are named', async () => {
    const of = await planOf(requestFor(rsa(new Uint8Array(128).fill(0xb1))));
    expect(row(of, 'key').refusals).toEqual([{ code: 'rsa-short', facts: ['1024'] }]);
    expect(codes(of, 'signature')).toContain('signature-does-not-fit');
  });

  it('one of Infineon’s is named', async () => {
    // A power of 65537 modulo every small prime, as those are: 65537 to the 128th has 2,049 bits.
    const hex = (65537n ** 128n).toString(16).padStart(514, '0');
    const modulus = new Uint8Array(hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []);
    expect(codes(await planOf(requestFor(rsa(modulus))), 'key')).toEqual(['rsa-roca']);
  });

  it('one of Debian’s, from 2006 to 2008, is named', async () => {
    const [p, q] = primesOf('le64', 'rnd', 4096, 2048);
    const modulus = new Uint8Array(Buffer.from((p * q).toString(16), 'hex'));
    const of = await planOf(requestFor(rsa(modulus)));
    expect(codes(of, 'key')).toEqual(['rsa-debian']);
    expect(row(of, 'key').usual).toEqual({ kind: 'leave' });
  });
});

describe('a request that reaches for more', () => {
  it('to be an authority: refused, unless the profile makes one', async () => {
    const extensions = [
      extension('basicConstraints', true, { ca: true }),
      extension('keyUsage', true, ['digitalSignature', 'keyCertSign', 'cRLSign', 'dataEncipherment']),
    ];
    const of = await plan({ names: [dns('app.test')], extensions });
    expect(codes(of, 'extension/2.5.29.19')).toEqual(['asks-to-be-authority']);
    expect(row(of, 'extension/2.5.29.15').refusals).toEqual([
      { code: 'asks-to-sign-certificates', facts: ['keyCertSign', 'cRLSign'] },
      { code: 'usage-beyond-profile', facts: ['dataEncipherment'] },
    ]);
    expect(decide(of).extensions).toEqual(profileExtensions('tls-server', 'ec'));
    const authority = await plan(
      { extensions: [extension('basicConstraints', true, { ca: true, pathLength: 0 })] },
      { profile: 'intermediate' },
    );
    expect(codes(authority, 'extension/2.5.29.19')).toEqual([]);
  });

  it('for further purposes: refused, and taken where that is decided', async () => {
    const of = await plan({
      names: [dns('app.test')],
      extensions: [extension('extendedKeyUsage', false, ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3'])],
    });
    const id = 'extension/2.5.29.37';
    expect(row(of, id).refusals).toEqual([{ code: 'purpose-beyond-profile', facts: ['1.3.6.1.5.5.7.3.3'] }]);
    expect(decide(of).extensions.extendedKeyUsage?.purposes).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(decide(of, { [id]: { kind: 'take' } }).extensions.extendedKeyUsage).toEqual({
      critical: false,
      purposes: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3'],
    });
  });

  it('for what only the authority knows, for unknown and for broken extensions', async () => {
    const own: Extension = {
      oid: '1.3.6.1.4.1.311.20.2',
      critical: true,
      value: new Uint8Array([0x1e, 2, 0, 65]),
    };
    const of = await plan({
      names: [dns('app.test')],
      extensions: [
        extension('crlDistributionPoints', false, [{ fullName: [{ kind: 'uri', value: 'http://x.test/' }] }]),
        extension('authorityKeyIdentifier', false, { keyIdentifier: new Uint8Array(20), issuer: [dns('x')] }),
        extension('tlsFeature', false, [5]),
        own,
        { oid: '2.5.29.32', critical: false, value: new Uint8Array([0x30, 0]) },
        extension('ocspNoCheck', false, true),
        extension('ocspNoCheck', false, true),
      ],
    });
    expect(codes(of, 'extension/2.5.29.31')).toEqual(['for-the-authority']);
    expect(row(of, 'extension/2.5.29.35')).toMatchObject({ choices: ['leave'] });
    expect(codes(of, 'extension/1.3.6.1.5.5.7.1.24')).toEqual(['not-in-profile']);
    expect(codes(of, `extension/${own.oid}`)).toEqual(['unknown-extension']);
    expect(codes(of, 'extension/2.5.29.32')).toEqual(['malformed-extension']);
    expect(codes(of, 'extension/1.3.6.1.5.5.7.48.1.5')).toEqual(['extension-twice']);
    expect(decide(of).extensions).toEqual(profileExtensions('tls-server', 'ec'));
    const taken = decide(of, {
      [`extension/${own.oid}`]: { kind: 'take' },
      'extension/1.3.6.1.5.5.7.1.24': { kind: 'take' },
      'extension/2.5.29.35': { kind: 'take' },
      'extension/2.5.29.32': { kind: 'take' },
    });
    expect(taken.extensions).toEqual({
      ...profileExtensions('tls-server', 'ec'),
      tlsFeature: [5],
      own: [{ oid: own.oid, critical: true, value: { kind: 'der', hex: toHex(own.value) } }],
    });
  });
});

describe('whether an extension is critical', () => {
  const tls = 'extension/1.3.6.1.5.5.7.1.24';
  const limits = 'extension/2.5.29.54';

  it('is shown, and taken as asked where the extension is', async () => {
    const of = await plan({
      names: [dns('app.test')],
      extensions: [extension('tlsFeature', true, [5]), extension('inhibitAnyPolicy', false, 0)],
    });
    expect(row(of, tls)).toMatchObject({ asked: { critical: true, items: ['5'] } });
    expect(row(of, limits)).toMatchObject({ asked: { critical: false } });
    const { extensions } = decide(of, { [tls]: { kind: 'take' }, [limits]: { kind: 'take' } });
    expect(isCritical(extensions, 'tlsFeature')).toBe(true);
    expect(isCritical(extensions, 'inhibitAnyPolicy')).toBe(false);
    expect(isCritical(decide(of).extensions, 'tlsFeature')).toBe(false);
  });

  it('where the standard says so is shown as well', async () => {
    const asked = [extension('inhibitAnyPolicy', true, 0)];
    const of = await plan({ names: [dns('app.test')], extensions: asked });
    expect(row(of, limits)).toMatchObject({ asked: { critical: true } });
    expect(row(of, 'extension/2.5.29.14')).toMatchObject({ given: { critical: false } });
  });
});

describe('names', () => {
  const test: NameConstraints = { permitted: [{ kind: 'dns', base: 'test' }], excluded: [] };

  it('outside the authority’s constraints, or outside what one signs, are left', async () => {
    const asked = { names: [dns('app.test'), dns('google.com')] };
    const of = await plan(asked, { constraints: [test] });
    expect(row(of, 'name/1').refusals).toEqual([{ code: 'outside-constraints', facts: ['google.com'] }]);
    expect(decide(of).alternativeNames).toEqual([dns('app.test')]);
    const allowed = await plan(asked, { allowed: test });
    expect(codes(allowed, 'name/1')).toEqual(['outside-allowed']);
    expect(decide(allowed, { 'name/1': { kind: 'take' } }).alternativeNames).toHaveLength(2);
  });

  it('that are nobody’s on the Internet are given for the asking', async () => {
    const names: readonly GeneralName[] = [
      ...[
        'localhost',
        'a.test',
        'printer.local',
        'x.internal',
        'nas.home.arpa',
        'nas.lan',
        'nas',
        '*.a.test',
      ].map(dns),
      ...['127.0.0.1', '10.9.8.7', 'fd00::1', '169.254.1.1'].map((value) => ({ kind: 'ip', value }) as const),
      { kind: 'email', value: 'a@corp.internal' },
      { kind: 'uri', value: 'spiffe://cluster.local/ns/a' },
    ];
    const of = await plan({ names });
    expect(of.rows.filter(({ about }) => about === 'name').flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(decide(of).alternativeNames).toHaveLength(names.length);
  });

  const somebodys = [
    [dns('www.google.com'), { kind: 'dns', base: 'google.com' }],
    [dns('*.shop.example.co.uk'), { kind: 'dns', base: 'example.co.uk' }],
    [dns('me.github.io'), { kind: 'dns', base: 'me.github.io' }],
    [dns('WWW.Google.COM'), { kind: 'dns', base: 'google.com' }],
    [
      { kind: 'ip', value: '8.8.8.8' },
      { kind: 'ip', base: '8.8.8.8/32' },
    ],
    [
      { kind: 'ip', value: '2001:4860::1' },
      { kind: 'ip', base: '2001:4860::1/128' },
    ],
    [
      { kind: 'email', value: 'ceo@mail.example.com' },
      { kind: 'email', base: 'mail.example.com' },
    ],
    [
      { kind: 'uri', value: 'https://www.example.com/x' },
      { kind: 'uri', base: 'www.example.com' },
    ],
  ] as const satisfies readonly (readonly [GeneralName, object])[];

  it.each(somebodys)('%j may be somebody’s, and waits for a rule: %j', async (name, rule) => {
    const of = await plan({ subject: [], names: [name] });
    expect(row(of, 'name/0').refusals).toEqual([
      { code: 'outside-allowed', facts: [name.value], rule: { may: true, ...rule } },
    ]);
    expect(decide(of).alternativeNames).toEqual([]);
    expect(decide(of, { 'name/0': { kind: 'take' } }).alternativeNames).toEqual([name]);
    const allowed = constraintsOfRules([{ may: true, ...rule }]);
    const given = await plan({ subject: [], names: [name] }, { allowed });
    expect(codes(given, 'name/0')).toEqual([]);
    expect(decide(given).alternativeNames).toEqual([name]);
  });

  it('that a registry gives out under have no rule that a click makes', async () => {
    for (const name of ['*.com', 'co.uk', '*.github.io'])
      expect(row(await plan({ subject: [], names: [dns(name)] }), 'name/0').refusals).toEqual([
        { code: 'outside-allowed', facts: [name] },
      ]);
  });

  it('that the authority’s own constraints speak of were said already; a constraint of everything says nothing', async () => {
    const named: NameConstraints = { permitted: [{ kind: 'dns', base: 'example.com' }], excluded: [] };
    const names = [dns('www.example.com')];
    expect(codes(await plan({ names }, { constraints: [named] }), 'name/0')).toEqual([]);
    const all: NameConstraints = { permitted: [{ kind: 'dns', base: '' }], excluded: [] };
    expect(codes(await plan({ names }, { constraints: [all] }), 'name/0')).toEqual(['outside-allowed']);
  });

  it('that are never signed by a rule are left, also where they are local', async () => {
    const allowed = constraintsOfRules([
      { may: true, kind: 'dns', base: 'example.com' },
      { may: false, kind: 'dns', base: 'prod.example.com' },
      { may: false, kind: 'dns', base: 'vault.test' },
    ]);
    const of = await plan(
      { names: ['a.example.com', 'b.prod.example.com', 'vault.test'].map(dns) },
      { allowed },
    );
    expect(decide(of).alternativeNames).toEqual([dns('a.example.com')]);
    expect(row(of, 'name/1').refusals).toEqual([{ code: 'outside-allowed', facts: ['b.prod.example.com'] }]);
  });

  it.each([
    ['www.google.com', ['outside-allowed']],
    ['ceo@google.com', ['outside-allowed']],
    ['8.8.8.8', ['outside-allowed']],
    ['app.test', []],
    ['Ann Lee', []],
    ['node.js', []],
  ] as const)('a CommonName %s beside other names: %j', async (value, expected) => {
    const of = await plan({ subject: [{ type: CN, value }], names: [dns('app.test')] });
    expect(codes(of, 'subject/0')).toEqual(expected);
  });

  it('of somebody in a CommonName alone are neither subject nor name', async () => {
    const of = await plan({ subject: [{ type: CN, value: 'www.google.com' }] });
    expect(decide(of)).toMatchObject({ subject: [], alternativeNames: [] });
    const allowed = constraintsOfRules([{ may: true, kind: 'dns', base: 'google.com' }]);
    const given = await plan({ subject: [{ type: CN, value: 'www.google.com' }] }, { allowed });
    expect(decide(given)).toMatchObject({
      subject: [{ type: CN, value: 'www.google.com' }],
      alternativeNames: [dns('www.google.com')],
    });
  });

  it('that are a public address among DNS names wait for a rule about that address', async () => {
    const of = await plan({ subject: [], names: [dns('8.8.8.8')] });
    expect(row(of, 'name/0').refusals).toEqual([
      { code: 'address-in-dns-name', facts: ['8.8.8.8'] },
      { code: 'outside-allowed', facts: ['8.8.8.8'], rule: { may: true, kind: 'ip', base: '8.8.8.8/32' } },
    ]);
  });

  it('in the subject are held against them too', async () => {
    const subject = [
      { type: '2.5.4.10', value: 'Org' },
      { type: CN, value: 'google.com' },
      { type: '1.2.840.113549.1.9.1', value: 'a@google.com' },
    ];
    const mail: NameConstraints = { permitted: [{ kind: 'email', base: 'a.test' }], excluded: [] };
    const of = await plan({ subject }, { constraints: [test, mail] });
    expect(codes(of, 'subject/0')).toEqual([]);
    expect(codes(of, 'subject/1')).toEqual(['outside-constraints']);
    expect(codes(of, 'subject/2')).toEqual(['outside-constraints']);
    expect(decide(of).subject).toEqual([subject[0]]);
    const name = distinguishedName([{ type: '2.5.4.10', value: 'Other' }]);
    const directory: NameConstraints = { permitted: [{ kind: 'directory', name }], excluded: [] };
    expect(decide(await plan({ subject }, { constraints: [directory] })).subject).toEqual([]);
  });

  it('an address among DNS names is moved to where clients look for it', async () => {
    const of = await plan({ names: [dns('127.0.0.1'), dns('app.test'), dns('APP.test')] });
    expect(row(of, 'name/0')).toMatchObject({
      refusals: [{ code: 'address-in-dns-name', facts: ['127.0.0.1'] }],
      proposal: { kind: 'ip', value: '127.0.0.1' },
    });
    expect(codes(of, 'name/2')).toEqual(['name-twice']);
    expect(decide(of).alternativeNames).toEqual([{ kind: 'ip', value: '127.0.0.1' }, dns('app.test')]);
    expect(decide(of, { 'name/0': { kind: 'take' } }).alternativeNames[0]).toEqual(dns('127.0.0.1'));
  });

  it('of every kind survive, and can be changed', async () => {
    const other = new Uint8Array([0xa0, 0x0d, 6, 3, 0x2a, 3, 4, 0xa0, 6, 0x0c, 4, 0x61, 0x40, 0x62, 0x63]);
    const of = await plan(
      {
        names: [
          { kind: 'other', der: other },
          { kind: 'email', value: 'a@b.test' },
        ],
      },
      { profile: 'tls-client' },
    );
    const unknown = { kind: 'other', oid: '1.2.3.4', form: 'utf8', value: 'a@bc' };
    // Whose it is cannot be told: it is somebody's decision.
    expect(codes(of, 'name/0')).toEqual(['unknown-name']);
    expect(decide(of).alternativeNames).toEqual([{ kind: 'email', value: 'a@b.test' }]);
    expect(decide(of, { 'name/0': { kind: 'take' } }).alternativeNames).toEqual([
      unknown,
      { kind: 'email', value: 'a@b.test' },
    ]);
    const changed = { kind: 'change-name', name: { kind: 'email', value: 'c@d.test' } } as const;
    expect(decide(of, { 'name/0': { kind: 'leave' }, 'name/1': changed }).alternativeNames).toEqual([
      { kind: 'email', value: 'c@d.test' },
    ]);
  });

  it('of persons are told apart, and shown by what they say', async () => {
    const upn = (value: string) => ({ kind: 'other', oid: UPN, form: 'utf8', value }) as const;
    const asked = ['ann@corp.internal', 'bob@corp.internal', 'ann@corp.internal'].map(upn);
    const names = asked.map((one) => readDraftName(one, [], new ProblemList()) ?? expect.unreachable());
    const of = await plan({ subject: [], names }, { profile: 'tls-client' });
    expect(row(of, 'name/1')).toMatchObject({ text: 'bob@corp.internal', refusals: [] });
    expect(codes(of, 'name/2')).toEqual(['name-twice']);
    expect(decide(of).alternativeNames).toEqual(asked.slice(0, 2));
  });

  it.each([
    ['app.test', [], dns('app.test')],
    ['10.1.2.3', [], { kind: 'ip', value: '10.1.2.3' }],
    ['localhost', [], dns('localhost')],
    ['app.test', [dns('www.test')], undefined],
  ] as const)('a CommonName %s beside %j', async (value, names, taken) => {
    const of = await plan({ subject: [{ type: CN, value }], names });
    expect(row(of, 'name/common-name')).toMatchObject({ from: 'common-name', text: value });
    const { alternativeNames } = decide(of);
    expect(alternativeNames).toEqual(taken === undefined ? names : [taken]);
    expect(decide(of, { 'name/common-name': { kind: 'take' } }).alternativeNames).toHaveLength(
      names.length + 1,
    );
  });

  it('of people are no hosts', async () => {
    const of = await plan({ subject: [{ type: CN, value: 'Ann Lee' }] });
    expect(of.rows.some(({ id }) => id === 'name/common-name')).toBe(false);
  });

  it('with what nobody sees in them are left', async () => {
    const of = await plan({
      subject: [
        { type: CN, value: 'app.test\u202e' },
        { type: '2.5.4.6', value: 'Germany' },
      ],
    });
    expect(row(of, 'subject/0').refusals).toEqual([{ code: 'invisible-character', facts: ['U+202E'] }]);
    expect(row(of, 'subject/1').refusals).toEqual([
      { code: 'not-writable', facts: ['country-not-two-letters'] },
    ]);
    expect(decide(of).subject).toEqual([]);
    const value = { kind: 'change-value', value: 'DE' } as const;
    expect(decide(of, { 'subject/1': value }).subject).toEqual([{ type: '2.5.4.6', value: 'DE' }]);
  });

  it('none in an extension for names: it is dropped, and said', async () => {
    const of = await plan({ names: [] });
    expect(codes(of, 'extension/2.5.29.17')).toEqual(['empty-alternative-names']);
    expect(decide(of).alternativeNames).toEqual([dns('app.test')]);
  });
});

describeWithShared('corpora/decode', 'requests of other projects', (path) => {
  it('are planned without a throw, and nothing an authority could use comes of them by itself', async () => {
    const records = readdirSync(path('.')).flatMap((one) => corpusRecords(path(one)));
    let planned = 0;
    for (const record of records.filter(({ kind, der: octets }) => kind === 'csr' && octets !== undefined)) {
      const parsed = parseCertificateRequest(derOf(record));
      if (!parsed.ok) continue;
      const of = await planSigning({ request: parsed.value, base: draftFor('tls-server'), constraints: [] });
      const everything = Object.fromEntries(of.rows.map(({ id }) => [id, { kind: 'take' } as const]));
      const usual = draftFromPlan(of, {});
      if (usual.ok) {
        const { basicConstraints, keyUsage, extendedKeyUsage, own } = usual.value.draft.extensions;
        expect(basicConstraints?.ca, String(record.id)).toBe(false);
        expect(keyUsage?.usages).not.toContain('keyCertSign');
        expect(extendedKeyUsage?.purposes).toEqual(['1.3.6.1.5.5.7.3.1']);
        expect(own).toEqual([]);
      }
      expect(draftFromPlan(of, everything).ok).toBe(
        !codes(of, 'signature').includes('signature-does-not-fit'),
      );
      planned++;
    }
    expect(planned).toBeGreaterThan(10);
  });
});
