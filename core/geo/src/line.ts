import { fail, type Metres, metres, ok, type Result } from '@greenline/base';
import type { Chain } from './chain.ts';
import { chainOf } from './chain-of.ts';
import { crossingOf } from './crossing.ts';
import { distanceBetween } from './geodesic.ts';
import { checkPosition, type Position, type PositionError } from './position.ts';

/** A side of a line, seen along its direction. The caller says which party it belongs to. */
export type LineSide = 'left' | 'right';

/** A polyline whose segments are geodesics. Made by `lineOf`, which checks it. */
export interface Line {
  readonly positions: readonly Position[];
}

/** Why a line or a ring was refused. `vertex` and the rest count from zero. */
export type LineError = {
  readonly polygon?: number;
  readonly ring?: number;
  readonly text: string;
} & (
  | { readonly kind: 'too-few'; readonly count: number }
  | { readonly kind: 'bad-vertex'; readonly vertex: number; readonly error: PositionError }
  | { readonly kind: 'duplicate'; readonly vertex: number }
  | { readonly kind: 'self-crossing'; readonly vertex: number; readonly other: number }
  | { readonly kind: 'closed'; readonly vertex: number }
  | { readonly kind: 'not-closed'; readonly vertex: number }
  | { readonly kind: 'wrong-order'; readonly vertex: number }
  | { readonly kind: 'segment-too-long'; readonly vertex: number }
  | { readonly kind: 'near-pole'; readonly vertex: number }
);

/** Nearer to a pole than this, longitude says too little: such geometry is refused. */
export const POLAR_LIMIT = 89;
const LONGEST_SEGMENT = 5e6;
/** Vertices nearer than this, metres, are one. */
const SAME_PLACE = 1e-3;

/**
 * Checks and makes a line.
 *
 * A closed line (its last vertex the first) has a left and a right but no ends; it is refused
 * unless allowed.
 */
export function lineOf(
  positions: readonly Position[],
  options: { readonly allowClosed?: boolean } = {},
): Result<Line, LineError> {
  if (positions.length < 2) {
    const text = `a line needs 2 vertices, this has ${positions.length}`;
    return fail({ kind: 'too-few', count: positions.length, text });
  }
  const wrong = vertexError(positions);
  if (wrong !== undefined) return fail(wrong);
  const last = positions.length - 1;
  if (isClosed(positions) && (!options.allowClosed || last < 3)) {
    const text = `vertex ${last} is the first again: a line that has ends is needed here`;
    return fail({ kind: 'closed', vertex: last, text });
  }
  const line = { positions: positions.map(({ lon, lat }) => ({ lon, lat })) };
  const crossing = crossingOf(lineChain(line));
  return crossing === undefined ? ok(line) : fail(selfCrossing(crossing.vertex, crossing.other));
}

/** Length along the ellipsoid. */
export function lengthOf(line: Line): Metres {
  let sum = 0;
  for (let i = 1; i < line.positions.length; i++) {
    sum += distanceBetween(line.positions[i - 1] as Position, line.positions[i] as Position);
  }
  return metres(sum);
}

export const lengthKm = (line: Line): number => lengthOf(line) / 1000;

const CHAINS = new WeakMap<Line, Chain>();

/** The line's pieces and tree; built once for each line. */
export function lineChain(line: Line): Chain {
  const known = CHAINS.get(line);
  if (known !== undefined) return known;
  const { positions } = line;
  const chain = chainOf([{ positions, closed: isClosed(positions) }]);
  CHAINS.set(line, chain);
  return chain;
}

export function isClosed(positions: readonly Position[]): boolean {
  const first = positions[0];
  const last = positions.at(-1);
  return first !== undefined && last !== undefined && samePlace(first, last);
}

/** The first vertex that is no place, repeats the one before, or lies too far from it. */
export function vertexError(positions: readonly Position[]): LineError | undefined {
  for (const [vertex, position] of positions.entries()) {
    const checked = checkPosition(position);
    if (!checked.ok) {
      const { error } = checked;
      return { kind: 'bad-vertex', vertex, error, text: `vertex ${vertex}: ${say(error)}` };
    }
    if (Math.abs(position.lat) > POLAR_LIMIT) {
      const text = `vertex ${vertex} lies within a degree of a pole, where zones are not drawn`;
      return { kind: 'near-pole', vertex, text };
    }
    const before = positions[vertex - 1];
    if (before === undefined) continue;
    const step = distanceBetween(before, position);
    if (step < SAME_PLACE) {
      const text = `vertex ${vertex} repeats vertex ${vertex - 1}: leave one of them out`;
      return { kind: 'duplicate', vertex, text };
    }
    if (step > LONGEST_SEGMENT) {
      const text = `vertex ${vertex} is over 5000 km from the one before: add vertices between them`;
      return { kind: 'segment-too-long', vertex, text };
    }
  }
  return undefined;
}

export function selfCrossing(vertex: number, other: number): LineError {
  const text = `the segment from vertex ${vertex} meets the segment from vertex ${other}`;
  return { kind: 'self-crossing', vertex, other, text };
}

const samePlace = (a: Position, b: Position): boolean =>
  a.lat === b.lat && (a.lon === b.lon || Math.abs(a.lon - b.lon) === 360);

function say(error: PositionError): string {
  if (error.kind === 'not-a-number') return 'lon and lat must be finite numbers';
  if (error.kind === 'out-of-range') return `${error.coordinate} ${error.value} is out of range`;
  return `lat ${error.lat} is out of range and lon ${error.lon} is not: are they swapped?`;
}
