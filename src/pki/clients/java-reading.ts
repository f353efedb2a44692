/**
 * What Java's certificate factory refuses (sun.security.x509): an empty issuer, extensions before version 3, the same extension
 * twice, critical ones it cannot read. Encodings DER forbids it mostly takes.
 */
import { extensionOid, type Extension } from '../../codec/extension';
import { has, type Exhibit } from './exhibit';

export interface JavaReading {
  /** Java's class and words. */
  readonly exception: string;
  readonly words: string;
}

const parsing = (words: string): JavaReading => ({
  exception: 'java.security.cert.CertificateParsingException',
  words,
});
const reading = (words: string): JavaReading => ({ exception: 'java.io.IOException', words });

export function javaReading(one: Exhibit): JavaReading | undefined {
  const { version, issuer, subject, extensions, signature, signatureAlgorithm } = one;
  if (has(one, 'serial-empty')) return reading('Invalid encoding: zero length Int value');
  if (issuer.readable && issuer.empty) return parsing('Empty issuer DN not allowed in X509Certificates');
  for (const { form, odd } of [one.notBefore, one.notAfter])
    if (odd.includes('time-unreadable') && !has(one, 'time-unreadable'))
      return reading(`Parse ${form === 'utc' ? 'UTC' : 'Generalized'} time, invalid format`);
  if (version === 1 && subject.readable && subject.empty)
    return parsing('Empty subject DN not allowed in v1 certificate');
  const { key } = one;
  if (key?.curve === 'explicit') return reading('Only named ECParameters supported');
  if (key?.compressed === true) return reading('Only uncompressed point format supported');
  if (extensions.list.length > 0) {
    if (version === 1) return parsing('no more data allowed for version 1 certificate');
    if (version !== 3) return parsing('Extensions not allowed in v2 certificate');
  }
  for (const [place, extension] of extensions.list.entries()) {
    const unread = unreadable(one, extension);
    if (unread !== undefined && extension.critical) return reading(unread);
    const before = extensions.list.findIndex(({ oid }) => oid === extension.oid);
    if (before < place && unread === undefined) return reading('Duplicate extensions not allowed');
  }
  if (version === 3 && subject.readable && subject.empty) {
    const fault = withoutSubject(one);
    if (fault !== undefined) return parsing(`X.509 Certificate is incomplete: ${fault}`);
  }
  if (signature.oid !== signatureAlgorithm.oid)
    return { exception: 'java.security.cert.CertificateException', words: 'Signature algorithm mismatch' };
  return undefined;
}

function withoutSubject(one: Exhibit): string | undefined {
  const { list } = one.extensions;
  const names = list.find(({ oid }) => oid === extensionOid.subjectAltName);
  if (list.length === 0) return 'subject field is empty, and certificate has no extensions';
  if (names === undefined || unreadable(one, names) !== undefined)
    return 'subject field is empty, and SubjectAlternativeName extension is absent';
  return names.critical
    ? undefined
    : 'SubjectAlternativeName extension MUST be marked critical when subject field is empty';
}

const WORDS: Readonly<Record<string, string>> = {
  [extensionOid.basicConstraints]: 'Invalid encoding of BasicConstraints',
  [extensionOid.keyUsage]: 'DerValue.getBitString, not a bit string 5',
  [extensionOid.extendedKeyUsage]: 'Invalid encoding for ExtendedKeyUsageExtension.',
  [extensionOid.nameConstraints]: 'Invalid encoding for NameConstraintsExtension.',
};

/** What Java has to say of an extension it knows and cannot read; one that is not critical is then as if it were not there. */
function unreadable(one: Exhibit, { oid }: Extension): string | undefined {
  if (oid === extensionOid.subjectAltName) return javaNamesUnreadable(one);
  if (oid === extensionOid.nameConstraints && hasOddRange(one)) return 'Invalid IPAddressName';
  const odd = one.peculiarities.some(
    ({ code, extension }) => code === 'extension-unreadable' && extension === oid,
  );
  return odd ? WORDS[oid] : undefined;
}

const hasOddRange = ({ extensions: { nameConstraints } }: Exhibit): boolean =>
  [...(nameConstraints?.permitted ?? []), ...(nameConstraints?.excluded ?? [])].some(
    (one) => one.kind === 'ip' && one.base === '',
  );

/** Why Java cannot read the subjectAltName. */
export function javaNamesUnreadable(one: Exhibit): string | undefined {
  const { alternativeNames, list } = one.extensions;
  if (!list.some(({ oid }) => oid === extensionOid.subjectAltName)) return undefined;
  if (alternativeNames === undefined) return 'Invalid encoding for GeneralNames.';
  if (alternativeNames.length === 0) return 'No data available in passed DER encoded value.';
  for (const { kind, octets, text } of alternativeNames) {
    if (kind === 'ip' && octets.length !== 4 && octets.length !== 16) return 'Invalid IPAddressName';
    if (kind === 'uri' && /[\s<>"\\^`{|}]/.test(text)) return `invalid URI name:${text}`;
    if (kind === 'uri' && !/^[a-z][a-z\d+.-]*:/i.test(text)) return `URI name must include scheme:${text}`;
  }
  return undefined;
}
