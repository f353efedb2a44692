/** The click that makes it: what stands in the way, what the worker refuses, what was made, and whose key would be lost. */
import type { WorkerClient } from '../worker/client';
import type { RequestOf } from '../worker/protocol';
import type { Commands, WantedOfOthers } from './certificate-commands.svelte';
import { Made } from './certificate-made.svelte';
import type { Place, Problem } from './certificate-preview.svelte';
import type { CertificateSigner, NotRecorded } from './certificate-signer.svelte';
import { faultOf, type Fault } from './fault';

type Asked = RequestOf<'makeCertificate'>;

export type Stage =
  | { readonly kind: 'idle' | 'working' }
  /** Nothing was made: see the problems. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  /** Making another would lose the key of this one. */
  | { readonly kind: 'unsaved-key'; readonly title: string }
  | { readonly kind: 'key-missing' | 'authority-missing' }
  /** Signed, perhaps, and not written down: so it is not handed over. */
  | { readonly kind: 'not-recorded'; readonly why: NotRecorded }
  | { readonly kind: 'failed'; readonly fault: Fault };

export interface Wanted {
  readonly draft: Asked['draft'];
  /** Where a place in the draft is in the form. */
  readonly placed: (place: Place) => Place;
  readonly signer: CertificateSigner;
  readonly key: Asked['key'] | undefined;
  /** The same as it is asked of other programs. */
  readonly others: WantedOfOthers;
}

export class CertificateMaking {
  readonly #client: WorkerClient;
  #stage = $state.raw<Stage>({ kind: 'idle' });
  #made = $state.raw<Made>();

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  get stage(): Stage {
    return this.#stage;
  }

  get made(): Made | undefined {
    return this.#made;
  }

  commands(wanted: WantedOfOthers): Promise<Commands> {
    return this.#client.ask('commandsFor', wanted);
  }

  /** @param losingTheLast the key of what was made before may go */
  async make(wanted: Wanted, losingTheLast: boolean): Promise<void> {
    if (this.#stage.kind === 'working') return;
    const { draft, placed, signer, key, others } = wanted;
    const { what, attributes } = others;
    if (this.#made?.unsaved === true && !losingTheLast) {
      this.#stage = { kind: 'unsaved-key', title: this.#made.summary.title };
      return;
    }
    const by = signer.wanted;
    if (key === undefined || by === undefined) {
      this.#stage = { kind: key === undefined ? 'key-missing' : 'authority-missing' };
      return;
    }
    this.#stage = { kind: 'working' };
    try {
      const reply =
        what === 'certificate'
          ? await signer.sign(by, { draft, key })
          : await this.#client.ask('makeRequest', { draft, key, attributes });
      if (reply.kind === 'not-recorded') {
        this.#stage = reply;
        return;
      }
      if (reply.kind === 'refused') {
        const problems = reply.problems.map((problem) => ({ ...problem, at: placed(problem.at) }));
        this.#stage = { kind: 'refused', problems };
        return;
      }
      this.#made?.dispose();
      this.#made = new Made(this.#client, others, reply.made, key.kind === 'new');
      this.#stage = { kind: 'idle' };
    } catch (error) {
      this.#stage = { kind: 'failed', fault: faultOf(error) };
    }
  }

  /** What was said of the last try does not hold any more. */
  settle(): void {
    if (this.#stage.kind !== 'working') this.#stage = { kind: 'idle' };
  }

  /** Whoever made it is done with it. */
  letGo(): void {
    this.#made?.dispose();
    this.#made = undefined;
    this.settle();
  }
}
