// Drafts of any content: they are refused with problems at places that exist in them, or become a certificate that two readers
// agree about; what a certificate says comes back as the draft it was made from; and templates keep everything, refuse the rest.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyUsages } from '../../src/codec/extension';
import type {
  CertificateDraft,
  DraftAttribute,
  DraftExtensions,
  DraftName,
  DraftPlace,
  DraftSubtree,
} from '../../src/pki/draft/certificate-draft';
import type { DraftProblem } from '../../src/pki/draft/draft-problem';
import { draftFrom } from '../../src/pki/draft/from-certificate';
import { makeCertificate, type KeyForDraft } from '../../src/pki/draft/make';
import { previewCertificate, previewRequest } from '../../src/pki/draft/preview';
import { draftFor, familyOf, profileIds, withKeyAlgorithm, withProfile } from '../../src/pki/draft/profiles';
import { draftFromLink, parseTemplate, templateLink, writeTemplate } from '../../src/pki/draft/template';
import { heldKey } from '../support/drafted';

const at = new Date('2026-11-22T12:00:00Z');
const serialNumber = new Uint8Array([0x40, 1, 2, 3, 4, 5, 6, 7, 8]);
let held: KeyForDraft | undefined;
const key = async (): Promise<KeyForDraft> => (held ??= await heldKey('ec-p256'));

const few = { maxLength: 3 };
/** Mostly good, now and then anything. */
const text = (...good: readonly string[]) =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...good), weight: 12 },
    { arbitrary: fc.string({ unit: 'binary', maxLength: 20 }), weight: 1 },
  );
const oid = text('1.2.3', '2.5.29.37.0', '1.3.6.1.5.5.7.3.1', '2.999.5', '1.3.6.1.4.1.311.20.2.3');
const uri = text('http://a.test/x.crl', 'ldap://a.test/cn=x', 'urn:x:y', 'https://bücher.test/ä');
const host = text('app.test', '*.app.test', 'bücher.test', 'a_b.test', 'APP.test.', '10.0.0.1');
const hex = text('0500', '30 00', '0c:02:68:69', '8207 612e74657374 00', '8206612e74657374', 'a0');
const count = fc.oneof(
  { arbitrary: fc.nat(20), weight: 12 },
  { arbitrary: fc.oneof(fc.integer(), fc.double()), weight: 1 },
);
const form = fc.constantFrom('utf8', 'ia5', 'printable', 'bmp');
const critical = fc.boolean();

const attribute: fc.Arbitrary<DraftAttribute> = fc.oneof(
  fc.record({
    type: fc.constantFrom('2.5.4.3', '2.5.4.10', '2.5.4.11'),
    value: text('app.test', 'Ä Ö', ' x '),
  }),
  fc.record({ type: oid, value: text('x') }),
  fc.record({ type: fc.constant('2.5.4.6'), value: text('DE', 'fr') }),
);
const attributes = fc.array(attribute, { minLength: 1, maxLength: 3 });

const name: fc.Arbitrary<DraftName> = fc.oneof(
  fc.record({ kind: fc.constant('dns'), value: host }),
  fc.record({ kind: fc.constant('ip'), value: text('192.0.2.1', '::1', '2001:DB8::1') }),
  fc.record({ kind: fc.constant('email'), value: text('a@b.test', 'ä@b.test', 'a@bücher.test') }),
  fc.record({ kind: fc.constant('uri'), value: uri }),
  fc.record({ kind: fc.constant('directory'), attributes }),
  fc.record({ kind: fc.constant('registered-id'), oid }),
  fc.record({ kind: fc.constant('other'), oid, form, value: text('me@corp.test', 'é', '中') }),
  fc.record({ kind: fc.constant('der'), hex }),
);
const subtree: fc.Arbitrary<DraftSubtree> = fc.oneof(
  fc.record({ kind: fc.constant('dns'), base: text('a.test', '.a.test', '') }),
  fc.record({
    kind: fc.constant('ip'),
    base: text('10.0.0.0/8', 'fd00::/8', '192.0.2.1', '10.0.0.0/255.0.255.0'),
  }),
  fc.record({ kind: fc.constant('email'), base: text('a.test', '.a.test', 'me@a.test') }),
  fc.record({ kind: fc.constant('uri'), base: text('a.test', '.a.test') }),
  fc.record({ kind: fc.constant('directory'), attributes }),
  fc.record({ kind: fc.constant('der'), hex }),
);

