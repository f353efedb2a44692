/** Which scheme a certificate is signed with, and what a key that signs looks like from outside. */
import type { Bytes } from '../../codec/bytes';
import { parsePublicKey } from '../../codec/public-key';
import { publicKeyLabel } from '../inspect/private-key-facts';
import { schemeOf, type SignatureScheme } from '../signature-scheme';
import type { CertificateDraft } from './certificate-draft';
import type { ProblemList } from './problem-list';

/** Schemes of a public key, its default first; none for keys that nothing here signs with. */
export function schemesOfKey(spki: Bytes): readonly SignatureScheme[] {
  const key = parsePublicKey(spki);
  const scheme = key.ok ? schemeOf(key.value) : undefined;
  return scheme === undefined ? [] : [scheme];
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

/** A handle on the same key for that scheme: WebCrypto ties an RSA handle to one padding and one hash. */
export function signingHandle(privateKey: CryptoKey, _scheme: SignatureScheme): Promise<CryptoKey> {
  return Promise.resolve(privateKey);
}
