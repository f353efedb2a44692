/** Certificates that mean the right thing and write it wrongly: versions, serial numbers, DER (X.690 §10, §11), names re-encoded. */
import { concat } from '../../../codec/bytes';
import { DerWriter } from '../../../codec/der-writer';
import { NULL_PARAMETERS } from '../../../codec/algorithm-identifier';
import * as Tag from '../../../codec/tag';
import { inGroup } from '../bad-certificate';
import type { Blueprint, Change } from '../blueprint';
import { chain } from '../chain';
import { fields, holding, nameOf } from '../changes';
import { basicConstraints, bits } from '../raw-value';
import { schemes } from '../scheme';

const VERSION = 'RFC 5280 §4.1.2.1, §4.1.2.9';
const SERIAL = 'RFC 5280 §4.1.2.2';
const DEFAULTS = 'X.690 §11.5';
const CHAINING = 'RFC 5280 §6.1.3 (a) (4)';
const COMMON_NAME = '2.5.4.3';

const serial = (...octets: readonly number[]): Change => fields({ serialNumber: Uint8Array.from(octets) });

/** The issuer as other octets than the subject of its certificate. */
const issuerAs =
  (write: (text: string) => { readonly tag: number; readonly text: string }): Change =>
  (one, above) => ({ ...one, issuer: nameOf({ oid: COMMON_NAME, ...write(commonNameOf(above)) }) });

/** Of a root of the workshop: the last attribute of its only RDN, in ASCII. */
function commonNameOf({ subject }: Blueprint): string {
  const text = new TextDecoder().decode(subject);
  return text.slice(text.indexOf('Bad certificates'));
}

