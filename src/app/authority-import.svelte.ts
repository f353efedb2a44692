/**
 * "Open or import": what was pasted, dropped or chosen, tried with one passphrase at a time until nothing is locked any more.
 * The page lets go of texts and files once everything in them was taken or left.
 */
import type { AuthorityRef } from '../pki/authority/authority-record';
import type { FindReply, FoundAuthority } from '../worker/authority-protocol';
import type { Authorities } from './authorities.svelte';
import type { GivenFiles } from './dropped-files';
import type { Outcome } from './vault/outcome';

/** A large folder of certificates; what is bigger is no authority. */
const MOST_OCTETS = 64_000_000;

type Input = Parameters<Authorities['find']>[0][number];

export class AuthorityImport {
  readonly #authorities: Authorities;
  passphrase = $state('');
  #inputs = $state.raw<readonly Input[]>([]);
  #reply = $state.raw<FindReply>();
  #trouble = $state.raw<Exclude<Outcome<FindReply>, { kind: 'done' }>>();
  #tooLarge = $state.raw(false);
  #busy = $state.raw(false);
  #taken = $state.raw<readonly AuthorityRef[]>([]);
  /** On their way onto the record. */
  readonly #taking = new Set<AuthorityRef>();
  #attempt: AbortController | undefined;

  constructor(authorities: Authorities) {
    this.#authorities = authorities;
  }

  get reply(): FindReply | undefined {
    return this.#reply;
  }

  get trouble(): Exclude<Outcome<FindReply>, { kind: 'done' }> | undefined {
    return this.#trouble;
  }

  get tooLarge(): boolean {
    return this.#tooLarge;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Where things came from. */
  get paths(): readonly string[] {
    return this.#inputs.map(({ path }) => path);
  }

  async addText(text: string): Promise<void> {
    await this.#add([{ path: '', content: text }]);
  }

  async addFiles(files: GivenFiles): Promise<void> {
    const added: Input[] = [];
    let size = 0;
    for await (const { path, file } of files) {
      size += file.size;
      if (size > MOST_OCTETS) {
        this.#tooLarge = true;
        return;
      }
      added.push({ path, content: new Uint8Array(await file.arrayBuffer()) });
    }
    await this.#add(added);
  }

  /** Looks again, with the passphrase in the field. */
  async look(): Promise<void> {
    this.#attempt?.abort();
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#busy = true;
    const before = this.#reply;
    const outcome = await this.#authorities.find(this.#inputs, this.passphrase, attempt.signal);
    if (attempt.signal.aborted) return;
    this.#busy = false;
    this.#trouble = outcome.kind === 'done' ? undefined : outcome;
    if (outcome.kind !== 'done') return;
    this.#reply = this.#together(before?.found ?? [], outcome.value);
    if (outcome.value.locked.length === 0) this.passphrase = '';
  }

  async take(found: FoundAuthority): Promise<Outcome<AuthorityRef>> {
    this.#taking.add(found.ref);
    const outcome = await this.#authorities.take(found);
    this.#taking.delete(found.ref);
    if (outcome.kind === 'done') this.#taken = [...this.#taken, found.ref];
    return outcome;
  }

  isTaken({ ref }: FoundAuthority): boolean {
    return this.#taken.includes(ref);
  }

  /** Lets go of it all. */
  clear(): void {
    this.#attempt?.abort();
    for (const found of this.#reply?.found ?? []) if (!this.isTaken(found)) this.#authorities.leave(found);
    this.#inputs = [];
    this.#reply = undefined;
    this.#trouble = undefined;
    this.#tooLarge = false;
    this.#taken = [];
    this.#busy = false;
    this.passphrase = '';
  }

  /**
   * What was found now, and with another passphrase before. Of an authority that was taken the key found first is in use, and
   * the one found again is let go of; of any other it is the other way round.
   */
  #together(before: readonly FoundAuthority[], now: FindReply): FindReply {
    const found = now.found.map((one) => {
      const known = before.find(({ ref }) => ref === one.ref);
      if (known === undefined) return one;
      const isInUse = this.isTaken(one) || this.#taking.has(one.ref);
      this.#authorities.leave(isInUse ? one : known);
      return isInUse ? { ...one, held: known.held } : one;
    });
    const again = new Set(now.found.map(({ ref }) => ref));
    const earlier = before.filter(({ ref }) => !again.has(ref));
    const isEarlier = ({ ref }: { readonly ref: AuthorityRef }) => earlier.some((one) => one.ref === ref);
    return {
      ...now,
      found: [...earlier, ...found],
      withoutKey: now.withoutKey.filter((one) => !isEarlier(one)),
    };
  }

  async #add(inputs: readonly Input[]): Promise<void> {
    this.#tooLarge = false;
    this.#inputs = [...this.#inputs, ...inputs];
    if (this.#inputs.length > 0) await this.look();
  }
}
