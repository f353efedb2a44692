/**
 * Java's keytool: `-genkeypair` for a certificate that signs itself, `-certreq` for a request, `-gencert` for one an authority signs.
 * What -ext has words for is said in words, and every other extension as `identifier=octets`.
 */
import { toHex } from '../../codec/bytes';
import { extensionOid, type KeyUsage } from '../../codec/extension';
import { attributeType } from '../../codec/attribute-type';
import type { KeyAlgorithmId } from '../algorithms';
import type { CertificateDraft } from '../draft/certificate-draft';
import { shellQuote } from '../recipes/quote';
import type { ProgramCommands, Wanted } from './commands';
import {
  daysOf,
  encodedExtensions,
  hashOf,
  hasPrintable,
  namesCritical,
  signatureOf,
  spelledNames,
} from './draft-facts';

const keys: Partial<Record<KeyAlgorithmId, string>> = {
  'ec-p256': 'EC -groupname secp256r1',
  'ec-p384': 'EC -groupname secp384r1',
  'ec-p521': 'EC -groupname secp521r1',
  'rsa-2048': 'RSA -keysize 2048',
  'rsa-3072': 'RSA -keysize 3072',
  'rsa-4096': 'RSA -keysize 4096',
  ed25519: 'Ed25519',
};

const usageWords: Readonly<Record<KeyUsage, string>> = {
  digitalSignature: 'digitalSignature',
  nonRepudiation: 'contentCommitment',
  keyEncipherment: 'keyEncipherment',
  dataEncipherment: 'dataEncipherment',
  keyAgreement: 'keyAgreement',
  keyCertSign: 'keyCertSign',
  cRLSign: 'cRLSign',
  encipherOnly: 'encipherOnly',
  decipherOnly: 'decipherOnly',
};

export function keytoolCommands(wanted: Wanted): ProgramCommands {
  const { draft, signer, what } = wanted;
  const cannot: string[] = [];
  // It keeps keys in stores of its own, and takes none from a file.
  if (wanted.key === 'held') cannot.push('A key that is there already: it makes its own');
  const store = '-keystore keystore.p12 -storetype PKCS12 -storepass changeit';
  const name = directoryName(draft, cannot);
  const extensions = extensionOptions(draft);
  const days = `${startOption(draft)} -validity ${daysOf(draft.validity)}`;
  const signature = signatureOption(wanted);
  const self = what === 'certificate' && signer === 'self';
  const algorithm = keys[draft.keyAlgorithm];
  const pair = (more: string): string =>
    `keytool -genkeypair -alias certificate -keyalg ${algorithm ?? ''}${self ? signature : ''} -dname ${name} ${store}${more}`;
  const request = `keytool -certreq -alias certificate ${store} -file request.pem`;
  const commands = self
    ? [pair(`${days}${extensions}`), `keytool -exportcert -rfc -alias certificate ${store} -file cert.pem`]
    : what === 'request'
      ? [pair(''), `${request}${signature}${extensions}`]
      : [
          pair(''),
          request,
          'openssl pkcs12 -export -name ca -in ca.pem -inkey ca-key.pem -passout pass:changeit -out ca.p12',
          `keytool -gencert -rfc -alias ca -keystore ca.p12 -storetype PKCS12 -storepass changeit -infile request.pem -outfile cert.pem${signature}${days}${extensions}`,
        ];
  cannot.push(...unsaid(wanted, self));
  if (algorithm === undefined) cannot.push('ML-DSA keys before Java 24');
  return { files: [], program: { program: 'keytool', commands: commands.join('\n'), cannot, tried: true } };
}

function unsaid(wanted: Wanted, self: boolean): readonly string[] {
  const { draft, what, attributes } = wanted;
  const { subjectKeyIdentifier, authorityKeyIdentifier } = draft.extensions;
  const isCertificate = what === 'certificate';
  const hasAttributes = !isCertificate && Object.values(attributes ?? {}).some((text) => text !== '');
  return [
    ...(isCertificate ? ['An end to the second: -validity counts whole days'] : []),
    ...(isCertificate && draft.serialNumber !== '' ? ['A serial number: it draws its own'] : []),
    ...(hasAttributes ? ['challengePassword and unstructuredName'] : []),
    ...(isCertificate && subjectKeyIdentifier === 'hash'
      ? []
      : ['Another subjectKeyIdentifier than the key’s, or none']),
    ...(self && authorityKeyIdentifier !== undefined
      ? ['authorityKeyIdentifier in a certificate that signs itself']
      : []),
    ...(!self && what === 'certificate' && authorityKeyIdentifier !== 'key'
      ? ['Another authorityKeyIdentifier than the authority’s key, or none']
      : []),
    ...(hasPrintable(draft)
      ? ['UTF8String in names: it writes PrintableString where the letters allow it']
      : []),
    ...(signatureOf(wanted)?.startsWith('rsa-pss') === true
      ? ['The hash of an RSASSA-PSS signature: it goes by the size of the key']
      : []),
  ];
}

