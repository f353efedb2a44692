/** What pkijs sees in a revocation list, on the sheet of `revocation-sheet.ts`. */
import type { CertificateRevocationList } from 'pkijs';
import { toHex, type Bytes } from './bytes';
import { serialText, type FieldSheet } from './field-sheet';
import { entryText } from './revocation-sheet';
import { algorithm, octets, readers, secondSignatureHolds } from './second-reader';
import { attributes, extensionList, extensionSheet } from './second-reader-extensions';

async function read(der: Bytes) {
  const { pkijs, parse } = await readers();
  const list: CertificateRevocationList = new pkijs.CertificateRevocationList({ schema: parse(der) });
  return { pkijs, parse, list };
}

/** @throws whatever pkijs throws: on octets we wrote, that is a failed proof */
export async function secondRevocationSheet(der: Bytes): Promise<FieldSheet> {
  const { pkijs, parse, list } = await read(der);
  const entries = (list.revokedCertificates ?? []).map((entry) => {
    const extensions = entry.crlEntryExtensions?.extensions ?? [];
    return entryText(
      serialText(entry.userCertificate.valueBlock.valueHexView),
      entry.revocationDate.value,
      extensionList(extensions),
      extensionSheet(pkijs, extensions, parse),
    );
  });
  const extensions = list.crlExtensions?.extensions ?? [];
  return new Map<string, string>([
    ['version', String(list.version + 1)],
    ['signature', algorithm(list.signature)],
    ['issuer', toHex(octets(list.issuer.toSchema().toBER()))],
    ['issuerAttributes', attributes(list.issuer)],
    ['thisUpdate', list.thisUpdate.value.toISOString()],
    ['nextUpdate', list.nextUpdate?.value.toISOString() ?? 'none'],
    ['extensions', extensionList(extensions)],
    ['entries', entries.join('\n')],
    ['signatureAlgorithm', algorithm(list.signatureAlgorithm)],
    ['signatureValue', toHex(list.signatureValue.valueBlock.valueHexView)],
    ...extensionSheet(pkijs, extensions, parse),
  ]);
}

/** Whether pkijs finds it signed by the key `signerKey` (DER). Only for RSA and ECDSA. */
export async function secondRevocationVerify(der: Bytes, signerKey: Bytes): Promise<boolean> {
  const { list } = await read(der);
  return secondSignatureHolds(list, signerKey);
}
