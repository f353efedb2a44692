/**
 * What the worker holds for the page, by id: private keys and opened authorities, shared by its desks. An authority of the
 * user's own has a record (`app/vault`), and signs under nothing but serial numbers that stand in it: whoever wants its key
 * for that has to name them.
 */
import { PkiError } from '../pki/error';
import type { HeldKey } from '../pki/draft/make';
import type { AuthorityWithoutKey, OpenedAuthority } from '../pki/open-authority';
import { randomOctets } from '../pki/random';
import type { AuthorityId, KeyId, PromisedSerials } from './ids';

interface Held {
  readonly authority: OpenedAuthority;
  /** The user's own, with a record of what it signs. */
  readonly recorded: boolean;
  /** Where it was never sealed: the handle that can be, which is the only way its key can be kept. */
  readonly exportable?: CryptoKey;
}

/** Serial numbers something is to be signed under, as a record writes them; '' for one still to be drawn. */
export interface Numbers {
  readonly asked: readonly string[];
  readonly promised: PromisedSerials | undefined;
}

export class KeyRing {
  readonly #authorities = new Map<AuthorityId, Held>();
  readonly #keys = new Map<KeyId, HeldKey>();
  /** Of this worker: the page may still hold ids of one that has died, and they must open nothing here. */
  readonly #worker = randomOctets(8).toString().replaceAll(',', '.');
  #ids = 0;

  /** An id that no other thing has, in this worker or another. */
  newId(kind: string): string {
    return `${kind}-${this.#worker}-${++this.#ids}`;
  }

  /** One opened from files, for this once: nobody keeps a record of what it signs. */
  keepGiven(authority: OpenedAuthority): AuthorityId {
    return this.#keep({ authority, recorded: false });
  }

  /** One of the user's own. */
  keepRecorded(authority: OpenedAuthority, exportable?: CryptoKey): AuthorityId {
    return this.#keep({ authority, recorded: true, ...(exportable && { exportable }) });
  }

  #keep(held: Held): AuthorityId {
    const id = this.newId('authority') as AuthorityId;
    this.#authorities.set(id, held);
    return id;
  }

  /** The same authority with another certificate. */
  replaceAuthority(id: AuthorityId, authority: OpenedAuthority): void {
    this.#authorities.set(id, { ...this.#held(id), authority });
  }

  /** The same one with handles that cannot be exported: it was sealed. */
  sealAuthority(id: AuthorityId, authority: OpenedAuthority): void {
    this.#authorities.set(id, { authority, recorded: this.#held(id).recorded });
  }

  /** `undefined` once it was sealed. */
  exportable(id: AuthorityId): CryptoKey | undefined {
    return this.#authorities.get(id)?.exportable;
  }

  /** For looking at. @throws PkiError `not-found` */
  authority(id: AuthorityId): AuthorityWithoutKey {
    return this.#held(id).authority;
  }

  /**
   * For signing certificates under these numbers.
   * @throws PkiError `not-found`, and `not-recorded` where its record does not have one of them
   */
  toSign(id: AuthorityId, { asked, promised = [] as never }: Numbers): OpenedAuthority {
    const { authority, recorded } = this.#held(id);
    const known = new Set(promised);
    if (recorded && !asked.every((serial) => serial !== '' && known.has(serial)))
      throw new PkiError('not-recorded', [authority.name]);
    return authority;
  }

  /** For what is its own and not what it signs: sealing its key, its own certificate, its lists. @throws PkiError `not-found` */
  itself(id: AuthorityId): OpenedAuthority {
    return this.#held(id).authority;
  }

  /** Whether what it signs is on record. @throws PkiError `not-found` */
  isRecorded(id: AuthorityId): boolean {
    return this.#held(id).recorded;
  }

  #held(id: AuthorityId): Held {
    const found = this.#authorities.get(id);
    if (found === undefined) throw new PkiError('not-found', [id]);
    return found;
  }

  forgetAuthority(id: AuthorityId): void {
    this.#authorities.delete(id);
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
