/**
 * Whose certificate stands above an authority's, up to its root: by name and key identifier, and each step by the signature, since
 * two roots of one name are common and a planted one has whatever name it likes. Judges nothing else (`verify/path.ts` does).
 */
import { equalBytes } from '../codec/bytes';
import type { Certificate } from '../codec/certificate';
import { extensionValue } from '../codec/extension';
import { ProofReader, type Proof } from './signature-proof';

/** From an authority upwards. */
export type Chain = readonly [Certificate, ...Certificate[]];

/** OpenSSL's default depth; nobody has seen an honest path of a dozen. */
const MOST = 100;
/** Signatures tried for one step: a pile of hundreds of authorities of one name is no accident. */
const MOST_TRIED = 64;

export const selfIssued = (one: Certificate): boolean => equalBytes(one.issuer.der, one.subject.der);

/** By name and, where both tell it, by key: two authorities of one name are common after a renewal. */
function mayHaveIssued(issuer: Certificate, certificate: Certificate): boolean {
  if (!equalBytes(issuer.subject.der, certificate.issuer.der)) return false;
  const wanted = extensionValue(certificate.extensions, 'authorityKeyIdentifier');
  const offered = extensionValue(issuer.extensions, 'subjectKeyIdentifier');
  const key = wanted.ok ? wanted.value?.value.keyIdentifier : undefined;
  const identifier = offered.ok ? offered.value?.value : undefined;
  return key === undefined || identifier === undefined || equalBytes(key, identifier);
}

const signed = (issuer: Certificate, one: Certificate, proofs: ProofReader): Promise<Proof> =>
  proofs.prove(issuer.publicKey.der, one.signatureAlgorithm, one.tbs, one.signatureValue);

/** Whether its own key made its signature. What nobody here can compute (MD5, DSA) is believed by its name. */
export async function signsItself(one: Certificate, proofs: ProofReader): Promise<boolean> {
  return selfIssued(one) && (await signed(one, one, proofs)) !== 'does-not-fit';
}

/**
 * Follows issuers upwards, through those not expired where there is a choice. A loop ends where it would begin again.
 * @returns ends with one that signs itself, unless it is not in the pile
 */
export async function chainFrom(
  start: Certificate,
  pile: readonly Certificate[],
  at: Date,
  proofs = new ProofReader(),
): Promise<Chain> {
  const chain: [Certificate, ...Certificate[]] = [start];
  for (let top = start; chain.length < MOST && !(await signsItself(top, proofs));) {
    const isNew = (one: Certificate) => !chain.some(({ der }) => equalBytes(der, one.der));
    const next = await issuerOf(
      top,
      pile.filter((one) => mayHaveIssued(one, top) && isNew(one)),
      at,
      proofs,
    );
    if (next === undefined) break;
    chain.push(next);
    top = next;
  }
  return chain;
}

/** Of those whose key made the signature: one not expired, and no root that only says that it is one. */
async function issuerOf(
  certificate: Certificate,
  candidates: readonly Certificate[],
  at: Date,
  proofs: ProofReader,
): Promise<Certificate | undefined> {
  const ranked: { readonly one: Certificate; readonly doubts: number }[] = [];
  for (const one of candidates.slice(0, MOST_TRIED)) {
    const proof = await signed(one, certificate, proofs);
    if (proof === 'does-not-fit') continue;
    const pretends = selfIssued(one) && !(await signsItself(one, proofs));
    const doubts = (proof === 'fits' ? 0 : 4) + (pretends ? 2 : 0) + (one.validity.notAfter < at ? 1 : 0);
    ranked.push({ one, doubts });
  }
  return ranked.sort((a, b) => a.doubts - b.doubts)[0]?.one;
}
