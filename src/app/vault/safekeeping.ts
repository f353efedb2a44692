/**
 * Keeping, handing out and forgetting: into the browser's storage and out of it as files, back from a backup, and everything
 * wiped. A key is handed out for its passphrase alone, however long ago it was opened.
 */
import type { AuthorityForm } from '../../pki/authority/authority-file';
import type { AuthorityRef, Inventory } from '../../pki/authority/authority-record';
import type { BackupProblem } from '../../pki/authority/read-backup';
import type { UnsealFailure } from '../../pki/authority/sealed-key';
import type { Download } from '../../pki/handover';
import type { KeySource } from '../../worker/authority-protocol';
import type { WorkerClient } from '../../worker/client';
import type { Ledger } from './ledger.svelte';
import type { OpenKeys } from './open-keys.svelte';
import { done, outcomeOf, refused, type Outcome } from './outcome';
import { bringBack } from './bring-back';
import { partOf } from './part-of';

/** What was wiped, for saying so. */
export interface Wiped {
  /** Names of the authorities. */
  readonly authorities: readonly string[];
  readonly issued: number;
  readonly lists: number;
  readonly templates: number;
}

/** What a backup brought. */
export interface Restored {
  readonly authorities: readonly string[];
  readonly issued: number;
  /** Records in it that are of no use, or of an authority that is not in it. */
  readonly leftOut: number;
}

export class Safekeeping {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;
  readonly #keys: OpenKeys;
  /** Handed out as a file at least once, so that closing the tab loses less. */
  readonly #onSaved: (ids: readonly AuthorityRef[]) => void;

  constructor(
    client: WorkerClient,
    ledger: Ledger,
    keys: OpenKeys,
    onSaved: (ids: readonly AuthorityRef[]) => void,
  ) {
    this.#client = client;
    this.#ledger = ledger;
    this.#keys = keys;
    this.#onSaved = onSaved;
  }

