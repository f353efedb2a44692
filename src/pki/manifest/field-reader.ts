/** Reads the fields of a JSON document that somebody wrote by hand: every one that is wrong is noted with its place, and reading goes on. */

export type ManifestProblemCode =
  | 'too-large' // facts: limit
  | 'not-json' // facts: what the parser says
  | 'not-version-1'
  | 'missing'
  | 'not-an-object'
  | 'not-a-list'
  | 'not-a-text'
  | 'not-a-count' // facts: the highest there is
  | 'too-long' // facts: limit
  | 'too-many' // facts: limit
  | 'unknown-field' // facts: the ones there are
  | 'control-character'
  | 'not-one-of' // facts: the choices
  | 'repeated-field'
  | 'not-an-id'
  | 'same-folder' // facts: the other id
  | 'not-a-fingerprint'
  | 'not-beside-sha256'
  | 'not-a-name' // facts: the name, why
  | 'not-an-email'
  | 'not-a-zone'
  | 'not-a-range'
  | 'permits-nothing'
  | 'no-such-authority' // facts: the id
  | 'signed-in-a-circle';

export interface ManifestProblem {
  readonly code: ManifestProblemCode;
  /** `servers[3].names[0]`; '' for the whole. */
  readonly at: string;
  readonly facts: readonly string[];
}

export function problem(
  at: string,
  code: ManifestProblemCode,
  facts: readonly string[] = [],
): ManifestProblem {
  return { code, at, facts };
}

/** More than anybody reads; the rest follows when these are mended. */
const MAX_PROBLEMS = 200;

export class FieldReader {
  readonly #problems: ManifestProblem[] = [];

  get problems(): readonly ManifestProblem[] {
    return this.#problems;
  }

  say(at: string, code: ManifestProblemCode, facts: readonly string[] = []): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(problem(at, code, facts));
  }

  /** @param known names of its fields; `undefined` where it may have any */
  object(
    value: unknown,
    at: string,
    known: readonly string[] | undefined,
  ): Readonly<Record<string, unknown>> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.say(at, value === undefined ? 'missing' : 'not-an-object');
      return undefined;
    }
    for (const field of Object.keys(value)) {
      if (known?.includes(field) === false)
        this.say(at === '' ? field : `${at}.${field}`, 'unknown-field', known);
    }
    return value as Readonly<Record<string, unknown>>;
  }

  list<T>(
    value: unknown,
    at: string,
    most: number,
    read: (one: unknown, at: string) => T | undefined,
  ): readonly T[] {
    if (!Array.isArray(value)) {
      this.say(at, value === undefined ? 'missing' : 'not-a-list');
      return [];
    }
    if (value.length > most) {
      this.say(at, 'too-many', [String(most)]);
      return [];
    }
    return value.flatMap((one: unknown, index) => read(one, `${at}[${index}]`) ?? []);
  }

  /** @param most characters */
  text(value: unknown, at: string, most: number): string | undefined {
    if (typeof value !== 'string') {
      this.say(at, value === undefined ? 'missing' : 'not-a-text');
      return undefined;
    }
    if ([...value].length > most) this.say(at, 'too-long', [String(most)]);
    // Also those that turn the direction of a text: what stands in the file would read as something else.
    else if (/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(value)) this.say(at, 'control-character');
    else return value;
    return undefined;
  }

  /** A whole number from 1. */
  count(value: unknown, at: string, most: number): number | undefined {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
    this.say(at, 'not-a-count', [String(most)]);
    return undefined;
  }
}
