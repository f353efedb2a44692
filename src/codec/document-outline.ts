/**
 * Certificates, requests and revocation lists (RFC 5280 §4.1, §5.1; RFC 2986 §4) cut into their fields and not judged:
 * for views that show what stands there, also where the strict readers refuse the document. BER is made DER first,
 * and what follows the document is left alone. Names, times and numbers stay octets.
 */
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier';
import { derFromBer } from './ber';
import { DerReader } from './der-reader';
import { attempt, Malformed, type Result } from './malformed';
import * as Tag from './tag';

/** An octet string or number together with the type it was written in. */
export interface TaggedOctets {
  readonly tag: number;
  readonly octets: Uint8Array;
}

export interface ExtensionOutline {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

export interface Signature {
  readonly algorithm: AlgorithmIdentifier;
  readonly octets: Uint8Array;
}

export interface CertificateOutline {
  /** Two's-complement contents octets, as of the serial number; version 1 where the field is absent. */
  readonly version: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly innerAlgorithm: AlgorithmIdentifier;
  /** DER of the Name. */
  readonly issuer: Uint8Array;
  readonly notBefore: TaggedOctets;
  readonly notAfter: TaggedOctets;
  readonly subject: Uint8Array;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly issuerUniqueId?: Uint8Array;
  readonly subjectUniqueId?: Uint8Array;
  readonly extensions: readonly ExtensionOutline[] | undefined;
  readonly signature: Signature;
}

export interface RequestOutline {
  readonly version: Uint8Array;
  readonly subject: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly attributes: readonly { readonly oid: string; readonly values: readonly TaggedOctets[] }[];
  readonly signature: Signature;
}

export interface RevokedOutline {
  readonly serialNumber: Uint8Array;
  readonly revocationDate: TaggedOctets;
  readonly extensions: readonly ExtensionOutline[] | undefined;
}

export interface RevocationListOutline {
  /** Absent in version 1. */
  readonly version: Uint8Array | undefined;
  readonly innerAlgorithm: AlgorithmIdentifier;
  readonly issuer: Uint8Array;
  readonly thisUpdate: TaggedOctets;
  readonly nextUpdate: TaggedOctets | undefined;
  readonly revoked: readonly RevokedOutline[];
  readonly extensions: readonly ExtensionOutline[] | undefined;
  readonly signature: Signature;
}

export const outlineCertificate = (octets: Uint8Array): Result<CertificateOutline> =>
  outline(octets, readCertificate);
export const outlineRequest = (octets: Uint8Array): Result<RequestOutline> => outline(octets, readRequest);
export const outlineRevocationList = (octets: Uint8Array): Result<RevocationListOutline> =>
  outline(octets, readRevocationList);

function outline<T>(octets: Uint8Array, read: (reader: DerReader) => T): Result<T> {
  const asDer = attempt(() => read(new DerReader(octets)));
  return asDer.ok ? asDer : attempt(() => read(new DerReader(derFromBer(octets))));
}

const none: Uint8Array = new Uint8Array(1);

export function readTagged(reader: DerReader): TaggedOctets {
  return { tag: reader.peek(), octets: reader.contents() };
}

const isTime = (tag: number): boolean => tag === Tag.UTC_TIME || tag === Tag.GENERALIZED_TIME;

function readMoment(reader: DerReader): TaggedOctets {
  if (!isTime(reader.peek())) throw new Malformed('unexpected-tag', reader.offset);
  return readTagged(reader);
}

function readVersion(reader: DerReader): Uint8Array {
  const wrapped = reader.optionalExplicit(0);
  const version = wrapped?.integerOctets() ?? none;
  wrapped?.finish();
  return version;
}

function readSignature(reader: DerReader): Signature {
  return { algorithm: readAlgorithmIdentifier(reader), octets: readBitString(reader) };
}

/** Octets of a BIT STRING, the bits it declares unused cleared as OpenSSL clears them. */
export function readBitString(reader: DerReader, tag: number = Tag.BIT_STRING): Uint8Array {
  const contents = reader.contents(tag);
  const unused = contents[0] ?? 0;
  const octets = contents.subarray(1);
  if (unused === 0 || octets.length === 0) return octets;
  if (unused > 7) throw new Malformed('bad-bit-string', reader.offset);
  const cleared = Uint8Array.from(octets);
  cleared[cleared.length - 1] = (cleared.at(-1) ?? 0) & (0xff << unused);
  return cleared;
}

/** BOOLEANs are read as BER has them: whatever is not zero is true. */
function readExtension(list: DerReader): ExtensionOutline {
  const sequence = list.sequence();
  const oid = sequence.oid();
  const critical = sequence.peek() === Tag.BOOLEAN && sequence.contents().some((octet) => octet !== 0);
  const value = sequence.octetString();
  sequence.finish();
  return { oid, critical, value };
}

/** The members of an Extensions sequence. @throws Malformed */
export function readExtensionList(list: DerReader): readonly ExtensionOutline[] {
  const extensions: ExtensionOutline[] = [];
  while (!list.done) extensions.push(readExtension(list));
  return extensions;
}

function readExplicitExtensions(reader: DerReader, number: number): readonly ExtensionOutline[] | undefined {
  const wrapped = reader.optionalExplicit(number);
  const extensions = wrapped && readExtensionList(wrapped.sequence());
  wrapped?.finish();
  return extensions;
}

function readCertificate(document: DerReader): CertificateOutline {
  const outer = document.sequence();
  const tbs = outer.sequence();
  const version = readVersion(tbs);
  const serialNumber = tbs.integerOctets();
  const innerAlgorithm = readAlgorithmIdentifier(tbs);
  const issuer = tbs.element(Tag.SEQUENCE);
  const dates = tbs.sequence();
  const notBefore = readMoment(dates);
  const notAfter = readMoment(dates);
  dates.finish();
  const subject = tbs.element(Tag.SEQUENCE);
  const publicKey = tbs.element(Tag.SEQUENCE);
  const [issuerUniqueId, subjectUniqueId] = [1, 2].map((number) =>
    tbs.peek() === Tag.implicit(number) ? readBitString(tbs, Tag.implicit(number)) : undefined,
  );
  const extensions = readExplicitExtensions(tbs, 3);
  tbs.finish();
  const signature = readSignature(outer);
  outer.finish();
  return {
    version,
    serialNumber,
    innerAlgorithm,
    issuer,
    notBefore,
    notAfter,
    subject,
    publicKey,
    ...(issuerUniqueId && { issuerUniqueId }),
    ...(subjectUniqueId && { subjectUniqueId }),
    extensions,
    signature,
  };
}

function readRequest(document: DerReader): RequestOutline {
  const outer = document.sequence();
  const information = outer.sequence();
  const version = information.integerOctets();
  const subject = information.element(Tag.SEQUENCE);
  const publicKey = information.element(Tag.SEQUENCE);
  const attributes: { oid: string; values: readonly TaggedOctets[] }[] = [];
  // Mandatory in RFC 2986 §4.1; OpenSSL and others leave an empty set out.
  const set = information.optionalExplicit(0);
  while (set !== undefined && !set.done) attributes.push(readAttribute(set));
  information.finish();
  const signature = readSignature(outer);
  outer.finish();
  return { version, subject, publicKey, attributes, signature };
}

function readAttribute(set: DerReader): { oid: string; values: readonly TaggedOctets[] } {
  const sequence = set.sequence();
  const oid = sequence.oid();
  const list = sequence.set();
  const values: TaggedOctets[] = [];
  while (!list.done) values.push(readTagged(list));
  sequence.finish();
  return { oid, values };
}

function readRevocationList(document: DerReader): RevocationListOutline {
  const outer = document.sequence();
  const tbs = outer.sequence();
  const version = tbs.peek() === Tag.INTEGER ? tbs.integerOctets() : undefined;
  const innerAlgorithm = readAlgorithmIdentifier(tbs);
  const issuer = tbs.element(Tag.SEQUENCE);
  const thisUpdate = readMoment(tbs);
  const nextUpdate = isTime(tbs.peek()) ? readTagged(tbs) : undefined;
  const list = tbs.peek() === Tag.SEQUENCE ? tbs.sequence() : undefined;
  const revoked: RevokedOutline[] = [];
  while (list !== undefined && !list.done) revoked.push(readRevoked(list));
  const extensions = readExplicitExtensions(tbs, 0);
  tbs.finish();
  const signature = readSignature(outer);
  outer.finish();
  return { version, innerAlgorithm, issuer, thisUpdate, nextUpdate, revoked, extensions, signature };
}

function readRevoked(list: DerReader): RevokedOutline {
  const entry = list.sequence();
  const serialNumber = entry.integerOctets();
  const revocationDate = readMoment(entry);
  const extensions = entry.done ? undefined : readExtensionList(entry.sequence());
  entry.finish();
  return { serialNumber, revocationDate, extensions };
}
