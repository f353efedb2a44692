/**
 * The servers and clients of a manifest among several hands: this thread's own and those of other workers. Each takes the next
 * few as soon as it is free, and what is made can be packed while the rest is on its way.
 */
import { ownHand, type Hand, type LeafOrder, type LeafSigners, type MadeLeaf } from './leaf';

/** Made side by side: generating RSA keys leaves the thread, and that many keep the cores busy. */
const TOGETHER = 16;
/** A hand elsewhere has the next few there already when it has made the last: orders wait for this thread on the way. */
const AHEAD = 2;

/** Another worker's; it takes orders from when it is there, and where it never is the others make them all. */
export type HelpingHand = (signers: LeafSigners, at: Date) => Promise<Hand>;

interface Workplace {
  readonly signers: LeafSigners;
  readonly at: Date;
  readonly hands: readonly HelpingHand[];
}

interface Making {
  readonly signal: AbortSignal;
  readonly progress: (done: number) => void;
}

interface Awaited {
  readonly resolve: (leaves: readonly MadeLeaf[]) => void;
  readonly reject: (error: unknown) => void;
}

/** One for each order. When one fails, or the signal says so, all that are not there yet fail with it. */
export function beginLeaves(
  orders: readonly LeafOrder[],
  { signers, at, hands }: Workplace,
  { signal, progress }: Making,
): readonly Promise<MadeLeaf>[] {
  const awaited: Awaited[] = [];
  const batches = Array.from(
    { length: Math.ceil(orders.length / TOGETHER) },
    () =>
      new Promise<readonly MadeLeaf[]>((resolve, reject) => {
        awaited.push({ resolve, reject });
      }),
  );
  let next = 0;
  let done = 0;
  const fail = (error: unknown): void => {
    // Nothing is handed over any more, and every hand may rest.
    next = batches.length;
    for (const { reject } of awaited) reject(error);
  };
  const work = async (hand: Hand): Promise<void> => {
    for (let batch = next++; batch < batches.length; batch = next++) {
      const some = orders.slice(batch * TOGETHER, (batch + 1) * TOGETHER);
      const leaves = await hand(some);
      if (signal.aborted) return;
      awaited[batch]?.resolve(leaves);
      done += leaves.length;
      progress(done);
    }
  };
  signal.addEventListener('abort', () => {
    fail(signal.reason);
  });
  if (signal.aborted) fail(signal.reason);
  else {
    work(ownHand(signers, at)).catch(fail);
    for (const help of hands) {
      help(signers, at)
        .then((hand) => Promise.all(Array.from({ length: AHEAD }, () => work(hand))))
        .catch(fail);
    }
  }
  return orders.map((_, place) => {
    const leaf = batches[Math.floor(place / TOGETHER)]?.then((batch) => partOf(batch, place % TOGETHER));
    const begun = leaf ?? Promise.reject(new RangeError('no such batch'));
    // One failure is everybody's, and is heard by whoever waits.
    begun.catch(() => undefined);
    return begun;
  });
}

function partOf(batch: readonly MadeLeaf[], place: number): MadeLeaf {
  const leaf = batch[place];
  if (leaf === undefined) throw new RangeError('fewer made than ordered');
  return leaf;
}
