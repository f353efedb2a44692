// The application's authorities without its pages: what the vault's specs drive. Armed, the page stops dead at a given step
// (every read, write and commit of the database, every message to and from the worker), so that a test can kill it there.
import { Authorities } from '../../../src/app/authorities.svelte';
import { draftFor } from '../../../src/pki/draft/profiles';
import type { CertificateDraft, ProfileId } from '../../../src/pki/draft/certificate-draft';
import { WorkerClient } from '../../../src/worker/client';

const COMMON_NAME = '2.5.4.3';

class VaultPage {
  readonly authorities = new Authorities(new WorkerClient());
  #dieAt = Infinity;
  #wanted = Infinity;
  readonly #steps: string[] = [];

  draft(profile: ProfileId, name: string): CertificateDraft {
    const draft = draftFor(profile);
    return {
      ...draft,
      subject: [{ type: COMMON_NAME, value: name }],
      alternativeNames: profile.startsWith('tls') ? [{ kind: 'dns', value: `${name}.test` }] : [],
    };
  }

  /** From now on it counts, and stops dead at that step. */
  arm(dieAt: number): void {
    this.#steps.length = 0;
    if (this.#dieAt !== Infinity) this.#wanted = this.#dieAt;
    this.#dieAt = dieAt;
  }

  /** Counts from here: what came before was the way to what is to be killed. */
  armAgain(): void {
    this.arm(this.#wanted);
  }

  get steps(): readonly string[] {
    return this.#steps;
  }

  step(name: string): void {
    this.#steps.push(name);
    if (this.#steps.length !== this.#dieAt) return;
    window.dying?.(name);
    // Nothing runs any more, as in a tab that is about to be killed.
    for (;;);
  }
}

declare global {
  interface Window {
    vault: VaultPage;
    dying?: (step: string) => void;
  }
}

window.vault = new VaultPage();

for (const verb of ['get', 'getAll', 'getKey', 'add', 'put', 'delete', 'clear'] as const) {
  const own = IDBObjectStore.prototype[verb] as (...given: unknown[]) => IDBRequest;
  Object.defineProperty(IDBObjectStore.prototype, verb, {
    value(this: IDBObjectStore, ...given: unknown[]) {
      window.vault.step(`before ${verb} ${this.name}`);
      const request = Reflect.apply(own, this, given) as IDBRequest;
      request.addEventListener('success', () => window.vault.step(`after ${verb} ${this.name}`));
      return request;
    },
  });
}

const begin = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')?.value as (
  ...given: unknown[]
) => IDBTransaction;
Object.defineProperty(IDBDatabase.prototype, 'transaction', {
  value(this: IDBDatabase, ...given: unknown[]) {
    const transaction = Reflect.apply(begin, this, given) as IDBTransaction;
    transaction.addEventListener('complete', () => window.vault.step('committed'));
    return transaction;
  },
});

const post = Object.getOwnPropertyDescriptor(Worker.prototype, 'postMessage')?.value as (
  ...given: unknown[]
) => void;
Object.defineProperty(Worker.prototype, 'postMessage', {
  value(this: Worker, ...given: unknown[]) {
    const { verb } = given[0] as { readonly verb?: string };
    window.vault.step(`asking ${verb ?? 'to stop'}`);
    Reflect.apply(post, this, given);
    window.vault.step(`asked ${verb ?? 'to stop'}`);
  },
});
