/** The form "New authority": what it is to be called, what it may sign and who signs it, as a draft for the worker. */
import type { AuthorityRef, AuthoritySettings } from '../pki/authority/authority-record';
import { firstSettings } from '../pki/authority/authority-record';
import type { CertificateDraft } from '../pki/draft/certificate-draft';
import { draftFor } from '../pki/draft/profiles';
import type { AuthorityEntry } from './authorities.svelte';
import { AuthorityAddresses } from './authority-addresses.svelte';
import { AuthorityPolicies } from './authority-policies.svelte';
import { keyOf, type FieldProblems, type Place, type Problem } from './certificate-preview.svelte';
import { ConstraintRules } from './constraint-rules.svelte';
import { KeyChoice } from './key-choice.svelte';
import { AuthorityRoom } from './new-authority-room.svelte';
import { AuthoritySubject } from './new-authority-subject.svelte';
import { AuthorityValidity } from './new-authority-validity.svelte';
import type { Rulebook } from './rulebook.svelte';
import { withAddresses } from '../pki/authority/issuer-addresses';

/** What can be changed in a panel of its own. */
export type AuthorityPanel =
  'subject' | 'signer' | 'key' | 'validity' | 'scope' | 'room' | 'policies' | 'addresses';

/** Where a problem of a draft is to be mended. */
const panelOf: Readonly<Record<string, AuthorityPanel>> = {
  subject: 'subject',
  validity: 'validity',
  nameConstraints: 'scope',
  basicConstraints: 'room',
  certificatePolicies: 'policies',
};

export class NewAuthorityForm implements FieldProblems {
  readonly key: KeyChoice;
  readonly rules = new ConstraintRules();
  readonly policies = new AuthorityPolicies();
  readonly subject = new AuthoritySubject();
  readonly room = new AuthorityRoom();
  readonly validity = new AuthorityValidity();
  readonly addresses = new AuthorityAddresses();
  panel = $state.raw<AuthorityPanel>();
  /** Somebody has tried to make it: what is missing may be said. */
  asked = $state.raw(false);
  readonly #all: () => readonly AuthorityEntry[];
  #signerId = $state.raw<AuthorityRef>();
  /** What the worker had against it, as it stood then. */
  #refused = $state.raw<{ readonly draft: string; readonly problems: readonly Problem[] }>();

  /** @param all authorities that are here, to sign it */
  constructor(rulebook: Rulebook, all: () => readonly AuthorityEntry[] = () => []) {
    this.key = new KeyChoice(rulebook);
    this.#all = all;
  }

  /** Those that may have another below them. */
  get able(): readonly AuthorityEntry[] {
    return this.#all().filter(
      ({ facts, revoked }) =>
        facts.problem === undefined && revoked === undefined && (facts.pathLength ?? 1) > 0,
    );
  }

  /** Who signs it; `undefined` for itself. */
  get signer(): AuthorityEntry | undefined {
    return this.able.find(({ id }) => id === this.#signerId);
  }

  /** What an authority below another has instead of a root's, the first time one is chosen: half as long, and nothing below it. */
  signedBy(id: AuthorityRef | undefined): void {
    const first = this.#signerId === undefined && id !== undefined;
    this.#signerId = id;
    if (first) this.startBelow();
  }

  startBelow(): void {
    this.validity.kind = 'years';
    this.validity.years = 5;
    this.room.kind = 'none';
  }

  get name(): string {
    return this.subject.valueOf('name');
  }

  set name(value: string) {
    this.subject.fill('name', value);
  }

  get organization(): string {
    return this.subject.valueOf('organization');
  }

  set organization(value: string) {
    this.subject.fill('organization', value);
  }

  /** Levels of authorities that those above it leave below it; absent where they leave any number. */
  get mostBelow(): number | undefined {
    const above = this.signer?.facts.pathLength;
    return above === undefined ? undefined : above - 1;
  }

  readonly #problems: readonly Problem[] = $derived.by(() => {
    const refused = this.#refused?.draft === this.#asText ? this.#refused.problems : [];
    const all = [
      ...this.subject.problems,
      ...this.validity.problems(this.signer?.facts.notAfter),
      ...refused,
    ];
    return all.filter(({ code }) => this.asked || code !== 'empty');
  });

  problemsAt(place: Place): readonly Problem[] {
    const key = keyOf(place);
    return this.#problems.filter(({ at }) => keyOf(at) === key);
  }

  /** Something that stands in a part of the draft is wrong. */
  troubled(part: 'subject' | 'validity'): boolean {
    return this.#problems.some(({ at }) => at[0] === part);
  }

  /** Where the first thing stands that no authority can be made with; its policies tell their own. */
  readonly wrongPanel: AuthorityPanel | undefined = $derived.by(() => {
    if (this.subject.problems.length > 0) return 'subject';
    if (this.rules.wrong) return 'scope';
    if (this.room.problem(this.mostBelow) !== undefined) return 'room';
    if (this.validity.wrong(this.signer?.facts.notAfter)) return 'validity';
    return this.addresses.wrong ? 'addresses' : undefined;
  });

  /** Takes what the worker has against it to the fields, until they change. @returns where the first of it is mended */
  refuse(problems: readonly Problem[]): AuthorityPanel | undefined {
    const placed = problems.map((one) =>
      one.at[0] === 'subject' ? { ...one, at: this.subject.placed(one.at) } : one,
    );
    this.#refused = { draft: this.#asText, problems: placed };
    const panels = placed.flatMap(
      ({ at: [first, second] }) => panelOf[String(first)] ?? panelOf[String(second)] ?? [],
    );
    return panels[0];
  }

  get settings(): AuthoritySettings {
    return {
      ...firstSettings,
      ...this.addresses.chosen,
    };
  }

  get #asText(): string {
    return JSON.stringify(this.draft(this.signer?.settings));
  }

  /** @param above settings of who signs it; absent where it signs itself */
  draft(above?: AuthoritySettings): CertificateDraft {
    const first = draftFor(above === undefined ? 'root' : 'intermediate', this.key.id);
    const { pathLength } = this.room;
    const draft: CertificateDraft = {
      ...first,
      subject: this.subject.attributes,
      validity: this.validity.wanted,
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
