/**
 * The verbs on what is kept, each one transaction: a serial number and a list number are written down before anything is
 * signed with them, and a certificate before anybody sees it. So a tab that dies loses nothing, and no number is given twice.
 */
import type {
  AuthorityRecord,
  AuthorityRef,
  Inventory,
  IssuedRecord,
  IssuedStatus,
  RevocationListRecord,
  TemplateRecord,
} from '../../pki/authority/authority-record';
import { mergeInventories } from '../../pki/authority/merge';
import { soundRecords } from '../../pki/authority/sound-record';
import type { PromisedSerials } from '../../worker/protocol';
import type { Database, MetaRecord, RecordOf, StoreName, Writing } from './database';
import type { Written } from './shelf';

/** A number for the next revocation list, and what has to stand in it. */
export interface ListPromise {
  readonly number: number;
  /** Added to it, as in the authority's record. */
  readonly offset?: string;
  readonly revision: number;
  readonly revoked: readonly IssuedRecord[];
}

type Reservation =
  | { readonly kind: 'promised'; readonly promised: PromisedSerials }
  | { readonly kind: 'taken'; readonly serials: readonly string[] };

/** Something that is not there any more: another tab removed it. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

/** `everything`: too much to tell, read it again. */
export type VaultChange = readonly Written[] | 'everything';

const nothing: Inventory = { authorities: [], issued: [], lists: [], templates: [] };
const everything = ['authorities', 'issued', 'lists', 'templates', 'meta'] as const;

export class Vault {
  readonly #database: Database;
  readonly #changed: (change: VaultChange) => void | Promise<void>;

  /** @param changed told what was written, once it is; the verb ends when it has taken that in */
  constructor(database: Database, changed: (change: VaultChange) => void | Promise<void>) {
    this.#database = database;
    this.#changed = changed;
  }

