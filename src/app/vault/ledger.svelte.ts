/**
 * What the page knows of its authorities: those kept in the browser and those in this tab's memory, put together and up to
 * date with other tabs. It decides where each lives; the verbs on them are `vault.ts`'s.
 */
import type {
  AuthorityRecord,
  AuthorityRef,
  IssuedRecord,
  RevocationListRecord,
  TemplateRecord,
} from '../../pki/authority/authority-record';
import { sameChain } from '../same-octets';
import { deleteBrowserDatabase, isStored, openBrowserDatabase, whyNone } from './browser-database';
import { MemoryDatabase } from './memory-database';
import { partOf } from './part-of';
import { Readings } from './readings';
import { Shelf } from './shelf';
import { takeAlong } from './take-along';
import { usableRecords } from '../../pki/authority/sound-record';
import * as marker from './stored-marker';
import { Tabs } from './tabs';
import { Vault } from './vault';
import { faultFrom, VaultFault, type VaultProblem } from './vault-problem';

/** Where things stand with storage. */
export type Standing =
  /** Not looked yet. */
  | { readonly kind: 'unknown' }
  /** Nothing is stored, and it would be possible. */
  | { readonly kind: 'nothing-kept' }
  | { readonly kind: 'kept' }
  /** It cannot be used, or no longer. What is on the page lives in this tab. */
  | { readonly kind: 'off'; readonly problem: VaultProblem };

/** How soon the page follows what other tabs do, in milliseconds: a hundred issues in a row are read once or twice. */
const FOLLOWING = 100;

export class Ledger {
  readonly tabs = new Tabs();
  /** Told when what is stored, or all of it, is gone on somebody's word, here or in another tab. */
  onForgotten: () => void = () => undefined;
  /** Told of the idle time that is stored, by whichever tab. */
  onIdleMinutes: (minutes: number) => void = () => undefined;
  /** Told of an authority that goes by another certificate or chain since another tab said so. */
  onRenewed: (record: AuthorityRecord) => void = () => undefined;
  #standing = $state.raw<Standing>({ kind: 'unknown' });
  #memory = $state.raw(Shelf.empty);
  #stored = $state.raw(Shelf.empty);
  #unreadable = $state.raw(0);
  #living = $state.raw<ReadonlySet<string>>(new Set());
  #inMemory = this.#newMemory();
  #inBrowser: Vault | undefined;
  #following: ReturnType<typeof setTimeout> | undefined;
  #opening: Promise<void> | undefined;
  #beginning: Promise<Vault> | undefined;
  readonly #readings = new Readings();
  /** In this tab alone. What was kept elsewhere meanwhile is shown as kept. */
  readonly #loose = $derived(partOf(this.#memory.inventory, (id) => !this.isKept(id)));

  get standing(): Standing {
    return this.#standing;
  }

