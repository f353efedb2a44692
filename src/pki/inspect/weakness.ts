/**
 * What is weak or wrong in an item by itself, seen in its fields. Sentences are the page's; here are codes with their facts.
 * What only a list can tell is in `listed-weakness.ts`.
 */
import { equalBytes, fromHex, type Bytes } from '../../codec/bytes';
import type { Field } from './field';
import { fieldAt, octetsOf, timeAt, valueAt } from './field-lookup';
import { bitsOf } from './key-words';
import { hasRocaStructure } from './roca';

export type WeaknessCode =
  | 'signature-md5' // MD2 and MD4 too
  | 'signature-sha1'
  | 'rsa-short' // bits
  | 'rsa-exponent' // exponent: 1 or 3
  | 'rsa-roca'
  | 'rsa-debian' // CVE-2008-0166
  | 'no-alternative-names'
  | 'authority-as-server'
  | 'serial-short' // bits
  | 'serial-long' // octets
  | 'serial-negative'
  | 'serial-zero'
  | 'expired' // since, ms
  | 'not-yet-valid' // from, ms
  | 'validity-inverted'
  | 'validity-over-public' // days, limit; of certificates that say they are a public authority's
  | 'validity-over-825' // days
  | 'unknown-critical' // oid, name
  | 'extension-twice' // oid, name
  | 'version-1'
  | 'algorithms-differ' // inside, outside
  | 'list-out-of-date'; // since, ms

export interface Weakness {
  readonly code: WeaknessCode;
  /** `danger`: attackers can make use of it; `warning`: clients refuse it; `note`: worth knowing. */
  readonly severity: 'danger' | 'warning' | 'note';
  readonly facts: Readonly<Record<string, string | number>>;
  readonly citation: string;
}

const DAY = 86_400_000;
/** Critical extensions that OpenSSL, NSS or Go take note of; the others make a client refuse. */
const processed: ReadonlySet<string> = new Set([
  ...[14, 15, 17, 18, 19, 30, 31, 32, 33, 35, 36, 37, 54].map((number) => `2.5.29.${number}`),
  ...['1.3.6.1.5.5.7.1.7', '1.3.6.1.5.5.7.1.8', '1.3.6.1.5.5.7.1.14', '2.16.840.1.113730.1.1'],
]);
const SERVER = '1.3.6.1.5.5.7.3.1';
const ANY_PURPOSE = '2.5.29.37.0';

/** The longest a publicly trusted certificate may be valid, by when that came into force (BR §6.3.2). */
const publicLimits: readonly (readonly [from: number, days: number])[] = [
  [Date.UTC(2029, 2, 15), 47],
  [Date.UTC(2027, 2, 15), 100],
  [Date.UTC(2026, 2, 15), 200],
  [Date.UTC(2020, 8, 1), 398],
  [Date.UTC(2018, 2, 1), 825],
];
/** From when on Apple wants no server certificate valid for longer than 825 days. */
const APPLE_SINCE = Date.UTC(2019, 6, 1);

const weak = (
  code: WeaknessCode,
  severity: Weakness['severity'],
  citation: string,
  facts: Weakness['facts'] = {},
): Weakness => ({ code, severity, facts, citation });

/** @param key the field of a SubjectPublicKeyInfo, or the fields of an RSA key itself */
export function weaknessesOfKey(key: readonly Field[] | undefined): readonly Weakness[] {
  const rsa = fieldAt(key, 'subjectPublicKey')?.fields ?? key;
  const modulus = valueAt(rsa, 'modulus');
  const exponent = valueAt(rsa, 'publicExponent');
  if (modulus === undefined || !/^[\da-f]+$/.test(modulus)) return [];
  const bits = bitsOf(modulus);
  const octets = fromHex(modulus);
  return [
    ...(bits < 2048 ? [weak('rsa-short', 'danger', 'NIST SP 800-131A §3', { bits })] : []),
    ...(exponent === '1' || exponent === '3'
      ? [
          weak('rsa-exponent', exponent === '1' ? 'danger' : 'note', 'CA/Browser Forum BR §6.1.6', {
            exponent,
          }),
        ]
      : []),
    ...(octets !== undefined && hasRocaStructure(octets)
      ? [weak('rsa-roca', 'danger', 'CVE-2017-15361')]
      : []),
  ];
}

