/**
 * One's own authorities: made, imported, kept in this browser, opened and locked, with what they signed. The page's state;
 * what it is made of lies in `vault/`. Nothing is stored until `safekeeping.keep` (or a restore into the browser) is asked for.
 */
import type {
  AuthorityRecord,
  AuthorityRef,
  AuthoritySettings,
  IssuedRecord,
  RevocationListRecord,
  TemplateRecord,
} from '../pki/authority/authority-record';
import type { UnsealFailure } from '../pki/authority/sealed-key';
import type { CertificateDraft } from '../pki/draft/certificate-draft';
import type { FindReply, FoundAuthority } from '../worker/authority-protocol';
import type { WorkerClient } from '../worker/client';
import type { AuthorityId, RequestOf } from '../worker/protocol';
import { Issuing, type IssueProblem } from './vault/issuing';
import { Kits } from './vault/kits';
import { Ledger, type Standing } from './vault/ledger.svelte';
import { Lineage } from './vault/lineage';
import { Manifests } from './vault/manifests';
import { OpenKeys } from './vault/open-keys.svelte';
import { done, outcomeOf, refused, type Outcome } from './vault/outcome';
import { Recording } from './vault/recording';
import { Reissuing } from './vault/reissuing';
import { Revoking } from './vault/revoking';
import { Safekeeping } from './vault/safekeeping';
import { takenBack, type TakenBack } from './vault/taken-back';
import { TakingIn } from './vault/taking-in';

/** An authority as the page lists it. */
export interface AuthorityEntry extends AuthorityRecord {
  /** In the browser's storage; otherwise it lives in this tab only. */
  readonly kept: boolean;
  /** Its id in the worker while it is unlocked: what signs (`DraftSigner`). */
  readonly open: AuthorityId | undefined;
  /** When it locks itself, ms since 1970; `undefined` where it is locked, or never sealed and so cannot be. */
  readonly locksAt: number | undefined;
  /** The newest. */
  readonly list: RevocationListRecord | undefined;
  /** Something was revoked, held or released since: the list is to be signed anew. */
  readonly listOutdated: boolean;
  /** It, or one above it, was taken back by who signed it here. */
  readonly revoked: TakenBack | undefined;
}

/** A certificate as the inventory lists it. */
export interface IssuedEntry extends IssuedRecord {
  readonly authorityName: string;
  /** Promised by a tab that is gone; nothing was ever seen of it. `clearUnfinished` removes such. */
  readonly unfinished: boolean;
}

export class Authorities {
  readonly #client: WorkerClient;
  readonly #ledger = new Ledger();
  readonly #keys: OpenKeys;
  readonly #recording: Recording;
  readonly #lineage: Lineage;
  readonly #taking: TakingIn;
  #saved = $state.raw<ReadonlySet<AuthorityRef>>(new Set());
  /** Issue, renew. */
  readonly issuing: Issuing;
  /** The authorities' own certificates: anew, or by another authority. */
  readonly reissuing: Reissuing;
  /** Revoke, hold, release, sign lists. */
  readonly revoking: Revoking;
  /** Client certificates for many, with a server that asks for them. */
  readonly kits: Kits;
  /** Many at once, from `certwright.json`. */
  readonly manifests: Manifests;
  /** Keep, export, back up, restore, wipe. */
  readonly safekeeping: Safekeeping;

