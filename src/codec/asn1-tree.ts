/**
 * Any octets as a tree of BER values, for looking at (X.690 §8). Nothing is copied and nothing is refused: what cannot be
 * read is a node of its own, and what a length promises beyond its container is cut there and said so. Children are made
 * when asked for, in slices; no step recurses, and reading every slice of a document takes time linear in it.
 */
import { holdsAsn1 } from './asn1-encapsulated';
import { isEndOfContents, readAsn1Header, type Asn1Header } from './asn1-header';
import type { Asn1Node, Asn1Value } from './asn1-node';
import { Malformed } from './malformed';

export interface Asn1Slice {
  readonly nodes: readonly Asn1Node[];
  /** Where the next slice starts; absent after the last. */
  readonly next?: number;
}

/**
 * Levels that are opened. Real documents stay below 40; one level costs an attacker two octets and a page one row, so
 * ten thousand are shown as a curiosity and the rest is one node that says so.
 */
export const MAX_ASN1_DEPTH = 10_000;
/** Siblings in one slice: what a list draws in a frame, many times over. */
export const SLICE = 1000;
/** Ends of nested indefinite values kept. Beyond them the store is emptied, and ends are found again when asked for. */
const MAX_KNOWN_ENDS = 1_000_000;

type Unfinished = 'no-end' | 'too-deep';

export class Asn1Tree {
  readonly bytes: Uint8Array;
  /** Of values of indefinite length, by their start: found for all that are nested in one walk, or each level walks again. */
  readonly #ends = new Map<number, number | Unfinished>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The values one after another that the document is, usually one. */
  roots(from = 0, limit = SLICE): Asn1Slice {
    return this.#slice(from, this.bytes.length, 0, limit);
  }

  /** Whether there is anything inside: members, or a document in an OCTET STRING or BIT STRING. */
  hasChildren(node: Asn1Node): node is Asn1Value {
    return node.kind === 'value' && this.#inside(node) < node.contentsEnd;
  }

  /** @param from where an earlier slice said that the next one starts */
  children(node: Asn1Value, from = this.#inside(node), limit = SLICE): Asn1Slice {
    return this.#slice(from, node.contentsEnd, node.depth + 1, limit);
  }

  /** The nodes around the octet at `offset`, outermost first: from a byte to its field. */
  pathTo(offset: number): readonly Asn1Node[] {
    const path: Asn1Node[] = [];
    let at = 0;
    let end = this.bytes.length;
    while (at < end) {
      const short = endOfShort(this.bytes, at, end);
      if (short !== undefined && short <= offset) {
        at = short;
        continue;
      }
      const node = this.#nodeAt(at, end, path.length);
      at = node.end;
      if (node.end <= offset) continue;
      path.push(node);
      if (!this.hasChildren(node)) break;
      at = this.#inside(node);
      end = node.contentsEnd;
      if (offset < at || offset >= end) break;
    }
    return path;
  }

  /** Where the children start; the end of the contents where there are none. */
  #inside(node: Asn1Value): number {
    if (node.constructed) return node.contentsStart;
    return holdsAsn1(this.bytes, node) ?? node.contentsEnd;
  }

  #slice(from: number, end: number, depth: number, limit: number): Asn1Slice {
    const nodes: Asn1Node[] = [];
    let at = from;
    while (at < end && nodes.length < limit) {
      const node = this.#nodeAt(at, end, depth);
      nodes.push(node);
      at = node.end;
    }
    return at < end ? { nodes, next: at } : { nodes };
  }

  #nodeAt(start: number, end: number, depth: number): Asn1Node {
    if (depth >= MAX_ASN1_DEPTH) {
      return { kind: 'unreadable', start, end, depth, problem: new Malformed('too-deep', start) };
    }
    const header = readAsn1Header(this.bytes, start, end);
    if (header instanceof Malformed) return { kind: 'unreadable', start, end, depth, problem: header };
    const { contentsStart, length } = header;
    if (header.lengthForm === 'indefinite') {
      const contentsEnd = this.#endOfContents(start, contentsStart, end, depth);
      if (typeof contentsEnd === 'number')
        return valueOf(header, start, depth, contentsEnd, contentsEnd + 2, undefined);
      const problem =
        contentsEnd === 'no-end'
          ? new Malformed('truncated', start, 'no end-of-contents mark')
          : new Malformed('too-deep', start);
      return valueOf(header, start, depth, end, end, problem);
    }
    if (length > end - contentsStart) {
      const detail = `${length} octets announced, ${end - contentsStart} there`;
      return valueOf(header, start, depth, end, end, new Malformed('truncated', start, detail));
    }
    const contentsEnd = contentsStart + length;
    return valueOf(header, start, depth, contentsEnd, contentsEnd, faultOf(header, start));
  }

  /** Where the mark stands that closes the value at `start`. */
  #endOfContents(start: number, contentsStart: number, end: number, depth: number): number | Unfinished {
    const known = this.#ends.get(start);
    if (known !== undefined) return known;
    if (this.#ends.size > MAX_KNOWN_ENDS) this.#ends.clear();
    const open = [start];
    let at = contentsStart;
    let unfinished: Unfinished = 'no-end';
    while (at < end) {
      if (isEndOfContents(this.bytes, at, end)) {
        this.#ends.set(open.pop() ?? start, at);
        if (open.length === 0) return at;
        at += 2;
        continue;
      }
      const header = readAsn1Header(this.bytes, at, end);
      if (header instanceof Malformed || header.length > end - header.contentsStart) break;
      if (header.lengthForm === 'indefinite') open.push(at);
      at = header.contentsStart + header.length;
      if (open.length + depth >= MAX_ASN1_DEPTH) {
        unfinished = 'too-deep';
        break;
      }
    }
    for (const one of open) this.#ends.set(one, unfinished);
    return unfinished;
  }
}

/** Two literals, without spreads: a node is made for every value that is looked at. */
function valueOf(
  { tagClass, tagNumber, constructed, lengthForm, contentsStart }: Asn1Header,
  start: number,
  depth: number,
  contentsEnd: number,
  end: number,
  problem: Malformed | undefined,
): Asn1Value {
  const kind = 'value';
  return problem === undefined
    ? { kind, tagClass, tagNumber, constructed, lengthForm, start, contentsStart, depth, contentsEnd, end }
    : {
        kind,
        tagClass,
        tagNumber,
        constructed,
        lengthForm,
        start,
        contentsStart,
        depth,
        contentsEnd,
        end,
        problem,
      };
}

/** Where a value of the plainest form ends; millions of siblings are passed over this way. */
function endOfShort(bytes: Uint8Array, at: number, end: number): number | undefined {
  const length = bytes[at + 1] ?? 0x80;
  if (((bytes[at] ?? 0x1f) & 0x1f) === 0x1f || length >= 0x80) return undefined;
  const after = at + 2 + length;
  return after <= end ? after : undefined;
}

/** What X.690 forbids and a reader can pass over. */
function faultOf(
  { tagClass, tagNumber, length, constructed }: Asn1Header,
  start: number,
): Malformed | undefined {
  if (tagClass !== 'universal' || tagNumber !== 0) return undefined;
  const closes = length === 0 && !constructed;
  return new Malformed('tag-form', start, closes ? 'an end-of-contents mark that closes nothing' : 'tag 0');
}
