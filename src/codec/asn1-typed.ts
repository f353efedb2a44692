/**
 * A document held against its type: which member of which type each value is. Nothing is refused. A value that no member takes
 * is handed out as one that was not expected, a member that is missing is named, and the others stay what they are.
 */
import { asn1Module, resolvedType } from './asn1-module';
import type { Asn1Node, Asn1Value } from './asn1-node';
import { Asn1Tree } from './asn1-tree';
import type { Asn1Member, Asn1Primitive, Asn1Type } from './asn1-type';
import { attempt } from './malformed';
import { decodeOid } from './oid';
import * as Tag from './tag';

/** The value of an identifier beside, which chooses a type. */
type Chooser = (member: string) => string | undefined;

/** A value and what it is. */
export interface Typed {
  /** Of the member or the alternative; '' for an element of a list. */
  readonly name: string;
  /** The reference the module uses for the type, the outermost of several. */
  readonly typeName?: string;
  /** The innermost one, behind choices and other names for the same. */
  readonly innerTypeName?: string;
  /** References, tags, choices and tables looked through; absent where the value does not fit the type. */
  readonly type?: Asn1Type;
  /** The value; inside an EXPLICIT tag where there is one. */
  readonly node: Asn1Node;
  /** The outermost tag. */
  readonly outer: Asn1Node;
  /** Which alternative of a choice it is, where the member has a name of its own. */
  readonly alternative?: string;
  readonly secret: boolean;
  readonly choose: Chooser;
}

export interface Inside {
  readonly values: readonly Typed[];
  /** Members that have to be there and are not. */
  readonly missing: readonly string[];
  /** Values of a list beyond those handed out. */
  readonly left: number;
}

const strings: ReadonlySet<number> = new Set([12, 18, 19, 20, 22, 26, 28, 30]);
const SEQUENCE = 16;
const SET = 17;
const nobody: Chooser = () => undefined;

function accepts(type: Asn1Type, node: Asn1Node): boolean {
  if (node.kind !== 'value') return false;
  const universal = node.tagClass === 'universal' ? node.tagNumber : -1;
  switch (type.form) {
    case 'reference':
      return accepts(resolvedType(type), node);
    case 'secret':
      return accepts(type.of, node);
    case 'tagged':
      return node.tagClass === 'context' && node.tagNumber === type.number;
    case 'choice':
      return type.members.some((member) => accepts(member.type, node));
    case 'sequence':
    case 'sequence-of':
      return universal === SEQUENCE;
    case 'set':
    case 'set-of':
      return universal === SET;
    case 'primitive':
      // Issuers take any string type for any other, and everyone reads over it.
      return universal === type.tag || (strings.has(type.tag) && strings.has(universal));
    default:
      return true;
  }
}

