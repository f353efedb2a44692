/**
 * Requests waiting to be signed by one authority: what each asks for, what becomes of it, and what came of signing it. A
 * decision stands until it is changed, also where another profile is chosen in between.
 */
import type { AuthorityRef } from '../pki/authority/authority-record';
import type { FoundRequest } from '../pki/signing-plan/find-requests';
import type { RequestOf } from '../worker/protocol';
import type { Decision } from '../pki/signing-plan/plan-row';
import type { WorkerClient } from '../worker/client';
import type { Authorities } from './authorities.svelte';
import type { GivenFiles } from './dropped-files';
import { faultOf, type Fault } from './fault';
import { handOver } from './handed-file';
import { HouseRules } from './house-rules.svelte';
import { undecidedRows, type Planned } from './request-decisions';
import { othersOf, type SigningState } from './signing-state';
import { sameOctets } from './same-octets';
import { SigningTerms } from './signing-terms.svelte';

/** A folder of requests of ten thousand machines; what is bigger is something else. */
const MOST_OCTETS = 64_000_000;

export interface PendingRequest extends FoundRequest, Planned {
  readonly id: number;
  /** Of what its plan was made of. */
  readonly ground: string | undefined;
  readonly state: SigningState;
}

/** What a plan depends on. */
type Ground = Omit<RequestOf<'planSigning'>, 'requests'>;

export interface Said {
  readonly outcome: string;
  readonly refused: readonly string[];
}

interface Input {
  readonly path: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

export class RequestSigning {
  readonly #client: WorkerClient;
  readonly #authorities: Authorities;
  readonly #of: AuthorityRef;
  readonly terms: SigningTerms;
  readonly house: HouseRules;
  #requests = $state.raw<readonly PendingRequest[]>([]);
  #without = $state.raw<readonly string[]>([]);
  #tooLarge = $state.raw(false);
  #busy = $state.raw(false);
  #progress = $state.raw<{ readonly done: number; readonly of: number }>();
  #signing: AbortController | undefined;
  #planningNow: AbortController | undefined;
  #fault = $state.raw<Fault>();
  #ids = 0;

  constructor(client: WorkerClient, authorities: Authorities, of: AuthorityRef) {
    this.#client = client;
    this.#authorities = authorities;
    this.#of = of;
    this.terms = new SigningTerms(authorities, of);
    this.house = new HouseRules(authorities, of);
  }

