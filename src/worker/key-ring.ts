/** What the worker holds for the page, by id: private keys and opened authorities, shared by its desks. */
import { PkiError } from '../pki/error';
import type { OpenedAuthority } from '../pki/open-authority';
import type { AuthorityId } from './protocol';

export class KeyRing {
  readonly #authorities = new Map<AuthorityId, OpenedAuthority>();
  #ids = 0;

  /** An id that no other thing in the worker has. */
  newId<Id extends string>(kind: string): Id {
    return `${kind}-${++this.#ids}` as Id;
  }

  keepAuthority(authority: OpenedAuthority): AuthorityId {
    const id = this.newId<AuthorityId>('authority');
    this.#authorities.set(id, authority);
    return id;
  }

  /** @throws PkiError `not-found` */
  authority(id: AuthorityId): OpenedAuthority {
    const found = this.#authorities.get(id);
    if (found === undefined) throw new PkiError('not-found', [id]);
    return found;
  }

  forgetAuthority(id: AuthorityId): void {
    this.#authorities.delete(id);
  }
}
