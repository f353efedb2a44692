/**
 * Name constraints (RFC 5280 §4.2.1.10) for clients that read more than the RFC allows: a minimum or a maximum beside a base, and ranges
 * of addresses of any length. What each makes of these is in its own rules.
 */
import { latin1 } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { readDistinguishedName } from '../../codec/distinguished-name';
import { formatAddressRange } from '../../codec/ip-address';
import { Malformed } from '../../codec/malformed';
import type { NameConstraints, Subtree } from '../../codec/name-constraint';
import * as Tag from '../../codec/tag';
import type { Element, LenientReader } from './lenient-reader';
import { ADDRESS, DIRECTORY, distanceOf, DNS, EMAIL, MAX_SUBTREES, URI } from './subtree-form';

export interface ExhibitConstraints extends NameConstraints {
  /** Those with a minimum that is not zero, or with a maximum. */
  readonly bounded: ReadonlySet<Subtree>;
}

export function readConstraints(reader: LenientReader): ExhibitConstraints {
  const bounded = new Set<Subtree>();
  const sequence = reader.enter(Tag.SEQUENCE);
  const [permitted = [], excluded = []] = [0, 1].map((number) => {
    const list = sequence.optional(Tag.explicit(number));
    const entries = list === undefined ? [] : sequence.into(list.contents).rest();
    if (entries.length > MAX_SUBTREES) throw new Malformed('too-large', 0);
    return entries.map(({ tag, contents }) => {
      if (tag !== Tag.SEQUENCE) throw new Malformed('unexpected-tag', 0);
      const entry = sequence.into(contents);
      const subtree = subtreeOf(entry.next());
      if (distanceOf(entry) !== 'none') bounded.add(subtree);
      return subtree;
    });
  });
  if (!sequence.done) throw new Malformed('trailing-data', 0);
  return { permitted, excluded, bounded };
}

const TEXTS = { [EMAIL]: 'email', [DNS]: 'dns', [URI]: 'uri' } as const;

function subtreeOf({ tag, contents, whole }: Element): Subtree {
  if (tag === EMAIL || tag === DNS || tag === URI) {
    const base = latin1(contents);
    if (contents.some((octet) => octet > 0x7f)) throw new Malformed('bad-string', 0);
    return { kind: TEXTS[tag], base };
  }
  // A range that is none is held against addresses, and none of them lies in it.
  if (tag === ADDRESS) return { kind: 'ip', base: formatAddressRange(contents) ?? '' };
  if (tag === DIRECTORY)
    return {
      kind: 'directory',
      name: DerReader.document(DerReader.own(contents), (reader) => readDistinguishedName(reader)),
    };
  return { kind: 'other', der: whole };
}
