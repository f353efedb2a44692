/**
 * Python values of strings, numbers, tuples and dicts written as `repr` writes them (CPython 3.13).
 * Characters Python calls unprintable come out escaped, so nothing here can hide or reorder text.
 */
import { latin1 } from '../../codec/bytes';

/** Octets are Python's `bytes`, an array a tuple, a map a dict. */
export type PythonValue =
  string | number | Uint8Array | readonly PythonValue[] | ReadonlyMap<string, PythonValue>;

const named: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text.replace(/[\\'\n\r\t]|(?! )[\p{C}\p{Z}]/gu, (found) =>
    found === "'" ? (quote === "'" ? "\\'" : found) : (named[found] ?? escaped(found)),
  );
  return quote + body + quote;
}

/** `bytes` show ASCII as such and everything else as an escape. */
function reprBytes(octets: Uint8Array): string {
  return `b${reprString(latin1(octets)).replace(/[\x80-\xff]/g, escaped)}`;
}

const isDict = (value: PythonValue): value is ReadonlyMap<string, PythonValue> => value instanceof Map;

export function pythonRepr(value: PythonValue): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return reprString(value);
  if (value instanceof Uint8Array) return reprBytes(value);
  if (isDict(value)) {
    return `{${[...value].map(([key, member]) => `${reprString(key)}: ${pythonRepr(member)}`).join(', ')}}`;
  }
  return `(${value.map(pythonRepr).join(', ')}${value.length === 1 ? ',' : ''})`;
}
