/** What was made by renewing, until the person has taken it: a new key is in the worker alone, and goes with the tab. */
import type { MadeForm, MadeSummary } from '../worker/certificate-protocol';
import type { WorkerClient } from '../worker/client';
import { faultOf, type Fault } from './fault';
import { handOver } from './handed-file';
import type { Renewed } from './vault/issuing';

export class MadeAgain {
  readonly #client: WorkerClient;
  readonly made: MadeSummary;
  /** Extensions of the one before that it does not have, by identifier. */
  readonly leftOut: readonly string[];
  #saved = $state.raw(false);
  #busy = $state.raw(false);
  #fault = $state.raw<Fault>();

  constructor(client: WorkerClient, { made, leftOut }: Renewed) {
    this.#client = client;
    this.made = made;
    this.leftOut = leftOut;
  }

  /** Its private key was made here. */
  get hasKey(): boolean {
    return this.made.keyFormats.length > 0;
  }

  get saved(): boolean {
    return this.#saved;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** @param password of private keys and stores in it; '' for none */
  async save(form: MadeForm, password: string): Promise<boolean> {
    this.#busy = true;
    this.#fault = undefined;
    try {
      handOver(await this.#client.ask('madeFile', { made: this.made.id, form, password }));
      this.#saved = true;
      return true;
    } catch (error) {
      this.#fault = faultOf(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }

  letGo(): void {
    this.#client.ask('forgetMade', { made: this.made.id }).catch(() => undefined);
  }
}
