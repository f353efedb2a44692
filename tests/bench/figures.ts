// From samples to one figure that a busy machine does not bend: medians, and ratios of medians from rounds in which every
// contestant ran under the same load.

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param at 0 … 1; between two samples, the share of both */
export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = at * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new Error('There is no median of nothing');
  return below + (above - below) * (position - Math.floor(position));
}

export interface Ratio {
  readonly value: number;
  /** The middle half of the ratios within each round. */
  readonly from: number;
  readonly to: number;
}

/** Median of `above` by median of `below`; the n-th sample of each comes from the n-th round. */
export function ratio(above: readonly number[], below: readonly number[]): Ratio {
  const perRound = above.map((sample, round) => sample / (below[round] ?? NaN));
  return {
    value: median(above) / median(below),
    from: quantile(perRound, 0.25),
    to: quantile(perRound, 0.75),
  };
}

/**
 * The items in another order each round, the same in each run, so that nobody always runs after the same neighbour and pays
 * for its rubbish. Beginning elsewhere would not do: everyone would keep the neighbour.
 */
export function shuffled<T>(items: readonly T[], round: number): readonly T[] {
  // A linear congruential generator (Numerical Recipes' constants): any that is the same everywhere will do.
  let state = (round * 2_654_435_761) >>> 0;
  const order = [...items];
  for (let left = order.length; left > 1; left--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const chosen = Math.floor((state / 2 ** 32) * left);
    const [one, other] = [order[chosen], order[left - 1]];
    if (one === undefined || other === undefined) break;
    order[chosen] = other;
    order[left - 1] = one;
  }
  return order;
}
