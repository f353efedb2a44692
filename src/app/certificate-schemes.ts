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
