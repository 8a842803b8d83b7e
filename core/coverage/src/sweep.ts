import { areaBelow, mergeSpans, type Outline, type Span } from './effort-area.ts';
import type { Watch } from './look.ts';

/** A patch of the area where the same watches looked. */
export interface Patch {
  readonly row: Row;
  readonly span: Span;
  /** Indices of the watches, ascending. */
  readonly watches: readonly number[];
  /** The same for every patch with the same watches. */
  readonly key: string;
  /** Share of the ellipsoid, in units that only ratios are taken of. */
  readonly weight: number;
}

/** A strip between two parallels, cut by its middle one. */
export interface Row {
  readonly south: number;
  readonly north: number;
}

const FEWEST_ROWS = 256;
const MOST_VERTICES = 4_096;
const MOST_ROWS = 1_024;

/**
 * Cuts an area into patches that the same watches looked at, row by row.
 *
 * Exact along a row, and between rows where no edges cross within one: rows end at every vertex, as
 * long as there are not too many. Otherwise the area is cut into 1,024 rows.
 */
export function* patches(
  watches: readonly Watch[],
  area: Outline | undefined,
  ends: readonly number[],
): Generator<Patch> {
  for (const row of rowsOf(watches, area, ends)) {
    const middle = (row.south + row.north) / 2;
    const spans = watches.map(({ outline }) =>
      middle < outline.south || middle > outline.north ? NO_SPANS : outline.spansAt(middle),
    );
    const within = area?.spansAt(middle) ?? mergeSpans(spans.flat());
    const height = areaBelow(row.north) - areaBelow(row.south);
    yield* patchesOfRow(row, height, spans, within);
  }
}

const NO_SPANS: readonly Span[] = [];

function* patchesOfRow(
  row: Row,
  height: number,
  spans: readonly (readonly Span[])[],
  within: readonly Span[],
): Generator<Patch> {
  const turns: { at: number; watch: number; step: 1 | -1 }[] = [];
  const note = (watch: number) => (span: Span) =>
    turns.push({ at: span[0], watch, step: 1 }, { at: span[1], watch, step: -1 });
  spans.forEach((of, watch) => {
    of.forEach(note(watch));
  });
  within.forEach(note(-1));
  turns.sort((a, b) => a.at - b.at);

  const active = new Set<number>();
  let west = Number.NaN;
  for (const { at, watch, step } of turns) {
    if (active.has(-1) && at > west) {
      const present = [...active].filter((index) => index >= 0).sort((a, b) => a - b);
      yield {
        row,
        span: [west, at],
        watches: present,
        key: present.join(','),
        weight: (at - west) * height,
      };
    }
    west = at;
    if (step === 1) active.add(watch);
    else active.delete(watch);
  }
}

function rowsOf(
  watches: readonly Watch[],
  area: Outline | undefined,
  ends: readonly number[],
): readonly Row[] {
  const outlines = area === undefined ? watches.map(({ outline }) => outline) : [area];
  const south = Math.min(...outlines.map((outline) => outline.south));
  const north = Math.max(...outlines.map((outline) => outline.north));
  if (!(south < north)) return [];

  const vertices = new Set(
    [...outlines, ...watches.map(({ outline }) => outline)].flatMap(({ latitudes }) => latitudes),
  );
  const exact = vertices.size <= MOST_VERTICES;
  const count = exact ? FEWEST_ROWS : MOST_ROWS;
  const cuts = new Set(ends);
  for (let i = 0; i <= count; i++) cuts.add(south + ((north - south) * i) / count);
  if (exact) for (const latitude of vertices) cuts.add(latitude);

  const sorted = [...cuts].filter((at) => at >= south && at <= north).sort((a, b) => a - b);
  return sorted.slice(1).map((at, i) => ({ south: sorted[i] as number, north: at }));
}
