/** What the worker holds for the page, by id: private keys and opened authorities, shared by its desks. */
import { PkiError } from '../pki/error';
import type { HeldKey } from '../pki/draft/make';
import type { OpenedAuthority } from '../pki/open-authority';
import type { AuthorityId, KeyId } from './ids';

export class KeyRing {
  readonly #authorities = new Map<AuthorityId, OpenedAuthority>();
  readonly #keys = new Map<KeyId, HeldKey>();
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

  keepKey(key: HeldKey): KeyId {
    const id = this.newId<KeyId>('key');
    this.#keys.set(id, key);
    return id;
  }

  /** @throws PkiError `not-found` */
  key(id: KeyId): HeldKey {
    const found = this.#keys.get(id);
    if (found === undefined) throw new PkiError('not-found', [id]);
    return found;
  }

  forgetKey(id: KeyId): void {
    this.#keys.delete(id);
  }
}
