/** The forms that a base of name constraints has (RFC 5280 §4.2.1.10), by their tags, and what may stand behind one. */
import * as Tag from '../../codec/tag';
import type { LenientReader } from './lenient-reader';

export const EMAIL = 0x81;
export const DNS = 0x82;
export const DIRECTORY = 0xa4;
export const URI = 0x86;
export const ADDRESS = 0x87;

/** More than any authority in use carries; it bounds the matching. */
export const MAX_SUBTREES = 10_000;

/** `minimum`: not zero. */
export type Distance = 'none' | 'minimum' | 'maximum';

/** What stands behind a base and is more than the default. */
export function distanceOf(entry: LenientReader): Distance {
  const minimum = entry.optional(Tag.implicit(0))?.contents;
  if (minimum?.some((octet) => octet !== 0) === true) return 'minimum';
  return entry.optional(Tag.implicit(1)) === undefined ? 'none' : 'maximum';
}
