/** Where revocation lists are and what they cover (RFC 5280 §4.2.1.13, §5.2.5), and name constraints, as OpenSSL 3.0 prints them. */
import { DerReader } from '../../codec/der-reader';
import { readTagged, type TaggedOctets } from '../../codec/document-outline';
import * as Tag from '../../codec/tag';
import {
  readDistributionPointName,
  readDistributionPoints,
  type DistributionPoint,
  type DistributionPointName,
} from './extension-parts';
import { generalNamePart, type NamePart } from './name-parts';
import { printedName } from './openssl-general-name';
import { pad } from './openssl-lines';
import { onelineRdn } from './openssl-name';
import { addressText } from './openssl-number';

const reasonNames = [
  'Unused',
  'Key Compromise',
  'CA Compromise',
  'Affiliation Changed',
  'Superseded',
  'Cessation Of Operation',
  'Certificate Hold',
  'Privilege Withdrawn',
  'AA Compromise',
];

/** Names of the set bits of a BIT STRING's contents. */
export const bitNames = (contents: Uint8Array, names: readonly string[]): readonly string[] =>
  names.filter((_, bit) => ((contents[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0);

function reasonLines(label: string, contents: Uint8Array, indent: number): string {
  const names = bitNames(contents, reasonNames);
  return `${pad(indent)}${label}:\n${pad(indent + 2)}${names.length === 0 ? '<EMPTY>' : names.join(', ')}\n`;
}

const nameLines = (names: readonly TaggedOctets[], indent: number): string =>
  names.map((name) => pad(indent + 2) + printedName(name)).join('\n');

function pointName({ fullName, relativeName }: DistributionPointName, indent: number): string {
  if (fullName !== undefined) return `${pad(indent)}Full Name:\n${nameLines(fullName, indent)}`;
  if (relativeName === undefined) return '';
  return `${pad(indent)}Relative Name:\n${pad(indent + 2)}${onelineRdn(readRdn(relativeName))}\n`;
}

function readRdn(contents: Uint8Array): readonly NamePart[] {
  const set = new DerReader(contents);
  const parts: NamePart[] = [];
  while (!set.done) {
    const attribute = set.sequence();
    parts.push({ oid: attribute.oid(), value: readTagged(attribute) });
  }
  return parts;
}

function pointLines(point: DistributionPoint, indent: number): string {
  const { reasons, crlIssuer } = point;
  return [
    pointName(point, indent),
    reasons === undefined ? '' : reasonLines('Reasons', reasons, indent),
    crlIssuer === undefined ? '' : `${pad(indent)}CRL Issuer:\n${nameLines(crlIssuer, indent)}`,
  ].join('');
}

/** @throws Malformed */
export const distributionPoints = (reader: DerReader, indent: number): string =>
  readDistributionPoints(reader)
    .map((point) => pointLines(point, indent))
    .join('\n');

/** IssuingDistributionPoint. @throws Malformed */
export function issuingDistributionPoint(reader: DerReader, indent: number): string {
  const sequence = reader.sequence();
  const wrapped = sequence.optionalExplicit(0);
  const flag = (number: number): boolean =>
    sequence.peek() === Tag.implicit(number) && sequence.contents().some((octet) => octet !== 0);
  const name = wrapped === undefined ? '' : pointName(readDistributionPointName(wrapped), indent);
  const onlyUser = flag(1);
  const onlyCa = flag(2);
  const reasons = sequence.peek() === Tag.implicit(3) ? sequence.contents() : undefined;
  const indirect = flag(4);
  const onlyAttribute = flag(5);
  sequence.finish();
  const text = [
    name,
    onlyUser ? `${pad(indent)}Only User Certificates\n` : '',
    onlyCa ? `${pad(indent)}Only CA Certificates\n` : '',
    indirect ? `${pad(indent)}Indirect CRL\n` : '',
    reasons === undefined ? '' : reasonLines('Only Some Reasons', reasons, indent),
    onlyAttribute ? `${pad(indent)}Only Attribute Certificates\n` : '',
  ].join('');
  return text === '' ? `${pad(indent)}<EMPTY>\n` : text;
}

/** NameConstraints. @throws Malformed */
export function nameConstraints(reader: DerReader, indent: number): string {
  const sequence = reader.sequence();
  const parts: string[] = [];
  // A list that is there and empty still brings the line break between the two.
  for (const [number, label] of ['Permitted', 'Excluded'].entries()) {
    const list = sequence.optionalExplicit(number);
    const lines: string[] = [];
    while (list !== undefined && !list.done) lines.push(pad(indent + 2) + baseText(list.sequence()));
    if (list !== undefined)
      parts.push(lines.length === 0 ? '' : `${pad(indent)}${label}:\n${lines.join('\n')}`);
  }
  sequence.finish();
  return parts.join('\n');
}

function baseText(subtree: DerReader): string {
  const base = generalNamePart(subtree);
  return base.tag === Tag.implicit(7) ? `IP:${rangeText(base.octets)}` : printedName(base);
}

/** Address and mask, whatever their lengths. */
function rangeText(octets: Uint8Array): string {
  const half = octets.length >= 16 ? 16 : octets.length >= 4 ? 4 : octets.length;
  return [octets.subarray(0, half), octets.subarray(half)]
    .map((part) => addressText(part) ?? `<invalid length=${part.length}>`)
    .join('/');
}
