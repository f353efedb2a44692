/**
 * Which authorities are open in the worker, and closing those that were not used for a while. What was never sealed stays
 * open: closing it would lose its key.
 */
import type { AuthorityRef } from '../../pki/authority/authority-record';
import type { WorkerClient } from '../../worker/client';
import type { AuthorityId } from '../../worker/protocol';

interface OpenKey {
  readonly held: AuthorityId;
  /** ms since 1970. */
  readonly usedAt: number;
}

const IDLE_MINUTES = 15;
const MINUTE = 60_000;

export class OpenKeys {
  readonly #client: WorkerClient;
  readonly #canClose: (id: AuthorityRef) => boolean;
  #open = $state.raw<ReadonlyMap<AuthorityRef, OpenKey>>(new Map());
  #timer: ReturnType<typeof setTimeout> | undefined;
  #idleMinutes = $state.raw(IDLE_MINUTES);

  constructor(client: WorkerClient, canClose: (id: AuthorityRef) => boolean) {
    this.#client = client;
    this.#canClose = canClose;
    client.onEnd(() => {
      this.#open = new Map();
      this.#watch();
    });
  }

  /** After so many minutes without use an authority is locked. */
  get idleMinutes(): number {
    return this.#idleMinutes;
  }

  set idleMinutes(minutes: number) {
    this.#idleMinutes = minutes;
    this.#watch();
  }

  /** When it locks itself, ms since 1970; `undefined` where it is locked, or cannot be. */
  locksAt(id: AuthorityRef): number | undefined {
    const key = this.#open.get(id);
    return key === undefined || !this.#canClose(id) ? undefined : key.usedAt + this.#idleMinutes * MINUTE;
  }

  /** Its id in the worker, for looking. */
  held(id: AuthorityRef): AuthorityId | undefined {
    return this.#open.get(id)?.held;
  }

  /** Its id in the worker, for doing something: from now on the idle time counts anew. */
  use(id: AuthorityRef): AuthorityId | undefined {
    // A machine that slept runs its timers late.
    this.#closeIdle();
    const key = this.#open.get(id);
    if (key !== undefined) this.#set(id, { ...key, usedAt: Date.now() });
    return key?.held;
  }

  add(id: AuthorityRef, held: AuthorityId): void {
    const before = this.#open.get(id)?.held;
    if (before !== undefined && before !== held) this.#forget(before);
    this.#set(id, { held, usedAt: Date.now() });
  }

  /** Locks it. */
  close(id: AuthorityRef): void {
    const key = this.#open.get(id);
    if (key === undefined) return;
    this.#forget(key.held);
    this.#open = new Map([...this.#open].filter(([one]) => one !== id));
    this.#watch();
  }

  /** Locks all that can be opened again. */
  closeAll(): void {
    for (const id of this.#open.keys()) if (this.#canClose(id)) this.close(id);
  }

  /** Lets go of the others, sealed or not. */
  keepOnly(stays: (id: AuthorityRef) => boolean): void {
    for (const id of this.#open.keys()) if (!stays(id)) this.close(id);
  }

  #forget(held: AuthorityId): void {
    this.#client.ask('forget', { id: held }).catch(() => undefined);
  }

  #set(id: AuthorityRef, key: OpenKey): void {
    this.#open = new Map(this.#open).set(id, key);
    this.#watch();
  }

  #closeIdle(): void {
    const now = Date.now();
    for (const id of this.#open.keys()) if ((this.locksAt(id) ?? Infinity) <= now) this.close(id);
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...[...this.#open.keys()].map((id) => this.locksAt(id) ?? Infinity));
    if (next === Infinity) return;
    this.#timer = setTimeout(
      () => {
        this.#closeIdle();
        this.#watch();
      },
      Math.max(0, next - Date.now()),
    );
  }
}
