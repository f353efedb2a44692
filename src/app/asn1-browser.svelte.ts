/**
 * An ASN.1 tree that is open here and closed there, as a list of rows, and the one node that tree and octets both show. Rows are
 * made as they are opened, a slice of siblings at a time.
 */
import { Asn1View, type Asn1Node, type NodeView } from '../pki/inspect/asn1-view';

export type TreeRow =
  | { readonly kind: 'node'; readonly node: Asn1Node; readonly opens: boolean; readonly open: boolean }
  /** Siblings that have not been asked for yet. */
  | {
      readonly kind: 'more';
      readonly parent: Asn1Node | undefined;
      readonly next: number;
      readonly depth: number;
    };

/** Rows that are open at first: enough to see the whole of a certificate's frame. */
const OPEN_AT_FIRST = 60;
/** Rows that "open all" makes. */
const MOST_ROWS = 20_000;

const sameNode = (a: Asn1Node | undefined, b: Asn1Node | undefined): boolean =>
  a?.start === b?.start && a?.depth === b?.depth;

// It outlives the tab that made it, and a `$derived` would not: what follows from state is reckoned when asked for.
export class Asn1Browser {
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly #view: Asn1View;
  #rows = $state.raw<readonly TreeRow[]>([]);
  #selected = $state.raw<Asn1Node>();
  #hovered = $state.raw<Asn1Node>();
  /** The octet a keyboard stands on in the dump. */
  #cursor = $state.raw(0);
  readonly #views = new WeakMap<Asn1Node, NodeView>();

  constructor(octets: Uint8Array<ArrayBuffer>) {
    this.octets = octets;
    this.#view = new Asn1View(octets);
    this.#rows = this.#slice(undefined, 0);
    this.#openLevels(OPEN_AT_FIRST);
    const [first] = this.#rows;
    if (first?.kind === 'node') this.#selected = first.node;
  }

  get rows(): readonly TreeRow[] {
    return this.#rows;
  }

  get selected(): Asn1Node | undefined {
    return this.#selected;
  }

  get hovered(): Asn1Node | undefined {
    return this.#hovered;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** Where the selected node stands among the rows; -1 where it is not to be seen. */
  get place(): number {
    return this.#placeOf(this.#selected);
  }

  /** Outermost first, the selected node last. */
  get path(): readonly Asn1Node[] {
    const selected = this.#selected;
    if (selected === undefined) return [];
    return this.#view.pathTo(selected.start).filter(({ depth }) => depth <= selected.depth);
  }

  describe(node: Asn1Node): NodeView {
    const known = this.#views.get(node);
    if (known !== undefined) return known;
    const view = this.#view.describe(node);
    this.#views.set(node, view);
    return view;
  }

  hexOf(node: Asn1Node): string {
    return this.#view.hexOf(node);
  }

  base64Of(node: Asn1Node): string {
    return this.#view.base64Of(node);
  }

  select(node: Asn1Node): void {
    this.#selected = node;
    this.#cursor = node.start;
  }

  hover(node: Asn1Node | undefined): void {
    if (!sameNode(node, this.#hovered)) this.#hovered = node;
  }

  hoverAt(offset: number): void {
    this.hover(this.#view.pathTo(offset).at(-1));
  }

  /** Selects the node an octet belongs to, and opens all around it. */
  selectAt(offset: number): void {
    const path = this.#view.pathTo(offset);
    const node = path.at(-1);
    if (node === undefined) return;
    this.#openAlong(path.slice(0, -1));
    this.#selected = node;
    this.#cursor = offset;
  }

  /** Selects the node that takes up exactly these octets, or the innermost around them. */
  selectSpan(start: number, end: number): void {
    const path = this.#view.pathTo(start);
    const fitting = path.findLastIndex((node) => node.start <= start && node.end >= end);
    const node = path[fitting];
    if (node === undefined) return;
    this.#openAlong(path.slice(0, fitting));
    this.select(node);
  }

  selectRow(place: number): void {
    const row = this.#rows[Math.max(0, Math.min(this.#rows.length - 1, place))];
    if (row?.kind === 'node') this.select(row.node);
    else if (row?.kind === 'more') this.more(row);
  }

  toggle(place: number): void {
    const row = this.#rows[place];
    if (row?.kind === 'more') this.more(row);
    else if (row?.open === true) this.close(place);
    else this.open(place);
  }

  open(place: number): void {
    const row = this.#rows[place];
    if (row?.kind !== 'node' || !row.opens || row.open) return;
    this.#rows = this.#rows.toSpliced(place, 1, { ...row, open: true }, ...this.#slice(row.node));
  }

  close(place: number): void {
    const row = this.#rows[place];
    if (row?.kind !== 'node' || !row.open) return;
    const inside = this.#rows.findIndex((one, index) => index > place && depthOf(one) <= row.node.depth);
    const count = (inside < 0 ? this.#rows.length : inside) - place;
    this.#rows = this.#rows.toSpliced(place, count, { ...row, open: false });
    // What is folded away is not what the octets should still show.
    if (this.place < 0) this.select(row.node);
  }

  /** The node around the selected one. */
  selectParent(): void {
    const parent = this.path.at(-2);
    if (parent !== undefined) this.select(parent);
  }

  openAll(): void {
    this.#openLevels(MOST_ROWS);
  }

  closeAll(): void {
    this.#rows = this.#slice(undefined, 0);
    const [first] = this.#rows;
    if (first?.kind === 'node') this.select(first.node);
  }

  more(row: Extract<TreeRow, { kind: 'more' }>): void {
    const place = this.#rows.indexOf(row);
    if (place >= 0) this.#rows = this.#rows.toSpliced(place, 1, ...this.#slice(row.parent, row.next));
  }

  #slice(parent: Asn1Node | undefined, from?: number): readonly TreeRow[] {
    const depth = parent === undefined ? 0 : parent.depth + 1;
    const slice = parent === undefined ? this.#view.roots(from ?? 0) : this.#view.children(parent, from);
    const rows: TreeRow[] = slice.nodes.map((node) => ({
      kind: 'node',
      node,
      opens: this.#view.hasChildren(node),
      open: false,
    }));
    if (slice.next !== undefined) rows.push({ kind: 'more', parent, next: slice.next, depth });
    return rows;
  }

  /** Level by level, as long as there is room. */
  #openLevels(most: number): void {
    let rows = this.#rows;
    for (let opened = true; opened && rows.length < most;) {
      opened = false;
      const next: TreeRow[] = [];
      let count = rows.length;
      for (const row of rows) {
        if (row.kind !== 'node' || !row.opens || row.open || count >= most) {
          next.push(row);
          continue;
        }
        const inside = this.#slice(row.node);
        if (count + inside.length > most) {
          next.push(row);
          continue;
        }
        count += inside.length;
        next.push({ ...row, open: true }, ...inside);
        opened = true;
      }
      rows = next;
    }
    this.#rows = rows;
  }

  #openAlong(path: readonly Asn1Node[]): void {
    for (const node of path) {
      let place = this.#placeOf(node);
      // It may stand beyond the slice that was asked for.
      while (place < 0) {
        const more = this.#rows.findLast(
          (row) => row.kind === 'more' && row.depth === node.depth && row.next <= node.start,
        );
        if (more?.kind !== 'more') return;
        this.more(more);
        place = this.#placeOf(node);
      }
      this.open(place);
    }
  }

  #placeOf(node: Asn1Node | undefined): number {
    return this.#rows.findIndex((row) => row.kind === 'node' && sameNode(row.node, node));
  }
}

const depthOf = (row: TreeRow): number => (row.kind === 'node' ? row.node.depth : row.depth);
