import { formatInstant, instant, roundProbability } from '@greenline/base';
import { type EffortArea, outlineOf, type Span } from './effort-area.ts';
import type { EffortSpan } from './effort-span.ts';
import { meanDetections, sensorTime, timeByState, type Watch, within } from './look.ts';
import type { Patch } from './sweep.ts';

/** Probability that a thing of interest in a cell was detected, over one stretch of time. */
export interface EffortCell {
  /** The whole cell; only what of it lies in the area counts. */
  readonly area: EffortArea;
  /** RFC 3339. */
  readonly from: string;
  readonly to: string;
  /** Of what lies in the area: zero where nobody looked, which is not "nothing seen". */
  readonly pd: number;
  /** Shares of what lies in the area × time: what is left of 1 was not looked at. */
  readonly looked: number;
  readonly jammed: number;
  readonly denied: number;
  /** Hours that sensors looked at a place of it, added up over sensors; the mean over its places. */
  readonly sensorHours: number;
  /** As `pd`, for kinds of which any look says how well it detects them. */
  readonly pdByClass?: Readonly<Record<string, number>>;
}

/** A grid over the area that gathers detection probabilities, patch by patch. */
export interface Cells {
  /** Where a row of cells ends: a patch must not lie across. */
  readonly latitudes: readonly number[];
  add(patch: Patch, watches: readonly Watch[]): void;
  /** South to north, west to east, then by time; neighbours in time that are alike are one. */
  read(): readonly EffortCell[];
}

const MOST_ON_A_SIDE = 24;
const SMALLEST_DEGREES = 0.01;
const MOST_STRETCHES = 24;
const HOUR = 3_600_000;

/** Cells of one size, at most 24 a side and some kilometre at least, and hours or 24 stretches of time. */
export function cellsOver(watches: readonly Watch[], span: EffortSpan): Cells {
  const grid = gridOver(watches, span);
  const stretches = stretchesOf(span);
  const kinds = kindsOf(watches);
  const wide = MEANS + kinds.length;
  const cells = new Map<number, { weight: number; sums: Float64Array }>();
  const means = new Map<string, Float64Array>();

  return {
    latitudes: grid.latitudes,
    add(patch, present) {
      let mean = means.get(patch.key);
      if (mean === undefined) {
        mean = meansOf(present, stretches, kinds);
        means.set(patch.key, mean);
      }
      const width = patch.span[1] - patch.span[0];
      for (const [cell, part] of grid.cellsOf(patch)) {
        const weight = (patch.weight * part) / width;
        const sum = cells.get(cell) ?? { weight: 0, sums: new Float64Array(mean.length) };
        sum.weight += weight;
        for (const [i, value] of mean.entries()) sum.sums[i] = (sum.sums[i] ?? 0) + value * weight;
        cells.set(cell, sum);
      }
    },
    read: () =>
      [...cells]
        .sort(([a], [b]) => a - b)
        .flatMap(([cell, { weight, sums }]) => {
          const values = stretches.map((_, i) =>
            Array.from(sums.subarray(i * wide, (i + 1) * wide), (sum) =>
              roundProbability(sum / weight),
            ),
          );
          return alike(values.map((of) => of.join())).map(([first, last]): EffortCell => {
            const [pd = 0, looked = 0, jammed = 0, denied = 0] = values[first] ?? [];
            const hours = values.slice(first, last + 1).reduce((sum, of) => sum + (of[4] ?? 0), 0);
            return {
              area: grid.areaOf(cell),
              from: formatInstant(instant(stretches[first]?.[0] ?? span.from)),
              to: formatInstant(instant(stretches[last]?.[1] ?? span.to)),
              pd,
              looked,
              jammed,
              denied,
              sensorHours: roundProbability(hours),
              ...(kinds.length > 0 && { pdByClass: byClass(kinds, values[first] ?? []) }),
            };
          });
        }),
  };
}

/** Detection probability, shares looked, jammed and denied, and sensor-hours: so many numbers a stretch. */
const MEANS = 5;

