/**
 * BER to DER as far as PKCS#12 needs it (RFC 7292 §4 asks for BER only): indefinite and padded lengths become definite and
 * minimal, OCTET STRINGs in pieces become one. Firefox, macOS and Java ≤ 8 write such files. Values keep their octets.
 */
import type { Bytes } from './bytes';
import { MAX_DEPTH } from './der-reader';
import { DerWriter } from './der-writer';
import { Malformed } from './malformed';
import * as Tag from './tag';

const CONSTRUCTED = 0x20;
const CONSTRUCTED_OCTET_STRING = Tag.OCTET_STRING | CONSTRUCTED;

interface Header {
  readonly tag: number;
  readonly start: number;
  /** Octets of the contents; -1 where an end-of-contents mark closes them. */
  readonly length: number;
}

/** Exactly one value. @throws Malformed */
export function derFromBer(ber: Uint8Array): Bytes {
  return DerWriter.encode((writer) => {
    const end = copyValue(ber, 0, ber.length, writer, 0);
    if (end < ber.length) throw new Malformed('trailing-data', end);
  });
}

function readHeader(ber: Uint8Array, at: number, end: number): Header {
  const tag = ber[at] ?? 0;
  let length = ber[at + 1] ?? 0;
  let start = at + 2;
  if (start > end) throw new Malformed('truncated', at);
  if ((tag & 0x1f) === 0x1f) throw new Malformed('tag-form', at);
  if (length === 0x80) {
    if ((tag & CONSTRUCTED) === 0) throw new Malformed('length-form', at);
    return { tag, start, length: -1 };
  }
  if (length > 0x80) {
    const octets = length & 0x7f;
    if (octets > end - start) throw new Malformed('truncated', at);
    length = 0;
    // A length beyond 2^53 loses digits here and stays far beyond any buffer.
    for (let i = 0; i < octets; i++) length = length * 256 + (ber[start++] ?? 0);
  }
  if (length > end - start) throw new Malformed('truncated', at);
  return { tag, start, length };
}

/** Writes the value at `at`; returns where the next one starts. */
function copyValue(ber: Uint8Array, at: number, end: number, writer: DerWriter, depth: number): number {
  const header = readHeader(ber, at, end);
  const { tag, start, length } = header;
  if ((tag & CONSTRUCTED) === 0) {
    writer.primitive(tag, ber.subarray(start, start + length));
    return start + length;
  }
  let after = start;
  if (tag === CONSTRUCTED_OCTET_STRING) {
    writer.constructed(Tag.OCTET_STRING, () => {
      after = eachMember(ber, header, end, depth, (member) => copyPiece(ber, member, end, writer, depth + 1));
    });
  } else {
    writer.constructed(tag, () => {
      after = eachMember(ber, header, end, depth, (member) => copyValue(ber, member, end, writer, depth + 1));
    });
  }
  return after;
}

/** A piece of an OCTET STRING, itself perhaps in pieces (X.690 §8.7.3). */
function copyPiece(ber: Uint8Array, at: number, end: number, writer: DerWriter, depth: number): number {
  const header = readHeader(ber, at, end);
  if (header.tag === CONSTRUCTED_OCTET_STRING) {
    return eachMember(ber, header, end, depth, (member) => copyPiece(ber, member, end, writer, depth + 1));
  }
  if (header.tag !== Tag.OCTET_STRING) throw new Malformed('unexpected-tag', at, 'in a string of octets');
  const after = header.start + header.length;
  writer.raw(ber.subarray(header.start, after));
  return after;
}

/** Hands on where each member starts until `visit` has consumed all; returns where the value ends. */
function eachMember(
  ber: Uint8Array,
  { start, length }: Header,
  end: number,
  depth: number,
  visit: (member: number) => number,
): number {
  if (depth >= MAX_DEPTH) throw new Malformed('too-deep', start);
  const contentsEnd = length < 0 ? end : start + length;
  let at = start;
  while (at < contentsEnd) {
    if (length < 0 && ber[at] === 0 && ber[at + 1] === 0) return at + 2;
    at = visit(at);
    if (at > contentsEnd) throw new Malformed('truncated', at);
  }
  if (length < 0) throw new Malformed('truncated', at);
  return at;
}
