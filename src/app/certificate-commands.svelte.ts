/** How other programs make what the form describes. */
import type { ReplyOf } from '../worker/protocol';
import type { CertificateForm } from './certificate-form.svelte';
import { faultOf, type Fault } from './fault';

export class CertificateCommands {
  readonly #form: CertificateForm;
  #shown = $state.raw<ReplyOf<'commandsFor'>>();
  #fault = $state.raw<Fault>();
  #turn = 0;

  constructor(form: CertificateForm) {
    this.#form = form;
  }

  get shown(): ReplyOf<'commandsFor'> | undefined {
    return this.#shown;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const shown = await this.#form.commands();
      if (turn !== this.#turn) return;
      this.#shown = shown;
      this.#fault = undefined;
    } catch (error) {
      if (turn === this.#turn) this.#fault = faultOf(error);
    }
  }
}
