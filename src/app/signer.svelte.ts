/** Who signs. */
import type { PlannedName } from '../pki/local-https';
import type { WorkerClient } from '../worker/client';
import type { CreateRequest } from '../worker/protocol';
import { GivenAuthority } from './given-authority.svelte';
import type { Rulebook } from './rulebook.svelte';

export type SignerKind = CreateRequest['signedBy']['kind'];

export class Signer {
  readonly #rulebook: Rulebook;
  kind = $state<SignerKind>('new-authority');
  /** CommonName of the new authority; empty for one that no other has. */
  commonName = $state('');
  readonly given: GivenAuthority;

  constructor(client: WorkerClient, rulebook: Rulebook) {
    this.#rulebook = rulebook;
    this.given = new GivenAuthority(client, rulebook);
  }

  /** For the request; `undefined` while an authority is wanted and none is open. */
  get signedBy(): CreateRequest['signedBy'] | undefined {
    if (this.kind === 'new-authority') return { kind: this.kind, commonName: this.commonName.trim() };
    if (this.kind === 'self') return { kind: this.kind };
    const { opened } = this.given;
    return opened === undefined ? undefined : { kind: 'given', authority: opened.id };
  }

  /** Everything a new authority for these names will be able to sign, in short lines. */
  scope(names: readonly PlannedName[]): readonly string[] {
    const permitted = this.#rulebook.rules?.localConstraints(names).permitted ?? [];
    return permitted.flatMap((subtree) => ('base' in subtree ? [subtree.base] : []));
  }

  /** The part of that which is not local by nature. */
  scopeBeyondLocal(names: readonly PlannedName[]): readonly string[] {
    const beyond = this.#rulebook.rules?.beyondLocal(names) ?? [];
    return beyond.flatMap((name) => ('value' in name ? [name.value] : []));
  }
}
