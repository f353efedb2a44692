/** Values no module knows, as a tree of types and contents: unknown extensions, parameters and attributes. */
import { Asn1Tree } from '../../codec/asn1-tree';
import { asn1Text } from '../../codec/asn1-value';
import type { Asn1Node, Asn1Value } from '../../codec/asn1-node';
import { asn1TypeName } from './asn1-type-name';
import type { Field } from './field';
import { leafOf } from './leaf';
import { problemAt } from './problem';

const MAX_DEPTH = 40;
const MAX_CHILDREN = 200;

/** Universal types that say what they hold; the others are hex. */
const readable: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 10, 12, 18, 19, 20, 22, 23, 24, 26, 28, 30]);

/** @param mayGrow false when enough fields were made */
export function fieldsOfTree(
  bytes: Uint8Array,
  node: Asn1Node,
  depth: number,
  mayGrow: () => boolean,
): Field {
  // Octets before the node are not looked at, and those after it belong to others.
  const tree = new Asn1Tree(bytes.subarray(0, node.end));
  return fieldOf(tree, node, depth, mayGrow);
}

function fieldOf(tree: Asn1Tree, node: Asn1Node, depth: number, mayGrow: () => boolean): Field {
  const span = { start: node.start, end: node.end };
  const problem = node.problem && { problem: problemAt(node.problem.code, node.problem.offset) };
  if (node.kind !== 'value') return { name: 'unreadable', label: 'Unreadable', span, ...problem };
  const name = asn1TypeName(node);
  const field: Field = { name, label: name, span, ...problem };
  if (depth > MAX_DEPTH || !mayGrow()) return { ...field, problem: problemAt('too-large', node.start) };
  if (node.constructed && node.contentsEnd === node.contentsStart)
    return { ...field, fields: [], list: true };
  if (!tree.hasChildren(node)) return { ...field, ...contentsOf(tree.bytes, node) };
  const { nodes, next } = tree.children(node, undefined, MAX_CHILDREN);
  const fields = nodes.map((child) => fieldOf(tree, child, depth + 1, mayGrow));
  const more =
    next === undefined ? [] : [{ name: 'more', label: 'Not shown', value: 'There are more of them.' }];
  return { ...field, fields: [...fields, ...more], list: true };
}

function contentsOf(bytes: Uint8Array, node: Asn1Value): Partial<Field> {
  const { tagClass, tagNumber: tag } = node;
  if (tagClass === 'universal' && readable.has(tag))
    return leafOf(bytes, { node, name: '' }, { form: 'primitive', tag });
  const { text, form, problem } = asn1Text(bytes, node);
  if (form === 'empty') return {};
  return {
    value: form === 'hex' ? text.replaceAll(' ', '') : text,
    form: form === 'hex' ? 'hex' : 'text',
    ...(problem !== undefined && { problem: problemAt(problem, node.start) }),
  };
}
