/**
 * Responses about the status of certificates (OCSP, RFC 6960 §4.2), basic ones: what the responder signed, and the certificates
 * it sends along. Whether to believe it is for `pki` to say.
 */
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { readDistinguishedName, type DistinguishedName } from './distinguished-name';
import { readExtension, type Extension } from './extension';
import { attempt, Malformed, type Result } from './malformed';
import { readReasonCode, type RevocationReason } from './revocation-reason';
import * as Tag from './tag';
import { readTime } from './time';

/** OCSPResponseStatus by number; 4 is not used. */
const statuses: ReadonlyMap<number, OcspStatus> = new Map([
  [0, 'successful'],
  [1, 'malformedRequest'],
  [2, 'internalError'],
  [3, 'tryLater'],
  [5, 'sigRequired'],
  [6, 'unauthorized'],
]);
type OcspStatus =
  'successful' | 'malformedRequest' | 'internalError' | 'tryLater' | 'sigRequired' | 'unauthorized';

type ResponderId =
  | { readonly kind: 'name'; readonly name: DistinguishedName }
  /** SHA-1 of the responder's key, without tag, length and unused bits. */
  | { readonly kind: 'key'; readonly hash: Bytes };

export interface CertificateId {
  readonly hashAlgorithm: string;
  readonly issuerNameHash: Bytes;
  readonly issuerKeyHash: Bytes;
  /** Two's-complement contents octets. */
  readonly serialNumber: Bytes;
}

type CertificateStatus =
  | { readonly kind: 'good' | 'unknown' }
  | { readonly kind: 'revoked'; readonly since: Date; readonly reason?: RevocationReason };

export interface SingleResponse {
  readonly certificateId: CertificateId;
  readonly status: CertificateStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly extensions: readonly Extension[];
}

export interface BasicOcspResponse {
  readonly responder: ResponderId;
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Bytes;
  /** The signed octets. */
  readonly tbs: Bytes;
  readonly certificates: readonly Bytes[];
}

export type OcspResponse =
  | { readonly status: 'successful'; readonly basic: BasicOcspResponse }
  | { readonly status: Exclude<OcspStatus, 'successful'> };

const BASIC = '1.3.6.1.5.5.7.48.1.1';
/** A responder answers for what it was asked, a handful; more is an attack on whoever looks one up. */
const MAX_RESPONSES = 10_000;
const MAX_CERTIFICATES = 100;

export function parseOcspResponse(der: Uint8Array): Result<OcspResponse> {
  return attempt(() =>
    DerReader.document(der, (document) => {
      const outer = document.sequence();
      const { offset } = outer;
      const status = statuses.get(outer.smallInteger(Tag.ENUMERATED));
      if (status === undefined) throw new Malformed('bad-value', offset, 'status');
      const wrapped = outer.optionalExplicit(0);
      outer.finish();
      if (status !== 'successful') return { status };
      if (wrapped === undefined) throw new Malformed('truncated', offset);
      const bytes = wrapped.sequence();
      const type = bytes.oid();
      if (type !== BASIC) throw new Malformed('unsupported', bytes.offset, type);
      return { status, basic: DerReader.document(bytes.octetString(), readBasic) };
    }),
  );
}

function readBasic(document: DerReader): BasicOcspResponse {
  const outer = document.sequence();
  const start = outer.offset;
  const data = outer.sequence();
  const tbs = DerReader.own(document.bytes.subarray(start, outer.offset));
  const version = data.optionalExplicit(0);
  if (version !== undefined && version.smallInteger() !== 0)
    throw new Malformed('unsupported', start, 'version');
  const responder = readResponder(data);
  const producedAt = readTime(data);
  const list = data.sequence();
  const responses: SingleResponse[] = [];
  while (!list.done) {
    if (responses.length >= MAX_RESPONSES) throw new Malformed('too-large', list.offset);
    responses.push(readSingle(list));
  }
  const extensions = readExtensions(data, 1);
  data.finish();
  const signatureAlgorithm = readAlgorithmIdentifier(outer);
  const signatureValue = DerReader.own(outer.bitStringOctets());
  const certificates = readCertificates(outer);
  outer.finish();
  return {
    responder,
    producedAt,
    responses,
    extensions,
    signatureAlgorithm,
    signatureValue,
    tbs,
    certificates,
  };
}

function readResponder(data: DerReader): ResponderId {
  const byName = data.optionalExplicit(1);
  if (byName !== undefined) return { kind: 'name', name: readDistinguishedName(byName) };
  return { kind: 'key', hash: DerReader.own(data.enter(Tag.explicit(2)).octetString()) };
}

function readSingle(list: DerReader): SingleResponse {
  const single = list.sequence();
  const id = single.sequence();
  const certificateId: CertificateId = {
    hashAlgorithm: readAlgorithmIdentifier(id).oid,
    issuerNameHash: DerReader.own(id.octetString()),
    issuerKeyHash: DerReader.own(id.octetString()),
    serialNumber: DerReader.own(id.integerOctets()),
  };
  id.finish();
  const status = readStatus(single);
  const thisUpdate = readTime(single);
  const next = single.optionalExplicit(0);
  const nextUpdate = next === undefined ? undefined : readTime(next);
  const extensions = readExtensions(single, 1);
  single.finish();
  return { certificateId, status, thisUpdate, nextUpdate, extensions };
}

/** A CHOICE of implicitly tagged values: NULL, RevokedInfo, NULL. */
function readStatus(single: DerReader): CertificateStatus {
  const { offset } = single;
  switch (single.peek()) {
    case Tag.implicit(0):
      single.skip();
      return { kind: 'good' };
    case Tag.explicit(1): {
      const revoked = single.enter(Tag.explicit(1));
      const since = readTime(revoked);
      const reason = revoked.optionalExplicit(0);
      revoked.finish();
      return { kind: 'revoked', since, ...(reason !== undefined && { reason: readReasonCode(reason) }) };
    }
    case Tag.implicit(2):
      single.skip();
      return { kind: 'unknown' };
    default:
      throw new Malformed('unexpected-tag', offset);
  }
}

function readExtensions(reader: DerReader, tag: number): readonly Extension[] {
  const list = reader.optionalExplicit(tag)?.sequence();
  const extensions: Extension[] = [];
  while (list?.done === false) extensions.push(readExtension(list));
  return extensions;
}

function readCertificates(outer: DerReader): readonly Bytes[] {
  const list = outer.optionalExplicit(0)?.sequence();
  const certificates: Bytes[] = [];
  while (list?.done === false) {
    if (certificates.length >= MAX_CERTIFICATES) throw new Malformed('too-large', list.offset);
    certificates.push(DerReader.own(list.element(Tag.SEQUENCE)));
  }
  return certificates;
}