  /**
   * "Keep in this browser". The key is sealed under the passphrase first, in memory, so that storage that fails leaves an
   * authority that can be locked, exported and kept later; one that is sealed already keeps its passphrase.
   */
  keep(id: AuthorityRef, passphrase: string): Promise<Outcome> {
    return outcomeOf(async () => {
      if (this.#ledger.isKept(id)) return done(undefined);
      const sealed = await this.seal(id, passphrase);
      if (sealed.kind !== 'done') return sealed;
      const storage = await this.#ledger.begin();
      await storage.bring(
        partOf(this.#ledger, (one) => one === id),
        'merge',
      );
      await this.#ledger.memory.removeAuthority(id);
      return done(undefined);
    });
  }

  /** Puts a key that is only held under a passphrase, where it stays in memory. From then on it can be locked. */
  seal(id: AuthorityRef, passphrase: string): Promise<Outcome> {
    return outcomeOf(async () => {
      if (this.#ledger.authority(id)?.sealed !== undefined) return done(undefined);
      const held = this.#keys.use(id);
      if (held === undefined) return { kind: 'locked' };
      const sealed = await this.#client.ask('sealAuthority', { held, passphrase, at: Date.now() });
      await this.#ledger.vaultOf(id).changeAuthority(id, (record) => ({ ...record, sealed }));
      return done(undefined);
    });
  }

  changePassphrase(
    id: AuthorityRef,
    passphrase: string,
    newPassphrase: string,
  ): Promise<Outcome<undefined, UnsealFailure>> {
    return outcomeOf<undefined, UnsealFailure>(async () => {
      const record = this.#ledger.authority(id);
      if (record?.sealed === undefined) return { kind: 'gone' };
      const { certificate, chain, sealed } = record;
      const reply = await this.#client.ask('resealAuthority', {
        certificate,
        chain,
        sealed,
        passphrase,
        newPassphrase,
      });
      if (reply.kind === 'refused') return refused(reply.problem);
      await this.#ledger.vaultOf(id).changeAuthority(id, (now) => ({ ...now, sealed: reply.sealed }));
      return done(undefined);
    });
  }

  /**
   * Certificate, chain and key as one file.
   * @param passphrase of the authority; not looked at where it was never sealed
   * @param password of the file
   */
  exportAuthority(
    id: AuthorityRef,
    passphrase: string,
    form: AuthorityForm,
    password: string,
  ): Promise<Outcome<Download, UnsealFailure>> {
    return outcomeOf<Download, UnsealFailure>(async () => {
      const record = this.#ledger.authority(id);
      if (record === undefined) return { kind: 'gone' };
      const key = this.#sourceOf(id, passphrase);
      if (key === undefined) return { kind: 'locked' };
      const { certificate, chain } = record;
      const reply = await this.#client.ask('exportAuthority', { certificate, chain, key, form, password });
      if (reply.kind === 'refused') return refused(reply.problem);
      this.#onSaved([id]);
      return done(reply.file);
    });
  }

  /**
   * Everything in one file.
   * @param passphrase of the backup; tried on every authority that `passphrases` does not name
   * @returns refused with those whose passphrase is another one: ask for them, and call again
   */
  backup(
    passphrase: string,
    passphrases: Readonly<Record<AuthorityRef, string>> = {},
  ): Promise<Outcome<Download, readonly AuthorityRef[]>> {
    return outcomeOf<Download, readonly AuthorityRef[]>(async () => {
      await this.#ledger.open();
      const inventory = this.#inventory();
      const keys: Record<AuthorityRef, KeySource> = {};
      const missing: AuthorityRef[] = [];
      for (const { id } of inventory.authorities) {
        const source = this.#sourceOf(id, passphrases[id] ?? passphrase);
        if (source === undefined) missing.push(id);
        else keys[id] = source;
      }
      if (missing.length > 0) return refused(missing);
      const request = { inventory, keys, passphrase, at: Date.now() };
      const reply = await this.#client.ask('writeBackup', request);
      if (reply.kind === 'refused') return refused(reply.authorities);
      this.#onSaved(inventory.authorities.map(({ id }) => id));
      return done(reply.file);
    });
  }

  /**
   * Brings a backup back in one transaction; whatever is wrong with it, nothing changes. Its keys are sealed under its
   * passphrase from then on, but for authorities that are here already.
   * @param into `browser` where the person wants it kept, `tab` for this tab only: but for what is kept here already
   */
  restore(
    file: Uint8Array<ArrayBuffer>,
    passphrase: string,
    how: 'merge' | 'replace',
    into: 'browser' | 'tab',
  ): Promise<Outcome<Restored, BackupProblem>> {
    return outcomeOf<Restored, BackupProblem>(async () => {
      await this.#ledger.open();
      const read = await this.#client.ask('readBackup', { file, passphrase });
      if (read.kind === 'refused') return refused(read.problem);
      await bringBack(this.#ledger, read.inventory, how, into);
      // Those that are sealed otherwise now, or no longer here. What lives in this tab alone stays open.
      if (how === 'replace') this.#keys.closeAll();
      const { authorities, issued } = read.inventory;
      return done({
        authorities: authorities.map(({ facts }) => facts.name),
        issued: issued.length,
        leftOut: read.leftOut,
      });
    });
  }

  /** Deletes everything, here and in the browser's storage. */
  wipe(): Promise<Outcome<Wiped>> {
    return outcomeOf(async () => {
      const { authorities, issued, lists, templates } = this.#ledger;
      await this.#ledger.wipe();
      return done({
        authorities: authorities.map(({ facts }) => facts.name),
        issued: issued.length,
        lists: lists.length,
        templates: templates.length,
      });
    });
  }

  #inventory(): Inventory {
    const { authorities, issued, lists, templates } = this.#ledger;
    return { authorities, issued, lists, templates };
  }

  #sourceOf(id: AuthorityRef, passphrase: string): KeySource | undefined {
    const sealed = this.#ledger.authority(id)?.sealed;
    if (sealed !== undefined) return { kind: 'sealed', sealed, passphrase };
    const held = this.#keys.held(id);
    return held === undefined ? undefined : { kind: 'held', held };
  }
}
