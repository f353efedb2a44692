/**
 * Five stores and transactions on them, whether a browser's database or this tab's memory holds them. A transaction is all or
 * nothing; inside it nothing may be awaited but its own reads and writes.
 */
import type {
  AuthorityRecord,
  AuthorityRef,
  IssuedRecord,
  RevocationListRecord,
  TemplateRecord,
} from '../../pki/authority/authority-record';

export interface MetaRecord {
  readonly name: 'settings';
  /** After which an open authority locks itself. */
  readonly idleMinutes: number;
}

interface Stores {
  readonly authorities: AuthorityRecord;
  readonly issued: IssuedRecord;
  readonly lists: RevocationListRecord;
  readonly templates: TemplateRecord;
  readonly meta: MetaRecord;
}

export type StoreName = keyof Stores;
export type RecordOf<S extends StoreName> = Stores[S];

/** Fields that make up a record's key. Those of two are lists with the authority first. */
export const keyPaths = {
  authorities: 'id',
  issued: ['authority', 'serial'],
  lists: ['authority', 'number'],
  templates: 'name',
  meta: 'name',
} as const satisfies Record<StoreName, string | readonly string[]>;

export const storeNames = Object.keys(keyPaths) as readonly StoreName[];

export type KeyOf<S extends StoreName> = S extends 'issued'
  ? readonly [AuthorityRef, string]
  : S extends 'lists'
    ? readonly [AuthorityRef, number]
    : string;

export interface Reading {
  get<S extends StoreName>(store: S, key: KeyOf<S>): Promise<RecordOf<S> | undefined>;
  all<S extends StoreName>(store: S): Promise<readonly RecordOf<S>[]>;
  /** Of one authority. */
  under<S extends 'issued' | 'lists'>(store: S, authority: AuthorityRef): Promise<readonly RecordOf<S>[]>;
}

export interface Writing extends Reading {
  /** False, and nothing written, where there is one with that key. */
  add<S extends StoreName>(store: S, record: RecordOf<S>): Promise<boolean>;
  put<S extends StoreName>(store: S, record: RecordOf<S>): Promise<void>;
  remove<S extends StoreName>(store: S, key: KeyOf<S>): Promise<void>;
  removeUnder(store: 'issued' | 'lists', authority: AuthorityRef): Promise<void>;
  clear(store: StoreName): Promise<void>;
}

/** Both reject with `VaultFault`. */
export interface Database {
  read<T>(stores: readonly StoreName[], work: (reading: Reading) => Promise<T>): Promise<T>;
  /** Settles when everything is written. Whatever `work` throws undoes it all. */
  write<T>(stores: readonly StoreName[], work: (writing: Writing) => Promise<T>): Promise<T>;
  close(): void;
}
