/** The certificates of one authority as a list: searched, filtered, sorted, and some of them chosen. It changes none. */
import type { AuthorityRef } from '../pki/authority/authority-record';
import type { Authorities, IssuedEntry } from './authorities.svelte';

/** What there is to say of one, the gravest first. */
export type CertificateStanding =
  'revoked' | 'held' | 'unfinished' | 'signing' | 'unknown' | 'expired' | 'renewed' | 'ends-soon' | 'good';

export type InventoryFilter = 'all' | 'good' | 'ends-soon' | 'expired' | 'revoked' | 'unfinished';
export type InventoryOrder = 'newest' | 'ends' | 'title';

export const SOON = 45 * 86_400_000;

export function standingOf(
  { status, facts, unfinished, renewedBy }: IssuedEntry,
  now: number,
): CertificateStanding {
  if (status.kind === 'revoked' || status.kind === 'held') return status.kind;
  if (status.kind === 'reserved') return unfinished ? 'unfinished' : 'signing';
  if (facts === undefined) return 'unknown';
  if (facts.notAfter < now) return 'expired';
  if (renewedBy !== undefined) return 'renewed';
  return facts.notAfter - now < SOON ? 'ends-soon' : 'good';
}

const shownUnder: Readonly<Record<InventoryFilter, readonly CertificateStanding[]>> = {
  all: [],
  good: ['good', 'ends-soon', 'renewed', 'unknown'],
  'ends-soon': ['ends-soon'],
  expired: ['expired'],
  revoked: ['revoked', 'held'],
  unfinished: ['unfinished', 'signing'],
};

export class CertificateInventory {
  readonly #authorities: Authorities;
  readonly #of: AuthorityRef;
  search = $state('');
  filter = $state<InventoryFilter>('all');
  order = $state<InventoryOrder>('newest');
  #chosen = $state.raw<ReadonlySet<string>>(new Set());
  /** The moment everything on it is judged at. */
  readonly now = Date.now();

  constructor(authorities: Authorities, of: AuthorityRef) {
    this.#authorities = authorities;
    this.#of = of;
  }

  /** All of them. */
  readonly all: readonly IssuedEntry[] = $derived.by(() =>
    this.#authorities.inventory.filter(({ authority }) => authority === this.#of),
  );

  readonly rows: readonly IssuedEntry[] = $derived.by(() => {
    const words = this.search.toLowerCase().split(/\s+/).filter(Boolean);
    const standings = shownUnder[this.filter];
    return this.all
      .filter((entry) => standings.length === 0 || standings.includes(standingOf(entry, this.now)))
      .filter((entry) => words.every((word) => wordsOf(entry).includes(word)))
      .sort(orders[this.order]);
  });

  /** Chosen, and in sight. */
  readonly chosen: readonly IssuedEntry[] = $derived(
    this.rows.filter(({ serial }) => this.#chosen.has(serial)),
  );

  isChosen(serial: string): boolean {
    return this.#chosen.has(serial);
  }

  choose(serial: string, wanted: boolean): void {
    const next = new Set(this.#chosen);
    if (wanted) next.add(serial);
    else next.delete(serial);
    this.#chosen = next;
  }

  chooseAll(wanted: boolean): void {
    this.#chosen = new Set(wanted ? this.rows.map(({ serial }) => serial) : []);
  }
}

const wordsOf = ({ facts, serial, note, profile }: IssuedEntry): string =>
  [facts?.title ?? '', ...(facts?.names ?? []), serial, note, profile, facts?.sha256 ?? '']
    .join('\n')
    .toLowerCase();

const endOf = ({ facts }: IssuedEntry): number => facts?.notAfter ?? Infinity;

const orders: Readonly<Record<InventoryOrder, (one: IssuedEntry, other: IssuedEntry) => number>> = {
  newest: (one, other) => other.at - one.at,
  ends: (one, other) => endOf(one) - endOf(other),
  title: (one, other) => (one.facts?.title ?? one.serial).localeCompare(other.facts?.title ?? other.serial),
};
