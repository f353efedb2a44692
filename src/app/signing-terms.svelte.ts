/**
 * As what an authority signs requests: a profile or a template that was kept, until when, and how. Only what decides about
 * extensions and names (`base`) is part of a plan; dates and signature are asked for when it is signed.
 */
import type { AuthorityRef, TemplateRecord } from '../pki/authority/authority-record';
import { withAddresses } from '../pki/authority/issuer-addresses';
import type { CertificateDraft, DraftValidity, ProfileId } from '../pki/draft/certificate-draft';
import { draftFor, profileDays, profileIds } from '../pki/draft/profiles';
import { BACKDATE_SECONDS } from '../pki/profile';
import { signsRequests, templateBase } from '../pki/signing-plan/template-base';
import type { Authorities } from './authorities.svelte';
import { schemesOfKey, type SchemeId } from './certificate-schemes';
import { boundsOf, converted } from './certificate-validity';
import { isDays } from './whole-days';

export type SignAs =
  | { readonly kind: 'profile'; readonly profile: ProfileId }
  | { readonly kind: 'template'; readonly name: string };

/** What a request is never signed as: a root signs itself. */
export const signableProfiles: readonly ProfileId[] = profileIds.filter((profile) => profile !== 'root');

export class SigningTerms {
  readonly #authorities: Authorities;
  readonly #of: AuthorityRef;
  #as = $state.raw<SignAs>({ kind: 'profile', profile: 'tls-server' });
  #ends = $state.raw<DraftValidity['kind']>('days');
  days = $state<number | null | undefined>(profileDays('tls-server'));
  /** ISO 8601 in UTC, to the second. */
  until = $state('');
  #signature = $state.raw<SchemeId | 'default'>('default');

  constructor(authorities: Authorities, of: AuthorityRef) {
    this.#authorities = authorities;
    this.#of = of;
  }

  get templates(): readonly TemplateRecord[] {
    return this.#authorities.templates.filter(({ draft }) => signsRequests(draft));
  }

  get as(): SignAs {
    return this.#as;
  }

  /** Ways in which the authority's key signs, the usual first. */
  get schemes(): readonly SchemeId[] {
    return schemesOfKey(this.#authorities.entry(this.#of)?.facts.keyLabel ?? '');
  }

  get signature(): SchemeId | 'default' {
    return this.#signature;
  }

  set signature(signature: SchemeId | 'default') {
    this.#signature = signature;
  }

  get ends(): DraftValidity['kind'] {
    return this.#ends;
  }

  /** The same stretch of time, said the other way. */
  set ends(ends: DraftValidity['kind']) {
    const validity = this.wrong === undefined ? this.#validityAt(Date.now()) : undefined;
    this.#ends = ends;
    if (validity !== undefined) this.#fill(converted(validity, ends, Date.now()));
  }

  choose(as: SignAs): void {
    this.#as = as;
    const template = this.#template;
    if (as.kind === 'profile') this.days = profileDays(as.profile);
    if (template === undefined) return;
    const { validity, signature } = template.draft;
    this.#ends = validity.kind;
    this.#fill(validity);
    this.#signature = this.schemes.find((scheme) => scheme === signature) ?? 'default';
  }

  /** What of them cannot be: to be said at its field. */
  get wrong(): 'days' | 'until' | undefined {
    if (this.#ends === 'days') return isDays(this.days) ? undefined : 'days';
    return boundsOf({ kind: 'dates', notBefore: this.until, notAfter: this.until }, 0) === undefined ||
      Date.parse(this.until) <= Date.now()
      ? 'until'
      : undefined;
  }

  /** What is asked for at the moment of signing; `undefined` while there is something wrong with it. */
  get now(): Pick<CertificateDraft, 'validity' | 'signature'> | undefined {
    return this.wrong === undefined
      ? { validity: this.#validityAt(Date.now()), signature: this.#signature }
      : undefined;
  }

  #validityAt(now: number): DraftValidity {
    if (this.#ends === 'days') return { kind: 'days', days: this.days ?? 0 };
    // As early as days begin, so that a clock that is slow accepts it at once.
    const start = new Date(now - BACKDATE_SECONDS * 1000);
    return { kind: 'dates', notBefore: `${start.toISOString().slice(0, 19)}Z`, notAfter: this.until };
  }

  /** What is given whoever asks; `undefined` where the authority or the template is there no more. */
  get base(): CertificateDraft | undefined {
    const entry = this.#authorities.entry(this.#of);
    const template = this.#template?.draft;
    const first =
      this.#as.kind === 'profile' ? draftFor(this.#as.profile) : template && templateBase(template);
    if (entry === undefined || first === undefined) return undefined;
    const filled = withAddresses(first, entry.settings);
    // A template that has addresses of its own has them on purpose.
    return { ...filled, extensions: { ...filled.extensions, ...first.extensions } };
  }

  get #template(): TemplateRecord | undefined {
    const as = this.#as;
    return as.kind === 'template' ? this.templates.find(({ name }) => name === as.name) : undefined;
  }

  #fill(validity: DraftValidity): void {
    if (validity.kind === 'days') this.days = validity.days;
    else this.until = validity.notAfter;
  }
}
