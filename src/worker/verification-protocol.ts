/**
 * What the page and the worker say about whether a chain is valid and which clients would take it. Everything about it is an
 * argument of each question; documents that many questions are about are laid down once, and named by their place.
 */
import type { Bytes } from '../codec/bytes';
import type { ClientQuestion, ClientVerdict } from '../pki/clients/client';
import type { Assessment } from '../pki/verify/assessment';
import type { PathRequest } from '../pki/verify/path-request';
import type { CertificateVerbs } from './certificate-protocol';
import type { CreateRequest } from './create-request';

/** As `PathRequest`, with its time in ms since 1970. */
type AssessRequest = Omit<PathRequest, 'at'> & { readonly at: number };

type RequestToMake = Parameters<CertificateVerbs['makeCertificate']>[0];

/** As `AssessRequest`, with places of documents that were laid down, from 0 in their order. */
type LaidRequest = Omit<AssessRequest, 'leaf' | 'intermediates' | 'anchors' | 'revocation'> & {
  readonly leaf: number;
  readonly intermediates: readonly number[];
  readonly anchors: readonly number[];
  readonly revocation: {
    readonly lists: readonly number[];
    readonly responses: readonly number[];
    readonly demand: NonNullable<PathRequest['revocation']>['demand'];
  };
};

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
  /** Adds to what is laid down: a pile of a thousand crosses once, and not at each key somebody presses. */
  layDown(request: { readonly documents: readonly Bytes[] }): undefined;
  assessLaid(request: LaidRequest): Assessment;
  judge(request: JudgeRequest): readonly ClientVerdict[];
  /**
   * What clients would say to a server's certificate as it would be made of a draft, with keys that are thrown away: nothing of
   * it leaves the worker. `undefined` where it cannot be made, or nobody could connect to it.
   */
  rehearseDraft(request: RequestToMake): Rehearsal | undefined;
  /** As `rehearseDraft`, of Local HTTPS. */
  rehearseLocalHttps(request: CreateRequest): Rehearsal | undefined;
}
