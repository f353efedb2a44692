/** What pkijs sees in a certification request, on the sheet of `request-sheet.ts`. */
import type { CertificationRequest } from 'pkijs';
import { toHex, type Bytes } from './bytes';
import type { FieldSheet } from './field-sheet';
import { EXTENSION_REQUEST } from './request-attribute';
import { attributeListText } from './request-sheet';
import { algorithm, octets, readers, secondSignatureHolds } from './second-reader';
import { attributes, extensionList, extensionSheet } from './second-reader-extensions';

async function read(der: Bytes) {
  const { pkijs, parse } = await readers();
  const request: CertificationRequest = new pkijs.CertificationRequest({ schema: parse(der) });
  return { pkijs, parse, request };
}

/** @throws whatever pkijs throws: on octets we wrote, that is a failed proof */
export async function secondRequestSheet(der: Bytes): Promise<FieldSheet> {
  const { pkijs, parse, request } = await read(der);
  const list = (request.attributes ?? []).map(({ type, values }) => ({
    oid: type,
    values: (values as readonly { toBER(): ArrayBuffer }[]).map((value) => octets(value.toBER())),
  }));
  const extensions = list
    .filter(({ oid }) => oid === EXTENSION_REQUEST)
    .flatMap(({ values }) => values)
    .flatMap((value) => new pkijs.Extensions({ schema: parse(value) }).extensions);
  return new Map<string, string>([
    ['subject', toHex(octets(request.subject.toSchema().toBER()))],
    ['subjectAttributes', attributes(request.subject)],
    ['publicKey', toHex(octets(request.subjectPublicKeyInfo.toSchema().toBER()))],
    ['attributes', attributeListText(list)],
    ['extensions', extensionList(extensions)],
    ['signatureAlgorithm', algorithm(request.signatureAlgorithm)],
    ['signatureValue', toHex(request.signatureValue.valueBlock.valueHexView)],
    ...extensionSheet(pkijs, extensions, parse),
  ]);
}

/** Whether pkijs finds it signed by the key `publicKey` (DER). Only for RSA and ECDSA. */
export async function secondRequestVerify(der: Bytes, publicKey: Bytes): Promise<boolean> {
  const { request } = await read(der);
  return secondSignatureHolds(request, publicKey);
}
