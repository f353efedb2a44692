/**
 * Name constraints as written (RFC 5280 §4.2.1.10), one raw base after the other: clients differ in which forms they know, in
 * what they make of a dot in front, and in which octets they refuse to read.
 */
import { extensionOid } from '../../codec/extension';
import { attempt, type Result } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import type { Exhibit } from './exhibit';
import { LenientReader } from './lenient-reader';
import { distanceOf, MAX_SUBTREES, type Distance } from './subtree-form';

export interface RawSubtree {
  /** Of the GeneralName: 0x81 email, 0x82 DNS, 0xa4 directory, 0x86 URI, 0x87 address. */
  readonly tag: number;
  readonly octets: Uint8Array;
  /** A minimum or maximum is given, which RFC 5280 forbids. */
  readonly bounded: boolean;
  /** What of it is more than the default. */
  readonly distance: Distance;
}

export interface SubtreeLists {
  readonly permitted: readonly RawSubtree[];
  readonly excluded: readonly RawSubtree[];
}

/** Absent where there is no such extension. */
export function subtreesOf({ extensions: { list } }: Exhibit): Result<SubtreeLists> | undefined {
  const found = list.find(({ oid }) => oid === extensionOid.nameConstraints);
  if (found === undefined) return undefined;
  return attempt(() => {
    const sequence = new LenientReader(found.value).enter(Tag.SEQUENCE);
    const [permitted = [], excluded = []] = [0, 1].map((number) => {
      const list = sequence.optional(Tag.explicit(number));
      return list === undefined ? [] : readList(sequence.into(list.contents));
    });
    return { permitted, excluded };
  });
}

const readList = (reader: LenientReader): readonly RawSubtree[] =>
  reader
    .rest()
    .slice(0, MAX_SUBTREES)
    .map(({ contents }) => {
      const entry = reader.into(contents);
      const base = entry.next();
      const bounded = !entry.done;
      return { tag: base.tag, octets: base.contents, bounded, distance: distanceOf(entry) };
    });
