/** A revocation list's fields as plain text, as `field-sheet.ts` does it for certificates. For comparing, not for people. */
import { toHex } from './bytes';
import type { ExtensionName } from './extension';
import { attributesText } from './extension-text';
import {
  algorithmText,
  extensionsText,
  extensionTexts,
  magnitudeText,
  octetTexts,
  serialText,
  type FieldSheet,
} from './field-sheet';
import { revokedCertificates, type RevocationList, type TbsRevocationList } from './revocation-list';

/** One line an entry: serial number, date, extensions with their texts. */
export const entryText = (
  serial: string,
  date: Date,
  extensions: string,
  texts: Iterable<readonly [string, string]>,
): string =>
  [serial, date.toISOString(), extensions, ...Array.from(texts, ([name, text]) => `${name} ${text}`)].join(
    ' ',
  );

/** What was meant. `texts` are the intended extension values in words, of the list and of each entry. */
export function intendedRevocationSheet(
  list: TbsRevocationList,
  texts: ReadonlyMap<ExtensionName, string>,
  entryTexts: readonly ReadonlyMap<ExtensionName, string>[],
): FieldSheet {
  return new Map<string, string>([
    ['version', '2'],
    ['signature', algorithmText(list.signature)],
    ['issuer', toHex(list.issuer)],
    ['thisUpdate', list.thisUpdate.toISOString()],
    ['nextUpdate', list.nextUpdate.toISOString()],
    ['extensions', extensionsText(list.extensions)],
    [
      'entries',
      list.revoked
        .map(({ serialNumber, revocationDate, extensions }, place) =>
          entryText(
            magnitudeText(serialNumber),
            revocationDate,
            extensionsText(extensions),
            entryTexts[place] ?? [],
          ),
        )
        .join('\n'),
    ],
    ['signatureAlgorithm', algorithmText(list.signature)],
    ...octetTexts(list.extensions),
    ...texts,
  ]);
}

/** What our own reader sees. An entry that cannot be read shows as `malformed`, which equals nothing intended. */
export function ownRevocationSheet(list: RevocationList): FieldSheet {
  const entries = Array.from(revokedCertificates(list), (entry) => {
    if (!entry.ok) return 'malformed';
    const { serialNumber, revocationDate, extensions } = entry.value;
    return entryText(
      serialText(serialNumber),
      revocationDate,
      extensionsText(extensions),
      extensionTexts(extensions),
    );
  });
  return new Map<string, string>([
    ['version', String(list.version)],
    ['signature', algorithmText(list.signature)],
    ['issuer', toHex(list.issuer.der)],
    ['issuerAttributes', attributesText(list.issuer)],
    ['thisUpdate', list.thisUpdate.toISOString()],
    ['nextUpdate', list.nextUpdate?.toISOString() ?? 'none'],
    ['extensions', extensionsText(list.extensions)],
    ['entries', entries.join('\n')],
    ['signatureAlgorithm', algorithmText(list.signatureAlgorithm)],
    ['signatureValue', toHex(list.signatureValue)],
    ...extensionTexts(list.extensions),
  ]);
}