  /** `undefined` where the authority or the template is there no more. */
  readonly #ground: Ground | undefined = $derived.by(() => {
    const entry = this.#authorities.entry(this.#of);
    const { base } = this.terms;
    return entry && base && { base, constraints: entry.facts.constraints, rules: entry.settings.signs ?? [] };
  });

  /** What every plan that still holds was made of. */
  readonly ground: string = $derived(this.#ground === undefined ? '' : JSON.stringify(this.#ground));

  /** Those whose plan was made of something else are without one. */
  readonly requests: readonly PendingRequest[] = $derived(
    this.#requests.map((one) =>
      one.state.kind === 'signed' || one.plan === undefined || one.ground === this.ground
        ? one
        : { ...one, plan: undefined },
    ),
  );

  /** Files in which there was no request. */
  get without(): readonly string[] {
    return this.#without;
  }

  get tooLarge(): boolean {
    return this.#tooLarge;
  }

  /** Of signing many. */
  get progress(): { readonly done: number; readonly of: number } | undefined {
    return this.#progress;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** Not signed yet. */
  readonly waiting: readonly PendingRequest[] = $derived(
    this.requests.filter(({ state }) => state.kind !== 'signed'),
  );

  readonly signed: readonly PendingRequest[] = $derived(
    this.requests.filter(({ state }) => state.kind === 'signed'),
  );

  /** Plans are on the way: what is shown is not all yet. */
  readonly planning: boolean = $derived(this.waiting.some(({ plan }) => plan === undefined));

  async addText(text: string): Promise<void> {
    await this.#add([{ path: '', content: text }]);
  }

  async addFiles(files: GivenFiles): Promise<void> {
    const inputs: Input[] = [];
    let size = 0;
    for await (const { path, file } of files) {
      size += file.size;
      if (size > MOST_OCTETS) {
        this.#tooLarge = true;
        return;
      }
      inputs.push({ path, content: new Uint8Array(await file.arrayBuffer()) });
    }
    await this.#add(inputs);
  }

  decide(id: number, row: string, decision: Decision): void {
    this.#change(id, (one) => ({
      ...one,
      decisions: { ...one.decisions, [row]: decision },
      state: one.state.kind === 'signed' ? one.state : { kind: 'waiting' },
    }));
  }

  /** What nobody has said they sign stays out: of one, or of all. */
  leaveUndecided(requests: readonly PendingRequest[]): void {
    for (const one of requests)
      for (const row of undecidedRows(one)) this.decide(one.id, row.id, { kind: 'leave' });
  }

  remove(id: number): void {
    this.#requests = this.#requests.filter((one) => one.id !== id);
  }

  clear(): void {
    this.#requests = [];
    this.#without = [];
    this.#tooLarge = false;
  }

  /** Nothing happens while its plan is not there: what would be signed is not what is shown. */
  async sign(id: number, terms = this.terms.now): Promise<void> {
    const one = this.requests.find((request) => request.id === id);
    if (one?.plan === undefined || terms === undefined) return;
    if (one.state.kind === 'signed' || one.state.kind === 'signing') return;
    this.#change(id, (now) => ({ ...now, state: { kind: 'signing' } }));
    const state = await this.#signed({ plan: one.plan, decisions: one.decisions }, terms);
    this.#change(id, (now) => ({ ...now, state }));
  }

  /**
   * One after the other, each on record before the next; those given are those that nothing stands in the way of.
   * @returns how many were signed, also where it was cancelled on the way
   */
  async signAll(requests: readonly PendingRequest[]): Promise<number> {
    if (this.#signing !== undefined) return 0;
    const errand = new AbortController();
    this.#signing = errand;
    const { ground } = this;
    const terms = this.terms.now;
    let signed = 0;
    for (const [done, { id }] of requests.entries()) {
      // The rest would be signed as something else than what was shown when it began.
      if (errand.signal.aborted || ground !== this.ground) break;
      this.#progress = { done, of: requests.length };
      await this.sign(id, terms);
      if (this.#requests.find((one) => one.id === id)?.state.kind === 'signed') signed += 1;
    }
    this.#progress = undefined;
    this.#signing = undefined;
    return signed;
  }

  /** No more are begun; what was signed stays signed. */
  cancel(): void {
    this.#signing?.abort();
  }

  /** Everything that was signed, in one zip. @param said what came of each, in words */
  async download(name: string, said: (request: PendingRequest) => Said): Promise<void> {
    const requests = this.requests.map((one) => {
      const { path, title, state } = one;
      const made = state.kind === 'signed' ? { der: state.made.der, chain: state.made.chain } : undefined;
      return { path, title, ...(made && { made }), ...said(one) };
    });
    try {
      handOver(await this.#client.ask('signedFolder', { name, requests }));
    } catch (error) {
      this.#fault = faultOf(error);
    }
  }

  async #signed(
    asked: RequestOf<'decideSigning'>,
    terms: NonNullable<SigningTerms['now']>,
  ): Promise<SigningState> {
    try {
      const decided = await this.#client.ask('decideSigning', asked);
      if (decided.kind === 'blocked') return { kind: 'blocked' };
      const { draft, publicKey } = decided;
      const wish = { draft: { ...draft, ...terms }, key: { kind: 'public', publicKey } } as const;
      const outcome = await this.#authorities.issuing.issue(this.#of, wish);
      if (outcome.kind !== 'done') return { kind: 'trouble', trouble: outcome };
      const made = outcome.value;
      const others = othersOf(asked.plan, wish.draft, made, this.terms.schemes);
      return { kind: 'signed', made, commands: () => this.#client.ask('commandsFor', others) };
    } catch (error) {
      return { kind: 'trouble', trouble: { kind: 'failed', fault: faultOf(error) } };
    }
  }

  async #add(inputs: readonly Input[]): Promise<void> {
    this.#tooLarge = false;
    this.#fault = undefined;
    this.#busy = true;
    try {
      const { found, without } = await this.#client.ask('findRequests', { inputs });
      this.#without = without;
      const fresh = found.filter(
        ({ der }) => !this.#requests.some((one) => sameOctets(one.der, der) && one.state.kind !== 'signed'),
      );
      const added = fresh.map((one) => ({
        ...one,
        id: ++this.#ids,
        plan: undefined,
        ground: undefined,
        decisions: {},
        state: { kind: 'waiting' } as const,
      }));
      this.#requests = [...this.#requests, ...added];
      await this.follow();
    } catch (error) {
      this.#fault = faultOf(error);
    } finally {
      this.#busy = false;
    }
  }

  /** Makes plans for all that have none of what is wanted now. What was on the way for something else is given up. */
  async follow(): Promise<void> {
    this.#planningNow?.abort();
    const errand = new AbortController();
    this.#planningNow = errand;
    const ground = this.#ground;
    const key = this.ground;
    const stale = this.#requests.filter((one) => one.state.kind !== 'signed' && one.ground !== key);
    if (ground === undefined || stale.length === 0) return;
    try {
      const asked = { requests: stale.map(({ der }) => der), ...ground };
      const plans = await this.#client.ask('planSigning', asked, { signal: errand.signal });
      const byId = new Map(stale.map(({ id }, place) => [id, plans[place]]));
      this.#requests = this.#requests.map((one) =>
        byId.has(one.id) ? { ...one, plan: byId.get(one.id), ground: key } : one,
      );
    } catch (error) {
      if (!errand.signal.aborted) this.#fault = faultOf(error);
    }
  }

  #change(id: number, change: (one: PendingRequest) => PendingRequest): void {
    this.#requests = this.#requests.map((one) => (one.id === id ? change(one) : one));
  }
}
