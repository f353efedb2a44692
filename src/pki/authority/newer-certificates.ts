/**
 * Certificates that an authority could go by from now on: of its name and its key, signed by its issuer, begun later than the
 * one it has and not over yet. Whoever else signed it (RFC 5280 §3.2, cross-certificates) is not asked here.
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import { ProofReader } from '../signature-proof';
import { authorityFacts } from './authority-facts';
import type { DescribedAuthority } from './describe-held';
import { refOf } from './held-authority';

export interface CertificateWithChain {
  readonly certificate: Bytes;
  /** Above it, its issuer first. */
  readonly chain: readonly Bytes[];
}

/** The one that begins last comes first. */
export async function newerCertificates(
  current: Bytes,
  candidates: readonly CertificateWithChain[],
  at: Date,
): Promise<readonly DescribedAuthority[]> {
  const own = parseCertificate(current);
  if (!own.ok) return [];
  const proofs = new ProofReader();
  const ref = await refOf(own.value);
  const newer: DescribedAuthority[] = [];
  for (const { certificate, chain } of candidates) {
    const parsed = parseCertificate(certificate);
    // A root is its own issuer.
    const issuer = parseCertificate(chain[0] ?? certificate);
    if (!parsed.ok || !issuer.ok) continue;
    const { issuer: signedBy, validity, signatureAlgorithm, tbs, signatureValue } = parsed.value;
    const begins = validity.notBefore > own.value.validity.notBefore;
    if (!begins || validity.notAfter <= at || !equalBytes(signedBy.der, own.value.issuer.der)) continue;
    if (!equalBytes(signedBy.der, issuer.value.subject.der) || (await refOf(parsed.value)) !== ref) continue;
    const key = issuer.value.publicKey.der;
    if ((await proofs.prove(key, signatureAlgorithm, tbs, signatureValue)) !== 'fits') continue;
    const facts = await authorityFacts(certificate, chain);
    if (facts !== undefined && facts.problem === undefined) newer.push({ ref, certificate, chain, facts });
  }
  return newer.sort((one, other) => other.facts.notBefore - one.facts.notBefore);
}
