/**
 * A certificate's fields as plain text, one entry a field, so that what was meant, what our reader sees and what a
 * second reader sees can be held against each other line by line. For comparing, not for people.
 */
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { toHex } from './bytes';
import type { Certificate, TbsCertificate } from './certificate';
import {
  extensionOid,
  extensionValue,
  type Extension,
  type ExtensionName,
  type ExtensionValue,
} from './extension';
import type { GeneralName } from './general-name';
import { parseAddressRange, parseIpAddress } from './ip-address';
import type { Subtree } from './name-constraint';
import type { DistinguishedName } from './distinguished-name';

export type FieldSheet = ReadonlyMap<string, string>;

function algorithmText({ oid, parameters }: AlgorithmIdentifier): string {
  return parameters === undefined ? oid : `${oid} ${toHex(parameters)}`;
}

function attributesText(name: DistinguishedName): string {
  return name.rdns
    .flat()
    .map(({ type, value }) => `${type}=${value}`)
    .join('; ');
}

function generalNameText(name: GeneralName): string {
  switch (name.kind) {
    case 'ip':
      return `ip ${toHex(parseIpAddress(name.value) ?? new Uint8Array())}`;
    case 'directory':
      return `directory ${attributesText(name.name)}`;
    case 'registered-id':
      return `registered-id ${name.oid}`;
    case 'other':
      return 'other';
    case 'dns':
    case 'email':
    case 'uri':
      return `${name.kind} ${name.value}`;
  }
}

function subtreeText(subtree: Subtree): string {
  switch (subtree.kind) {
    case 'ip':
      return `ip ${toHex(parseAddressRange(subtree.base) ?? new Uint8Array())}`;
    case 'directory':
      return `directory ${attributesText(subtree.name)}`;
    case 'other':
      return 'other';
    case 'dns':
    case 'email':
    case 'uri':
      return `${subtree.kind} ${subtree.base}`;
  }
}

const valueText: { readonly [K in ExtensionName]: (value: ExtensionValue<K>) => string } = {
  basicConstraints: ({ ca, pathLength }) => `ca ${ca}, pathLength ${pathLength ?? 'none'}`,
  keyUsage: (usages) => usages.join(', '),
  extendedKeyUsage: (purposes) => purposes.join(', '),
  subjectAltName: (names) => names.map(generalNameText).join(', '),
  subjectKeyIdentifier: (identifier) => toHex(identifier),
  authorityKeyIdentifier: ({ keyIdentifier, issuer, serialNumber }) =>
    [
      keyIdentifier === undefined ? '' : `key ${toHex(keyIdentifier)}`,
      issuer === undefined ? '' : `issuer ${issuer.map(generalNameText).join(', ')}`,
      serialNumber === undefined ? '' : `serial ${toHex(serialNumber)}`,
    ]
      .filter((part) => part !== '')
      .join('; '),
  nameConstraints: ({ permitted, excluded }) =>
    `permitted ${permitted.map(subtreeText).join(', ')}; excluded ${excluded.map(subtreeText).join(', ')}`,
};

/** Text of one extension's value. */
export function extensionText<K extends ExtensionName>(name: K, value: ExtensionValue<K>): string {
  return valueText[name](value);
}

/** `2.5.29.19 critical, 2.5.29.17`: which extensions, in which order. */
function extensionsText(extensions: readonly Extension[]): string {
  return extensions.map(({ oid, critical }) => (critical ? `${oid} critical` : oid)).join(', ');
}

/** A positive number reads the same from its magnitude, and as contents of an INTEGER, once leading zero octets are gone. */
function magnitudeText(octets: Uint8Array): string {
  return toHex(octets).replace(/^(00)+(?=.)/, '');
}

/** Two's-complement contents of an INTEGER; a negative one equals no magnitude. */
export function serialText(octets: Uint8Array): string {
  return (octets[0] ?? 0) >= 0x80 ? `negative ${toHex(octets)}` : magnitudeText(octets);
}

function commonFields(fields: Pick<TbsCertificate, 'signature' | 'validity' | 'extensions'>) {
  return [
    ['signature', algorithmText(fields.signature)],
    ['notBefore', fields.validity.notBefore.toISOString()],
    ['notAfter', fields.validity.notAfter.toISOString()],
    ['extensions', extensionsText(fields.extensions)],
  ] as const;
}

/** What was asked for. `texts` are the intended extension values in words (`extensionText`). */
export function intendedSheet(tbs: TbsCertificate, texts: ReadonlyMap<ExtensionName, string>): FieldSheet {
  return new Map([
    ['version', '3'],
    ['serialNumber', magnitudeText(tbs.serialNumber)],
    ...commonFields(tbs),
    ['issuer', toHex(tbs.issuer)],
    ['subject', toHex(tbs.subject)],
    ['publicKey', toHex(tbs.publicKey)],
    ['signatureAlgorithm', algorithmText(tbs.signature)],
    ...texts,
  ]);
}

/** What our own reader sees. An extension that does not parse shows as `malformed`, which equals nothing intended. */
export function ownSheet(certificate: Certificate): FieldSheet {
  const sheet = new Map<string, string>([
    ['version', String(certificate.version)],
    ['serialNumber', serialText(certificate.serialNumber)],
    ...commonFields(certificate),
    ['issuer', toHex(certificate.issuer.der)],
    ['issuerAttributes', attributesText(certificate.issuer)],
    ['subject', toHex(certificate.subject.der)],
    ['subjectAttributes', attributesText(certificate.subject)],
    ['publicKey', toHex(certificate.publicKey.der)],
    ['signatureAlgorithm', algorithmText(certificate.signatureAlgorithm)],
    ['signatureValue', toHex(certificate.signatureValue)],
  ]);
  for (const name of Object.keys(extensionOid) as ExtensionName[]) {
    const found = extensionValue(certificate.extensions, name);
    if (!found.ok) sheet.set(name, 'malformed');
    else if (found.value !== undefined) sheet.set(name, extensionText(name, found.value.value));
  }
  return sheet;
}
