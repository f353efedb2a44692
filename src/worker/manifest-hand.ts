/**
 * Another worker's hand in making a manifest: the two ends of a port. Keys cross it as handles, from the worker that has the
 * authority to the one that helps, and no script but theirs can listen.
 */
import { PkiError } from '../pki/error';
import { ownHand, type Hand, type LeafOrder, type LeafSigner, type MadeLeaf } from '../pki/manifest/leaf';

interface Ask {
  readonly orders: readonly LeafOrder[];
  readonly signers: ReadonlyMap<string, LeafSigner>;
  readonly at: Date;
}

type Reply =
  | { readonly leaves: readonly MadeLeaf[] }
  | { readonly code: PkiError['code']; readonly facts: readonly string[] };

/** The helping end: makes what comes in, for as long as the worker lives. */
export function lendHand(port: MessagePort): void {
  const hand = ownHand();
  const answer = async ({ orders, signers, at }: Ask): Promise<Reply> => {
    try {
      return { leaves: await hand(orders, signers, at) };
    } catch (error) {
      if (error instanceof PkiError) return { code: error.code, facts: error.facts };
      return { code: 'platform-refused', facts: ['another worker'] };
    }
  };
  port.onmessage = ({ data }: MessageEvent<Ask>) => {
    void answer(data).then((reply) => {
      port.postMessage(reply);
    });
  };
}

/** The asking end: one order at a time. */
export function handBehind(port: MessagePort): Hand {
  return (orders, signers, at) =>
    new Promise((resolve, reject) => {
      port.onmessage = ({ data }: MessageEvent<Reply>) => {
        if ('leaves' in data) resolve(data.leaves);
        else reject(new PkiError(data.code, data.facts));
      };
      port.postMessage({ orders, signers, at } satisfies Ask);
    });
}
