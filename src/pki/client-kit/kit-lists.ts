/** The lists of revoked certificates that go with a kit: those it was given. */
import type { Bytes } from '../../codec/bytes';
import type { OpenedAuthority } from '../open-authority';
import type { ClientKitPlan } from './kit-plan';

export function listsFor(
  plan: ClientKitPlan,
  _authority: OpenedAuthority,
  _at: Date,
): Promise<readonly Bytes[]> {
  return Promise.resolve(plan.revocationLists);
}
