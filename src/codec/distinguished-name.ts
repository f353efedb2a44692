/**
 * Distinguished names (RFC 5280 §4.1.2.4): a sequence of RDNs. Written with one attribute per RDN, because a
 * multi-valued RDN compares unequal to what every other tool makes of the same words.
 */
import { latin1, toHex, type Bytes } from './bytes';
import { attributeType } from './attribute-type';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { Malformed } from './malformed';
import * as Tag from './tag';

export interface NameAttribute {
  /** Dotted decimal. */
  readonly type: string;
  readonly value: string;
}

export interface DistinguishedName {
  readonly rdns: readonly (readonly NameAttribute[])[];
  /** As found or written. An issuer field must repeat these octets: re-encoding breaks chains in browsers and Go. */
  readonly der: Bytes;
}

/** A name far longer than this has no use; it bounds the work of everyone who compares or shows one. */
const MAX_ATTRIBUTES = 4096;

/** Whether PrintableString has every character (X.680 §41.4). */
export const isPrintable = (text: string): boolean => /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text);

function writeAttribute(writer: DerWriter, { type, value, ...rest }: NameAttribute): void {
  rest satisfies Record<string, never>;
  let tag = attributeType(type)?.tag ?? Tag.UTF8_STRING;
  if (tag === Tag.PRINTABLE_STRING && !isPrintable(value)) tag = Tag.UTF8_STRING;
  // eslint's no-control-regex is about accidents; here the whole ASCII range is meant.
  if (tag === Tag.IA5_STRING && [...value].some((character) => character > '\x7f')) tag = Tag.UTF8_STRING;
  writer.sequence(() => writer.oid(type).string(tag, value));
}

/** Builds the Name from attributes in order, most general first by convention. */
export function distinguishedName(attributes: readonly NameAttribute[]): DistinguishedName {
  const der = DerWriter.encode((writer) =>
    writer.sequence(() => {
      for (const attribute of attributes)
        writer.constructed(Tag.SET, () => writeAttribute(writer, attribute));
    }),
  );
  return { rdns: attributes.map((attribute) => [attribute]), der };
}

function utf16(contents: Uint8Array, width: 2 | 4, offset: number): string {
  if (contents.length % width !== 0) throw new Malformed('bad-string', offset);
  const view = new DataView(contents.buffer, contents.byteOffset, contents.length);
  let text = '';
  for (let i = 0; i < contents.length; i += width) {
    const code = width === 2 ? view.getUint16(i) : view.getUint32(i);
    if (code > 0x10ffff) throw new Malformed('bad-string', offset);
    text += width === 2 ? String.fromCharCode(code) : String.fromCodePoint(code);
  }
  return text;
}

/** Text of a string of any type; a value that is no string as `#` and the hex of its DER (RFC 4514 §2.4). */
export function readDirectoryString(reader: DerReader): string {
  const { offset } = reader;
  switch (reader.peek()) {
    case Tag.UTF8_STRING:
      return reader.utf8String();
    case Tag.BMP_STRING:
      return utf16(reader.contents(), 2, offset);
    case Tag.UNIVERSAL_STRING:
      return utf16(reader.contents(), 4, offset);
    // TeletexString is read as Latin-1, as everyone does: T.61 proper is extinct.
    case Tag.TELETEX_STRING:
    case Tag.PRINTABLE_STRING:
    case Tag.IA5_STRING:
    case Tag.NUMERIC_STRING:
    case Tag.VISIBLE_STRING:
      return latin1(reader.contents());
    default:
      return `#${toHex(reader.element())}`;
  }
}

export function readDistinguishedName(reader: DerReader): DistinguishedName {
  const start = reader.offset;
  const sequence = reader.sequence();
  const der = DerReader.own(reader.bytes.subarray(start, reader.offset));
  const rdns: NameAttribute[][] = [];
  let count = 0;
  while (!sequence.done) {
    const set = sequence.set();
    const rdn: NameAttribute[] = [];
    while (!set.done) {
      if (++count > MAX_ATTRIBUTES) throw new Malformed('too-large', start);
      const attribute = set.sequence();
      rdn.push({ type: attribute.oid(), value: readDirectoryString(attribute) });
      attribute.finish();
    }
    // An empty RDN breaks the grammar, but issuers write one for an absent attribute, and everyone reads over it.
    if (rdn.length > 0) rdns.push(rdn);
  }
  return { rdns, der };
}

/** Last attribute of a type, the most specific one; `undefined` where there is none. */
export function attributeOf(name: DistinguishedName, type: string): string | undefined {
  return name.rdns.flat().findLast((attribute) => attribute.type === type)?.value;
}

const escapes = /[,+"\\<>;=]|^[ #]| $/g;

/** `CN=app.test, O=Team`, values escaped as in RFC 4514 §2.4, in the order of the encoding. For people, not for comparing. */
export function formatDistinguishedName(name: DistinguishedName): string {
  return name.rdns
    .map((rdn) =>
      rdn
        .map(
          ({ type, value }) =>
            `${attributeType(type)?.short ?? type}=${value.replace(escapes, (found) => `\\${found}`)}`,
        )
        .join(' + '),
    )
    .join(', ');
}
