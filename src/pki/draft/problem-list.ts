/** Gathers what of a draft cannot be done, each at its place: reading goes on after a problem, so that all are told at once. */
import type { DraftPlace } from './certificate-draft';
import type { DraftProblem, DraftProblemCode } from './draft-problem';

/** What a reader yields: a value, or `undefined` where it has told a problem. */
type Read<T> = T | undefined;

/** Notes a problem. Gives `undefined`, for the reader to yield in the value's place. */
export type Report = <T>(code: DraftProblemCode, ...facts: readonly string[]) => Read<T>;

export class ProblemList {
  readonly #problems: DraftProblem[] = [];

  get all(): readonly DraftProblem[] {
    return this.#problems;
  }

  at(...place: DraftPlace): Report {
    return (code, ...facts) => {
      this.#problems.push({ code, at: place, facts });
      return undefined;
    };
  }

  /** Reads every one of a list, each reporting at its index; `undefined` as soon as one has a problem or they are too many. */
  each<T, V>(
    list: readonly T[],
    place: DraftPlace,
    read: (one: T, place: DraftPlace) => V | undefined,
    most = MOST_ENTRIES,
  ): readonly V[] | undefined {
    if (list.length > most) return this.at(...place)('too-many', String(most));
    const values = list.map((one, index) => read(one, [...place, index]));
    return values.every((value) => value !== undefined) ? values : undefined;
  }
}

/** More of anything than a certificate has ever carried; names have a bound of their own. */
const MOST_ENTRIES = 1000;