function ofSignature(fields: readonly Field[]): readonly Weakness[] {
  const algorithm = valueAt(fields, 'signatureAlgorithm') ?? '';
  if (/MD[245]\b/.test(algorithm)) return [weak('signature-md5', 'danger', 'RFC 6151', { algorithm })];
  return /SHA-1\b/.test(algorithm) ? [weak('signature-sha1', 'danger', 'RFC 9155', { algorithm })] : [];
}

function ofSerial(hex: string): readonly Weakness[] {
  if (hex.startsWith('-')) return [weak('serial-negative', 'warning', 'RFC 5280 §4.1.2.2')];
  const octets = hex.length / 2;
  if (/^0*$/.test(hex)) return [weak('serial-zero', 'warning', 'RFC 5280 §4.1.2.2')];
  // 20 octets with the sign octet, which a first bit of 1 asks for.
  const written = octets + (Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? 1 : 0);
  if (written > 20) return [weak('serial-long', 'warning', 'RFC 5280 §4.1.2.2', { octets: written })];
  // Three equal octets in a row come by chance once in three thousand serial numbers, and by counting all the time.
  const random = hex.replace(/(..)\1{2,}/g, (run, one: string, at: number) => (at % 2 === 0 ? one : run));
  // One octet less than 64 bits: a random number begins with zeros now and then.
  return random.length < 14 || octets < 7
    ? [weak('serial-short', 'note', 'CA/Browser Forum BR §7.1', { bits: bitsOf(random) })]
    : [];
}

/** Logged, or under a policy of the CA/Browser Forum: only public authorities have either. */
const saysPublic = (extensions: readonly Field[]): boolean =>
  fieldAt(extensions, 'signedCertificateTimestampList') !== undefined ||
  (fieldAt(extensions, 'certificatePolicies')?.fields ?? []).some(
    ({ fields }) => fieldAt(fields, 'policyIdentifier')?.oid?.startsWith('2.23.140.1.') === true,
  );

function ofValidity(fields: readonly Field[], at: number, isServer: boolean): readonly Weakness[] {
  const isPublic = saysPublic(fieldAt(fields, 'extensions')?.fields ?? []);
  const from = timeAt(fields, 'validity', 'notBefore');
  const until = timeAt(fields, 'validity', 'notAfter');
  if (from === undefined || until === undefined) return [];
  if (until < from) return [weak('validity-inverted', 'warning', 'RFC 5280 §4.1.2.5')];
  // To public authorities both ends count (BR §6.3.2); Apple takes the difference.
  const days = Math.ceil((until - from + 1000) / DAY);
  const limit = publicLimits.find(([since]) => from >= since)?.[1];
  return [
    ...(until < at ? [weak('expired', 'warning', 'RFC 5280 §6.1.3', { since: until })] : []),
    ...(from > at ? [weak('not-yet-valid', 'warning', 'RFC 5280 §6.1.3', { from })] : []),
    ...(isServer && until - from > 825 * DAY && from >= APPLE_SINCE
      ? [weak('validity-over-825', 'warning', 'Apple HT210176', { days })]
      : isServer && isPublic && limit !== undefined && days > limit
        ? [weak('validity-over-public', 'warning', 'CA/Browser Forum BR §6.3.2', { days, limit })]
        : []),
  ];
}

function ofCriticals(extensions: readonly Field[]): readonly Weakness[] {
  return extensions.flatMap(({ oid, critical, label }) =>
    critical === true && oid !== undefined && !processed.has(oid)
      ? [weak('unknown-critical', 'warning', 'RFC 5280 §4.2', { oid, name: label })]
      : [],
  );
}

