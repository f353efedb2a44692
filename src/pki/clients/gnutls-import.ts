/**
 * What GnuTLS refuses while it reads a certificate (`gnutls_x509_crt_import`, `_gnutls_check_cert_sanity`): the handshake ends
 * there, before anything is verified. It forgives what OpenSSL does not, such as a padded or empty serial number and lengths in
 * too many octets, and the other way round.
 */
import { toHex } from '../../codec/bytes';
import { extensionOid } from '../../codec/extension';
import { has, type Exhibit } from './exhibit';
import type { ReadTime } from './exhibit-time';

export const gnutlsErrors = {
  parsing: 'ASN1 parser: Error in DER parsing.',
  point: 'Error in parsing.',
  tag: 'ASN1 parser: Error in TAG.',
  timeEncoding: 'The DER time encoding is invalid.',
  time: 'Error in the time fields of certificate.',
  certificate: 'Error in the certificate.',
  alternativeName: 'Unknown Subject Alternative name in X.509 certificate.',
  duplicate: 'Duplicate extension in X.509 certificate.',
  keyUsage: 'Key usage violation in certificate has been detected.',
} as const;

/**
 * RSA, DSA, ECDSA with SHA-1, SHA-2 and SHA-3, EdDSA, GOST, and NIST's arc, whose newer ones (ML-DSA) it leaves to the verification
 * (gnutls lib/algorithms/sign.c). Any other makes the reading fail.
 */
const SIGNATURES =
  /^(?:1\.2\.840\.(?:113549\.1\.1|10045\.4|10040\.4)|1\.3\.14\.3\.2|1\.3\.101|1\.2\.643|2\.16\.840\.1\.101\.3\.4\.3)\./;

/** GnuTLS's words for the first thing it stumbles over; `undefined` where it reads the certificate. */
export function importError(exhibit: Exhibit): string | undefined {
  const { peculiarities, notBefore, notAfter, key } = exhibit;
  const names = peculiarities.find(
    ({ code, extension }) => code === 'extension-unreadable' && extension === extensionOid.subjectAltName,
  );
  const surplus = peculiarities.some(
    ({ code, extension }) => code === 'trailing-data' && extension === undefined,
  );
  if (surplus || has(exhibit, 'octets-after-end')) return gnutlsErrors.parsing;
  if ([notBefore, notAfter].some(isOffset)) return gnutlsErrors.timeEncoding;
  if (algorithmsDiffer(exhibit) || !SIGNATURES.test(exhibit.signatureAlgorithm.oid))
    return gnutlsErrors.certificate;
  if (has(exhibit, 'alternative-name-empty')) return gnutlsErrors.alternativeName;
  if (names !== undefined) return names.detail === 'unexpected-tag' ? gnutlsErrors.tag : gnutlsErrors.parsing;
  if (has(exhibit, 'extensions-before-version-3')) return gnutlsErrors.certificate;
  if (has(exhibit, 'duplicate-extension')) return gnutlsErrors.duplicate;
  if (has(exhibit, 'unique-identifiers') && exhibit.version < 2) return gnutlsErrors.certificate;
  if ([notBefore, notAfter].some((time) => gnutlsMoment(time) === undefined)) return gnutlsErrors.time;
  // The key is read once its signature over the handshake is to be checked.
  if (key?.compressed === true) return gnutlsErrors.point;
  return key === undefined || key.curve === 'explicit' ? gnutlsErrors.parsing : undefined;
}

/** No parameters and NULL are the same to it (`compare_sig_algorithm`). */
function algorithmsDiffer({ signature, signatureAlgorithm }: Exhibit): boolean {
  const parameters = ({ parameters: own }: Exhibit['signature']) => {
    const text = toHex(own ?? new Uint8Array());
    return text === '0500' ? '' : text;
  };
  return signature.oid !== signatureAlgorithm.oid || parameters(signature) !== parameters(signatureAlgorithm);
}

/** Milliseconds since 1970. Days beyond the end of a month run over into the next one, as `mktime` has it. */
export function gnutlsMoment({ moment, form, text }: ReadTime): number | undefined {
  if (moment !== undefined) return /[.,]/.test(text) ? undefined : moment;
  const fields = (
    form === 'utc' ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/
  ).exec(text);
  if (fields === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.slice(1).map(Number);
  if (month < 1 || month > 12) return undefined;
  const full = form === 'generalized' ? year : year < 50 ? 2000 + year : 1900 + year;
  return Date.UTC(full, month - 1, day, hour, minute, second || 0);
}

const isOffset = ({ text }: ReadTime): boolean => /[+-]/.test(text);
