/**
 * X.509 certificates (RFC 5280 §4.1), version 3 written, versions 1 to 3 read. The parser says what is there;
 * whether that is wise or valid is for `pki` to say.
 */
import {
  readAlgorithmIdentifier,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { readDistinguishedName, type DistinguishedName } from './distinguished-name';
import { readExtension, writeExtension, type Extension } from './extension';
import { attempt, Malformed, type Result } from './malformed';
import { readPublicKey, type PublicKey } from './public-key';
import * as Tag from './tag';
import { readTime, writeTime } from './time';

interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What an authority signs, as values. Names and the key are DER already, so that both are carried octet for octet. */
export interface TbsCertificate {
  /** Magnitude, big-endian, without sign octet. */
  readonly serialNumber: Uint8Array;
  readonly signature: AlgorithmIdentifier;
  /** DER of the issuer's Name, copied from its certificate. */
  readonly issuer: Uint8Array;
  readonly validity: Validity;
  /** DER of the subject's Name. */
  readonly subject: Uint8Array;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly extensions: readonly Extension[];
}

export interface Certificate {
  readonly version: 1 | 2 | 3;
  /** Two's-complement contents octets, as found. */
  readonly serialNumber: Bytes;
  /** The algorithm inside the signed part. */
  readonly signature: AlgorithmIdentifier;
  readonly issuer: DistinguishedName;
  readonly validity: Validity;
  readonly subject: DistinguishedName;
  readonly publicKey: PublicKey;
  readonly extensions: readonly Extension[];
  /** The algorithm beside the signature; RFC 5280 §4.1.1.2 wants both equal. */
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Bytes;
  /** The signed octets. */
  readonly tbs: Bytes;
  readonly der: Bytes;
}

export function encodeTbsCertificate(fields: TbsCertificate): Bytes {
  const { serialNumber, signature, issuer, validity, subject, publicKey, extensions, ...rest } = fields;
  rest satisfies Record<string, never>;
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.explicit(0, () => writer.integer(2));
      writer.unsignedInteger(serialNumber);
      writeAlgorithmIdentifier(writer, signature);
      writer.raw(issuer);
      writer.sequence(() => {
        writeTime(writer, validity.notBefore);
        writeTime(writer, validity.notAfter);
      });
      writer.raw(subject);
      writer.raw(publicKey);
      if (extensions.length === 0) return;
      writer.explicit(3, () =>
        writer.sequence(() => {
          for (const extension of extensions) writeExtension(writer, extension);
        }),
      );
    }),
  );
}

/** Joins the signed part, its algorithm and the signature. */
export function encodeCertificate(
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

function readVersion(reader: DerReader): 1 | 2 | 3 {
  const { offset } = reader;
  const explicit = reader.optionalExplicit(0);
  if (explicit === undefined) return 1;
  const version = explicit.smallInteger();
  explicit.finish();
  if (version === 1) return 2;
  if (version === 2) return 3;
  throw new Malformed('bad-value', offset, `version ${version}`);
}

function readExtensions(tbs: DerReader): readonly Extension[] {
  const explicit = tbs.optionalExplicit(3);
  if (explicit === undefined) return [];
  const list = explicit.sequence();
  explicit.finish();
  const extensions: Extension[] = [];
  while (!list.done) extensions.push(readExtension(list));
  return extensions;
}

/** Reads one certificate that fills `der`. */
export function parseCertificate(der: Uint8Array): Result<Certificate> {
  return attempt(() =>
    DerReader.document(der, (document) => {
      const outer = document.sequence();
      const tbsStart = outer.offset;
      const tbs = outer.sequence();
      const tbsDer = DerReader.own(der.subarray(tbsStart, outer.offset));
      const version = readVersion(tbs);
      const serialNumber = DerReader.own(tbs.integerOctets());
      const signature = readAlgorithmIdentifier(tbs);
      const issuer = readDistinguishedName(tbs);
      const dates = tbs.sequence();
      const validity = { notBefore: readTime(dates), notAfter: readTime(dates) };
      dates.finish();
      const subject = readDistinguishedName(tbs);
      const publicKey = readPublicKey(tbs);
      // issuerUniqueID and subjectUniqueID: nobody has used them since 1996, but they are legal (§4.1.2.8).
      for (const tag of [Tag.implicit(1), Tag.implicit(2)]) if (tbs.peek() === tag) tbs.skip();
      const extensions = readExtensions(tbs);
      tbs.finish();
      const signatureAlgorithm = readAlgorithmIdentifier(outer);
      const signatureValue = DerReader.own(outer.bitStringOctets());
      outer.finish();
      return {
        version,
        serialNumber,
        signature,
        issuer,
        validity,
        subject,
        publicKey,
        extensions,
        signatureAlgorithm,
        signatureValue,
        tbs: tbsDer,
        der: DerReader.own(der),
      };
    }),
  );
}
