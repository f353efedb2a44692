/**
 * What GnuTLS refuses while it reads a certificate (`gnutls_x509_crt_import`, `_gnutls_check_cert_sanity`): the handshake ends
 * there, before anything is verified. It forgives what OpenSSL does not, such as a padded serial number, and the other way round.
 */
import { extensionOid } from '../../codec/extension';
import { has, type Exhibit } from './exhibit';
import type { ReadTime } from './exhibit-time';

export const gnutlsErrors = {
  parsing: 'ASN1 parser: Error in DER parsing.',
  timeEncoding: 'The DER time encoding is invalid.',
  time: 'Error in the time fields of certificate.',
  certificate: 'Error in the certificate.',
  alternativeName: 'Unknown Subject Alternative name in X.509 certificate.',
  duplicate: 'Duplicate extension in X.509 certificate.',
  keyUsage: 'Key usage violation in certificate has been detected.',
} as const;

/** GnuTLS's words for the first thing it stumbles over; `undefined` where it reads the certificate. */
export function importError(exhibit: Exhibit): string | undefined {
  const { peculiarities, notBefore, notAfter, key } = exhibit;
  const unreadable = (oid: string) =>
    peculiarities.some(({ code, extension }) => code === 'extension-unreadable' && extension === oid);
  if (has(exhibit, 'length-not-minimal') || has(exhibit, 'serial-empty')) return gnutlsErrors.parsing;
  if (peculiarities.some(({ code, extension }) => code === 'trailing-data' && extension === undefined))
    return gnutlsErrors.parsing;
  if ([notBefore, notAfter].some(isOffset)) return gnutlsErrors.timeEncoding;
  if (has(exhibit, 'algorithms-differ')) return gnutlsErrors.certificate;
  if (has(exhibit, 'alternative-name-empty')) return gnutlsErrors.alternativeName;
  if (unreadable(extensionOid.subjectAltName)) return gnutlsErrors.parsing;
  if (has(exhibit, 'extensions-before-version-3')) return gnutlsErrors.certificate;
  if (has(exhibit, 'duplicate-extension')) return gnutlsErrors.duplicate;
  if (has(exhibit, 'unique-identifiers') && exhibit.version < 2) return gnutlsErrors.certificate;
  if ([notBefore, notAfter].some((time) => time.moment === undefined || /[.,]/.test(time.text)))
    return gnutlsErrors.time;
  // The key is read once its signature over the handshake is to be checked.
  return key === undefined || key.curve === 'explicit' ? gnutlsErrors.parsing : undefined;
}

const isOffset = ({ text }: ReadTime): boolean => /[+-]/.test(text);
