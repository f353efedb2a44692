/**
 * What `openssl x509 -text -noout` prints, as OpenSSL 3.0 formats it. (From 3.2 on names lose the spaces around `=`, and
 * 3.5 names post-quantum algorithms; that is not followed.)
 */
import { outlineCertificate, type CertificateOutline, type TaggedOctets } from '../../codec/document-outline';
import { attempt, type Result } from '../../codec/malformed';
import { extensionLines } from './openssl-extension';
import { keyAlgorithmName, opensslPublicKeyText } from './openssl-key';
import { integerText, pad, serialNumber, signatureRows } from './openssl-lines';
import { onelineName } from './openssl-name';
import { algorithmLines, signatureLines } from './openssl-signature';
import { opensslTime } from './openssl-time';
import { terminalText } from './string-text';

export function opensslCertificateText(der: Uint8Array): Result<string> {
  const outlined = outlineCertificate(der);
  return outlined.ok ? attempt(() => terminalText(certificateText(outlined.value))) : outlined;
}

/** `1 (0x0)` where the number is one of the versions there are. */
export function versionText(octets: Uint8Array, highest: number): string | undefined {
  const number = octets.length === 1 ? (octets[0] ?? 0) : -1;
  return number >= 0 && number <= highest ? `${number + 1} (0x${number})` : undefined;
}

/** Heading, algorithm and key of a SubjectPublicKeyInfo inside another document. @throws Malformed */
export function subjectKeyLines(der: Uint8Array): string {
  const key = opensslPublicKeyText(der, 16);
  return [
    '        Subject Public Key Info:\n',
    `            Public Key Algorithm: ${keyAlgorithmName(der)}\n`,
    key.ok ? key.value : '            Unable to load Public Key\n',
  ].join('');
}

function certificateText(certificate: CertificateOutline): string {
  const { version, issuer, subject, issuerUniqueId, subjectUniqueId } = certificate;
  const time = (value: TaggedOctets): string => opensslTime(value) ?? 'Bad time value';
  const uniqueId = (whose: string, octets: Uint8Array | undefined): string =>
    octets === undefined ? '' : `${pad(8)}${whose} Unique ID: ${signatureRows(octets, 12)}`;
  return [
    'Certificate:\n    Data:\n',
    `        Version: ${versionText(version, 2) ?? `Unknown (${integerText(version)})`}\n`,
    `        Serial Number:${serialNumber(certificate.serialNumber, 12)}`,
    algorithmLines(certificate.innerAlgorithm),
    `        Issuer: ${onelineName(issuer)}\n`,
    `        Validity\n            Not Before: ${time(certificate.notBefore)}\n`,
    `            Not After : ${time(certificate.notAfter)}\n`,
    `        Subject: ${onelineName(subject)}\n`,
    subjectKeyLines(certificate.publicKey),
    uniqueId('Issuer', issuerUniqueId),
    uniqueId('Subject', subjectUniqueId),
    extensionLines('X509v3 extensions', certificate.extensions, 8),
    signatureLines(certificate.signature),
  ].join('');
}
