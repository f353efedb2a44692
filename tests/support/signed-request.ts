// A request that goes its whole way, outside the page: made with a new key, planned, decided as is usual, signed. It runs in Vitest
// and, built, in a Node that has more algorithms.
import type { Bytes } from '../../src/codec/bytes';
import { parseCertificateRequest, type CertificateRequest } from '../../src/codec/certificate-request';
import type { KeyAlgorithmId } from '../../src/pki/algorithms';
import { makeRequest } from '../../src/pki/draft/make';
import { draftFor } from '../../src/pki/draft/profiles';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import { draftFromPlan, planSigning } from '../../src/pki/signing-plan/plan';
import { drafted, madeFrom } from './drafted';

const fault = (what: unknown): never => {
  throw new Error(JSON.stringify(what));
};

export async function requestFor(algorithm: KeyAlgorithmId): Promise<CertificateRequest> {
  const draft = drafted('tls-server', 'app.test', {
    keyAlgorithm: algorithm,
    alternativeNames: [{ kind: 'dns', value: 'app.test' }],
  });
  const made = await makeRequest(draft, { kind: 'new' }, { challengePassword: '', unstructuredName: '' });
  return read(made.ok ? made.value.der : fault(made.error));
}

export function read(der: Bytes): CertificateRequest {
  const parsed = parseCertificateRequest(der);
  return parsed.ok ? parsed.value : fault(parsed.error.message);
}

/** What the plan has against its signature and its key, in codes. */
export async function refusalsOf(request: CertificateRequest): Promise<readonly string[]> {
  const { rows } = await planSigning({ request, base: draftFor('tls-server'), constraints: [] });
  return rows
    .filter(({ about }) => about === 'signature' || about === 'key')
    .flatMap(({ refusals }) => refusals.map(({ code }) => code));
}

/** DER of the certificate. */
export async function signedBy(
  authority: OpenedAuthority,
  request: CertificateRequest,
  at: Date,
): Promise<Bytes> {
  const plan = await planSigning({ request, base: draftFor('tls-server'), constraints: [] });
  const decided = draftFromPlan(plan, {});
  if (!decided.ok) return fault(decided.error);
  const { draft, publicKey } = decided.value;
  const made = await madeFrom(draft, authority, at, { kind: 'public', publicKey });
  return made.issued.der;
}
