/**
 * Turns a typed document into fields. Total and bounded: what does not fit its type is shown as a tree and said so, long lists
 * are cut and counted, and private numbers are never read.
 */
import { TypedTree, type Typed } from '../../codec/asn1-typed';
import type { Asn1Node } from '../../codec/asn1-node';
import type { Bytes } from '../../codec/bytes';
import type { Field } from './field';
import { fieldsOfTree } from './field-tree';
import { decorated } from './field-words';
import { leafOf, octets } from './leaf';
import { extensionMeanings } from './meaning/extensions';
import { labelOf, meaningOf } from './meaning/labels';
import { PRIVATE } from './private-words';
import { problemAt } from './problem';
import { sctFields } from './sct-fields';

/** Elements of one list that become fields; the rest is counted. The longest lists of names in use stay below. */
const MAX_LISTED = 5000;
/** Of a revocation list, where nobody reads on. */
const MAX_REVOKED = 1000;
/** Fields of one item: a screen of certificates inside certificates, and an end to hostile ones. */
const MAX_FIELDS = 40_000;
const MAX_DEPTH = 40;

/** Types whose members stand one level higher, where people look for them. */
const folded: ReadonlySet<string> = new Set([
  ...['TBSCertificate', 'TBSCertList', 'CertificationRequestInfo', 'ResponseBytes', 'ResponseData'],
  'AttributeCertificateInfo',
]);
const sctExtensions: ReadonlySet<string> = new Set(['1.3.6.1.4.1.11129.2.4.2', '1.3.6.1.4.1.11129.2.4.5']);

const spanOf = ({ start, end }: Asn1Node): { readonly start: number; readonly end: number } => ({
  start,
  end,
});

/** What a field says of its value, without what it is called and where it stands. */
function contentOf(field: Field): Partial<Field> {
  const { name, label, span, about, citation, ...content } = field;
  return content;
}

const holdsProblem = (fields: readonly Field[]): boolean =>
  fields.some(({ problem, fields: inner }) => problem !== undefined || holdsProblem(inner ?? []));

/** Where a private key is damaged, what stands in the place of a public number need not be one. */
function withoutOctets(field: Field): Field {
  const { value, fields, ...rest } = field;
  const shown = value !== undefined && field.form !== 'hex' && field.form !== 'number';
  return { ...rest, ...(shown && { value }), ...(fields && { fields: fields.map(withoutOctets) }) };
}

/** Choices of which people do not care what was chosen. */
const plainChoices: ReadonlySet<string> = new Set(['Time', 'DirectoryString', 'Name', 'EcpkParameters']);

/** A member that is a choice says which: `base` is a `dNSName`, `certStatus` is `revoked`. */
function alternative({ alternative: name, typeName }: Typed, field: Field): Field {
  if (name === undefined || typeName === undefined || plainChoices.has(typeName)) return field;
  if (field.fields === undefined && field.value === name) return field;
  const { label, value, fields, ...rest } = field;
  const chosen = { ...contentOf(field), name, label: labelOf(name), ...(rest.span && { span: rest.span }) };
  const { list, oid, problem, ...outer } = rest;
  return { ...outer, label, value: value ?? labelOf(name).toLowerCase(), fields: [chosen] };
}

export class FieldWriter {
  readonly bytes: Bytes;
  readonly tree: TypedTree;
  readonly #guarded: boolean;
  #left = MAX_FIELDS;

  /** @param guarded private numbers may stand anywhere, so nothing is shown that is not known to be public */
  constructor(bytes: Bytes, guarded: boolean) {
    this.#guarded = guarded;
    this.bytes = bytes;
    this.tree = new TypedTree(bytes);
  }

  /** The members of the document; one field with the problem where it is none. */
  document(typeName: string): readonly Field[] {
    const root = this.tree.root(typeName);
    if (root === undefined) return [{ name: typeName, label: 'Nothing', problem: problemAt('truncated', 0) }];
    const field = this.#field(root, '', 0);
    const rest = root.outer.end < this.bytes.length ? [this.#trailing(root.outer.end)] : [];
    const own = field.problem === undefined && field.fields !== undefined ? field.fields : [field];
    const all = [...own, ...rest];
    return this.#guarded && holdsProblem(all) ? all.map(withoutOctets) : all;
  }

  #trailing(start: number): Field {
    const end = this.bytes.length;
    return {
      name: 'trailing',
      label: 'After the end',
      value: `${end - start} octets`,
      span: { start, end },
      problem: problemAt('trailing-data', start),
    };
  }

