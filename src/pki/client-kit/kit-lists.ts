/**
 * The lists of revoked certificates that go with a kit: those it was given, or a first, empty one. For an authority that was
 * there before, only its owner knows that it is the first: an empty list in the place of a longer one would let in whom it
 * keeps out.
 */
import type { Bytes } from '../../codec/bytes';
import type { OpenedAuthority } from '../open-authority';
import { BACKDATE_SECONDS } from '../profile';
import { issueRevocationList } from '../revocation';
import { maySignLists } from './kit-authority';
import type { ClientKitPlan } from './kit-plan';

const DAY = 86_400_000;

/** @throws PkiError `proof-failed`, `unsupported-algorithm` */
export async function listsFor(
  plan: ClientKitPlan,
  authority: OpenedAuthority,
  at: Date,
): Promise<readonly Bytes[]> {
  if (plan.revocationLists !== 'first') return plan.revocationLists;
  if (!maySignLists(authority)) return [];
  const { issuer, signing } = authority;
  const { der } = await issueRevocationList({
    issuer,
    signing,
    scheme: issuer.scheme,
    number: 1n,
    // As certificates, for a server whose clock is slow.
    thisUpdate: new Date(at.getTime() - BACKDATE_SECONDS * 1000),
    // Carried to the server by hand, so it lasts as long as the certificates it is about.
    nextUpdate: new Date(at.getTime() + plan.days * DAY),
    revoked: [],
  });
  return [der];
}