export class TypedTree {
  readonly bytes: Uint8Array;
  readonly #tree: Asn1Tree;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#tree = new Asn1Tree(bytes);
  }

  /** The document as a value of the type; `undefined` where there are no octets. */
  root(typeName: string): Typed | undefined {
    const node = this.#tree.roots(0, 1).nodes[0];
    return node && this.settle({ form: 'reference', name: typeName }, node, '', nobody);
  }

  /** Whether a table has a type for the identifier. */
  knows(table: string, oid: string): boolean {
    return asn1Module().tables.get(table)?.has(oid) ?? false;
  }

  /** Looks through references, tags, choices and tables. */
  settle(declared: Asn1Type, outer: Asn1Node, name: string, choose: Chooser): Typed {
    let type: Asn1Type = declared;
    let node = outer;
    let typeName: string | undefined;
    let innerTypeName: string | undefined;
    let alternative: string | undefined;
    let secret = false;
    let tagged = false;
    for (;;) {
      if (type.form === 'reference') {
        typeName ??= type.name;
        innerTypeName = type.name;
        type = resolvedType(type);
      } else if (type.form === 'secret') {
        secret = true;
        type = type.of;
      } else if (type.form === 'open') {
        const chosen = this.#chosen(type, choose);
        if (chosen === undefined) {
          type = { form: 'any' };
          break;
        }
        type = chosen;
      } else if (type.form === 'tagged') {
        const { number } = type;
        const fits = node.kind === 'value' && node.tagClass === 'context' && node.tagNumber === number;
        const inner = fits && (type.explicit || isChoice(type.of)) ? this.#only(node) : undefined;
        if (!fits || ((type.explicit || isChoice(type.of)) && inner === undefined)) break;
        tagged = inner === undefined;
        node = inner ?? node;
        type = type.of;
      } else if (type.form === 'choice') {
        const taken: Asn1Member | undefined = type.members.find((member) => accepts(member.type, node));
        if (taken === undefined) break;
        alternative ??= taken.name;
        type = taken.type;
      } else break;
    }
    const fits = type.form !== 'tagged' && type.form !== 'choice' && (tagged || accepts(type, node));
    // Made member by member: spreads cost more than all of the above, and every value comes through here.
    const typed: { -readonly [K in keyof Typed]: Typed[K] } = {
      name: name === '' ? (alternative ?? '') : name,
      node,
      outer,
      secret,
      choose,
    };
    if (typeName !== undefined) typed.typeName = typeName;
    if (innerTypeName !== undefined) typed.innerTypeName = innerTypeName;
    if (name !== '' && alternative !== undefined) typed.alternative = alternative;
    if (fits) typed.type = type;
    return typed;
  }

  /** What a SEQUENCE, SET or list holds, at most `limit` values of it. */
  inside({ node, type, choose }: Typed, limit: number): Inside {
    if (node.kind !== 'value' || type === undefined) return { values: [], missing: [], left: 0 };
    const { nodes, left } = this.#children(node, limit);
    if (type.form === 'sequence-of' || type.form === 'set-of') {
      const values = nodes.map((one) => this.settle(type.of, one, '', choose));
      return { values, missing: [], left };
    }
    return type.form === 'sequence' || type.form === 'set'
      ? { ...this.#members(type.members, nodes), left }
      : { values: [], missing: [], left };
  }

  /** What the octets of a string are the encoding of; `undefined` where that is not known, or they are not one value. */
  contained({ node, type, choose, secret }: Typed): Typed | undefined {
    if (node.kind !== 'value' || type?.form !== 'primitive' || type.containing === undefined)
      return undefined;
    const start = contentsOf(this.bytes, node, type);
    if (start === undefined) return undefined;
    const { containing } = type;
    const known = containing.form !== 'open' || this.#chosen(containing, choose) !== undefined;
    if (!known && (secret || !this.#tree.hasChildren(node))) return undefined;
    const within = new Asn1Tree(this.bytes.subarray(0, node.contentsEnd));
    const [only, ...others] = within.roots(start, 2).nodes;
    if (only?.kind !== 'value' || others.length > 0) return undefined;
    return this.settle(containing, only, '', choose);
  }

  #members(members: readonly Asn1Member[], nodes: readonly Asn1Node[]): Omit<Inside, 'left'> {
    const found = new Map<string, Asn1Node>();
    const choose: Chooser = (member) => this.#identifier(found.get(member));
    const values: Typed[] = [];
    const missing: string[] = [];
    let next = 0;
    for (const node of nodes) {
      const at = members.findIndex((member, index) => index >= next && accepts(member.type, node));
      const member = members[at];
      if (member === undefined) {
        values.push(this.settle({ form: 'choice', members: [] }, node, '', nobody));
        continue;
      }
      missing.push(...required(members.slice(next, at)));
      next = at + 1;
      found.set(member.name, node);
      values.push(this.settle(member.type, node, member.name, choose));
    }
    return { values, missing: [...missing, ...required(members.slice(next))] };
  }

  #children(node: Asn1Value, limit: number): { readonly nodes: readonly Asn1Node[]; readonly left: number } {
    if (!node.constructed) return { nodes: [], left: 0 };
    const { nodes, next } = this.#tree.children(node, undefined, limit);
    return { nodes, left: next === undefined ? 0 : this.#count(node, next) };
  }

  /** Values from an offset on: plain ones by their lengths alone, since lists of 100,000 are counted and not shown. */
  #count(node: Asn1Value, from: number): number {
    let count = 0;
    for (let at = from; at < node.contentsEnd; count++) {
      const after = endOfPlain(this.bytes, at);
      at = after <= node.contentsEnd ? after : (this.#tree.children(node, at, 1).next ?? node.contentsEnd);
    }
    return count;
  }

  #only(node: Asn1Node): Asn1Node | undefined {
    return node.kind === 'value' && node.constructed
      ? this.#tree.children(node, undefined, 1).nodes[0]
      : undefined;
  }

  #chosen(type: Asn1Type & { readonly form: 'open' }, choose: Chooser): Asn1Type | undefined {
    const oid = choose(type.by);
    return oid === undefined ? undefined : asn1Module().tables.get(type.table)?.get(oid);
  }

  /** The identifier a value is, or that an AlgorithmIdentifier begins with. */
  #identifier(node: Asn1Node | undefined): string | undefined {
    if (node?.kind !== 'value') return undefined;
    if (node.constructed) return this.#identifier(this.#only(node));
    if (node.tagNumber !== Tag.OBJECT_IDENTIFIER) return undefined;
    const oid = attempt(() => decodeOid(this.bytes, node.contentsStart, node.contentsEnd));
    return oid.ok ? oid.value : undefined;
  }
}

/** Where a value of a low tag and a length of at most two octets ends; beyond everything for other forms. */
function endOfPlain(bytes: Uint8Array, at: number): number {
  const length = bytes[at + 1] ?? 0;
  if (((bytes[at] ?? 0) & 0x1f) === 0x1f) return Infinity;
  if (length < 0x80) return at + 2 + length;
  if (length === 0x81) return at + 3 + (bytes[at + 2] ?? 0);
  if (length === 0x82) return at + 4 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  return Infinity;
}

const isChoice = (type: Asn1Type): boolean => resolvedType(type).form === 'choice';

const required = (members: readonly Asn1Member[]): readonly string[] =>
  members.flatMap(({ name, optional }) => (optional ? [] : [name]));

function contentsOf(bytes: Uint8Array, node: Asn1Value, { tag }: Asn1Primitive): number | undefined {
  if (node.constructed) return undefined;
  if (tag !== Tag.BIT_STRING) return node.contentsStart;
  return bytes[node.contentsStart] === 0 ? node.contentsStart + 1 : undefined;
}
