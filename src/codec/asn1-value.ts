/**
 * The contents of a primitive value as text to look at (X.690 §8): numbers, identifiers, times, strings with everything
 * unseen written out, the rest in hex. Total, and bounded: of long values the head is shown and the rest counted.
 */
import type { Asn1Value } from './asn1-node';
import { latin1, toHex } from './bytes';
import { attempt, failure, Malformed, success, type MalformedCode, type Result } from './malformed';
import { decodeOid, MAX_OID_OCTETS } from './oid';
import * as Tag from './tag';
import { visibleText } from './visible-text';

export interface Asn1Text {
  readonly text: string;
  /** What the text is: decides how it is drawn, and that hex is not taken for a name. */
  readonly form: 'number' | 'oid' | 'text' | 'time' | 'bits' | 'hex' | 'empty';
  /** Octets of the contents that are not shown. */
  readonly omitted: number;
  /** Why the type's own form could not be shown. */
  readonly problem?: MalformedCode;
}

/** Octets shown of strings and in hex: a screenful, and more than any name or key has. */
const MAX_SHOWN = 4096;
/** Octets of a number written in decimal, RSA-16384 and its signature; larger ones are hex, since decimal takes quadratic time. */
const MAX_DECIMAL = 2048;
/** Bits written as digits. Named bit lists have fewer. */
const MAX_BITS = 64;
const ENUMERATED = 0x0a;
const UTC_TIME = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?()(Z|[+-]\d{4})$/;
const GENERALIZED_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})?(\d{2})?([.,]\d+)?(Z|[+-]\d{4})?$/;

export function asn1Text(bytes: Uint8Array, value: Asn1Value): Asn1Text {
  const { tagClass, tagNumber, constructed, contentsStart, contentsEnd } = value;
  if (constructed) return { text: '', form: 'empty', omitted: 0 };
  const contents = bytes.subarray(contentsStart, contentsEnd);
  if (tagClass !== 'universal') return implicitText(contents);
  const read = readers.get(tagNumber);
  if (read === undefined) return hex(contents);
  const result = read(contents);
  return result.ok ? result.value : { ...hex(contents), problem: result.error.code };
}

type Reader = (contents: Uint8Array) => Result<Asn1Text>;

const whole = (form: Asn1Text['form'], text: string): Result<Asn1Text> => success({ text, form, omitted: 0 });
const broken = (code: MalformedCode): Result<never> => failure(new Malformed(code, 0));

const integer: Reader = (contents) => {
  if (contents.length === 0) return broken('bad-integer');
  if (contents.length > MAX_DECIMAL) return broken('too-large');
  const magnitude = BigInt(`0x${toHex(contents)}`);
  return whole('number', BigInt.asIntN(8 * contents.length, magnitude).toString());
};

const boolean: Reader = (contents) =>
  contents.length === 1 ? whole('text', contents[0] === 0 ? 'FALSE' : 'TRUE') : broken('bad-boolean');

const identifier: Reader = (contents) => {
  if (contents.length > MAX_OID_OCTETS) return broken('too-large');
  const dotted = attempt(() => decodeOid(contents));
  return dotted.ok ? whole('oid', dotted.value) : dotted;
};

const bits: Reader = (contents) => {
  const unused = contents[0] ?? 0;
  if (contents.length === 0 || unused > 7 || (contents.length === 1 && unused > 0))
    return broken('bad-bit-string');
  const count = 8 * (contents.length - 1) - unused;
  if (count > MAX_BITS) {
    const shown = hex(contents.subarray(1));
    return success(unused === 0 ? shown : { ...shown, text: `${shown.text} (${count} bits)` });
  }
  let digits = '';
  for (const octet of contents.subarray(1)) digits += octet.toString(2).padStart(8, '0');
  const padding = digits.slice(count);
  const text = { text: digits.slice(0, count), form: 'bits', omitted: 0 } as const;
  return success(padding.includes('1') ? { ...text, problem: 'bad-bit-string' } : text);
};

