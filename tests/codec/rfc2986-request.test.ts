// RFC 2986 §4.1 and RFC 2985 §5.2.2, §5.4: a certification request as octets worked out from the ASN.1 by hand.
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/codec/bytes';
import {
  encodeCertificateRequest,
  encodeRequestInformation,
  parseCertificateRequest,
} from '../../src/codec/certificate-request';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extension } from '../../src/codec/extension';
import {
  attributeText,
  challengePassword,
  CHALLENGE_PASSWORD,
  extensionRequest,
  unstructuredName,
  UNSTRUCTURED_NAME,
} from '../../src/codec/request-attribute';

const bytes = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable(`not hex: ${hex}`);
const hexOf = (text: string) => text.replaceAll(' ', '');
const subject = distinguishedName([{ type: '2.5.4.3', value: 'a' }]).der;
const publicKey = bytes('300a 3005 0603 2b6570 030100');

describe('CertificationRequestInfo', () => {
  it('has its attributes even where there are none', () => {
    const der = encodeRequestInformation({ subject, publicKey, attributes: [] });
    expect(toHex(der)).toBe(hexOf(`301f 020100 300c 310a 3008 0603550403 0c0161 ${toHex(publicKey)} a000`));
  });

  it('sorts them, since they are a SET', () => {
    const attributes = [challengePassword('p'), unstructuredName('n')];
    const sorted = encodeRequestInformation({ subject, publicKey, attributes });
    expect(sorted).toEqual(
      encodeRequestInformation({ subject, publicKey, attributes: attributes.toReversed() }),
    );
  });
});

describe('attributes', () => {
  const [PRINTABLE, UTF8, IA5] = ['13', '0c', '16'];
  const valueOf = ({ values: [value] }: ReturnType<typeof challengePassword>) =>
    toHex(value ?? new Uint8Array());

  it.each([
    ['abc 1', `${PRINTABLE}056162632031`],
    ['a@b', `${UTF8}03614062`],
    ['ä', `${UTF8}02c3a4`],
  ])('challengePassword %j is a PrintableString where it can be', (text, hex) => {
    expect(valueOf(challengePassword(text))).toBe(hex);
  });

  it.each([
    ['a@b', `${IA5}03614062`],
    ['ä', `${UTF8}02c3a4`],
  ])('unstructuredName %j is an IA5String where it can be', (text, hex) => {
    expect(valueOf(unstructuredName(text))).toBe(hex);
  });

  it('have 1 to 255 characters, not octets', () => {
    for (const make of [challengePassword, unstructuredName]) {
      expect(make('ä'.repeat(255)).values[0]).toHaveLength(4 + 510);
      expect(() => make('a'.repeat(256))).toThrow('256 characters');
      expect(() => make('')).toThrow('0 characters');
    }
  });

  it('the extensions asked for are one value', () => {
    const asked = [extension('basicConstraints', true, { ca: false })];
    expect(valueOf(extensionRequest(asked))).toBe(hexOf('300e 300c 0603551d13 0101ff 0402 3000'));
  });
});

describe('a request', () => {
  const asked = [extension('keyUsage', true, ['digitalSignature'])];
  const der = encodeCertificateRequest(
    encodeRequestInformation({
      subject,
      publicKey,
      attributes: [extensionRequest(asked), challengePassword('Käse'), unstructuredName('n')],
    }),
    { oid: '1.3.101.112' },
    bytes('0102'),
  );

  it('is read back as it was meant', () => {
    const parsed = parseCertificateRequest(der);
    const request = parsed.ok ? parsed.value : expect.unreachable(parsed.error.message);
    expect(request).toMatchObject({
      subject: { der: subject },
      publicKey: { der: publicKey },
      extensions: asked,
      signatureAlgorithm: { oid: '1.3.101.112' },
      signatureValue: bytes('0102'),
    });
    expect(attributeText(request.attributes, CHALLENGE_PASSWORD)).toBe('Käse');
    expect(attributeText(request.attributes, UNSTRUCTURED_NAME)).toBe('n');
    expect(attributeText(request.attributes, '1.2.3')).toBeUndefined();
  });
});
