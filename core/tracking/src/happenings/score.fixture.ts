import type { Barrage } from './barrage.fixture.ts';

/** How well happenings tell the truth: shares of all reports, and counts of explosions. */
export function score(
  found: readonly { readonly reports: readonly string[] }[],
  { reports, origin, explosions }: Barrage,
) {
  const events = new Map<number, number>();
  let wrong = 0;
  for (const { reports: ids } of found) {
    const votes = new Map<number, number>();
    for (const id of ids)
      votes.set(origin.get(id) ?? -1, (votes.get(origin.get(id) ?? -1) ?? 0) + 1);
    const [[main, most] = [-1, 0]] = [...votes].sort((a, b) => b[1] - a[1]);
    wrong += ids.length - most;
    events.set(main, (events.get(main) ?? 0) + 1);
  }
  const noise = events.get(-1) ?? 0;
  events.delete(-1);
  const splits = [...events.values()].reduce((sum, n) => sum + n - 1, 0);
  const missed = explosions - events.size;
  return { count: found.length, wrong: wrong / reports.length, splits, missed, noise };
}
