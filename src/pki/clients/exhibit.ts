/**
 * A certificate as evidence (RFC 5280 §4.1): its fields read as tolerantly as the most tolerant client reads them, and a list of
 * what is odd about how they are written. Clients' rules decide by both; nothing is refused here but what has no shape at all.
 */
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import { equalBytes, toHex, type Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import { DerReader } from '../../codec/der-reader';
import { attempt, type Malformed, type Result } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { readExtensionList, readExtensionValues, type ExhibitExtensions } from './exhibit-extensions';
import { exhibitKey, type ExhibitKey } from './exhibit-key';
import { exhibitName, type ExhibitName } from './exhibit-name';
import { readTimeLeniently, type ReadTime } from './exhibit-time';
import { LenientReader } from './lenient-reader';
import type { Peculiarity, PeculiarityCode } from './peculiarity';

export interface Exhibit {
  readonly der: Bytes;
  /** Hex of `der`: two exhibits with the same are the same certificate. */
  readonly octets: string;
  /** What our strict reader says of it, where it refuses; absent where it is good DER. */
  readonly refusedStrictly?: Malformed;
  readonly peculiarities: readonly Peculiarity[];
  /** 1 to 3; more where somebody wrote more. */
  readonly version: number;
  /** Two's-complement contents octets, as found. */
  readonly serialNumber: Bytes;
  /** Inside the signed part. */
  readonly signature: AlgorithmIdentifier;
  /** Beside the signature. */
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Bytes;
  readonly tbs: Bytes;
  readonly issuer: ExhibitName;
  readonly subject: ExhibitName;
  readonly notBefore: ReadTime;
  readonly notAfter: ReadTime;
  /** Absent where it is no SubjectPublicKeyInfo. */
  readonly key?: ExhibitKey;
  readonly extensions: ExhibitExtensions;
}

export const has = ({ peculiarities }: Exhibit, code: PeculiarityCode): boolean =>
  peculiarities.some((one) => one.code === code);

/** Issuer and subject are the same words; who signed it is another question. */
export const isSelfIssued = ({ subject, issuer }: Exhibit): boolean => subject.words === issuer.words;

/** Algorithms whose identifier has no parameters (RFC 5758 §3.2, RFC 8410 §3), and those where RFC 4055 §5 wants NULL. */
const WITHOUT_PARAMETERS = /^(?:1\.2\.840\.10045\.4\.|1\.3\.101\.11[23]$|2\.16\.840\.1\.101\.3\.4\.3\.)/;
const WITH_NULL = /^1\.2\.840\.113549\.1\.1\.(?:[45]|1[1-4])$/;

export function readExhibit(input: Uint8Array): Result<Exhibit> {
  return attempt(() => {
    const der = DerReader.own(input);
    const peculiarities: Peculiarity[] = [];
    const note = (peculiarity: Peculiarity) => void peculiarities.push(peculiarity);
    const document = new LenientReader(der);
    const outer = document.enter(Tag.SEQUENCE);
    if (!document.done) note({ code: 'octets-after-end' });
    const signed = outer.next(Tag.SEQUENCE);
    const tbs = outer.into(signed.contents);
    const version = readVersion(tbs, note);
    const serialNumber = DerReader.own(tbs.next(Tag.INTEGER).contents);
    noteSerial(serialNumber, note);
    const signature = algorithm(tbs, note);
    const issuer = exhibitName(tbs.next(Tag.SEQUENCE).whole);
    const dates = tbs.enter(Tag.SEQUENCE);
    const notBefore = readTimeLeniently(dates.next());
    const notAfter = readTimeLeniently(dates.next());
    const subject = exhibitName(tbs.next(Tag.SEQUENCE).whole);
    const key = exhibitKey(tbs.next(Tag.SEQUENCE).whole);
    for (const tag of [Tag.implicit(1), Tag.implicit(2)])
      if (tbs.optional(tag) !== undefined) note({ code: 'unique-identifiers' });
    const wrapped = tbs.optional(Tag.explicit(3));
    const list = wrapped === undefined ? [] : readExtensionList(tbs.into(wrapped.contents), note);
    if (wrapped !== undefined && version < 3) note({ code: 'extensions-before-version-3' });
    const signatureAlgorithm = algorithm(outer);
    const bits = outer.next(Tag.BIT_STRING).contents;
    if (!tbs.done || !dates.done || !outer.done) note({ code: 'trailing-data' });
    if (outer.forgiven.length) note({ code: 'length-not-minimal' });
    const differ =
      signature.oid !== signatureAlgorithm.oid ||
      !equalBytes(
        signature.parameters ?? new Uint8Array(),
        signatureAlgorithm.parameters ?? new Uint8Array(),
      );
    if (differ) note({ code: 'algorithms-differ' });
    for (const [detail, { odd }] of Object.entries({ notBefore, notAfter }))
      for (const code of odd) note({ code, detail });
    if (issuer.empty) note({ code: 'issuer-empty' });
    if (subject.empty) note({ code: 'subject-empty' });
    if (!issuer.readable || !subject.readable) note({ code: 'name-unreadable' });
    if (key === undefined) note({ code: 'key-unreadable' });
    const extensions = readExtensionValues(list, note);
    const strict = parseCertificate(der);
    return {
      der,
      octets: toHex(der),
      ...(!strict.ok && { refusedStrictly: strict.error }),
      peculiarities,
      version,
      serialNumber,
      signature,
      signatureAlgorithm,
      signatureValue: DerReader.own(bits.subarray(1)),
      tbs: DerReader.own(signed.whole),
      issuer,
      subject,
      notBefore,
      notAfter,
      ...(key !== undefined && { key }),
      extensions,
    };
  });
}

function readVersion(tbs: LenientReader, note: (peculiarity: Peculiarity) => void): number {
  const wrapped = tbs.optional(Tag.explicit(0));
  if (wrapped === undefined) return 1;
  const octets = tbs.into(wrapped.contents).next(Tag.INTEGER).contents;
  const version = octets.reduce((value, octet) => Math.min(value * 256 + octet, 0xffff), 0) + 1;
  if (version === 1) note({ code: 'version-1-explicit' });
  if (version > 3) note({ code: 'version-unknown', detail: String(version) });
  return version;
}

function noteSerial(octets: Uint8Array, note: (peculiarity: Peculiarity) => void): void {
  const [first, second] = octets;
  if (first === undefined) {
    note({ code: 'serial-empty' });
    return;
  }
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    note({ code: 'serial-padded' });
  if (first >= 0x80) note({ code: 'serial-negative' });
  if (octets.every((octet) => octet === 0)) note({ code: 'serial-zero' });
  if (octets.length > 20) note({ code: 'serial-long' });
}

/** Oddities of one of the two are told; that they differ is told apart. */
function algorithm(reader: LenientReader, note?: (peculiarity: Peculiarity) => void): AlgorithmIdentifier {
  const read = DerReader.document(reader.next(Tag.SEQUENCE).whole, readAlgorithmIdentifier);
  const isNull = read.parameters?.[0] === Tag.NULL;
  if (isNull && WITHOUT_PARAMETERS.test(read.oid)) note?.({ code: 'parameters-null' });
  if (read.parameters === undefined && WITH_NULL.test(read.oid)) note?.({ code: 'parameters-missing' });
  return read;
}
