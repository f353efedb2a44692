/** The certificates that an OCSP response carries for its signature (RFC 6960 §4.2.1). Nothing else of it is read here. */
import type { Asn1Value } from './asn1-node';
import type { Bytes } from './bytes';
import { attempt, Malformed, type Result } from './malformed';
import { BerWalk } from './signed-data';

/** @param octets OCSPResponse, or the BasicOCSPResponse inside */
export function parseOcspCertificates(octets: Uint8Array): Result<readonly Bytes[]> {
  return attempt(() => {
    const outer = new BerWalk(octets);
    const root = outer.root();
    const members = outer.members(root);
    if (members[0]?.tagNumber !== 10) return certificatesOf(outer, members);
    // An answer that is an error has no bytes.
    const [responseBytes] = outer.members(members[1]);
    if (responseBytes === undefined) return [];
    const [, basic] = outer.members(responseBytes);
    if (basic === undefined) throw new Malformed('truncated', responseBytes.start);
    const inner = new BerWalk(outer.contents(basic));
    return certificatesOf(inner, inner.members(inner.root()));
  });
}

/** tbsResponseData, signatureAlgorithm, signature, and `[0] EXPLICIT SEQUENCE OF Certificate`. */
function certificatesOf(walk: BerWalk, basic: readonly Asn1Value[]): readonly Bytes[] {
  const field = basic.find(({ tagClass, tagNumber }) => tagClass === 'context' && tagNumber === 0);
  const [certificates] = walk.members(field);
  return walk.members(certificates).map((certificate) => walk.octets(certificate));
}
