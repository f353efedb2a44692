/** What the person's own authorities bring to a chain: their roots, whatever stands between, and their newest lists. */
import type { Authorities, AuthorityEntry } from './authorities.svelte';

type Octets = AuthorityEntry['certificate'];

export interface KeptDocuments {
  readonly roots: readonly Octets[];
  /** All their certificates, those made for the same key before or after included. */
  readonly certificates: readonly Octets[];
  readonly lists: readonly Octets[];
}

export function keptDocuments(authorities: Authorities | undefined): KeptDocuments {
  const kept = authorities?.all ?? [];
  return {
    lists: kept.flatMap(({ list }) => (list === undefined ? [] : [list.der])),
    roots: kept.map(({ certificate, chain }) => chain.at(-1) ?? certificate),
    certificates: kept.flatMap(({ certificate, chain, others }) => [
      ...[certificate, ...chain],
      ...others.flatMap((other) => [other.der, ...other.chain]),
    ]),
  };
}
