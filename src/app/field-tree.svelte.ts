/** The fields of an item as a tree that is open here and closed there, and the one whose particulars are shown. */
import type { Field } from '../pki/inspect/field';
import { shownText } from './shown-text';

export interface FieldRow {
  readonly field: Field;
  readonly depth: number;
  readonly parent: Field | undefined;
  readonly open: boolean;
}

/** Rows that are open at first; a revocation list of a hundred thousand entries starts closed. */
const OPEN_AT_FIRST = 120;

export class FieldTree {
  readonly #fields: readonly Field[];
  #open = $state.raw<ReadonlySet<Field>>(new Set());
  #selected = $state.raw<Field>();

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
    this.#open = openedAtFirst(fields);
    this.#selected = fields[0];
  }

  readonly rows: readonly FieldRow[] = $derived.by(() => {
    const rows: FieldRow[] = [];
    const put = (fields: readonly Field[], depth: number, parent: Field | undefined): void => {
      for (const field of fields) {
        const open = this.#open.has(field);
        rows.push({ field, depth, parent, open });
        if (open) put(field.fields ?? [], depth + 1, field);
      }
    };
    put(this.#fields, 0, undefined);
    return rows;
  });

  get selected(): Field | undefined {
    return this.#selected;
  }

  readonly place = $derived.by(() => this.rows.findIndex(({ field }) => field === this.#selected));

  select(field: Field): void {
    this.#selected = field;
  }

  selectRow(place: number): void {
    const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, place))];
    if (row !== undefined) this.#selected = row.field;
  }

  open({ field }: FieldRow): void {
    if (field.fields !== undefined) this.#open = new Set([...this.#open, field]);
  }

  close({ field }: FieldRow): void {
    this.#open = new Set([...this.#open].filter((one) => one !== field));
    if (this.place < 0) this.#selected = field;
  }
}

/** Level by level, as long as there is room. */
function openedAtFirst(fields: readonly Field[]): ReadonlySet<Field> {
  const open = new Set<Field>();
  let count = fields.length;
  for (let level = fields; level.length > 0;) {
    const next: Field[] = [];
    for (const field of level) {
      const inside = field.fields ?? [];
      if (inside.length === 0 || count + inside.length > OPEN_AT_FIRST) continue;
      count += inside.length;
      open.add(field);
      next.push(...inside);
    }
    level = next;
  }
  return open;
}

/** What stands in a field, with nothing hidden in it. */
export const valueShown = ({ value = '' }: Field): string => shownText(value);
