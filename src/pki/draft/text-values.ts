/** Values of a draft that are typed as text: object identifiers, hex, numbers, and strings of the types of X.680. */
import { encodeBmp } from '../../codec/bmp-string';
import { fromHex, utf8, type Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { DerWriter } from '../../codec/der-writer';
import { attempt } from '../../codec/malformed';
import { encodeOid } from '../../codec/oid';
import * as Tag from '../../codec/tag';
import type { StringForm } from './certificate-draft';
import type { Report } from './problem-list';

/** Characters of any one text or hex: far more than anybody types, few enough for every reader. */
const LONGEST = 65_536;
/** Three octets: what asn1js, the second reader, takes for a number. No path has eight million authorities. */
const LARGEST_COUNT = 2 ** 23 - 1;

/** Dotted decimal, without white space around it. */
export function readOid(text: string, report: Report): string | undefined {
  const oid = text.trim();
  if (oid === '') return report('empty');
  return attempt(() => encodeOid(oid)).ok ? oid : report('not-an-oid', text.slice(0, 80));
}

/** Hex as people copy it: with colons, spaces or line ends between octets. */
export function readHex(text: string, report: Report, longest = LONGEST): Bytes | undefined {
  const digits = text.replace(/[\s:]+/g, '');
  if (digits === '') return report('empty');
  if (digits.length > longest) return report('too-long', String(longest / 2));
  return fromHex(digits) ?? report('not-hex');
}

/** Hex of exactly one DER element. */
export function readElement(text: string, report: Report): Bytes | undefined {
  const octets = readHex(text, report);
  if (octets === undefined) return undefined;
  return isElement(octets) ? octets : report('not-der');
}

/** One value with nothing after it, and the same of everything in it. */
function isElement(octets: Uint8Array): boolean {
  return attempt(() => {
    DerReader.document(octets, walk);
  }).ok;
}

const CONSTRUCTED = 0x20;

function walk(reader: DerReader): void {
  const tag = reader.peek();
  if ((tag & CONSTRUCTED) === 0 || tag < 0) {
    reader.skip();
    return;
  }
  const inside = reader.enter(tag);
  while (!inside.done) walk(inside);
}

export function readCount(value: number, report: Report, largest = LARGEST_COUNT): number | undefined {
  return Number.isInteger(value) && value >= 0 && value <= largest
    ? value
    : report('not-a-number', String(value));
}

const forms: Readonly<
  Record<
    StringForm,
    { readonly tag: number; readonly stranger: RegExp; readonly encode: (text: string) => Bytes }
  >
> = {
  utf8: { tag: Tag.UTF8_STRING, stranger: /\p{Cs}/u, encode: utf8 },
  // The whole ASCII range is meant, control characters included.
  ia5: { tag: Tag.IA5_STRING, stranger: /[^\0-\x7f]/u, encode: utf8 },
  printable: { tag: Tag.PRINTABLE_STRING, stranger: /[^A-Za-z0-9 '()+,\-./:=?]/u, encode: utf8 },
  bmp: { tag: Tag.BMP_STRING, stranger: /[\p{Cs}\u{10000}-\u{10ffff}]/u, encode: encodeBmp },
};

export const stringTags: Readonly<Record<StringForm, number>> = {
  utf8: forms.utf8.tag,
  ia5: forms.ia5.tag,
  printable: forms.printable.tag,
  bmp: forms.bmp.tag,
};

/** DER of a string of that type. */
export function readString(form: StringForm, text: string, report: Report): Bytes | undefined {
  const { tag, stranger, encode } = forms[form];
  if (text.length > LONGEST) return report('too-long', String(LONGEST));
  const found = stranger.exec(text)?.[0];
  if (found !== undefined) return report('not-in-this-string', found);
  return DerWriter.encode((writer) => writer.primitive(tag, encode(text)));
}
