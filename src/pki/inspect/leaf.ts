/** A primitive value in words: numbers, identifiers, times, strings, octets. What cannot be read is shown as octets and said so. */
import type { Asn1Value } from '../../codec/asn1-node';
import type { Typed } from '../../codec/asn1-typed';
import type { Asn1Primitive } from '../../codec/asn1-type';
import { latin1, toHex } from '../../codec/bytes';
import { attempt, Malformed } from '../../codec/malformed';
import { decodeOid } from '../../codec/oid';
import * as Tag from '../../codec/tag';
import { formatAddressRange, formatIpAddress } from '../../codec/ip-address';
import { stringText } from '../views/string-text';
import type { Field } from './field';
import { identifierName } from './meaning/identifiers';
import { problemAt } from './problem';
import { momentOf } from './moment';

export type Leaf = Pick<Field, 'value' | 'form' | 'oid' | 'problem' | 'list'>;

/** Octets shown of one value: more than any key or signature has, and less than chokes a page. */
const MAX_SHOWN = 65_536;
/** Octets of a number shown in decimal: serial numbers and everything that counts. Keys are hex. */
const MAX_DECIMAL = 20;
/** Numbers of keys are hex however small. */
const ofKeys: ReadonlySet<string> = new Set(['modulus', 'prime', 'p', 'q', 'g', 'y', 'j', 'order']);
const ENUMERATED = 0x0a;

/** What of a value decides how it is shown. */
type Shown = Pick<Typed, 'node' | 'name' | 'typeName' | 'alternative'>;

export function leafOf(bytes: Uint8Array, typed: Shown, type: Asn1Primitive): Leaf {
  const { node } = typed;
  if (node.kind !== 'value') return {};
  const contents = bytes.subarray(node.contentsStart, node.contentsEnd);
  if (node.constructed) return { ...octets(contents), problem: constructedProblem(node, type) };
  const read = attempt(() => readLeaf(contents, typed, type, node));
  return read.ok ? read.value : { ...octets(contents), problem: problemAt(read.error.code, node.start) };
}

/** BER lets a string come in pieces; anything else in that form is of another type. */
function constructedProblem({ start, tagClass, tagNumber }: Asn1Value, { tag }: Asn1Primitive): string {
  const isString = tag === Tag.OCTET_STRING && (tagClass === 'context' || tagNumber === tag);
  return isString
    ? `It comes in pieces, which are not put together here (octet ${start}).`
    : problemAt('unexpected-tag', start);
}

function readLeaf(contents: Uint8Array, typed: Shown, type: Asn1Primitive, node: Asn1Value): Leaf {
  switch (type.tag) {
    case Tag.BOOLEAN:
      if (contents.length !== 1) throw new Malformed('bad-boolean', 0);
      return { value: contents[0] === 0 ? 'FALSE' : 'TRUE', form: 'code' };
    case Tag.INTEGER:
    case ENUMERATED:
      if (typed.typeName === 'CertificateSerialNumber') return serial(contents);
      return number(contents, type, ofKeys.has(typed.name));
    case Tag.NULL:
      return typed.alternative === undefined && typed.name === ''
        ? {}
        : { value: typed.alternative ?? typed.name };
    case Tag.OBJECT_IDENTIFIER:
      return identifier(contents);
    case Tag.BIT_STRING:
      return type.names === undefined ? bits(contents) : namedBits(contents, type.names, node);
    case Tag.OCTET_STRING:
      return typed.name === 'iPAddress' || typed.alternative === 'iPAddress'
        ? address(contents)
        : octets(contents);
    case Tag.UTC_TIME:
    case Tag.GENERALIZED_TIME:
      return time(contents, node.tagClass === 'universal' ? node.tagNumber : type.tag);
    default:
      return text(contents, node.tagClass === 'universal' ? node.tagNumber : type.tag, node);
  }
}

export function octets(contents: Uint8Array): Leaf {
  const shown = toHex(contents.subarray(0, MAX_SHOWN));
  return contents.length > MAX_SHOWN
    ? {
        value: `${shown}…`,
        form: 'hex',
        problem: `Only the first ${MAX_SHOWN} of ${contents.length} octets are shown.`,
      }
    : { value: shown, form: 'hex' };
}

function signed(contents: Uint8Array): bigint {
  if (contents.length === 0) throw new Malformed('bad-integer', 0);
  return BigInt.asIntN(8 * contents.length, BigInt(`0x${toHex(contents)}`));
}

/** As every other program writes them: hex without the sign octet. */
function serial(contents: Uint8Array): Leaf {
  if (contents.length > MAX_SHOWN) return octets(contents);
  const value = signed(contents);
  const digits = (value < 0n ? -value : value).toString(16);
  return { value: `${value < 0n ? '-' : ''}${digits.length % 2 === 0 ? '' : '0'}${digits}`, form: 'hex' };
}

function number(contents: Uint8Array, { names }: Asn1Primitive, inHex: boolean): Leaf {
  if (inHex || contents.length > MAX_DECIMAL)
    return octets(contents[0] === 0 ? contents.subarray(1) : contents);
  const value = signed(contents);
  const name = names?.get(Number(value));
  return name === undefined ? { value: value.toString(), form: 'number' } : { value: name };
}

function identifier(contents: Uint8Array): Leaf {
  const oid = decodeOid(contents);
  return { value: identifierName(oid) ?? oid, oid };
}

function bits(contents: Uint8Array): Leaf {
  const unused = contents[0] ?? 8;
  if (unused > 7 || (contents.length === 1 && unused > 0)) throw new Malformed('bad-bit-string', 0);
  return octets(contents.subarray(1));
}

function namedBits(contents: Uint8Array, names: ReadonlyMap<number, string>, { start }: Asn1Value): Leaf {
  const unused = contents[0] ?? 8;
  // Named bit lists in use have at most 26 bits.
  if (unused > 7 || contents.length > 9 || (contents.length === 1 && unused > 0))
    throw new Malformed('bad-bit-string', 0);
  const set: string[] = [];
  for (let bit = 0; bit < 8 * (contents.length - 1); bit++)
    if (((contents[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0)
      set.push(names.get(bit) ?? `bit ${bit}`);
  const padding = (contents.at(-1) ?? 0) & ((1 << unused) - 1);
  return {
    value: set.length === 0 ? 'none' : set.join(', '),
    list: true,
    ...(contents.length > 1 && padding !== 0 && { problem: problemAt('bad-bit-string', start) }),
  };
}

function address(contents: Uint8Array): Leaf {
  const value =
    contents.length > 16 || contents.length === 8 ? formatAddressRange(contents) : formatIpAddress(contents);
  if (value === undefined) throw new Malformed('bad-ip-address', 0);
  return { value, form: 'code' };
}

function time(contents: Uint8Array, tag: number): Leaf {
  const moment = momentOf({ tag, octets: contents });
  if (moment !== undefined)
    return { value: new Date(moment).toISOString().replace(/\.000Z$/, 'Z'), form: 'time' };
  if (contents.length > 64) throw new Malformed('bad-time', 0);
  return { value: latin1(contents), problem: 'It is no valid time.' };
}

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

function text(contents: Uint8Array, tag: number, { start }: Asn1Value): Leaf {
  if (contents.length > MAX_SHOWN) return octets(contents);
  const beyond = tag === Tag.IA5_STRING && contents.some((octet) => octet > 0x7f);
  const read = attempt(() => stringText({ tag, octets: contents }));
  if (read.ok && !beyond) return { value: read.value };
  return { value: lenient.decode(contents), problem: problemAt('bad-string', start) };
}
