/**
 * Writes DER (X.690) forwards into one growing buffer. A constructed value reserves one length octet and moves its
 * contents when more are needed: in a certificate that happens a handful of times, over a few hundred octets.
 * A certificate is ten small encodings, and fetching memory for each would cost more than writing them: a writer that is
 * done lends its buffer to the next.
 */
import { isAscii, utf8, type Bytes } from './bytes';
import { encodeOid } from './oid';
import * as Tag from './tag';

const LENT_AT_MOST = 0x10000;

export class DerWriter {
  /** Absent while it is writing: an encoding begun inside another gets a writer of its own. */
  static #idle: DerWriter | undefined;

  #buffer = new Uint8Array(1024);
  #length = 0;

  /** Runs `write` on an empty writer and returns what it wrote. */
  static encode(write: (writer: DerWriter) => void): Bytes {
    const writer = DerWriter.#idle ?? new DerWriter();
    DerWriter.#idle = undefined;
    try {
      write(writer);
      return writer.finish();
    } finally {
      writer.#clear();
      DerWriter.#idle = writer;
    }
  }

  /** Leaves nothing behind, since it may have been a private key; nor keeps the memory of one large document. */
  #clear(): void {
    if (this.#buffer.length > LENT_AT_MOST) this.#buffer = new Uint8Array(1024);
    else this.#buffer.fill(0, 0, this.#length);
    this.#length = 0;
  }

  /** A copy of everything written so far. */
  finish(): Bytes {
    return this.#buffer.slice(0, this.#length);
  }

  #reserve(octets: number): void {
    const needed = this.#length + octets;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }

  /** Octets that are DER already. */
  raw(der: Uint8Array): this {
    this.#reserve(der.length);
    this.#buffer.set(der, this.#length);
    this.#length += der.length;
    return this;
  }

  #header(tag: number, length: number): void {
    this.#reserve(6 + length);
    this.#buffer[this.#length++] = tag;
    if (length < 0x80) {
      this.#buffer[this.#length++] = length;
      return;
    }
    const octets = lengthOctets(length);
    this.#buffer[this.#length++] = 0x80 | octets;
    for (let i = octets - 1; i >= 0; i--) this.#buffer[this.#length++] = (length >>> (8 * i)) & 0xff;
  }

  /** A primitive value from its contents octets. */
  primitive(tag: number, contents: Uint8Array): this {
    this.#header(tag, contents.length);
    return this.raw(contents);
  }

  /** A constructed value; `write` writes its contents on this same writer. */
  constructed(tag: number, write: (writer: this) => void): this {
    this.#reserve(2);
    this.#buffer[this.#length] = tag;
    this.#length += 2;
    const start = this.#length;
    write(this);
    this.#close(start);
    return this;
  }

  #close(start: number): void {
    const length = this.#length - start;
    if (length < 0x80) {
      this.#buffer[start - 1] = length;
      return;
    }
    const octets = lengthOctets(length);
    this.#reserve(octets);
    this.#buffer.copyWithin(start + octets, start, this.#length);
    this.#buffer[start - 1] = 0x80 | octets;
    for (let i = 0; i < octets; i++) {
      this.#buffer[start + i] = (length >>> (8 * (octets - 1 - i))) & 0xff;
    }
    this.#length += octets;
  }

  sequence(write: (writer: this) => void): this {
    return this.constructed(Tag.SEQUENCE, write);
  }

  /** SET OF with its members in DER order (X.690 §11.6). */
  setOf(members: readonly Uint8Array[], tag: number = Tag.SET): this {
    const sorted = members.length < 2 ? members : [...members].sort(compareOctets);
    return this.constructed(tag, () => {
      for (const member of sorted) this.raw(member);
    });
  }

  /** `[n] EXPLICIT`. */
  explicit(number: number, write: (writer: this) => void): this {
    return this.constructed(Tag.explicit(number), write);
  }

  /** An OCTET STRING whose contents are themselves DER, as extension values are. */
  octetStringOf(write: (writer: this) => void): this {
    return this.constructed(Tag.OCTET_STRING, write);
  }

  boolean(value: boolean): this {
    this.#header(Tag.BOOLEAN, 1);
    this.#buffer[this.#length++] = value ? 0xff : 0;
    return this;
  }

  /** A non-negative INTEGER. */
  integer(value: number | bigint, tag: number = Tag.INTEGER): this {
    let hex = value.toString(16);
    if (hex.length % 2 === 1) hex = `0${hex}`;
    const octets = new Uint8Array(hex.length / 2);
    for (let i = 0; i < octets.length; i++) octets[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
    return this.unsignedInteger(octets, tag);
  }

  /** A non-negative INTEGER from its magnitude, big-endian, leading zeros allowed. */
  unsignedInteger(magnitude: Uint8Array, tag: number = Tag.INTEGER): this {
    let start = 0;
    while (start < magnitude.length - 1 && magnitude[start] === 0) start++;
    const first = magnitude[start];
    if (first === undefined) return this.primitive(tag, new Uint8Array(1));
    const sign = first >= 0x80 ? 1 : 0;
    this.#header(tag, magnitude.length - start + sign);
    if (sign === 1) this.#buffer[this.#length++] = 0;
    return this.raw(start === 0 ? magnitude : magnitude.subarray(start));
  }

  null(): this {
    this.#header(Tag.NULL, 0);
    return this;
  }

  oid(dotted: string, tag: number = Tag.OBJECT_IDENTIFIER): this {
    return this.primitive(tag, encodeOid(dotted));
  }

  octetString(contents: Uint8Array, tag: number = Tag.OCTET_STRING): this {
    return this.primitive(tag, contents);
  }

  /** A BIT STRING of whole octets. */
  bitString(octets: Uint8Array, tag: number = Tag.BIT_STRING): this {
    this.#header(tag, octets.length + 1);
    this.#buffer[this.#length++] = 0;
    return this.raw(octets);
  }

  /** A named bit list with trailing zero bits dropped (X.690 §11.2.2). */
  namedBits(bits: readonly number[], tag: number = Tag.BIT_STRING): this {
    const highest = Math.max(-1, ...bits);
    const contents = new Uint8Array(1 + Math.ceil((highest + 1) / 8));
    contents[0] = (8 - ((highest + 1) % 8)) % 8;
    for (const bit of bits) contents[1 + (bit >> 3)] = (contents[1 + (bit >> 3)] ?? 0) | (0x80 >> (bit & 7));
    return this.primitive(tag, contents);
  }

  /** Text of the last `count` decimal digits of a number, and `end` after them. */
  digits(tag: number, value: number, count: number, end: string): this {
    this.#header(tag, count + end.length);
    let rest = value;
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      this.#buffer[at] = 0x30 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.#length += count;
    for (let i = 0; i < end.length; i++) this.#buffer[this.#length++] = end.charCodeAt(i);
    return this;
  }

  /** Text in UTF-8: UTF8String, and every string type whose repertoire is within ASCII. */
  string(tag: number, text: string): this {
    if (!isAscii(text)) return this.primitive(tag, utf8(text));
    this.#header(tag, text.length);
    for (let i = 0; i < text.length; i++) this.#buffer[this.#length++] = text.charCodeAt(i);
    return this;
  }
}

function lengthOctets(length: number): number {
  return length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
}

function compareOctets(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
