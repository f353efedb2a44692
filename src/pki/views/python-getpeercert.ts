/**
 * What `ssl.SSLSocket.getpeercert()` returns for a certificate: CPython's `_decode_certificate` over OpenSSL 3, keys in
 * its order. Where Python raises instead, so does this, as a value. Fields it leaves out (key, usage, policies) stay out.
 */
import { toHex } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { outlineCertificate, type CertificateOutline, type TaggedOctets } from '../../codec/document-outline';
import { attempt, type Result } from '../../codec/malformed';
import { decodeOid } from '../../codec/oid';
import * as Tag from '../../codec/tag';
import { readAccessDescriptions, readDistributionPoints, type AccessDescription } from './extension-parts';
import { generalNameParts, nameParts, otherNameLabels, otherNameParts } from './name-parts';
import { addressText, signedMagnitude } from './openssl-number';
import { longName } from './openssl-objects';
import { opensslTime } from './openssl-time';
import type { PythonValue } from './python-literal';
import { decodeUtf8, stringText } from './string-text';

export type PeerCertificate = ReadonlyMap<string, PythonValue>;

const ALT_NAME = '2.5.29.17';
const ACCESS = '1.3.6.1.5.5.7.1.1';
const DISTRIBUTION = '2.5.29.31';
const OCSP = '1.3.6.1.5.5.7.48.1';
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

/** `i2a_ASN1_INTEGER` breaks its line after so many octets, and Python reads one line. */
const OCTETS_PER_LINE = 35;

export function getpeercert(der: Uint8Array): Result<PeerCertificate> {
  const outlined = outlineCertificate(der);
  return outlined.ok ? attempt(() => decodeCertificate(outlined.value)) : outlined;
}

function decodeCertificate(certificate: CertificateOutline): PeerCertificate {
  const { subject, issuer, version, serialNumber, notBefore, notAfter } = certificate;
  const access = accessDescriptions(certificate);
  const urisOf = (method: string): readonly string[] =>
    access.flatMap(({ oid, location }) => (oid === method ? uris([location]) : []));
  const optional: readonly (readonly [string, PythonValue | undefined])[] = [
    ['subjectAltName', altNames(certificate)],
    ['OCSP', nonEmpty(urisOf(OCSP))],
    ['caIssuers', nonEmpty(urisOf(CA_ISSUERS))],
    ['crlDistributionPoints', nonEmpty(distributionUris(certificate))],
  ];
  return new Map<string, PythonValue>([
    ['subject', nameTuple(subject)],
    ['issuer', nameTuple(issuer)],
    ['version', (version.at(-1) ?? 0) + 1],
    ['serialNumber', serialText(serialNumber)],
    ['notBefore', opensslTime(notBefore) ?? 'Bad time value'],
    ['notAfter', opensslTime(notAfter) ?? 'Bad time value'],
    ...optional.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  ]);
}

const nonEmpty = (list: readonly string[]): readonly string[] | undefined =>
  list.length === 0 ? undefined : list;

function nameTuple(der: Uint8Array): PythonValue {
  return nameParts(der).map((rdn) => rdn.map(({ oid, value }) => [longName(oid), attributeValue(value)]));
}

/** x500UniqueIdentifier is a BIT STRING, which Python hands on as octets. */
function attributeValue(value: TaggedOctets): PythonValue {
  return value.tag === Tag.BIT_STRING ? value.octets.subarray(1) : stringText(value);
}

/** Sign and magnitude; one zero octet stays. */
function serialText(octets: Uint8Array): string {
  const { negative, magnitude } = signedMagnitude(octets);
  const digits = toHex(magnitude.subarray(0, OCTETS_PER_LINE)).toUpperCase();
  return `${negative ? '-' : ''}${digits}${magnitude.length > OCTETS_PER_LINE ? '\\\n' : ''}`;
}

/**
 * The value of an extension as OpenSSL decodes it for the caller: nothing where there are two of them, or where the
 * octets do not fit the type.
 */
function decoded<T>(
  { extensions = [] }: CertificateOutline,
  oid: string,
  read: (reader: DerReader) => T,
): T | undefined {
  const [found, ...others] = extensions.filter((extension) => extension.oid === oid);
  if (found === undefined || others.length > 0) return undefined;
  const value = attempt(() => DerReader.document(found.value, read));
  return value.ok ? value.value : undefined;
}

function altNames(certificate: CertificateOutline): PythonValue | undefined {
  return decoded(certificate, ALT_NAME, (reader) => generalNameParts(reader.sequence()))?.map(altName);
}

function altName({ tag, octets }: TaggedOctets): PythonValue {
  switch (tag) {
    case Tag.implicit(1):
      return ['email', decodeUtf8(octets)];
    case Tag.implicit(2):
      return ['DNS', decodeUtf8(octets)];
    case Tag.implicit(6):
      return ['URI', decodeUtf8(octets)];
    case Tag.explicit(4):
      return ['DirName', nameTuple(octets)];
    case Tag.implicit(7):
      return ['IP Address', addressText(octets) ?? '<invalid>'];
    case Tag.implicit(8):
      return ['Registered ID', longName(decodeOid(octets))];
    case Tag.explicit(0):
      return ['othername', otherNameText(octets)];
    case Tag.explicit(3):
      return ['X400Name', '<unsupported>'];
    default:
      return ['EdiPartyName', '<unsupported>'];
  }
}

/** `GENERAL_NAME_print` names five forms of otherName; of those it tells the text. */
function otherNameText(octets: Uint8Array): string {
  const { oid, value } = otherNameParts(octets);
  const label = otherNameLabels.get(oid);
  if (label === undefined) return '<unsupported>';
  const [line = ''] = `${label}:${decodeUtf8(value.octets)}`.split('\n');
  return line;
}

function accessDescriptions(certificate: CertificateOutline): readonly AccessDescription[] {
  return decoded(certificate, ACCESS, readAccessDescriptions) ?? [];
}

/** Of every point the full name; names relative to the issuer have no address. */
function distributionUris(certificate: CertificateOutline): readonly string[] {
  const points = decoded(certificate, DISTRIBUTION, readDistributionPoints) ?? [];
  return points.flatMap(({ fullName = [] }) => uris(fullName));
}

function uris(names: readonly TaggedOctets[]): readonly string[] {
  return names.flatMap(({ tag, octets }) => (tag === Tag.implicit(6) ? [decodeUtf8(octets)] : []));
}
