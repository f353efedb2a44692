/** Parts of extensions that more than one view prints, as octets with their types (RFC 5280 §4.2.1.13, §4.2.2.1). */
import type { TaggedOctets } from '../../codec/document-outline';
import type { DerReader } from '../../codec/der-reader';
import * as Tag from '../../codec/tag';
import { generalNamePart, generalNameParts } from './name-parts';

export interface AccessDescription {
  readonly oid: string;
  readonly location: TaggedOctets;
}

/** AuthorityInfoAccess and SubjectInfoAccess. @throws Malformed */
export function readAccessDescriptions(reader: DerReader): readonly AccessDescription[] {
  const list = reader.sequence();
  const descriptions: AccessDescription[] = [];
  while (!list.done) {
    const sequence = list.sequence();
    const oid = sequence.oid();
    const location = generalNamePart(sequence);
    sequence.finish();
    descriptions.push({ oid, location });
  }
  return descriptions;
}

export interface DistributionPointName {
  readonly fullName?: readonly TaggedOctets[];
  /** Contents of the RelativeDistinguishedName: attributes of a SET. */
  readonly relativeName?: Uint8Array;
}

export interface DistributionPoint extends DistributionPointName {
  /** Contents of the BIT STRING ReasonFlags. */
  readonly reasons?: Uint8Array;
  readonly crlIssuer?: readonly TaggedOctets[];
}

/** A DistributionPointName inside its `[0]`. @throws Malformed */
export function readDistributionPointName(wrapped: DerReader): DistributionPointName {
  const name = wrapped.optionalExplicit(0);
  const read =
    name === undefined
      ? { relativeName: wrapped.contents(Tag.explicit(1)) }
      : { fullName: generalNameParts(name) };
  wrapped.finish();
  return read;
}

/** CRLDistributionPoints and FreshestCRL. @throws Malformed */
export function readDistributionPoints(reader: DerReader): readonly DistributionPoint[] {
  const list = reader.sequence();
  const points: DistributionPoint[] = [];
  while (!list.done) {
    const sequence = list.sequence();
    const wrapped = sequence.optionalExplicit(0);
    const name = wrapped === undefined ? {} : readDistributionPointName(wrapped);
    const reasons = sequence.peek() === Tag.implicit(1) ? sequence.contents() : undefined;
    const issuer = sequence.optionalExplicit(2);
    const crlIssuer = issuer && generalNameParts(issuer);
    sequence.finish();
    points.push({ ...name, ...(reasons && { reasons }), ...(crlIssuer && { crlIssuer }) });
  }
  return points;
}
