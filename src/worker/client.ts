/**
 * The page's end of the worker: one call, one answer. The worker starts at the first call, or earlier when the page
 * is idle (`warm`), and lives as long as the tab, for it holds the keys.
 */
import { spawnWorker } from '#spawn-worker';
import type { Answer, Call, ReplyOf, RequestOf, Verb } from './protocol';

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
}

export class WorkerClient {
  #worker: Worker | undefined;
  #calls = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** Starts the worker ahead of the first call. */
  warm(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = spawnWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      this.#settle(data);
    });
    worker.addEventListener('error', () => {
      this.#fail();
    });
    this.#worker = worker;
    return worker;
  }

  /**
   * Asks the worker. Aborting settles the call at once; the worker may finish what it was doing and nobody looks.
   * @throws WorkerFault, or the signal's reason
   */
  async ask<V extends Verb>(verb: V, request: RequestOf<V>, signal?: AbortSignal): Promise<ReplyOf<V>> {
    signal?.throwIfAborted();
    const worker = this.warm();
    const call = ++this.#calls;
    const reply = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      signal?.addEventListener('abort', () => {
        if (this.#waiting.delete(call)) reject(signal.reason as Error);
      });
    });
    worker.postMessage({ call, verb, request } satisfies Call<V>);
    return (await reply) as ReplyOf<V>;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.call);
    this.#waiting.delete(answer.call);
    if (answer.ok) waiting?.resolve(answer.reply);
    else waiting?.reject(new WorkerFault(answer.code, answer.facts));
  }

  /** A worker that dies takes its keys along: every open call fails, and the next one starts anew. */
  #fail(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(new WorkerFault('internal', []));
    this.#waiting.clear();
  }
}
