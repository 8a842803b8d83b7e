import { at, STRIDE } from '../objects/belief.ts';
import { ghostsOf } from './border.ts';
import type { SectorAtWork } from './sector-net.ts';

/** Two objects whose numbers were exchanged: what was followed under one goes on under the other. */
export interface Exchange {
  readonly objects: readonly [one: number, other: number];
}

/**
 * Weighs which is which of those that were near each other and have parted, of objects that are worth
 * it. Near an edge each sector sees its neighbours' objects beside its own. Whoever saw two come near each
 * other may find that they go on as each other, once for all; a sector that first saw them when they were
 * near already has no reason to.
 */
export function reviewEncounters(
  sectors: readonly SectorAtWork[],
  t: number,
  isWorthIt: (object: number) => boolean,
): readonly Exchange[] {
  const ghosts = ghostsOf(sectors, t);
  const decided = new Map<number, number>();
  for (const sector of sectors) {
    const lent = (ghosts.get(sector.cell.name) ?? []).filter((ghost) =>
      isWorthIt(at(ghost, STRIDE)),
    );
    for (const cycle of cyclesOf(reviewIn(sector, lent, t, isWorthIt))) {
      if (cycle.some(([from]) => decided.has(from))) continue;
      for (const [from, to] of cycle) decided.set(from, to);
    }
  }
  if (decided.size === 0) return [];
  renumber(sectors, decided);
  return cyclesOf(decided).flatMap((cycle) =>
    cycle.slice(1).map(([from, to]): Exchange => ({ objects: [from, to] })),
  );
}

/** What a sector alone would have each number become; its own numbers stay. */
function reviewIn(
  { tracker }: SectorAtWork,
  lent: readonly Float64Array[],
  t: number,
  isWorthIt: (object: number) => boolean,
): ReadonlyMap<number, number> {
  const { followed } = tracker;
  const own = followed.count;
  const numbers = followed.ids.slice(0, own);
  for (let i = 0; i < own; i++) if (!isWorthIt(at(numbers, i))) followed.ids[i] = 0;
  for (const ghost of lent) {
    const i = followed.add();
    followed.beliefs.set(ghost.subarray(0, STRIDE), STRIDE * i);
    followed.ids[i] = at(ghost, STRIDE);
  }
  const before = followed.ids.slice(0, followed.count);
  tracker.review(t);
  const become = new Map<number, number>();
  for (const [i, number] of before.entries())
    if (followed.ids[i] !== number) become.set(number, at(followed.ids, i));
  for (let i = followed.count - 1; i >= own; i--) followed.remove(i);
  followed.ids.set(numbers);
  return become;
}

/** Which numbers go round among themselves. */
function cyclesOf(
  become: ReadonlyMap<number, number>,
): readonly (readonly (readonly [from: number, to: number])[])[] {
  const seen = new Set<number>();
  return [...become.keys()].flatMap((start) => {
    const cycle: (readonly [number, number])[] = [];
    for (let from = start; !seen.has(from); ) {
      seen.add(from);
      const to = become.get(from);
      if (to === undefined) return [];
      cycle.push([from, to]);
      from = to;
    }
    return cycle.length > 1 ? [cycle] : [];
  });
}

function renumber(sectors: readonly SectorAtWork[], become: ReadonlyMap<number, number>): void {
  const bound = sectors.flatMap(({ tracker: { labels } }) =>
    [...become.keys()].flatMap((number) => {
      const one = labels.boundTo(number);
      labels.forget(number);
      return one === undefined ? [] : [[number, one] as const];
    }),
  );
  for (const { tracker } of sectors) {
    const { ids, count } = tracker.followed;
    for (let i = 0; i < count; i++) {
      const to = become.get(at(ids, i));
      if (to === undefined) continue;
      ids[i] = to;
      // The name stays with the number under which it was heard.
      for (const [number, one] of bound) if (number === to) tracker.labels.bring(to, one);
    }
  }
}
