/**
 * One object as Java's serialisation writes it (Java Object Serialization Specification, chapter 6), as plain data: what JCEKS
 * seals its secret keys in. Nothing is made of it and no class is looked for: names, numbers, texts and octets alone.
 */
import type { Bytes } from './bytes';
import { attempt, Malformed, type Result } from './malformed';
import { modifiedUtf8 } from './modified-utf8';

export interface JavaObject {
  readonly className: string;
  /** Of all its classes, by name. */
  readonly fields: ReadonlyMap<string, JavaValue>;
}

export type JavaValue = string | number | bigint | Bytes | JavaObject | readonly JavaValue[] | null;

interface ClassDescription {
  readonly name: string;
  readonly flags: number;
  readonly fields: readonly { readonly type: string; readonly name: string }[];
  readonly parent: ClassDescription | undefined;
}

const STREAM = 0xaced0005;
/** Terminal symbols of the grammar (§6.4.2). */
const [NULL, REFERENCE, CLASS_DESCRIPTION, OBJECT, STRING, ARRAY] = [0x70, 0x71, 0x72, 0x73, 0x74, 0x75];
const [BLOCK, END, LONG_BLOCK, LONG_STRING, ENUM] = [0x77, 0x78, 0x7a, 0x7c, 0x7e];
const FIRST_HANDLE = 0x7e0000;
const [HAS_ANNOTATION, SERIALIZABLE] = [0x01, 0x02];
/** Of a sealed key there are four levels, and a hundred values. */
const MAX_DEPTH = 16;
const MAX_VALUES = 10_000;
const numbers: Readonly<Record<string, number>> = { B: 1, C: 2, F: 4, I: 4, S: 2, Z: 1 };

/** The object that starts at `start`, and where it ends. */
export function parseJavaObject(
  octets: Uint8Array,
  start = 0,
): Result<{ readonly object: JavaObject; readonly end: number }> {
  return attempt(() => {
    const reader = new ObjectReader(octets, start);
    if (reader.number(4) !== STREAM) throw new Malformed('bad-value', start, 'no Java object');
    const object = reader.content(0);
    if (!isJavaObject(object)) throw new Malformed('bad-value', start, 'another thing than an object');
    return { object, end: reader.at };
  });
}

export const isJavaObject = (value: JavaValue | undefined): value is JavaObject =>
  typeof value === 'object' && value !== null && 'className' in value;

class ObjectReader {
  readonly #octets: Uint8Array;
  /** What a later reference may mean, in the order read. */
  readonly #handles: (JavaValue | ClassDescription)[] = [];
  #left = MAX_VALUES;
  at: number;

  constructor(octets: Uint8Array, at: number) {
    this.#octets = octets;
    this.at = at;
  }

  number(length: number): number {
    let value = 0;
    for (const octet of this.#take(length)) value = value * 256 + octet;
    return value;
  }

  content(depth: number): JavaValue {
    if (depth > MAX_DEPTH || --this.#left < 0) throw new Malformed('too-deep', this.at);
    const start = this.at;
    switch (this.number(1)) {
      case NULL:
        return null;
      case REFERENCE: {
        const known = this.#handles[this.number(4) - FIRST_HANDLE];
        if (known === undefined || isDescription(known)) throw new Malformed('bad-value', start, 'reference');
        return known;
      }
      case STRING:
        return this.#kept(modifiedUtf8(this.#take(this.number(2))));
      case LONG_STRING:
        return this.#kept(modifiedUtf8(this.#take(this.number(8))));
      case BLOCK:
        return this.#take(this.number(1));
      case LONG_BLOCK:
        return this.#take(this.number(4));
      case ARRAY:
        return this.#array(depth);
      case OBJECT:
        return this.#object(depth);
      case ENUM: {
        this.#description(depth);
        const handle = this.#handles.push(null) - 1;
        const name = this.content(depth + 1);
        this.#handles[handle] = name;
        return name;
      }
      default:
        throw new Malformed('unsupported', start, 'a Java value of another kind');
    }
  }

  #kept<T extends JavaValue>(value: T): T {
    this.#handles.push(value);
    return value;
  }

  #array(depth: number): JavaValue {
    const { name } = this.#description(depth);
    const handle = this.#handles.push(null) - 1;
    const length = this.number(4);
    const value: JavaValue =
      name === '[B' ? this.#take(length) : this.#elements(name.slice(1), length, depth);
    this.#handles[handle] = value;
    return value;
  }

