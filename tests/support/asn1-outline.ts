// An ASN.1 tree drawn as lines, and its promise that every octet is in one node, checked without recursion.
import type { Asn1Node, Asn1Value } from '../../src/codec/asn1-node';
import type { Asn1Slice, Asn1Tree } from '../../src/codec/asn1-tree';
import { asn1Text } from '../../src/codec/asn1-value';

/** Every node, each before its children; `visit` sees the place its container gave it. */
export function walk(
  tree: Asn1Tree,
  visit: (node: Asn1Node, container: Asn1Value | undefined) => void,
): void {
  const stack: { slice: Asn1Slice; at: number; container: Asn1Value | undefined }[] = [
    { slice: tree.roots(), at: 0, container: undefined },
  ];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.slice.nodes[top.at++];
    if (node !== undefined) {
      visit(node, top.container);
      if (tree.hasChildren(node)) stack.push({ slice: tree.children(node), at: 0, container: node });
    } else if (top.slice.next !== undefined) {
      const { next } = top.slice;
      top.slice = top.container === undefined ? tree.roots(next) : tree.children(top.container, next);
      top.at = 0;
    } else stack.pop();
  }
}

export function outline(tree: Asn1Tree): readonly string[] {
  const lines: string[] = [];
  walk(tree, (node) => {
    const indent = '.'.repeat(node.depth);
    if (node.kind === 'unreadable') {
      lines.push(`${indent}${node.start} unreadable ${node.end - node.start} ${node.problem.code}`);
      return;
    }
    const { start, contentsStart, contentsEnd, tagClass, tagNumber, lengthForm, problem } = node;
    const { text, omitted, problem: textProblem } = asn1Text(tree.bytes, node);
    const sizes = `${contentsStart - start}+${contentsEnd - contentsStart}`;
    const rest = [text, omitted === 0 ? '' : `… ${omitted}`, textProblem ?? '', problem?.code ?? ''];
    lines.push(
      `${indent}${[start, tagClass, tagNumber, lengthForm, sizes, ...rest.filter((part) => part !== '')].join(' ')}`,
    );
  });
  return lines;
}

/** Offsets where a node does not start where the one before it, or its container's header, ended; and where one ends early. */
export function uncovered(tree: Asn1Tree): readonly number[] {
  const gaps: number[] = [];
  /** Where the next node at each depth must start. */
  const expected = [0];
  const containers: Asn1Value[] = [];
  const close = (depth: number): void => {
    while (containers.length > depth) {
      const container = containers.pop();
      const reached = expected.pop();
      if (container !== undefined && reached !== container.contentsEnd) gaps.push(reached ?? -1);
    }
  };
  walk(tree, (node, container) => {
    if (container !== undefined && containers.at(-1) !== container && node.depth > containers.length) {
      containers.push(container);
      // A BIT STRING's first octet counts its unused bits.
      const unusedBits =
        container.tagClass === 'universal' && container.tagNumber === 3 && !container.constructed;
      expected.push(container.contentsStart + (unusedBits ? 1 : 0));
    } else close(node.depth);
    if (node.start !== expected.at(-1)) gaps.push(node.start);
    expected[expected.length - 1] = node.end;
  });
  close(0);
  if (expected[0] !== tree.bytes.length) gaps.push(expected[0] ?? -1);
  return gaps;
}
