/**
 * The extensions OpenSSL 3.0 prints in words, one row each; every other, and every one whose octets do not fit its type,
 * as raw text with dots (`X509V3_extensions_print`).
 */
import { derFromBer } from '../../codec/ber';
import { latin1 } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { readTagged, type ExtensionOutline } from '../../codec/document-outline';
import { attempt, Malformed } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { readAccessDescriptions } from './extension-parts';
import { generalNameParts } from './name-parts';
import {
  bitNames,
  distributionPoints,
  issuingDistributionPoint,
  nameConstraints,
} from './openssl-distribution';
import { listedName } from './openssl-general-name';
import { integerText, pad, printable } from './openssl-lines';
import { colonHex, signedMagnitude } from './openssl-number';
import { longName } from './openssl-objects';
import { certificatePolicies, policyConstraints, policyMappings } from './openssl-policy';
import { sctList } from './openssl-sct';
import { opensslTime } from './openssl-time';

/** The text behind the heading, indentation of its lines included. @throws Malformed */
type Printer = (reader: DerReader, indent: number) => string;

const keyUsages = [
  ...['Digital Signature', 'Non Repudiation', 'Key Encipherment', 'Data Encipherment', 'Key Agreement'],
  ...['Certificate Sign', 'CRL Sign', 'Encipher Only', 'Decipher Only'],
];
const netscapeTypes = [
  ...['SSL Client', 'SSL Server', 'S/MIME', 'Object Signing'],
  ...['Unused', 'SSL CA', 'S/MIME CA', 'Object Signing CA'],
];
const reasons = [
  ...['Unspecified', 'Key Compromise', 'CA Compromise', 'Affiliation Changed', 'Superseded'],
  ...[
    'Cessation Of Operation',
    'Certificate Hold',
    '',
    'Remove From CRL',
    'Privilege Withdrawn',
    'AA Compromise',
  ],
];
const tlsFeatures: ReadonlyMap<string, string> = new Map([
  ['5', 'status_request'],
  ['17', 'status_request_v2'],
]);

type Values = (reader: DerReader) => readonly string[];

/** Most lists without a member are a failure to OpenSSL. */
function filled(values: readonly string[]): readonly string[] {
  if (values.length === 0) throw new Malformed('bad-value', 0, 'empty');
  return values;
}

/** Values on one line, separated by commas. */
const inLine =
  (values: Values): Printer =>
  (reader, indent) =>
    pad(indent) + filled(values(reader)).join(', ');

/** Values on a line each. */
const onLines =
  (values: Values): Printer =>
  (reader, indent) =>
    filled(values(reader))
      .map((value) => pad(indent) + value)
      .join('\n');

/** Names and access descriptions alone may be none. */
const perhapsNone =
  (values: Values, layout: (values: Values) => Printer): Printer =>
  (reader, indent) => {
    const found = values(reader);
    return found.length === 0 ? `${pad(indent)}<EMPTY>\n` : layout(() => found)(reader, indent);
  };

const single =
  (value: (reader: DerReader) => string): Printer =>
  (reader, indent) =>
    pad(indent) + value(reader);

const integer = single((reader) => integerText(reader.integerOctets()));
const ia5 = single((reader) => latin1(reader.contents(Tag.IA5_STRING)));
const names = perhapsNone((reader) => generalNameParts(reader.sequence()).map(listedName), inLine);
const access = perhapsNone(
  (reader) =>
    readAccessDescriptions(reader).map(({ oid, location }) => `${longName(oid)} - ${listedName(location)}`),
  onLines,
);

function oids(list: DerReader): readonly string[] {
  const found: string[] = [];
  while (!list.done) found.push(longName(list.oid()));
  return found;
}

function integers(list: DerReader): readonly string[] {
  const found: string[] = [];
  while (!list.done) found.push(integerText(list.integerOctets()));
  return found;
}

function basicConstraints(reader: DerReader): readonly string[] {
  const sequence = reader.sequence();
  const ca = sequence.peek() === Tag.BOOLEAN && sequence.contents().some((octet) => octet !== 0);
  const length = sequence.done ? [] : [`pathlen:${integerText(sequence.integerOctets())}`];
  sequence.finish();
  return [`CA:${ca ? 'TRUE' : 'FALSE'}`, ...length];
}

function authorityKeyIdentifier(reader: DerReader): readonly string[] {
  const sequence = reader.sequence();
  const keyid = sequence.peek() === Tag.implicit(0) ? sequence.contents() : undefined;
  // Some wrote the list with the tag of a primitive value; OpenSSL does not look at that bit.
  const wrapped =
    sequence.peek() === Tag.implicit(1) ? sequence.enter(Tag.implicit(1)) : sequence.optionalExplicit(1);
  const issuer = wrapped && generalNameParts(wrapped);
  const serial = sequence.peek() === Tag.implicit(2) ? sequence.integerOctets(Tag.implicit(2)) : undefined;
  sequence.finish();
  const alone = issuer === undefined && serial === undefined;
  return [
    ...(keyid === undefined ? [] : [`${alone ? '' : 'keyid:'}${colonHex(keyid)}`]),
    ...(issuer ?? []).map(listedName),
    ...(serial === undefined ? [] : [`serial:${colonHex(signedMagnitude(serial).magnitude)}`]),
  ];
}

