/**
 * What Chromium refuses to read: BoringSSL looks at the leaf's key and its key usage, net::X509Certificate at the outline, and
 * bssl::ParsedCertificate at every extension it knows. Of other certificates than the leaf only the last is asked.
 */
import { extensionOid } from '../../codec/extension';
import { attempt } from '../../codec/malformed';
import { readPolicies } from '../../codec/policy-extension';
import * as Tag from '../../codec/tag';
import { has, type Exhibit } from './exhibit';
import { LenientReader } from './lenient-reader';
import { ADDRESS } from './subtree-form';
import { subtreesOf } from './subtree-list';

/** PrintableString, with the `*` that lies between its other characters (bssl `X509NameAttribute`). */
const PRINTABLE = /^[A-Za-z0-9 '-:=?]*$/;

/** `net::ERR_SSL_SERVER_CERT_BAD_FORMAT` */
export function chromeOutlineMalformed(one: Exhibit): boolean {
  const times = [one.notBefore, one.notAfter].flatMap(({ odd }) => odd);
  return (
    times.some((code) => code !== 'generalized-time-before-2050') ||
    has(one, 'extensions-before-version-3') ||
    has(one, 'version-1-explicit') ||
    has(one, 'version-unknown') ||
    has(one, 'length-not-minimal') ||
    has(one, 'key-unreadable') ||
    !isNameReadable(one.issuer.der) ||
    !isNameReadable(one.subject.der)
  );
}

function isNameReadable(der: Uint8Array): boolean {
  const read = attempt(() => {
    const sequence = new LenientReader(der).enter(Tag.SEQUENCE);
    return sequence.rest().every(({ contents }) =>
      sequence
        .into(contents)
        .rest()
        .every((attribute) => {
          const reader = sequence.into(attribute.contents);
          reader.next(Tag.OBJECT_IDENTIFIER);
          const { tag, contents: octets } = reader.next();
          if (tag === Tag.PRINTABLE_STRING)
            return PRINTABLE.test(String.fromCharCode(...octets.slice(0, 9999)));
          return tag !== Tag.IA5_STRING || octets.every((octet) => octet < 0x80);
        }),
    );
  });
  return read.ok && read.value;
}

/** Supported by bssl `ParseSignatureAlgorithm`: no EdDSA, no MD5, no NULL beside ECDSA. */
const SIGNATURES = new Set([
  ...['5', '11', '12', '13', '10'].map((last) => `1.2.840.113549.1.1.${last}`),
  ...['1', '3.2', '3.3', '3.4'].map((last) => `1.2.840.10045.4.${last}`),
  ...['17', '18', '19'].map((last) => `2.16.840.1.101.3.4.3.${last}`),
]);

export type ChromeOddity =
  | 'boolean-encoding'
  | 'duplicate-extension'
  | 'extension-unreadable'
  | 'alternative-names'
  | 'subject-empty'
  | 'signature-algorithm';

/** Why bssl::ParsedCertificate cannot be made of it: `net::ERR_CERT_INVALID` for a leaf, and any other is as if it were not there. */
export function chromeOddity(one: Exhibit): ChromeOddity | undefined {
  const { list, alternativeNames } = one.extensions;
  if (has(one, 'critical-false-explicit') || has(one, 'boolean-not-ff')) return 'boolean-encoding';
  if (has(one, 'duplicate-extension')) return 'duplicate-extension';
  if (isExtensionUnreadable(one)) return 'extension-unreadable';
  const odd = ['alternative-names-empty', 'alternative-name-not-ascii', 'address-length'] as const;
  if (odd.some((code) => has(one, code))) return 'alternative-names';
  const names = list.find(({ oid }) => oid === extensionOid.subjectAltName);
  if (one.subject.empty && alternativeNames !== undefined && names?.critical === false)
    return 'subject-empty';
  const { oid } = one.signatureAlgorithm;
  if (!SIGNATURES.has(oid) || has(one, 'parameters-null')) return 'signature-algorithm';
  return undefined;
}

function isExtensionUnreadable(one: Exhibit): boolean {
  const subtrees = subtreesOf(one);
  const bases = subtrees?.ok ? [...subtrees.value.permitted, ...subtrees.value.excluded] : [];
  return (
    has(one, 'extension-unreadable') ||
    one.extensions.extendedKeyUsage?.length === 0 ||
    !isOctet(one.extensions.basicConstraints?.pathLength ?? 0) ||
    one.peculiarities.some(({ code, extension }) => code === 'trailing-data' && extension !== undefined) ||
    !attempt(() => readPolicies(one.extensions.list)).ok ||
    subtrees?.ok === false ||
    (subtrees !== undefined && bases.length === 0) ||
    bases.some(({ tag, octets, bounded }) => bounded || (tag === ADDRESS && !isRange(octets)))
  );
}

const isOctet = (length: number): boolean => length >= 0 && length <= 0xff;

function isRange(octets: Uint8Array): boolean {
  if (octets.length !== 8 && octets.length !== 32) return false;
  const mask = Array.from(octets.subarray(octets.length / 2), (octet) => octet.toString(2).padStart(8, '0'));
  return /^1*0*$/.test(mask.join(''));
}
