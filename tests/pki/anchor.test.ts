// What trust stores know a certificate by, against `openssl x509` for subjects of every odd kind: the hash of OpenSSL's
// canonical form decides under which file name a store looks for an authority.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { fromHex } from '../../src/codec/bytes';
import { encodeCertificate, encodeTbsCertificate } from '../../src/codec/certificate';
import { DerWriter } from '../../src/codec/der-writer';
import { distinguishedName } from '../../src/codec/distinguished-name';
import * as Tag from '../../src/codec/tag';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { anchorFacts, displayName } from '../../src/pki/anchor';
import { generateKeyPair } from '../../src/pki/keys';
import { sign } from '../../src/pki/signature';
import { describeWith } from '../support/tools';

const bytes = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable(`not hex: ${hex}`);
const CN = '2.5.4.3';
const O = '2.5.4.10';
type Attribute = readonly [type: string, tag: number, contents: string | Uint8Array];

/** RDNs as written, so that a name may have any string types and groups. */
const name = (...rdns: readonly (readonly Attribute[])[]) =>
  DerWriter.encode((writer) =>
    writer.sequence(() => {
      for (const rdn of rdns) {
        writer.setOf(
          rdn.map(([type, tag, contents]) =>
            DerWriter.encode((one) =>
              one.sequence(() => {
                one.oid(type);
                if (typeof contents === 'string') one.string(tag, contents);
                else one.primitive(tag, contents);
              }),
            ),
          ),
        );
      }
    }),
  );
const utf8Name = (value: string) => name([[CN, Tag.UTF8_STRING, value]]);
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

const subjects: readonly (readonly [string, Uint8Array])[] = [
  ['one of ours', distinguishedName([{ type: CN, value: 'Certwright local authority a1b2c3' }]).der],
  ['no subject', name()],
  [
    'several RDNs',
    distinguishedName([
      { type: '2.5.4.6', value: 'DE' },
      { type: O, value: 'Team' },
      { type: CN, value: 'Root' },
    ]).der,
  ],
  [
    'one RDN of two attributes',
    name(
      [
        [CN, Tag.UTF8_STRING, 'Root'],
        [O, Tag.UTF8_STRING, 'Team'],
      ],
      [['2.5.4.6', Tag.PRINTABLE_STRING, 'DE']],
    ),
  ],
  [
    'two attributes whose order turns when they are folded',
    name([
      [CN, Tag.UTF8_STRING, 'b'],
      [CN, Tag.UTF8_STRING, 'A'],
    ]),
  ],
  ['upper case', utf8Name('ROOT Of All')],
  ['letters beyond ASCII, which keep their case', utf8Name('ÄÖÜ Straße ЖУК 根')],
  ['characters beyond the first plane', utf8Name('😺 root')],
  ['spaces before, after and between', utf8Name('  Root \t of \r\n  all\v\f ')],
  ['a no-break space, which is no space', utf8Name(' Root\u00a0\u00a0of ')],
  ['spaces alone', utf8Name('   ')],
  ['an empty value', utf8Name('')],
  ['a NUL', utf8Name('a\u0000B')],
  ['a byte order mark', utf8Name('\ufeffRoot')],
  ['PrintableString', name([[CN, Tag.PRINTABLE_STRING, 'My Root  CA']])],
  ['IA5String', name([['1.2.840.113549.1.9.1', Tag.IA5_STRING, 'Ann@App.Test']])],
  ['BMPString', name([[CN, Tag.BMP_STRING, utf16('Ä  Root')]])],
  ['UniversalString', name([[CN, Tag.UNIVERSAL_STRING, bytes('000000c4 0001f63a 00000041')]])],
  ['TeletexString', name([[CN, Tag.TELETEX_STRING, bytes('c4 20 20 52')]])],
  // OpenSSL reads no certificate with a VisibleString or a surrogate pair of a BMPString in its names.
  ['NumericString', name([[CN, Tag.NUMERIC_STRING, '12  34']])],
  ['a value that is no string', name([['2.5.4.45', Tag.BIT_STRING, bytes('0007b3')]])],
  ['an identifier nobody knows', name([['1.3.6.1.4.1.99999.7', Tag.UTF8_STRING, 'X']])],
  ['an RDN without attributes', bytes('300e 3100 310a 3008 0603550403 0c01 41')],
];

describeWith(['openssl'], 'what OpenSSL calls a certificate', (path) => {
  it.each(subjects)('%s', async (_, subject) => {
    const keys = await generateKeyPair(keyAlgorithms.ed25519, false);
    const { scheme } = keys.algorithm;
    const tbs = encodeTbsCertificate({
      serialNumber: bytes('05'),
      signature: scheme.signature,
      issuer: subject,
      validity: { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') },
      subject,
      publicKey: keys.publicKey,
      extensions: [],
    });
    const der = encodeCertificate(tbs, scheme.signature, await sign(scheme, keys.privateKey, tbs));
    const openssl = (...args: readonly string[]) =>
      execFileSync(path('openssl'), ['x509', '-inform', 'DER', '-noout', ...args], { input: der })
        .toString()
        .trim();
    const fingerprint = (digest: string) =>
      openssl('-fingerprint', digest).replace(/^.*=/, '').replaceAll(':', '').toLowerCase();
    expect(await anchorFacts(der)).toMatchObject({
      subjectHash: openssl('-subject_hash'),
      subjectHashOld: openssl('-subject_hash_old'),
      sha256: fingerprint('-sha256'),
      sha1: fingerprint('-sha1'),
      pem: execFileSync(path('openssl'), ['x509', '-inform', 'DER'], { input: der }).toString(),
      notAfter: '2036-01-01T00:00:00.000Z',
    });
  });
});

it('octets that are no certificate have no facts', async () => {
  expect(await anchorFacts(bytes('3000'))).toBeUndefined();
});

it('the printable name is the CommonName, else the whole subject, else words', () => {
  const words = (...pairs: readonly (readonly [string, string])[]) =>
    displayName(distinguishedName(pairs.map(([type, value]) => ({ type, value }))));
  expect(words([O, 'Team'], [CN, 'Root'])).toBe('Root');
  expect(words([O, 'Team'], ['2.5.4.6', 'DE'])).toBe('O=Team, C=DE');
  expect(words()).toBe('Unnamed');
});
