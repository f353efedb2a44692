/**
 * The certificates and revocation lists in SignedData (RFC 5652 §5.1, RFC 2315 §9.1), DER or BER, each to the octet as it stands
 * there: what `p7b` files are, and what signatures and time stamps carry. Ten thousand of them are no matter. No signature is
 * looked at, and what is encrypted to somebody's certificate is said to be so.
 */
import type { Asn1Value } from './asn1-node';
import { Asn1Tree } from './asn1-tree';
import { asn1Text } from './asn1-value';
import type { Bytes } from './bytes';
import { attempt, Malformed, type Result } from './malformed';
import { SEQUENCE } from './tag';

const PKCS7 = '1.2.840.113549.1.7.';
const SIGNED = `${PKCS7}2`;
const SIGNED_AND_ENVELOPED = `${PKCS7}4`;
const OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';

/** Types of content that hold no certificates of their own. */
const others: ReadonlyMap<string, string> = new Map([
  [`${PKCS7}1`, 'data'],
  [`${PKCS7}3`, 'encrypted to recipients'],
  [`${PKCS7}5`, 'digested data'],
  [`${PKCS7}6`, 'encrypted data'],
  ['1.2.840.113549.1.9.16.1.2', 'authenticated data'],
  ['1.2.840.113549.1.9.16.1.9', 'compressed data'],
  ['1.2.840.113549.1.9.16.1.23', 'encrypted to recipients'],
]);

export interface SignedDataParts {
  readonly certificates: readonly Bytes[];
  readonly revocationLists: readonly Bytes[];
  /** OCSPResponse (RFC 5940 §2.1). */
  readonly ocspResponses: readonly Bytes[];
  /** RFC 5755, in either of the two places that CMS has for them. */
  readonly attributeCertificates: readonly Bytes[];
  readonly problems: readonly Malformed[];
}

/** @param octets a ContentInfo */
export function parseSignedData(octets: Uint8Array): Result<SignedDataParts> {
  return attempt(() => {
    const tree = new BerWalk(octets);
    const [type, wrapped] = tree.members(tree.root());
    const oid = tree.oid(type);
    if (oid !== SIGNED && oid !== SIGNED_AND_ENVELOPED) {
      throw new Malformed('unsupported', type?.start ?? 0, others.get(oid) ?? `content ${oid.slice(0, 80)}`);
    }
    const [signedData] = tree.members(wrapped);
    if (signedData === undefined) throw new Malformed('truncated', wrapped?.start ?? 0);
    return readParts(tree, signedData);
  });
}

function readParts(tree: BerWalk, signedData: Asn1Value): SignedDataParts {
  const certificates: Bytes[] = [];
  const revocationLists: Bytes[] = [];
  const ocspResponses: Bytes[] = [];
  const attributeCertificates: Bytes[] = [];
  const problems: Malformed[] = [];
  for (const field of tree.members(signedData, problems)) {
    if (field.tagClass !== 'context') continue;
    for (const member of tree.members(field, problems)) {
      const isSequence = member.tagClass === 'universal' && member.tagNumber === 16;
      if (isSequence && field.tagNumber === 0) certificates.push(tree.octets(member));
      else if (isSequence && field.tagNumber === 1) revocationLists.push(tree.octets(member));
      else if (field.tagNumber === 0 && member.tagNumber <= 2 && member.tagNumber >= 1) {
        const certificate = tree.octets(member);
        // In place of its own tag it has that of the choice (RFC 5652 §10.2.2).
        certificate[0] = SEQUENCE;
        attributeCertificates.push(certificate);
      } else if (field.tagNumber === 1 && tree.oid(tree.members(member)[0]) === OCSP_RESPONSE) {
        const response = tree.members(member)[1];
        if (response !== undefined) ocspResponses.push(tree.octets(response));
      } else {
        const what = field.tagNumber === 0 ? 'certificate' : 'revocation information';
        problems.push(new Malformed('unsupported', member.start, `${what} of another kind`));
      }
    }
  }
  return { certificates, revocationLists, ocspResponses, attributeCertificates, problems };
}

/** BER values of one document, by their places. */
export class BerWalk {
  readonly #tree: Asn1Tree;

  constructor(octets: Uint8Array) {
    this.#tree = new Asn1Tree(octets);
  }

  /** @throws Malformed */
  root(): Asn1Value {
    const [root] = this.#tree.roots(0, 1).nodes;
    if (root?.kind !== 'value') throw root?.problem ?? new Malformed('truncated', 0);
    return root;
  }

  /** Every member of a constructed value; damaged ones among them go to `problems`. */
  members(value: Asn1Value | undefined, problems?: Malformed[]): readonly Asn1Value[] {
    if (value?.constructed !== true) return [];
    const members: Asn1Value[] = [];
    for (let from: number | undefined = value.contentsStart; from !== undefined;) {
      const slice = this.#tree.children(value, from);
      for (const node of slice.nodes) {
        if (node.problem !== undefined) problems?.push(node.problem);
        else if (node.kind === 'value') members.push(node);
      }
      from = slice.next;
    }
    return members;
  }

  /** A copy of the value with its header. */
  octets(value: Asn1Value): Bytes {
    return new Uint8Array(this.#tree.bytes.subarray(value.start, value.end));
  }

  contents(value: Asn1Value): Bytes {
    return new Uint8Array(this.#tree.bytes.subarray(value.contentsStart, value.contentsEnd));
  }

  /** '' where it is none. */
  oid(value: Asn1Value | undefined): string {
    if (value?.tagClass !== 'universal' || value.tagNumber !== 6) return '';
    return asn1Text(this.#tree.bytes, value).text;
  }
}
