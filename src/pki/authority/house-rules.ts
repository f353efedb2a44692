/** Rules of the house as subtrees, so that the matching of name constraints (RFC 5280 §4.2.1.10) reads them too. */
import type { NameConstraints, Subtree } from '../../codec/name-constraint';
import { readSubtree } from '../draft/constraints';
import { ProblemList } from '../draft/problem-list';
import type { HouseRule } from './authority-record';

/** `undefined` for a rule that cannot be read: `base` is no host, range or mailbox. */
export const subtreeOfRule = ({ kind, base }: Pick<HouseRule, 'kind' | 'base'>): Subtree | undefined =>
  readSubtree({ kind, base }, [], new ProblemList());

export function constraintsOfRules(rules: readonly HouseRule[]): NameConstraints {
  const subtrees = (may: boolean) =>
    rules.filter((rule) => rule.may === may).flatMap((rule) => subtreeOfRule(rule) ?? []);
  return { permitted: subtrees(true), excluded: subtrees(false) };
}

export const sameRule = (one: HouseRule, other: HouseRule): boolean =>
  one.may === other.may && one.kind === other.kind && one.base.toLowerCase() === other.base.toLowerCase();
