/**
 * What OpenSSL remembers of a certificate before it verifies anything (`ossl_x509v3_cache_extensions`, `check_ca`): flags of its
 * extensions, whether they can be used at all, and what its decoder refuses at once (`d2i_X509`).
 */
import { toHex } from '../../codec/bytes';
import { extensionOid } from '../../codec/extension';
import { NETSCAPE_TYPE } from './exhibit-extensions';
import { has, isSelfIssued, type Exhibit } from './exhibit';

export type OpenSslVersion = '3.0' | '3.5';

export interface OpenSslCertificate {
  readonly exhibit: Exhibit;
  readonly ca: boolean;
  /** -1 where there is none. */
  readonly pathLength: number;
  /** An extension in it is broken or stands there twice: it issues nothing, and nobody issued it. */
  readonly invalid: boolean;
  readonly selfIssued: boolean;
  /** Self-issued, and its own key identifier and kind of key say so too; the signature is not asked. */
  readonly selfSigned: boolean;
  readonly unhandledCritical: boolean;
  /** Its key is of a kind this release has. */
  readonly keyKnown: boolean;
  /** `check_ca`: 0 no, 1 yes, 3 an old self-signed one of version 1, 4 by key usage alone, 5 by Netscape's type alone. */
  readonly authority: 0 | 1 | 3 | 4 | 5;
}

/** Of TLS, of mail, of objects. */
const ANY_NETSCAPE_AUTHORITY = 0x07;
const PROXY = '1.3.6.1.5.5.7.1.14';
/** `X509_supported_extension`: what may be critical. Key identifiers may not, nor may TLS features. */
const SUPPORTED: readonly string[] = [
  NETSCAPE_TYPE,
  extensionOid.keyUsage,
  extensionOid.subjectAltName,
  extensionOid.basicConstraints,
  extensionOid.certificatePolicies,
  extensionOid.crlDistributionPoints,
  extensionOid.extendedKeyUsage,
  '1.3.6.1.5.5.7.1.7', // address blocks, RFC 3779
  '1.3.6.1.5.5.7.1.8',
  extensionOid.ocspNoCheck,
  extensionOid.policyConstraints,
  PROXY,
  extensionOid.nameConstraints,
  extensionOid.policyMappings,
  extensionOid.inhibitAnyPolicy,
];
/** Those it decodes beforehand; one that fails makes the whole certificate invalid. */
const CACHED: readonly string[] = [
  extensionOid.basicConstraints,
  extensionOid.keyUsage,
  extensionOid.extendedKeyUsage,
  NETSCAPE_TYPE,
  extensionOid.subjectKeyIdentifier,
  extensionOid.authorityKeyIdentifier,
  extensionOid.subjectAltName,
  extensionOid.nameConstraints,
  extensionOid.crlDistributionPoints,
  PROXY,
];

export function openSslCertificate(exhibit: Exhibit, version: OpenSslVersion): OpenSslCertificate {
  const { extensions, peculiarities } = exhibit;
  const { list, basicConstraints, keyUsage, netscapeType } = extensions;
  const broken = peculiarities.some(
    ({ code, extension = '' }) =>
      (code === 'extension-unreadable' || code === 'duplicate-extension' || code === 'key-usage-empty') &&
      CACHED.includes(extension),
  );
  const pathLength = basicConstraints?.pathLength;
  const selfIssued = isSelfIssued(exhibit);
  const keyKnown = isKnownKey(exhibit, version);
  const selfSigned =
    selfIssued && keyKnown && akidFits(exhibit, exhibit) && algorithmFits(exhibit, exhibit, version);
  const ca = basicConstraints?.ca === true;
  return {
    exhibit,
    ca,
    pathLength: pathLength ?? -1,
    invalid: broken || (pathLength !== undefined && pathLength < 0),
    selfIssued,
    selfSigned,
    unhandledCritical: list.some(({ critical, oid }) => critical && !SUPPORTED.includes(oid)),
    keyKnown,
    authority: authorityOf(),
  };

  function authorityOf(): OpenSslCertificate['authority'] {
    if (keyUsage?.includes('keyCertSign') === false) return 0;
    if (basicConstraints !== undefined) return ca ? 1 : 0;
    if (exhibit.version === 1 && selfSigned) return 3;
    if (keyUsage !== undefined) return 4;
    return ((netscapeType ?? 0) & ANY_NETSCAPE_AUTHORITY) === 0 ? 0 : 5;
  }
}

function isKnownKey({ key }: Exhibit, version: OpenSslVersion): boolean {
  if (key === undefined) return false;
  if (key.family === 'ml-dsa' || key.family === 'slh-dsa') return version === '3.5';
  return key.family !== 'other' && (key.family === 'ed25519' || key.family === 'ed448' || key.bits > 0);
}