  get authorities(): readonly AuthorityRecord[] {
    return [...this.#stored.authorities.values(), ...this.#loose.authorities];
  }

  get issued(): readonly IssuedRecord[] {
    return [...this.#stored.issued.values(), ...this.#loose.issued];
  }

  get lists(): readonly RevocationListRecord[] {
    return [...this.#stored.lists.values(), ...this.#loose.lists];
  }

  get templates(): readonly TemplateRecord[] {
    return [...new Map([...this.#memory.templates, ...this.#stored.templates]).values()];
  }

  /** Stored records that cannot be read: left where they are, and told as so many. */
  get unreadable(): number {
    return this.#unreadable;
  }

  isKept(id: AuthorityRef): boolean {
    return this.#stored.authorities.has(id);
  }

  isKeptTemplate(name: string): boolean {
    return this.#stored.templates.has(name);
  }

  authority(id: AuthorityRef): AuthorityRecord | undefined {
    return this.#stored.authorities.get(id) ?? this.#memory.authorities.get(id);
  }

  certificate(id: AuthorityRef, serial: string): IssuedRecord | undefined {
    return this.#stored.certificate(id, serial) ?? this.#memory.certificate(id, serial);
  }

  /** Promised by a tab that is no more: nobody ever saw anything under that number. */
  isUnfinished({ status }: IssuedRecord): boolean {
    return status.kind === 'reserved' && status.tab !== this.tabs.id && !this.#living.has(status.tab);
  }

  /** Where an authority lives. */
  vaultOf(id: AuthorityRef): Vault {
    return this.#inBrowser !== undefined && this.isKept(id) ? this.#inBrowser : this.#inMemory;
  }

  get memory(): Vault {
    return this.#inMemory;
  }

  /** The browser's storage, where anything is kept in it. */
  get browser(): Vault | undefined {
    return this.#inBrowser;
  }

  /** Where templates and settings go: into the browser once anything is kept there. */
  get common(): Vault {
    return this.#inBrowser ?? this.#inMemory;
  }

  /** Wherever it lives. */
  async removeTemplate(name: string): Promise<void> {
    await this.#inBrowser?.removeTemplate(name);
    await this.#inMemory.removeTemplate(name);
  }

  /** Looks whether anything was kept, and reads it. Makes and stores nothing. */
  open(): Promise<void> {
    this.#opening ??= this.#look();
    return this.#opening;
  }

  async #look(): Promise<void> {
    const problem = await whyNone();
    if (problem !== undefined) this.#standing = { kind: 'off', problem };
    else {
      const stored = (await isStored()) ?? marker.isSet();
      if (stored) await this.#openBrowser().catch((error: unknown) => this.#lost(faultFrom(error).problem));
      else if (marker.isSet()) this.#standing = { kind: 'off', problem: 'gone' };
      else this.#standing = { kind: 'nothing-kept' };
    }
  }

  /**
   * The browser's storage, made where there is none: on the person's word alone. Templates and settings of this tab go along.
   * @throws VaultFault
   */
  async begin(): Promise<Vault> {
    await this.open();
    if (this.#inBrowser !== undefined) return this.#inBrowser;
    this.#beginning ??= this.#begin().finally(() => {
      this.#beginning = undefined;
    });
    return this.#beginning;
  }

  async #begin(): Promise<Vault> {
    const { standing } = this;
    if (standing.kind === 'off' && (standing.problem === 'file' || standing.problem === 'no-storage'))
      throw new VaultFault(standing.problem);
    const vault = await this.#openBrowser();
    marker.set();
    // Some browsers ask the person; a no costs nothing but the promise not to clear it when the disk is full.
    navigator.storage.persist().catch(() => false);
    await takeAlong(this.#inMemory, vault);
    return vault;
  }

  async #openBrowser(): Promise<Vault> {
    const database = await openBrowserDatabase((why) => {
      if (this.#inBrowser !== vault) return;
      if (why === 'wiped') this.#wipedElsewhere();
      else this.#lost(why);
    });
    const vault: Vault = new Vault(database, async (change) => {
      this.tabs.tell();
      if (this.#inBrowser !== vault) return;
      // What was left out may be of use with what came.
      if (change === 'everything' || this.#unreadable > 0) await this.refresh();
      else {
        this.#readings.wrote(change);
        this.#stored = this.#stored.after(change);
      }
    });
    await this.tabs.join(() => this.#follow());
    this.#inBrowser = vault;
    try {
      await this.#read(vault);
    } catch (error) {
      this.#inBrowser = undefined;
      vault.close();
      throw error;
    }
    this.#standing = { kind: 'kept' };
    return vault;
  }

  /** Reads again what is stored. */
  async refresh(): Promise<void> {
    const vault = this.#inBrowser;
    if (vault === undefined) return;
    await this.#read(vault)
      .then(() => this.#unite(vault))
      .catch(() => undefined);
  }

  async #read(vault: Vault): Promise<void> {
    const read = await this.#readings.read(async () => ({
      ...(await vault.load()),
      living: await this.tabs.living(),
    }));
    if (read === undefined || vault !== this.#inBrowser) return;
    const { settings, living, ...found } = read.found;
    const { inventory, unreadable } = usableRecords(found);
    this.#living = living;
    const before = this.#stored.authorities;
    this.#stored = new Shelf(inventory).after(read.meanwhile);
    for (const { id, certificate, chain } of before.values()) {
      const record = this.authority(id);
      if (record === undefined) this.onForgotten();
      else if (!sameChain([certificate, ...chain], [record.certificate, ...record.chain]))
        this.onRenewed(record);
    }
    this.#unreadable = unreadable;
    const minutes = settings?.idleMinutes;
    if (minutes !== undefined && minutes >= 1 && minutes < Infinity) this.onIdleMinutes(minutes);
  }

  /** An authority that another tab has kept meanwhile is one with this tab's: two would give the same numbers. */
  async #unite(vault: Vault): Promise<void> {
    const both = partOf(this.#memory.inventory, (id) => this.isKept(id));
    if (both.authorities.length === 0) return;
    await vault.bring(both, 'merge');
    for (const { id } of both.authorities) await this.#inMemory.removeAuthority(id);
  }

  #follow(): void {
    if (this.#following !== undefined) return;
    this.#following = setTimeout(() => {
      this.#following = undefined;
      void this.refresh();
    }, FOLLOWING);
  }

  /** Storage is no longer there: what was read from it goes on in this tab. */
  #lost(problem: VaultProblem): void {
    this.#inBrowser = undefined;
    this.#standing = { kind: 'off', problem };
    const { inventory } = this.#stored;
    this.#stored = Shelf.empty;
    void this.#inMemory.bring(inventory, 'merge');
  }

  #newMemory(): Vault {
    const vault: Vault = new Vault(new MemoryDatabase(), async (change) => {
      this.#memory = change === 'everything' ? new Shelf(await vault.load()) : this.#memory.after(change);
    });
    return vault;
  }

  /**
   * Empties and deletes the database, and lets go of what is in memory.
   * @throws VaultFault; then nothing is gone
   */
  async wipe(): Promise<void> {
    await this.open();
    const vault = this.#inBrowser;
    const problem = await whyNone();
    if (vault === undefined && problem === undefined) await deleteBrowserDatabase();
    await vault?.clear();
    // Before the database goes: where a tab dies in between, what was wiped would be told as lost.
    marker.clear();
    this.#inBrowser = undefined;
    vault?.close();
    // Empty already: where another tab holds it, the browser deletes it when that lets go.
    if (vault !== undefined) await deleteBrowserDatabase().catch(() => undefined);
    this.#memory = Shelf.empty;
    this.#inMemory = this.#newMemory();
    this.#forgetStored();
    this.#standing = problem === undefined ? { kind: 'nothing-kept' } : { kind: 'off', problem };
  }

  /** What lives in this tab alone is nothing another tab showed when it was asked whether it may all go. */
  #wipedElsewhere(): void {
    this.#forgetStored();
    this.#standing = { kind: 'off', problem: 'wiped' };
  }

  #forgetStored(): void {
    this.#inBrowser = undefined;
    this.#stored = Shelf.empty;
    this.#unreadable = 0;
    this.onForgotten();
  }
}
