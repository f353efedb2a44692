/**
 * Names for the nodes of an ASN.1 tree, from the module of the document: `tbsCertificate`, `notBefore`, `extnID`. Found when
 * asked for, along the path to the node, and kept; a node that the module does not know has none.
 */
import { asn1Module } from './asn1-module';
import type { Asn1Node } from './asn1-node';
import { TypedTree, type Typed } from './asn1-typed';

export interface Asn1Name {
  /** Of the member, or of the alternative; absent for an element of a list and inside a tag. */
  readonly name?: string;
  /** The type as the module calls it: `Extension`, `AlgorithmIdentifier`. */
  readonly type?: string;
}

/** Values of one SEQUENCE that get names; modules have no longer ones, and lists name every element the same. */
const MEMBERS = 1000;

export class Asn1Names {
  readonly #tree: TypedTree;
  readonly #root: string;
  /** Of each node opened so far, by where it starts and its level, what its children are by where they start. */
  readonly #known = new Map<string, ReadonlyMap<number, Typed>>();

  /** @param typeName of the document: a type of the module, such as `Certificate` */
  constructor(bytes: Uint8Array, typeName: string) {
    this.#tree = new TypedTree(bytes);
    this.#root = typeName;
  }

  /** @param path the node and all around it, outermost first, as `Asn1Tree.pathTo` gives it */
  nameOf(path: readonly Asn1Node[]): Asn1Name {
    const [first, ...rest] = path;
    if (first === undefined || !asn1Module().types.has(this.#root)) return {};
    const root = first.start === 0 ? this.#tree.root(this.#root) : undefined;
    let typed = root?.type === undefined ? undefined : root;
    let name: Asn1Name = typed === undefined ? {} : { type: this.#root };
    for (const node of rest) {
      if (typed === undefined) return {};
      if (typed.outer.start !== typed.node.start) {
        // Inside an EXPLICIT tag: the value that the member is.
        typed = node.start === typed.node.start ? { ...typed, outer: typed.node } : undefined;
        name = typed?.typeName === undefined ? {} : { type: typed.typeName };
        continue;
      }
      typed = this.#child(typed, node);
      const own: string | undefined = typed?.name;
      name = {
        ...(own !== undefined && own !== '' && { name: own }),
        ...(typed?.typeName !== undefined && { type: typed.typeName }),
      };
    }
    return name;
  }

  #child(parent: Typed, node: Asn1Node): Typed | undefined {
    const { form } = parent.type ?? { form: 'any' };
    if (form === 'sequence-of' || form === 'set-of') return this.#element(parent, node);
    const key = `${parent.node.start} ${parent.node.depth}`;
    const known = this.#known.get(key) ?? this.#open(parent);
    this.#known.set(key, known);
    return known.get(node.start);
  }

  #element(parent: Typed, node: Asn1Node): Typed | undefined {
    const { type } = parent;
    if (type?.form !== 'sequence-of' && type?.form !== 'set-of') return undefined;
    return this.#tree.settle(type.of, node, '', parent.choose);
  }

  #open(parent: Typed): ReadonlyMap<number, Typed> {
    const within = this.#tree.contained(parent);
    const values = within === undefined ? this.#tree.inside(parent, MEMBERS).values : [within];
    return new Map(values.map((value) => [value.outer.start, value]));
  }
}
