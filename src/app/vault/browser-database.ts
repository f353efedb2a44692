/**
 * The stores in the browser's IndexedDB. It is opened when something is to be kept or was kept before, never to look whether
 * there is anything: looking would make one.
 */
import { deleteDB, openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import {
  keyPaths,
  storeNames,
  type Database,
  type KeyOf,
  type Reading,
  type RecordOf,
  type StoreName,
  type Writing,
} from './database';
import { isForbidden } from './stored-marker';
import { faultFrom, VaultFault } from './vault-problem';

const DATABASE = 'certwright';
/** Of the stores. What a later one changes is done in `upgrade`, step by step from any earlier one. */
const VERSION = 1;
/** A tab that has not let go of an older version by then has to be closed by hand; in milliseconds. */
const PATIENCE = 3000;
/** Behind another tab's deleting, opening waits without being told so. */
const LONG_PATIENCE = 10_000;

/** `gone`: the browser cleared it. `wiped`: another tab did, on the person's word. `newer`: another tab changes its form. */
export type Taken = 'gone' | 'wiped' | 'newer';

/** Why there can be none, where that is so. */
export async function whyNone(): Promise<'file' | 'no-storage' | undefined> {
  if (location.protocol === 'file:') return 'file';
  // Absent where storage is switched off altogether; there, and refusing everything, where the person blocks a site's data.
  const isGiven = 'indexedDB' in globalThis && !(isForbidden() && (await isStored()) === undefined);
  return isGiven ? undefined : 'no-storage';
}

/** Whether there is one, without making it. `undefined` where the browser does not tell. */
export async function isStored(): Promise<boolean | undefined> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
  } catch {
    return undefined;
  }
}

/**
 * Opens the database, and makes it where there is none.
 * @param onTaken told when the browser, or a newer page in another tab, took it away
 * @throws VaultFault
 */
export async function openBrowserDatabase(onTaken: (why: Taken) => void): Promise<Database> {
  let base: IDBPDatabase | undefined;
  const patience = new Patience();
  patience.start(LONG_PATIENCE);
  const opening = openDB(DATABASE, VERSION, {
    upgrade(fresh, oldVersion) {
      if (oldVersion < 1) makeStores(fresh);
    },
    blocked() {
      patience.start(PATIENCE);
    },
    blocking(_version, wanted) {
      // Another tab wants to delete or change the stores: this one lets go, so that it can.
      base?.close();
      onTaken(wanted === null ? 'wiped' : 'newer');
    },
    terminated() {
      onTaken('gone');
    },
  });
  try {
    base = await Promise.race([opening, patience.over]);
    return new BrowserDatabase(base);
  } catch (error) {
    // One that opens after all has nobody waiting for it.
    opening.then((late) => late.close()).catch(() => undefined);
    throw faultFrom(error, isForbidden());
  } finally {
    patience.end();
  }
}

/** Deletes the database with all there is in it. @throws VaultFault */
export async function deleteBrowserDatabase(): Promise<void> {
  const patience = new Patience();
  try {
    await Promise.race([deleteDB(DATABASE, { blocked: () => patience.start(PATIENCE) }), patience.over]);
  } catch (error) {
    throw faultFrom(error);
  } finally {
    patience.end();
  }
}

class Patience {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reject: (fault: VaultFault) => void = () => undefined;
  readonly over: Promise<never>;

  constructor() {
    this.over = new Promise((_, reject) => {
      this.#reject = reject;
    });
    this.over.catch(() => undefined);
  }

  start(milliseconds: number): void {
    this.end();
    this.#timer = setTimeout(() => this.#reject(new VaultFault('blocked')), milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function makeStores(base: IDBPDatabase): void {
  for (const store of storeNames) {
    const path = keyPaths[store];
    base.createObjectStore(store, { keyPath: typeof path === 'string' ? path : [...path] });
  }
}

type Mode = 'readonly' | 'readwrite';
type Open<M extends Mode> = IDBPTransaction<unknown, string[], M>;

class BrowserDatabase implements Database {
  readonly #base: IDBPDatabase;

  constructor(base: IDBPDatabase) {
    this.#base = base;
  }

  read<T>(stores: readonly StoreName[], work: (reading: Reading) => Promise<T>): Promise<T> {
    return this.#run(stores, 'readonly', (open) => work(readingOf(open)));
  }

  write<T>(stores: readonly StoreName[], work: (writing: Writing) => Promise<T>): Promise<T> {
    return this.#run(stores, 'readwrite', (open) => work({ ...readingOf(open), ...writingOf(open) }));
  }

  async #run<M extends Mode, T>(
    stores: readonly StoreName[],
    mode: M,
    work: (open: Open<M>) => Promise<T>,
  ): Promise<T> {
    try {
      // Written means on the disk: a serial number or a revocation that a power cut takes back would be given twice.
      const open = this.#base.transaction([...stores], mode, { durability: 'strict' });
      // An abort rejects it as well, and is told by what is awaited below.
      open.done.catch(() => undefined);
      const done = await work(open).catch((error: unknown) => {
        abort(open);
        throw error;
      });
      await open.done;
      return done;
    } catch (error) {
      throw error instanceof DOMException ? faultFrom(error) : error;
    }
  }

  close(): void {
    this.#base.close();
  }
}

/** A transaction that broke by itself is over already, and says so when aborted. */
function abort(open: Open<Mode>): void {
  try {
    open.abort();
  } catch {
    return;
  }
}

/** All keys that begin with the authority: an array sorts before one that goes on, and after it comes what sorts last. */
const rangeUnder = (authority: string): IDBKeyRange => IDBKeyRange.bound([authority], [authority, []]);

const validKey = (key: string | readonly (string | number)[]): IDBValidKey =>
  typeof key === 'string' ? key : [...key];

const readingOf = (open: Open<Mode>): Reading => ({
  get: async <S extends StoreName>(store: S, key: KeyOf<S>) =>
    (await open.objectStore(store).get(validKey(key))) as RecordOf<S> | undefined,
  all: async <S extends StoreName>(store: S) =>
    (await open.objectStore(store).getAll()) as readonly RecordOf<S>[],
  under: async <S extends 'issued' | 'lists'>(store: S, authority: string) =>
    (await open.objectStore(store).getAll(rangeUnder(authority))) as readonly RecordOf<S>[],
});

function keyIn(store: StoreName, record: object): IDBValidKey {
  const path: string | readonly string[] = keyPaths[store];
  const fields = record as Readonly<Record<string, string | number>>;
  return typeof path === 'string' ? (fields[path] ?? '') : path.map((field) => fields[field] ?? '');
}

const writingOf = (open: Open<'readwrite'>): Omit<Writing, keyof Reading> => ({
  async add(store, record) {
    const objects = open.objectStore(store);
    // Nobody else writes between the two: a transaction that writes has the store to itself.
    if ((await objects.getKey(keyIn(store, record))) !== undefined) return false;
    await objects.add(record);
    return true;
  },
  async put(store, record) {
    await open.objectStore(store).put(record);
  },
  async remove(store, key) {
    await open.objectStore(store).delete(validKey(key));
  },
  async removeUnder(store, authority) {
    await open.objectStore(store).delete(rangeUnder(authority));
  },
  async clear(store) {
    await open.objectStore(store).clear();
  },
});
