/** Finding fields by the names of the module. */
import type { Bytes } from '../../codec/bytes';
import type { Field } from './field';

/** The field at the end of a path of names. */
export function fieldAt(fields: readonly Field[] | undefined, ...path: readonly string[]): Field | undefined {
  let field: Field | undefined;
  let list = fields;
  for (const name of path) {
    field = list?.find((one) => one.name === name);
    list = field?.fields;
  }
  return field;
}

export const valueAt = (
  fields: readonly Field[] | undefined,
  ...path: readonly string[]
): string | undefined => fieldAt(fields, ...path)?.value;

/** ms since 1970 of a field that is a readable time. */
export function timeAt(fields: readonly Field[] | undefined, ...path: readonly string[]): number | undefined {
  const field = fieldAt(fields, ...path);
  return field?.form === 'time' && field.value !== undefined ? Date.parse(field.value) : undefined;
}

/** The octets a field stands in, tag and all. */
export function octetsOf(field: Field | undefined, document: Bytes): Bytes | undefined {
  return field?.span && document.subarray(field.span.start, field.span.end);
}

/** The first field of that name, wherever it stands. */
export function deepField(fields: readonly Field[] | undefined, name: string): Field | undefined {
  for (const field of fields ?? []) {
    const found = field.name === name ? field : deepField(field.fields, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
