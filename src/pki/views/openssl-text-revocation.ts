/** What `openssl crl -text -noout` prints, as OpenSSL 3.0 formats it. */
import { toHex } from '../../codec/bytes';
import {
  outlineRevocationList,
  type RevocationListOutline,
  type RevokedOutline,
} from '../../codec/document-outline';
import { attempt, type Result } from '../../codec/malformed';
import { extensionLines } from './openssl-extension';
import { integerText } from './openssl-lines';
import { onelineName } from './openssl-name';
import { signedMagnitude } from './openssl-number';
import { algorithmLines, signatureLines } from './openssl-signature';
import { versionText } from './openssl-text';
import { opensslTime } from './openssl-time';
import { terminalText } from './string-text';

const BAD_TIME = 'Bad time value';
const VERSION_1 = new Uint8Array(1);

export function opensslRevocationListText(der: Uint8Array): Result<string> {
  const outlined = outlineRevocationList(der);
  return outlined.ok ? attempt(() => terminalText(revocationListText(outlined.value))) : outlined;
}

/** `i2a_ASN1_INTEGER`: rows of 35 octets, every one but the last closed by a backslash. */
function serialText(octets: Uint8Array): string {
  const { negative, magnitude } = signedMagnitude(octets);
  const digits = toHex(magnitude).toUpperCase();
  return `${negative ? '-' : ''}${(digits.match(/.{1,70}/g) ?? []).join('\\\n')}`;
}

function revokedText({ serialNumber, revocationDate, extensions }: RevokedOutline): string {
  return [
    `    Serial Number: ${serialText(serialNumber)}\n`,
    `        Revocation Date: ${opensslTime(revocationDate) ?? BAD_TIME}\n`,
    extensionLines('CRL entry extensions', extensions, 8),
  ].join('');
}

function revocationListText(list: RevocationListOutline): string {
  const { version = VERSION_1, nextUpdate, revoked } = list;
  const next = nextUpdate === undefined ? 'NONE' : (opensslTime(nextUpdate) ?? BAD_TIME);
  return [
    'Certificate Revocation List (CRL):\n',
    `        Version ${versionText(version, 1) ?? `unknown (${integerText(version)})`}\n`,
    algorithmLines(list.innerAlgorithm),
    `        Issuer: ${onelineName(list.issuer)}\n`,
    `        Last Update: ${opensslTime(list.thisUpdate) ?? BAD_TIME}\n`,
    `        Next Update: ${next}\n`,
    extensionLines('CRL extensions', list.extensions, 8),
    revoked.length === 0 ? 'No Revoked Certificates.\n' : 'Revoked Certificates:\n',
    ...revoked.map(revokedText),
    signatureLines(list.signature),
  ].join('');
}
