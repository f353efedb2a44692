/**
 * Public and private keys as OpenSSL 3.0 prints them (`EVP_PKEY_print_public`, `openssl pkey -text`). Public keys are read
 * for what they say; whether a point is on its curve is not reckoned.
 */
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import { DerReader } from '../../codec/der-reader';
import { readBitString } from '../../codec/document-outline';
import { attempt, Malformed, type Result } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { curveLines } from './openssl-curve';
import { labelledNumber, octetRows, pad } from './openssl-lines';
import { bitLength } from './openssl-number';
import { longName } from './openssl-objects';
import { pssLines } from './openssl-pss';

/** A key's own octets under its algorithm; the public part of a private key where it is known. */
export interface KeyParts {
  readonly algorithm: AlgorithmIdentifier;
  readonly octets: Uint8Array;
}

/** @throws Malformed */
type Printer = (key: KeyParts, indent: number) => string;

function rsa({ octets }: KeyParts, indent: number): string {
  return DerReader.document(octets, (reader) => {
    const sequence = reader.sequence();
    // OpenSSL takes both as plain octets, padded or "negative".
    const modulus = sequence.contents(Tag.INTEGER);
    const exponent = sequence.contents(Tag.INTEGER);
    sequence.finish();
    return [
      `${pad(indent)}Public-Key: (${bitLength(modulus)} bit)\n`,
      labelledNumber('Modulus:', modulus, indent),
      labelledNumber('Exponent:', exponent, indent),
    ].join('');
  });
}

function rsaPss(key: KeyParts, indent: number): string {
  const lines = pssLines(key.algorithm.parameters, indent, true);
  if (lines === undefined) throw new Malformed('bad-value', 0);
  return rsa(key, indent) + lines;
}

function ec({ algorithm, octets }: KeyParts, indent: number): string {
  const { bits, lines } = curveLines(algorithm.parameters, indent);
  return `${pad(indent)}Public-Key: (${bits} bit)\n${octetRows('pub', octets, indent)}${lines}`;
}

/** p, q and g of DSA (RFC 3279 §2.3.2), or p and g of PKCS#3's DH. @throws Malformed */
export function groupLines(
  parameters: Uint8Array | undefined,
  labels: readonly string[],
  indent: number,
): { readonly bits: number; readonly lines: string } {
  return DerReader.document(parameters ?? new Uint8Array(), (reader) => {
    const sequence = reader.sequence();
    const numbers = labels.map((label) => ({ label, octets: sequence.integerOctets() }));
    return {
      bits: bitLength(numbers[0]?.octets ?? new Uint8Array(1)),
      lines: numbers.map(({ label, octets }) => labelledNumber(label, octets, indent)).join(''),
    };
  });
}

export const DSA_GROUP = ['P:   ', 'Q:   ', 'G:   '];
export const DH_GROUP = ['P:   ', 'G:   '];

const wholeInteger = (octets: Uint8Array): Uint8Array =>
  DerReader.document(octets, (reader) => reader.integerOctets());

function dsa({ algorithm, octets }: KeyParts, indent: number): string {
  const { bits, lines } = groupLines(algorithm.parameters, DSA_GROUP, indent);
  return `${pad(indent)}Public-Key: (${bits} bit)\n${labelledNumber('pub: ', wholeInteger(octets), indent)}${lines}`;
}

function dh({ algorithm, octets }: KeyParts, indent: number): string {
  const { bits, lines } = groupLines(algorithm.parameters, DH_GROUP, indent);
  return `${pad(indent)}DH Public-Key: (${bits} bit)\n${labelledNumber('public-key:', wholeInteger(octets), indent)}${lines}`;
}

/** RFC 8410 keys: no parameters, and of one length. */
const edwards =
  (length: number): Printer =>
  ({ algorithm, octets }, indent) => {
    if (algorithm.parameters !== undefined || octets.length !== length) throw new Malformed('bad-value', 0);
    return `${pad(indent)}${longName(algorithm.oid)} Public-Key:\n${octetRows('pub', octets, indent)}`;
  };

const printers: ReadonlyMap<string, Printer> = new Map([
  ['1.2.840.113549.1.1.1', rsa],
  ['1.2.840.113549.1.1.10', rsaPss],
  ['1.2.840.10045.2.1', ec],
  ['1.2.840.10040.4.1', dsa],
  ['1.2.840.113549.1.3.1', dh],
  ['1.3.101.110', edwards(32)],
  ['1.3.101.111', edwards(56)],
  ['1.3.101.112', edwards(32)],
  ['1.3.101.113', edwards(57)],
]);

function readKey(reader: DerReader): KeyParts {
  const sequence = reader.sequence();
  const algorithm = readAlgorithmIdentifier(sequence);
  const octets = readBitString(sequence);
  sequence.finish();
  return { algorithm, octets };
}

/** What `openssl pkey -pubin -text -noout` prints of a SubjectPublicKeyInfo. */
export function opensslPublicKeyText(der: Uint8Array, indent = 0): Result<string> {
  return attempt(() => {
    const key = DerReader.document(der, readKey);
    const print = printers.get(key.algorithm.oid);
    if (print === undefined) throw new Malformed('unsupported', 0);
    return print(key, indent);
  });
}

/** The name of a SubjectPublicKeyInfo's algorithm. @throws Malformed */
export const keyAlgorithmName = (der: Uint8Array): string =>
  longName(DerReader.document(der, readKey).algorithm.oid);
