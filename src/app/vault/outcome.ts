/** What became of a verb on an authority, as a value for the page: done, or why not. Where it is not done nothing has changed. */
import { faultOf, type Fault } from '../fault';
import { NotKept } from './vault';
import { VaultFault, type VaultProblem } from './vault-problem';

export type Outcome<T = undefined, P = never> =
  | { readonly kind: 'done'; readonly value: T }
  /** A rule, or the person's own input: each verb says which. */
  | { readonly kind: 'refused'; readonly problem: P }
  /** Storage would not. */
  | { readonly kind: 'storage'; readonly problem: VaultProblem }
  /** It is locked: ask for the passphrase, and do it again. */
  | { readonly kind: 'locked' }
  /** Another tab removed it in the meantime. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly fault: Fault };

export const done = <T>(value: T): Outcome<T> => ({ kind: 'done', value });
export const refused = <P>(problem: P): Outcome<never, P> => ({ kind: 'refused', problem });

/** Runs a verb, and turns what storage and the worker throw into values. */
export async function outcomeOf<T, P>(work: () => Promise<Outcome<T, P>>): Promise<Outcome<T, P>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof VaultFault) return { kind: 'storage', problem: error.problem };
    if (error instanceof NotKept) return { kind: 'gone' };
    return { kind: 'failed', fault: faultOf(error) };
  }
}
