/**
 * Two things field by field: what is the same to the octet, what differs, what only one of them has. Members are paired by what
 * they are called, elements of lists by what they hold; each field is looked at once. Plain data, so that it can leave a worker.
 */
import { equalBytes, latin1, type Bytes } from '../../codec/bytes';
import type { Field } from './field';

/** `written`: the same in words, in other octets or another order. */
export type Verdict = 'same' | 'written' | 'differs' | 'only-first' | 'only-second';

type ComparedValue = Pick<Field, 'value' | 'form' | 'critical' | 'problem'>;

export interface Compared {
  /** As the module has it: `subjectAltName`. */
  readonly name: string;
  readonly label: string;
  readonly verdict: Verdict;
  /** Absent where it has no such field; numbers of private keys have no value. */
  readonly first?: ComparedValue;
  readonly second?: ComparedValue;
  readonly parts: readonly Compared[];
}

export interface Side {
  readonly fields: readonly Field[];
  readonly octets: Bytes;
}

export function compareFields(first: Side, second: Side): readonly Compared[] {
  return new Comparing(first.octets, second.octets).lists(first.fields, second.fields);
}

type Pair = readonly [first: Field | undefined, second: Field | undefined];

const valueOf = ({ value, form, critical, problem }: Field): ComparedValue => ({
  ...(value !== undefined && { value }),
  ...(form !== undefined && { form }),
  ...(critical !== undefined && { critical }),
  ...(problem !== undefined && { problem }),
});

class Comparing {
  readonly #first: Bytes;
  readonly #second: Bytes;

  constructor(first: Bytes, second: Bytes) {
    this.#first = first;
    this.#second = second;
  }

  lists(first: readonly Field[], second: readonly Field[]): readonly Compared[] {
    return this.#pairs(first, second).map((pair) => this.#compared(pair));
  }

  #compared([first, second]: Pair): Compared {
    const shown = first ?? second;
    const { name, label } = shown ?? { name: '', label: '' };
    const parts = this.lists(first?.fields ?? [], second?.fields ?? []);
    if (first === undefined || second === undefined) {
      const verdict = first === undefined ? 'only-second' : 'only-first';
      return { name, label, verdict, ...(shown && { [verdict.slice(5)]: valueOf(shown) }), parts };
    }
    const values = { first: valueOf(first), second: valueOf(second) };
    return { name, label, verdict: this.#verdict(first, second, parts), ...values, parts };
  }

  #verdict(first: Field, second: Field, parts: readonly Compared[]): Verdict {
    const [one, other] = [octetsOf(first, this.#first), octetsOf(second, this.#second)];
    const told = one !== undefined && other !== undefined;
    if (told && equalBytes(one, other)) return 'same';
    const worded = first.value === second.value && first.critical === second.critical;
    const whole = parts.every(({ verdict }) => verdict === 'same' || verdict === 'written');
    // Without a value nor parts the octets are all there is, as with the numbers of private keys.
    const silent = first.value === undefined && parts.length === 0;
    if (!worded || !whole || (told && silent)) return 'differs';
    return told || parts.some(({ verdict }) => verdict === 'written') ? 'written' : 'same';
  }

  /** In the order of the first; what only the second has stands behind what stands before it there. */
  #pairs(first: readonly Field[], second: readonly Field[]): readonly Pair[] {
    const partner = this.#partners(first, second);
    const taken = new Map([...partner].map(([one, other]) => [other, one]));
    const place = new Map(first.map((field, at) => [field, at]));
    const placed: { readonly at: number; readonly pair: Pair }[] = first.map((field, at) => ({
      ...{ at, pair: [field, partner.get(field)] },
    }));
    const alone = (at: number): boolean => {
      const field = first[at];
      return field !== undefined && !partner.has(field);
    };
    let behind = -1;
    for (const field of second) {
      while (alone(behind + 1)) behind++;
      const own = taken.get(field);
      if (own === undefined) placed.push({ at: behind + 0.5, pair: [undefined, field] });
      else behind = place.get(own) ?? behind;
    }
    return placed.sort((one, other) => one.at - other.at).map(({ pair }) => pair);
  }

  #partners(first: readonly Field[], second: readonly Field[]): ReadonlyMap<Field, Field> {
    const partner = new Map<Field, Field>();
    const [ones, others] = [grouped(first, byName), grouped(second, byName)];
    for (const [name, own] of ones) this.#pairUp(own, others.get(name) ?? [], partner);
    return partner;
  }

  /** Of one name: a single one with a single one, elements by their octets, what is left by its identifier. */
  #pairUp(first: readonly Field[], second: readonly Field[], partner: Map<Field, Field>): void {
    if (pairSingle(first, second, partner)) return;
    const known = grouped(second, (field) => contentOf(field, this.#second));
    const left = first.filter((field) => {
      const match = known.get(contentOf(field, this.#first))?.shift();
      if (match !== undefined) partner.set(field, match);
      return match === undefined;
    });
    const others = grouped([...known.values()].flat(), byIdentifier);
    for (const [oid, own] of grouped(left, byIdentifier)) {
      // Of two names one did not turn into the other.
      const atomic = oid === '' && own[0]?.fields === undefined;
      if (!atomic) pairSingle(own, others.get(oid) ?? [], partner);
    }
  }
}

function pairSingle(first: readonly Field[], second: readonly Field[], partner: Map<Field, Field>): boolean {
  const [one, other] = [first[0], second[0]];
  if (first.length !== 1 || second.length !== 1 || one === undefined || other === undefined) return false;
  partner.set(one, other);
  return true;
}

const byName = ({ name }: Field): string => name;
const byIdentifier = ({ oid = '' }: Field): string => oid;

function grouped(fields: readonly Field[], key: (field: Field) => string): ReadonlyMap<string, Field[]> {
  const groups = new Map<string, Field[]>();
  for (const field of fields) {
    const known = groups.get(key(field));
    if (known === undefined) groups.set(key(field), [field]);
    else known.push(field);
  }
  return groups;
}

const octetsOf = ({ span }: Field, octets: Bytes): Bytes | undefined =>
  span && octets.subarray(span.start, span.end);

const contentOf = (field: Field, octets: Bytes): string => {
  const own = octetsOf(field, octets);
  return own === undefined ? `${field.oid ?? ''} ${field.value ?? ''}` : latin1(own);
};
