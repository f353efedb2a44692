/** Reads the data types of SSH (RFC 4251 §5), which its key files are made of as well. */
import { concat, latin1, type Bytes } from './bytes';
import { Malformed } from './malformed';

const decoder = new TextDecoder();

/** A string, with its length before it. */
export function sshString(octets: Uint8Array): Bytes {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, octets.length);
  return concat(length, octets);
}

export class SshReader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  octet(): number {
    return this.octets(1)[0] ?? 0;
  }

  uint32(): number {
    let value = 0;
    for (const octet of this.octets(4)) value = value * 256 + octet;
    return value;
  }

  uint64(): bigint {
    return BigInt(this.uint32()) * 2n ** 32n + BigInt(this.uint32());
  }

  /** A copy of so many octets. @throws Malformed */
  octets(length: number): Bytes {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Malformed('truncated', this.#at);
    const octets = new Uint8Array(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return octets;
  }

  string(): Bytes {
    return this.octets(this.uint32());
  }

  /** ASCII by the standard: names of algorithms. */
  name(): string {
    return latin1(this.string());
  }

  /** UTF-8 as people wrote it: comments. */
  text(): string {
    return decoder.decode(this.string());
  }

  /** The magnitude of an mpint, big-endian; a negative one is nobody's key. */
  magnitude(): Bytes {
    const start = this.#at;
    const octets = this.string();
    if ((octets[0] ?? 0) >= 0x80) throw new Malformed('bad-integer', start);
    return octets;
  }

  /** All that is left. */
  rest(): Bytes {
    return this.octets(this.#bytes.length - this.#at);
  }
}
