/** Whether the files make a chain, whether in the right order, and who is missing. */
import { displayName } from '../anchor';
import { ProofReader } from '../signature-proof';
import { issuerKeyFits } from '../verify/link';
import { aboveLeaf, issued, type Case, type CaseCertificate } from './case-file';
import { evidence, type Evidence } from './evidence';

/** Signatures checked for one message: a chain has three. */
const MOST_PROOFS = 40;

export async function examineChain(files: Case): Promise<readonly Evidence[]> {
  const { leaf, certificates } = files;
  if (leaf === undefined) return [evidence('open', 'no-certificate', [])];
  const above = aboveLeaf(files);
  const top = above.at(-1) ?? leaf;
  const broken = await brokenLinks([leaf, ...above], certificates);
  if (broken.length > 0) return broken;
  const selfIssued = top.link.subject === top.link.issuer;
  if (selfIssued && top === leaf) return [evidence('causes', 'is-self-signed', [leaf])];
  const order = wrongOrder(files, above);
  const apart = above.filter(
    (one) => one.file.input !== leaf.file.input && one.link.subject !== one.link.issuer,
  );
  const [nearest] = apart;
  return [
    ...order,
    ...(nearest === undefined ? [] : [evidence('causes', 'issuer-in-another-file', [leaf, nearest])]),
    selfIssued
      ? evidence('contradicts', 'chain-whole', [leaf, ...above], displayName(top.link.certificate.subject))
      : evidence('causes', 'issuer-absent', [top], displayName(top.link.certificate.issuer)),
  ];
}

/** Names that fit and signatures that do not: an authority that was made anew under its old name, or a certificate that was changed. */
async function brokenLinks(
  chain: readonly CaseCertificate[],
  certificates: readonly CaseCertificate[],
): Promise<readonly Evidence[]> {
  const reader = new ProofReader();
  const found: Evidence[] = [];
  let proofs = 0;
  for (const one of chain) {
    const candidates = certificates.filter((candidate) => issued(candidate, one)).slice(0, 8);
    const proved: string[] = [];
    for (const { link } of candidates) {
      if (++proofs > MOST_PROOFS) return found;
      const { signatureAlgorithm, tbs, signatureValue } = one.link.certificate;
      proved.push(
        await reader.prove(link.certificate.publicKey.der, signatureAlgorithm, tbs, signatureValue),
      );
    }
    const [first] = candidates;
    if (first === undefined || proved.some((proof) => proof !== 'does-not-fit')) continue;
    const differ = issuerKeyFits(one.link, first.link) === false;
    found.push(evidence('causes', differ ? 'identifiers-differ' : 'issuer-made-again', [one, first]));
  }
  return found;
}

/** A server's file has the leaf first and every issuer after what it issued (RFC 8446 §4.4.2). */
function wrongOrder({ leaf, certificates }: Case, above: readonly CaseCertificate[]): readonly Evidence[] {
  const together = certificates
    .filter(({ file }) => file.input === leaf?.file.input)
    .toSorted((one, other) => one.file.start - other.file.start);
  const [first] = together;
  if (leaf === undefined || first === undefined || first === leaf || !above.includes(first)) return [];
  return [evidence('causes', 'order-wrong', [leaf, first])];
}
