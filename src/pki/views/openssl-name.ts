/** Names as OpenSSL 3.0 prints them: in `-text` (`XN_FLAG_ONELINE`), and inside alternative names (`X509_NAME_oneline`). */
import { latin1, toHex, utf8 } from '../../codec/bytes';
import type { TaggedOctets } from '../../codec/document-outline';
import { DerWriter } from '../../codec/der-writer';
import * as Tag from '../../codec/tag';
import { nameParts, type NamePart } from './name-parts';
import { shortName } from './openssl-objects';
import { stringText } from './string-text';

const printedTypes = new Set([
  Tag.UTF8_STRING,
  ...[Tag.NUMERIC_STRING, Tag.PRINTABLE_STRING, Tag.TELETEX_STRING, Tag.IA5_STRING, Tag.VISIBLE_STRING],
  ...[Tag.UTC_TIME, Tag.GENERALIZED_TIME, Tag.BMP_STRING, Tag.UNIVERSAL_STRING],
]);

/** `C = US, O = Example + OU = Unit`. @throws Malformed */
export const onelineName = (der: Uint8Array): string => nameParts(der).map(onelineRdn).join(', ');

export const onelineRdn = (rdn: readonly NamePart[]): string =>
  rdn.map(({ oid, value }) => `${shortName(oid)} = ${escapedValue(value)}`).join(' + ');

function escapedValue(value: TaggedOctets): string {
  const { tag, octets } = value;
  if (!printedTypes.has(tag)) return `#${toHex(derOf(value)).toUpperCase()}`;
  const isTime = tag === Tag.UTC_TIME || tag === Tag.GENERALIZED_TIME;
  return quoted(latin1(utf8(isTime ? latin1(octets) : stringText(value))));
}

const derOf = ({ tag, octets }: TaggedOctets): Uint8Array =>
  DerWriter.encode((writer) => writer.primitive(tag, octets));

/** RFC 2253 escapes, quotes in place of most of them; octets that are no ASCII or control characters become `\XX`. */
function quoted(text: string): string {
  // OpenSSL looks whether the only character is the last before it looks whether it is the first.
  const needsQuotes = /[,+;<>]|^ |^#(?=.)| $/s.test(text);
  const body = text.replace(/["\\]|[^ -~]/g, (found) =>
    found === '"' || found === '\\'
      ? `\\${found}`
      : `\\${(found.codePointAt(0) ?? 0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
  return needsQuotes ? `"${body}"` : body;
}

/** The buffer OpenSSL gives a directory name among alternative names, less its final NUL. */
const ONELINE_BUFFER = 255;

/** `/C=US/O=Example`, cut where OpenSSL's buffer ends. @throws Malformed */
export function slashedName(der: Uint8Array): string {
  let text = '';
  for (const { oid, value } of nameParts(der).flat()) {
    const written = latin1(value.octets).replace(/[^ -~]|[/+]/g, (found) =>
      found === '/' || found === '+'
        ? `\\${found}`
        : `\\x${(found.codePointAt(0) ?? 0).toString(16).padStart(2, '0').toUpperCase()}`,
    );
    const part = `/${shortName(oid)}=${written}`;
    if (text.length + part.length > ONELINE_BUFFER) break;
    text += part;
  }
  return text;
}
