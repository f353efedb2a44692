/**
 * Identifier and length octets as BER allows them (X.690 §8.1), for showing: high tag numbers, padded, over-long and
 * indefinite lengths are read and named, not refused. What is no header at all comes back as `Malformed`.
 */
import { Malformed } from './malformed';

export type TagClass = 'universal' | 'application' | 'context' | 'private';
export type LengthForm = 'short' | 'long' | 'non-minimal' | 'indefinite';

export interface Asn1Header {
  readonly tagClass: TagClass;
  readonly tagNumber: number;
  readonly constructed: boolean;
  readonly lengthForm: LengthForm;
  /** Where the contents start. */
  readonly contentsStart: number;
  /** As written, which may be more than there is; beyond 2^53 it loses digits. 0 where it is indefinite. */
  readonly length: number;
}

const CLASSES: readonly TagClass[] = ['universal', 'application', 'context', 'private'];
const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;
const INDEFINITE = 0x80;
/** X.690 §8.1.3.5 c) keeps it for later. */
const RESERVED_LENGTH = 0xff;
/** Four octets of seven bits each. The highest number any module assigns is below 1,000. */
const MAX_TAG_NUMBER = 2 ** 28 - 1;

/** The header at `start`, which must end by `end`. */
export function readAsn1Header(bytes: Uint8Array, start: number, end: number): Asn1Header | Malformed {
  if (start >= end) return new Malformed('truncated', start, 'no identifier');
  const identifier = bytes[start] ?? 0;
  let at = start + 1;
  let tagNumber = identifier & LONG_TAG;
  if (tagNumber === LONG_TAG) {
    tagNumber = 0;
    for (let more = true; more;) {
      if (at >= end) return new Malformed('truncated', start, 'inside the tag number');
      const octet = bytes[at++] ?? 0;
      tagNumber = tagNumber * 128 + (octet & 0x7f);
      if (tagNumber > MAX_TAG_NUMBER) return new Malformed('tag-form', start, 'tag number beyond 2^28');
      more = octet >= 0x80;
    }
  }
  if (at >= end) return new Malformed('truncated', start, 'no length');
  const constructed = (identifier & CONSTRUCTED) !== 0;
  const first = bytes[at++] ?? 0;
  const tagClass = CLASSES[identifier >> 6] ?? 'universal';
  // One literal per form, without spreads: this runs for every value of every document.
  if (first < INDEFINITE)
    return { tagClass, tagNumber, constructed, lengthForm: 'short', contentsStart: at, length: first };
  if (first === INDEFINITE) {
    if (!constructed) return new Malformed('length-form', start, 'a primitive of indefinite length');
    return { tagClass, tagNumber, constructed, lengthForm: 'indefinite', contentsStart: at, length: 0 };
  }
  if (first === RESERVED_LENGTH) return new Malformed('length-form', start, 'a reserved length octet');
  const octets = first & 0x7f;
  if (octets > end - at) return new Malformed('truncated', start, 'inside the length');
  const padded = bytes[at] === 0;
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at++] ?? 0);
  const lengthForm = padded || length < INDEFINITE ? 'non-minimal' : 'long';
  return { tagClass, tagNumber, constructed, lengthForm, contentsStart: at, length };
}

/** The mark that closes an indefinite length (X.690 §8.1.5). */
export const isEndOfContents = (bytes: Uint8Array, at: number, end: number): boolean =>
  at + 2 <= end && bytes[at] === 0 && bytes[at + 1] === 0;
