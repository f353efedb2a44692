/** Why a certificate is not signed by the authority whose name it gives. */
import { toHex } from '../../codec/bytes';
import type { Proof } from '../signature-proof';
import type { Finding } from './finding';
import { issuerKeyFits, valueIn, type Link } from './link';

/** An authority that was made anew under its old name is another: nobody damaged what the first one signed. */
export function unproved(link: Link, candidate: Link, at: number, proof: Exclude<Proof, 'fits'>): Finding {
  const { oid } = link.certificate.signatureAlgorithm;
  const citation = 'RFC 5280 §6.1.3 (a)(1)';
  if (proof === 'cannot-tell') return { code: 'algorithm-unsupported', at, citation, facts: [oid] };
  if (issuerKeyFits(link, candidate) !== false)
    return { code: 'signature-wrong', at, citation, facts: [oid] };
  const wanted = valueIn(link, 'authorityKeyIdentifier')?.keyIdentifier;
  const own = valueIn(candidate, 'subjectKeyIdentifier');
  const facts = [wanted, own].flatMap((octets) => (octets === undefined ? [] : [toHex(octets)]));
  return { code: 'issuer-key-differs', at, citation: 'RFC 5280 §4.2.1.1', facts };
}
