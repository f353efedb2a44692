/**
 * Shapes that JSON from outside must have, as small functions: each takes a value and gives it back typed, or refuses it at
 * its place. An object has the fields it may have and no others; what comes out was built here, field by field.
 */
import type { DraftPlace } from './certificate-draft';

export type ShapeProblemCode =
  | 'unknown-field' // facts: its name
  | 'missing-field' // facts: its name
  | 'wrong-type' // facts: what belongs there
  | 'unknown-value' // facts: the value
  | 'too-long' // facts: limit
  | 'too-many'; // facts: limit

/** Leaves a document at its first fault; caught at the document's edge. */
export class ShapeRefusal extends Error {
  override readonly name = 'ShapeRefusal';
  readonly code: ShapeProblemCode;
  readonly at: DraftPlace;
  readonly facts: readonly string[];

  constructor(code: ShapeProblemCode, at: DraftPlace, ...facts: readonly string[]) {
    super(code);
    this.code = code;
    this.at = at;
    this.facts = facts;
  }
}

/** @throws ShapeRefusal */
export type Shape<T> = (value: unknown, at: DraftPlace) => T;

const SHOWN = 80;

export const text =
  (most: number): Shape<string> =>
  (value, at) => {
    if (typeof value !== 'string') throw new ShapeRefusal('wrong-type', at, 'text');
    if (value.length > most) throw new ShapeRefusal('too-long', at, String(most));
    return value;
  };

export const number: Shape<number> = (value, at) => {
  if (typeof value !== 'number') throw new ShapeRefusal('wrong-type', at, 'number');
  return value;
};

export const flag: Shape<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new ShapeRefusal('wrong-type', at, 'true or false');
  return value;
};

/** One of the names of a record, so that a new name in its type is asked for here. */
export const oneOf =
  <T extends string>(names: Readonly<Record<T, true>>): Shape<T> =>
  (value, at) => {
    if (typeof value !== 'string') throw new ShapeRefusal('wrong-type', at, 'text');
    if (!Object.hasOwn(names, value)) throw new ShapeRefusal('unknown-value', at, value.slice(0, SHOWN));
    return value as T;
  };

export const either =
  <A, B>(first: Shape<A>, fits: (value: unknown) => boolean, second: Shape<B>): Shape<A | B> =>
  (value, at) =>
    fits(value) ? first(value, at) : second(value, at);

export const list =
  <T>(item: Shape<T>, most: number): Shape<readonly T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) throw new ShapeRefusal('wrong-type', at, 'list');
    if (value.length > most) throw new ShapeRefusal('too-many', at, String(most));
    return value.map((one, index) => item(one, [...at, index]));
  };

type Fields<T> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> };
type OptionalKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

export const record =
  <T extends object>(fields: Fields<T>, optional: readonly OptionalKeys<T>[] = []): Shape<T> =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ShapeRefusal('wrong-type', at, 'object');
    const stranger = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
    if (stranger !== undefined) throw new ShapeRefusal('unknown-field', at, stranger.slice(0, SHOWN));
    const given = value as Readonly<Record<keyof T, unknown>>;
    const made: Partial<T> = {};
    for (const name of Object.keys(fields) as (keyof T & string)[]) {
      if (Object.hasOwn(value, name)) made[name] = fields[name](given[name], [...at, name]);
      else if (!(optional as readonly (keyof T)[]).includes(name))
        throw new ShapeRefusal('missing-field', at, name);
    }
    // Every field that is not optional is there.
    return made as T;
  };

/** One of several records, told apart by their `kind`. */
export const choice =
  <T extends { readonly kind: string }>(cases: Readonly<Record<T['kind'], Shape<T>>>): Shape<T> =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || !('kind' in value))
      throw new ShapeRefusal('missing-field', at, 'kind');
    const { kind } = value;
    if (typeof kind !== 'string') throw new ShapeRefusal('wrong-type', [...at, 'kind'], 'text');
    if (!Object.hasOwn(cases, kind))
      throw new ShapeRefusal('unknown-value', [...at, 'kind'], kind.slice(0, SHOWN));
    return cases[kind as T['kind']](value, at);
  };
