/** The worker's desk for requests to be signed. It holds nothing: plans cross as data, and come back with what was decided. */
import type { Download } from '../pki/handover';
import { findRequests, planFor, type RequestFinding } from '../pki/signing-plan/find-requests';
import { draftFromPlan, type SigningPlan } from '../pki/signing-plan/plan';
import { signedFolder } from '../pki/signing-plan/signed-folder';
import type { Errand } from './errand';
import type { DecideReply, SigningVerbs } from './signing-protocol';

type Request<V extends keyof SigningVerbs> = Parameters<SigningVerbs[V]>[0];
type Answers = {
  readonly [V in keyof SigningVerbs]: (
    request: Request<V>,
    errand: Errand,
  ) => Promise<ReturnType<SigningVerbs[V]>>;
};

export class SigningDesk implements Answers {
  findRequests({ inputs }: Request<'findRequests'>, { signal }: Errand): Promise<RequestFinding> {
    return findRequests(inputs, signal);
  }

  planSigning({
    requests,
    base,
    constraints,
  }: Request<'planSigning'>): Promise<readonly (SigningPlan | undefined)[]> {
    return Promise.all(requests.map((der) => planFor(der, base, constraints)));
  }

  decideSigning({ plan, decisions }: Request<'decideSigning'>): Promise<DecideReply> {
    const decided = draftFromPlan(plan, decisions);
    return Promise.resolve(
      decided.ok
        ? { kind: 'decided', ...decided.value }
        : { kind: 'blocked', rows: decided.error.map(({ id }) => id) },
    );
  }

  signedFolder({ name, certificates }: Request<'signedFolder'>): Promise<Download> {
    return signedFolder(name, certificates);
  }
}
