/** One of the user's own authorities as it signs on the page Local HTTPS: on its record before anybody sees what it signed. */
import { firstSettings, type AuthorityRef } from '../pki/authority/authority-record';
import { addressesIn } from '../pki/authority/issuer-addresses';
import type { AuthorityId, AuthoritySummary, CreateReply, CreateRequest } from '../worker/protocol';
import type { Authorities, AuthorityEntry } from './authorities.svelte';
import type { SerialTaken } from './vault/recording';
import type { Outcome } from './vault/outcome';

/** What an authority that is there may sign, and until when. */
export type Limits = Pick<AuthoritySummary, 'name' | 'notAfter' | 'constraints'> &
  Partial<Pick<AuthoritySummary, 'permitted'>>;

/** Signed by nobody, or by nobody's record. */
export interface NotRecorded {
  readonly kind: 'not-recorded';
  readonly outcome: Exclude<Outcome<unknown, SerialTaken>, { readonly kind: 'done' }>;
}

/** Whoever can sign: read without mistakes, and not taken back. */
export const canSign = ({ facts, revoked }: Pick<AuthorityEntry, 'facts' | 'revoked'>): boolean =>
  facts.problem === undefined && revoked === undefined;

export class OwnSigner {
  readonly id: AuthorityRef;
  readonly authorities: Authorities;

  constructor(authorities: Authorities, id: AuthorityRef) {
    this.authorities = authorities;
    this.id = id;
  }

  /** Absent once it was removed. */
  get entry(): AuthorityEntry | undefined {
    return this.authorities.entry(this.id);
  }

  get limits(): Limits | undefined {
    return this.entry?.facts;
  }

  /** Its id in the worker, while it is unlocked. */
  get open(): AuthorityId | undefined {
    return this.entry?.open;
  }

  async create(request: CreateRequest, signal: AbortSignal): Promise<CreateReply | NotRecorded> {
    const addresses = addressesIn(this.entry?.settings ?? firstSettings);
    const outcome = await this.authorities.issuing.localHttps(this.id, { ...request, addresses }, signal);
    if (outcome.kind === 'done') return { kind: 'created', created: outcome.value };
    if (outcome.kind !== 'refused') return { kind: 'not-recorded', outcome };
    const { problem } = outcome;
    return problem.code === 'plan'
      ? { kind: 'refused', refusals: problem.refusals }
      : { kind: 'not-recorded', outcome: { kind: 'refused', problem } };
  }
}
