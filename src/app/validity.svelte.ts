/** How long the certificate lasts. */
import { BACKDATE_SECONDS, DEFAULT_LEAF_DAYS, MAX_LEAF_DAYS } from '../pki/profile';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

export class Validity {
  static readonly usual = DEFAULT_LEAF_DAYS;
  static readonly limit = MAX_LEAF_DAYS;
  static readonly presets: readonly number[] = [90, DEFAULT_LEAF_DAYS, MAX_LEAF_DAYS];

  /** What stands in the field: a field that is not a number holds nothing. */
  days = $state<number | null | undefined>(DEFAULT_LEAF_DAYS);
  /** Knows what refuses more than the limit and wants it all the same. */
  insists = $state(false);
  #now = $state.raw(Date.now());

  readonly isCount: boolean = $derived(Number.isInteger(this.days) && (this.days ?? 0) >= 1);
  readonly beyondLimit: boolean = $derived(this.isCount && (this.days ?? 0) > MAX_LEAF_DAYS);

  /** Its last second, ms since 1970, were it made now; `undefined` where that is no moment. */
  endsAt(authorityEndsAt = Infinity): number | undefined {
    if (!this.isCount) return undefined;
    const start = Math.floor(this.#now / SECOND) * SECOND - BACKDATE_SECONDS * SECOND;
    const end = Math.min(start + (this.days ?? 0) * DAY - SECOND, authorityEndsAt);
    return Number.isNaN(new Date(end).getTime()) ? undefined : end;
  }

  /** The tab may have been open since yesterday. */
  refresh(): void {
    this.#now = Date.now();
  }
}
