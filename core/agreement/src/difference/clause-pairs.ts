import type { Aspect } from './aspect.ts';

/** A clause of one version: its number, and what it says under each of its readings. */
export interface ComparedClause {
  readonly cite: string;
  readonly kind: string;
  readonly aspects: readonly Aspect[];
}

/** How much alike clauses of different numbers must be to be one that was renumbered. */
const ALIKE = 0.5;
/** What an equal number counts for beside being alike, and what being alike in everything does. */
const SAME_NUMBER = 0.3;
const ALL_ALIKE = 1;

/** Said by most clauses in the same way, so that it tells none from another. */
const COMMON = new Set([
  'kind',
  'source',
  'confidence',
  'circle of those it binds',
  'rule on the limit itself',
  'standard of proof',
]);

/**
 * Which clause of the new version is which of the old: the most alike first, an equal number counting
 * for them. Clauses of one number that are left over belong together whatever they say.
 */
export function clausePairs(
  before: readonly ComparedClause[],
  after: readonly ComparedClause[],
): readonly (readonly [number, number])[] {
  const scores = before.flatMap((old, i) =>
    after.flatMap((now, j) => {
      const alike = old.kind === now.kind ? likeness(old, now) : 0;
      const numbered = old.cite === now.cite;
      return alike >= ALIKE || numbered
        ? [{ i, j, score: alike + (alike === 1 ? ALL_ALIKE : 0) + (numbered ? SAME_NUMBER : 0) }]
        : [];
    }),
  );
  scores.sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j);
  const [takenBefore, takenAfter] = [new Set<number>(), new Set<number>()];
  const pairs: (readonly [number, number])[] = [];
  for (const { i, j } of scores) {
    if (takenBefore.has(i) || takenAfter.has(j)) continue;
    takenBefore.add(i);
    takenAfter.add(j);
    pairs.push([i, j]);
  }
  return pairs.sort(([a], [b]) => a - b);
}

/** Share of what either says that both say alike, common things apart. */
function likeness(a: ComparedClause, b: ComparedClause): number {
  const [mine, theirs] = [own(a), own(b)];
  const all = new Set([...mine.keys(), ...theirs.keys()]);
  if (all.size === 0) return 1;
  return [...all].filter((what) => mine.get(what) === theirs.get(what)).length / all.size;
}

const own = ({ aspects }: ComparedClause): ReadonlyMap<string, string> =>
  new Map(aspects.filter(({ what }) => !COMMON.has(what)).map(({ what, value }) => [what, value]));

/**
 * Pairs whose clause stands in another order than before: all that a longest run of pairs in one order
 * leaves out.
 */
export function movedPairs(
  pairs: readonly (readonly [number, number])[],
): ReadonlySet<readonly [number, number]> {
  const length: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([, after], k) => {
    length[k] = 1;
    previous[k] = -1;
    for (let m = 0; m < k; m++)
      if ((pairs[m]?.[1] ?? 0) < after && (length[m] ?? 0) + 1 > (length[k] ?? 0)) {
        length[k] = (length[m] ?? 0) + 1;
        previous[k] = m;
      }
  });
  const moved = new Set(pairs);
  for (let k = length.indexOf(Math.max(...length)); k >= 0; k = previous[k] ?? -1) {
    const pair = pairs[k];
    if (pair !== undefined) moved.delete(pair);
  }
  return moved;
}
