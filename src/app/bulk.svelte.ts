/**
 * Many certificates at once, from a manifest: what it would change is found out while it is typed, and made when it is asked for.
 * It outlives the page that made it: what follows from state is reckoned when asked for.
 */
import type { TableProblem } from '../pki/manifest/from-table';
import type { WorkerClient } from '../worker/client';
import type { MakeManifestReply, ManifestNews, PlanReply } from '../worker/manifest-protocol';
import type { Authorities, AuthorityEntry } from './authorities.svelte';
import { faultOf, type Fault } from './fault';
import { GivenAuthority } from './given-authority.svelte';
import { helperFor, portTo } from './manifest-helper';
import { looksLikeMade, looksLikeManifest, sortedOut } from './bulk-kinds';
import { MadeZip, type BulkZip } from './made-zip.svelte';
import type { IssueProblem } from './vault/issuing';
import type { Outcome } from './vault/outcome';

export type BulkPlan = Extract<PlanReply, { kind: 'plan' }>['plan'];
export type BulkRow = BulkPlan['rows'][number];

export type Reading =
  { readonly kind: 'empty' } | PlanReply | { readonly kind: 'failed'; readonly fault: Fault };

export type BulkStage =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'making' } & ManifestNews)
  | Exclude<MakeManifestReply, { readonly kind: 'made' | 'wrong' }>
  /** The keys in the last zip would be lost. */
  | { readonly kind: 'unsaved-keys' }
  | { readonly kind: 'cancelled' }
  /** Made, and thrown away: it could not be written into the authority's record. */
  | {
      readonly kind: 'not-recorded';
      readonly outcome: Exclude<Outcome<unknown, IssueProblem>, { kind: 'done' }>;
    }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** Typing is over when nothing was typed for this long, in milliseconds. */
const PAUSE = 250;
/** Characters of a taken manifest that a text field lays out within a frame or two; ten thousand lines take it half a second. */
const MOST_SHOWN = 200_000;

export class Bulk {
  readonly #client: WorkerClient;
  readonly #authorities: Authorities;
  #givens = $state.raw<readonly GivenAuthority[]>([]);
  #manifest = $state('');
  #made = $state.raw('');
  #long = $state.raw(false);
  #table = $state.raw<readonly TableProblem[]>([]);
  #tooLarge = $state.raw<readonly string[]>([]);
  /** Of the key files of new authorities. */
  passphrase = $state('');
  #reading = $state.raw<Reading>({ kind: 'empty' });
  #stage = $state.raw<BulkStage>({ kind: 'idle' });
  #zip = $state.raw<BulkZip>();
  /** Goes up with every text that comes in, so that a table whose reading took its time is seen to be the last but one. */
  #taken = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  #work: AbortController | undefined;

  constructor(client: WorkerClient, authorities: Authorities) {
    this.#client = client;
    this.#authorities = authorities;
  }

  /** Authorities that are there already, opened or about to be: the last one takes what comes. */
  get givens(): readonly GivenAuthority[] {
    return this.#givens;
  }

  /** Room for one more. */
  anotherAuthority(): GivenAuthority {
    const fresh = new GivenAuthority(this.#client);
    this.#givens = [...this.#givens, fresh];
    return fresh;
  }

  /** Authorities whose key is needed and not open, by the fingerprints of their certificates. */
  get keysMissing(): readonly string[] {
    const open = new Set([
      ...this.#givens.map(({ opened }) => opened?.sha256),
      ...this.#openOnes.map(({ facts }) => facts.sha256),
    ]);
    return this.plan?.keysNeeded.filter((sha256) => !open.has(sha256)) ?? [];
  }

  /** Those of them that are the user's own, and locked. */
  get locked(): readonly AuthorityEntry[] {
    const missing = new Set(this.keysMissing);
    return this.#authorities.all.filter(({ facts }) => missing.has(facts.sha256));
  }

  get #openOnes(): readonly AuthorityEntry[] {
    return this.#authorities.all.filter(({ open }) => open !== undefined);
  }

  get manifest(): string {
    return this.#manifest;
  }

  set manifest(text: string) {
    this.#manifest = text;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#plan(), PAUSE);
  }

  /** Taken, and longer than can be edited. */
  get tooLong(): boolean {
    return this.#long;
  }

  /** Makes room for another. */
  clear(): void {
    this.#manifestTaken('');
    void this.#plan();
  }

  /** `made.json` of the last time. */
  get made(): string {
    return this.#made;
  }

  /** Why the last table that came in is none that a manifest can be made of. */
  get table(): readonly TableProblem[] {
    return this.#table;
  }

  /** Names of files of the last drop that are none of an authority's, and too large to be read. */
  get tooLarge(): readonly string[] {
    return this.#tooLarge;
  }

  get reading(): Reading {
    return this.#reading;
  }

  get plan(): BulkPlan | undefined {
    return this.#reading.kind === 'plan' ? this.#reading.plan : undefined;
  }

  get stage(): BulkStage {
    return this.#stage;
  }

  /** New authorities come with a key file, which has a passphrase. */
  get needsPassphrase(): boolean {
    return (
      this.plan?.rows.some(({ kind, change }) => kind === 'authority' && change.kind !== 'keep') ?? false
    );
  }

