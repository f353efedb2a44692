/**
 * Whether the newest revocation list of an authority that two inventories had tells all that both know of. It does where it told
 * all that its own side knew, and the other side knows of nothing graver; otherwise it is out of date, which `revision` says.
 */
import type { AuthorityRef, Inventory, IssuedRecord, RevocationListRecord } from './authority-record';

export const gravity = { reserved: 0, good: 1, held: 2, revoked: 3 } as const;

/** The merged inventory with the revisions of authorities that both sides had. */
export function withRevisions(merged: Inventory, here: Inventory, brought: Inventory): Inventory {
  const newest = newestLists(merged.lists);
  const fromHere = new Set(here.lists);
  const own = new Map(here.authorities.map((one) => [one.id, one.revision]));
  const theirs = new Map(brought.authorities.map((one) => [one.id, one.revision]));
  const graverThanHere = graverThan(here.issued, merged.issued);
  const graverThanBrought = graverThan(brought.issued, merged.issued);
  const current = new Map<RevocationListRecord, number>();
  const authorities = merged.authorities.map((record) => {
    const { id } = record;
    const [mine, other] = [own.get(id), theirs.get(id)];
    if (mine === undefined || other === undefined) return record;
    const highest = Math.max(mine, other);
    const list = newest.get(id);
    if (list === undefined) return { ...record, revision: highest + (graverThanHere.has(id) ? 1 : 0) };
    const ours = fromHere.has(list);
    const lacks = (ours ? graverThanHere : graverThanBrought).has(id);
    if (lacks || list.revision < (ours ? mine : other))
      return { ...record, revision: Math.max(highest, list.revision) + 1 };
    // The two sides counted for themselves: what is current is so in the count that goes on.
    if (list.revision < highest) current.set(list, highest);
    return { ...record, revision: highest };
  });
  const lists = merged.lists.map((list) => {
    const revision = current.get(list);
    return revision === undefined ? list : { ...list, revision };
  });
  return { ...merged, authorities, lists };
}

function newestLists(
  lists: readonly RevocationListRecord[],
): ReadonlyMap<AuthorityRef, RevocationListRecord> {
  const newest = new Map<AuthorityRef, RevocationListRecord>();
  for (const list of lists)
    if (list.number > (newest.get(list.authority)?.number ?? -Infinity)) newest.set(list.authority, list);
  return newest;
}

/** Authorities that took something back, or held it, of which the one side does not know so. */
function graverThan(
  known: readonly IssuedRecord[],
  merged: readonly IssuedRecord[],
): ReadonlySet<AuthorityRef> {
  const before = new Map<AuthorityRef, Map<string, number>>();
  for (const { authority, serial, status } of known) {
    const serials = before.get(authority) ?? new Map<string, number>();
    before.set(authority, serials.set(serial, gravity[status.kind]));
  }
  const graver = merged.filter(
    ({ authority, serial, status: { kind } }) =>
      gravity[kind] > Math.max(gravity.good, before.get(authority)?.get(serial) ?? 0),
  );
  return new Set(graver.map(({ authority }) => authority));
}
