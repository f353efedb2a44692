/**
 * Taking back what was signed: revoke, hold, release, and the list that tells others. A revocation counts once it is written
 * down; a list that does not know of it yet is out of date, which the page shows.
 */
import type {
  AuthorityRef,
  IssuedRecord,
  IssuedStatus,
  RevocationListRecord,
  RevocationReason,
} from '../../pki/authority/authority-record';
import { fullNumber } from '../../pki/authority/list-number';
import type { RevokedEntry } from '../../pki/authority/sign-list';
import type { WorkerClient } from '../../worker/client';
import type { Ledger } from './ledger.svelte';
import type { OpenKeys } from './open-keys.svelte';
import { done, outcomeOf, refused, type Outcome } from './outcome';

/** How many changed. Those that could not (revoked already, never signed) are left as they were. */
export interface StatusChange {
  readonly changed: number;
}

const DAY = 86_400_000;

export class Revoking {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;
  readonly #keys: OpenKeys;

  constructor(client: WorkerClient, ledger: Ledger, keys: OpenKeys) {
    this.#client = client;
    this.#ledger = ledger;
    this.#keys = keys;
  }

  /**
   * For good. What was on hold is revoked from the day it was held.
   * @param invalidSince ms since 1970: since when the keys are thought to have been bad
   */
  revoke(
    authority: AuthorityRef,
    serials: readonly string[],
    reason: RevocationReason,
    invalidSince?: number,
  ): Promise<Outcome<StatusChange>> {
    return this.#change(authority, serials, (status) => {
      if (status.kind !== 'held' && status.kind !== 'good') return undefined;
      const at = status.kind === 'held' ? status.at : Date.now();
      return { kind: 'revoked', at, reason, ...(invalidSince !== undefined && { invalidSince }) };
    });
  }

  /** Until released. */
  hold(authority: AuthorityRef, serials: readonly string[]): Promise<Outcome<StatusChange>> {
    return this.#change(authority, serials, (status) =>
      status.kind === 'good' ? { kind: 'held', at: Date.now() } : undefined,
    );
  }

  release(authority: AuthorityRef, serials: readonly string[]): Promise<Outcome<StatusChange>> {
    return this.#change(authority, serials, (status) =>
      status.kind === 'held' ? { kind: 'good' } : undefined,
    );
  }

  #change(
    authority: AuthorityRef,
    serials: readonly string[],
    change: (status: IssuedStatus) => IssuedStatus | undefined,
  ): Promise<Outcome<StatusChange>> {
    return outcomeOf(async () => {
      const { issued } = await this.#ledger.vaultOf(authority).changeStatus(authority, serials, change);
      return done({ changed: issued.length });
    });
  }

  /**
   * Signs a list of everything revoked and held: complete, with the next number. One tab at a time, so that a list with a
   * higher number never knows less.
   */
  makeList(authority: AuthorityRef): Promise<Outcome<RevocationListRecord, 'may-not-sign-lists'>> {
    return outcomeOf(() => this.#list(authority, (list) => this.keepList(list)));
  }

  /** The same for whoever writes it down with what it goes out with. Until then it has a number, and is no list of the authority's. */
  signList(authority: AuthorityRef): Promise<Outcome<RevocationListRecord, 'may-not-sign-lists'>> {
    return outcomeOf(() => this.#list(authority, () => Promise.resolve()));
  }

  /** @throws VaultFault, NotKept */
  keepList(list: RevocationListRecord): Promise<void> {
    return this.#ledger.vaultOf(list.authority).putList(list);
  }

  #list(
    authority: AuthorityRef,
    keep: (list: RevocationListRecord) => Promise<void>,
  ): Promise<Outcome<RevocationListRecord, 'may-not-sign-lists'>> {
    return this.#ledger.tabs.inTurn<Outcome<RevocationListRecord, 'may-not-sign-lists'>>(
      authority,
      async () => {
        const held = this.#keys.use(authority);
        if (held === undefined) return { kind: 'locked' };
        const record = this.#ledger.authority(authority);
        if (record?.facts.signsLists === false) return refused('may-not-sign-lists');
        const vault = this.#ledger.vaultOf(authority);
        const { number, offset, revision, revoked } = await vault.promiseList(authority);
        const thisUpdate = Math.floor(Date.now() / 1000) * 1000;
        const nextUpdate = thisUpdate + (record?.settings.listDays ?? 30) * DAY;
        const entries = revoked.flatMap(entryOf);
        const behind = offset === undefined ? {} : { offset };
        const request = { held, number, ...behind, thisUpdate, nextUpdate, entries };
        const der = await this.#client.ask('signRevocationList', request);
        const count = entries.length;
        const full = offset === undefined ? {} : { fullNumber: fullNumber(number, offset).toString(16) };
        const list = { authority, number, ...full, der, thisUpdate, nextUpdate, count, revision };
        await keep(list);
        return done(list);
      },
    );
  }
}

function entryOf({ serial, status }: IssuedRecord): readonly RevokedEntry[] {
  if (status.kind === 'revoked') {
    const { kind: _, ...taken } = status;
    return [{ serial, ...taken }];
  }
  return status.kind === 'held' ? [{ serial, at: status.at, reason: 'certificateHold' }] : [];
}
