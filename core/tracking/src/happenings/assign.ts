/** A pair that may be made, and what it is worth; above zero. */
export interface Pair {
  readonly event: number;
  readonly report: number;
  readonly gain: number;
}

/**
 * The pairs of greatest gain together, no event and no report in two of them.
 *
 * Auction (Bertsekas 1988) over the sparse list: reports bid for events, each may stay alone for
 * nothing. Ends within 1e-6 of the best for each report.
 */
export function assign(pairs: readonly Pair[]): readonly Pair[] {
  const byReport = new Map<number, Pair[]>();
  for (const pair of pairs) {
    const of = byReport.get(pair.report);
    if (of === undefined) byReport.set(pair.report, [pair]);
    else of.push(pair);
  }
  const price = new Map<number, number>();
  const owner = new Map<number, Pair>();
  const waiting = [...byReport.keys()];
  for (let report = waiting.pop(); report !== undefined; report = waiting.pop()) {
    let best: Pair | undefined;
    let most = 0;
    let second = 0;
    for (const pair of byReport.get(report) ?? []) {
      const value = pair.gain - (price.get(pair.event) ?? 0);
      if (value > most) {
        second = most;
        most = value;
        best = pair;
      } else if (value > second) second = value;
    }
    if (best === undefined) continue;
    price.set(best.event, (price.get(best.event) ?? 0) + most - second + STEP);
    const before = owner.get(best.event);
    if (before !== undefined) waiting.push(before.report);
    owner.set(best.event, best);
  }
  return [...owner.values()];
}

const STEP = 1e-6;