  #elements(type: string, length: number, depth: number): readonly JavaValue[] {
    if (length > this.#left) throw new Malformed('too-large', this.at);
    return Array.from({ length }, () => this.#value(type, depth + 1));
  }

  #object(depth: number): JavaObject {
    const description = this.#description(depth);
    const fields = new Map<string, JavaValue>();
    const object = this.#kept({ className: description.name, fields });
    const chain: ClassDescription[] = [];
    for (let one: ClassDescription | undefined = description; one !== undefined; one = one.parent)
      chain.unshift(one);
    for (const { flags, fields: declared } of chain) {
      if ((flags & SERIALIZABLE) === 0)
        throw new Malformed('unsupported', this.at, 'an object in a form of its own');
      for (const { type, name } of declared) fields.set(name, this.#value(type, depth + 1));
      if ((flags & HAS_ANNOTATION) !== 0) this.#annotation(depth);
    }
    return object;
  }

  #value(type: string, depth: number): JavaValue {
    const first = type.charAt(0);
    if (first === 'L' || first === '[') return this.content(depth);
    if (--this.#left < 0) throw new Malformed('too-large', this.at);
    if (first === 'J' || first === 'D')
      return this.#take(8).reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
    const length = numbers[first];
    if (length === undefined) throw new Malformed('bad-value', this.at, 'type of a field');
    return this.number(length);
  }

  #annotation(depth: number): void {
    while (this.#octets[this.at] !== END) this.content(depth + 1);
    this.at++;
  }

  #description(depth: number): ClassDescription {
    const described = this.#superclass(depth);
    if (described === undefined) throw new Malformed('bad-value', this.at, 'an object without a class');
    return described;
  }

  #superclass(depth: number): ClassDescription | undefined {
    if (depth > MAX_DEPTH || --this.#left < 0) throw new Malformed('too-deep', this.at);
    const start = this.at;
    const symbol = this.number(1);
    if (symbol === NULL) return undefined;
    if (symbol === REFERENCE) {
      const known = this.#handles[this.number(4) - FIRST_HANDLE];
      if (!isDescription(known)) throw new Malformed('bad-value', start, 'reference');
      return known;
    }
    if (symbol !== CLASS_DESCRIPTION) throw new Malformed('unsupported', start, 'a class of another kind');
    const name = modifiedUtf8(this.#take(this.number(2)));
    this.#take(8);
    // A reference to a class that is still being read is of no use to anybody.
    const handle = this.#handles.push(null) - 1;
    const flags = this.number(1);
    const fields = Array.from({ length: this.number(2) }, () => {
      const type = String.fromCharCode(this.number(1));
      const field = { type, name: modifiedUtf8(this.#take(this.number(2))) };
      if (type === 'L' || type === '[') this.content(depth + 1);
      return field;
    });
    this.#annotation(depth);
    const described = { name, flags, fields, parent: this.#superclass(depth + 1) };
    this.#handles[handle] = described;
    return described;
  }

  #take(length: number): Bytes {
    if (length > this.#octets.length - this.at) throw new Malformed('truncated', this.at);
    const octets = new Uint8Array(this.#octets.subarray(this.at, this.at + length));
    this.at += length;
    return octets;
  }
}

const isDescription = (value: JavaValue | ClassDescription | undefined): value is ClassDescription =>
  typeof value === 'object' && value !== null && 'flags' in value;
