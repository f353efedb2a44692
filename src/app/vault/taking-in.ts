/** Authorities that were made or found come onto the record here, with what is known of their work. */
import { firstSettings, type AuthorityRecord, type AuthorityRef } from '../../pki/authority/authority-record';
import type { FoundAuthority, HeldAuthority } from '../../worker/authority-protocol';
import type { WorkerClient } from '../../worker/client';
import { nothingYet, recordOf } from './issuing';
import type { Ledger } from './ledger.svelte';
import type { Lineage } from './lineage';
import type { OpenKeys } from './open-keys.svelte';

export class TakingIn {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;
  readonly #keys: OpenKeys;
  readonly #lineage: Lineage;

  constructor(client: WorkerClient, ledger: Ledger, keys: OpenKeys, lineage: Lineage) {
    this.#client = client;
    this.#ledger = ledger;
    this.#keys = keys;
    this.#lineage = lineage;
  }

  /**
   * One that is here already gets the work; its key and what it goes by stay as they are, locked or open: what came in a file
   * could be exported, and would sign as the file's certificate.
   */
  async take(
    held: HeldAuthority,
    origin: AuthorityRecord['origin'],
    work: Omit<FoundAuthority, keyof HeldAuthority> = nothingYet,
  ): Promise<AuthorityRef> {
    const { ref } = held;
    const { issued, lists, others, listNumber, listOffset, listOutdated } = work;
    const revision = listOutdated ? 1 : 0;
    const first = { ...recordOf(held, origin, Date.now()), settings: firstSettings };
    const offset = listOffset === undefined ? {} : { listOffset };
    const record = { ...first, listNumber, ...offset, revision, others };
    const here = this.#ledger.authority(ref);
    await this.#ledger.vaultOf(ref).bring({ authorities: [record], issued, lists, templates: [] }, 'merge');
    if (here?.sealed === undefined && this.#keys.held(ref) === undefined) this.#keys.add(ref, held.held);
    else {
      this.leave(held);
      // Those above it may have come along for the first time.
      await this.#lineage.bringUpToDate([ref]);
    }
    return ref;
  }

  /** Lets go of a key that nobody wants. */
  leave({ held }: Pick<HeldAuthority, 'held'>): void {
    this.#client.ask('forget', { id: held }).catch(() => undefined);
  }
}
