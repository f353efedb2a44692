/**
 * A pile of things to be looked at: what was pasted, dropped or chosen, read in a worker of its own, which keeps the secrets in
 * it. The page has public octets, facts and ids. Everything can be broken off, and what was found by then stays.
 */
import type { Item, ItemId, Relations } from '../pki/inspect/item';
import { WorkerClient } from '../worker/client';
import type { PileNews } from '../worker/inspection-protocol';
import type { ReplyOf, RequestOf } from '../worker/protocol';
import { inSlices } from './breath';
import type { GivenFiles } from './dropped-files';
import { faultOf, type Fault } from './fault';
import { Choice } from './inspection-choice.svelte';
import { Ties } from './inspection-ties';
import { Rows } from './inspection-rows';

type PileId = RequestOf<'addToPile'>['pile'];
type PileInput = RequestOf<'addToPile'>['inputs'][number];

/** Octets sent to the worker in one go: enough to keep it busy, and no folder is in memory whole. */
const BATCH_OCTETS = 8_000_000;
const BATCH_FILES = 200;
/** As much as the readers take; a larger file is named and left out, before it fills the memory. */
const MOST_OCTETS = 64 * 1024 * 1024;
/** How often the list grows while reading, in milliseconds. */
const GROWTH = 150;

export type Activity =
  | { readonly kind: 'idle' }
  /** `done` of `total` octets and characters of what is being read; `files` so far. */
  | { readonly kind: 'reading'; readonly done: number; readonly total: number; readonly files: number }
  | { readonly kind: 'unlocking' };

