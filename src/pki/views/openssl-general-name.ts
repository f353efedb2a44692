/** GeneralNames as OpenSSL 3.0 prints them, in a list of values (`i2v_GENERAL_NAME`) and alone (`GENERAL_NAME_print`). */
import { latin1 } from '../../codec/bytes';
import type { TaggedOctets } from '../../codec/document-outline';
import { Malformed } from '../../codec/malformed';
import { decodeOid } from '../../codec/oid';
import * as Tag from '../../codec/tag';
import { otherNameLabels, otherNameParts } from './name-parts';
import { printable } from './openssl-lines';
import { onelineName, slashedName } from './openssl-name';
import { addressText } from './openssl-number';
import { longName } from './openssl-objects';

const labels: ReadonlyMap<number, string> = new Map([
  [Tag.implicit(1), 'email'],
  [Tag.implicit(2), 'DNS'],
  [Tag.implicit(6), 'URI'],
  [Tag.implicit(7), 'IP Address'],
  [Tag.implicit(8), 'Registered ID'],
  [Tag.explicit(3), 'X400Name'],
  [Tag.explicit(4), 'DirName'],
  [Tag.explicit(5), 'EdiPartyName'],
]);
const texts: readonly number[] = [1, 2, 6].map(Tag.implicit);

/** A value OpenSSL keeps as a C string. @throws Malformed where there is a NUL inside, which it refuses to print */
function wholeText(octets: Uint8Array): string {
  if (octets.includes(0)) throw new Malformed('bad-string', 0, 'NUL');
  return latin1(octets);
}

function plainValue({ tag, octets }: TaggedOctets): string {
  if (tag === Tag.implicit(7)) return addressText(octets) ?? '<invalid>';
  if (tag === Tag.implicit(8)) return longName(decodeOid(octets));
  return '<unsupported>';
}

/** Label and value in a list. @throws Malformed */
function valueOfName(name: TaggedOctets): { readonly label: string; readonly value: string } {
  const { tag, octets } = name;
  if (tag === Tag.explicit(0)) return valueOfOtherName(octets);
  const label = labels.get(tag) ?? '';
  if (texts.includes(tag)) return { label, value: wholeText(octets) };
  if (tag === Tag.explicit(4)) return { label, value: slashedName(octets) };
  return { label, value: tag === Tag.implicit(7) ? listedAddress(octets) : plainValue(name) };
}

const listedAddress = (octets: Uint8Array): string =>
  addressText(octets) ?? `<invalid length=${octets.length}>`;

function valueOfOtherName(octets: Uint8Array): { readonly label: string; readonly value: string } {
  const { oid, value } = otherNameParts(octets);
  const known = otherNameLabels.get(oid);
  if (known !== undefined) return { label: `othername: ${known}:`, value: wholeText(value.octets) };
  const text = value.tag === Tag.IA5_STRING || value.tag === Tag.UTF8_STRING;
  return { label: `othername: ${longName(oid)}:`, value: text ? wholeText(value.octets) : '<unsupported>' };
}

export const listedName = (name: TaggedOctets): string => {
  const { label, value } = valueOfName(name);
  return `${label}:${value}`;
};

/** @throws Malformed */
export function printedName(name: TaggedOctets): string {
  const { tag, octets } = name;
  const label = labels.get(tag) ?? '';
  if (texts.includes(tag)) return `${label}:${printable(octets)}`;
  if (tag === Tag.explicit(4)) return `${label}:${onelineName(octets)}`;
  if (tag !== Tag.explicit(0)) return `${label}:${plainValue(name)}`;
  const { oid, value } = otherNameParts(octets);
  const known = otherNameLabels.get(oid);
  return known === undefined ? 'othername:<unsupported>' : `othername:${known}:${latin1(value.octets)}`;
}
