/** A database's public records in memory, for lists: never changed, replaced by one with the latest writes in it. */
import type {
  AuthorityRecord,
  AuthorityRef,
  Inventory,
  IssuedRecord,
  RevocationListRecord,
  TemplateRecord,
} from '../../pki/authority/authority-record';

/** What a transaction wrote, in order. */
export type Written =
  | { readonly store: 'authorities'; readonly record: AuthorityRecord }
  | { readonly store: 'issued'; readonly record: IssuedRecord }
  | { readonly store: 'lists'; readonly record: RevocationListRecord }
  | { readonly store: 'templates'; readonly record: TemplateRecord }
  | { readonly store: 'issued'; readonly removed: readonly [AuthorityRef, string] };

const issuedKey = (authority: string, serial: string): string => `${authority} ${serial}`;

export class Shelf {
  readonly authorities: ReadonlyMap<AuthorityRef, AuthorityRecord>;
  readonly issued: ReadonlyMap<string, IssuedRecord>;
  readonly lists: ReadonlyMap<string, RevocationListRecord>;
  readonly templates: ReadonlyMap<string, TemplateRecord>;

  constructor({ authorities, issued, lists, templates }: Inventory) {
    this.authorities = new Map(authorities.map((record) => [record.id, record]));
    this.issued = new Map(issued.map((record) => [issuedKey(record.authority, record.serial), record]));
    this.lists = new Map(lists.map((record) => [issuedKey(record.authority, String(record.number)), record]));
    this.templates = new Map(templates.map((record) => [record.name, record]));
  }

  static readonly empty = new Shelf({ authorities: [], issued: [], lists: [], templates: [] });

  get inventory(): Inventory {
    return {
      authorities: [...this.authorities.values()],
      issued: [...this.issued.values()],
      lists: [...this.lists.values()],
      templates: [...this.templates.values()],
    };
  }

  certificate(authority: AuthorityRef, serial: string): IssuedRecord | undefined {
    return this.issued.get(issuedKey(authority, serial));
  }

  /** One with what was just written in it. */
  after(written: readonly Written[]): Shelf {
    const authorities = [...this.authorities.values()];
    const issued = new Map(this.issued);
    const lists = [...this.lists.values()];
    const templates = [...this.templates.values()];
    for (const one of written) {
      if ('removed' in one) issued.delete(issuedKey(...one.removed));
      else if (one.store === 'issued')
        issued.set(issuedKey(one.record.authority, one.record.serial), one.record);
      else if (one.store === 'authorities') authorities.push(one.record);
      else if (one.store === 'lists') lists.push(one.record);
      else templates.push(one.record);
    }
    // A later one of the same key takes the earlier one's place.
    return new Shelf({ authorities, issued: [...issued.values()], lists, templates });
  }
}
