/**
 * Bad certificates on purpose: a kit for people who test their own clients. This file writes certificates field by field, also
 * such as RFC 5280 forbids: versions, serial numbers, times, flags and algorithms as octets. Nothing outside this folder may
 * reach it, so that no certificate that somebody is to rely on is ever written so.
 */
import { writeAlgorithmIdentifier, type AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import type { Bytes } from '../../codec/bytes';
import { DerWriter } from '../../codec/der-writer';
import * as Tag from '../../codec/tag';

export interface RawExtension {
  readonly oid: string;
  /** Contents of the BOOLEAN; absent for none. */
  readonly critical?: number;
  readonly value: Uint8Array;
}

export interface RawTime {
  readonly tag: number;
  readonly text: string;
}

export interface RawCertificate {
  /** The INTEGER in `[0]`, 2 for version 3; absent for none. */
  readonly version?: number;
  /** Contents octets. */
  readonly serialNumber: Uint8Array;
  /** In the signed part. */
  readonly signature: AlgorithmIdentifier;
  readonly issuer: Uint8Array;
  readonly notBefore: RawTime;
  readonly notAfter: RawTime;
  readonly subject: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly extensions: readonly RawExtension[];
}

export function encodeRawTbs(fields: RawCertificate): Bytes {
  const { version, serialNumber, signature, issuer, notBefore, notAfter, subject, publicKey, extensions } =
    fields;
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      if (version !== undefined) writer.explicit(0, () => writer.integer(version));
      writer.primitive(Tag.INTEGER, serialNumber);
      writeAlgorithmIdentifier(writer, signature);
      writer.raw(issuer);
      writer.sequence(() => writer.string(notBefore.tag, notBefore.text).string(notAfter.tag, notAfter.text));
      writer.raw(subject).raw(publicKey);
      if (extensions.length === 0) return;
      writer.explicit(3, () =>
        writer.sequence(() => {
          for (const extension of extensions) writeRawExtension(writer, extension);
        }),
      );
    }),
  );
}

function writeRawExtension(writer: DerWriter, { oid, critical, value }: RawExtension): void {
  writer.sequence(() => {
    writer.oid(oid);
    if (critical !== undefined) writer.primitive(Tag.BOOLEAN, Uint8Array.of(critical));
    writer.octetString(value);
  });
}
