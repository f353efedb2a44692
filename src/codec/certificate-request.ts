/**
 * Certification requests (PKCS#10, RFC 2986 §4): name, key, and the extensions asked for (RFC 2985 §5.4.2). That the
 * sender holds the key is shown by the signature, which `pki` checks.
 */
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { readDistinguishedName, type DistinguishedName } from './distinguished-name';
import { readExtension, type Extension } from './extension';
import { attempt, Malformed, type Result } from './malformed';
import { readPublicKey, type PublicKey } from './public-key';

interface RequestAttribute {
  readonly oid: string;
  /** DER of each value. */
  readonly values: readonly Bytes[];
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

/** RFC 2985's extensionRequest, and the identifier Microsoft gave the same thing before. */
const EXTENSION_REQUESTS = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14'];
/** Requests in use have up to six; the bound is for whoever lists them. */
const MAX_ATTRIBUTES = 1000;

function readAttributes(set: DerReader): readonly RequestAttribute[] {
  const attributes: RequestAttribute[] = [];
  while (!set.done) {
    if (attributes.length >= MAX_ATTRIBUTES) throw new Malformed('too-large', set.offset);
    const sequence = set.sequence();
    const oid = sequence.oid();
    const list = sequence.set();
    const values: Bytes[] = [];
    while (!list.done) values.push(DerReader.own(list.element()));
    sequence.finish();
    attributes.push({ oid, values });
  }
  return attributes;
}

function readRequestedExtensions(attributes: readonly RequestAttribute[]): readonly Extension[] {
  const requests = attributes.filter(({ oid }) => EXTENSION_REQUESTS.includes(oid));
  return requests.flatMap(({ values }) =>
    values.flatMap((value) =>
      DerReader.document(value, (reader) => {
        const list = reader.sequence();
        const extensions: Extension[] = [];
        while (!list.done) extensions.push(readExtension(list));
        return extensions;
      }),
    ),
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
