/**
 * What the page and the worker say about whether a chain is valid and which clients would take it. Everything about it is an
 * argument of each question: the worker remembers nothing of one for the next.
 */
import type { ClientQuestion, ClientVerdict } from '../pki/clients/client';
import type { Assessment } from '../pki/verify/assessment';
import type { PathRequest } from '../pki/verify/path-request';

/** As `PathRequest`, with its time in ms since 1970. */
export type AssessRequest = Omit<PathRequest, 'at'> & { readonly at: number };

/** As `ClientQuestion`, with its time in ms since 1970. */
export type JudgeRequest = Omit<ClientQuestion, 'at'> & { readonly at: number };

export interface VerificationVerbs {
  assess(request: AssessRequest): Assessment;
  judge(request: JudgeRequest): readonly ClientVerdict[];
}
