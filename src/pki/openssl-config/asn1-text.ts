/**
 * The part of ASN1_generate_nconf(3) that extensions and otherNames of people's files use: strings, numbers, times, identifiers,
 * bits and octets with their FORMAT. Tags, wrappers and sections are left alone: `undefined`.
 */
import { fromHex, toHex, utf8 } from '../../codec/bytes';
import { DerWriter } from '../../codec/der-writer';
import { attempt } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import type { StringForm } from '../draft/certificate-draft';
import { oidOf } from './object-identifier';

export type Asn1Value =
  | { readonly kind: 'text'; readonly form: StringForm; readonly text: string }
  | { readonly kind: 'der'; readonly hex: string };

const strings: Readonly<Record<string, StringForm>> = {
  UTF8: 'utf8',
  UTF8String: 'utf8',
  IA5: 'ia5',
  IA5STRING: 'ia5',
  PRINTABLE: 'printable',
  PRINTABLESTRING: 'printable',
  BMP: 'bmp',
  BMPSTRING: 'bmp',
};

/** `FORMAT:UTF8,UTF8String:Zürich`, `INTEGER:0x1f`, `OCT:text`, `FORMAT:HEX,OCT:0102`. */
export function readAsn1Text(source: string): Asn1Value | undefined {
  const [, format = 'ASCII', type = '', text = ''] =
    /^(?:FORMAT:(\w+)[ \t]*,[ \t]*)?(\w+)(?::(.*))?$/s.exec(source) ?? [];
  if (Object.hasOwn(strings, type)) {
    const form = strings[type];
    const readable = format === 'UTF8' || format === 'ASCII';
    return form === undefined || !readable ? undefined : { kind: 'text', form, text };
  }
  const written = attempt(() => DerWriter.encode((writer) => write(writer, type, format, text)));
  return written.ok && written.value.length > 0 ? { kind: 'der', hex: toHex(written.value) } : undefined;
}

/** Writes nothing for a type that has no row here. */
function write(writer: DerWriter, type: string, format: string, text: string): void {
  switch (type) {
    case 'NULL':
      writer.null();
      break;
    case 'BOOL':
    case 'BOOLEAN': {
      const value = booleanOf(text);
      if (value !== undefined) writer.boolean(value);
      break;
    }
    case 'INT':
    case 'INTEGER':
      if (INTEGER.test(text)) writer.integer(BigInt(text));
      break;
    case 'ENUM':
    case 'ENUMERATED':
      if (INTEGER.test(text)) writer.integer(BigInt(text), Tag.ENUMERATED);
      break;
    case 'VISIBLE':
    case 'VISIBLESTRING':
      if (/^[\x20-\x7e]*$/.test(text)) writer.primitive(Tag.VISIBLE_STRING, utf8(text));
      break;
    case 'NUMERIC':
    case 'NUMERICSTRING':
      if (/^[\d ]*$/.test(text)) writer.primitive(Tag.NUMERIC_STRING, utf8(text));
      break;
    case 'UTC':
    case 'UTCTIME':
      if (/^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ$/.test(text))
        writer.primitive(Tag.UTC_TIME, utf8(text));
      break;
    case 'GENTIME':
    case 'GENERALIZEDTIME':
      if (/^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ$/.test(text))
        writer.primitive(Tag.GENERALIZED_TIME, utf8(text));
      break;
    case 'BITSTR':
    case 'BITSTRING':
      writeBits(writer, format, text);
      break;
    case 'OID':
    case 'OBJECT': {
      const oid = oidOf(text);
      if (oid !== undefined) writer.oid(oid);
      break;
    }
    case 'OCT':
    case 'OCTETSTRING': {
      const octets = format === 'HEX' ? fromHex(text) : format === 'ASCII' ? utf8(text) : undefined;
      if (octets !== undefined) writer.primitive(Tag.OCTET_STRING, octets);
      break;
    }
  }
}

const INTEGER = /^(?:0x[0-9a-fA-F]{1,400}|\d{1,400})$/;

/** More bits than any list of them names. */
const MOST_BITS = 256;

/** Octets with no bit unused, or the numbers of the bits that are set. */
function writeBits(writer: DerWriter, format: string, text: string): void {
  if (format === 'BITLIST') {
    const bits = text.split(',').map((bit) => (/^\s*\d{1,4}\s*$/.test(bit) ? Number(bit) : MOST_BITS));
    if (bits.every((bit) => bit < MOST_BITS)) writer.namedBits(bits);
    return;
  }
  const octets = format === 'HEX' ? fromHex(text) : format === 'ASCII' ? utf8(text) : undefined;
  if (octets !== undefined) writer.primitive(Tag.BIT_STRING, Uint8Array.of(0, ...octets));
}

/** What that manual has besides: sections, tags of one's own, wrappers, and strings that nobody uses any more. */
const others = new Set(
  (
    'SEQUENCE SEQ SET EXPLICIT EXP IMPLICIT IMP OCTWRAP SEQWRAP SETWRAP BITWRAP UNIVERSALSTRING UNIV T61 T61STRING ' +
    'TELETEXSTRING GENSTR GENERALSTRING'
  ).split(' '),
);
export const isOtherAsn1 = (source: string): boolean =>
  // Numbers below zero are rare enough, too.
  /^(?:INT|INTEGER|ENUM|ENUMERATED):-\d/.test(source) ||
  others.has(/^(?:FORM(?:AT)?:\w+[ \t]*,[ \t]*)?(\w+)/.exec(source)?.[1] ?? '');

/** As everywhere in OpenSSL's extension values (`X509V3_get_value_bool`). */
export function booleanOf(text: string): boolean | undefined {
  if (/^(?:TRUE|true|Y|y|YES|yes)$/.test(text)) return true;
  return /^(?:FALSE|false|N|n|NO|no)$/.test(text) ? false : undefined;
}
