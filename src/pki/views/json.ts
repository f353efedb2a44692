/**
 * An item as JSON, for programs. Stable: names are those of the ASN.1 modules, and the shape follows the type, never the count.
 *
 *     { "kind": "certificate", "fields": { "version": "v3", "serialNumber": "0a5f21", … } }
 *
 * - SEQUENCE: an object by member. SEQUENCE OF, SET OF: an array, also of one or none.
 * - A choice: an object with one member, `{ "dNSName": "app.test" }`; but a time or a string of whatever type is itself.
 * - Named bits, such as key usage: an array of their names.
 * - An object identifier: `{ "oid": "1.3.6.1.5.5.7.3.1", "name": "TLS server" }`, without `name` where nobody here knows it; what goes by one (algorithms, attributes) has
 *   `oid` and `name` before its own members. A name is an array of `{ "oid", "name", "value" }` under `attributes`, beside `text`.
 * - An extension: `{ "oid", "name", "critical", "value" }`.
 * - Times: ISO 8601 in UTC. Octets and long numbers: hex, lower case, without separators. Numbers within ±2^53 are numbers,
 *   larger ones decimal text. BOOLEAN: true or false. NULL and an empty value: null.
 * - What cannot be read: `{ "value": …, "problem": "…" }`, everything around it as ever.
 * - Private numbers are never in it. Times of what no module knows, and its types, are as the tree names them.
 */
import { asn1Module } from '../../codec/asn1-module';
import type { Bytes } from '../../codec/bytes';
import type { FoundKind } from '../detect/found';
import type { Field } from '../inspect/field';
import { fieldsOf } from '../inspect/fields';
import { identifierName } from '../inspect/meaning/identifiers';

type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [name: string]: Json;
}

export const jsonOf = (kind: FoundKind, octets: Bytes): string =>
  JSON.stringify({ kind, fields: membersOf(fieldsOf(kind, octets)) }, undefined, 2);

function leaf({ value, form }: Field): Json {
  if (value === undefined) return null;
  if (form === 'code' && (value === 'TRUE' || value === 'FALSE')) return value === 'TRUE';
  if (form !== 'number') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) && String(number) === value ? number : value;
}

/** Members by name; of two with one name, which only damaged documents have, an array. */
function membersOf(fields: readonly Field[]): JsonObject {
  const members = new Map<string, Json[]>();
  for (const field of fields)
    members.set(field.name, [...(members.get(field.name) ?? []), jsonOfField(field)]);
  return Object.fromEntries(
    [...members].map(([name, [first = null, ...more]]) => [
      name,
      more.length === 0 ? first : [first, ...more],
    ]),
  );
}

/** Elements of a list whose name says something: alternatives, and values that no module knows. */
function element(field: Field): Json {
  const plain = field.critical !== undefined || field.oid !== undefined || isTypeName(field.name);
  return plain ? jsonOfField(field) : { [field.name]: jsonOfField(field) };
}

const isTypeName = (name: string): boolean =>
  name === 'SignedCertificateTimestamp' || asn1Module().types.has(name);

function jsonOfField(field: Field): Json {
  const { problem } = field;
  const json = withoutProblem(field);
  if (problem === undefined) return json;
  return isObject(json) ? { ...json, problem } : { value: json, problem };
}

const isObject = (json: Json): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

function withoutProblem(field: Field): Json {
  const { name, oid, critical, value, fields, list } = field;
  if (critical !== undefined) {
    const { oid: own, critical: flag, ...content } = field;
    return { oid: own ?? null, name, critical: flag === true, value: withoutProblem(content) };
  }
  if (isName(field)) return { text: value ?? '', attributes: (fields ?? []).map(element) };
  if (list === true) {
    const items = fields?.map(element) ?? named(value);
    return oid === undefined ? items : { oid, name: identifierName(oid) ?? oid, values: items };
  }
  if (fields !== undefined && (fields.length > 0 || name !== 'Attribute')) {
    // An AlgorithmIdentifier goes by its identifier already.
    const members = membersOf(
      fields.filter((one) => oid === undefined || one.name !== 'algorithm' || one.fields),
    );
    return oid === undefined
      ? members
      : { oid, name: (isTypeName(name) ? identifierName(oid) : value) ?? oid, ...members };
  }
  if (oid === undefined) return leaf(field);
  const ofValue = value === undefined || value === (identifierName(oid) ?? oid);
  if (!ofValue)
    return { oid, name: isTypeName(name) ? (identifierName(oid) ?? oid) : name, value: leaf(field) };
  return value === undefined || value === oid ? { oid } : { oid, name: value };
}

/** Named bits: a list on one line. */
const named = (value = ''): readonly string[] => (value === 'none' || value === '' ? [] : value.split(', '));

/** Names are lists of attributes to the module, and a line to people. */
function isName({ list, value, fields = [] }: Field): boolean {
  if (list !== true || value === undefined) return false;
  return value === '(empty)' || (fields.length > 0 && fields.every(isAttribute));
}

const isAttribute = ({ name, oid, value }: Field): boolean =>
  name === 'RelativeDistinguishedName' || (oid !== undefined && value !== (identifierName(oid) ?? oid));