const inCharacters =
  (decode: (octets: Uint8Array) => string, width: 1 | 2 | 4 = 1): Reader =>
  (contents) => {
    if (contents.length % width !== 0) return broken('bad-string');
    const head = contents.subarray(0, MAX_SHOWN);
    return success({
      text: visibleText(decode(head)),
      form: 'text',
      omitted: contents.length - head.length,
    });
  };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const looseUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16 = new TextDecoder('utf-16be', { ignoreBOM: true });

const utf8Text: Reader = (contents) => {
  const shown = inCharacters((octets) => looseUtf8.decode(octets))(contents);
  if (!shown.ok || contents.length > MAX_SHOWN) return shown;
  try {
    strictUtf8.decode(contents);
    return shown;
  } catch {
    return success({ ...shown.value, problem: 'bad-string' });
  }
};

function utf32(octets: Uint8Array): string {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  let text = '';
  for (let at = 0; at < octets.length; at += 4) {
    const codePoint = view.getUint32(at);
    text += codePoint > 0x10_ffff ? '\ufffd' : String.fromCodePoint(codePoint);
  }
  return text;
}

/** `2026-11-22 02:46:19 UTC`: every part that is there, in the order people read. */
const inTime =
  (pattern: RegExp): Reader =>
  (contents) => {
    if (contents.length > 32) return broken('bad-time');
    const fields = pattern.exec(latin1(contents));
    if (fields === null) {
      const shown = inCharacters(latin1)(contents);
      return shown.ok ? success({ ...shown.value, problem: 'bad-time' }) : shown;
    }
    const [, year = '', month = '', day = '', hour = '', minute = '00', second, fraction = '', zone = ''] =
      fields;
    // RFC 5280 §4.1.2.5.1: two digits mean 1950 to 2049.
    const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19';
    const clock = [hour, minute, ...(second === undefined ? [] : [second])].join(':');
    const place = zone === 'Z' ? ' UTC' : zone === '' ? '' : ` ${zone}`;
    return whole('time', `${century}${year}-${month}-${day} ${clock}${fraction}${place}`);
  };

const latin = inCharacters(latin1);
const readers: ReadonlyMap<number, Reader> = new Map([
  [Tag.BOOLEAN, boolean],
  [Tag.INTEGER, integer],
  [ENUMERATED, integer],
  [Tag.BIT_STRING, bits],
  [Tag.OBJECT_IDENTIFIER, identifier],
  [Tag.UTF8_STRING, utf8Text],
  [Tag.NUMERIC_STRING, latin],
  [Tag.PRINTABLE_STRING, latin],
  [Tag.TELETEX_STRING, latin],
  [Tag.IA5_STRING, latin],
  [Tag.VISIBLE_STRING, latin],
  [Tag.UTC_TIME, inTime(UTC_TIME)],
  [Tag.GENERALIZED_TIME, inTime(GENERALIZED_TIME)],
  [Tag.BMP_STRING, inCharacters((octets) => utf16.decode(octets), 2)],
  [Tag.UNIVERSAL_STRING, inCharacters(utf32, 4)],
]);

/** Under a tag of its own the type is not told: names and addresses of the web are text, everything else is hex. */
function implicitText(contents: Uint8Array): Asn1Text {
  const head = contents.subarray(0, MAX_SHOWN);
  // Shorter ones are numbers more often than text.
  if (head.length < 3 || !head.every((octet) => octet >= 0x20 && octet < 0x7f)) return hex(contents);
  return { text: latin1(head), form: 'text', omitted: contents.length - head.length };
}

function hex(contents: Uint8Array): Asn1Text {
  const head = contents.subarray(0, MAX_SHOWN);
  return {
    text: toHex(head, ' '),
    form: head.length === 0 ? 'empty' : 'hex',
    omitted: contents.length - head.length,
  };
}
