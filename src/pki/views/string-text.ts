/** The characters of an ASN.1 string by its type, as `ASN1_STRING_to_UTF8` reads them: strict where that is, lenient elsewhere. */
import { isAscii, latin1 } from '../../codec/bytes';
import type { TaggedOctets } from '../../codec/document-outline';
import { Malformed } from '../../codec/malformed';
import * as Tag from '../../codec/tag';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws Malformed where the octets are not UTF-8 */
export function decodeUtf8(octets: Uint8Array): string {
  try {
    return strict.decode(octets);
  } catch {
    throw new Malformed('bad-string', 0, 'not UTF-8');
  }
}

function wide(octets: Uint8Array, width: 2 | 4): string {
  if (octets.length % width !== 0) throw new Malformed('bad-string', 0);
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  const characters: string[] = [];
  for (let at = 0; at < octets.length; at += width) {
    const code = width === 2 ? view.getUint16(at) : view.getUint32(at);
    // A surrogate is no character; OpenSSL 3.0 refuses it too.
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) throw new Malformed('bad-string', 0);
    characters.push(String.fromCodePoint(code));
  }
  return characters.join('');
}

/** @throws Malformed where the type is no string or its octets do not fit it */
export function stringText({ tag, octets }: TaggedOctets): string {
  switch (tag) {
    case Tag.UTF8_STRING:
      return decodeUtf8(octets);
    case Tag.BMP_STRING:
      return wide(octets, 2);
    case Tag.UNIVERSAL_STRING:
      return wide(octets, 4);
    case Tag.TELETEX_STRING:
    case Tag.PRINTABLE_STRING:
    case Tag.IA5_STRING:
    case Tag.NUMERIC_STRING:
    case Tag.VISIBLE_STRING:
      return latin1(octets);
    default:
      throw new Malformed('bad-string', 0, 'no string type');
  }
}

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Printed octets, one a character, as a terminal that speaks UTF-8 shows them. */
export function terminalText(octets: string): string {
  return isAscii(octets)
    ? octets
    : lenient.decode(Uint8Array.from(octets, (character) => character.charCodeAt(0)));
}
