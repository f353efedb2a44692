/** *Re-issue a copy*: what a certificate says, or a request asks for, in the form of the page Certificate, which then opens. */
import type { Item } from '../pki/inspect/item';
import { certificateForm } from './certificate-copy';
import { faultOf, type Fault } from './fault';
import type { Workbench } from './workbench';

type Ending =
  /** Read as neither a certificate nor a request. */
  { readonly kind: 'not-read' } | { readonly kind: 'failed'; readonly fault: Fault };

export class Reissue {
  readonly #bench: Workbench;
  #busy = $state.raw(false);
  #ending = $state.raw<Ending>();

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  /** @returns identifiers of extensions that stayed behind; `undefined` where nothing was copied */
  async copy({ octets }: Item): Promise<readonly string[] | undefined> {
    if (this.#busy || octets === undefined) return undefined;
    this.#busy = true;
    this.#ending = undefined;
    const bench = this.#bench;
    try {
      const form = await certificateForm(bench);
      const leftOut = await form.copyFrom(octets.slice());
      if (leftOut === undefined) this.#ending = { kind: 'not-read' };
      else bench.location.go('certificate');
      return leftOut;
    } catch (error) {
      this.#ending = { kind: 'failed', fault: faultOf(error) };
      return undefined;
    } finally {
      this.#busy = false;
    }
  }
}