/** Kinds of keys by the signature algorithms they make; RSA keys make PSS signatures too. */
const SIGNERS: readonly (readonly [
  algorithm: RegExp,
  families: readonly string[],
  since?: OpenSslVersion,
])[] = [
  [/^1\.2\.840\.113549\.1\.1\.10$/, ['rsa', 'rsa-pss']],
  [/^1\.2\.840\.113549\.1\.1\.|^1\.3\.14\.3\.2\.29$/, ['rsa']],
  [/^1\.2\.840\.10045\.4\.|^2\.16\.840\.1\.101\.3\.4\.3\.(?:9|10|11|12)$/, ['ec']],
  [/^1\.3\.101\.112$/, ['ed25519']],
  [/^1\.3\.101\.113$/, ['ed448']],
  [/^1\.2\.840\.10040\.4\.|^2\.16\.840\.1\.101\.3\.4\.3\.[1-4]$/, ['dsa']],
  [/^2\.16\.840\.1\.101\.3\.4\.3\.1[789]$/, ['ml-dsa'], '3.5'],
  [/^2\.16\.840\.1\.101\.3\.4\.3\.(?:2\d|3[01])$/, ['slh-dsa'], '3.5'],
];

/** `check_sig_alg_match`: a signature of another kind than the key would be no signature of it. */
function algorithmFits(issuer: Exhibit, subject: Exhibit, version: OpenSslVersion): boolean {
  const row = SIGNERS.find(([algorithm]) => algorithm.test(subject.signature.oid));
  if (row === undefined || issuer.key === undefined) return false;
  const [, families, since] = row;
  if (since === '3.5' && version === '3.0') return false;
  return families.includes(issuer.key.family);
}

/** `X509_check_akid`. */
function akidFits(issuer: Exhibit, subject: Exhibit): boolean {
  const identifier = subject.extensions.authorityKeyIdentifier;
  if (identifier === undefined) return true;
  const { keyIdentifier, serialNumber, issuer: name } = identifier;
  const known = issuer.extensions.subjectKeyIdentifier;
  if (keyIdentifier !== undefined && known !== undefined && keyIdentifier !== known) return false;
  if (serialNumber !== undefined && serialNumber !== toHex(issuer.serialNumber)) return false;
  return name === undefined || name.words === issuer.issuer.words;
}

/** `ossl_x509_likely_issued`. */
export function likelyIssued(
  issuer: OpenSslCertificate,
  subject: OpenSslCertificate,
  version: OpenSslVersion,
): boolean {
  return (
    issuer.exhibit.subject.words === subject.exhibit.issuer.words &&
    !issuer.invalid &&
    !subject.invalid &&
    issuer.keyKnown &&
    akidFits(issuer.exhibit, subject.exhibit) &&
    algorithmFits(issuer.exhibit, subject.exhibit, version)
  );
}

export interface DecodeError {
  /** `068000DD`, as the library packs library and reason. */
  readonly packed: string;
  readonly library: 'asn1 encoding routines' | 'SSL routines';
  readonly routine: string;
  readonly reason: string;
}

const LIBRARY = 'asn1 encoding routines';
const ASN1 = '068';

/** What `d2i_X509` says of octets it does not take. */
export function decodeError(exhibit: Exhibit, version: OpenSslVersion): DecodeError | undefined {
  if (has(exhibit, 'serial-empty'))
    return { library: LIBRARY, packed: `${ASN1}000DE`, routine: 'c2i_ibuf', reason: 'illegal zero content' };
  if (has(exhibit, 'serial-padded'))
    return { library: LIBRARY, packed: `${ASN1}000DD`, routine: 'c2i_ibuf', reason: 'illegal padding' };
  const times = [exhibit.notBefore, exhibit.notAfter];
  // Older releases take the time and stumble over it when they compare it.
  if (version === '3.5') {
    if (times.some(({ form, text }) => form === 'utc' && text.length < 13))
      return {
        library: LIBRARY,
        packed: `${ASN1}000E9`,
        routine: 'asn1_ex_c2i',
        reason: 'utctime is too short',
      };
    if (times.some(({ form, text }) => form === 'generalized' && text.length < 15))
      return {
        library: LIBRARY,
        packed: `${ASN1}000E8`,
        routine: 'asn1_ex_c2i',
        reason: 'generalizedtime is too short',
      };
  }
  // The handshake has a length of its own for each certificate (`tls_process_server_certificate`).
  if (has(exhibit, 'octets-after-end'))
    return {
      packed: '0A000087',
      library: 'SSL routines',
      routine: 'tls_process_server_certificate',
      reason: 'cert length mismatch',
    };
  return undefined;
}
