/**
 * Fernet keys, in their order: the first encrypts, any of them decrypts. They are handles of WebCrypto; their text is made when
 * somebody asks to see it, and nothing is stored anywhere.
 */
import { fernetKeyText, importFernetKey, readFernetKey, type FernetKey } from '../pki/fernet';
import { randomOctets } from '../pki/random';

export interface HeldFernetKey {
  readonly id: number;
  readonly key: FernetKey;
  /** `made`: it exists in this tab alone until it is taken. */
  readonly origin: 'made' | 'given';
}

/** `first`: another one encrypts from now on. */
type Changed = (what: 'first' | 'others') => void;

export class FernetKeys {
  readonly #changed: Changed;
  /** What is pasted to become a key. */
  text = $state('');
  #all = $state.raw<readonly HeldFernetKey[]>([]);
  #notAKey = $state.raw(false);
  /** Those made here that nobody has seen yet. */
  #unseen = $state.raw<readonly HeldFernetKey[]>([]);
  #ids = 0;

  constructor(changed: Changed) {
    this.#changed = changed;
  }

  get all(): readonly HeldFernetKey[] {
    return this.#all;
  }

  /** What was pasted is none. */
  get notAKey(): boolean {
    return this.#notAKey;
  }

  /** What is encrypted with a key that nobody has is lost with it. */
  get unsaved(): boolean {
    return this.#unseen.length > 0;
  }

  async make(): Promise<void> {
    this.#unseen = [...this.#unseen, this.#add(await importFernetKey(randomOctets(32)), 'made')];
  }

  async add(): Promise<void> {
    const key = await readFernetKey(this.text);
    this.#notAKey = key === undefined;
    if (key === undefined) return;
    this.text = '';
    this.#add(key, 'given');
  }

  #add(key: FernetKey, origin: HeldFernetKey['origin']): HeldFernetKey {
    const held = { id: ++this.#ids, key, origin };
    this.#all = [...this.#all, held];
    this.#changed(this.#all.length === 1 ? 'first' : 'others');
    return held;
  }

  /** For whoever wants to see it, who has it from then on. */
  textOf(held: HeldFernetKey): Promise<string> {
    this.#seen(held);
    return fernetKeyText(held.key);
  }

  #seen(held: HeldFernetKey): void {
    this.#unseen = this.#unseen.filter((one) => one !== held);
  }

  remove(held: HeldFernetKey): void {
    const first = this.#all[0] === held;
    this.#seen(held);
    this.#all = this.#all.filter((one) => one !== held);
    this.#changed(first ? 'first' : 'others');
  }

  /** To the front: that one encrypts from now on. */
  putFirst(held: HeldFernetKey): void {
    this.#all = [held, ...this.#all.filter((one) => one !== held)];
    this.#changed('first');
  }
}
