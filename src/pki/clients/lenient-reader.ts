/**
 * A tolerant walk through BER for certificates that our strict reader refuses and some client takes: long lengths, padded
 * integers, any octet for TRUE. It says what it forgave; it refuses what cannot be followed at all.
 */
import { readAsn1Header } from '../../codec/asn1-header';
import { MAX_DEPTH } from '../../codec/der-reader';
import { Malformed } from '../../codec/malformed';

export interface Element {
  /** The identifier octet. */
  readonly tag: number;
  /** Header included. */
  readonly whole: Uint8Array;
  readonly contents: Uint8Array;
}

/** Members of one constructed value. A certificate has thousands at most; more is an attack on whoever reads it. */
const MAX_MEMBERS = 200_000;

export class LenientReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  readonly #depth: number;
  /** Whether a length was written in more octets than it needs, here or in a reader entered from here. */
  readonly forgiven: { length: boolean };

  constructor(bytes: Uint8Array, depth = 0, forgiven = { length: false }) {
    if (depth > MAX_DEPTH) throw new Malformed('too-deep', 0);
    this.#bytes = bytes;
    this.#depth = depth;
    this.forgiven = forgiven;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The identifier octet of the next value, -1 at the end. */
  peek(): number {
    return this.#bytes[this.#at] ?? -1;
  }

  next(tag = -1): Element {
    const start = this.#at;
    const header = readAsn1Header(this.#bytes, start, this.#bytes.length);
    if (header instanceof Malformed) throw header;
    const found = this.#bytes[start] ?? 0;
    if (tag >= 0 && found !== tag) throw new Malformed('unexpected-tag', start);
    // Nobody who reads certificates takes an indefinite length (measured: OpenSSL, GnuTLS, NSS, Go, Java).
    if (header.lengthForm === 'indefinite') throw new Malformed('length-form', start);
    if (header.lengthForm === 'non-minimal') this.forgiven.length = true;
    const end = header.contentsStart + header.length;
    if (end > this.#bytes.length) throw new Malformed('truncated', start);
    this.#at = end;
    return {
      tag: found,
      whole: this.#bytes.subarray(start, end),
      contents: this.#bytes.subarray(header.contentsStart, end),
    };
  }

  /** The next value if it carries the tag. */
  optional(tag: number): Element | undefined {
    return this.peek() === tag ? this.next() : undefined;
  }

  into(contents: Uint8Array): LenientReader {
    return new LenientReader(contents, this.#depth + 1, this.forgiven);
  }

  enter(tag: number): LenientReader {
    return this.into(this.next(tag).contents);
  }

  rest(): readonly Element[] {
    const members: Element[] = [];
    while (!this.done) {
      if (members.length >= MAX_MEMBERS) throw new Malformed('too-large', this.#at);
      members.push(this.next());
    }
    return members;
  }
}
