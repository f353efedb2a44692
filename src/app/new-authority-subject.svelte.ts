/**
 * The subject of an authority to be made: a name and an organization, which everybody is asked for, and the whole name in the
 * order of the certificate for those who want more in it. Both write to the same rows; those nobody filled in are not there.
 */
import type { DraftAttribute } from '../pki/draft/certificate-draft';
import { ProblemList } from '../pki/draft/problem-list';
import { readSubject } from '../pki/draft/subject';
import type { Editable } from './certificate-editable';
import type { Place, Problem } from './certificate-preview.svelte';
import { attributeTypes, COMMON_NAME } from './certificate-subject';

const ORGANIZATION = '2.5.4.10';

/** Country, state, locality, organization, unit, name: most general first, the order in which a name is written. */
const usual = ['2.5.4.6', '2.5.4.8', '2.5.4.7', ORGANIZATION, '2.5.4.11', COMMON_NAME];

const shorts = new Map(attributeTypes.map(({ type, short }) => [type, short]));

/** Has a field of its own. */
type AskedFor = 'name' | 'organization';
const typesAskedFor: Readonly<Record<AskedFor, string>> = { name: COMMON_NAME, organization: ORGANIZATION };

export class AuthoritySubject {
  readonly rows: Editable<DraftAttribute>[] = $state(usual.map((type) => ({ type, value: '' })));

  readonly #filled: readonly number[] = $derived(
    [...this.rows.keys()].filter((place) => this.rows[place]?.value.trim() !== ''),
  );

  readonly attributes: readonly DraftAttribute[] = $derived(
    this.#filled
      .flatMap((place) => this.rows[place] ?? [])
      .map(({ type, value }) => ({ type, value: value.trim() })),
  );

  /** In the order of the rows, at their places. */
  readonly problems: readonly Problem[] = $derived.by(() => {
    const list = new ProblemList();
    readSubject(this.attributes, ['subject'], list);
    return list.all.map((problem) => ({ ...problem, at: this.placed(problem.at) }));
  });

  /** `C=NL, O=Team`; without the name, which stands above it. */
  readonly besidesItsName: string = $derived(
    this.attributes
      .filter(({ type }) => type !== COMMON_NAME)
      .map(({ type, value }) => `${shorts.get(type) ?? type}=${value}`)
      .join(', '),
  );

  valueOf(field: AskedFor): string {
    return this.#rowOf(field)?.value ?? '';
  }

  fill(field: AskedFor, value: string): void {
    const row = this.#rowOf(field);
    if (row !== undefined) {
      row.value = value;
      return;
    }
    // Somebody took its row out of the list: it comes back where such an attribute is written.
    const type = typesAskedFor[field];
    const later = usual.slice(usual.indexOf(type) + 1);
    const next = this.rows.findIndex((one) => later.includes(one.type));
    this.rows.splice(next < 0 ? this.rows.length : next, 0, { type, value });
  }

  /** Where the row of a field stands among all. */
  placeOf(field: AskedFor): Place {
    const row = this.rows.findIndex(({ type }) => type === typesAskedFor[field]);
    return ['subject', row, 'value'];
  }

  /** A place among the attributes as one among the rows. */
  placed([field = 'subject', index, ...rest]: Place): Place {
    const row = typeof index === 'number' ? this.#filled[index] : undefined;
    return row === undefined ? [field] : [field, row, ...rest];
  }

  #rowOf(field: AskedFor): Editable<DraftAttribute> | undefined {
    return this.rows.find(({ type }) => type === typesAskedFor[field]);
  }
}
