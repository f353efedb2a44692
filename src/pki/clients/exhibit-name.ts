/** A Name as clients hold two of them against each other: octet for octet, or by its words (RFC 5280 §7.1). */
import { toHex, type Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import {
  readDistinguishedName,
  type DistinguishedName,
  type NameAttribute,
} from '../../codec/distinguished-name';
import { attempt } from '../../codec/malformed';

export interface ExhibitName {
  readonly der: Bytes;
  readonly rdns: DistinguishedName['rdns'];
  readonly empty: boolean;
  /** Hex of the octets: GnuTLS, NSS, Go and browsers compare these (browsers after their own normalising). */
  readonly octets: string;
  /** Words without case, surplus white space and string type: OpenSSL and Java compare these. */
  readonly words: string;
  /** Whether its strings could be read; where not, `rdns` is empty and `words` are the octets. */
  readonly readable: boolean;
}

export function exhibitName(element: Uint8Array): ExhibitName {
  const der = DerReader.own(element);
  const octets = toHex(der);
  const read = attempt(() => DerReader.document(der, readDistinguishedName));
  if (!read.ok) return { der, rdns: [], empty: false, octets, words: octets, readable: false };
  const { rdns } = read.value;
  return { der, rdns, empty: rdns.length === 0, octets, words: wordsOf(rdns), readable: true };
}

/** ASCII alone loses its case there: OpenSSL's `asn1_string_canon` and Java's `X500Principal` leave other letters as they are. */
const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const wordsOf = (rdns: DistinguishedName['rdns']): string =>
  JSON.stringify(
    rdns.map((rdn) =>
      rdn.map(({ type, value }) => `${type}=${asciiLower(value.trim().replace(/\s+/g, ' '))}`).sort(),
    ),
  );

const COMMON_NAME = '2.5.4.3';

/** Every CommonName, most general first. */
export const commonNames = ({ rdns }: ExhibitName): readonly string[] =>
  rdns
    .flat()
    .filter(({ type }: NameAttribute) => type === COMMON_NAME)
    .map(({ value }) => value);
