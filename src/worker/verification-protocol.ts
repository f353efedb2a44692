/**
 * What the page and the worker say about whether a chain is valid and which clients would take it. Everything about it is an
 * argument of each question: the worker remembers nothing of one for the next.
 */
import type { ClientQuestion, ClientVerdict } from '../pki/clients/client';
import type { Assessment } from '../pki/verify/assessment';
import type { PathRequest } from '../pki/verify/path-request';
import type { CertificateVerbs } from './certificate-protocol';
import type { CreateRequest } from './create-request';

/** As `PathRequest`, with its time in ms since 1970. */
type AssessRequest = Omit<PathRequest, 'at'> & { readonly at: number };

type RequestToMake = Parameters<CertificateVerbs['makeCertificate']>[0];

/** As `ClientQuestion`, with its time in ms since 1970. */
type JudgeRequest = Omit<ClientQuestion, 'at'> & { readonly at: number };

/** What clients would say to something that is not made yet. */
export interface Rehearsal {
  /** Whom they would connect to; the verdict of each client is its worst. */
  readonly hosts: readonly string[];
  readonly verdicts: readonly ClientVerdict[];
}

export interface VerificationVerbs {
  assess(request: AssessRequest): Assessment;
  judge(request: JudgeRequest): readonly ClientVerdict[];
  /**
   * What clients would say to a server's certificate as it would be made of a draft, with keys that are thrown away: nothing of
   * it leaves the worker. `undefined` where it cannot be made, or nobody could connect to it.
   */
  rehearseDraft(request: RequestToMake): Rehearsal | undefined;
  /** As `rehearseDraft`, of Local HTTPS. */
  rehearseLocalHttps(request: CreateRequest): Rehearsal | undefined;
}
