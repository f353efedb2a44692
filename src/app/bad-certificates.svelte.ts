/** The kit of bad certificates: for which names, which groups of cases, how far the making is, and what each client will say. */
import type { BadCertificateGroup } from '../pki/bad-certificates/bad-certificate';
import type {
  BadCertificatesNews,
  BadCertificatesSummary,
  CaseFacts,
  CaseGroup,
  JudgedCase,
} from '../pki/bad-certificates/kit';
import type { WorkerClient } from '../worker/client';
import { linkTo, revoke, type DownloadLink } from './download';
import { faultOf, type Fault } from './fault';
import { NamesBox } from './names-box.svelte';
import type { Rulebook } from './rulebook.svelte';

interface MadeKit extends BadCertificatesSummary {
  readonly zip: DownloadLink;
}

export type KitStage =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'making' } & BadCertificatesNews)
  | { readonly kind: 'made'; readonly kit: MadeKit }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** A case as its row shows it: judged, where a kit with it was made. */
export interface CaseRow {
  readonly facts: CaseFacts;
  readonly judged: JudgedCase | undefined;
  /** This browser has not the keys it takes. */
  readonly notMade: boolean;
}

export class BadCertificatesForm {
  readonly names: NamesBox;
  readonly #client: WorkerClient;
  #groups = $state.raw<readonly CaseGroup[]>([]);
  #left = $state.raw<ReadonlySet<BadCertificateGroup>>(new Set());
  #stage = $state.raw<KitStage>({ kind: 'idle' });
  #work: AbortController | undefined;

  constructor(client: WorkerClient, rulebook: Rulebook) {
    this.#client = client;
    this.names = new NamesBox(rulebook);
  }

  /** Asks which cases there are, once. */
  async open(): Promise<void> {
    if (this.#groups.length > 0) return;
    try {
      this.#groups = await this.#client.ask('badCertificateGroups', undefined);
    } catch (error) {
      this.#stage = { kind: 'failed', fault: faultOf(error) };
    }
  }

  get groups(): readonly CaseGroup[] {
    return this.#groups;
  }

  get stage(): KitStage {
    return this.#stage;
  }

  wants(group: BadCertificateGroup): boolean {
    return !this.#left.has(group);
  }

  choose(group: BadCertificateGroup, wanted: boolean): void {
    const left = new Set(this.#left);
    if (wanted) left.delete(group);
    else left.add(group);
    this.#left = left;
  }

  /** Cases of the groups that are wanted. */
  get count(): number {
    return this.#wanted.length;
  }

  get #wanted(): readonly CaseFacts[] {
    return this.#groups.filter(({ id }) => this.wants(id)).flatMap(({ cases }) => cases);
  }

  rowsOf({ cases }: CaseGroup): readonly CaseRow[] {
    const kit = this.#stage.kind === 'made' ? this.#stage.kit : undefined;
    const judged = new Map(kit?.cases.map((one) => [one.id, one]));
    const notMade = new Set(kit?.notMade.map(({ id }) => id));
    return cases.map((facts) => ({
      facts,
      judged: judged.get(facts.id),
      notMade: notMade.has(facts.id),
    }));
  }

  async make(): Promise<void> {
    if (this.#work !== undefined) return;
    const work = new AbortController();
    this.#work = work;
    if (this.#stage.kind === 'made') revoke(this.#stage.kit.zip);
    this.#stage = { kind: 'making', done: 0, of: this.count };
    const hear = (news: BadCertificatesNews) => {
      if (!work.signal.aborted) this.#stage = { kind: 'making', ...news };
    };
    try {
      await this.names.commit();
      const request = {
        names: this.names.planned,
        cases: this.#wanted.map(({ id }) => id),
        at: Date.now(),
      };
      const reply = await this.#client.ask('makeBadCertificates', request, { signal: work.signal, hear });
      const { file, ...summary } = reply;
      this.#stage = { kind: 'made', kit: { ...summary, zip: linkTo(file) } };
    } catch (error) {
      this.#stage = work.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', fault: faultOf(error) };
    } finally {
      this.#work = undefined;
    }
  }

  cancel(): void {
    this.#work?.abort();
  }
}
