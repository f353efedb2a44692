/** What the worker holds for the page, by id: private keys and opened authorities, shared by its desks. */
import { PkiError } from '../pki/error';
import type { HeldKey } from '../pki/draft/make';
import type { OpenedAuthority } from '../pki/open-authority';
import type { AuthorityId, KeyId } from './ids';

export class KeyRing {
  readonly #authorities = new Map<AuthorityId, OpenedAuthority>();
  /** Of authorities that were never sealed: the handle that can be, which is the only way their key can be kept. */
  readonly #exportable = new Map<AuthorityId, CryptoKey>();
  readonly #keys = new Map<KeyId, HeldKey>();
  #ids = 0;

  /** An id that no other thing in the worker has. */
  newId(kind: string): string {
    return `${kind}-${++this.#ids}`;
  }

  keepAuthority(authority: OpenedAuthority, exportable?: CryptoKey): AuthorityId {
    const id = this.newId('authority') as AuthorityId;
    this.#authorities.set(id, authority);
    if (exportable !== undefined) this.#exportable.set(id, exportable);
    return id;
  }

  /** The same authority with another certificate, or with handles that cannot be exported. */
  replaceAuthority(id: AuthorityId, authority: OpenedAuthority, exportable?: CryptoKey): void {
    this.#authorities.set(id, authority);
    if (exportable === undefined) this.#exportable.delete(id);
  }

  /** `undefined` once it was sealed. */
  exportable(id: AuthorityId): CryptoKey | undefined {
    return this.#exportable.get(id);
  }

  /** @throws PkiError `not-found` */
  authority(id: AuthorityId): OpenedAuthority {
    const found = this.#authorities.get(id);
    if (found === undefined) throw new PkiError('not-found', [id]);
    return found;
  }

  forgetAuthority(id: AuthorityId): void {
    this.#authorities.delete(id);
    this.#exportable.delete(id);
  }

  keepKey(key: HeldKey): KeyId {
    const id = this.newId('key') as KeyId;
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
