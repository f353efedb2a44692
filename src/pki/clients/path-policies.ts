/** Policies along a client's path (RFC 5280 §6.1 with RFC 9618): of clients that process them, all do so in the same way. */
import { attempt } from '../../codec/malformed';
import { readPolicies } from '../../codec/policy-extension';
import { noDemand, policyFailure } from '../verify/policy-graph';
import { isSelfIssued, type Exhibit } from './exhibit';

/** Policies times policies: as in RFC 9618 §1, what no honest certificate comes near. */
const MAX_WORK = 1_000_000;

/**
 * @param path without its anchor, leaf first
 * @param anchor where the client heeds what that asks of policies (RFC 5937)
 * @returns the place where a policy is asked for and none is valid
 */
export function policiesFailAt(path: readonly Exhibit[], anchor?: Exhibit): number | undefined {
  const links = attempt(() =>
    path.toReversed().map((one) => ({
      policies: readPolicies(one.extensions.list),
      selfIssued: isSelfIssued(one),
    })),
  );
  const own = attempt(() => (anchor === undefined ? undefined : readPolicies(anchor.extensions.list)));
  if (!links.ok || !own.ok || path.length === 0) return undefined;
  let spent = 0;
  const work = {
    spend: (_labour: 'policies', amount: number): void => void (spent += amount),
    affords: (): boolean => spent <= MAX_WORK,
  };
  const failed = policyFailure(links.value, noDemand, work, own.value);
  return failed === undefined ? undefined : path.length - 1 - failed;
}
