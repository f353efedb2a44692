/**
 * Who may answer for an authority (RFC 6960 §4.2.2.2): itself, or a delegate whose certificate it signed with the same key and
 * gave id-kp-OCSPSigning. A delegate's own revocation is asked elsewhere, unless it says that nobody needs to (§4.2.2.2.1).
 */
import { equalBytes } from '../../codec/bytes';
import { digestNamed } from '../../codec/digest-algorithm';
import { extensionValue } from '../../codec/extension';
import type { BasicOcspResponse } from '../../codec/ocsp-response';
import type { Proof } from '../signature-proof';
import { isBrokenSignature } from './strength';
import { unknownCritical } from './critical-extensions';
import { comparableName, valueIn, type Link } from './link';
import { linksOf, signedPartOf } from './path-workshop';
import type { RevocationQuestion } from './revocation-answer';
import type { RevocationDoubt } from './revocation-request';

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

export interface KnownResponse {
  readonly basic: BasicOcspResponse;
  readonly octets: string;
}

export type ResponseSigner = { readonly signer: Link } | { readonly doubt: RevocationDoubt };

const doubts: Readonly<Record<Exclude<Proof, 'fits'>, RevocationDoubt>> = {
  'does-not-fit': 'response-signature-wrong',
  'cannot-tell': 'response-algorithm-unsupported',
};

/** Whether a certificate is the one by whose name or key the response says it is signed. */
function isResponder({ responder }: BasicOcspResponse, link: Link): boolean {
  if (responder.kind === 'name') return comparableName(responder.name) === link.subject;
  return equalBytes(digestNamed('SHA-1').hash(link.certificate.publicKey.octets), responder.hash);
}

export async function responderOf(
  { basic }: KnownResponse,
  issuer: Link,
  question: RevocationQuestion,
): Promise<ResponseSigner> {
  const { workshop, strength } = question;
  const { signatureAlgorithm: algorithm, signatureValue: signature, tbs } = basic;
  if (isBrokenSignature(algorithm, strength)) return { doubt: 'response-weak-signature' };
  const named = basic.responder.kind === 'name' ? workshop.named(comparableName(basic.responder.name)) : [];
  const pool = [issuer, ...linksOf(basic.certificates), ...named];
  const candidates = new Map(pool.filter((one) => isResponder(basic, one)).map((one) => [one.octets, one]));
  let doubt: RevocationDoubt = 'response-signer-unknown';
  for (const signer of candidates.values()) {
    const proof = await workshop.prove({ itself: basic, algorithm, tbs, signature }, signer);
    if (proof !== 'fits') {
      if (doubt === 'response-signer-unknown') doubt = doubts[proof];
      continue;
    }
    if (signer.key === issuer.key) return { signer };
    const refused = await refusal(signer, issuer, question);
    if (refused === undefined) return { signer };
    doubt = refused;
  }
  return { doubt };
}

/** Why a delegate may not speak for the issuer. */
async function refusal(
  delegate: Link,
  issuer: Link,
  { workshop, time, strength }: RevocationQuestion,
): Promise<RevocationDoubt | undefined> {
  const { validity, signatureAlgorithm } = delegate.certificate;
  if (delegate.issuer !== issuer.subject) return 'response-signer-unknown';
  if (isBrokenSignature(signatureAlgorithm, strength)) return 'response-weak-signature';
  if ((await workshop.prove(signedPartOf(delegate), issuer)) !== 'fits') return 'response-signer-unknown';
  if (time < validity.notBefore || time > validity.notAfter) return 'response-signer-expired';
  // Any purpose is not this one: it must be named (§4.2.2.2).
  const signs = valueIn(delegate, 'extendedKeyUsage')?.includes(OCSP_SIGNING) === true;
  const usage = valueIn(delegate, 'keyUsage');
  const bySignature = usage?.some((one) => one === 'digitalSignature' || one === 'nonRepudiation') ?? true;
  return signs && bySignature && unknownCritical(delegate).length === 0
    ? undefined
    : 'response-signer-may-not-sign';
}

export const needsNoCheck = ({ certificate }: Link): boolean => {
  const noCheck = extensionValue(certificate.extensions, 'ocspNoCheck');
  return noCheck.ok && noCheck.value !== undefined;
};
