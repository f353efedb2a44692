/** Ways from a leaf up to something trusted, by names alone (RFC 4158 §2): few, short, and in the order clients try them. */
import type { Exhibit } from './exhibit';

export interface CandidatePath {
  /** Leaf first; the anchor, where it is reached, last. A leaf that is trusted itself stands alone. */
  readonly certificates: readonly Exhibit[];
  readonly anchored: boolean;
}

/** Chromium and Go try no deeper chains than this many certificates by far; real ones have two to five. */
const MAX_DEPTH = 16;
const MAX_PATHS = 64;
/** Steps in all: a pile of cross-signs has more paths than anybody has time for. */
const MAX_STEPS = 2000;

export function bySubject(exhibits: readonly Exhibit[]): ReadonlyMap<string, readonly Exhibit[]> {
  const groups = new Map<string, Exhibit[]>();
  for (const one of exhibits) {
    const group = groups.get(one.subject.words);
    if (group === undefined) groups.set(one.subject.words, [one]);
    else group.push(one);
  }
  return groups;
}

/** Anchored ones first, shorter ones before longer ones. */
export function candidatePaths(
  leaf: Exhibit,
  sent: readonly Exhibit[],
  anchors: readonly Exhibit[],
): readonly CandidatePath[] {
  const trusted = new Set(anchors.map(({ octets }) => octets));
  const anchorsBySubject = bySubject(anchors);
  const sentBySubject = bySubject(sent.slice(1));
  const found: CandidatePath[] = [];
  let steps = 0;
  const climb = (path: readonly Exhibit[], top: Exhibit): void => {
    if (++steps > MAX_STEPS || found.length >= MAX_PATHS) return;
    if (trusted.has(top.octets)) {
      found.push({ certificates: path, anchored: true });
      return;
    }
    const seen = ({ octets }: Exhibit) => path.some((one) => one.octets === octets);
    const above = [
      ...(anchorsBySubject.get(top.issuer.words) ?? []),
      ...(sentBySubject.get(top.issuer.words) ?? []),
    ].filter((one) => !seen(one));
    if (above.length === 0 || path.length >= MAX_DEPTH) found.push({ certificates: path, anchored: false });
    else for (const one of above) climb([...path, one], one);
  };
  climb([leaf], leaf);
  const length = ({ certificates }: CandidatePath) => certificates.length;
  const paths = found.toSorted(
    (one, other) => Number(other.anchored) - Number(one.anchored) || length(one) - length(other),
  );
  return paths.length > 0 ? paths : [{ certificates: [leaf], anchored: false }];
}
