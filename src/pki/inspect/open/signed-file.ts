/** What carries certificates for a signature: PKCS#7 and CMS, time stamps (RFC 3161), OCSP responses. */
import type { Bytes } from '../../../codec/bytes';
import { parseOcspCertificates } from '../../../codec/ocsp-certificates';
import { parsePasswordEnvelope } from '../../../codec/password-envelope';
import { parseSignedData } from '../../../codec/signed-data';
import { parseSignedMessage } from '../../../codec/signer-info';
import { timeStampToken } from '../time-stamp-token';
import { firstThatOpens, member, notOpened, opened, type Means, type Member, type Opening } from './opening';

/** A message: what a password opens of it, or who signed it and what was signed. */
export async function openMessage(octets: Bytes, means: Means): Promise<Opening> {
  const envelope = parsePasswordEnvelope(octets);
  if (!envelope.ok || envelope.value === undefined) return openSignedData(octets);
  const { open } = envelope.value;
  const content = await firstThatOpens(means.passwords, (password) => open(password, means.budget));
  return content.ok ? opened([member('content', content.value)]) : notOpened(content.error);
}

function openSignedData(octets: Bytes): Opening {
  const parsed = parseSignedData(octets);
  // Data, or something encrypted to a certificate: sound, and no place for certificates.
  if (!parsed.ok && parsed.error.code === 'unsupported') return opened([]);
  if (!parsed.ok) return notOpened(parsed.error);
  const { certificates, revocationLists, ocspResponses, attributeCertificates, problems } = parsed.value;
  return opened(
    [
      ...certificates.map((der) => member('certificate', der)),
      ...revocationLists.map((der) => member('revocation-list', der)),
      ...ocspResponses.map((der) => member('ocsp-response', der)),
      ...attributeCertificates.map((der) => member('attribute-certificate', der)),
      ...signedContent(octets),
    ],
    problems,
  );
}

/** TimeStampResp: the status, and the token where there is one; or the token alone. */
export function openTimeStamp(octets: Bytes): Opening {
  const token = timeStampToken(octets);
  return token === undefined ? opened([]) : openSignedData(token);
}

export function openOcspResponse(octets: Bytes): Opening {
  const certificates = parseOcspCertificates(octets);
  if (!certificates.ok) return notOpened(certificates.error);
  return opened(certificates.value.map((der) => member('certificate', der)));
}

const DATA = '1.2.840.113549.1.7.1';

/** What was signed, where it is inside and no structure of its own. */
function signedContent(octets: Bytes): readonly Member[] {
  const message = parseSignedMessage(octets);
  const content = message.ok && message.value.contentType === DATA ? message.value.content : undefined;
  return content === undefined || content.length === 0 ? [] : [member('content', content)];
}
