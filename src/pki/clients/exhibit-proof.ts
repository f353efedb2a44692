/** Whether a key made a certificate's signature, and if only its encoding or its label is wrong (RFC 3279 §2.2.3, RFC 5758 §3.2). */
import type { ProofReader, Proof } from '../signature-proof';
import { ecdsaToDer } from '../signature';
import { parsePssParameters } from '../../codec/pss-parameters';
import type { Exhibit } from './exhibit';

/** `fits-raw`: the right ECDSA signature, left as r‖s; `fits-other-digest`: right, by another digest than it says. */
export type SignatureProof = Proof | 'fits-raw' | 'fits-other-digest';

const ECDSA = ['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4', '1.2.840.10045.4.1'];
const RSA = [
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.113549.1.1.5',
];
/** Octets of r‖s on the three curves WebCrypto has. */
const RAW_LENGTHS = [64, 96, 132];

export async function proveSignature(
  reader: ProofReader,
  issued: Exhibit,
  issuer: Exhibit,
): Promise<SignatureProof> {
  if (issuer.key === undefined) return 'cannot-tell';
  const { der } = issuer.key;
  const { signatureAlgorithm, tbs, signatureValue } = issued;
  const proof = await reader.prove(der, signatureAlgorithm, tbs, signatureValue);
  if (proof !== 'does-not-fit') return proof;
  const { oid } = signatureAlgorithm;
  if (ECDSA.includes(oid) && RAW_LENGTHS.includes(signatureValue.length)) {
    const rewritten = await reader.prove(der, signatureAlgorithm, tbs, ecdsaToDer(signatureValue));
    if (rewritten === 'fits') return 'fits-raw';
  }
  for (const other of [ECDSA, RSA].find((family) => family.includes(oid)) ?? []) {
    if (other === oid) continue;
    const labelled = await reader.prove(der, { ...signatureAlgorithm, oid: other }, tbs, signatureValue);
    if (labelled === 'fits') return 'fits-other-digest';
  }
  return 'does-not-fit';
}

const RSA_PSS = '1.2.840.113549.1.1.10';

/** What is wrong with a PSS signature before anybody reckons: it does not say how it was made, or made otherwise than its key allows. */
export function pssFault(issued: Exhibit, { key }: Exhibit): 'unsaid' | 'incompatible' | undefined {
  const { oid, parameters } = issued.signatureAlgorithm;
  if (oid !== RSA_PSS) return undefined;
  const said = parameters === undefined ? undefined : parsePssParameters(parameters);
  if (said?.ok !== true) return 'unsaid';
  const allowed = key?.pss;
  if (allowed === undefined) return undefined;
  const { hash, maskHash, saltLength } = said.value;
  const fits = hash === allowed.hash && maskHash === allowed.maskHash && saltLength >= allowed.saltLength;
  return fits ? undefined : 'incompatible';
}
