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
import { deleteBrowserDatabase, isStored, openBrowserDatabase } from './browser-database';
import { MemoryDatabase } from './memory-database';
import { Shelf } from './shelf';
import { soundRecords } from '../../pki/authority/sound-record';
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
  /** Told when all of it is gone on somebody's word, here or in another tab. */
  onForgotten: () => void = () => undefined;
  /** Told of an authority that goes by another certificate or chain since another tab said so. */
  onRenewed: (record: AuthorityRecord) => void = () => undefined;
  #standing = $state.raw<Standing>({ kind: 'unknown' });
  #memory = $state.raw(Shelf.empty);
  #stored = $state.raw(Shelf.empty);
  #unreadable = $state.raw(0);
  #idleMinutes = $state.raw<number | undefined>(undefined);
  #living = $state.raw<ReadonlySet<string>>(new Set());
  #inMemory = this.#newMemory();
  #inBrowser: Vault | undefined;
  #following: ReturnType<typeof setTimeout> | undefined;
  #opening: Promise<void> | undefined;

  get standing(): Standing {
    return this.#standing;
  }

  get authorities(): readonly AuthorityRecord[] {
    return [...this.#stored.authorities.values(), ...this.#memory.authorities.values()];
  }

  get issued(): readonly IssuedRecord[] {
    return [...this.#stored.issued.values(), ...this.#memory.issued.values()];
  }

  get lists(): readonly RevocationListRecord[] {
    return [...this.#stored.lists.values(), ...this.#memory.lists.values()];
  }

  get templates(): readonly TemplateRecord[] {
    return [...this.#stored.templates.values(), ...this.#memory.templates.values()];
  }

  /** Stored records that cannot be read: left where they are, and told as so many. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /** As stored. */
  get idleMinutes(): number | undefined {
    return this.#idleMinutes;
  }

  isKept(id: AuthorityRef): boolean {
    return this.#stored.authorities.has(id);
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

  /** Where templates and settings go: into the browser once anything is kept there. */
  get common(): Vault {
    return this.#inBrowser ?? this.#inMemory;
  }

  /** Looks whether anything was kept, and reads it. Makes and stores nothing. */
  open(): Promise<void> {
    this.#opening ??= this.#look();
    return this.#opening;
  }

  async #look(): Promise<void> {
    if (location.protocol === 'file:') this.#standing = { kind: 'off', problem: 'file' };
    else if (!('indexedDB' in globalThis)) this.#standing = { kind: 'off', problem: 'no-storage' };
    else {
      const stored = (await isStored()) ?? marker.isSet();
      if (stored) await this.#openBrowser().catch((error: unknown) => this.#lost(faultFrom(error).problem));
      else if (marker.isSet()) this.#standing = { kind: 'off', problem: 'gone' };
      else this.#standing = { kind: 'nothing-kept' };
    }
  }

  /**
   * The browser's storage, made where there is none: on the person's word alone.
   * @throws VaultFault
   */
  async begin(): Promise<Vault> {
    await this.open();
    if (this.#inBrowser !== undefined) return this.#inBrowser;
    const { standing } = this;
    if (standing.kind === 'off' && (standing.problem === 'file' || standing.problem === 'no-storage'))
      throw new VaultFault(standing.problem);
    const vault = await this.#openBrowser();
    marker.set();
    // Some browsers ask the person; a no costs nothing but the promise not to clear it when the disk is full.
    navigator.storage.persist().catch(() => false);
    return vault;
  }

  async #openBrowser(): Promise<Vault> {
    const database = await openBrowserDatabase((why) => {
      if (why === 'wiped') this.#forgetAll();
      else this.#lost(why);
    });
    const vault = new Vault(database, async (change) => {
      this.tabs.tell();
      if (change === 'everything') await this.refresh();
      else this.#stored = this.#stored.after(change);
    });
    await this.tabs.join(() => this.#follow());
    await this.#read(vault);
    this.#inBrowser = vault;
    this.#standing = { kind: 'kept' };
    return vault;
  }

  /** Reads again what is stored. */
  async refresh(): Promise<void> {
    if (this.#inBrowser !== undefined) await this.#read(this.#inBrowser).catch(() => undefined);
  }

  async #read(vault: Vault): Promise<void> {
    const { settings, ...found } = await vault.load();
    const { inventory, unreadable } = soundRecords(found);
    this.#living = await this.tabs.living();
    const before = this.#stored.authorities;
    this.#stored = new Shelf(inventory);
    for (const record of inventory.authorities) {
      const known = before.get(record.id);
      if (known === undefined) continue;
      const [was, is] = [known, record].map(({ certificate, chain }) => [certificate, ...chain]);
      if (!sameChain(was ?? [], is ?? [])) this.onRenewed(record);
    }
    this.#unreadable = unreadable;
    this.#idleMinutes = settings?.idleMinutes;
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
    const possible = location.protocol !== 'file:' && 'indexedDB' in globalThis;
    if (vault === undefined && possible) await deleteBrowserDatabase();
    else if (vault !== undefined) {
      await vault.clear();
      this.#inBrowser = undefined;
      vault.close();
      // Empty already: where another tab holds it, the browser deletes it when that lets go.
      await deleteBrowserDatabase().catch(() => undefined);
    }
    marker.clear();
    this.#forgetAll();
  }

  #forgetAll(): void {
    this.#inBrowser = undefined;
    this.#stored = Shelf.empty;
    this.#memory = Shelf.empty;
    this.#inMemory = this.#newMemory();
    this.#unreadable = 0;
    this.#standing =
      location.protocol === 'file:' ? { kind: 'off', problem: 'file' } : { kind: 'nothing-kept' };
    this.onForgotten();
  }
}
