import { roundProbability } from '@greenline/base';
import { type Cells, cellsOver, type EffortCell } from './cells.ts';
import { boxesOverlap, holdsMiddle, outlineOf } from './effort-area.ts';
import type { EffortSpan } from './effort-span.ts';
import { type Look, sensorTime, timeByState, type Watch, watchesOf } from './look.ts';
import { type Patch, patches } from './sweep.ts';

/**
 * Shares of area × time, which add up to 1. What one sensor looked at is looked at, whatever befell
 * another; jammed goes before denied. `notLooked` is what is left.
 */
export interface EffortShares {
  /** Hours that sensors looked at the area, added up over sensors; one sensor's overlaps count once. */
  readonly sensorHours: number;
  readonly looked: number;
  readonly notLooked: number;
  readonly jammed: number;
  readonly denied: number;
}

/** What `greenline effort` prints. */
export interface Effort extends EffortShares {
  readonly cells: readonly EffortCell[];
}

/**
 * What was looked at, where, when and how well.
 *
 * Shares are exact in time and within 0.5 % of the area: rows of the area are cut by their middle
 * parallel, and edges are straight in lon and lat.
 */
export function effort(looks: readonly Look[], span: EffortSpan): Effort {
  const watches = watchesOf(looks, span.from, span.to);
  const cells = cellsOver(watches, span);
  const shares = sharesOf(watches, span, cells);
  return { ...shares, cells: cells.read() };
}

/** As `effort`, without cells: cheap enough for every region of a report. */
export const effortShares = (looks: readonly Look[], span: EffortSpan): EffortShares =>
  sharesOf(watchesOf(looks, span.from, span.to), span, undefined);

function sharesOf(
  all: readonly Watch[],
  { from, to, area }: EffortSpan,
  cells: Cells | undefined,
): EffortShares {
  const outline = area === undefined ? undefined : outlineOf(area);
  const watches =
    outline === undefined ? all : all.filter((one) => boxesOverlap(one.outline, outline));
  const times = new Map<string, ReturnType<typeof timeByState>>();
  const touched = new Set<number>();
  const sum = { all: 0, looked: 0, jammed: 0, denied: 0 };

  for (const patch of patches(watches, outline, cells?.latitudes ?? [])) {
    let time = times.get(patch.key);
    if (time === undefined) {
      time = timeByState(watchesIn(patch, watches));
      times.set(patch.key, time);
      for (const index of patch.watches) touched.add(index);
    }
    sum.all += patch.weight;
    sum.looked += time.looked * patch.weight;
    sum.jammed += time.jammed * patch.weight;
    sum.denied += time.denied * patch.weight;
    cells?.add(patch, watchesIn(patch, watches));
  }

  // One so small that it lies between the middles of two rows looked all the same.
  for (const [index, { outline: own }] of watches.entries()) {
    const within = holdsMiddle(own, own) && (outline === undefined || holdsMiddle(outline, own));
    if (within) touched.add(index);
  }

  const share = (part: number): number =>
    sum.all > 0 && to > from ? roundProbability(part / (sum.all * (to - from))) : 0;
  const [looked, jammed, denied] = [share(sum.looked), share(sum.jammed), share(sum.denied)];
  return {
    sensorHours: roundProbability(sensorTime(watches.filter((_, i) => touched.has(i))) / 3_600_000),
    looked,
    notLooked: Math.max(0, roundProbability(1 - looked - jammed - denied)),
    jammed,
    denied,
  };
}

const watchesIn = (patch: Patch, watches: readonly Watch[]): readonly Watch[] =>
  patch.watches.map((index) => watches[index] as Watch);
