import { fail, metres, ok, type Result } from '@greenline/base';
import type { Area, AreaError, Band, Corridor, Cut, Depth, Disc, Ends, Sector } from './area.ts';
import { vertexBehindEnd } from './flat-end.ts';
import { isClosed, type Line, lengthOf, lineChain, POLAR_LIMIT } from './line.ts';
import { checkPosition, type Position } from './position.ts';

/** Farther than this the surface bends too much for a band to mean what people think. */
const GREATEST_REACH = 1e6;

/**
 * The places at a geodesic distance from a line: `left` and `right` say how far in metres, `from`
 * where the band begins on each side given. An absent side has no depth: the band ends at the line.
 */
export function bandZone(
  line: Line,
  depths: {
    readonly left?: number;
    readonly right?: number;
    readonly from?: number;
    readonly ends?: Ends;
  },
): Result<Band, AreaError> {
  const { left, right, from = 0, ends = 'round' } = depths;
  if (left === undefined && right === undefined) {
    return fail({ kind: 'no-side', text: 'a band needs a depth on the left, the right or both' });
  }
  for (const [side, to] of [
    ['left', left],
    ['right', right],
  ] as const) {
    if (to === undefined || (from >= 0 && to > from && to <= GREATEST_REACH)) continue;
    const text = `from ${from} to ${to} m on the ${side}: need 0 <= from < to <= 1000 km`;
    return fail({ kind: 'bad-depth', side, text });
  }
  const wrong = endError(line, ends, Math.max(left ?? 0, right ?? 0));
  if (wrong !== undefined) return fail(wrong);
  const depth = (to: number): Depth => ({ from: metres(from), to: metres(to) });
  return ok({
    kind: 'band',
    line,
    ends,
    ...(left !== undefined && { left: depth(left) }),
    ...(right !== undefined && { right: depth(right) }),
  });
}

/** A path and its whole width in metres, half of it on each side. */
export function corridorZone(
  path: Line,
  width: number,
  ends: Ends = 'round',
): Result<Corridor, AreaError> {
  if (!(width > 0 && width <= GREATEST_REACH)) {
    return fail(badSize('width', width));
  }
  const wrong = endError(path, ends, width / 2);
  if (wrong !== undefined) return fail(wrong);
  return ok({ kind: 'corridor', path, width: metres(width), ends });
}

export function discZone(centre: Position, radius: number): Result<Disc, AreaError> {
  const wrong = placeError(centre);
  if (wrong !== undefined) return fail(wrong);
  if (!(radius > 0 && radius <= GREATEST_REACH)) return fail(badSize('radius', radius));
  return ok({
    kind: 'disc',
    centre: { lon: centre.lon, lat: centre.lat },
    radius: metres(radius),
  });
}

/** A part of an area. A bearing sector with a radius is the sector of a disc. */
export function sectorZone(of: Area, cut: Cut): Result<Sector, AreaError> {
  const text = cutError(cut);
  return text === undefined ? ok({ kind: 'sector', of, cut }) : fail({ kind: 'bad-cut', text });
}

export const union = (parts: readonly Area[]): Result<Area, AreaError> => compose('union', parts);

export const intersection = (parts: readonly Area[]): Result<Area, AreaError> =>
  compose('intersection', parts);

/** What of `from` lies in none of `parts`; their common boundary belongs to it. */
export const difference = (from: Area, parts: readonly Area[]): Result<Area, AreaError> =>
  compose('difference', [from, ...parts]);

function compose(
  kind: 'union' | 'intersection' | 'difference',
  parts: readonly Area[],
): Result<Area, AreaError> {
  const [only] = parts;
  if (only === undefined) return fail({ kind: 'no-parts', text: `${kind} of no areas at all` });
  return ok(parts.length === 1 ? only : { kind, parts });
}

function endError(line: Line, ends: Ends, reach: number): AreaError | undefined {
  const vertex = ends === 'flat' ? vertexBehindEnd(lineChain(line), reach) : undefined;
  if (vertex === undefined) return undefined;
  const text = `vertex ${vertex} lies far behind an end of the line: a flat end would cut it off, use round`;
  return { kind: 'bad-end', vertex, text };
}

function cutError(cut: Cut): string | undefined {
  switch (cut.kind) {
    case 'meridian':
      return Math.abs(cut.lon) <= 180 ? undefined : `lon ${cut.lon} is out of range`;
    case 'bearing': {
      const wrong = placeError(cut.centre);
      if (wrong !== undefined) return wrong.text;
      const width = (((cut.to - cut.from) % 360) + 360) % 360;
      return width > 0 ? undefined : `azimuths ${cut.from} to ${cut.to} leave nothing between them`;
    }
    case 'along': {
      if (isClosed(cut.line.positions)) return 'a closed line has no before and after a marker';
      const { from = 0, to = lengthOf(cut.line) } = cut;
      const good = from >= 0 && to > from && from < lengthOf(cut.line);
      return good ? undefined : `markers ${from} to ${to} m do not lie in order on the line`;
    }
  }
}

function placeError(centre: Position): AreaError | undefined {
  const checked = checkPosition(centre);
  if (!checked.ok) return { kind: 'bad-position', text: `centre: ${checked.error.kind}` };
  if (Math.abs(centre.lat) <= POLAR_LIMIT) return undefined;
  return { kind: 'near-pole', text: 'the centre lies within a degree of a pole' };
}

const badSize = (what: 'width' | 'radius', value: number): AreaError => ({
  kind: 'bad-size',
  what,
  value,
  text: `${what} ${value} m: more than 0, at most 1000 km`,
});
