/**
 * For clients that go through a chain step by step: each step complains in its turn, and a table says of every complaint where
 * it is written, in which words it comes, and what helps. What comes first is what the client says.
 */
import type { RuleBasis } from './client';
import type { ClientFix } from './client-fix';
import type { Breach, ClientRule } from './client-model';

export interface Complaint<R extends string> {
  readonly rule: R;
  /** Place in the path, 0 for the leaf; absent for the connection. */
  readonly at?: number;
  readonly facts?: readonly string[];
}

export interface Complaining<R extends string> {
  readonly complaints: readonly Complaint<R>[];
}

export interface ComplaintRow {
  readonly citation: string;
  readonly basis: RuleBasis;
  /** For the leaf; what is wrong with an authority is mended by making the authority again. */
  readonly fix?: ClientFix;
  /** The client's own words; `facts` are the complaint's. */
  readonly error: (facts: readonly string[], release: string) => string;
}

export function complaintRules<R extends string>(
  rows: Readonly<Record<R, ComplaintRow>>,
): readonly ClientRule<Complaining<R>>[] {
  return (Object.entries(rows) as [R, ComplaintRow][]).map(([id, { citation, basis, fix, error }]) => ({
    id,
    citation,
    basis,
    ...(fix !== undefined && { fix }),
    broken: ({ complaints }) =>
      complaints.flatMap(({ rule, at, facts }, step): Breach[] => {
        if (rule !== id) return [];
        const remedy = at !== undefined && at > 0 && fix?.startsWith('issue-leaf') ? MEND_AUTHORITY : {};
        return [{ step, ...(at !== undefined && { at }), ...(facts !== undefined && { facts }), ...remedy }];
      }),
    error: ({ facts = [] }, _facts, release) => error(facts, release),
  }));
}

const MEND_AUTHORITY = { fix: 'issue-authority-again' } as const;

/** `error` of a row whose words never vary. */
export const says = (words: string) => () => words;
