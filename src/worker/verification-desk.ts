/** The worker's desk for chains: whether they are valid, and which clients would take them. */
import { judge } from '../pki/clients/judge';
import type { ClientVerdict } from '../pki/clients/client';
import { assess } from '../pki/verify/assess';
import type { Assessment } from '../pki/verify/assessment';
import type { VerificationVerbs } from './verification-protocol';

type Verb = keyof VerificationVerbs;
type Request<V extends Verb> = Parameters<VerificationVerbs[V]>[0];
type Answers = {
  readonly [V in Verb]: (request: Request<V>) => Promise<ReturnType<VerificationVerbs[V]>>;
};

export class VerificationDesk implements Answers {
  assess({ at, ...request }: Request<'assess'>): Promise<Assessment> {
    return assess({ ...request, at: new Date(at) });
  }

  judge({ at, ...question }: Request<'judge'>): Promise<readonly ClientVerdict[]> {
    return judge({ ...question, at: new Date(at) });
  }
}
