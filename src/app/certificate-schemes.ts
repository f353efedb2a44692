/** Which ways of signing a key has. */
import { sameAlgorithm, signatureSchemes, type SignatureSchemeId } from '../pki/signature-scheme';

export type SchemeId = SignatureSchemeId;

/** Those that sign with the same kind of key as the scheme called `id`, itself first; none for one nobody knows. */
export function schemesLike(id: string | undefined): readonly SchemeId[] {
  const all = Object.values(signatureSchemes);
  const usual = all.find((scheme) => scheme.id === id);
  if (usual === undefined) return [];
  const like = all.filter((scheme) => scheme !== usual && sameAlgorithm(scheme.publicKey, usual.publicKey));
  return [usual, ...like].map((scheme) => scheme.id);
}

/** Those of a key by its label: `EC P-256`, `RSA 2048`, `Ed25519`, `ML-DSA-65`. */
export function schemesOfKey(label: string): readonly SchemeId[] {
  const [, curve] = /^EC P-(\d+)$/.exec(label) ?? [];
  const usual: Readonly<Record<string, SchemeId>> = {
    '256': 'ecdsa-p256-sha256',
    '384': 'ecdsa-p384-sha384',
    '521': 'ecdsa-p521-sha512',
  };
  if (curve !== undefined) return schemesLike(usual[curve]);
  return schemesLike(label.startsWith('RSA') ? 'rsa-pkcs1-sha256' : label.toLowerCase());
}
