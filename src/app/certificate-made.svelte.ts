/**
 * A certificate or a request that was made, on its way to the user: its files, each made in the worker at the click, and
 * whether a key exists nowhere but in this tab. While it does, the browser asks before it closes the tab.
 */
import type { WorkerClient } from '../worker/client';
import type { ReplyOf, RequestOf } from '../worker/protocol';
import { asMade, type Commands, type WantedOfOthers } from './certificate-commands.svelte';
import { linkTo, revoke, save, type DownloadLink } from './download';
import { faultOf, type Fault } from './fault';

export type MadeSummary = Extract<ReplyOf<'makeCertificate'>, { kind: 'made' }>['made'];
export type MadeForm = RequestOf<'madeFile'>['form'];

/** Files with the private key in them. */
const withKey: Readonly<Record<MadeForm, boolean>> = {
  pem: false,
  der: false,
  fullchain: false,
  pkcs12: true,
  'pkcs12-compatible': true,
  zip: true,
  pkcs8: true,
  'pkcs8-encrypted': true,
  traditional: true,
  'traditional-encrypted': true,
  jwk: true,
};

const ask = (event: BeforeUnloadEvent): void => {
  event.preventDefault();
};

export class Made {
  readonly summary: MadeSummary;
  readonly what: 'certificate' | 'request';
  readonly #others: WantedOfOthers;
  readonly #client: WorkerClient;
  #busy = $state.raw<MadeForm>();
  #fault = $state.raw<Fault>();
  #unsaved = $state.raw(false);
  #link: DownloadLink | undefined;

  /**
   * @param others the same as it is asked of other programs
   * @param keyIsNew it was made with it, and nobody has it yet
   */
  constructor(client: WorkerClient, others: WantedOfOthers, summary: MadeSummary, keyIsNew: boolean) {
    this.#client = client;
    this.what = others.what;
    this.#others = asMade(others, summary);
    this.summary = summary;
    this.#unsaved = keyIsNew && summary.keyFormats.length > 0;
    if (this.#unsaved) addEventListener('beforeunload', ask);
  }

  get hasKey(): boolean {
    return this.summary.keyFormats.length > 0;
  }

  get busy(): MadeForm | undefined {
    return this.#busy;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  get unsaved(): boolean {
    return this.#unsaved;
  }

  /** How other programs make what was made, whatever the form says by now. */
  readonly commands = (): Promise<Commands> => this.#client.ask('commandsFor', this.#others);

  /** @param password of the key in it, '' for none */
  async save(form: MadeForm, password = ''): Promise<boolean> {
    if (this.#busy !== undefined) return false;
    this.#busy = form;
    this.#fault = undefined;
    try {
      const link = linkTo(await this.#client.ask('madeFile', { made: this.summary.id, form, password }));
      revoke(this.#link);
      this.#link = link;
      save(link);
      if (withKey[form]) this.#saved();
      return true;
    } catch (error) {
      this.#fault = faultOf(error);
      return false;
    } finally {
      this.#busy = undefined;
    }
  }

  /** Lets go of the key and the files, here and in the worker. */
  dispose(): void {
    this.#saved();
    revoke(this.#link);
    void this.#client.ask('forgetMade', { made: this.summary.id }).catch(() => undefined);
  }

  #saved(): void {
    this.#unsaved = false;
    removeEventListener('beforeunload', ask);
  }
}
