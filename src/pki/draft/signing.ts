/** Which scheme a certificate is signed with: the one that was chosen, where the issuer's key has it. */
import type { Bytes } from '../../codec/bytes';
import { parsePublicKey } from '../../codec/public-key';
import { publicKeyLabel } from '../inspect/private-key-facts';
import { schemesOf, type SignatureScheme } from '../signature-scheme';
import type { CertificateDraft } from './certificate-draft';
import type { ProblemList } from './problem-list';

/** Schemes of a public key, its default first; none for keys that nothing here signs with. */
export function schemesOfKey(spki: Bytes): readonly SignatureScheme[] {
  const key = parsePublicKey(spki);
  return key.ok ? schemesOf(key.value) : [];
}

/** @param usual what the issuer signs with by itself, where that is known */
export function chosenScheme(
  wanted: CertificateDraft['signature'],
  issuerKey: Bytes,
  usual: SignatureScheme | undefined,
  problems: ProblemList,
): SignatureScheme | undefined {
  const schemes = schemesOfKey(issuerKey);
  const scheme = wanted === 'default' ? (usual ?? schemes[0]) : schemes.find(({ id }) => id === wanted);
  return scheme ?? problems.at('signature')('signature-not-for-this-key', wanted, publicKeyLabel(issuerKey));
}
