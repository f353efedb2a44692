/** Authorities as a tree: each below the one that signed it, as far as that is here; every one of them exactly once. */
import type { AuthorityEntry } from './authorities.svelte';
import { isCertificateOf } from './same-octets';

export interface AuthorityBranch {
  readonly entry: AuthorityEntry;
  readonly below: readonly AuthorityBranch[];
}

export function authorityTree(entries: readonly AuthorityEntry[]): readonly AuthorityBranch[] {
  const above = new Map(
    entries.map((entry) => {
      const [issuer] = entry.chain;
      const signer = entries.find(
        (one) => issuer !== undefined && one !== entry && isCertificateOf(one, issuer),
      );
      return [entry, signer] as const;
    }),
  );
  const branch = (entry: AuthorityEntry, path: ReadonlySet<AuthorityEntry>): AuthorityBranch => ({
    entry,
    below: entries
      // Two that cross-signed each other would go round for ever.
      .filter((one) => above.get(one) === entry && !path.has(one))
      .map((one) => branch(one, new Set([...path, one]))),
  });
  const tops = entries.filter((entry) => topOf(entry, above) === entry);
  return tops.map((entry) => branch(entry, new Set([entry])));
}

/** Whoever stands at the top; in a ring, the first of it that is listed. */
function topOf(
  entry: AuthorityEntry,
  above: ReadonlyMap<AuthorityEntry, AuthorityEntry | undefined>,
): AuthorityEntry | undefined {
  const path: AuthorityEntry[] = [entry];
  for (let one = above.get(entry); one !== undefined; one = above.get(one)) {
    if (path.includes(one)) return [...above.keys()].find((first) => path.includes(first));
    path.push(one);
  }
  return path.at(-1);
}
