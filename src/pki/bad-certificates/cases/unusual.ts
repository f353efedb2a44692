/** Everything about these is allowed, and seldom seen: a client that refuses one of them refuses too much. */
import { SERVER_AUTH } from '../../profile';
import { keyIdentifierOf } from '../../issue';
import { inGroup } from '../bad-certificate';
import { chain } from '../chain';
import {
  alternativeNames,
  authority,
  fields,
  having,
  holding,
  nameOf,
  purposes,
  signedWith,
  usable,
  without,
} from '../changes';
import { compressed } from '../odd-key';
import { schemes } from '../scheme';
import { generalNames, pointingAt, text } from '../raw-value';
import * as Tag from '../../../codec/tag';

const KEY_IDENTIFIERS = 'RFC 5280 §4.2.1.1';
const SERIALS = 'RFC 5280 §4.1.2.2';

export const unusualCases = inGroup('unusual', [
  [
    'ca-no-pathlen',
    'A root without a path length',
    'Allowed: the root says nothing about how many authorities may stand below it.',
    'RFC 5280 §4.2.1.9',
    chain({ root: authority({ ca: true }) }),
  ],
  [
    'ca-ku-noncritical',
    'Key usage of the root not critical',
    'Allowed: keyUsage should be critical, and need not.',
    'RFC 5280 §4.2.1.3',
    chain({ root: having('keyUsage', false, ['keyCertSign', 'cRLSign']) }),
  ],
  [
    'ca-ku-certsign-only',
    'A root that signs no lists',
    'Allowed: keyUsage of the root is keyCertSign alone.',
    'RFC 5280 §4.2.1.3',
    chain({ root: usable('keyCertSign') }),
  ],
  [
    'ca-with-aki',
    'A root that points at itself',
    'Allowed: the root has an authority key identifier equal to its own.',
    KEY_IDENTIFIERS,
    chain({
      root: (one, above) =>
        having('authorityKeyIdentifier', false, { keyIdentifier: keyIdentifierOf(one.key.publicKey) })(
          one,
          above,
        ),
    }),
  ],
  [
    'ca-eku-server',
    'A root for servers alone',
    'Allowed: extended key usage of the root is serverAuth.',
    'RFC 5280 §4.2.1.12',
    chain({ root: purposes(SERVER_AUTH) }),
  ],
  [
    'ca-p521',
    'A root with P-521',
    'Allowed: the root has a P-521 key and signs with SHA-512.',
    'RFC 5480 §2.1.1.1',
    chain({ rootKey: 'p521-root' }),
  ],
  [
    'ca-rsapss-sig',
    'Signed with RSASSA-PSS',
    'Allowed: the RSA root signs with PSS and SHA-256.',
    'RFC 4055 §3',
    chain({ rootKey: 'rsa-root', leaf: signedWith(schemes['rsa-pss-sha256']) }),
  ],
  [
    'sig-sha512-rsa',
    'Signed with SHA-512',
    'Allowed: RSA with SHA-512.',
    'RFC 4055 §5',
    chain({ rootKey: 'rsa-root', leafKey: 'rsa-leaf', leaf: signedWith(schemes['rsa-sha512']) }),
  ],
  [
    'sig-sha512-p256',
    'P-256 with SHA-512',
    'Allowed: the digest is longer than the curve, and is cut.',
    'RFC 5758 §3.2',
    chain({ leaf: signedWith(schemes['ecdsa-sha512']) }),
  ],
  [
    'key-rsa-e3',
    'RSA with exponent 3',
    'Allowed: a 2,048-bit key whose public exponent is 3.',
    'RFC 8017 §3.1',
    chain({ rootKey: 'rsa-root', leafKey: 'rsa-e3' }),
  ],
  [
    'key-ec-compressed',
    'A compressed point',
    'Allowed: the P-256 key is its x and one bit.',
    'RFC 5480 §2.2',
    chain({ leaf: (one) => ({ ...one, publicKey: compressed(one.key.publicKey) }) }),
  ],
  [
    'leaf-no-ski',
    'No subject key identifier',
    'Allowed: it should be there, and need not.',
    'RFC 5280 §4.2.1.2',
    chain({ leaf: without('subjectKeyIdentifier') }),
  ],
  [
    'leaf-no-ku',
    'No key usage',
    'Allowed: the key may be used for everything.',
    'RFC 5280 §4.2.1.3',
    chain({ leaf: without('keyUsage') }),
  ],
  [
    'leaf-no-eku',
    'No extended key usage',
    'Allowed by RFC 5280: the certificate is for every purpose.',
    'RFC 5280 §4.2.1.12',
    chain({ leaf: without('extendedKeyUsage') }),
  ],
  [
    'leaf-no-bc',
    'No basic constraints',
    'Allowed: a certificate without them is no authority.',
    'RFC 5280 §4.2.1.9',
    chain({ leaf: without('basicConstraints') }),
  ],
  [
    'leaf-eku-critical',
    'Extended key usage critical',
    'Allowed: the issuer may choose.',
    'RFC 5280 §4.2.1.12',
    chain({ leaf: having('extendedKeyUsage', true, [SERVER_AUTH]) }),
  ],
  [
    'leaf-ku-ds-ke-ecdsa',
    'Key encipherment beside digital signature',
    'Allowed by RFC 5280: an ECDSA key cannot encipher, and mkcert says it may.',
    'RFC 8813 §3',
    chain({ leaf: usable('digitalSignature', 'keyEncipherment') }),
  ],
  [
    'leaf-ku-ds-rsa',
    'RSA without key encipherment',
    'Allowed: all a key needs to do in TLS 1.3 is sign.',
    'RFC 8446 §4.4.2.2',
    chain({ rootKey: 'rsa-root', leafKey: 'rsa-leaf', leaf: usable('digitalSignature') }),
  ],
  [
    'leaf-aki-issuer-serial',
    'Points at its issuer three times',
    'Allowed: the authority key identifier has key, issuer and serial number, all of them right.',
    KEY_IDENTIFIERS,
    chain({
      leaf: (one, above) =>
        holding(
          'authorityKeyIdentifier',
          pointingAt(above.issuer, above.serialNumber, keyIdentifierOf(above.key.publicKey)),
        )(one, above),
    }),
  ],
  [
    'name-san-critical',
    'Alternative names critical',
    'Allowed: they should not be, where there is a subject.',
    'RFC 5280 §4.2.1.6',
    chain(({ names }) => ({ leaf: having('subjectAltName', true, names) })),
  ],
  [
    'name-cn-mismatch-san-ok',
    'Another common name',
    'Allowed: the common name is other.test, and the alternative names are right.',
    'RFC 9525 §6.3',
    chain({ leafName: 'other.test' }),
  ],
  [
    'name-upper-case',
    'The host in capitals',
    'Allowed: host names are compared without regard to case.',
    'RFC 9525 §6.3',
    chain(({ host }) => ({ leaf: alternativeNames({ kind: 'dns', value: host.toUpperCase() }) })),
  ],
  [
    'name-ip-both',
    'The address twice',
    'Allowed by RFC 5280: the address stands there as an address, and as a DNS name too.',
    'RFC 9525 §6.2',
    chain(({ address }) => ({
      host: address,
      leaf: alternativeNames({ kind: 'ip', value: address }, { kind: 'dns', value: address }),
    })),
  ],
  [
    'name-100-sans',
    'A hundred names',
    'Allowed: a hundred names that nobody asks for, and the right one.',
    'RFC 5280 §4.2.1.6',
    chain(({ names }) => ({ leaf: alternativeNames(...many(100), ...names) })),
  ],
  [
    'name-1000-sans',
    'A thousand names',
    'Allowed: a thousand names that nobody asks for, and the right one.',
    'RFC 5280 §4.2.1.6',
    chain(({ names }) => ({ leaf: alternativeNames(...many(1000), ...names) })),
  ],
  [
    'name-otherwise',
    'Names of every other kind',
    'Allowed: a mailbox, a URI, a directory name and a registered ID beside the right one.',
    'RFC 5280 §4.2.1.6',
    chain(({ host, commonName }) => ({
      leaf: holding(
        'subjectAltName',
        generalNames(
          text(1, 'someone@example.test'),
          text(6, 'https://example.test/'),
          {
            tag: Tag.explicit(4),
            contents: nameOf({ oid: '2.5.4.3', tag: Tag.UTF8_STRING, text: commonName }),
          },
          { tag: Tag.implicit(8), contents: Uint8Array.of(0x2a, 3, 4) },
          text(2, host),
        ),
      ),
    })),
  ],
  [
    'enc-serial-20',
    'A serial number of 20 octets',
    'Allowed: twenty octets are the most there may be.',
    SERIALS,
    chain({ leaf: fields({ serialNumber: Uint8Array.from({ length: 20 }, (_, place) => 0x7f - place) }) }),
  ],
  [
    'enc-serial-one',
    'Serial number 1',
    'Allowed by RFC 5280; public authorities must take 64 random bits.',
    SERIALS,
    chain({ leaf: fields({ serialNumber: Uint8Array.of(1) }) }),
  ],
  [
    'leaf-unknown-noncritical',
    'An extension nobody knows',
    'Allowed: it is not critical, and is ignored.',
    'RFC 5280 §4.2',
    chain({
      leaf: (one) => ({
        ...one,
        extensions: [...one.extensions, { oid: '1.3.6.1.4.1.99999.1', value: Uint8Array.of(5, 0) }],
      }),
    }),
  ],
]);

const many = (count: number) =>
  Array.from(
    { length: count },
    (_, number) => ({ kind: 'dns', value: `host-${number}.example.test` }) as const,
  );
