/** The stores in this tab's memory: for what nobody asked to keep, and where the browser keeps nothing. Gone with the tab. */
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

type Maps = { readonly [S in StoreName]: Map<string, RecordOf<S>> };

export class MemoryDatabase implements Database {
  #maps: Maps = emptyMaps();
  #turn: Promise<unknown> = Promise.resolve();

  read<T>(_stores: readonly StoreName[], work: (reading: Reading) => Promise<T>): Promise<T> {
    return work(access(this.#maps));
  }

  /** One after the other, each on copies that count once it is done. */
  write<T>(stores: readonly StoreName[], work: (writing: Writing) => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => {
      const copies = { ...this.#maps, ...copiesOf(this.#maps, stores) };
      const done = await work(access(copies));
      this.#maps = copies;
      return done;
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  close(): void {
    this.#maps = emptyMaps();
  }
}

const emptyMaps = (): Maps => copiesOf(undefined, storeNames) as Maps;

const copiesOf = (maps: Maps | undefined, stores: readonly StoreName[]): Partial<Maps> =>
  Object.fromEntries(stores.map((store) => [store, new Map<string, unknown>(maps?.[store])]));

const text = (key: string | readonly unknown[]): string => JSON.stringify(key);

function keyText<S extends StoreName>(store: S, record: RecordOf<S>): string {
  const path: string | readonly string[] = keyPaths[store];
  const fields = record as unknown as Readonly<Record<string, unknown>>;
  return text(typeof path === 'string' ? (fields[path] as string) : path.map((field) => fields[field]));
}

function access(maps: Maps): Writing {
  const mapOf = <S extends StoreName>(store: S) => maps[store] as Map<string, RecordOf<S>>;
  const under = <S extends 'issued' | 'lists'>(store: S, authority: string): readonly RecordOf<S>[] =>
    [...mapOf(store).values()].filter((record) => record.authority === authority);
  return {
    get: <S extends StoreName>(store: S, key: KeyOf<S>) => Promise.resolve(mapOf(store).get(text(key))),
    all: (store) => Promise.resolve([...mapOf(store).values()]),
    under: (store, authority) => Promise.resolve(under(store, authority)),
    add: (store, record) => {
      const key = keyText(store, record);
      const free = !mapOf(store).has(key);
      if (free) mapOf(store).set(key, record);
      return Promise.resolve(free);
    },
    put: (store, record) => {
      mapOf(store).set(keyText(store, record), record);
      return Promise.resolve();
    },
    remove: <S extends StoreName>(store: S, key: KeyOf<S>) => {
      mapOf(store).delete(text(key));
      return Promise.resolve();
    },
    removeUnder: (store, authority) => {
      for (const record of under(store, authority)) mapOf(store).delete(keyText(store, record));
      return Promise.resolve();
    },
    clear: (store) => {
      mapOf(store).clear();
      return Promise.resolve();
    },
  };
}
