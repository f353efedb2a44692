/** What was decided about the rows of a request, and what still waits for somebody. */
import { sameRule } from '../pki/authority/house-rules';
import type { HouseRule } from '../pki/authority/authority-record';
import type { Decisions, SigningPlan } from '../pki/signing-plan/plan';
import type { Decision, PlanRow } from '../pki/signing-plan/plan-row';

/** Of a request: its plan is not there while it is being made. */
export interface Planned {
  readonly plan: SigningPlan | undefined;
  readonly decisions: Decisions;
}

export const decisionOf = ({ decisions }: Planned, row: PlanRow): Decision => decisions[row.id] ?? row.usual;

/** What was asked and not given, that somebody should know of. */
export const refusedRows = (request: Planned): readonly PlanRow[] =>
  (request.plan?.rows ?? []).filter(
    (row) => row.refusals.length > 0 && decisionOf(request, row).kind !== 'take' && row.about !== 'attribute',
  );

/** A signature or a key that nobody took in spite of what is against it. */
export const blockingRow = (request: Planned): PlanRow | undefined =>
  request.plan?.rows.find(
    (row) => (row.about === 'signature' || row.about === 'key') && decisionOf(request, row).kind !== 'take',
  );

/** Names that nothing is against but that nobody has said they are signed here. */
export const undecidedRows = ({ plan, decisions }: Planned): readonly PlanRow[] =>
  (plan?.rows ?? []).filter(
    ({ id, refusals }) =>
      decisions[id] === undefined &&
      refusals.some(({ code }) => code === 'outside-allowed') &&
      refusals.every(({ code }) => code === 'outside-allowed' || code === 'address-in-dns-name'),
  );

/** Whether it can be signed as it stands. */
export const isReady = (request: Planned): boolean =>
  request.plan !== undefined && blockingRow(request) === undefined && undecidedRows(request).length === 0;

/** Rules under which what is undecided would be given, with how many requests each is about; the most wanted first. */
export function rulesWanted(
  requests: readonly Planned[],
): readonly { readonly rule: HouseRule; readonly count: number }[] {
  const wanted = new Map<string, { rule: HouseRule; count: number }>();
  for (const request of requests) {
    const rules = undecidedRows(request).flatMap(({ refusals }) =>
      refusals.flatMap(({ rule }) => rule ?? []),
    );
    for (const rule of rules.filter(
      (one, place) => rules.findIndex((other) => sameRule(one, other)) === place,
    )) {
      const key = `${rule.kind} ${rule.base}`;
      const count = (wanted.get(key)?.count ?? 0) + 1;
      wanted.set(key, { rule, count });
    }
  }
  return [...wanted.values()].sort((one, other) => other.count - one.count);
}