export const encodingCases = inGroup('encoding', [
  [
    'enc-v1-with-ext',
    'Version 1 with extensions',
    'The version is left out, which means 1, and there are extensions.',
    VERSION,
    chain({ leaf: ({ version: _, ...one }) => one }),
  ],
  [
    'enc-v2-with-ext',
    'Version 2 with extensions',
    'The version is 2, and there are extensions.',
    VERSION,
    chain({ leaf: fields({ version: 1 }) }),
  ],
  [
    'enc-version-4',
    'Version 4',
    'There is no version 4 of X.509.',
    VERSION,
    chain({ leaf: fields({ version: 3 }) }),
  ],
  [
    'enc-serial-negative',
    'A negative serial number',
    'The serial number is -2.',
    SERIAL,
    chain({ leaf: serial(0xfe) }),
  ],
  [
    'enc-serial-highbit',
    'A serial number without its sign octet',
    'Sixteen octets with the high bit set stand there as they are, and so are negative.',
    SERIAL,
    chain({ leaf: serial(...Array.from({ length: 16 }, (_, place) => 0x9f - place)) }),
  ],
  ['enc-serial-zero', 'Serial number 0', 'It must be positive.', SERIAL, chain({ leaf: serial(0) })],
  [
    'enc-serial-21',
    'A serial number of 21 octets',
    'Twenty octets with the high bit set and a sign octet: one more than may be.',
    SERIAL,
    chain({ leaf: serial(0, ...Array.from({ length: 20 }, (_, place) => 0x9f - place)) }),
  ],
  [
    'enc-serial-40',
    'A serial number of 40 octets',
    'Twice as long as it may be.',
    SERIAL,
    chain({ leaf: serial(...Array.from({ length: 40 }, (_, place) => 0x7f - place)) }),
  ],
  [
    'enc-serial-padded',
    'A serial number with a zero too many',
    'A superfluous octet of zeros stands before it.',
    'X.690 §8.3.2',
    chain({ leaf: serial(0, 0x12, 0x34, 0x56) }),
    'not-by-openssl',
  ],
  [
    'enc-serial-empty',
    'A serial number of no octets',
    'An INTEGER has one octet at least.',
    'X.690 §8.3.1',
    chain({ leaf: serial() }),
    'not-by-openssl',
  ],
  [
    'enc-serial-same-as-ca',
    'The serial number of its issuer',
    'Root and server certificate have one serial number, and one issuer.',
    SERIAL,
    chain({ leaf: (one, above) => ({ ...one, serialNumber: above.serialNumber }) }),
  ],
  [
    'enc-bc-explicit-false',
    'CA:FALSE spelled out',
    'Basic constraints have FALSE, which is the default, in octets.',
    DEFAULTS,
    chain({ leaf: holding('basicConstraints', basicConstraints(0), 0xff) }),
  ],
  [
    'enc-crit-explicit-false',
    'Not critical, spelled out',
    'Extensions that are not critical say so with FALSE, which is the default.',
    DEFAULTS,
    chain({
      leaf: (one) => ({ ...one, extensions: one.extensions.map((other) => ({ critical: 0, ...other })) }),
    }),
  ],
  [
    'enc-bool-01',
    'TRUE as 01',
    'Critical is written 01; in DER, TRUE is FF.',
    'X.690 §11.1',
    chain({
      leaf: (one) => ({
        ...one,
        extensions: one.extensions.map((other) =>
          other.critical === undefined ? other : { ...other, critical: 1 },
        ),
      }),
    }),
  ],
  [
    'enc-ku-nonminimal',
    'Key usage with bits to spare',
    'The BIT STRING keeps trailing bits of zero.',
    'X.690 §11.2.2',
    chain({ leaf: holding('keyUsage', bits(0, 0x80), 0xff) }),
  ],
  [
    'enc-trailing',
    'Octets after the end',
    'Three octets stand behind the certificate, in the same PEM block.',
    'X.690 §8.1',
    chain({ leaf: fields({ spoil: (der) => concat(der, Uint8Array.of(1, 1, 0)) }) }),
    'not-by-openssl',
  ],
  [
    'enc-length',
    'A length in too many octets',
    'The length of the signed part has an octet of zeros before it: BER, and no DER.',
    'X.690 §10.1',
    chain({ leaf: fields({ spoilTbs: longLength }) }),
  ],
  [
    'enc-alg-null',
    'NULL beside ECDSA',
    'The algorithm identifiers have NULL where ECDSA has no parameters.',
    'RFC 5758 §3.2',
    chain({
      leaf: fields({
        signature: { ...schemes['ecdsa-sha256'].signature, parameters: NULL_PARAMETERS },
      }),
    }),
  ],
  [
    'enc-rsa-no-null',
    'No NULL beside RSA',
    'The algorithm identifiers have no parameters where RSA has NULL.',
    'RFC 4055 §5',
    chain({
      rootKey: 'rsa-root',
      leafKey: 'rsa-leaf',
      leaf: fields({ signature: { oid: schemes['rsa-sha256'].signature.oid } }),
    }),
  ],
  [
    'name-issuer-enc',
    'The issuer in another type of string',
    'The issuer is a PrintableString, and the subject of the root a UTF8String of the same letters.',
    CHAINING,
    chain({ leaf: issuerAs((text) => ({ tag: Tag.PRINTABLE_STRING, text })) }),
  ],
  [
    'name-issuer-case',
    'The issuer in capitals',
    'The issuer differs from the subject of the root in the case of its letters.',
    CHAINING,
    chain({ leaf: issuerAs((text) => ({ tag: Tag.UTF8_STRING, text: text.toUpperCase() })) }),
  ],
  [
    'name-issuer-wrong',
    'Another issuer',
    "The issuer has a name that no certificate here has; the signature is the root's.",
    CHAINING,
    chain({ leaf: issuerAs(() => ({ tag: Tag.UTF8_STRING, text: 'Somebody else' })) }),
  ],
]);

/** 30 82 hh ll … as 30 83 00 hh ll …. */
function longLength(der: Uint8Array<ArrayBuffer>) {
  return DerWriter.encode((writer) => {
    writer.raw(Uint8Array.of(Tag.SEQUENCE, 0x83, 0)).raw(der.subarray(2));
  });
}
