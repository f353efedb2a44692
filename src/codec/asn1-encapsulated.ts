/**
 * Whether an OCTET STRING or BIT STRING holds a document of its own, as extensions, keys and PKCS#12 do. The octets must be
 * one whole value down to the last member, of types that are in use and with contents those types allow: of random octets,
 * such as identifiers and signatures, one in twenty thousand passes. A string inside is a leaf here, so looking into
 * strings within strings takes time linear in the document.
 */
import { isEndOfContents, readAsn1Header, type Asn1Header } from './asn1-header';
import type { Asn1Value } from './asn1-node';
import { Malformed } from './malformed';
import * as Tag from './tag';

/** Values looked at before the string counts as opaque. The largest known, PKCS#12 files of hundreds of keys, stay below 100,000. */
const MAX_VALUES = 1_000_000;
const ENUMERATED = 0x0a;
/** SEQUENCE, SET, and the strings that BER lets come in pieces. */
const CONSTRUCTED_TYPES: ReadonlySet<number> = new Set([Tag.BIT_STRING, Tag.OCTET_STRING, 0x10, 0x11]);
/** Characters looked at: enough to tell text from noise. */
const SAMPLE = 64;

/** Where the document inside starts; `undefined` where there is none. */
export function holdsAsn1(bytes: Uint8Array, value: Asn1Value): number | undefined {
  const { tagClass, tagNumber, constructed, contentsStart, contentsEnd, problem } = value;
  if (tagClass !== 'universal' || constructed || problem !== undefined) return undefined;
  if (tagNumber === Tag.OCTET_STRING) {
    return isAsn1Document(bytes, contentsStart, contentsEnd) ? contentsStart : undefined;
  }
  if (tagNumber !== Tag.BIT_STRING || bytes[contentsStart] !== 0) return undefined;
  const start = contentsStart + 1;
  // An uncompressed P-256 point starts with 04, and one in 256 goes on with its own length.
  if (bytes[start] !== Tag.SEQUENCE && bytes[start] !== Tag.INTEGER) return undefined;
  return isAsn1Document(bytes, start, contentsEnd) ? start : undefined;
}

/** Whether `start … end` is one whole value of types in use, down to the last member. */
export function isAsn1Document(bytes: Uint8Array, start: number, end: number): boolean {
  /** Ends of the containers around; -1 where a mark closes one. */
  const containers: number[] = [];
  let at = start;
  for (let values = 0; values < MAX_VALUES; values++) {
    const container = containers.at(-1) ?? end;
    const limit = container < 0 ? end : container;
    const header = readAsn1Header(bytes, at, limit);
    if (header instanceof Malformed || header.length > limit - header.contentsStart) return false;
    if (!isPlausible(bytes, header, values === 0)) return false;
    at = header.contentsStart;
    if (header.lengthForm === 'indefinite') containers.push(-1);
    else if (header.constructed) containers.push(at + header.length);
    else at += header.length;
    while (containers.length > 0) {
      const innermost = containers.at(-1) ?? end;
      const marked = innermost < 0 && isEndOfContents(bytes, at, end);
      if (!marked && at !== innermost) break;
      // Definite containers inside indefinite ones can end beyond what holds those: caught by the limits above and here.
      if (marked) at += 2;
      containers.pop();
    }
    if (containers.length === 0) return at === end;
  }
  return false;
}

function isPlausible(bytes: Uint8Array, header: Asn1Header, outermost: boolean): boolean {
  const { tagClass, tagNumber, constructed, contentsStart: start, length } = header;
  // Extensions and keys never start with a tag of their own but in the choices that [n] EXPLICIT makes.
  if (tagClass === 'context') return !outermost || constructed;
  if (tagClass !== 'universal') return false;
  if (constructed) return CONSTRUCTED_TYPES.has(tagNumber);
  const first = bytes[start] ?? 0;
  const last = bytes[start + length - 1] ?? 0;
  switch (tagNumber) {
    case Tag.BOOLEAN:
      return length === 1;
    case Tag.INTEGER:
    case ENUMERATED:
      return length > 0;
    case Tag.BIT_STRING:
      return length > 0 && first < 8 && (length > 1 || first === 0);
    case Tag.OCTET_STRING:
      return true;
    case Tag.NULL:
      return length === 0;
    case Tag.OBJECT_IDENTIFIER:
      return length > 0 && last < 0x80 && first !== 0x80;
    case Tag.UTC_TIME:
    case Tag.GENERALIZED_TIME:
      return length >= 10 && isText(bytes, start, length);
    case Tag.NUMERIC_STRING:
    case Tag.PRINTABLE_STRING:
    case Tag.IA5_STRING:
    case Tag.VISIBLE_STRING:
      return isText(bytes, start, length);
    case Tag.UTF8_STRING:
    case Tag.TELETEX_STRING:
    case Tag.UNIVERSAL_STRING:
    case Tag.BMP_STRING:
      return true;
    default:
      return false;
  }
}

function isText(bytes: Uint8Array, start: number, length: number): boolean {
  for (let at = start; at < start + Math.min(length, SAMPLE); at++) {
    const octet = bytes[at] ?? 0;
    if (octet < 0x20 || octet > 0x7e) return false;
  }
  return true;
}
