/**
 * Certificate policies along a path (RFC 5280 §6.1, with RFC 9618's graph, whose size is bounded by the policies in the
 * certificates where the tree of old grows without end). Of a node only what the outcome needs is kept: what it expects below,
 * and in which policies of the anchor's domain it began.
 */
import { ANY_POLICY, type Policies } from '../../codec/policy-extension';
import type { PolicyMapping } from '../../codec/policy-information';

export interface PolicyDemand {
  /** A policy must be valid for the whole path, even where no certificate asks for one. */
  readonly explicit: boolean;
  readonly inhibitMapping: boolean;
  readonly inhibitAny: boolean;
  /** Policies that will do; none for any. */
  readonly acceptable: readonly string[];
}

export const noDemand: PolicyDemand = {
  explicit: false,
  inhibitMapping: false,
  inhibitAny: false,
  acceptable: [],
};

interface Node {
  readonly expected: ReadonlySet<string>;
  /** Where a path of nodes to it left anyPolicy: its policies in the domain of the anchor. */
  readonly origins: ReadonlySet<string>;
}

export interface PolicyLink {
  readonly policies: Policies;
  readonly selfIssued: boolean;
}

type Level = ReadonlyMap<string, Node>;

/** Counts what it takes; where that is too much, the policies fail at the place in hand. */
export interface PolicyWork {
  spend(labour: 'policies', amount: number): void;
  affords(labour: 'policies'): boolean;
}

/**
 * @param links from below the anchor down to the leaf
 * @param anchor what it stands for, where that is heeded
 * @returns the place in `links` where the policies fail, or `undefined`
 */
export function policyFailure(
  links: readonly PolicyLink[],
  demand: PolicyDemand,
  work: PolicyWork,
  anchor: Policies = { mappings: [] },
): number | undefined {
  const count = links.length;
  let level: Level | undefined = new Map([
    [ANY_POLICY, { expected: new Set([ANY_POLICY]), origins: new Set([ANY_POLICY]) }],
  ]);
  let explicit = Math.min(demand.explicit ? 0 : count + 1, anchor.requireExplicit ?? Infinity);
  let mapping = Math.min(demand.inhibitMapping ? 0 : count + 1, anchor.inhibitMapping ?? Infinity);
  let any = Math.min(demand.inhibitAny ? 0 : count + 1, anchor.inhibitAny ?? Infinity);
  const acceptable = acceptableOf(demand, anchor);
  for (const [place, { policies, selfIssued }] of links.entries()) {
    const isLast = place === count - 1;
    work.spend('policies', 1 + (level?.size ?? 0) * (policies.policies?.length ?? 0));
    work.spend('policies', policies.mappings.length ** 2);
    if (!work.affords('policies')) return place;
    level = below(level, policies.policies, any > 0 || (!isLast && selfIssued));
    if (explicit === 0 && level === undefined) return place;
    if (isLast) {
      if (explicit > 0) explicit--;
      if (policies.requireExplicit === 0) explicit = 0;
      return explicit === 0 && !isAcceptable(level, acceptable) ? place : undefined;
    }
    // Mapping to or from anyPolicy would make every policy any other (§6.1.4 (a)).
    if (policies.mappings.some(({ issuer, subject }) => issuer === ANY_POLICY || subject === ANY_POLICY))
      return place;
    level = mapped(level, policies.mappings, mapping > 0);
    if (!selfIssued) {
      if (explicit > 0) explicit--;
      if (mapping > 0) mapping--;
      if (any > 0) any--;
    }
    explicit = Math.min(explicit, policies.requireExplicit ?? Infinity);
    mapping = Math.min(mapping, policies.inhibitMapping ?? Infinity);
    any = Math.min(any, policies.inhibitAny ?? Infinity);
  }
  return undefined;
}

const union = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> =>
  new Set(sets.flatMap((set) => [...set]));

/** §6.1.3 (d), (e): the nodes that a certificate's policies give. */
function below(
  level: Level | undefined,
  policies: readonly string[] | undefined,
  anyCounts: boolean,
): Level | undefined {
  if (level === undefined || policies === undefined) return undefined;
  const next = new Map<string, Node>();
  const wildcard = level.get(ANY_POLICY);
  for (const policy of policies) {
    if (policy === ANY_POLICY) continue;
    const parents = [...level.values()].filter(({ expected }) => expected.has(policy));
    if (parents.length > 0)
      next.set(policy, {
        expected: new Set([policy]),
        origins: union(parents.map(({ origins }) => origins)),
      });
    else if (wildcard !== undefined)
      next.set(policy, { expected: new Set([policy]), origins: new Set([policy]) });
  }
  if (policies.includes(ANY_POLICY) && anyCounts) {
    for (const { expected, origins } of level.values()) {
      for (const policy of expected) {
        const known = next.get(policy);
        if (known === undefined) next.set(policy, { expected: new Set([policy]), origins });
        else if (!policies.includes(policy))
          next.set(policy, { ...known, origins: union([known.origins, origins]) });
      }
    }
  }
  return next.size === 0 ? undefined : next;
}

/** §6.1.4 (b): what stands for a policy in the issuer's domain stands for others in the subject's. */
function mapped(
  level: Level | undefined,
  mappings: readonly PolicyMapping[],
  allowed: boolean,
): Level | undefined {
  if (level === undefined || mappings.length === 0) return level;
  const next = new Map(level);
  for (const issuer of new Set(mappings.map((one) => one.issuer))) {
    const node = level.get(issuer);
    if (!allowed) {
      next.delete(issuer);
      continue;
    }
    const expected = new Set(mappings.filter((one) => one.issuer === issuer).map(({ subject }) => subject));
    if (node !== undefined) next.set(issuer, { ...node, expected });
    else if (level.has(ANY_POLICY)) next.set(issuer, { expected, origins: new Set([issuer]) });
  }
  return next.size === 0 ? undefined : next;
}

/** What will do, of what the anchor stands for (RFC 5937 §3.1); `undefined` for any. */
function acceptableOf({ acceptable }: PolicyDemand, { policies }: Policies): readonly string[] | undefined {
  const isAny = (list: readonly string[] | undefined): boolean =>
    list === undefined || list.length === 0 || list.includes(ANY_POLICY);
  if (isAny(policies)) return isAny(acceptable) ? undefined : acceptable;
  return isAny(acceptable) ? policies : acceptable.filter((one) => policies?.includes(one));
}

/** §6.1.5 (g): whether a policy that will do is valid for the whole path. */
function isAcceptable(level: Level | undefined, acceptable: readonly string[] | undefined): boolean {
  if (level === undefined) return false;
  if (acceptable === undefined) return true;
  return [...level.values()].some(
    ({ origins }) =>
      (origins.has(ANY_POLICY) && acceptable.length > 0) || acceptable.some((policy) => origins.has(policy)),
  );
}
