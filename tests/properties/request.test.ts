// Certification requests: what is encoded is decoded, for any fields; and cut or changed octets are a request or a reason.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../src/codec/bytes';
import {
  encodeCertificateRequest,
  encodeRequestInformation,
  parseCertificateRequest,
} from '../../src/codec/certificate-request';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { encodePublicKey } from '../../src/codec/public-key';
import {
  attributeText,
  challengePassword,
  CHALLENGE_PASSWORD,
  extensionRequest,
  unstructuredName,
  UNSTRUCTURED_NAME,
} from '../../src/codec/request-attribute';
import { ownRequestSheet } from '../../src/codec/request-sheet';

const octets = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => new Uint8Array(array));
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
const oid = fc
  .array(fc.nat(20_000), { minLength: 1, maxLength: 6 })
  .map((arcs) => ['1.3', ...arcs].join('.'));
const extensions = fc.array(fc.record({ oid, critical: fc.boolean(), value: octets(30) }), { maxLength: 5 });
const fields = fc.record({
  subject: fc
    .array(fc.record({ type: fc.constantFrom('2.5.4.3', '2.5.4.10'), value: text }), { maxLength: 4 })
    .map((attributes) => distinguishedName(attributes)),
  publicKey: octets(80).map((key) => encodePublicKey({ oid: '1.3.101.112' }, key)),
  extensions,
  password: fc.option(text, { nil: undefined }),
  name: fc.option(text, { nil: undefined }),
  signature: octets(80),
});

describe('requests', () => {
  it('decode ∘ encode is the identity on every field', () => {
    fc.assert(
      fc.property(fields, ({ subject, publicKey, extensions: asked, password, name, signature }) => {
        const attributes = [
          extensionRequest(asked),
          ...(password === undefined ? [] : [challengePassword(password)]),
          ...(name === undefined ? [] : [unstructuredName(name)]),
        ];
        const information = encodeRequestInformation({ subject: subject.der, publicKey, attributes });
        const algorithm = { oid: '1.3.101.112' };
        const der = encodeCertificateRequest(information, algorithm, signature);
        const parsed = parseCertificateRequest(der);
        expect(parsed).toMatchObject({
          ok: true,
          value: {
            subject: { der: subject.der },
            publicKey: { der: publicKey },
            extensions: asked,
            signatureAlgorithm: algorithm,
            signatureValue: signature,
            information,
            der,
          },
        });
        const read = parsed.ok ? parsed.value.attributes : [];
        expect(read).toHaveLength(attributes.length);
        expect(read).toEqual(expect.arrayContaining(attributes));
        expect(attributeText(read, CHALLENGE_PASSWORD)).toBe(password);
        expect(attributeText(read, UNSTRUCTURED_NAME)).toBe(name);
      }),
      { numRuns: 150 },
    );
  });

  it('octets gone wrong are a request or a reason', () => {
    const [subject, publicKey] = [
      distinguishedName([]).der,
      encodePublicKey({ oid: '1.2' }, new Uint8Array(9)),
    ];
    const attributes = [extensionRequest([]), challengePassword('p')];
    const information = encodeRequestInformation({ subject, publicKey, attributes });
    const sample = encodeCertificateRequest(information, { oid: '1.2' }, new Uint8Array(9));
    expect(parseCertificateRequest(sample).ok).toBe(true);
    fc.assert(
      fc.property(fc.nat(sample.length - 1), fc.nat(255), fc.boolean(), (at, octet, cut) => {
        const changed = cut ? sample.slice(0, at) : concat(sample);
        if (!cut) changed[at] = octet;
        const parsed = parseCertificateRequest(changed);
        if (parsed.ok) expect(ownRequestSheet(parsed.value).size).toBeGreaterThan(6);
        else expect(parsed.error.offset).toBeLessThanOrEqual(changed.length);
      }),
      { numRuns: 1000 },
    );
  });
});
