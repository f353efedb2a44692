/** What a structure says, in one line beside its parts: a name as text, an algorithm with its size, the purposes of a key. */
import type { Typed } from '../../codec/asn1-typed';
import { fromHex, latin1, type Bytes } from '../../codec/bytes';
import { formatDistinguishedName, type NameAttribute } from '../../codec/distinguished-name';
import { toShownUnicode } from '../international-name';
import type { Field } from './field';
import { algorithmWords, keyWords } from './key-words';
import { labelOf } from './meaning/labels';
import { attributeField } from './name-words';

type Words = (field: Field, bytes: Bytes) => Partial<Field>;

/** Values joined into a line where there are few of them. */
const FEW = 8;

const member = (field: Field, name: string): Field | undefined =>
  field.fields?.find((one) => one.name === name);

const name: Words = ({ fields = [] }, bytes) => {
  const rdns = fields.map((rdn) => (rdn.fields ?? []).map(attributeField));
  const words = rdns.map((rdn) =>
    rdn.map(({ oid = '', value = '' }): NameAttribute => ({ type: oid, value })),
  );
  const value = formatDistinguishedName({ rdns: words.filter((rdn) => rdn.length > 0), der: bytes });
  // An RDN of several attributes stays one field, since their joining says something.
  const parts = fields.flatMap((rdn, at): readonly Field[] => {
    const attributes = rdns[at] ?? [];
    return attributes.length === 1 && rdn.problem === undefined
      ? attributes
      : [{ ...rdn, fields: attributes }];
  });
  return { value: value === '' ? '(empty)' : value, fields: parts };
};

const relativeName: Words = ({ fields = [] }) => {
  const attributes = fields.map(attributeField);
  return {
    value: attributes.map(({ label, value = '' }) => `${label}=${value}`).join(' + '),
    fields: attributes,
  };
};

const basicConstraints: Words = (field) => {
  const authority = member(field, 'cA')?.value === 'TRUE';
  const length = member(field, 'pathLenConstraint')?.value;
  return {
    value: `${authority ? 'authority' : 'no authority'}${length === undefined ? '' : `, path length ${length}`}`,
  };
};

/** An Attribute is its type and its values; one value alone is the field's own. */
const attribute: Words = (field) => {
  const { oid, value } = member(field, 'type') ?? {};
  const values = member(field, 'values');
  const [only, ...others] = values?.fields ?? [];
  const named = { ...(oid !== undefined && { oid }), ...(value !== undefined && { label: labelOf(value) }) };
  if (only === undefined || others.length > 0)
    return { ...named, ...(values?.fields && { fields: values.fields }) };
  const { fields, form, problem } = only;
  return {
    ...named,
    ...(only.list === true && { list: true }),
    ...(only.value !== undefined && { value: only.value }),
    ...(form !== undefined && { form }),
    ...(problem !== undefined && { problem }),
    ...(fields !== undefined ? { fields } : { fields: [] }),
  };
};

const access: Words = (field) => ({
  value: `${member(field, 'accessMethod')?.value ?? ''}: ${member(field, 'accessLocation')?.value ?? ''}`,
});

const words: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['RDNSequence', name],
  ['RelativeDistinguishedName', relativeName],
  ['BasicConstraints', basicConstraints],
  ['AccessDescription', access],
  ['AlgorithmIdentifier', algorithmWords],
  ['SubjectPublicKeyInfo', keyWords],
  ['Attribute', attribute],
]);

/** Microsoft packs two counters into one number, and writes text as octets. */
const leafWords: ReadonlyMap<string, Words> = new Map<string, Words>([
  [
    'CAVersion',
    ({ value = '' }) => {
      const version = Number(value);
      if (!(version >= 0 && version < 2 ** 32)) return {};
      return { value: `certificate ${version % 65536}, key ${Math.floor(version / 65536)}`, form: 'text' };
    },
  ],
  [
    'SecurityIdentifier',
    ({ value = '' }) => {
      const octets = fromHex(value);
      return octets?.every((octet) => octet > 0x20 && octet < 0x7f)
        ? { value: latin1(octets), form: 'text' }
        : {};
    },
  ],
]);

/** Lists and small structures: their values in a line. */
function joined({ fields = [] }: Field): Partial<Field> {
  const values = fields.flatMap(({ value, form }) =>
    value === undefined || (form === 'hex' && value.length > 80) ? [] : [value],
  );
  const moments = fields.some(({ form }) => form === 'time');
  if (moments || values.length === 0 || values.length > FEW || values.length < fields.length) return {};
  return { value: values.join(', ') };
}

const counted = ({ fields = [] }: Field): Partial<Field> => ({
  value: `${fields.length.toLocaleString('en-GB')} entries`,
});

const lists: ReadonlySet<string> = new Set(['Extensions', 'Attributes', 'RDNSequence', 'CertificateSet']);

export function decorated(typed: Typed, field: Field, bytes: Bytes): Field {
  const { typeName = '', innerTypeName = '', type } = typed;
  const international = unicodeField(field);
  if (international !== undefined) return { ...field, fields: [international] };
  if (type?.form === 'primitive') return { ...field, ...leafWords.get(innerTypeName)?.(field, bytes) };
  if (field.fields === undefined) return field;
  const say = words.get(typeName) ?? words.get(innerTypeName);
  if (say !== undefined) return { ...field, ...say(field, bytes) };
  if (field.value !== undefined || lists.has(typeName)) return field;
  const line = joined(field);
  if (line.value !== undefined) return { ...field, ...line };
  return type?.form === 'sequence-of' || type?.form === 'set-of' ? { ...field, ...counted(field) } : field;
}

/** The letters behind an A-label, beside it. */
function unicodeField({ name: kind, value, span }: Field): Field | undefined {
  if (kind !== 'dNSName' || value === undefined || !/xn--/i.test(value)) return undefined;
  const shown = toShownUnicode(value.replace(/^\*\./, '').toLowerCase());
  return {
    name: 'unicode',
    label: 'In Unicode',
    ...(shown === undefined
      ? { value, about: 'Left encoded, since its letters could be mistaken for another name.' }
      : { value: `${value.startsWith('*.') ? '*.' : ''}${shown}` }),
    ...(span && { span }),
  };
}
