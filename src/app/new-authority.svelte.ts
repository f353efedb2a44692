/** The form "New authority": what it is to be called, what it may sign and who signs it, as a draft for the worker. */
import type { AuthoritySettings } from '../pki/authority/authority-record';
import { firstSettings } from '../pki/authority/authority-record';
import type { CertificateDraft } from '../pki/draft/certificate-draft';
import { draftFor } from '../pki/draft/profiles';
import { AuthorityAddresses } from './authority-addresses.svelte';
import { AuthorityPolicies } from './authority-policies.svelte';
import { ConstraintRules } from './constraint-rules.svelte';
import { KeyChoice } from './key-choice.svelte';
import type { Rulebook } from './rulebook.svelte';
import { withAddresses } from '../pki/authority/issuer-addresses';

const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';
const DAYS_A_YEAR = 365.25;

/** How many authorities may stand below it in a row; `any`: as many as those above it allow. */
export type RoomBelow = 'none' | 'one' | 'any';

/** What can be changed in a panel of its own. */
export type AuthorityPanel = 'signer' | 'key' | 'validity' | 'scope' | 'room' | 'policies' | 'addresses';

export class NewAuthorityForm {
  readonly key: KeyChoice;
  readonly rules = new ConstraintRules();
  readonly policies = new AuthorityPolicies();
  name = $state('');
  organization = $state('');
  years = $state<number | null>(10);
  room = $state<RoomBelow>('any');
  readonly addresses = new AuthorityAddresses();
  panel = $state.raw<AuthorityPanel>();

  constructor(rulebook: Rulebook) {
    this.key = new KeyChoice(rulebook);
  }

  readonly isYears: boolean = $derived(
    typeof this.years === 'number' && this.years > 0 && this.years <= 100 && !Number.isNaN(this.years),
  );

  /** Where the first thing stands that no authority can be made with; its policies tell their own. */
  readonly wrongPanel: AuthorityPanel | undefined = $derived.by(() => {
    if (this.rules.wrong) return 'scope';
    if (!this.isYears) return 'validity';
    return this.addresses.wrong ? 'addresses' : undefined;
  });

  /** What an authority below another has instead of a root's: half as long, and nothing below it. */
  startBelow(): void {
    this.years = 5;
    this.room = 'none';
  }

  get settings(): AuthoritySettings {
    return {
      ...firstSettings,
      ...this.addresses.chosen,
    };
  }

  /** @param above settings of who signs it; absent where it signs itself */
  draft(above?: AuthoritySettings): CertificateDraft {
    const first = draftFor(above === undefined ? 'root' : 'intermediate', this.key.id);
    const pathLength = { none: 0, one: 1, any: undefined }[this.room];
    const organization = this.organization.trim();
    const draft: CertificateDraft = {
      ...first,
      subject: [
        ...(organization === '' ? [] : [{ type: ORGANIZATION, value: organization }]),
        { type: COMMON_NAME, value: this.name.trim() },
      ],
      validity: { kind: 'days', days: Math.round((this.years ?? 0) * DAYS_A_YEAR) },
      extensions: {
        ...first.extensions,
        basicConstraints: { critical: true, ca: true, ...(pathLength !== undefined && { pathLength }) },
        ...(this.rules.extension && { nameConstraints: this.rules.extension }),
        ...(this.policies.extension && { certificatePolicies: this.policies.extension }),
      },
    };
    return above === undefined ? draft : withAddresses(draft, above);
  }
}
