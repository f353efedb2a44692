/** What an authority publishes, as files: its certificate with those above it, and its lists. PEM for programs, DER for addresses. */
import { utf8, type Bytes } from '../../codec/bytes';
import { encodePem } from '../../codec/pem';
import { safeFileName } from '../file-name';
import type { Download } from '../handover';

export type PublicForm = 'pem' | 'der';

const PEM = 'application/x-pem-file';

/** @param chain above it; in the PEM behind it */
export function certificateFile(
  name: string,
  der: Bytes,
  form: PublicForm,
  chain: readonly Bytes[] = [],
): Download {
  if (form === 'der')
    // RFC 2585 §4.1 names the type; programs know the ending .crt for DER, Windows and Android above all.
    return { fileName: safeFileName(name, '.crt'), contents: der.slice(), type: 'application/pkix-cert' };
  const text = [der, ...chain].map((one) => encodePem('CERTIFICATE', one)).join('');
  return { fileName: safeFileName(name, '.pem'), contents: utf8(text), type: PEM };
}

/** Several certificates, one after another. */
export function certificatesFile(name: string, ders: readonly Bytes[]): Download {
  const text = ders.map((one) => encodePem('CERTIFICATE', one)).join('');
  return { fileName: safeFileName(name, '.pem'), contents: utf8(text), type: PEM };
}

export function revocationListFile(name: string, der: Bytes, form: PublicForm): Download {
  if (form === 'der')
    return { fileName: safeFileName(name, '.crl'), contents: der.slice(), type: 'application/pkix-crl' };
  return { fileName: safeFileName(name, '.crl.pem'), contents: utf8(encodePem('X509 CRL', der)), type: PEM };
}