const extensions: fc.Arbitrary<DraftExtensions> = fc
  .record(
    {
      basicConstraints: fc.record(
        { critical, ca: fc.boolean(), pathLength: count },
        { requiredKeys: ['critical', 'ca'] },
      ),
      keyUsage: fc.record({ critical, usages: fc.subarray([...keyUsages]) }),
      extendedKeyUsage: fc.record({ critical, purposes: fc.uniqueArray(oid, few) }),
      subjectKeyIdentifier: text('hash', 'hash', '01 02', 'ff'),
      authorityKeyIdentifier: fc.constantFrom('key' as const, 'key-and-issuer' as const),
      nameConstraints: fc.record({
        critical,
        permitted: fc.array(subtree, few),
        excluded: fc.array(subtree, few),
      }),
      crlDistributionPoints: fc.record({
        critical,
        addresses: fc.array(uri, { minLength: 1, maxLength: 2 }),
      }),
      authorityInfoAccess: fc.record({ ocsp: fc.array(uri, few), caIssuers: fc.array(uri, few) }),
      certificatePolicies: fc.record({
        critical,
        policies: fc.uniqueArray(
          fc.record({ oid, cps: fc.array(uri, few), notices: fc.array(text('Ä!'), few) }),
          {
            minLength: 1,
            maxLength: 2,
            selector: (policy) => policy.oid,
          },
        ),
      }),
      policyMappings: fc.record({
        critical,
        mappings: fc.array(fc.record({ issuer: oid, subject: oid }), few),
      }),
      policyConstraints: fc.record({ requireExplicit: count, inhibitMapping: count }, { requiredKeys: [] }),
      inhibitAnyPolicy: count,
      tlsFeature: fc.array(count, few),
      ocspNoCheck: fc.constant(true),
    },
    { requiredKeys: [] },
  )
  .chain((some) =>
    fc
      .record({
        subjectAltNameCritical: fc.constantFrom<boolean | 'auto'>(true, false, 'auto', 'auto'),
        own: fc.array(
          fc.record({
            oid: text('1.2.3.4.5', '1.2.3.4.6', '2.5.29.16', '2.5.29.19'),
            critical,
            value: fc.oneof(
              fc.record({ kind: fc.constant('der' as const), hex }),
              fc.record({ kind: fc.constant('text' as const), form, text: text('hé', 'hi') }),
            ),
          }),
          { maxLength: 2 },
        ),
      })
      .map((rest) => ({ ...some, ...rest })),
  );

const draft: fc.Arbitrary<CertificateDraft> = fc.record({
  profile: fc.constantFrom(...profileIds),
  subject: fc.oneof(attributes, fc.constant([])),
  alternativeNames: fc.array(name, few),
  keyAlgorithm: fc.constantFrom('ec-p256', 'ec-p384', 'rsa-2048', 'ed25519'),
  signature: fc.constantFrom('default', 'default', 'ecdsa-p256-sha384', 'rsa-pss-sha256'),
  validity: fc.oneof(
    fc.record({
      kind: fc.constant('days' as const),
      days: fc.oneof(fc.integer({ min: 1, max: 3000 }), count),
    }),
    fc.record({
      kind: fc.constant('dates' as const),
      notBefore: text('2026-11-22T08:00:00Z', '1950-01-01T00:00:00Z'),
      notAfter: text('2027-11-22T08:00:00Z', '9999-12-31T23:59:59Z', '2026-02-31T00:00:00Z'),
    }),
  ),
  serialNumber: text('', '', '01', '0x7fffffffffffffff', '-1', '00', 'ff'.repeat(20)),
  extensions,
});

/** Without whatever has a problem: the whole extension, all names, all of the subject. */
function withoutProblems(one: CertificateDraft, problems: readonly DraftProblem[]): CertificateDraft {
  const places = new Set(problems.map(({ at: place }) => place.slice(0, 2).join('.')));
  const has = (part: string) => [...places].some((place) => place.split('.')[0] === part);
  const sound = Object.entries(one.extensions).filter(([part]) => !places.has(`extensions.${part}`));
  const usual = draftFor(one.profile);
  return {
    ...one,
    subject: has('subject') ? [{ type: '2.5.4.3', value: 'mended' }] : one.subject,
    alternativeNames: has('alternativeNames') ? [] : one.alternativeNames,
    validity: has('validity') ? usual.validity : one.validity,
    serialNumber: has('serialNumber') ? '' : one.serialNumber,
    extensions: { subjectAltNameCritical: 'auto', own: [], ...Object.fromEntries(sound) },
  };
}

/** What stands at a place; `undefined` where the place does not exist. */
const standing = (from: unknown, place: DraftPlace): unknown =>
  place.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], from);

