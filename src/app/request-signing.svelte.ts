/**
 * Requests waiting to be signed by one authority: what each asks for, what becomes of it, and what came of signing it. A
 * decision stands until it is changed, also where another profile is chosen in between.
 */
import type { AuthorityRef } from '../pki/authority/authority-record';
import type { ProfileId } from '../pki/draft/certificate-draft';
import { draftFor, profileDays } from '../pki/draft/profiles';
import type { FoundRequest } from '../pki/signing-plan/find-requests';
import type { Decisions, SigningPlan } from '../pki/signing-plan/plan';
import type { Decision } from '../pki/signing-plan/plan-row';
import type { MadeSummary } from '../worker/certificate-protocol';
import type { WorkerClient } from '../worker/client';
import type { Authorities } from './authorities.svelte';
import type { GivenFiles } from './dropped-files';
import { faultOf, type Fault } from './fault';
import { handOver } from './handed-file';
import { withAddresses } from '../pki/authority/issuer-addresses';
import type { IssueProblem } from './vault/issuing';
import type { Outcome } from './vault/outcome';
import { sameOctets } from './same-octets';

/** A folder of requests of ten thousand machines; what is bigger is something else. */
const MOST_OCTETS = 64_000_000;

export type SigningState =
  | { readonly kind: 'waiting' | 'signing' }
  | { readonly kind: 'signed'; readonly made: MadeSummary }
  /** Its signature or its key was not taken. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'trouble'; readonly trouble: Exclude<Outcome<never, IssueProblem>, { kind: 'done' }> };

export interface PendingRequest extends FoundRequest {
  readonly id: number;
  readonly plan: SigningPlan | undefined;
  readonly decisions: Decisions;
  readonly state: SigningState;
}

interface Input {
  readonly path: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

export class RequestSigning {
  readonly #client: WorkerClient;
  readonly #authorities: Authorities;
  readonly #of: AuthorityRef;
  #profile = $state.raw<ProfileId>('tls-server');
  #days = $state<number | null>(profileDays('tls-server'));
  #requests = $state.raw<readonly PendingRequest[]>([]);
  #without = $state.raw<readonly string[]>([]);
  #tooLarge = $state.raw(false);
  #busy = $state.raw(false);
  #progress = $state.raw<{ readonly done: number; readonly of: number }>();
  #signing: AbortController | undefined;
  #fault = $state.raw<Fault>();
  #ids = 0;

  constructor(client: WorkerClient, authorities: Authorities, of: AuthorityRef) {
    this.#client = client;
    this.#authorities = authorities;
    this.#of = of;
  }

  get requests(): readonly PendingRequest[] {
    return this.#requests;
  }

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

  get profile(): ProfileId {
    return this.#profile;
  }

  get days(): number | null {
    return this.#days;
  }

  set days(days: number | null) {
    this.#days = days;
    void this.#planAgain();
  }

  get isDays(): boolean {
    return Number.isInteger(this.#days) && (this.#days ?? 0) >= 1 && (this.#days ?? 0) <= 36_500;
  }

  /** Not signed yet. */
  readonly waiting: readonly PendingRequest[] = $derived(
    this.#requests.filter(({ state, plan }) => state.kind !== 'signed' && plan !== undefined),
  );

  readonly signed: readonly PendingRequest[] = $derived(
    this.#requests.filter(({ state }) => state.kind === 'signed'),
  );

  choose(profile: ProfileId): void {
    this.#profile = profile;
    this.#days = profileDays(profile);
    void this.#planAgain();
  }

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

  remove(id: number): void {
    this.#requests = this.#requests.filter((one) => one.id !== id);
  }

  clear(): void {
    this.#requests = [];
    this.#without = [];
    this.#tooLarge = false;
  }

  async sign(id: number): Promise<void> {
    const one = this.#requests.find((request) => request.id === id);
    if (one?.plan === undefined || one.state.kind === 'signed' || one.state.kind === 'signing') return;
    const { plan, decisions } = one;
    this.#change(id, (now) => ({ ...now, state: { kind: 'signing' } }));
    const state = await this.#signed(plan, decisions);
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
    let signed = 0;
    for (const [done, { id }] of requests.entries()) {
      if (errand.signal.aborted) break;
      this.#progress = { done, of: requests.length };
      await this.sign(id);
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

  /** Everything that was signed, in one zip. */
  async download(name: string): Promise<void> {
    const certificates = this.#requests.flatMap(({ state }) => (state.kind === 'signed' ? [state.made] : []));
    try {
      handOver(await this.#client.ask('signedFolder', { name, certificates }));
    } catch (error) {
      this.#fault = faultOf(error);
    }
  }

  async #signed(plan: SigningPlan, decisions: Decisions): Promise<SigningState> {
    try {
      const decided = await this.#client.ask('decideSigning', { plan, decisions });
      if (decided.kind === 'blocked') return { kind: 'blocked' };
      const { draft, publicKey } = decided;
      const wish = { draft, key: { kind: 'public', publicKey } } as const;
      const outcome = await this.#authorities.issuing.issue(this.#of, wish);
      return outcome.kind === 'done'
        ? { kind: 'signed', made: outcome.value }
        : { kind: 'trouble', trouble: outcome };
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
        decisions: {},
        state: { kind: 'waiting' } as const,
      }));
      this.#requests = [...this.#requests, ...added];
      await this.#plan(added);
    } catch (error) {
      this.#fault = faultOf(error);
    } finally {
      this.#busy = false;
    }
  }

  async #planAgain(): Promise<void> {
    await this.#plan(this.#requests.filter(({ state }) => state.kind !== 'signed')).catch(
      (error: unknown) => {
        this.#fault = faultOf(error);
      },
    );
  }

  async #plan(requests: readonly PendingRequest[]): Promise<void> {
    const entry = this.#authorities.entry(this.#of);
    if (entry === undefined || requests.length === 0 || !this.isDays) return;
    const profile = this.#profile;
    const first = { ...draftFor(profile), validity: { kind: 'days', days: this.#days ?? 0 } } as const;
    const plans = await this.#client.ask('planSigning', {
      requests: requests.map(({ der }) => der),
      base: withAddresses(first, entry.settings),
      constraints: entry.facts.constraints,
    });
    // Somebody may have chosen another one in the meantime, and then its plan is on the way.
    if (profile !== this.#profile) return;
    const byId = new Map(requests.map(({ id }, place) => [id, plans[place]]));
    this.#requests = this.#requests.map((one) =>
      byId.has(one.id) ? { ...one, plan: byId.get(one.id) } : one,
    );
  }

  #change(id: number, change: (one: PendingRequest) => PendingRequest): void {
    this.#requests = this.#requests.map((one) => (one.id === id ? change(one) : one));
  }
}
