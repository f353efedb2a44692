/** An attribute of a name: its type and its value as one field (RFC 5280 §4.1.2.4). */
import { attributeType } from '../../codec/attribute-type';
import type { Field } from './field';
import { identifierName } from './meaning/identifiers';
import { labelOf } from './meaning/labels';

export function attributeField(field: Field): Field {
  const type = field.fields?.find(({ name }) => name === 'type');
  const value = field.fields?.find(({ name }) => name === 'value');
  if (type?.oid === undefined || value === undefined || field.problem !== undefined) return field;
  const { oid } = type;
  const name = attributeType(oid)?.long ?? identifierName(oid) ?? oid;
  const { span, problem, form, fields } = value;
  return {
    name,
    label: name === oid ? oid : labelOf(name),
    oid,
    value: value.value ?? '',
    ...(form !== undefined && { form }),
    ...(span !== undefined && { span: field.span ?? span }),
    ...(problem !== undefined && { problem }),
    ...(fields !== undefined && { fields }),
  };
}
