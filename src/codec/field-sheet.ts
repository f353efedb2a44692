/**
 * A certificate's fields as plain text, one entry a field, so that what was meant, what our reader sees and what a
 * second reader sees can be held against each other line by line. For comparing, not for people.
 */
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { toHex } from './bytes';
import type { Certificate, TbsCertificate } from './certificate';
import { extensionOid, extensionValue, type Extension, type ExtensionName } from './extension';
import { attributesText, extensionText } from './extension-text';

export type FieldSheet = ReadonlyMap<string, string>;

const nameOf: ReadonlyMap<string, ExtensionName> = new Map(
  Object.entries(extensionOid).map(([name, oid]) => [oid, name as ExtensionName]),
);

export function algorithmText({ oid, parameters }: AlgorithmIdentifier): string {
  return parameters === undefined ? oid : `${oid} ${toHex(parameters)}`;
}

/** Hex of the values of those extensions that have no text of their own, by identifier. */
export function octetTexts(extensions: readonly Extension[]): readonly (readonly [string, string])[] {
  return extensions.filter(({ oid }) => !nameOf.has(oid)).map(({ oid, value }) => [oid, toHex(value)]);
}

/** Text of each extension. A known one that does not parse shows as `malformed`, which equals nothing intended. */
export function extensionTexts(extensions: readonly Extension[]): FieldSheet {
  const texts = new Map<string, string>(octetTexts(extensions));
  for (const { oid } of extensions) {
    const name = nameOf.get(oid);
    if (name === undefined || texts.has(name)) continue;
    const found = extensionValue(extensions, name);
    if (!found.ok) texts.set(name, 'malformed');
    else if (found.value !== undefined) texts.set(name, extensionText(name, found.value.value));
  }
  return texts;
}

/** `2.5.29.19 critical, 2.5.29.17`: which extensions, in which order. */
export function extensionsText(extensions: readonly Extension[]): string {
  return extensions.map(({ oid, critical }) => (critical ? `${oid} critical` : oid)).join(', ');
}

/** A positive number reads the same from its magnitude, and as contents of an INTEGER, once leading zero octets are gone. */
export function magnitudeText(octets: Uint8Array): string {
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
    ...octetTexts(tbs.extensions),
    ...texts,
  ]);
}

/** What our own reader sees. */
export function ownSheet(certificate: Certificate): FieldSheet {
  return new Map([
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
    ...extensionTexts(certificate.extensions),
  ]);
}
