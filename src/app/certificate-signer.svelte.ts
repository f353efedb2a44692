/** Who signs: the certificate's own key, one of the user's authorities, or an authority opened from files for this once. */
import type { AuthorityRef } from '../pki/authority/authority-record';
import type { WorkerClient } from '../worker/client';
import type { ReplyOf, RequestOf } from '../worker/protocol';
import type { Authorities, AuthorityEntry } from './authorities.svelte';
import { schemesLike, schemesOfKey, type SchemeId } from './certificate-schemes';
import { GivenAuthority } from './given-authority.svelte';
import { canSign } from './own-signer';
import type { Outcome } from './vault/outcome';

type DraftSigner = RequestOf<'preview'>['signer'];
type MakeRequest = Pick<RequestOf<'makeCertificate'>, 'draft' | 'key'>;

export type SignerKind = 'self' | 'own' | 'given';
/** Storage would not, or the authority is not open any more. */
export type NotRecorded = Exclude<Outcome, { kind: 'done' | 'refused' }>;

export class CertificateSigner {
  kind = $state<SignerKind>('self');
  /** Which of the user's own. */
  own = $state<AuthorityRef>();
  readonly given: GivenAuthority;
  readonly #client: WorkerClient;
  #authorities = $state.raw<Authorities>();

  constructor(client: WorkerClient) {
    this.#client = client;
    this.given = new GivenAuthority(client);
  }

  /** The user's own authorities, once the page has them. */
  get authorities(): Authorities | undefined {
    return this.#authorities;
  }

  know(authorities: Authorities): void {
    this.#authorities = authorities;
    void authorities.open();
  }

  /** Those that can sign certificates. */
  get choices(): readonly AuthorityEntry[] {
    return this.#authorities?.all.filter(canSign) ?? [];
  }

  /** The chosen one of the user's own. */
  get entry(): AuthorityEntry | undefined {
    return this.own === undefined ? undefined : this.#authorities?.entry(this.own);
  }

  /** `undefined` while an authority is wanted and none is open. */
  get wanted(): DraftSigner | undefined {
    if (this.kind === 'self') return { kind: 'self' };
    const authority = this.kind === 'own' ? this.entry?.open : this.given.opened?.id;
    return authority && { kind: 'authority', authority };
  }

  /** Ways of signing that the authority's key has, the usual first; none where the certificate's own key signs. */
  get schemes(): readonly SchemeId[] {
    if (this.kind === 'own') return schemesOfKey(this.entry?.facts.keyLabel ?? '');
    return this.kind === 'given' ? schemesLike(this.given.opened?.algorithm) : [];
  }

  /** Signs. What one of the user's own authorities signs is written down before it is handed over. */
  async sign(
    signer: DraftSigner,
    { draft, key }: MakeRequest,
  ): Promise<ReplyOf<'makeCertificate'> | { readonly kind: 'not-recorded'; readonly why: NotRecorded }> {
    if (this.kind !== 'own' || this.own === undefined || this.#authorities === undefined)
      return this.#client.ask('makeCertificate', { draft, signer, key, at: Date.now() });
    const outcome = await this.#authorities.issuing.issue(this.own, { draft, key });
    if (outcome.kind === 'done') return { kind: 'made', made: outcome.value };
    if (outcome.kind !== 'refused') return { kind: 'not-recorded', why: outcome };
    const { problem } = outcome;
    if (problem.code === 'draft') return { kind: 'refused', problems: problem.problems };
    return {
      kind: 'refused',
      problems: [{ code: 'twice', at: ['serialNumber'], facts: [problem.serial] }],
    };
  }
}
