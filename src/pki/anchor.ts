/** What trust stores know a certificate by: fingerprints, OpenSSL's subject hashes, a printable name. */
import { toHex, type Bytes } from '../codec/bytes';
import { parseCertificate, type Certificate } from '../codec/certificate';
import { attributeOf, formatDistinguishedName, type DistinguishedName } from '../codec/distinguished-name';
import { encodePem } from '../codec/pem';
import { subjectHash, subjectHashOld } from '../codec/subject-hash';
import type { RecipeContext } from './recipes/recipe';

const COMMON_NAME = '2.5.4.3';

/** CommonName, else the whole subject in words. */
export function displayName(name: DistinguishedName): string {
  const shown = attributeOf(name, COMMON_NAME) ?? formatDistinguishedName(name);
  return shown === '' ? 'Unnamed' : shown;
}

const digest = async (algorithm: 'SHA-1' | 'SHA-256', data: Bytes) =>
  toHex(new Uint8Array(await crypto.subtle.digest(algorithm, data)));

/** SHA-256 fingerprint, lower-case hex. */
export const fingerprint = (der: Bytes): Promise<string> => digest('SHA-256', der);

/** Facts about a certificate that parses; `undefined` where it does not. */
export async function anchorFacts(
  der: Bytes,
): Promise<(RecipeContext['anchor'] & { certificate: Certificate }) | undefined> {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return undefined;
  const { subject, validity } = parsed.value;
  return {
    certificate: parsed.value,
    name: displayName(subject),
    der,
    pem: encodePem('CERTIFICATE', der),
    sha256: await fingerprint(der),
    sha1: await digest('SHA-1', der),
    subjectHash: await subjectHash(subject),
    subjectHashOld: subjectHashOld(subject),
    notAfter: validity.notAfter.toISOString(),
  };
}
