/**
 * The revocation of a path's certificates by the lists and responses at hand, and what follows from it: whoever says that one is
 * revoked is believed before anybody who says that it is not.
 */
import type { RevocationState } from './assessment';
import type { Finding } from './finding';
import type { Link } from './link';
import type { KnownList } from './known-list';
import { knownListsOf, statusByLists } from './list-status';
import type { KnownResponse } from './response-signer';
import { knownResponsesOf, statusByResponses } from './response-status';
import type { RevocationAnswer, RevocationQuestion } from './revocation-answer';
import type { RevocationRequest } from './revocation-request';

/** What is known of one certificate; `from` is when the newest of what clears it was made. */
export interface RevocationReport {
  readonly state: RevocationState;
  readonly from?: Date;
}

export const unasked: RevocationReport = { state: { state: 'unasked' } };

export class RevocationDesk {
  readonly #lists: readonly KnownList[];
  readonly #responses: readonly KnownResponse[];
  readonly #demand: RevocationRequest['demand'];

  constructor({ lists, responses, demand }: RevocationRequest) {
    const looks = demand !== 'none';
    this.#demand = demand;
    this.#lists = looks ? knownListsOf(lists) : [];
    this.#responses = looks ? knownResponsesOf(responses) : [];
  }

  async report(question: RevocationQuestion): Promise<RevocationReport> {
    if (this.#demand === 'none') return unasked;
    const byLists = await statusByLists(this.#lists, question);
    if (byLists.state === 'revoked') return { state: { ...byLists, by: 'list' } };
    const byResponses = await statusByResponses(this.#responses, question, (delegate) =>
      this.#isRevoked(delegate, question),
    );
    if (byResponses.state === 'revoked') return { state: { ...byResponses, by: 'response' } };
    return cleared(byResponses, 'response') ?? cleared(byLists, 'list') ?? undecided(byLists, byResponses);
  }

  /** A delegate stands below the same issuer as the certificate that it answers for. */
  async #isRevoked(delegate: Link, question: RevocationQuestion): Promise<boolean> {
    const path = [delegate, ...question.path.slice(question.at + 1)];
    const answer = await statusByLists(this.#lists, { ...question, path, at: 0 });
    return answer.state === 'revoked';
  }

  /** What is wrong with a certificate by what is known of it. */
  findings({ state }: RevocationReport, at: number): readonly Finding[] {
    if (state.state === 'revoked') {
      const citation = state.by === 'list' ? 'RFC 5280 §6.3.3' : 'RFC 6960 §2.2';
      const facts = [state.reason ?? 'unspecified', state.since.toISOString(), state.by];
      return [{ code: 'revoked', at, citation, facts }];
    }
    if (state.state === 'good' || !this.#asksOf(at)) return [];
    const facts = state.state === 'unknown' ? state.because : [];
    return [{ code: 'revocation-unknown', at, citation: 'RFC 5280 §6.1.3 (a)(3)', facts }];
  }

  #asksOf(at: number): boolean {
    return this.#demand === 'all' || (this.#demand === 'leaf' && at === 0);
  }
}

function cleared(answer: RevocationAnswer, by: 'list' | 'response'): RevocationReport | undefined {
  if (answer.state !== 'good') return undefined;
  const { from, until } = answer;
  return { state: { state: 'good', by, ...(until !== undefined && { until }) }, from };
}

function undecided(...answers: readonly RevocationAnswer[]): RevocationReport {
  const because = answers.flatMap((answer) => (answer.state === 'unknown' ? answer.because : []));
  return because.length === 0 ? unasked : { state: { state: 'unknown', because } };
}
