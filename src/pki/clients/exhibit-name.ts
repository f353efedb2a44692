/** A Name as clients hold two of them against each other: octet for octet, or by its words (RFC 5280 §7.1). */
import { equalBytes, latin1, toHex, type Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import {
  readDistinguishedName,
  type DistinguishedName,
  type NameAttribute,
} from '../../codec/distinguished-name';
import { attempt } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { LenientReader } from './lenient-reader';

export interface ExhibitName {
  readonly der: Bytes;
  readonly rdns: DistinguishedName['rdns'];
  readonly empty: boolean;
  /** Hex of the octets: GnuTLS, NSS, Go and browsers compare these (browsers after their own normalising). */
  readonly octets: string;
  /** Words without case, surplus white space and string type: OpenSSL and Java compare these. */
  readonly words: string;
  /** The same, of each RDN. */
  readonly parts: readonly string[];
  /** Whether its strings could be read; where not, `rdns` is empty and `words` are the octets. */
  readonly readable: boolean;
}

export function exhibitName(element: Uint8Array): ExhibitName {
  const der = DerReader.own(element);
  const octets = toHex(der);
  const read = attempt(() => DerReader.document(der, readDistinguishedName));
  if (!read.ok) return { der, rdns: [], empty: false, octets, words: octets, parts: [], readable: false };
  const { rdns } = read.value;
  const parts = rdns.map(wordsOf);
  return { der, rdns, empty: rdns.length === 0, octets, words: JSON.stringify(parts), parts, readable: true };
}

/** ASCII alone loses its case there: OpenSSL's `asn1_string_canon` and Java's `X500Principal` leave other letters as they are. */
const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** White space of ASCII, which is all that both of them strip and fold. */
const compact = (text: string): string => text.replace(/[\t-\r ]+/g, ' ').replace(/^ | $/g, '');

const wordsOf = (rdn: DistinguishedName['rdns'][number]): string =>
  JSON.stringify(rdn.map(({ type, value }) => `${type}=${asciiLower(compact(value))}`).sort());

const COMMON_NAME = '2.5.4.3';

/** Every CommonName, most general first. */
export const commonNames = ({ rdns }: ExhibitName): readonly string[] =>
  rdns
    .flat()
    .filter(({ type }: NameAttribute) => type === COMMON_NAME)
    .map(({ value }) => value);

const EMAIL_ADDRESS = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01);

/** Mailboxes in it. `ia5` where they have the string type of RFC 2985 §5.2.1: to OpenSSL and GnuTLS the others are unfit. */
export function emailAddresses(
  name: ExhibitName,
): readonly { readonly text: string; readonly ia5: boolean }[] {
  if (!name.readable) return [];
  const reader = new LenientReader(name.der);
  const sets = reader.enter(Tag.SEQUENCE).rest();
  return sets
    .flatMap(({ contents }) => reader.into(contents).rest())
    .flatMap(({ contents }) => {
      const [type, value] = reader.into(contents).rest();
      if (type === undefined || value === undefined || !equalBytes(type.contents, EMAIL_ADDRESS)) return [];
      return [{ text: latin1(value.contents), ia5: value.tag === Tag.IA5_STRING }];
    });
}
