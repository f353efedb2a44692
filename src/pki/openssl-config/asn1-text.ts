/**
 * The part of ASN1_generate_nconf(3) that extensions and otherNames of people's files use: strings, numbers, identifiers and
 * octets with their FORMAT. Tags, wrappers and sections are left alone: `undefined`.
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
      if (/^(?:0x[0-9a-fA-F]{1,400}|\d{1,400})$/.test(text)) writer.integer(BigInt(text));
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

/** As everywhere in OpenSSL's extension values (`X509V3_get_value_bool`). */
export function booleanOf(text: string): boolean | undefined {
  if (/^(?:TRUE|true|Y|y|YES|yes)$/.test(text)) return true;
  return /^(?:FALSE|false|N|n|NO|no)$/.test(text) ? false : undefined;
}
