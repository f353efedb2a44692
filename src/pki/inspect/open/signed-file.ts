/** What carries certificates for a signature: PKCS#7 and CMS, time stamps (RFC 3161), OCSP responses. */
import type { Bytes } from '../../../codec/bytes';
import { attempt } from '../../../codec/malformed';
import { parseOcspCertificates } from '../../../codec/ocsp-certificates';
import { BerWalk, parseSignedData } from '../../../codec/signed-data';
import { member, notOpened, opened, type Opening } from './opening';

export function openSignedData(octets: Bytes): Opening {
  const parsed = parseSignedData(octets);
  // Data, or something encrypted to a certificate: sound, and no place for certificates.
  if (!parsed.ok && parsed.error.code === 'unsupported') return opened([], [parsed.error]);
  if (!parsed.ok) return notOpened(parsed.error);
  const { certificates, revocationLists, ocspResponses, problems } = parsed.value;
  return opened(
    [
      ...certificates.map((der) => member('certificate', der)),
      ...revocationLists.map((der) => member('revocation-list', der)),
      ...ocspResponses.map((der) => member('ocsp-response', der)),
    ],
    problems,
  );
}

/** TimeStampResp: the status, and the token where there is one; or the token alone. */
export function openTimeStamp(octets: Bytes): Opening {
  const token = attempt(() => {
    const walk = new BerWalk(octets);
    const [first, second] = walk.members(walk.root());
    if (walk.oid(first) !== '') return octets;
    return second && walk.octets(second);
  });
  if (!token.ok) return notOpened(token.error);
  return token.value === undefined ? opened([]) : openSignedData(token.value);
}

export function openOcspResponse(octets: Bytes): Opening {
  const certificates = parseOcspCertificates(octets);
  if (!certificates.ok) return notOpened(certificates.error);
  return opened(certificates.value.map((der) => member('certificate', der)));
}