  constructor(client: WorkerClient) {
    this.#client = client;
    this.#keys = new OpenKeys(client, (id) => {
      const record = this.#ledger.authority(id);
      return record === undefined || record.sealed !== undefined;
    });
    this.#recording = new Recording(client, this.#ledger);
    this.#lineage = new Lineage(client, this.#ledger, this.#keys);
    this.#taking = new TakingIn(client, this.#ledger, this.#keys, this.#lineage);
    this.issuing = new Issuing(client, this.#ledger, this.#keys, this.#recording);
    this.reissuing = new Reissuing(client, this.#ledger, this.#keys, this.issuing, this.#lineage);
    this.revoking = new Revoking(client, this.#ledger, this.#keys);
    this.kits = new Kits(client, this.#ledger, this.#keys, this.revoking, this.#recording);
    this.manifests = new Manifests(client, this.#ledger, this.#keys, this.revoking, this.#recording);
    this.safekeeping = new Safekeeping(client, this.#ledger, this.#keys, (ids) => {
      this.#saved = new Set([...this.#saved, ...ids]);
    });
    this.#ledger.onForgotten = () => this.#keys.keepOnly((id) => this.#ledger.authority(id) !== undefined);
    this.#ledger.onIdleMinutes = (minutes) => (this.#keys.idleMinutes = minutes);
  }

  /**
   * Looks whether something is kept here, and reads it; what was kept before all of it was told is told then. Stores nothing
   * else. Call it when the page is first shown.
   */
  async open(): Promise<void> {
    await this.#ledger.open();
    // Not waited for: the list can be shown, and storage that is full is no reason not to.
    this.#lineage.bringUpToDate().catch(() => undefined);
  }

  get standing(): Standing {
    return this.#ledger.standing;
  }

  /** Stored records that are damaged and left out. */
  get unreadable(): number {
    return this.#ledger.unreadable;
  }

  /** In the order they were taken in, kept ones first. */
  get all(): readonly AuthorityEntry[] {
    const newest = new Map<AuthorityRef, RevocationListRecord>();
    for (const list of this.#ledger.lists)
      if (list.number > (newest.get(list.authority)?.number ?? 0)) newest.set(list.authority, list);
    const revoked = takenBack(this.#ledger.authorities, (id, serial) => this.#ledger.certificate(id, serial));
    return this.#ledger.authorities.map((record) => {
      const list = newest.get(record.id);
      return {
        ...record,
        kept: this.#ledger.isKept(record.id),
        open: this.#keys.held(record.id),
        locksAt: this.#keys.locksAt(record.id),
        list,
        revoked: revoked.get(record.id),
        listOutdated: list === undefined ? record.revision > 0 : list.revision < record.revision,
      };
    });
  }

  entry(id: AuthorityRef): AuthorityEntry | undefined {
    return this.all.find((one) => one.id === id);
  }

  /** Everything signed, promised or known to be revoked, of all authorities. */
  get inventory(): readonly IssuedEntry[] {
    const names = new Map(this.#ledger.authorities.map(({ id, facts }) => [id, facts.name]));
    return this.#ledger.issued.map((record) => ({
      ...record,
      authorityName: names.get(record.authority) ?? '',
      unfinished: this.#ledger.isUnfinished(record),
    }));
  }

  /** Good ones, not renewed yet, that end within so many days. @param now ms since 1970 */
  expiring(days: number, now: number): readonly IssuedEntry[] {
    const until = now + days * 86_400_000;
    return this.inventory.filter(
      ({ status, renewedBy, facts }) =>
        status.kind === 'good' &&
        renewedBy === undefined &&
        facts !== undefined &&
        facts.notAfter >= now &&
        facts.notAfter <= until,
    );
  }

  /** All lists of an authority, the newest first. */
  lists(id: AuthorityRef): readonly RevocationListRecord[] {
    return this.#ledger.lists
      .filter(({ authority }) => authority === id)
      .sort((one, other) => other.number - one.number);
  }

  get templates(): readonly TemplateRecord[] {
    return this.#ledger.templates;
  }

  /** Closing the tab would lose the key of an authority: it lives here only, and was never handed out. */
  get unsaved(): boolean {
    return this.#ledger.authorities.some(({ id }) => !this.#ledger.isKept(id) && !this.#saved.has(id));
  }

  /** Minutes without use after which an authority locks itself. */
  get idleMinutes(): number {
    return this.#keys.idleMinutes;
  }

  chooseIdleMinutes(minutes: number): Promise<Outcome> {
    this.#keys.idleMinutes = minutes;
    return outcomeOf(async () => {
      await this.#ledger.common.putSettings({ name: 'settings', idleMinutes: minutes });
      return done(undefined);
    });
  }

  /** A new root, or with `below` an authority under one that is unlocked. It lives in this tab until it is kept. */
  create(draft: CertificateDraft, below?: AuthorityRef): Promise<Outcome<AuthorityRef, IssueProblem>> {
    return outcomeOf<AuthorityRef, IssueProblem>(async () => {
      await this.#ledger.open();
      if (below !== undefined) {
        const made = await this.issuing.createBelow(below, draft);
        return made.kind === 'done' ? done(await this.#taking.take(made.value, 'made')) : made;
      }
      const request = { draft, signer: { kind: 'self' }, at: Date.now() } as const;
      const reply = await this.#client.ask('createAuthority', request);
      if (reply.kind === 'refused') return refused({ code: 'draft', problems: reply.problems });
      return done(await this.#taking.take(reply.authority, 'made'));
    });
  }

  /** Finds authorities in what was pasted or dropped; `take` those the person wants, `leave` the others. */
  find(
    inputs: RequestOf<'findAuthorities'>['inputs'],
    passphrase: string,
    signal?: AbortSignal,
  ): Promise<Outcome<FindReply>> {
    return outcomeOf(async () => {
      await this.#ledger.open();
      const request = { inputs, passphrase, at: Date.now() };
      return done(await this.#client.ask('findAuthorities', request, { signal }));
    });
  }

  /** Takes one in, with what was found of its work. One that is here already gets that, and stays locked or open. */
  take(found: FoundAuthority): Promise<Outcome<AuthorityRef>> {
    return outcomeOf(async () => done(await this.#taking.take(found, 'imported', found)));
  }

  leave(found: FoundAuthority): void {
    this.#taking.leave(found);
  }

  unlock(id: AuthorityRef, passphrase: string): Promise<Outcome<undefined, UnsealFailure>> {
    return outcomeOf<undefined, UnsealFailure>(async () => {
      const record = this.#ledger.authority(id);
      if (record?.sealed === undefined) return { kind: 'gone' };
      const { certificate, chain, sealed } = record;
      const request = { certificate, chain, sealed, passphrase, at: Date.now() };
      const reply = await this.#client.ask('unsealAuthority', request);
      if (reply.kind === 'refused') return refused(reply.problem);
      this.#keys.add(id, reply.held);
      return done(undefined);
    });
  }

  /** Locks one; nothing happens to one that was never sealed, for its key would be lost. */
  lock(id: AuthorityRef): void {
    if (this.#ledger.authority(id)?.sealed !== undefined) this.#keys.close(id);
  }

  lockAll(): void {
    this.#keys.closeAll();
  }

  /** Removes one, with its key and its inventory, wherever it lives. */
  remove(id: AuthorityRef): Promise<Outcome> {
    return outcomeOf(async () => {
      await this.#ledger.vaultOf(id).removeAuthority(id);
      this.#keys.close(id);
      return done(undefined);
    });
  }

  changeSettings(id: AuthorityRef, settings: AuthoritySettings): Promise<Outcome> {
    return outcomeOf(async () => {
      await this.#ledger.vaultOf(id).changeAuthority(id, (record) => ({ ...record, settings }));
      return done(undefined);
    });
  }

  annotate({ authority, serial }: IssuedRecord, note: string): Promise<Outcome> {
    return outcomeOf(async () => {
      await this.#ledger.vaultOf(authority).annotate(authority, serial, note);
      return done(undefined);
    });
  }

  /** Removes promises of tabs that are gone. */
  clearUnfinished(): Promise<Outcome<number>> {
    return outcomeOf(async () => {
      await this.#ledger.refresh();
      const unfinished = this.#ledger.issued.filter((record) => this.#ledger.isUnfinished(record));
      for (const record of unfinished) await this.#ledger.vaultOf(record.authority).takeBack([record]);
      return done(unfinished.length);
    });
  }

  saveTemplate(name: string, draft: CertificateDraft): Promise<Outcome> {
    return outcomeOf(async () => {
      await this.#ledger.common.putTemplate({ name, draft, savedAt: Date.now() });
      return done(undefined);
    });
  }

  removeTemplate(name: string): Promise<Outcome> {
    return outcomeOf(async () => {
      await this.#ledger.removeTemplate(name);
      return done(undefined);
    });
  }
}
