/** Name constraints from what was typed (RFC 5280 §4.2.1.10). A base is no name: a leading dot, an empty one and a range have a meaning. */
import { DerReader } from '../../codec/der-reader';
import { DerWriter } from '../../codec/der-writer';
import { formatAddressRange, parseAddressRange, parseIpAddress } from '../../codec/ip-address';
import { attempt } from '../../codec/malformed';
import { readNameConstraints, type NameConstraints, type Subtree } from '../../codec/name-constraint';
import * as Tag from '../../codec/tag';
import type { DraftExtensions, DraftPlace, DraftSubtree } from './certificate-draft';
import { readHost, readMailbox } from './names';
import type { ProblemList, Report } from './problem-list';
import { readSubject } from './subject';
import { readHex } from './text-values';

/** More than any authority in use carries; each is held against each name. */
const MOST_SUBTREES = 5000;

export function readConstraints(
  { permitted, excluded }: NonNullable<DraftExtensions['nameConstraints']>,
  place: DraftPlace,
  problems: ProblemList,
): NameConstraints | undefined {
  if (permitted.length + excluded.length === 0) return problems.at(...place)('empty');
  const read = (subtree: DraftSubtree, at: DraftPlace) => readSubtree(subtree, at, problems);
  const may = problems.each(permitted, [...place, 'permitted'], read, MOST_SUBTREES);
  const mayNot = problems.each(excluded, [...place, 'excluded'], read, MOST_SUBTREES);
  return may && mayNot && { permitted: may, excluded: mayNot };
}

export function readSubtree(
  subtree: DraftSubtree,
  place: DraftPlace,
  problems: ProblemList,
): Subtree | undefined {
  if (subtree.kind === 'directory') {
    const name = readSubject(subtree.attributes, [...place, 'attributes'], problems);
    return name && { kind: 'directory', name };
  }
  if (subtree.kind === 'der') return readEncoded(subtree.hex, problems.at(...place, 'hex'));
  const base = bases[subtree.kind](subtree.base.trim(), problems.at(...place, 'base'));
  return base === undefined ? undefined : { kind: subtree.kind, base };
}

/** Empty: every name of the kind. */
function hostBase(text: string, report: Report): string | undefined {
  if (text === '') return '';
  const host = readHost(text.startsWith('.') ? text.slice(1) : text, report);
  return host === undefined ? undefined : text.startsWith('.') ? `.${host}` : host;
}

function rangeBase(text: string, report: Report): string | undefined {
  // One address is the range of that address alone.
  const alone = parseIpAddress(text);
  const octets = parseAddressRange(alone === undefined ? text : `${text}/${8 * alone.length}`);
  return (octets && formatAddressRange(octets)) ?? report('not-an-address-range', text.slice(0, 80));
}

const bases: Readonly<
  Record<'dns' | 'ip' | 'email' | 'uri', (text: string, report: Report) => string | undefined>
> = {
  dns: hostBase,
  ip: rangeBase,
  email: (text, report) => (text.includes('@') ? readMailbox(text, report) : hostBase(text, report)),
  uri: hostBase,
};

/** Names without a reader of their own here: otherName, x400Address, ediPartyName. */
const carried: readonly number[] = [Tag.explicit(0), Tag.explicit(3), Tag.explicit(5)];

/** As a subtree of its own, so that the reader of the extension judges it. */
function readEncoded(hex: string, report: Report): Subtree | undefined {
  const octets = readHex(hex, report);
  if (octets === undefined) return undefined;
  const subtrees = attempt(() =>
    DerReader.document(
      DerWriter.encode((writer) =>
        writer.sequence(() =>
          writer.constructed(Tag.explicit(0), () => writer.sequence(() => writer.raw(octets))),
        ),
      ),
      readNameConstraints,
    ),
  );
  const [subtree] = subtrees.ok ? subtrees.value.permitted : [];
  const isName = subtree?.kind !== 'other' || carried.includes(octets[0] ?? 0);
  return subtree !== undefined && isName ? subtree : report('not-der');
}
