/**
 * The worker that verifies, and what lies in it: a document crosses once, and questions name it by its place. Whoever gives up on a
 * question ends the worker, since nothing else stops a search, and the next one starts with nothing in it.
 */
import { WorkerClient } from '../worker/client';
import type { ReplyOf, RequestOf } from '../worker/protocol';

type Octets = Uint8Array<ArrayBuffer>;

/** As `assess` takes it, always with what there is about revocation. */
export type AssessQuestion = RequestOf<'assess'> & Required<Pick<RequestOf<'assess'>, 'revocation'>>;

export class Checker {
  readonly #client = new WorkerClient();
  /** By the very arrays: who has read a file has each document of it once. */
  #places = new Map<Octets, number>();

  warm(): void {
    this.#client.warm();
  }

  async assess(question: AssessQuestion, signal: AbortSignal): Promise<ReplyOf<'assess'>> {
    const { leaf, intermediates, anchors, revocation, ...rest } = question;
    const { lists, responses, demand } = revocation;
    const fresh: Octets[] = [];
    const place = (document: Octets): number => {
      const known = this.#places.get(document);
      if (known !== undefined) return known;
      fresh.push(document);
      const next = this.#places.size;
      this.#places.set(document, next);
      return next;
    };
    const request = {
      ...rest,
      ...{ leaf: place(leaf), intermediates: intermediates.map(place), anchors: anchors.map(place) },
      revocation: { lists: lists.map(place), responses: responses.map(place), demand },
    };
    // It is there before the question that is sent behind it.
    const laid = fresh.length === 0 ? undefined : this.#client.ask('layDown', { documents: fresh });
    try {
      const [answer] = await Promise.all([this.#client.ask('assessLaid', request, { signal }), laid]);
      return answer;
    } catch (error) {
      // A worker that died took everything along.
      if (!signal.aborted) this.end();
      throw error;
    }
  }

  judge(question: RequestOf<'judge'>, signal: AbortSignal): Promise<ReplyOf<'judge'>> {
    return this.#client.ask('judge', question, { signal });
  }

  /** Nothing of it is left. Whoever waits is told. */
  end(): void {
    this.#client.end();
    this.#places = new Map();
  }
}
