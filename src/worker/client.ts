/**
 * The page's end of the worker: one call, one answer. The worker starts at the first call, or earlier when the page
 * is idle (`warm`), and lives as long as the tab, for it holds the keys.
 */
import { spawnWorker } from '#spawn-worker';
import type { Answer, Call, Cancellation, News, ReplyOf, RequestOf, Verb } from './protocol';

/** The worker could not do what was asked; `code` is `PkiError`'s, or `internal` for a fault of ours. */
export class WorkerFault extends Error {
  override readonly name = 'WorkerFault';
  readonly code: Extract<Answer, { ok: false }>['code'];
  readonly facts: readonly string[];

  constructor(code: WorkerFault['code'], facts: readonly string[]) {
    super([code, ...facts].join(': '));
    this.code = code;
    this.facts = facts;
  }
}

interface Waiting {
  readonly resolve: (reply: unknown) => void;
  readonly reject: (fault: unknown) => void;
  readonly hear: ((news: unknown) => void) | undefined;
  /** The caller has given up. */
  readonly settled: boolean;
}

export interface Asking {
  readonly signal?: AbortSignal | undefined;
  /** Hears what a long call has so far; of the verb's own type. */
  readonly hear?: (news: never) => void;
  /** Parts of the request that change hands. */
  readonly transfer?: readonly Transferable[];
}

export class WorkerClient {
  #worker: Worker | undefined;
  #calls = 0;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners: (() => void)[] = [];

  /** Calls `listener` whenever a worker has ended, and all that it held with it. */
  onEnd(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Starts the worker ahead of the first call. */
  warm(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = spawnWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<Answer | News>) => {
      if ('news' in data) this.#waiting.get(data.call)?.hear?.(data.news);
      else this.#settle(data);
    });
    worker.addEventListener('error', () => {
      this.#fail();
    });
    this.#worker = worker;
    return worker;
  }

  /**
   * Asks the worker. Aborting settles the call at once and tells the worker; nobody looks at what it may still answer. What is
   * on its way by then is heard, since the worker counts it as told.
   * @throws WorkerFault, or the signal's reason
   */
  async ask<V extends Verb>(
    verb: V,
    request: RequestOf<V>,
    { signal, hear, transfer = [] }: Asking = {},
  ): Promise<ReplyOf<V>> {
    signal?.throwIfAborted();
    const worker = this.warm();
    const call = ++this.#calls;
    const reply = new Promise<unknown>((resolve, reject) => {
      // Each verb tells news of one type, and its caller hears that.
      const heard = hear as ((news: unknown) => void) | undefined;
      this.#waiting.set(call, { resolve, reject, hear: heard, settled: false });
      signal?.addEventListener('abort', () => {
        const waiting = this.#waiting.get(call);
        if (waiting === undefined || waiting.settled) return;
        this.#waiting.set(call, { ...waiting, settled: true });
        worker.postMessage({ abandon: call } satisfies Cancellation);
        reject(signal.reason as Error);
      });
    });
    worker.postMessage({ call, verb, request } satisfies Call<V>, [...transfer]);
    return (await reply) as ReplyOf<V>;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.call);
    this.#waiting.delete(answer.call);
    if (answer.ok) waiting?.resolve(answer.reply);
    else waiting?.reject(new WorkerFault(answer.code, answer.facts));
  }

  /** Ends the worker and all it keeps. Whoever still waits is told, and the next call starts a new one. */
  end(): void {
    if (this.#worker !== undefined) this.#fail();
  }

  /** A worker that dies takes its keys along: every open call fails, and the next one starts anew. */
  #fail(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(new WorkerFault('internal', []));
    this.#waiting.clear();
    for (const listener of this.#listeners) listener();
  }
}
