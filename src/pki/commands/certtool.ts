/**
 * GnuTLS's certtool with a template. A template's values have no escape for a backslash or a line end, so what holds one, and
 * every extension without a word of its own, goes in as octets.
 */
import { toHex } from '../../codec/bytes';
import { extensionOid, type KeyUsage } from '../../codec/extension';
import type { KeyAlgorithmId } from '../algorithms';
import type { ProgramCommands, Wanted } from './commands';
import {
  daysOf,
  encodedExtensions,
  hashOf,
  hasPrintable,
  namesCritical,
  serialHex,
  signatureOf,
  spelledNames,
} from './draft-facts';

const keys: Partial<Record<KeyAlgorithmId, string>> = {
  'ec-p256': '--key-type=ecdsa --curve=secp256r1',
  'ec-p384': '--key-type=ecdsa --curve=secp384r1',
  'ec-p521': '--key-type=ecdsa --curve=secp521r1',
  'rsa-2048': '--key-type=rsa --bits=2048',
  'rsa-3072': '--key-type=rsa --bits=3072',
  'rsa-4096': '--key-type=rsa --bits=4096',
  ed25519: '--key-type=ed25519',
};

const usageWords: Readonly<Record<KeyUsage, string>> = {
  digitalSignature: 'signing_key',
  nonRepudiation: 'non_repudiation',
  keyEncipherment: 'encryption_key',
  dataEncipherment: 'data_encipherment',
  keyAgreement: 'key_agreement',
  keyCertSign: 'cert_signing_key',
  cRLSign: 'crl_signing_key',
  encipherOnly: 'encipher_only',
  decipherOnly: 'decipher_only',
};

const TEMPLATE = 'certtool.cfg';

export function certtoolCommands(wanted: Wanted): ProgramCommands {
  const { draft, signer, what } = wanted;
  const cannot: string[] = [];
  const contents = templateFor(wanted, cannot);
  const self = signer === 'self' && what === 'certificate';
  const key = keys[draft.keyAlgorithm];
  const hash = signatureOption(wanted);
  const made = `--load-privkey key.pem --template ${TEMPLATE} --no-text`;
  const last =
    what === 'request'
      ? `certtool --generate-request ${made}${hash} --outfile request.pem`
      : self
        ? `certtool --generate-self-signed ${made}${hash} --outfile cert.pem`
        : `certtool --generate-certificate ${made} --load-ca-certificate ca.pem --load-ca-privkey ca-key.pem${hash} --outfile cert.pem`;
  const isHeld = wanted.key === 'held';
  cannot.push(...unsaid(wanted, self));
  if (signatureOf(wanted)?.startsWith('rsa-pss') === true)
    cannot.push('The NULL that RSASSA-PSS has beside its hashes (RFC 4055 §6)');
  if (key === undefined && !isHeld) cannot.push('Keys of this kind');
  return {
    files: [{ path: TEMPLATE, contents }],
    program: {
      program: 'certtool',
      commands: isHeld
        ? last
        : [`certtool --generate-privkey ${key ?? ''} --no-text --outfile key.pem`, last].join('\n'),
      cannot,
      tried: true,
    },
  };
}

function signatureOption(wanted: Wanted): string {
  const scheme = signatureOf(wanted);
  const hash = hashOf(scheme);
  return (
    (hash === undefined ? '' : ` --hash=${hash}`) +
    (scheme?.startsWith('rsa-pss') === true ? ' --sign-params=rsa-pss' : '')
  );
}

function unsaid({ draft, what, attributes }: Wanted, self: boolean): readonly string[] {
  const { subjectKeyIdentifier, authorityKeyIdentifier, basicConstraints, keyUsage } = draft.extensions;
  const constraintsFit =
    basicConstraints?.critical === true && (basicConstraints.ca || basicConstraints.pathLength === undefined);
  return [
    ...(constraintsFit || what === 'request' ? [] : ['Other basicConstraints than critical ones, or none']),
    ...(keyUsage?.critical === true ? [] : ['A keyUsage that is not critical, or none']),
    subjectKeyIdentifier === 'hash'
      ? 'subjectKeyIdentifier as others reckon it: it hashes the whole SubjectPublicKeyInfo'
      : 'Another subjectKeyIdentifier than its own, or none',
    ...(self && authorityKeyIdentifier !== undefined
      ? ['authorityKeyIdentifier in a certificate that signs itself']
      : []),
    ...(!self && what === 'certificate' && authorityKeyIdentifier !== 'key'
      ? ['Another authorityKeyIdentifier than the authority’s key, or none']
      : []),
    ...(what === 'request' && (attributes?.unstructuredName ?? '') !== '' ? ['unstructuredName'] : []),
    ...(hasPrintable(draft)
      ? ['UTF8String in names: it writes PrintableString where the letters allow it']
      : []),
  ];
}