function privateKeyUsagePeriod(reader: DerReader): string {
  const sequence = reader.sequence();
  const parts = ['Not Before', 'Not After'].flatMap((label, number) => {
    if (sequence.peek() !== Tag.implicit(number)) return [];
    const time = opensslTime({ tag: Tag.GENERALIZED_TIME, octets: sequence.contents() });
    return [`${label}: ${time ?? 'Bad time value'}`];
  });
  return parts.join(', ');
}

function reasonCode(reader: DerReader): string {
  const octets = reader.integerOctets(0x0a);
  const name = octets.length === 1 ? reasons[octets[0] ?? 0] : undefined;
  return name === undefined || name === '' ? integerText(octets) : name;
}

/** IssuerSignTool of Russian authorities: four strings. */
function issuerSignTool(reader: DerReader, indent: number): string {
  const sequence = reader.sequence();
  return ['signTool    ', 'cATool      ', 'signToolCert', 'cAToolCert  ']
    .map((label) => `${pad(indent)}${label}: ${latin1(sequence.contents())}`)
    .join('\n');
}

function invalidityDate(reader: DerReader): string {
  const time = readTagged(reader);
  if (time.tag !== Tag.GENERALIZED_TIME) throw new Malformed('unexpected-tag', 0);
  return opensslTime(time) ?? 'Bad time value';
}

const printers: ReadonlyMap<string, Printer> = new Map([
  ['2.5.29.14', single((reader) => colonHex(reader.octetString()))],
  ['2.5.29.15', inLine((reader) => bitNames(reader.contents(Tag.BIT_STRING), keyUsages))],
  ['2.5.29.16', single(privateKeyUsagePeriod)],
  ['2.5.29.17', names],
  ['2.5.29.18', names],
  ['2.5.29.19', inLine(basicConstraints)],
  ['2.5.29.20', integer],
  ['2.5.29.21', single(reasonCode)],
  ['2.5.29.23', single((reader) => longName(reader.oid()))],
  ['2.5.29.24', single(invalidityDate)],
  ['2.5.29.27', integer],
  ['2.5.29.28', issuingDistributionPoint],
  ['2.5.29.29', names],
  ['2.5.29.30', nameConstraints],
  ['2.5.29.31', distributionPoints],
  ['2.5.29.32', certificatePolicies],
  ['2.5.29.33', inLine(policyMappings)],
  ['2.5.29.35', onLines(authorityKeyIdentifier)],
  ['2.5.29.36', inLine(policyConstraints)],
  ['2.5.29.37', inLine((reader) => oids(reader.sequence()))],
  ['2.5.29.46', distributionPoints],
  ['2.5.29.54', integer],
  ['1.3.6.1.5.5.7.1.1', access],
  ['1.3.6.1.5.5.7.1.11', access],
  [
    '1.3.6.1.5.5.7.1.24',
    inLine((reader) => integers(reader.sequence()).map((number) => tlsFeatures.get(number) ?? number)),
  ],
  [
    '1.3.6.1.5.5.7.48.1.5',
    (reader: DerReader) => {
      reader.null();
      return '';
    },
  ],
  [
    '1.3.6.1.4.1.11129.2.4.3',
    single((reader) => {
      reader.null();
      return 'NULL';
    }),
  ],
  ['1.3.6.1.4.1.11129.2.4.2', sctList],
  ['1.2.643.100.111', single((reader) => latin1(reader.contents()))],
  ['1.2.643.100.112', issuerSignTool],
  ['2.16.840.1.113730.1.1', inLine((reader) => bitNames(reader.contents(Tag.BIT_STRING), netscapeTypes))],
  ...[2, 3, 4, 7, 8, 12, 13].map((number) => [`2.16.840.1.113730.1.${number}`, ia5] as const),
]);

/** BER inside an extension is no hindrance to OpenSSL. */
function printedWords(value: Uint8Array, print: (reader: DerReader) => string): string | undefined {
  const asDer = attempt(() => DerReader.document(value, print));
  const words = asDer.ok ? asDer : attempt(() => DerReader.document(derFromBer(value), print));
  return words.ok ? words.value : undefined;
}

function extensionText({ oid, critical, value }: ExtensionOutline, indent: number): string {
  const head = `${pad(indent)}${longName(oid)}: ${critical ? 'critical' : ''}\n`;
  const printer = printers.get(oid);
  const words = printer && printedWords(value, (reader) => printer(reader, indent + 4));
  return `${head}${words ?? pad(indent + 4) + printable(value)}\n`;
}

/** Nothing at all where the list is empty. */
export function extensionLines(
  title: string,
  extensions: readonly ExtensionOutline[] | undefined,
  indent: number,
): string {
  if (extensions === undefined || extensions.length === 0) return '';
  return `${pad(indent)}${title}:\n${extensionTexts(extensions, indent + 4)}`;
}

export const extensionTexts = (extensions: readonly ExtensionOutline[], indent: number): string =>
  extensions.map((extension) => extensionText(extension, indent)).join('');