  /** Two entries are the same: which of them is meant, nobody knows. */
  get hasTwice(): boolean {
    return (this.plan?.twice.length ?? 0) > 0;
  }

  /** Certificates and authorities to make. */
  get todo(): number {
    return this.plan?.rows.filter(({ change }) => change.kind !== 'keep').length ?? 0;
  }

  /** What was made last. */
  get zip(): BulkZip | undefined {
    return this.#zip;
  }

  /** Keys that exist nowhere but in this tab. */
  get unsaved(): boolean {
    return this.#zip?.taken === false;
  }

  /** Takes what was pasted: a manifest, a table of the same, what was made before, or an authority. */
  async take(text: string): Promise<void> {
    if (!(await this.#takesAsManifest(text))) await this.#taker().paste(text);
  }

  /** Takes what was dropped or chosen. */
  async takeFiles(files: readonly File[]): Promise<void> {
    const { fitting, others, tooLarge } = await sortedOut(files);
    this.#tooLarge = tooLarge;
    for (const file of fitting) if (!(await this.#takesAsManifest(await file.text()))) others.push(file);
    if (others.length > 0) await this.#taker().addFiles(others);
  }

  async #takesAsManifest(text: string): Promise<boolean> {
    this.#table = [];
    const round = ++this.#taken;
    if (looksLikeMade(text)) this.#made = text;
    else if (looksLikeManifest(text)) this.#manifestTaken(text);
    else {
      const table = await this.#client.ask('readTable', { text });
      if (table.kind === 'no-table') return false;
      // Something else came in the meantime.
      if (round !== this.#taken) return true;
      if (table.kind === 'manifest') this.#manifestTaken(table.text);
      else this.#table = table.problems;
    }
    void this.#plan();
    return true;
  }

  #manifestTaken(text: string): void {
    this.#manifest = text;
    this.#long = text.length > MOST_SHOWN;
  }

  #taker(): GivenAuthority {
    const last = this.#givens.at(-1);
    return last === undefined || last.opened !== undefined ? this.anotherAuthority() : last;
  }

  forgetMade(): void {
    this.#made = '';
    void this.#plan();
  }

  async #plan(): Promise<void> {
    clearTimeout(this.#pause);
    this.#asking?.abort();
    if (this.#stage.kind !== 'making') this.#stage = { kind: 'idle' };
    const { manifest, made } = this;
    if (manifest.trim() === '') {
      this.#reading = { kind: 'empty' };
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const request = { manifest, made, at: Date.now() };
      this.#reading = await this.#client.ask('planManifest', request, { signal: asking.signal });
    } catch (error) {
      if (!asking.signal.aborted) this.#reading = { kind: 'failed', fault: faultOf(error) };
    }
  }

  /** @param losingTheLast the user was told that the keys in the last zip would be lost */
  async make(losingTheLast = false): Promise<void> {
    if (this.#work !== undefined) return;
    if (this.unsaved && !losingTheLast) {
      this.#stage = { kind: 'unsaved-keys' };
      return;
    }
    const given = this.#givens.flatMap(({ opened }) => opened?.id ?? []);
    const work = new AbortController();
    this.#work = work;
    const { manifest, made, passphrase, todo } = this;
    this.#stage = { kind: 'making', done: 0, total: todo };
    const helper = helperFor(todo);
    try {
      const wish = { manifest, made, passphrase, given, helper: portTo(helper) };
      const hear = (news: ManifestNews) => {
        // What was on its way when it was cancelled comes after that.
        if (!work.signal.aborted) this.#stage = { kind: 'making', ...news };
      };
      const outcome = await this.#authorities.manifests.make(wish, { signal: work.signal, hear });
      // Once it is on record it is made, whoever pressed Cancel meanwhile: the numbers are given, and their keys are in this zip.
      // And what storage would not do is said, since something may stand there.
      const unmade = outcome.kind === 'failed' || outcome.kind === 'refused';
      if (work.signal.aborted && unmade) this.#stage = { kind: 'cancelled' };
      else this.#became(outcome);
    } catch (error) {
      this.#stage = work.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', fault: faultOf(error) };
    } finally {
      helper?.end();
      this.#work = undefined;
    }
  }

  #became(outcome: Awaited<ReturnType<Authorities['manifests']['make']>>): void {
    if (outcome.kind === 'done') {
      this.#zip?.dispose();
      const { file, certificates, authorities } = outcome.value;
      this.#zip = new MadeZip(file, { certificates, authorities });
      this.passphrase = '';
      // Held against what there is now, so that nothing is made a second time.
      this.#made = outcome.value.made;
      this.#stage = { kind: 'idle' };
      void this.#plan();
    } else if (outcome.kind === 'failed') this.#stage = outcome;
    else if (outcome.kind !== 'refused') this.#stage = { kind: 'not-recorded', outcome };
    else if ('code' in outcome.problem)
      this.#stage = { kind: 'not-recorded', outcome: { kind: 'refused', problem: outcome.problem } };
    else if (outcome.problem.kind === 'wrong') {
      this.#reading = outcome.problem;
      this.#stage = { kind: 'idle' };
    } else this.#stage = outcome.problem;
  }

  cancel(): void {
    this.#work?.abort();
  }

  /** Takes back the question whether the last zip may be lost. */
  settle(): void {
    if (this.#stage.kind === 'unsaved-keys') this.#stage = { kind: 'idle' };
  }
}
