/**
 * Certificate revocation lists (RFC 5280 §5). A list of 100,000 entries is read at once for its head and the frame of
 * each entry; an entry becomes values when it is asked for.
 */
import {
  readAlgorithmIdentifier,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier';
import { equalBytes, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { readDistinguishedName, type DistinguishedName } from './distinguished-name';
import { readExtension, writeExtension, type Extension } from './extension';
import { attempt, Malformed, type Result } from './malformed';
import * as Tag from './tag';
import { readTime, writeTime } from './time';

export interface RevokedCertificate {
  /** Two's-complement contents octets. */
  readonly serialNumber: Bytes;
  readonly revocationDate: Date;
  readonly extensions: readonly Extension[];
}

export interface RevocationList {
  readonly version: 1 | 2;
  /** The algorithm inside the signed part. */
  readonly signature: AlgorithmIdentifier;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** How many certificates are revoked; `revokedCertificates` reads them. */
  readonly revokedCount: number;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Bytes;
  /** The signed octets. */
  readonly tbs: Bytes;
  readonly der: Bytes;
  /** Where the entries start and end in `der`. */
  readonly entries: { readonly start: number; readonly end: number };
}

/** An entry to write. */
export interface RevocationEntry {
  /** Magnitude, big-endian, without sign octet. */
  readonly serialNumber: Uint8Array;
  readonly revocationDate: Date;
  readonly extensions: readonly Extension[];
}

/** What an authority signs, as values; version 2. The issuer's Name is DER already. */
export interface TbsRevocationList {
  readonly signature: AlgorithmIdentifier;
  /** DER of the issuer's Name, copied from its certificate. */
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked: readonly RevocationEntry[];
  readonly extensions: readonly Extension[];
}

export function encodeTbsRevocationList(fields: TbsRevocationList): Bytes {
  const { signature, issuer, thisUpdate, nextUpdate, revoked, extensions, ...rest } = fields;
  rest satisfies Record<string, never>;
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.integer(1);
      writeAlgorithmIdentifier(writer, signature);
      writer.raw(issuer);
      writeTime(writer, thisUpdate);
      writeTime(writer, nextUpdate);
      // Absent where nothing is revoked (§5.1.2.6): an empty one is refused by strict readers.
      if (revoked.length > 0) {
        writer.sequence(() => {
          for (const entry of revoked) writeEntry(writer, entry);
        });
      }
      writer.explicit(0, () => {
        writeExtensions(writer, extensions);
      });
    }),
  );
}

function writeEntry(writer: DerWriter, { serialNumber, revocationDate, extensions }: RevocationEntry): void {
  writer.sequence(() => {
    writer.unsignedInteger(serialNumber);
    writeTime(writer, revocationDate);
    if (extensions.length > 0) writeExtensions(writer, extensions);
  });
}

function writeExtensions(writer: DerWriter, extensions: readonly Extension[]): void {
  writer.sequence(() => {
    for (const extension of extensions) writeExtension(writer, extension);
  });
}

/** Joins the signed part, its algorithm and the signature. */
export function encodeRevocationList(
  tbs: Uint8Array,
  signatureAlgorithm: AlgorithmIdentifier,
  signatureValue: Uint8Array,
): Bytes {
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.raw(tbs);
      writeAlgorithmIdentifier(writer, signatureAlgorithm);
      writer.bitString(signatureValue);
    }),
  );
}

/** Reads one list that fills `der`. */
export function parseRevocationList(der: Uint8Array): Result<RevocationList> {
  return attempt(() =>
    DerReader.document(der, (document) => {
      const outer = document.sequence();
      const tbsStart = outer.offset;
      const tbs = outer.sequence();
      const tbsDer = DerReader.own(der.subarray(tbsStart, outer.offset));
      const version = readVersion(tbs);
      const signature = readAlgorithmIdentifier(tbs);
      const issuer = readDistinguishedName(tbs);
      const thisUpdate = readTime(tbs);
      const nextUpdate = isTime(tbs.peek()) ? readTime(tbs) : undefined;
      const list = tbs.peek() === Tag.SEQUENCE ? tbs.sequence() : new DerReader(der, 0, 0);
      const entries = { start: list.offset, end: list.end };
      let revokedCount = 0;
      for (; !list.done; revokedCount++) list.element(Tag.SEQUENCE);
      const explicit = tbs.optionalExplicit(0);
      const extensions = explicit === undefined ? [] : readExtensions(explicit);
      tbs.finish();
      const signatureAlgorithm = readAlgorithmIdentifier(outer);
      const signatureValue = DerReader.own(outer.bitStringOctets());
      outer.finish();
      return {
        version,
        signature,
        issuer,
        thisUpdate,
        nextUpdate,
        revokedCount,
        extensions,
        signatureAlgorithm,
        signatureValue,
        tbs: tbsDer,
        der: DerReader.own(der),
        entries,
      };
    }),
  );
}

const isTime = (tag: number): boolean => tag === Tag.UTC_TIME || tag === Tag.GENERALIZED_TIME;

function readVersion(tbs: DerReader): 1 | 2 {
  if (tbs.peek() !== Tag.INTEGER) return 1;
  const { offset } = tbs;
  const version = tbs.smallInteger();
  if (version !== 1) throw new Malformed('bad-value', offset, `version ${version}`);
  return 2;
}

function readExtensions(wrapper: DerReader): readonly Extension[] {
  const list = wrapper.sequence();
  wrapper.finish();
  const extensions: Extension[] = [];
  while (!list.done) extensions.push(readExtension(list));
  return extensions;
}

/** Reads an entry's fields behind its serial number. */
function readRest(entry: DerReader, serialNumber: Uint8Array): RevokedCertificate {
  const revocationDate = readTime(entry);
  const extensions = entry.done ? [] : readExtensions(entry);
  entry.finish();
  return { serialNumber: DerReader.own(serialNumber), revocationDate, extensions };
}

/** Every entry in order, each read when the caller gets to it; a damaged one costs nothing but itself. */
export function* revokedCertificates({
  der,
  entries,
}: RevocationList): Generator<Result<RevokedCertificate>, void> {
  const list = new DerReader(der, entries.start, entries.end);
  while (!list.done) {
    const entry = list.sequence();
    yield attempt(() => readRest(entry, entry.integerOctets()));
  }
}

/** The entry of a serial number (contents octets of its INTEGER); `undefined` where it is not revoked. */
export function findRevoked(
  { der, entries }: RevocationList,
  serialNumber: Uint8Array,
): Result<RevokedCertificate | undefined> {
  return attempt(() => {
    const list = new DerReader(der, entries.start, entries.end);
    while (!list.done) {
      const entry = list.sequence();
      const octets = entry.integerOctets();
      if (equalBytes(octets, serialNumber)) return readRest(entry, octets);
    }
    return undefined;
  });
}
