// The application's authorities without its pages: what the vault's specs drive. Armed, the page stops dead at a given step
// (every read, write and commit of the database, its deletion, every message to and from the worker), so that a test can kill it there.
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
  #actAt = Infinity;
  #act: () => void = () => undefined;

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

  /** From now on it counts, and something happens in the midst of that step. */
  interrupt(at: number, act: () => void): void {
    this.#steps.length = 0;
    this.#actAt = at;
    this.#act = act;
  }

  get steps(): readonly string[] {
    return this.#steps;
  }

  step(name: string): void {
    this.#steps.push(name);
    if (this.#steps.length === this.#actAt) this.#act();
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

type Method<Result> = (...given: readonly unknown[]) => Result;

/** Puts another method in a prototype's place, which gets the one before. */
function wrap<Owner extends object, Result>(
  prototype: Owner,
  name: keyof Owner & string,
  around: (owner: Owner, own: () => Result, given: readonly unknown[]) => Result,
): void {
  const own = Object.getOwnPropertyDescriptor(prototype, name)?.value as Method<Result>;
  Object.defineProperty(prototype, name, {
    value(this: Owner, ...given: readonly unknown[]) {
      return around(this, () => Reflect.apply(own, this, given), given);
    },
  });
}

for (const verb of ['get', 'getAll', 'getKey', 'add', 'put', 'delete', 'clear'] as const)
  wrap(IDBObjectStore.prototype, verb, (store, own: () => IDBRequest) => {
    window.vault.step(`before ${verb} ${store.name}`);
    const request = own();
    request.addEventListener('success', () => window.vault.step(`after ${verb} ${store.name}`));
    return request;
  });

wrap(IDBDatabase.prototype, 'transaction', (_, own: () => IDBTransaction) => {
  const transaction = own();
  transaction.addEventListener('complete', () => window.vault.step('committed'));
  return transaction;
});

wrap(Worker.prototype, 'postMessage', (_, own: () => undefined, [message]) => {
  const { verb = 'to stop' } = message as { readonly verb?: string };
  window.vault.step(`asking ${verb}`);
  own();
  window.vault.step(`asked ${verb}`);
  return undefined;
});

// Opening is a step of every tab's beginning; deleting is the last of a wiping, beside the word in localStorage.
wrap(IDBFactory.prototype, 'deleteDatabase', (_, own: () => IDBOpenDBRequest) => {
  window.vault.step('deleting the database');
  const request = own();
  request.addEventListener('success', () => window.vault.step('deleted the database'));
  return request;
});

for (const verb of ['setItem', 'removeItem'] as const)
  wrap(Storage.prototype, verb, (_, own: () => undefined) => {
    own();
    window.vault.step(`${verb} of localStorage`);
    return undefined;
  });