describe('any draft', () => {
  it('has problems at places of its own, or is shown', async () => {
    await fc.assert(
      fc.asyncProperty(draft, async (one) => {
        const wanted = { kind: 'new' } as const;
        const { problems, remarks, decoded } = await previewCertificate(one, undefined, wanted, {
          at,
          serialNumber,
        });
        expect(problems.length === 0).toBe(decoded !== undefined);
        for (const { at: place } of [...problems, ...remarks])
          expect(place.length < 2 || standing(one, place.slice(0, -1)) !== undefined, place.join('.')).toBe(
            true,
          );
        for (const { mended } of remarks) if (mended !== undefined) expect(mended).not.toEqual(one);
        const attributes = { challengePassword: 'x', unstructuredName: '' };
        const asked = await previewRequest(one, wanted, attributes);
        expect(asked.problems.length === 0).toBe(asked.decoded !== undefined);
      }),
    );
  });

  it('without problems becomes a certificate that two readers agree about, and that says what the draft said', async () => {
    await fc.assert(
      fc.asyncProperty(draft, async (one) => {
        const wanted: CertificateDraft = { ...one, signature: 'default' };
        const tried = await makeCertificate(wanted, undefined, await key(), at);
        const mended = tried.ok ? wanted : withoutProblems(wanted, tried.error);
        const result = tried.ok ? tried : await makeCertificate(mended, undefined, await key(), at);
        if (!result.ok) expect.unreachable(JSON.stringify([result.error, mended]));
        const copied = draftFrom(result.value.issued.der);
        const again = copied && (await makeCertificate(copied.draft, undefined, await key(), at));
        if (again?.ok !== true) expect.unreachable(JSON.stringify(again));
        // Once through a certificate, a draft is in the form that comes back unchanged.
        expect(draftFrom(again.value.issued.der)?.draft).toEqual(copied?.draft);
        expect(copied?.leftOut).toEqual([]);
      }),
    );
  });

  it('survives a template and a link', () => {
    fc.assert(
      fc.property(draft, (one) => {
        // JSON has neither NaN nor infinities nor a negative zero, and no form gives them.
        const plain = JSON.parse(JSON.stringify(one)) as CertificateDraft;
        const kept = parseTemplate(writeTemplate(one));
        if (kept.ok) expect(kept.value).toEqual(plain);
        else expect(JSON.stringify(plain)).toContain('null');
        const link = templateLink(plain);
        if (link !== undefined && kept.ok) {
          expect(link).toMatch(/^[\w-]+$/);
          const linked = draftFromLink(link);
          // Text that is no Unicode has no octets.
          if (JSON.stringify(plain).includes('\\ud')) return;
          expect(linked).toEqual({ ok: true, value: plain });
        }
      }),
    );
  });

  it('keeps its names when the profile changes, and gets them back with the profile', () => {
    fc.assert(
      fc.property(draft, fc.constantFrom(...profileIds), (one, profile) => {
        const changed = withProfile(one, profile);
        expect(changed.subject).toBe(one.subject);
        expect(changed.alternativeNames).toBe(one.alternativeNames);
        expect(withProfile(changed, profile)).toEqual(changed);
        const fresh = { ...draftFor(profile, 'rsa-2048') };
        expect(withKeyAlgorithm(fresh, 'ed25519')).toEqual(draftFor(profile, 'ed25519'));
        expect(familyOf(one.keyAlgorithm)).toMatch(/^(?:ec|rsa|ed25519|ml-dsa)$/);
      }),
    );
  });
});

describe('a template of somebody else', () => {
  it('is a draft or a reason, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        (anything) => {
          const parsed = parseTemplate(anything);
          expect(parsed.ok).toBe(false);
          draftFromLink(anything);
        },
      ),
    );
  });

  it('with any field more, or of another type, is refused at its place', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('__proto__', 'constructor', {}, [], null, true, 0),
    );
    fc.assert(
      fc.property(draft, fc.string(), anything, (one, field, value) => {
        const plain = JSON.parse(JSON.stringify(one)) as CertificateDraft;
        fc.pre(!JSON.stringify(plain).includes('null') && !Object.hasOwn(plain, field));
        const wrapped = (changed: unknown) =>
          JSON.stringify({ certwright: 'certificate-template', version: 1, draft: changed });
        // `__proto__` as a key of JSON is a field like any other.
        const entry = `${JSON.stringify(field)}:${JSON.stringify(value)},`;
        const more = wrapped(plain).replace('"draft":{', (start) => start + entry);
        expect(parseTemplate(more)).toMatchObject({ ok: false, error: { code: 'unknown-field', at: [] } });
        const wrong = parseTemplate(wrapped({ ...plain, subject: value }));
        const fits = Array.isArray(value) && value.length === 0;
        expect(wrong.ok).toBe(fits);
      }),
    );
  });
});
