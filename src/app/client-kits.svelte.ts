/** The forms for client certificates, one of each authority: they outlive the tab of the page, since what they made is nowhere else. */
import type { AuthorityRef } from '../pki/authority/authority-record';
import type { Authorities } from './authorities.svelte';
import { ClientKitForm } from './client-kit.svelte';

export class ClientKits {
  readonly #authorities: Authorities;
  #forms = $state.raw<ReadonlyMap<AuthorityRef, ClientKitForm>>(new Map());

  constructor(authorities: Authorities) {
    this.#authorities = authorities;
  }

  of(authority: AuthorityRef): ClientKitForm {
    const known = this.#forms.get(authority);
    if (known !== undefined) return known;
    const fresh = new ClientKitForm(this.#authorities, authority);
    this.#forms = new Map([...this.#forms, [authority, fresh]]);
    return fresh;
  }

  /** Zips that nobody has downloaded yet. */
  get waiting(): readonly ClientKitForm[] {
    return [...this.#forms.values()].filter(({ waits }) => waits);
  }

  /** Closing the tab now would lose keys, made or being made. */
  get unsaved(): boolean {
    return [...this.#forms.values()].some(({ waits, stage }) => waits || stage.kind === 'making');
  }
}
