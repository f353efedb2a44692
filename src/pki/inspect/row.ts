/**
 * What a list shows of a certificate, a request or a revocation list, read in one pass over the octets where they lie: a pile has
 * ten thousand of them, and nobody opens more than a few. Whatever cannot be read is left out; a full decoding says why.
 */
import { toHex } from '../../codec/bytes';
import { CertificateRow } from '../../codec/certificate-row';
import { DerReader } from '../../codec/der-reader';
import { attributeOf, formatDistinguishedName, readDistinguishedName } from '../../codec/distinguished-name';
import type { DistinguishedName } from '../../codec/distinguished-name';
import { readGeneralName } from '../../codec/general-name';
import { attempt } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { readTime } from '../../codec/time';

export interface DocumentRow {
  /** CommonName, else the first alternative name, else the whole name; '' where there is none. Nothing here is made visible yet. */
  readonly title: string;
  /** Whole name in words: of a revocation list its issuer. */
  readonly subject: string;
  /** CommonName or whole name of the issuer. */
  readonly issuer: string;
  readonly selfIssued: boolean;
  readonly authority: boolean;
  /** Upper-case hex, '' where there is none. */
  readonly serial: string;
  /** DNS names, addresses and the like. */
  readonly names: readonly string[];
  /** ms since 1970. Of a revocation list: issued, and the next one due. */
  readonly notBefore?: number;
  readonly notAfter?: number;
}

const COMMON_NAME = '2.5.4.3';
const SUBJECT_ALT_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
/** Names kept of one certificate; what has more is found by its first thousand. */
const MAX_NAMES = 1000;

interface Draft {
  subject?: DistinguishedName;
  issuer?: DistinguishedName;
  serial?: string;
  authority: boolean;
  names: string[];
  notBefore?: number;
  notAfter?: number;
}

const readers = { certificate: readCertificate, request: readRequest, 'revocation-list': readRevocationList };

export type RowKind = keyof typeof readers;

export function documentRow(kind: RowKind, octets: Uint8Array): DocumentRow {
  return (kind === 'certificate' ? certificateRow(octets) : undefined) ?? decodedRow(kind, octets);
}

/** Of a certificate in DER, which nearly all are. */
function certificateRow(octets: Uint8Array): DocumentRow | undefined {
  const row = CertificateRow.of(octets);
  if (row === undefined) return undefined;
  const { subject, issuer, names, serial, authority, selfIssued, notBefore, notAfter } = row;
  return {
    title: row.subjectCommonName ?? names[0] ?? subject,
    subject,
    issuer: row.issuerCommonName ?? issuer,
    selfIssued,
    authority,
    serial,
    names,
    ...(notBefore !== undefined && { notBefore }),
    ...(notAfter !== undefined && { notAfter }),
  };
}

/** Of what is damaged, what was read before the damage. */
export function decodedRow(kind: RowKind, octets: Uint8Array): DocumentRow {
  const draft: Draft = { authority: false, names: [] };
  // What was read before the damage still helps to tell it from others.
  attempt(() => {
    readers[kind](new DerReader(octets), draft);
  });
  const { subject, issuer, authority, names, serial = '', notBefore, notAfter } = draft;
  const shown = subject ?? issuer;
  const title =
    (shown && attributeOf(shown, COMMON_NAME)) ?? names[0] ?? (shown ? formatDistinguishedName(shown) : '');
  return {
    title,
    subject: shown === undefined ? '' : formatDistinguishedName(shown),
    issuer: issuer === undefined ? '' : (attributeOf(issuer, COMMON_NAME) ?? formatDistinguishedName(issuer)),
    selfIssued: subject !== undefined && issuer !== undefined && toHex(subject.der) === toHex(issuer.der),
    authority,
    serial,
    names,
    ...(notBefore !== undefined && { notBefore }),
    ...(notAfter !== undefined && { notAfter }),
  };
}

function readCertificate(document: DerReader, draft: Draft): void {
  const tbs = document.sequence().sequence();
  tbs.optionalExplicit(0);
  draft.serial = toHex(tbs.contents(Tag.INTEGER)).toUpperCase();
  tbs.skip();
  draft.issuer = readDistinguishedName(tbs);
  const dates = tbs.sequence();
  draft.notBefore = readTime(dates).getTime();
  draft.notAfter = readTime(dates).getTime();
  draft.subject = readDistinguishedName(tbs);
  while (!tbs.done && tbs.peek() !== Tag.explicit(3)) tbs.skip();
  const extensions = tbs.optionalExplicit(3)?.sequence();
  if (extensions !== undefined) readExtensions(extensions, draft);
}

function readRequest(document: DerReader, draft: Draft): void {
  const information = document.sequence().sequence();
  information.skip();
  draft.subject = readDistinguishedName(information);
  information.skip();
  const attributes = information.optionalExplicit(0);
  while (attributes !== undefined && !attributes.done) {
    const attribute = attributes.sequence();
    // extensionRequest (RFC 2985 §5.4.2)
    if (attribute.oid() !== '1.2.840.113549.1.9.14') continue;
    readExtensions(attribute.set().sequence(), draft);
  }
}

function readRevocationList(document: DerReader, draft: Draft): void {
  const tbs = document.sequence().sequence();
  if (tbs.peek() === Tag.INTEGER) tbs.skip();
  tbs.skip();
  draft.issuer = readDistinguishedName(tbs);
  draft.notBefore = readTime(tbs).getTime();
  if (tbs.peek() === Tag.UTC_TIME || tbs.peek() === Tag.GENERALIZED_TIME)
    draft.notAfter = readTime(tbs).getTime();
}

function readExtensions(list: DerReader, draft: Draft): void {
  while (!list.done) {
    const extension = list.sequence();
    const oid = extension.oid();
    if (oid !== SUBJECT_ALT_NAME && oid !== BASIC_CONSTRAINTS) continue;
    if (extension.peek() === Tag.BOOLEAN) extension.skip();
    const value = new DerReader(extension.octetString()).sequence();
    if (oid === BASIC_CONSTRAINTS) {
      draft.authority = value.peek() === Tag.BOOLEAN && value.contents()[0] !== 0;
      continue;
    }
    while (!value.done && draft.names.length < MAX_NAMES) {
      const name = readGeneralName(value);
      if ('value' in name) draft.names.push(name.value);
    }
  }
}
