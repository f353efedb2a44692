/** Extensions of a list of revoked certificates (RFC 5280 §5.2) and of its entries (§5.3). */
import type { DerReader } from './der-reader';
import { row } from './extension-row';
import { Malformed } from './malformed';
import { readReasonCode, writeReasonCode, type RevocationReason } from './revocation-reason';
import * as Tag from './tag';
import { readTime, writeGeneralizedTime } from './time';

/** A list's number has at most 20 octets (§5.2.3). */
const MAX_NUMBER_OCTETS = 20;

function readNumber(reader: DerReader): bigint {
  const { offset } = reader;
  const octets = reader.integerOctets();
  if ((octets[0] ?? 0) >= 0x80) throw new Malformed('bad-integer', offset);
  if (octets.length > MAX_NUMBER_OCTETS) throw new Malformed('too-large', offset);
  let number = 0n;
  for (const octet of octets) number = number * 256n + BigInt(octet);
  return number;
}

/** Rises with every list of the issuer. */
export const cRLNumber = row<bigint>({
  oid: '2.5.29.20',
  write: (writer, number) => writer.integer(number),
  read: readNumber,
});

/** The list holds only what changed since the complete list of this number. */
export const deltaCRLIndicator = row<bigint>({
  oid: '2.5.29.27',
  write: (writer, number) => writer.integer(number),
  read: readNumber,
});

export const reasonCode = row<RevocationReason>({
  oid: '2.5.29.21',
  write: writeReasonCode,
  read: readReasonCode,
});

/** When the key is thought to have been lost, or the certificate ceased to be right. GeneralizedTime in any year. */
export const invalidityDate = row<Date>({
  oid: '2.5.29.24',
  write: writeGeneralizedTime,
  read(reader) {
    if (reader.peek() === Tag.UTC_TIME) throw new Malformed('unexpected-tag', reader.offset);
    if (reader.done) throw new Malformed('truncated', reader.offset);
    return readTime(reader);
  },
});
