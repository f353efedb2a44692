/**
 * Reads DER (X.690) from a buffer without copying it: a cursor over one constructed value's contents.
 * Strict where DER is: definite minimal lengths, low tag numbers, canonical BOOLEAN and INTEGER.
 * BER, and printing unknown trees, are not its business.
 */
import { latin1, type Bytes } from './bytes';
import { Malformed } from './malformed';
import { decodeOid } from './oid';
import * as Tag from './tag';

/**
 * Levels a value may be nested. A certificate with every extension of RFC 5280 reaches 14; asn1js allows 100.
 * The bound keeps hostile input from using up the stack of a caller that recurses.
 */
export const MAX_DEPTH = 32;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class DerReader {
  readonly bytes: Uint8Array;
  /** Where the next value starts, in octets from the start of `bytes`. */
  offset: number;
  readonly end: number;
  readonly #depth: number;
  /** Contents of the value whose header was read last. */
  #contentStart = 0;
  #contentEnd = 0;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length, depth = 0) {
    if (depth > MAX_DEPTH) throw new Malformed('too-deep', start);
    this.bytes = bytes;
    this.offset = start;
    this.end = end;
    this.#depth = depth;
  }

  /** Reads `bytes` as exactly one value and fails on anything after it. */
  static document<T>(bytes: Uint8Array, read: (reader: DerReader) => T): T {
    const reader = new DerReader(bytes);
    const value = read(reader);
    reader.finish();
    return value;
  }

  get done(): boolean {
    return this.offset >= this.end;
  }

  /** The identifier octet of the next value, -1 at the end. */
  peek(): number {
    return this.offset < this.end ? (this.bytes[this.offset] ?? -1) : -1;
  }

  finish(): void {
    if (this.offset < this.end) throw new Malformed('trailing-data', this.offset);
  }

  /** Moves over the next value's header and contents; its bounds are kept for the typed readers below. */
  #next(tag: number): void {
    const { bytes, end } = this;
    const start = this.offset;
    let at = start;
    if (at >= end) throw new Malformed('truncated', start);
    const identifier = bytes[at++] ?? 0;
    if (tag >= 0 && identifier !== tag) {
      throw new Malformed(
        'unexpected-tag',
        start,
        `0x${identifier.toString(16)} where 0x${tag.toString(16)} belongs`,
      );
    }
    if ((identifier & 0x1f) === 0x1f) throw new Malformed('tag-form', start);
    if (at >= end) throw new Malformed('truncated', start);
    let length = bytes[at++] ?? 0;
    if (length >= 0x80) {
      const octets = length & 0x7f;
      // Four octets already count 4 GiB, more than a page can hold.
      if (octets === 0 || octets > 4) throw new Malformed('length-form', start);
      if (end - at < octets) throw new Malformed('truncated', start);
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at++] ?? 0);
      const minimal = octets === 1 ? 0x80 : 2 ** (8 * (octets - 1));
      if (length < minimal) throw new Malformed('length-form', start);
    }
    if (length > end - at) throw new Malformed('truncated', start);
    this.#contentStart = at;
    this.#contentEnd = at + length;
    this.offset = at + length;
  }

  /** A cursor over the contents of the next value, which must carry `tag`. */
  enter(tag: number): DerReader {
    this.#next(tag);
    return new DerReader(this.bytes, this.#contentStart, this.#contentEnd, this.#depth + 1);
  }

  sequence(): DerReader {
    return this.enter(Tag.SEQUENCE);
  }

  set(): DerReader {
    return this.enter(Tag.SET);
  }

  /** `[n] EXPLICIT`: a cursor over the wrapped value if the next one carries the tag, else `undefined`. */
  optionalExplicit(number: number): DerReader | undefined {
    return this.peek() === Tag.explicit(number) ? this.enter(Tag.explicit(number)) : undefined;
  }

  /** Contents of the next value, a view into the buffer; `tag` -1 takes any. */
  contents(tag = -1): Uint8Array {
    this.#next(tag);
    return this.bytes.subarray(this.#contentStart, this.#contentEnd);
  }

  /** The next value whole, header included, a view into the buffer. */
  element(tag = -1): Uint8Array {
    const start = this.offset;
    this.#next(tag);
    return this.bytes.subarray(start, this.offset);
  }

  skip(): void {
    this.#next(-1);
  }

  boolean(): boolean {
    const start = this.offset;
    this.#next(Tag.BOOLEAN);
    const octet = this.bytes[this.#contentStart];
    if (this.#contentEnd - this.#contentStart !== 1 || (octet !== 0 && octet !== 0xff)) {
      throw new Malformed('bad-boolean', start);
    }
    return octet === 0xff;
  }

  /** Two's-complement octets of an INTEGER, checked to be minimal (X.690 §8.3.2), a view. */
  integerOctets(tag: number = Tag.INTEGER): Uint8Array {
    const start = this.offset;
    const octets = this.contents(tag);
    const first = octets[0];
    const second = octets[1];
    if (first === undefined) throw new Malformed('bad-integer', start);
    if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
      throw new Malformed('bad-integer', start);
    }
    return octets;
  }

  /** An INTEGER that must be 0 … 2^31-1: versions, counts, path lengths. */
  smallInteger(tag: number = Tag.INTEGER): number {
    const start = this.offset;
    const octets = this.integerOctets(tag);
    if (octets.length > 4 || (octets[0] ?? 0) >= 0x80) throw new Malformed('bad-integer', start);
    let value = 0;
    for (const octet of octets) value = value * 256 + octet;
    return value;
  }

  null(): void {
    const start = this.offset;
    if (this.contents(Tag.NULL).length !== 0) throw new Malformed('bad-value', start);
  }

  /** Dotted decimal. */
  oid(tag: number = Tag.OBJECT_IDENTIFIER): string {
    this.#next(tag);
    return decodeOid(this.bytes, this.#contentStart, this.#contentEnd);
  }

  octetString(tag: number = Tag.OCTET_STRING): Uint8Array {
    return this.contents(tag);
  }

  /** A BIT STRING that holds whole octets, as keys and signatures do; a view. */
  bitStringOctets(tag: number = Tag.BIT_STRING): Uint8Array {
    const start = this.offset;
    const contents = this.contents(tag);
    if (contents[0] !== 0) throw new Malformed('bad-bit-string', start);
    return contents.subarray(1);
  }

  /** A named bit list: the numbers of the set bits, bit 0 first. DER drops trailing zero bits (X.690 §11.2.2). */
  namedBits(tag: number = Tag.BIT_STRING): readonly number[] {
    const start = this.offset;
    const contents = this.contents(tag);
    const unused = contents[0] ?? 8;
    const last = contents.at(-1) ?? 0;
    if (unused > 7 || (contents.length === 1 && unused !== 0)) throw new Malformed('bad-bit-string', start);
    if (contents.length > 1 && (last & ((1 << unused) - 1)) !== 0)
      throw new Malformed('bad-bit-string', start);
    // Named bit lists in use have at most 10 bits; a megabyte of them is an attack on whoever lists them.
    if (contents.length > 9) throw new Malformed('too-large', start);
    const bits: number[] = [];
    for (let bit = 0; bit < 8 * (contents.length - 1); bit++) {
      if (((contents[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0) bits.push(bit);
    }
    return bits;
  }

  /** IA5String or an implicitly tagged one: octets above 0x7F are refused. */
  ia5String(tag: number = Tag.IA5_STRING): string {
    const start = this.offset;
    const contents = this.contents(tag);
    for (const octet of contents) if (octet > 0x7f) throw new Malformed('bad-string', start);
    return latin1(contents);
  }

  utf8String(tag: number = Tag.UTF8_STRING): string {
    const start = this.offset;
    try {
      return decoder.decode(this.contents(tag));
    } catch (error) {
      if (error instanceof Malformed) throw error;
      throw new Malformed('bad-string', start);
    }
  }

  /** Copies a view, so that the buffer it looks into can be let go. */
  static own(view: Uint8Array): Bytes {
    return new Uint8Array(view);
  }
}
