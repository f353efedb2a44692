/**
 * Authorities and those above them: when one gets another certificate, what stands below it goes on under that one, in the
 * record, in every file made of it, and in what signs here and now.
 */
import type { AuthorityRecord, AuthorityRef } from '../../pki/authority/authority-record';
import type { CertificateWithChain } from '../../pki/authority/newer-certificates';
import type { WorkerClient } from '../../worker/client';
import { sameChain, sameOctets } from '../same-octets';
import type { Ledger } from './ledger.svelte';
import type { OpenKeys } from './open-keys.svelte';

type Carried = Pick<AuthorityRecord, 'chain' | 'others'>;

export class Lineage {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;
  readonly #keys: OpenKeys;

  constructor(client: WorkerClient, ledger: Ledger, keys: OpenKeys) {
    this.#client = client;
    this.#ledger = ledger;
    this.#keys = keys;
    ledger.onRenewed = (record) => void this.#adoptOrLock(record);
  }

  /** Where it is open, it signs as this from now on. */
  async adopt(id: AuthorityRef, { certificate, chain }: CertificateWithChain): Promise<void> {
    const held = this.#keys.held(id);
    if (held === undefined) return;
    await this.#client.ask('adoptCertificate', { held, certificate, chain, at: Date.now() });
  }

  /**
   * Carries certificates that were replaced down to everything below, and reads anew what was read before all of it was told.
   * @param changed those whose certificate or chain is another since they were read
   */
  async bringUpToDate(changed: readonly AuthorityRef[] = []): Promise<void> {
    const records = this.#ledger.authorities;
    const replaced = records.flatMap(({ others }) =>
      others.filter(({ why }) => why === 'earlier').map(({ der }) => der),
    );
    const isReplaced = (der: Uint8Array) => replaced.some((one) => sameOctets(one, der));
    const wanting = records.filter(
      ({ id, chain, facts, others }) =>
        changed.includes(id) ||
        facts.cautionsOf === undefined ||
        chain.some(isReplaced) ||
        others.some((other) => other.why === 'cross-signed' && other.chain.some(isReplaced)),
    );
    if (wanting.length === 0) return;
    const authorities = records.map(({ certificate, chain, others }) => ({ certificate, chain, others }));
    const carried = await this.#client.ask('carryChains', { authorities });
    for (const record of wanting) {
      const now = carried[records.indexOf(record)];
      if (now === undefined || (!changed.includes(record.id) && !saysMore(record, now))) continue;
      const written = await this.#ledger
        .vaultOf(record.id)
        // Another tab may have been quicker, and with more to go by.
        .changeAuthority(record.id, (kept) => (isAsRead(kept, record) ? { ...kept, ...now } : kept));
      if (changed.includes(record.id) || !sameChain(record.chain, now.chain))
        await this.#adoptOrLock(written);
    }
  }

  /** What signed under a chain that is no more would hand that out; a key that is nowhere else stays. */
  async #adoptOrLock(record: AuthorityRecord): Promise<void> {
    await this.adopt(record.id, record).catch(() => {
      if (record.sealed !== undefined) this.#keys.close(record.id);
    });
  }
}

/** What was carried is not what the record has, or the record was kept before all of it was told. */
const saysMore = (record: AuthorityRecord, { chain, others }: Carried): boolean =>
  record.facts.cautionsOf === undefined ||
  !sameChain(record.chain, chain) ||
  !record.others.every((other, place) => sameChain(other.chain, others[place]?.chain ?? []));

const isAsRead = (kept: AuthorityRecord, read: AuthorityRecord): boolean =>
  sameOctets(kept.certificate, read.certificate) &&
  sameChain(kept.chain, read.chain) &&
  sameChain(
    kept.others.map(({ der }) => der),
    read.others.map(({ der }) => der),
  );