  #field(typed: Typed, parent: string, depth: number): Field {
    const unnamed =
      typed.alternative ?? typed.typeName ?? (typed.type === undefined ? 'unexpected' : 'value');
    const name = typed.name !== '' ? typed.name : unnamed;
    const field: Field = { ...meaningOf(name, parent), span: spanOf(typed.outer) };
    if (--this.#left < 0 || depth > MAX_DEPTH)
      return { ...field, problem: problemAt('too-large', typed.outer.start) };
    if (typed.secret) return { ...field, ...this.#secret(typed, depth) };
    const { node, type } = typed;
    if (node.kind !== 'value') return { ...field, problem: problemAt(node.problem.code, node.start) };
    const fault = node.problem && { problem: problemAt(node.problem.code, node.problem.offset) };
    if (type === undefined) return { ...field, ...this.#unfit(typed, depth) };
    if (type.form === 'any') return { ...field, ...this.#anything(node, depth), ...fault };
    const whole = type.form === 'primitive' ? this.#primitive(typed, depth) : this.#constructed(typed, depth);
    return alternative(typed, decorated(typed, { ...field, ...whole, ...fault }, this.bytes));
  }

  #primitive(typed: Typed, depth: number): Partial<Field> {
    const { type, node } = typed;
    if (type?.form !== 'primitive') return {};
    const within = this.tree.contained(typed);
    if (within === undefined) return leafOf(this.bytes, typed, type);
    return {
      ...(within.type === undefined && !this.#guarded && octets(this.bytes.subarray(node.start, node.end))),
      ...contentOf(this.#field(within, typed.typeName ?? '', depth + 1)),
    };
  }

  #constructed(typed: Typed, depth: number): Partial<Field> {
    if (typed.typeName === 'Extension') return this.#extension(typed, depth);
    const { node } = typed;
    const { values, missing, left } = this.tree.inside(
      typed,
      typed.name === 'revokedCertificates' ? MAX_REVOKED : MAX_LISTED,
    );
    const parent = typed.typeName ?? typed.name;
    const fields = values.flatMap((value): readonly Field[] => {
      const field = this.#field(value, parent, depth + 1);
      const fold = value.typeName !== undefined && folded.has(value.typeName) && field.problem === undefined;
      return fold && field.fields !== undefined ? field.fields : [field];
    });
    const lost = missing.map((name) => ({
      name,
      label: labelOf(name, parent),
      problem: `It is missing (octet ${node.end}).`,
    }));
    const more =
      left === 0 ? [] : [{ name: 'more', label: 'Not shown', value: `${left.toLocaleString('en-GB')} more` }];
    const primitive = node.kind === 'value' && !node.constructed && node.contentsEnd > node.contentsStart;
    const { form } = typed.type ?? { form: 'any' };
    return {
      fields: [...fields, ...lost, ...more],
      ...((form === 'sequence-of' || form === 'set-of') && { list: true }),
      ...(primitive && { problem: problemAt('unexpected-tag', node.start) }),
    };
  }

  /** An extension is the field of its own type: name, flag and meaning beside what it holds. */
  #extension(typed: Typed, depth: number): Partial<Field> {
    const { values, missing } = this.tree.inside(typed, 4);
    const member = (name: string): Typed | undefined => values.find((value) => value.name === name);
    const [id, critical, value] = [member('extnID'), member('critical'), member('extnValue')];
    const oid = id === undefined ? undefined : this.#field(id, '', depth).oid;
    if (oid === undefined || value === undefined || values.length > 3 || missing.length > 0) {
      return {
        fields: values.map((one) => this.#field(one, 'Extension', depth + 1)),
        problem: problemAt('bad-value', typed.node.start),
      };
    }
    const meaning = extensionMeanings.get(oid) ?? { name: oid, label: 'Unknown extension' };
    const flag = critical?.node.kind === 'value' && this.bytes[critical.node.contentsStart] !== 0;
    return { ...meaning, oid, critical: flag, ...this.#extensionValue(value, oid, depth) };
  }

  #extensionValue(typed: Typed, oid: string, depth: number): Partial<Field> {
    const { node, type } = typed;
    if (node.kind !== 'value' || type?.form !== 'primitive')
      return { problem: problemAt('unexpected-tag', node.start) };
    const within = this.tree.contained(typed);
    if (within === undefined) {
      const known =
        extensionMeanings.has(oid) && typed.choose('extnID') === oid && this.tree.knows('extension', oid);
      return {
        ...leafOf(this.bytes, typed, type),
        ...(known && { problem: problemAt('trailing-data', node.start) }),
      };
    }
    if (sctExtensions.has(oid) && within.node.kind === 'value') {
      const { contentsStart, contentsEnd } = within.node;
      return sctFields(this.bytes, contentsStart, contentsEnd);
    }
    const { oid: inner, ...content } = contentOf(this.#field(within, 'Extension', depth + 1));
    return content;
  }

  /** The public parts of what is private, and that the rest is there. */
  #secret(typed: Typed, depth: number): Partial<Field> {
    const within = this.tree.contained(typed);
    const fields =
      within?.type === undefined
        ? undefined
        : this.#field({ ...within, secret: false }, '', depth + 1).fields;
    return { about: PRIVATE, ...(fields !== undefined && { fields }) };
  }

  #unfit({ node, outer }: Typed, depth: number): Partial<Field> {
    return { ...this.#anything(node, depth), problem: problemAt('unexpected-tag', outer.start) };
  }

  #anything(node: Asn1Node, depth: number): Partial<Field> {
    if (this.#guarded) return { about: 'It might be private, and is not shown.' };
    const { value, form, oid, problem, fields } = fieldsOfTree(
      this.bytes,
      node,
      depth,
      () => --this.#left > 0,
    );
    return {
      ...(value !== undefined && { value }),
      ...(form !== undefined && { form }),
      ...(oid !== undefined && { oid }),
      ...(problem !== undefined && { problem }),
      ...(fields !== undefined && { fields }),
    };
  }
}
