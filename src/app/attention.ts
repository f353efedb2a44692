/** What of one's own authorities wants attention when the page is opened: lists that are due, certificates that ended unnoticed. */
import type { AuthorityRef } from '../pki/authority/authority-record';
import type { AuthorityEntry, IssuedEntry } from './authorities.svelte';

const DAY = 86_400_000;
/** As much notice as a week leaves, and no more than a third of the life of a list that is shorter. */
const LIST_NOTICE = 7 * DAY;
/** Whoever has not missed a certificate for that long does not need it. */
const LATELY = 30 * DAY;

type ListStanding = 'over' | 'due';

/** Whether a revocation list is past its next update, after which servers that check it refuse everybody, or will be soon. */
export function listStanding({ list, facts }: AuthorityEntry, now: number): ListStanding | undefined {
  // One that names no next update was stored with that of its making.
  if (list === undefined || list.nextUpdate <= list.thisUpdate) return undefined;
  // Nobody asks for the list of an authority that is over, and a new one it cannot sign.
  if (facts.notAfter < now || !facts.signsLists) return undefined;
  if (list.nextUpdate < now) return 'over';
  const notice = Math.min(LIST_NOTICE, (list.nextUpdate - list.thisUpdate) / 3);
  return list.nextUpdate - now < notice ? 'due' : undefined;
}

/** Good ones that ended a short while ago, and that nothing took the place of. */
export const endedLately = (inventory: readonly IssuedEntry[], now: number): readonly IssuedEntry[] =>
  inventory.filter(
    ({ status, renewedBy, facts }) =>
      status.kind === 'good' &&
      renewedBy === undefined &&
      facts !== undefined &&
      facts.notAfter < now &&
      facts.notAfter >= now - LATELY,
  );

/** Of each authority in turn. */
export function byAuthority(
  entries: readonly IssuedEntry[],
): readonly { readonly id: AuthorityRef; readonly name: string; readonly entries: readonly IssuedEntry[] }[] {
  const all = new Map<AuthorityRef, { id: AuthorityRef; name: string; entries: IssuedEntry[] }>();
  for (const entry of entries) {
    const { authority: id, authorityName: name } = entry;
    const known = all.get(id) ?? { id, name, entries: [] };
    known.entries.push(entry);
    all.set(id, known);
  }
  return [...all.values()];
}
