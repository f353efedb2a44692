/**
 * Certification requests (PKCS#10, RFC 2986 §4): name, key, and the extensions asked for (RFC 2985 §5.4.2). That the
 * sender holds the key is shown by the signature, which `pki` checks.
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
import type { Extension } from './extension';
import { attempt, Malformed, type Result } from './malformed';
import { readPublicKey, type PublicKey } from './public-key';
import {
  readAttributes,
  readRequestedExtensions,
  writeAttribute,
  type RequestAttribute,
} from './request-attribute';
import * as Tag from './tag';

/** What the sender signs, as values. Name and key are DER already. */
export interface RequestInformation {
  /** DER of the subject's Name. */
  readonly subject: Uint8Array;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly attributes: readonly RequestAttribute[];
}

export interface CertificateRequest {
  readonly subject: DistinguishedName;
  readonly publicKey: PublicKey;
  /** All of them, extension requests included. */
  readonly attributes: readonly RequestAttribute[];
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Bytes;
  /** The signed octets: CertificationRequestInfo. */
  readonly information: Bytes;
  readonly der: Bytes;
}

/** CertificationRequestInfo, the octets to sign. */
export function encodeRequestInformation(information: RequestInformation): Bytes {
  const { subject, publicKey, attributes, ...rest } = information;
  rest satisfies Record<string, never>;
  const members = attributes.map((attribute) =>
    DerWriter.encode((writer) => {
      writeAttribute(writer, attribute);
    }),
  );
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.integer(0).raw(subject).raw(publicKey);
      // There even where it is empty: it is not OPTIONAL (RFC 2986 §4.1).
      writer.setOf(members, Tag.explicit(0));
    }),
  );
}

/** Joins the signed part, its algorithm and the signature. */
export function encodeCertificateRequest(
  information: Uint8Array,
  signatureAlgorithm: AlgorithmIdentifier,
  signatureValue: Uint8Array,
): Bytes {
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.raw(information);
      writeAlgorithmIdentifier(writer, signatureAlgorithm);
      writer.bitString(signatureValue);
    }),
  );
}

/** Reads one request that fills `der`. */
export function parseCertificateRequest(der: Uint8Array): Result<CertificateRequest> {
  return attempt(() =>
    DerReader.document(der, (document) => {
      const outer = document.sequence();
      const start = outer.offset;
      const inner = outer.sequence();
      const information = DerReader.own(der.subarray(start, outer.offset));
      const versionAt = inner.offset;
      if (inner.smallInteger() !== 0) throw new Malformed('bad-value', versionAt, 'version');
      const subject = readDistinguishedName(inner);
      const publicKey = readPublicKey(inner);
      // Mandatory, but programs leave it out where it would be empty.
      const set = inner.optionalExplicit(0);
      const attributes = set === undefined ? [] : readAttributes(set);
      inner.finish();
      const signatureAlgorithm = readAlgorithmIdentifier(outer);
      const signatureValue = DerReader.own(outer.bitStringOctets());
      outer.finish();
      return {
        subject,
        publicKey,
        attributes,
        extensions: readRequestedExtensions(attributes),
        signatureAlgorithm,
        signatureValue,
        information,
        der: DerReader.own(der),
      };
    }),
  );
}
