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

/** `error` of a row whose words never vary. */
export const says = (words: string) => () => words;

const MEND_AUTHORITY = { fix: 'issue-authority-again' } as const;

/** Of an authority whose key WebCrypto cannot use (Ed448, P-224, RSA for PSS alone): the client checks what cannot be checked here. */
export const takenOnTrust: ClientRule<{ readonly unproved: boolean }> = {
  id: 'signature-not-checked-here',
  citation: 'RFC 5280 §6.1.3 (a)(1)',
  basis: 'documented',
  broken: ({ unproved }) => (unproved ? [{}] : []),
  error: says('the signature is of a kind this browser cannot check; it is taken to be right'),
};