  load(): Promise<Inventory & { readonly settings: MetaRecord | undefined }> {
    return this.#database.read(everything, async (reading) => ({
      authorities: await reading.all('authorities'),
      issued: await reading.all('issued'),
      lists: await reading.all('lists'),
      templates: await reading.all('templates'),
      settings: await reading.get('meta', 'settings'),
    }));
  }

  /** Brings in what was kept elsewhere, all of it or nothing. `replace`: instead of what is here. */
  async bring(inventory: Inventory, how: 'merge' | 'replace'): Promise<void> {
    const stores = ['authorities', 'issued', 'lists', 'templates'] as const;
    await this.#write(stores, async (writing) => {
      // What is damaged here is no party to it: a sound record of its key takes its place.
      const { inventory: before } = soundRecords(
        how === 'replace'
          ? nothing
          : {
              authorities: await writing.all('authorities'),
              issued: await writing.all('issued'),
              lists: await writing.all('lists'),
              templates: await writing.all('templates'),
            },
      );
      const after = mergeInventories(before, inventory);
      for (const store of stores) {
        if (how === 'replace') await writing.clear(store);
        const known = new Set<object>(before[store]);
        // What nothing was brought for is there already.
        for (const record of after[store]) if (!known.has(record)) await writing.put(store, record);
      }
    });
  }

  /**
   * Promises serial numbers, all of them or none.
   * @returns those that were given before, or the promise: what the worker asks for before it signs
   */
  async reserve(records: readonly IssuedRecord[]): Promise<Reservation> {
    const [first] = records;
    // Nobody else makes one, so whoever has one has been here.
    const promised = records.map(({ serial }) => serial) as readonly string[] as PromisedSerials;
    if (first === undefined) return { kind: 'promised', promised };
    return this.#write(['authorities', 'issued'], async (writing) => {
      await this.#authority(writing, first.authority);
      const taken: string[] = [];
      for (const record of records) if (!(await writing.add('issued', record))) taken.push(record.serial);
      if (taken.length === 0) return { kind: 'promised', promised };
      const asked = new Set(taken);
      for (const { authority, serial } of records)
        if (!asked.has(serial)) await writing.remove('issued', [authority, serial]);
      return { kind: 'taken', serials: taken };
    });
  }

  /**
   * Writes down what was signed under a promised number. `renews`: the serial number it takes the place of.
   * @throws NotKept where the promise is gone
   */
  async settle(records: readonly IssuedRecord[], renews?: string): Promise<void> {
    const [first] = records;
    if (first === undefined) return;
    await this.#write(['issued'], async (writing) => {
      for (const record of records) {
        const promised = await writing.get('issued', [record.authority, record.serial]);
        if (promised?.status.kind !== 'reserved') throw new NotKept();
        await writing.put('issued', record);
      }
      const renewed =
        renews === undefined ? undefined : await writing.get('issued', [first.authority, renews]);
      if (renewed !== undefined) await writing.put('issued', { ...renewed, renewedBy: first.serial });
    });
  }

  /** Takes promises back that nothing was signed under, or whose certificate nobody ever saw. */
  async takeBack(records: readonly IssuedRecord[]): Promise<void> {
    const [first] = records;
    if (first === undefined) return;
    await this.#write(['issued'], async (writing) => {
      for (const { authority, serial } of records) {
        const kept = await writing.get('issued', [authority, serial]);
        if (kept?.status.kind === 'reserved') await writing.remove('issued', [authority, serial]);
      }
    });
  }

  /** @returns what changed; those that cannot change so (already revoked, not signed yet) are left as they are */
  changeStatus(
    authority: AuthorityRef,
    serials: readonly string[],
    change: (status: IssuedStatus) => IssuedStatus | undefined,
  ): Promise<{ readonly authority: AuthorityRecord; readonly issued: readonly IssuedRecord[] }> {
    return this.#write(['authorities', 'issued'], async (writing) => {
      const record = await this.#authority(writing, authority);
      const issued: IssuedRecord[] = [];
      for (const serial of serials) {
        const kept = await writing.get('issued', [authority, serial]);
        const status = kept === undefined ? undefined : change(kept.status);
        if (kept === undefined || status === undefined) continue;
        const changed = { ...kept, status };
        await writing.put('issued', changed);
        issued.push(changed);
      }
      if (issued.length === 0) return { authority: record, issued };
      const later = { ...record, revision: record.revision + 1 };
      await writing.put('authorities', later);
      return { authority: later, issued };
    });
  }

  async annotate(authority: AuthorityRef, serial: string, note: string): Promise<void> {
    await this.#write(['issued'], async (writing) => {
      const kept = await writing.get('issued', [authority, serial]);
      if (kept !== undefined) await writing.put('issued', { ...kept, note });
    });
  }

  /** Promises the next number of a revocation list. A promise that leads to no list leaves a gap, which is allowed. */
  promiseList(authority: AuthorityRef): Promise<ListPromise> {
    return this.#write(['authorities', 'issued'], async (writing) => {
      const record = await this.#authority(writing, authority);
      const number = record.listNumber + 1;
      await writing.put('authorities', { ...record, listNumber: number });
      const revoked = (await writing.under('issued', authority)).filter(
        ({ status }) => status.kind === 'revoked' || status.kind === 'held',
      );
      const offset = record.listOffset === undefined ? {} : { offset: record.listOffset };
      return { number, ...offset, revision: record.revision, revoked };
    });
  }

  /** @throws NotKept: it was removed while the list was signed */
  async putList(list: RevocationListRecord): Promise<void> {
    await this.#write(['authorities', 'lists'], async (writing) => {
      await this.#authority(writing, list.authority);
      await writing.put('lists', list);
    });
  }

  /** @throws NotKept */
  changeAuthority(
    id: AuthorityRef,
    change: (record: AuthorityRecord) => AuthorityRecord,
  ): Promise<AuthorityRecord> {
    return this.#write(['authorities'], async (writing) => {
      const changed = change(await this.#authority(writing, id));
      await writing.put('authorities', changed);
      return changed;
    });
  }

  async removeAuthority(id: AuthorityRef): Promise<void> {
    await this.#write(['authorities', 'issued', 'lists'], async (writing) => {
      await writing.remove('authorities', id);
      await writing.removeUnder('issued', id);
      await writing.removeUnder('lists', id);
    });
  }

  async putTemplate(template: TemplateRecord): Promise<void> {
    await this.#write(['templates'], (writing) => writing.put('templates', template));
  }

  async removeTemplate(name: string): Promise<void> {
    await this.#write(['templates'], (writing) => writing.remove('templates', name));
  }

  async putSettings(settings: MetaRecord): Promise<void> {
    await this.#write(['meta'], (writing) => writing.put('meta', settings));
  }

  /** Everything, in one transaction. */
  async clear(): Promise<void> {
    await this.#write(everything, async (writing) => {
      for (const store of everything) await writing.clear(store);
    });
  }

  close(): void {
    this.#database.close();
  }

  async #authority(writing: Writing, id: AuthorityRef): Promise<AuthorityRecord> {
    const record = await writing.get('authorities', id);
    if (record === undefined) throw new NotKept();
    return record;
  }

  async #write<T>(
    stores: Parameters<Database['write']>[0],
    work: (writing: Writing) => Promise<T>,
  ): Promise<T> {
    const written: Written[] = [];
    const sweeping: string[] = [];
    const done = await this.#database.write(stores, (writing) => work(noting(writing, written, sweeping)));
    if (sweeping.length > 0) await this.#changed('everything');
    else if (written.length > 0) await this.#changed(written);
    return done;
  }
}

/** The same transaction, taking notes of what is written in it. */
function noting(writing: Writing, written: Written[], sweeping: string[]): Writing {
  const note = <S extends StoreName>(store: S, record: RecordOf<S>): void => {
    // The union says store by store what the two type parameters say together.
    if (store === 'meta') sweeping.push(store);
    else written.push({ store, record } as unknown as Written);
  };
  return {
    get: (store, key) => writing.get(store, key),
    all: (store) => writing.all(store),
    under: (store, authority) => writing.under(store, authority),
    async add(store, record) {
      const added = await writing.add(store, record);
      if (added) note(store, record);
      return added;
    },
    async put(store, record) {
      await writing.put(store, record);
      note(store, record);
    },
    async remove(store, key) {
      await writing.remove(store, key);
      if (store === 'issued' && typeof key !== 'string')
        written.push({ store: 'issued', removed: [key[0], String(key[1])] });
      else sweeping.push(store);
    },
    async removeUnder(store, authority) {
      await writing.removeUnder(store, authority);
      sweeping.push(store);
    },
    async clear(store) {
      await writing.clear(store);
      sweeping.push(store);
    },
  };
}