/** Java's parser takes RFC 2253: last first, and with identifiers as `OID.`. */
function directoryName({ subject }: CertificateDraft, cannot: string[]): string {
  if (subject.length === 0) {
    cannot.push('An empty subject');
    return shellQuote('CN=certificate');
  }
  const parts = subject.flatMap(({ type, value }) => {
    // Of these its parser makes something else, whatever is written in front of them.
    if (/[\0\r\n]/.test(value) || value === '' || /^ | $/.test(value) || value.startsWith('#')) {
      cannot.push('A name with line breaks, or with blanks or # at its ends');
      return [];
    }
    const short = attributeType(type.trim())?.short;
    const keyword = short !== undefined && /^(?:CN|O|OU|C|ST|L)$/.test(short) ? short : `OID.${type.trim()}`;
    return `${keyword}="${value.replace(/["\\]/g, (character) => `\\${character}`)}"`;
  });
  return shellQuote(parts.length === 0 ? 'CN=certificate' : parts.toReversed().join(', '));
}

function signatureOption(wanted: Wanted): string {
  const scheme = signatureOf(wanted);
  if (scheme?.startsWith('rsa-pss') === true) return ' -sigalg RSASSA-PSS';
  const hash = hashOf(scheme);
  return hash === undefined
    ? ''
    : ` -sigalg ${hash}with${scheme?.startsWith('rsa') === true ? 'RSA' : 'ECDSA'}`;
}

/** An hour back, for slow clocks; a moment is read in the machine's own time zone otherwise. */
function startOption({ validity }: CertificateDraft): string {
  if (validity.kind === 'days') return ' -startdate -1H';
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$/.exec(validity.notBefore) ?? [];
  return day === '' ? '' : ` -J-Duser.timezone=UTC -startdate '${day.replaceAll('-', '/')} ${time}'`;
}

function extensionOptions(draft: CertificateDraft): string {
  const { basicConstraints, keyUsage, extendedKeyUsage } = draft.extensions;
  const options: string[] = [];
  const said = new Set<string>();
  const say = (oid: string, name: string, critical: boolean, value: string): void => {
    said.add(oid);
    options.push(`${name}${critical ? ':critical' : ''}=${value}`);
  };
  if (basicConstraints !== undefined) {
    const { critical, ca, pathLength } = basicConstraints;
    // pathLength without CA:TRUE has no words.
    if (ca || pathLength === undefined)
      say(
        extensionOid.basicConstraints,
        'bc',
        critical,
        `ca:${ca}${pathLength === undefined ? '' : `,pathlen:${pathLength}`}`,
      );
  }
  if (keyUsage !== undefined)
    say(
      extensionOid.keyUsage,
      'ku',
      keyUsage.critical,
      keyUsage.usages.map((usage) => usageWords[usage]).join(),
    );
  if (extendedKeyUsage !== undefined)
    say(
      extensionOid.extendedKeyUsage,
      'eku',
      extendedKeyUsage.critical,
      extendedKeyUsage.purposes.map((purpose) => purpose.trim()).join(),
    );
  const names = spelledNames(draft).map((name) =>
    // Beyond plain hosts and addresses its parser has opinions of its own: a comma, a wildcard, an underscore.
    (name.kind === 'dns' &&
      /^[a-z][\w-]*(?:\.[a-z][\w-]*)*$/i.test(name.value) &&
      !name.value.includes('_')) ||
    name.kind === 'ip' ||
    (name.kind === 'email' && /^[\w.+-]+@[\w.-]+$/.test(name.value))
      ? `${name.kind}:${name.value}`
      : undefined,
  );
  if (names.length > 0 && names.every((name) => name !== undefined))
    say(extensionOid.subjectAltName, 'san', namesCritical(draft), names.join());
  for (const { oid, critical, value } of encodedExtensions(draft))
    if (!said.has(oid)) say(oid, oid, critical, toHex(value));
  return options.map((option) => ` -ext ${shellQuote(option)}`).join('');
}
