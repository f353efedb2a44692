/**
 * RSASSA-PSS-params (RFC 4055 §3.1), of a signature or, as what its signatures must keep to, of a key. Which of them anybody can
 * use is not asked here.
 */
import { DerReader } from './der-reader';
import { attempt, Malformed, type Result } from './malformed';

export interface PssParameters {
  /** Dotted decimal. */
  readonly hash: string;
  /** The hash inside MGF1. */
  readonly maskHash: string;
  readonly saltLength: number;
  readonly trailerField: number;
}

const MGF1 = '1.2.840.113549.1.1.8';
const SHA1 = '1.3.14.3.2.26';

/** A hash with its parameters, NULL or absent, both of which every reader takes (RFC 4055 §2.1). */
function readHash(reader: DerReader): string {
  const identifier = reader.sequence();
  const oid = identifier.oid();
  if (!identifier.done) identifier.null();
  identifier.finish();
  return oid;
}

function readMask(reader: DerReader): string {
  const identifier = reader.sequence();
  const { offset } = identifier;
  const oid = identifier.oid();
  if (oid !== MGF1) throw new Malformed('unsupported', offset, oid);
  const hash = readHash(identifier);
  identifier.finish();
  return hash;
}

/** What an absent field says: SHA-1, MGF1 with SHA-1, 20 octets, 1. */
export function parsePssParameters(der: Uint8Array): Result<PssParameters> {
  return attempt(() =>
    DerReader.document(der, (document) => {
      const sequence = document.sequence();
      const wrapped = <T>(number: number, read: (reader: DerReader) => T): T | undefined => {
        const field = sequence.optionalExplicit(number);
        if (field === undefined) return undefined;
        const value = read(field);
        field.finish();
        return value;
      };
      const hash = wrapped(0, readHash) ?? SHA1;
      const maskHash = wrapped(1, readMask) ?? SHA1;
      const saltLength = wrapped(2, (field) => field.smallInteger()) ?? 20;
      const trailerField = wrapped(3, (field) => field.smallInteger()) ?? 1;
      sequence.finish();
      return { hash, maskHash, saltLength, trailerField };
    }),
  );
}