function meansOf(
  watches: readonly Watch[],
  stretches: readonly Span[],
  kinds: readonly string[],
): Float64Array {
  const detections = meanDetections(watches, stretches);
  const ofKinds = kinds.map((kind) => meanDetections(watches, stretches, kind));
  const wide = MEANS + kinds.length;
  const means = new Float64Array(stretches.length * wide);
  for (const [i, stretch] of stretches.entries()) {
    const present = within(watches, stretch);
    const { looked, jammed, denied } = timeByState(present);
    const length = stretch[1] - stretch[0];
    const shares = [looked / length, jammed / length, denied / length];
    const own = ofKinds.map((of) => of[i] as number);
    means.set([detections[i] as number, ...shares, sensorTime(present) / HOUR, ...own], i * wide);
  }
  return means;
}

/** Kinds of which any look says how well it detects them. */
const kindsOf = (watches: readonly Watch[]): readonly string[] =>
  [
    ...new Set(
      watches.flatMap(({ looks }) => looks.flatMap(({ pdByClass = {} }) => Object.keys(pdByClass))),
    ),
  ].sort();

const byClass = (kinds: readonly string[], values: readonly number[]) =>
  Object.fromEntries(kinds.map((kind, i) => [kind, values[MEANS + i] ?? 0]));

function gridOver(watches: readonly Watch[], { area }: EffortSpan) {
  const [west, south, east, north] = boundsOf(watches, area);
  const size = Math.max(
    (east - west) / MOST_ON_A_SIDE,
    (north - south) / MOST_ON_A_SIDE,
    SMALLEST_DEGREES,
  );
  const columns = Math.max(1, Math.ceil((east - west) / size - 1e-9));
  const rows = Math.max(1, Math.ceil((north - south) / size - 1e-9));
  const columnOf = (lon: number): number =>
    Math.min(columns - 1, Math.max(0, Math.floor((lon - west) / size)));

  return {
    latitudes: Array.from({ length: rows + 1 }, (_, i) => south + i * size),
    /** Each cell under a patch, with the degrees of longitude that they share. */
    cellsOf({ row, span }: Patch): readonly (readonly [cell: number, degrees: number])[] {
      const middle = (row.south + row.north) / 2;
      const line = Math.min(rows - 1, Math.max(0, Math.floor((middle - south) / size)));
      const shares: [number, number][] = [];
      for (let column = columnOf(span[0]); column <= columnOf(span[1]); column++) {
        const from = column === 0 ? span[0] : Math.max(span[0], west + column * size);
        const to = column === columns - 1 ? span[1] : Math.min(span[1], west + (column + 1) * size);
        if (to > from) shares.push([line * columns + column, to - from]);
      }
      return shares;
    },
    areaOf(cell: number): EffortArea {
      const w = degrees(west + (cell % columns) * size);
      const s = degrees(south + Math.floor(cell / columns) * size);
      const [e, n] = [degrees(w + size), degrees(s + size)];
      return {
        type: 'Polygon',
        coordinates: [
          [
            [w, s],
            [e, s],
            [e, n],
            [w, n],
            [w, s],
          ],
        ],
      };
    },
  };
}

function boundsOf(watches: readonly Watch[], area: EffortArea | undefined) {
  const outlines = area === undefined ? watches.map(({ outline }) => outline) : [outlineOf(area)];
  const least = (of: readonly number[]) => of.reduce((a, b) => Math.min(a, b), 180);
  const most = (of: readonly number[]) => of.reduce((a, b) => Math.max(a, b), -180);
  return [
    least(outlines.map(({ west }) => west)),
    least(outlines.map(({ south }) => south)),
    most(outlines.map(({ east }) => east)),
    most(outlines.map(({ north }) => north)),
  ] as const;
}

function stretchesOf({ from, to }: EffortSpan): readonly Span[] {
  const length = Math.max(HOUR, (to - from) / MOST_STRETCHES);
  const stretches: Span[] = [];
  for (let start: number = from; start < to; start += length) {
    stretches.push([start, Math.min(to, start + length)]);
  }
  return stretches;
}

/** Runs of equal values, as first and last index. */
function alike(values: readonly string[]): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const [i, value] of values.entries()) {
    const run = runs.at(-1);
    if (run !== undefined && values[run[0]] === value) run[1] = i;
    else runs.push([i, i]);
  }
  return runs;
}

const degrees = (value: number): number => Math.round(value * 1e7) / 1e7;
