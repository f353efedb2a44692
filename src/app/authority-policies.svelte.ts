/**
 * The policies of an authority to be made (RFC 5280 §4.2.1.4): none unless somebody adds one, and what is wrong with them as
 * they are typed, read as the worker reads them.
 */
import type { DraftExtensions } from '../pki/draft/certificate-draft';
import { readExtensions } from '../pki/draft/extensions';
import { ProblemList } from '../pki/draft/problem-list';
import type { EditableExtensions } from './certificate-editable';
import { keyOf, type FieldProblems, type Place, type Problem } from './certificate-preview.svelte';

export class AuthorityPolicies implements FieldProblems {
  readonly value: NonNullable<EditableExtensions['certificatePolicies']> = $state({
    critical: false,
    policies: [],
  });
  /** Somebody has tried to make it: what is missing may be said. */
  asked = $state(false);

  readonly extension: DraftExtensions['certificatePolicies'] | undefined = $derived(
    this.value.policies.length === 0 ? undefined : $state.snapshot(this.value),
  );

  /** In the order of the fields; what is missing among them. */
  readonly problems: readonly Problem[] = $derived.by(() => {
    if (this.extension === undefined) return [];
    const list = new ProblemList();
    readExtensions({ subjectAltNameCritical: 'auto', certificatePolicies: this.extension, own: [] }, list);
    return list.all;
  });

  readonly #shown: readonly Problem[] = $derived(
    this.problems.filter(({ code }) => this.asked || code !== 'empty'),
  );

  /** Something that stands there is wrong. */
  get wrong(): boolean {
    return this.#shown.length > 0;
  }

  problemsAt(place: Place): readonly Problem[] {
    const key = keyOf(place);
    return this.#shown.filter(({ at }) => keyOf(at) === key);
  }
}
