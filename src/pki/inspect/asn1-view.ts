/**
 * An ASN.1 tree as a page draws it: types by name, values as text, object identifiers with what they stand for, and what the
 * module of the document calls each value.
 */
import type { Asn1Node as Node } from '../../codec/asn1-node';
import { Asn1Tree, type Asn1Slice } from '../../codec/asn1-tree';
import { TypedTree, type Typed } from '../../codec/asn1-typed';
import { asn1Text, type Asn1Text } from '../../codec/asn1-value';
import { toBase64, toHex } from '../../codec/bytes';
import { asn1Kind } from '../detect/asn1-kind';
import { asn1TypeName } from './asn1-type-name';
import { documentTypeOf } from './fields';
import { identifierName } from './meaning/identifiers';

export type Asn1Node = Node;

export interface NodeView {
  /** `tbsCertificate`, `notBefore`; '' where no module says. */
  readonly name: string;
  /** `SEQUENCE`, `[3]`, `APPLICATION 1`; '' for what is no value. */
  readonly type: string;
  /** Absent where there are members to open instead. */
  readonly text?: Asn1Text;
  /** What an object identifier stands for. */
  readonly meaning?: string;
}

/** Members of one list that are named. */
const MAX_NAMED = 1000;

/** The tree of one document, for one page. */
export class Asn1View {
  readonly #tree: Asn1Tree;
  readonly #typed: TypedTree;
  /** By the start of a value, which no other has. */
  readonly #types = new Map<number, Typed>();
  /** Values whose members have been named. */
  readonly #named = new Set<number>();

  constructor(octets: Uint8Array) {
    this.#tree = new Asn1Tree(octets);
    this.#typed = new TypedTree(octets);
    const kind = asn1Kind(octets)?.kind ?? 'asn1';
    const root = this.#typed.root(documentTypeOf(kind, octets));
    if (root !== undefined) this.#types.set(root.outer.start, root);
  }

  roots(from: number): Asn1Slice {
    return this.#tree.roots(from);
  }

  hasChildren(node: Asn1Node): boolean {
    return this.#tree.hasChildren(node);
  }

  /** @param from where an earlier slice said that the next one starts */
  children(node: Asn1Node, from?: number): Asn1Slice {
    if (!this.#tree.hasChildren(node)) return { nodes: [] };
    this.#nameInside(node);
    return this.#tree.children(node, from);
  }

  /** The nodes around the octet at `offset`, outermost first. */
  pathTo(offset: number): readonly Asn1Node[] {
    const path = this.#tree.pathTo(offset);
    for (const node of path) this.#nameInside(node);
    return path;
  }

  describe(node: Asn1Node): NodeView {
    const named = { type: asn1TypeName(node), name: this.#nameOf(node) };
    if (node.kind === 'unreadable' || this.#tree.hasChildren(node)) return named;
    const text = asn1Text(this.#tree.bytes, node);
    const meaning = text.form === 'oid' ? identifierName(text.text) : undefined;
    return meaning === undefined ? { ...named, text } : { ...named, text, meaning };
  }

  hexOf(node: Asn1Node): string {
    return toHex(this.#octetsOf(node));
  }

  base64Of(node: Asn1Node): string {
    return toBase64(this.#octetsOf(node));
  }

  #octetsOf({ start, end }: Asn1Node): Uint8Array {
    return this.#tree.bytes.subarray(start, end);
  }

  #nameOf({ start }: Asn1Node): string {
    const typed = this.#types.get(start);
    if (typed?.type === undefined || typed.type.form === 'any') return typed?.name ?? '';
    // Inside a tag of its own a value has only its type's name.
    const own = start === typed.outer.start ? typed.name : '';
    return own === '' ? (typed.alternative ?? typed.typeName ?? '') : own;
  }

  #nameInside(node: Asn1Node): void {
    const typed = this.#types.get(node.start);
    if (typed === undefined || this.#named.has(node.start)) return;
    this.#named.add(node.start);
    const set = (one: Typed | undefined, at = one?.outer): void => {
      if (one !== undefined && at !== undefined) this.#types.set(at.start, one);
    };
    if (typed.node.start !== node.start) set(typed, typed.node);
    else if (node.kind === 'value' && node.constructed)
      for (const member of this.#typed.inside(typed, MAX_NAMED).values) set(member);
    else set(this.#typed.contained(typed));
  }
}
