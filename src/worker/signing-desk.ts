/** The worker's desk for requests to be signed. It holds nothing: plans cross as data, and come back with what was decided. */
import { constraintsOfRules } from '../pki/authority/house-rules';
import type { Download } from '../pki/handover';
import { findRequests, planFor, type RequestFinding } from '../pki/signing-plan/find-requests';
import { draftFromPlan, type SigningPlan } from '../pki/signing-plan/plan';
import { signedFolder } from '../pki/signing-plan/signed-folder';
import type { Errand } from './errand';
import type { DecideReply, SigningVerbs } from './signing-protocol';

/** Enough to keep WebCrypto's own threads busy. */
const AT_ONCE = 32;

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

  async planSigning(
    { requests, base, constraints, rules }: Request<'planSigning'>,
    { signal }: Errand,
  ): Promise<readonly (SigningPlan | undefined)[]> {
    const allowed = constraintsOfRules(rules);
    const plans: (SigningPlan | undefined)[] = [];
    // A few at a time: whoever changes the profile of ten thousand wants the rest of the plans before no more.
    for (let first = 0; first < requests.length; first += AT_ONCE) {
      signal.throwIfAborted();
      const some = requests.slice(first, first + AT_ONCE);
      plans.push(...(await Promise.all(some.map((der) => planFor(der, base, constraints, allowed)))));
    }
    return plans;
  }

  decideSigning({ plan, decisions }: Request<'decideSigning'>): Promise<DecideReply> {
    const decided = draftFromPlan(plan, decisions);
    return Promise.resolve(
      decided.ok
        ? { kind: 'decided', ...decided.value }
        : { kind: 'blocked', rows: decided.error.map(({ id }) => id) },
    );
  }

  signedFolder({ name, requests }: Request<'signedFolder'>): Promise<Download> {
    return signedFolder(name, requests);
  }
}
