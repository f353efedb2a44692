/** GeneralSubtree (RFC 5280 §4.2.1.10): the bases of name constraints. Matching names against them is a rule and lives in `pki`. */
import { readDistinguishedName, type DistinguishedName } from './distinguished-name';
import { DerReader } from './der-reader';
import type { DerWriter } from './der-writer';
import { formatAddressRange, parseAddressRange } from './ip-address';
import { Malformed } from './malformed';
import * as Tag from './tag';

export type Subtree =
  /** `base` for ip: CIDR text, `10.0.0.0/8`; address/mask where the mask is no prefix. */
  | { readonly kind: 'dns' | 'email' | 'uri' | 'ip'; readonly base: string }
  | { readonly kind: 'directory'; readonly name: DistinguishedName }
  | { readonly kind: 'other'; readonly der: Uint8Array };

export interface NameConstraints {
  readonly permitted: readonly Subtree[];
  readonly excluded: readonly Subtree[];
}

const EMAIL = Tag.implicit(1);
const DNS = Tag.implicit(2);
const DIRECTORY = Tag.explicit(4);
const URI = Tag.implicit(6);
const IP = Tag.implicit(7);

/** More subtrees than any authority in use carries (the largest known lists a few hundred); bounds the matching work. */
const MAX_SUBTREES = 10_000;

function writeBase(writer: DerWriter, subtree: Subtree): void {
  switch (subtree.kind) {
    case 'email':
      writer.string(EMAIL, subtree.base);
      break;
    case 'dns':
      writer.string(DNS, subtree.base);
      break;
    case 'uri':
      writer.string(URI, subtree.base);
      break;
    case 'ip': {
      const octets = parseAddressRange(subtree.base);
      if (octets === undefined) throw new Malformed('bad-ip-address', 0, subtree.base);
      writer.octetString(octets, IP);
      break;
    }
    case 'directory':
      writer.constructed(DIRECTORY, () => writer.raw(subtree.name.der));
      break;
    case 'other':
      writer.raw(subtree.der);
      break;
  }
}

function readBase(reader: DerReader): Subtree {
  const { offset } = reader;
  switch (reader.peek()) {
    case EMAIL:
      return { kind: 'email', base: reader.ia5String(EMAIL) };
    case DNS:
      return { kind: 'dns', base: reader.ia5String(DNS) };
    case URI:
      return { kind: 'uri', base: reader.ia5String(URI) };
    case IP: {
      const base = formatAddressRange(reader.contents(IP));
      if (base === undefined) throw new Malformed('bad-ip-address', offset);
      return { kind: 'ip', base };
    }
    case DIRECTORY: {
      const wrapped = reader.enter(DIRECTORY);
      const name = readDistinguishedName(wrapped);
      wrapped.finish();
      return { kind: 'directory', name };
    }
    default:
      return { kind: 'other', der: DerReader.own(reader.element()) };
  }
}

export function writeNameConstraints(writer: DerWriter, constraints: NameConstraints): void {
  const { permitted, excluded, ...rest } = constraints;
  rest satisfies Record<string, never>;
  writer.sequence(() => {
    for (const [number, subtrees] of [permitted, excluded].entries()) {
      if (subtrees.length === 0) continue;
      writer.constructed(Tag.explicit(number), () => {
        for (const subtree of subtrees) writer.sequence(() => writeBase(writer, subtree));
      });
    }
  });
}

export function readNameConstraints(reader: DerReader): NameConstraints {
  const sequence = reader.sequence();
  const lists: [Subtree[], Subtree[]] = [[], []];
  for (const [number, subtrees] of lists.entries()) {
    const list = sequence.optionalExplicit(number);
    while (list !== undefined && !list.done) {
      if (subtrees.length >= MAX_SUBTREES) throw new Malformed('too-large', list.offset);
      const entry = list.sequence();
      subtrees.push(readBase(entry));
      // minimum is 0 and maximum absent in every certificate (RFC 5280 §4.2.1.10), and DER leaves out a default.
      entry.finish();
    }
  }
  sequence.finish();
  return { permitted: lists[0], excluded: lists[1] };
}
