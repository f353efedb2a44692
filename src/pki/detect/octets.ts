/**
 * Octets that are no text: DER and BER documents, one or several in a row, and files known by their first octets. Whether
 * they are whole is asked here; what is in them is not.
 */
import { isAsn1Document } from '../../codec/asn1-encapsulated';
import { utf8, type Bytes } from '../../codec/bytes';
import { Malformed } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { asn1Kind } from './asn1-kind';
import type { Found, FoundKind, FoundNote } from './found';

const ENUMERATED = 0x0a;
/** JKS and JCEKS as in the JDK's JavaKeyStore and JceKeyStore; zip: APPNOTE 4.3.7 and, where it is empty, 4.3.16; OpenSSH: PROTOCOL.key. */
const MAGIC: readonly (readonly [FoundKind, ArrayLike<number>])[] = [
  ['java-keystore', [0xfe, 0xed, 0xfe, 0xed]],
  ['java-keystore', [0xce, 0xce, 0xce, 0xce]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['openssh-private-key', utf8('openssh-key-v1\0')],
];
/** What can stand first in a document of ASN.1 that anything here knows, or that was meant as one. */
const FIRST_TAGS: ReadonlySet<number> = new Set([
  ...[
    Tag.SEQUENCE,
    Tag.INTEGER,
    Tag.OBJECT_IDENTIFIER,
    ENUMERATED,
    Tag.SET,
    Tag.OCTET_STRING,
    Tag.UTF8_STRING,
  ],
  ...[Tag.BOOLEAN, Tag.NULL, Tag.BIT_STRING, Tag.PRINTABLE_STRING, Tag.IA5_STRING, 0xa0, 0xa1, 0xa2, 0x80],
]);
/** Documents one after another in one file. */
const MAX_DOCUMENTS = 10_000;

/** What `octets` are, without a label to go by; empty where they are nothing known. */
export function detectOctets(octets: Bytes): readonly Found[] {
  const span = { start: 0, end: octets.length };
  const magic = MAGIC.find(([, head]) => Array.from(head).every((octet, at) => octets[at] === octet));
  if (magic !== undefined) return [{ kind: magic[0], label: '', span, octets, notes: [] }];
  if (isSctList(octets)) return [{ kind: 'sct-list', label: '', span, octets, notes: [] }];
  return octets[0] === Tag.SEQUENCE ? documents(octets) : [];
}

/** Each document of a row; what follows the last known one is a note where it is short or strange. */
function documents(octets: Bytes): readonly Found[] {
  const found: Found[] = [];
  let at = 0;
  while (at < octets.length && found.length < MAX_DOCUMENTS) {
    const rest = octets.subarray(at);
    const first = rest[0] === Tag.SEQUENCE ? asn1Kind(rest) : undefined;
    if (first === undefined) break;
    const document = rest.subarray(0, first.end);
    // Behind something known it is an appendage, such as OpenSSL's trust behind a certificate.
    if (first.kind === 'asn1' && (at > 0 || !isAsn1Document(document, 0, document.length))) break;
    found.push({
      kind: first.kind,
      label: '',
      span: { start: at, end: at + first.end },
      octets: document,
      notes: [],
    });
    at += first.end;
  }
  const span = { start: at, end: octets.length };
  const last = found.at(-1);
  if (at < octets.length && last !== undefined && last.kind !== 'unreadable') {
    if (looksCut(octets, at)) {
      found.push({ kind: 'unreadable', label: '', span, error: new Malformed('truncated', at) });
    } else {
      const notes: readonly FoundNote[] = ['trailing-octets'];
      found[found.length - 1] = { ...last, notes };
    }
  } else if (last === undefined && looksCut(octets, 0)) {
    found.push({ kind: 'unreadable', label: '', span, error: new Malformed('truncated', 0) });
  }
  return found;
}

/**
 * Whether a look inside is worth its price, told by the first header within a SEQUENCE: hostile text has a start every few
 * characters, and nearly all of them end here.
 */
export function mayBeDocument(octets: Uint8Array): boolean {
  if (octets[0] !== Tag.SEQUENCE) return true;
  const length = octets[1] ?? 0;
  const inside = length <= 0x80 ? 2 : 2 + (length & 0x7f);
  const [tag = 0, first = 0xff] = octets.subarray(inside, inside + 2);
  return FIRST_TAGS.has(tag) && (length >= 0x80 || first + 2 <= length);
}

/** A SEQUENCE with the kind of length that text does not make by chance: meant, and cut. */
export function looksCut(octets: Uint8Array, at: number): boolean {
  const [tag, length = 0, first = 0] = octets.subarray(at, at + 3);
  if (tag !== Tag.SEQUENCE) return false;
  // "MICROSCOPE" is base64 of an indefinite length; what stands first in a document of one is a type of these.
  if (length === 0x80) return [Tag.SEQUENCE, Tag.INTEGER, Tag.OBJECT_IDENTIFIER].includes(first);
  return length > 0x80 && length <= 0x84;
}

/** SignedCertificateTimestampList (RFC 6962 §3.3): lengths of two octets that add up, every SCT of version 1. */
function isSctList(octets: Uint8Array): boolean {
  const length = (at: number): number => (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0);
  if (octets.length < 47 || length(0) !== octets.length - 2) return false;
  let at = 2;
  while (at + 2 < octets.length) {
    if (octets[at + 2] !== 0 || length(at) < 43) return false;
    at += 2 + length(at);
  }
  return at === octets.length;
}
