/**
 * A finished certificate on its way to the user: the downloads there are, and which keys exist nowhere but in this tab.
 * The keys themselves are the worker's; what is asked for comes back as a finished file.
 */
import type { WorkerClient } from '../worker/client';
import type { Download } from '../pki/handover';
import type { Created, RequestOf } from '../worker/protocol';
import { linkTo, revoke, save, type DownloadLink } from './download';
import { faultOf, type Fault } from './fault';

export type KeyFormat = Created['keyFormats'][number];
export type Pkcs12Style = RequestOf<'pkcs12'>['style'];
export type Instruction = Created['serve'][number];

/** Formats that take a passphrase. */
export const encryptedFormats: Readonly<Record<KeyFormat, boolean>> = {
  pkcs8: false,
  'pkcs8-encrypted': true,
  traditional: false,
  'traditional-encrypted': true,
  jwk: false,
};

/** Files made at the click, each of which replaces the one before. */
type Slot = 'pem' | 'authority' | 'key';

export class Handover {
  readonly created: Created;
  readonly zip: DownloadLink;
  readonly #client: WorkerClient;
  readonly #links = new Map<Slot, DownloadLink>();
  #busy = $state.raw<Slot | undefined>(undefined);
  #fault = $state.raw<Fault | undefined>(undefined);
  #keySaved = $state.raw(false);
  #authority = $state.raw<'none' | 'waiting' | 'saved' | 'declined'>('none');

  constructor(client: WorkerClient, created: Created, zip: Download) {
    this.#client = client;
    this.created = created;
    this.zip = linkTo(zip);
    this.#authority = created.hasAuthorityKey ? 'waiting' : 'none';
  }

  get busy(): Slot | undefined {
    return this.#busy;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  get keySaved(): boolean {
    return this.#keySaved;
  }

  get authority(): 'none' | 'waiting' | 'saved' | 'declined' {
    return this.#authority;
  }

  /** A key would be gone if the tab closed now, and nobody has said that it may. */
  get unsaved(): boolean {
    return !this.#keySaved || this.#authority === 'waiting';
  }

  /** The link to the zip was followed. */
  zipTaken(): void {
    this.#keySaved = true;
  }

  async savePemFiles(): Promise<boolean> {
    const saved = await this.#save('pem', () =>
      this.#client.ask('zip', { id: this.created.id, pemOnly: true }),
    );
    if (saved) this.#keySaved = true;
    return saved;
  }

  async saveAuthority(passphrase: string): Promise<boolean> {
    const saved = await this.#save('authority', () =>
      this.#client.ask('authorityFile', { id: this.created.id, passphrase }),
    );
    if (saved) this.#authority = 'saved';
    return saved;
  }

  /** The authority will sign nothing more; what it has signed stays good. */
  declineAuthority(): void {
    this.#authority = 'declined';
  }

  reconsiderAuthority(): void {
    this.#authority = 'waiting';
  }

  async saveKey(format: KeyFormat, passphrase: string): Promise<boolean> {
    const saved = await this.#save('key', () =>
      this.#client.ask('privateKey', { id: this.created.id, format, passphrase }),
    );
    if (saved) this.#keySaved = true;
    return saved;
  }

  async savePkcs12(style: Pkcs12Style, passphrase: string): Promise<boolean> {
    const saved = await this.#save('key', () =>
      this.#client.ask('pkcs12', { id: this.created.id, style, passphrase }),
    );
    if (saved) this.#keySaved = true;
    return saved;
  }

  /** Lets go of keys and files, here and in the worker. */
  dispose(): void {
    revoke(this.zip);
    this.#links.forEach(revoke);
    this.#links.clear();
    void this.#client.ask('forget', { id: this.created.id }).catch(() => undefined);
  }

  async #save(slot: Slot, make: () => Promise<Download>): Promise<boolean> {
    this.#busy = slot;
    this.#fault = undefined;
    try {
      const link = linkTo(await make());
      revoke(this.#links.get(slot));
      this.#links.set(slot, link);
      save(link);
      return true;
    } catch (error) {
      this.#fault = faultOf(error);
      return false;
    } finally {
      this.#busy = undefined;
    }
  }
}
