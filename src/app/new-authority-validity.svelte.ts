/** How long an authority to be made lasts: years, as is usual, or days, or two moments to the second in UTC. */
import type { DraftValidity } from '../pki/draft/certificate-draft';
import { ProblemList } from '../pki/draft/problem-list';
import { readValidity } from '../pki/draft/validity';
import type { Editable } from './certificate-editable';
import type { Problem } from './certificate-preview.svelte';
import { boundsOf, converted } from './certificate-validity';

const DAY = 86_400_000;
const DAYS_A_YEAR = 365.25;
/** Longer than anything that is made today is trusted. */
const MOST_YEARS = 100;

export type ValidityKind = 'years' | DraftValidity['kind'];

export class AuthorityValidity {
  #kind = $state.raw<ValidityKind>('years');
  years = $state<number | null>(10);
  /** What the fields of days and of moments write to. */
  #typed: Editable<DraftValidity> = $state({ kind: 'days', days: 0 });

  get kind(): ValidityKind {
    return this.#kind;
  }

  /** The same stretch of time, said the other way. */
  set kind(kind: ValidityKind) {
    const before = this.wanted;
    if (kind === 'years') {
      const [start, end] = boundsOf(before, Date.now()) ?? [0, NaN];
      const years = Math.round((end - start) / DAY / (DAYS_A_YEAR / 10)) / 10;
      if (years > 0 && years <= MOST_YEARS) this.years = years;
    } else this.#typed = converted(before, kind, Date.now());
    this.#kind = kind;
  }

  /** Not while it is years. */
  get typed(): Editable<DraftValidity> {
    return this.#typed;
  }

  readonly wanted: DraftValidity = $derived(
    this.#kind === 'years'
      ? { kind: 'days', days: Math.round((this.years ?? NaN) * DAYS_A_YEAR) }
      : $state.snapshot(this.#typed),
  );

  readonly isYears: boolean = $derived(
    typeof this.years === 'number' && this.years <= MOST_YEARS && Math.round(this.years * DAYS_A_YEAR) >= 1,
  );

  /** @param end of who signs it, ms since 1970: moments that were typed reach no further */
  problems(end?: number): readonly Problem[] {
    if (this.#kind === 'years') return [];
    const list = new ProblemList();
    readValidity(this.wanted, new Date(), end === undefined ? undefined : new Date(end), list);
    return list.all;
  }

  /** No authority can be made with it. */
  wrong(end?: number): boolean {
    return this.#kind === 'years' ? !this.isYears : this.problems(end).length > 0;
  }
}
