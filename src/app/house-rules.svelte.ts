/** The names that one authority signs on request, beside those that are nobody's: kept with it, changed where they are met. */
import type { AuthorityRef, HouseRule } from '../pki/authority/authority-record';
import { sameRule, subtreeOfRule } from '../pki/authority/house-rules';
import type { Authorities } from './authorities.svelte';
import type { Outcome } from './vault/outcome';

type Trouble = Exclude<Outcome, { kind: 'done' }>;

export class HouseRules {
  readonly #authorities: Authorities;
  readonly #of: AuthorityRef;
  #trouble = $state.raw<Trouble>();

  constructor(authorities: Authorities, of: AuthorityRef) {
    this.#authorities = authorities;
    this.#of = of;
  }

  get list(): readonly HouseRule[] {
    return this.#authorities.entry(this.#of)?.settings.signs ?? [];
  }

  /** Why the last change was not kept. */
  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** @returns whether it can be read; one that is there already is there once */
  async add(rule: HouseRule): Promise<boolean> {
    const wanted = { ...rule, base: rule.base.trim() };
    if (wanted.base === '' || subtreeOfRule(wanted) === undefined) return false;
    if (!this.list.some((one) => sameRule(one, wanted))) await this.#keep([...this.list, wanted]);
    return true;
  }

  async remove(rule: HouseRule): Promise<void> {
    await this.#keep(this.list.filter((one) => !sameRule(one, rule)));
  }

  async #keep(signs: readonly HouseRule[]): Promise<void> {
    const entry = this.#authorities.entry(this.#of);
    if (entry === undefined) return;
    const outcome = await this.#authorities.changeSettings(this.#of, { ...entry.settings, signs });
    this.#trouble = outcome.kind === 'done' ? undefined : outcome;
  }
}
