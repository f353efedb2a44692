/** Making one certificate: asked, under way, refused, failed, done. What was typed is never touched. */
import type { PlanRefusal } from '../pki/local-https';
import type { WorkerClient } from '../worker/client';
import { faultOf, type Fault } from './fault';
import type { Handover } from './handover.svelte';
import type { NotRecorded } from './own-signer';
import type { LocalHttpsForm, Obstacle } from './local-https.svelte';

export type Stage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'hindered'; readonly obstacle: Obstacle }
  /** The key of the last certificate would be lost. */
  | { readonly kind: 'unsaved-key'; readonly folder: string }
  | { readonly kind: 'refused'; readonly refusals: readonly PlanRefusal[] }
  | NotRecorded
  | { readonly kind: 'failed'; readonly fault: Fault };

export class Issuance {
  readonly #client: WorkerClient;
  #stage = $state.raw<Stage>({ kind: 'idle' });
  #handover = $state.raw<Handover | undefined>(undefined);
  #work: AbortController | undefined;

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** What was made last. */
  get handover(): Handover | undefined {
    return this.#handover;
  }

  /**
   * Makes what the form asks for. True when there is something new to hand over.
   * @param losingTheLast the user was told that the last certificate's key would be lost
   */
  async create(form: LocalHttpsForm, losingTheLast = false): Promise<boolean> {
    if (this.#work !== undefined) return false;
    const work = new AbortController();
    this.#work = work;
    try {
      return await this.#make(form, losingTheLast, work.signal);
    } catch (error) {
      return this.#ends(work.signal.aborted ? { kind: 'idle' } : { kind: 'failed', fault: faultOf(error) });
    } finally {
      this.#work = undefined;
    }
  }

  async #make(form: LocalHttpsForm, losingTheLast: boolean, signal: AbortSignal): Promise<boolean> {
    await form.settle();
    const request = form.request(Date.now());
    if (typeof request === 'string') return this.#ends({ kind: 'hindered', obstacle: request });
    const last = this.#handover;
    if (last?.keySaved === false && !losingTheLast)
      return this.#ends({ kind: 'unsaved-key', folder: last.created.folder });
    this.#stage = { kind: 'working' };
    const { recorder } = form.signer;
    const reply = await (recorder?.create(request, signal) ??
      this.#client.ask('create', request, { signal }));
    if (reply.kind === 'not-recorded') return this.#ends(reply);
    if (reply.kind === 'refused') return this.#ends({ kind: 'refused', refusals: reply.refusals });
    const { created } = reply;
    const [zip, { Handover }] = await Promise.all([
      this.#client.ask('zip', { id: created.id, pemOnly: false }, { signal }),
      import('./handover.svelte'),
    ]);
    signal.throwIfAborted();
    this.#handover = new Handover(this.#client, created, zip);
    last?.dispose();
    this.#stage = { kind: 'idle' };
    return true;
  }

  cancel(): void {
    this.#work?.abort();
  }

  /** Takes back what the last attempt came to, since what caused it has changed. */
  reset(): void {
    if (this.#stage.kind !== 'working') this.#stage = { kind: 'idle' };
  }

  #ends(stage: Stage): false {
    this.#stage = stage;
    return false;
  }
}
