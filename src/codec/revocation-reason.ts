/** Why a certificate is revoked: a number in an entry (CRLReason, RFC 5280 §5.3.1), bits in a distribution point (§4.2.1.13). */
import type { DerReader } from './der-reader';
import type { DerWriter } from './der-writer';
import { Malformed } from './malformed';
import * as Tag from './tag';

/** By number; 7 is not used. */
const reasonNumbers = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;
export type RevocationReason = keyof typeof reasonNumbers;
export const revocationReasons = Object.keys(reasonNumbers) as readonly RevocationReason[];

/** By bit; 0 is not used, and the order is another than that of the numbers. */
export const reasonFlags = [
  'unused',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const;
export type ReasonFlag = (typeof reasonFlags)[number];

export function writeReasonCode(writer: DerWriter, reason: RevocationReason): void {
  writer.unsignedInteger(new Uint8Array([reasonNumbers[reason]]), Tag.ENUMERATED);
}

/** @throws Malformed */
export function readReasonCode(reader: DerReader): RevocationReason {
  const { offset } = reader;
  const number = reader.smallInteger(Tag.ENUMERATED);
  const reason = revocationReasons.find((name) => reasonNumbers[name] === number);
  if (reason === undefined) throw new Malformed('bad-value', offset, `reason ${number}`);
  return reason;
}

export function writeReasonFlags(writer: DerWriter, reasons: readonly ReasonFlag[], tag: number): void {
  writer.namedBits(
    reasons.map((reason) => reasonFlags.indexOf(reason)),
    tag,
  );
}

/** Bits without a name are no reasons. @throws Malformed */
export const readReasonFlags = (reader: DerReader, tag: number): readonly ReasonFlag[] =>
  reader.namedBits(tag).flatMap((bit) => reasonFlags[bit] ?? []);
