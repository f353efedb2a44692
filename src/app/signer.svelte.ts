/** Who signs. */
import type { PlannedName } from '../pki/local-https';
import type { WorkerClient } from '../worker/client';
import type { CreateRequest } from '../worker/protocol';
import { GivenAuthority } from './given-authority.svelte';
import type { Limits, OwnSigner } from './own-signer';
import type { Rulebook } from './rulebook.svelte';

export type SignerKind = CreateRequest['signedBy']['kind'] | 'own';

export class Signer {
  readonly #rulebook: Rulebook;
  kind = $state<SignerKind>('new-authority');
  /** CommonName of the new authority; empty for one that no other has. */
  commonName = $state('');
  readonly given: GivenAuthority;
  /** The chosen one of the user's own, which come in a chunk of their own. */
  own = $state.raw<OwnSigner>();

  constructor(client: WorkerClient, rulebook: Rulebook) {
    this.#rulebook = rulebook;
    this.given = new GivenAuthority(client);
  }

  /** The authority that is there already, where one of those is wanted. */
  get authority(): Limits | undefined {
    return this.kind === 'given' ? this.given.opened : this.recorder?.limits;
  }

  /** Signs, and puts on record what it signed, where one of the user's own is wanted. */
  get recorder(): OwnSigner | undefined {
    return this.kind === 'own' ? this.own : undefined;
  }

  /** For the request; `undefined` while an authority is wanted and none is open. */
  get signedBy(): CreateRequest['signedBy'] | undefined {
    if (this.kind === 'new-authority') return { kind: this.kind, commonName: this.commonName.trim() };
    if (this.kind === 'self') return { kind: this.kind };
    const authority = this.kind === 'own' ? this.own?.open : this.given.opened?.id;
    return authority && { kind: 'given', authority };
  }

  /** Names that authority may not sign. */
  outside(names: readonly PlannedName[]): readonly PlannedName[] {
    const { constraints } = this.authority ?? {};
    const { rules } = this.#rulebook;
    return constraints && rules ? names.filter((name) => !rules.permits(constraints, name).permitted) : [];
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
