/** A certification request's fields as plain text, as `field-sheet.ts` does it for certificates. For comparing, not for people. */
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { toHex } from './bytes';
import type { CertificateRequest, RequestInformation } from './certificate-request';
import type { Extension, ExtensionName } from './extension';
import { attributesText } from './extension-text';
import { algorithmText, extensionsText, extensionTexts, octetTexts, type FieldSheet } from './field-sheet';
import type { RequestAttribute } from './request-attribute';

/** Attributes in the order of their text: DER sorts them by their octets. */
export const attributeListText = (attributes: readonly RequestAttribute[]): string =>
  attributes
    .map(({ oid, values }) => [oid, ...values.map((value) => toHex(value))].join(' '))
    .sort()
    .join(', ');

/** What was asked for. `texts` are the intended extension values in words. */
export function intendedRequestSheet(
  { subject, publicKey, attributes }: RequestInformation,
  extensions: readonly Extension[],
  signature: AlgorithmIdentifier,
  texts: ReadonlyMap<ExtensionName, string>,
): FieldSheet {
  return new Map<string, string>([
    ['subject', toHex(subject)],
    ['publicKey', toHex(publicKey)],
    ['attributes', attributeListText(attributes)],
    ['extensions', extensionsText(extensions)],
    ['signatureAlgorithm', algorithmText(signature)],
    ...octetTexts(extensions),
    ...texts,
  ]);
}

/** What our own reader sees. */
export function ownRequestSheet(request: CertificateRequest): FieldSheet {
  return new Map<string, string>([
    ['subject', toHex(request.subject.der)],
    ['subjectAttributes', attributesText(request.subject)],
    ['publicKey', toHex(request.publicKey.der)],
    ['attributes', attributeListText(request.attributes)],
    ['extensions', extensionsText(request.extensions)],
    ['signatureAlgorithm', algorithmText(request.signatureAlgorithm)],
    ['signatureValue', toHex(request.signatureValue)],
    ...extensionTexts(request.extensions),
  ]);
}
