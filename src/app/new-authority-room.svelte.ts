/**
 * How many authorities may stand below one that is to be made, in a row (pathLenConstraint, RFC 5280 §4.2.1.9), held against what
 * those above it leave: a larger number could be written, and no client would heed it.
 */

/** `any`: no path length, so as many as those above it allow. `some`: a number that is typed. */
export type RoomBelow = 'any' | 'some' | 'one' | 'none';

/** More than any path that a client follows (OpenSSL: 100, NSS: 20, Go and Java fewer). */
const DEEPEST = 255;

export class AuthorityRoom {
  kind = $state<RoomBelow>('any');
  /** What was typed for `some`: not a number where it is none. */
  levels = $state<number>(2);

  /** As it is written; absent where it is not. */
  readonly pathLength: number | undefined = $derived(
    { any: undefined, some: this.levels, one: 1, none: 0 }[this.kind],
  );

  /** @param most levels that those above it leave; absent where they leave any number */
  problem(most = DEEPEST): 'not-a-number' | 'too-many' | undefined {
    const { pathLength } = this;
    if (pathLength === undefined) return undefined;
    if (!Number.isInteger(pathLength) || pathLength < 0) return 'not-a-number';
    return pathLength > most ? 'too-many' : undefined;
  }
}
