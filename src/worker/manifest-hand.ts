/**
 * Another worker's hand in making a manifest: the two ends of a port. Keys cross it as handles, from the worker that has the
 * authority to the one that helps, and no script but theirs can listen.
 */
import { PkiError } from '../pki/error';
import { ownHand, type Hand, type LeafOrder, type LeafSigners, type MadeLeaves } from '../pki/manifest/leaf';
import type { HelpingHand } from '../pki/manifest/many-hands';

/** From the asking end: once who signs, then orders. */
type Ask =
  | { readonly signers: LeafSigners; readonly at: Date }
  | { readonly order: number; readonly orders: readonly LeafOrder[] };

/** From the helping end: once that it is there, then an answer to each order. */
type Reply =
  | 'here'
  | { readonly order: number; readonly made: MadeLeaves }
  | { readonly order: number; readonly code: PkiError['code']; readonly facts: readonly string[] };

/** The helping end: makes what comes in, for as long as the worker lives. */
export function lendHand(port: MessagePort): void {
  let hand: Hand | undefined;
  let before = Promise.resolve();
  const answer = async (order: number, orders: readonly LeafOrder[]): Promise<Reply> => {
    try {
      if (hand === undefined) return { order, code: 'not-found', facts: [] };
      return { order, made: await hand(orders) };
    } catch (error) {
      if (error instanceof PkiError) return { order, code: error.code, facts: error.facts };
      return { order, code: 'platform-refused', facts: ['another worker'] };
    }
  };
  port.onmessage = ({ data }: MessageEvent<Ask>) => {
    if ('signers' in data) {
      hand = ownHand(data.signers, data.at);
      return;
    }
    const { order, orders } = data;
    // One after the other: side by side they would all be made at the same time, and the next be asked for when none is left.
    before = before.then(async () => {
      const reply = await answer(order, orders);
      port.postMessage(reply, typeof reply === 'object' && 'made' in reply ? [reply.made.packed.buffer] : []);
    });
  };
  port.postMessage('here' satisfies Reply);
}

interface Waiting {
  readonly resolve: (made: MadeLeaves) => void;
  readonly reject: (error: PkiError) => void;
}

/** The asking end. */
export function handBehind(port: MessagePort): HelpingHand {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  // Told right away, so that an order need not wait for this thread to turn to its messages first.
  const there = new Promise<void>((here) => {
    port.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data === 'here') {
        here();
        return;
      }
      const asker = waiting.get(data.order);
      waiting.delete(data.order);
      if ('made' in data) asker?.resolve(data.made);
      else asker?.reject(new PkiError(data.code, data.facts));
    };
  });
  const hand: Hand = (orders) =>
    new Promise((resolve, reject) => {
      const order = ++last;
      waiting.set(order, { resolve, reject });
      port.postMessage({ order, orders } satisfies Ask);
    });
  return async (signers, at) => {
    await there;
    port.postMessage({ signers, at } satisfies Ask);
    return hand;
  };
}