function ofRepeated(extensions: readonly Field[]): readonly Weakness[] {
  const seen = new Set<string>();
  return extensions.flatMap(({ oid = '', label }) => {
    if (!seen.has(oid)) {
      seen.add(oid);
      return [];
    }
    return [weak('extension-twice', 'warning', 'RFC 5280 §4.2', { oid, name: label })];
  });
}

function ofAlgorithms(fields: readonly Field[], document: Bytes): readonly Weakness[] {
  const inside = fieldAt(fields, 'signature');
  const outside = fieldAt(fields, 'signatureAlgorithm');
  const [one, other] = [octetsOf(inside, document), octetsOf(outside, document)];
  if (one === undefined || other === undefined || equalBytes(one, other)) return [];
  const facts = { inside: inside?.value ?? '', outside: outside?.value ?? '' };
  return [weak('algorithms-differ', 'warning', 'RFC 5280 §4.1.1.2', facts)];
}

const hostLike = /^(?:\*\.)?[a-z\d-]+(?:\.[a-z\d-]+)+$|^localhost$/i;

/** @param fields of the certificate in `document` */
export function weaknessesOfCertificate(
  fields: readonly Field[],
  document: Bytes,
  at: number,
): readonly Weakness[] {
  const extensions = fieldAt(fields, 'extensions')?.fields ?? [];
  const authority = valueAt(extensions, 'basicConstraints', 'cA') === 'TRUE';
  const purposes = fieldAt(extensions, 'extKeyUsage')?.fields;
  const server = purposes?.some(({ oid }) => oid === SERVER || oid === ANY_PURPOSE);
  const hosts = fieldAt(extensions, 'subjectAltName')?.fields?.filter(
    ({ name }) => name === 'dNSName' || name === 'iPAddress',
  );
  const namesHost = hostLike.test(valueAt(fields, 'subject', 'commonName') ?? '');
  const isServer =
    !authority && (server ?? (purposes === undefined && ((hosts?.length ?? 0) > 0 || namesHost)));
  const selfIssued = valueAt(fields, 'issuer') === valueAt(fields, 'subject');
  const version = valueAt(fields, 'version');
  return [
    ...(selfIssued ? [] : ofSignature(fields)),
    ...weaknessesOfKey(fieldAt(fields, 'subjectPublicKeyInfo')?.fields),
    ...ofValidity(fields, at, isServer),
    ...(isServer && fieldAt(extensions, 'subjectAltName') === undefined
      ? [weak('no-alternative-names', 'warning', 'RFC 9525 §6.3')]
      : []),
    ...(authority && server === true && (hosts?.length ?? 0) > 0
      ? [weak('authority-as-server', 'danger', 'CA/Browser Forum BR §7.1.2.7')]
      : []),
    ...(version === undefined || version === 'v1' ? [weak('version-1', 'note', 'RFC 5280 §4.1.2.1')] : []),
    ...(selfIssued ? [] : ofSerial(valueAt(fields, 'serialNumber') ?? 'ffffffffffffffff')),
    ...ofCriticals(extensions),
    ...ofRepeated(extensions),
    ...ofAlgorithms(fields, document),
  ];
}

export const weaknessesOfRequest = (fields: readonly Field[]): readonly Weakness[] => [
  ...ofSignature(fields),
  ...weaknessesOfKey(fieldAt(fields, 'subjectPKInfo')?.fields),
];

export function weaknessesOfList(fields: readonly Field[], document: Bytes, at: number): readonly Weakness[] {
  const due = timeAt(fields, 'nextUpdate');
  return [
    ...ofSignature(fields),
    ...(due !== undefined && due < at
      ? [weak('list-out-of-date', 'warning', 'RFC 5280 §5.1.2.5', { since: due })]
      : []),
    ...ofCriticals(
      (fieldAt(fields, 'crlExtensions')?.fields ?? []).filter(
        ({ name }) => name !== 'issuingDistributionPoint' && name !== 'deltaCRLIndicator',
      ),
    ),
    ...ofAlgorithms(fields, document),
  ];
}
