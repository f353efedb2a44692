/**
 * The servers and clients of a manifest among several hands: this thread's own and those of other workers. Each takes the next
 * few as soon as it is free, and what is made can be packed while the rest is on its way.
 */
import type { Bytes } from '../../codec/bytes';
import { ownHand, type Hand, type LeafOrder, type LeafSigners, type MadeLeaf, type MadeLeaves } from './leaf';

/** Made side by side: generating RSA keys leaves the thread, and that many keep the cores busy. */
const TOGETHER = 16;
/** Between several the last ones are shared out in smaller lots, so that none waits long for another's. */
const FEWEST = 4;
const LOTS = 8;
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
  readonly resolve: (made: MadeLeaves) => void;
  readonly reject: (error: unknown) => void;
}

export interface BegunLeaves {
  /** One for each order, when all are made. */
  readonly leaves: Promise<readonly MadeLeaf[]>;
  /** Their files, in the same order: parts of the archive, as they come. */
  readonly packed: readonly Promise<Bytes>[];
}

/** When one fails, or the signal says so, all that are not there yet fail with it. */
export function beginLeaves(
  orders: readonly LeafOrder[],
  { signers, at, hands }: Workplace,
  { signal, progress }: Making,
): BegunLeaves {
  const awaited: Awaited[] = [];
  const lots = lotsOf(orders, hands.length);
  const batches = lots.map(
    () =>
      new Promise<MadeLeaves>((resolve, reject) => {
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
      const some = lots[batch] ?? [];
      const made = await hand(some);
      if (signal.aborted) return;
      awaited[batch]?.resolve(made);
      done += some.length;
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
  return {
    leaves: heard(Promise.all(batches).then((all) => all.flatMap(({ leaves }) => leaves))),
    packed: batches.map((batch) => heard(batch.then(({ packed }) => packed))),
  };
}

function lotsOf(orders: readonly LeafOrder[], helpers: number): readonly (readonly LeafOrder[])[] {
  const lots: (readonly LeafOrder[])[] = [];
  for (let from = 0; from < orders.length; from += lots.at(-1)?.length ?? 0) {
    const share = Math.max(FEWEST, Math.ceil((orders.length - from) / LOTS));
    lots.push(orders.slice(from, from + (helpers === 0 ? TOGETHER : Math.min(TOGETHER, share))));
  }
  return lots;
}

/** One failure is everybody's, and is heard by whoever waits. */
function heard<T>(begun: Promise<T>): Promise<T> {
  begun.catch(() => undefined);
  return begun;
}
