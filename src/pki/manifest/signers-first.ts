/** Authorities in the order in which they can be made. */

/** Whoever signs stands before what it signs; a circle has no beginning. */
export function signersFirst<T extends { readonly id: string; readonly signedBy?: string }>(
  authorities: readonly T[],
): { readonly ordered: readonly T[]; readonly circle: readonly T[] } {
  const waiting = new Map(authorities.map((one) => [one.id, one]));
  const ordered: T[] = [];
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size;
    for (const one of [...waiting.values()]) {
      if (one.signedBy !== undefined && waiting.has(one.signedBy)) continue;
      ordered.push(one);
      waiting.delete(one.id);
    }
  }
  return { ordered, circle: [...waiting.values()] };
}