/** How the last piece of work ended, where that needs saying. */
export type Outcome =
  | { readonly kind: 'nothing-found'; readonly paths: readonly string[] }
  | { readonly kind: 'too-large'; readonly paths: readonly string[] }
  | { readonly kind: 'not-readable'; readonly paths: readonly string[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly fault: Fault };

const noTies = new Ties({ sameKey: [], issuers: [], doesNotMatch: [] });

// It outlives the page that made it, and a `$derived` would not: what follows from state is reckoned when asked for.
export class Inspector {
  readonly client: WorkerClient;
  readonly rows = new Rows();
  readonly choice = new Choice();
  #pile = newPile();
  #items = $state.raw<readonly Item[]>([]);
  #ties = $state.raw(noTies);
  #opened = $state.raw<ItemId>();
  #activity = $state.raw<Activity>({ kind: 'idle' });
  #outcomes = $state.raw<readonly Outcome[]>([]);
  /** What came in since the list last grew. */
  #arrived: Item[] = [];
  #growing: ReturnType<typeof setTimeout> | undefined;
  #work: AbortController | undefined;
  #queue: Promise<void> = Promise.resolve();
  readonly #byId = new Map<ItemId, Item>();

  /** @param client where several piles are to be in one worker */
  constructor(client = new WorkerClient()) {
    this.client = client;
  }

  get pile(): PileId {
    return this.#pile;
  }

  /** In the order found. */
  get items(): readonly Item[] {
    return this.#items;
  }

  get ties(): Ties {
    return this.#ties;
  }

  /** The one the user opened last. */
  get opened(): Item | undefined {
    return this.#opened === undefined ? undefined : this.item(this.#opened);
  }

  open(id: ItemId): void {
    this.#opened = id;
  }

  /** In the order found. */
  get chosen(): readonly Item[] {
    const { ids } = this.choice;
    return ids.size === 0 ? [] : this.#items.filter(({ id }) => ids.has(id));
  }

  get activity(): Activity {
    return this.#activity;
  }

  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  item(id: ItemId): Item | undefined {
    // The list is what the caller follows; the map beside it only finds faster.
    return this.#items.length > 0 ? this.#byId.get(id) : undefined;
  }

  /** How many things there are: a container that opened is not one beside its members. */
  get count(): number {
    const opened = new Set(this.#items.map(({ parent }) => parent));
    return this.#items.filter(({ id }) => !opened.has(id)).length;
  }

  /** Files they came from, pasted texts among them. */
  get inputs(): number {
    const inputs = new Set<number>();
    for (const { sources } of this.#items) for (const { input } of sources) inputs.add(input);
    return inputs.size;
  }

  get locked(): readonly Item[] {
    return this.#items.filter(({ lock }) => lock !== undefined);
  }

  readText(text: string): Promise<void> {
    return this.#inTurn(async (signal) => {
      const found = this.#byId.size;
      const known = await this.#send([{ path: '', content: text }], 0, signal);
      if (this.#byId.size === found && !known) this.#end({ kind: 'nothing-found', paths: [''] });
    });
  }

  readFiles(files: GivenFiles): Promise<void> {
    return this.#inTurn((signal) => this.#readAll(files, signal));
  }

  /** What the list says of each item, read ahead in slices. */
  async readRows(): Promise<void> {
    await inSlices(this.#items, (item) => this.rows.of(item), new AbortController().signal);
  }

  /** Tries a password on everything locked. `insists`: as much work as the files demand. */
  unlock(password: string, insists = false): Promise<void> {
    return this.#inTurn(async (signal) => {
      this.#activity = { kind: 'unlocking' };
      const request = { pile: this.#pile, password, insists, items: 'all' } as const;
      this.#settle(await this.client.ask('unlock', request, { signal, hear: this.#hear }));
    });
  }

  /** Breaks off what is under way. What was found stays. */
  cancel(): void {
    this.#work?.abort();
  }

  dismiss(outcome: Outcome): void {
    this.#outcomes = this.#outcomes.filter((one) => one !== outcome);
  }

  /** Lets go of everything, secrets in the worker included. */
  clear(): void {
    this.cancel();
    this.client.end();
    clearTimeout(this.#growing);
    this.#growing = undefined;
    this.#arrived = [];
    this.#byId.clear();
    this.#pile = newPile();
    this.#items = [];
    this.#ties = noTies;
    this.#outcomes = [];
    this.#opened = undefined;
    this.choice.none();
  }

  /** One piece of work after another, each of which can be broken off. */
  #inTurn(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const pile = this.#pile;
    const turn = this.#queue.then(async () => {
      if (pile !== this.#pile) return;
      const work = new AbortController();
      this.#work = work;
      this.#outcomes = [];
      try {
        await run(work.signal);
      } catch (error) {
        if (pile !== this.#pile) return;
        if (work.signal.aborted) await this.#brokenOff();
        else this.#end({ kind: 'failed', fault: faultOf(error) });
      } finally {
        if (pile === this.#pile) this.#grow();
        this.#work = undefined;
        this.#activity = { kind: 'idle' };
      }
    });
    this.#queue = turn;
    return turn;
  }

  async #readAll(files: GivenFiles, signal: AbortSignal): Promise<void> {
    const tooLarge: string[] = [];
    const unreadable: string[] = [];
    const paths: string[] = [];
    let batch: PileInput[] = [];
    let octets = 0;
    const before = this.#byId.size;
    let known = 0;
    const send = async (): Promise<void> => {
      if (batch.length > 0 && (await this.#send(batch, paths.length - batch.length, signal))) known += 1;
      batch = [];
      octets = 0;
    };
    for await (const { path, file } of files) {
      signal.throwIfAborted();
      if (file.size > MOST_OCTETS) {
        tooLarge.push(path);
        continue;
      }
      if (octets + file.size > BATCH_OCTETS || batch.length >= BATCH_FILES) await send();
      try {
        batch.push({ path, content: new Uint8Array(await file.arrayBuffer()) });
      } catch {
        // Moved or forbidden since it was chosen.
        unreadable.push(path);
        continue;
      }
      paths.push(path);
      octets += file.size;
    }
    await send();
    if (tooLarge.length > 0) this.#end({ kind: 'too-large', paths: tooLarge });
    if (unreadable.length > 0) this.#end({ kind: 'not-readable', paths: unreadable });
    if (paths.length > 0 && this.#byId.size === before && known === 0)
      this.#end({ kind: 'nothing-found', paths });
  }

  /** True where they held something that was here already. */
  async #send(inputs: readonly PileInput[], filesBefore: number, signal: AbortSignal): Promise<boolean> {
    const total = inputs.reduce((sum, { content }) => sum + content.length, 0);
    const files = filesBefore + inputs.length;
    this.#activity = { kind: 'reading', done: 0, total, files };
    const request = { pile: this.#pile, inputs, password: '' };
    const reply = await this.client.ask('addToPile', request, { signal, hear: this.#hear });
    this.#settle(reply);
    return reply.changed.length > 0;
  }

  readonly #hear = (news: PileNews): void => {
    if (news.kind === 'items') this.#take(news.items);
    else if (this.#activity.kind === 'reading')
      this.#activity = { ...this.#activity, done: news.done, total: news.total };
  };

  #take(items: readonly Item[]): void {
    this.#arrived.push(...items);
    for (const item of items) this.#byId.set(item.id, item);
    // The first ones at once: most piles are small.
    if (this.#items.length === 0) this.#grow();
    else
      this.#growing ??= setTimeout(() => {
        this.#grow();
      }, GROWTH);
  }

  /** The list and what ties it at once, or it would be put in order twice. */
  #settle({ changed, relations }: ReplyOf<'addToPile'>): void {
    this.#take(changed);
    this.#grow();
    this.#ties = new Ties(relations);
  }

  #grow(): void {
    clearTimeout(this.#growing);
    this.#growing = undefined;
    if (this.#arrived.length === 0) return;
    this.#arrived = [];
    this.#items = [...this.#byId.values()];
  }

  async #brokenOff(): Promise<void> {
    this.#end({ kind: 'cancelled' });
    this.#ties = await this.client
      .ask('relations', { pile: this.#pile })
      .then((relations: Relations) => new Ties(relations))
      .catch(() => this.#ties);
  }

  #end(outcome: Outcome): void {
    this.#outcomes = [...this.#outcomes, outcome];
  }
}

function newPile(): PileId {
  return crypto.randomUUID() as PileId;
}