/** A value between quotes; `undefined` where it has a character that the template's reader changes. */
function quoted(value: string): string | undefined {
  // A quotation mark is escaped, and nothing else can be.
  const strange = [...value].some(
    (character) => character === '\\' || character < ' ' || character === '\x7f',
  );
  return strange ? undefined : `"${value.replaceAll('"', '\\"')}"`;
}

function templateFor({ draft, what, attributes }: Wanted, cannot: string[]): string {
  const { basicConstraints, keyUsage, extendedKeyUsage } = draft.extensions;
  const lines: string[] = [];
  const said = new Set<string>([extensionOid.basicConstraints]);
  for (const { type, value } of draft.subject) {
    // By identifier they keep their order.
    const text = quoted(`${type.trim()} ${value}`);
    if (text === undefined || value === '' || value.startsWith(' '))
      cannot.push('A name with a backslash or a line break in it, or a blank before it');
    else lines.push(`dn_oid = ${text}`);
  }
  const serial = serialHex(draft);
  if (serial !== undefined) lines.push(`serial = 0x${serial}`);
  if (what === 'request') {
    const password = attributes?.challengePassword ?? '';
    const text = quoted(password);
    if (text === undefined) cannot.push('challengePassword with a backslash or a line break in it');
    else if (password !== '') lines.push(`challenge_password = ${text}`);
  } else if (draft.validity.kind === 'days') {
    // An hour back, for slow clocks; both ends count (CA/B BR 6.3.2).
    lines.push('activation_date = "1 hour ago"');
    lines.push(`expiration_date = "+${daysOf(draft.validity)} days -3601 seconds"`);
  } else {
    const spelled = (iso: string): string => `"${iso.replace('T', ' ').replace('Z', ' UTC')}"`;
    lines.push(`activation_date = ${spelled(draft.validity.notBefore)}`);
    lines.push(`expiration_date = ${spelled(draft.validity.notAfter)}`);
  }
  if (basicConstraints?.ca === true) {
    lines.push('ca');
    // Its own word for no limit.
    lines.push(`path_len = ${basicConstraints.pathLength ?? -1}`);
  }
  // It is critical there whatever one wants, and never missing.
  said.add(extensionOid.keyUsage);
  if (keyUsage !== undefined) lines.push(...keyUsage.usages.map((usage) => usageWords[usage]));
  // In a request it would be critical.
  if (extendedKeyUsage?.critical === false && what === 'certificate') {
    lines.push(...extendedKeyUsage.purposes.map((purpose) => `key_purpose_oid = ${purpose.trim()}`));
    said.add(extensionOid.extendedKeyUsage);
  }
  const names = spelledNames(draft).map((name) =>
    name.kind === 'dns' || name.kind === 'ip' || name.kind === 'email' || name.kind === 'uri'
      ? line(nameWords[name.kind], quoted(name.value))
      : undefined,
  );
  if (names.length > 0 && !namesCritical(draft) && names.every((name) => name !== undefined)) {
    lines.push(...names);
    said.add(extensionOid.subjectAltName);
  }
  for (const { oid, critical, value } of encodedExtensions(draft))
    if (!said.has(oid))
      lines.push(`${critical ? 'add_critical_extension' : 'add_extension'} = "${oid} 0x${toHex(value)}"`);
  return lines.map((one) => `${one}\n`).join('');
}

const nameWords = { dns: 'dns_name', ip: 'ip_address', email: 'email', uri: 'uri' } as const;

const line = (word: string, value: string | undefined): string | undefined =>
  value === undefined ? undefined : `${word} = ${value}`;
