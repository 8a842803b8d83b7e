import { distanceBetween, type Position } from '@greenline/geo';
import type { Outline } from '../effort-area.ts';
import type { Crossing, Stretch } from './crossing.ts';

/** When one vehicle is inside an area, seconds after its own start. Edges and path straight in lon and lat. */
export function presence(
  { path, speedMps }: Pick<Crossing, 'path' | 'speedMps'>,
  area: Outline,
): readonly Stretch[] {
  const [first] = path;
  if (first === undefined) return [];
  if (path.length === 1 || !(speedMps > 0)) {
    return holds(area, first) ? [[0, Number.POSITIVE_INFINITY]] : [];
  }
  const stretches: [number, number][] = [];
  let began = 0;
  for (let i = 1; i < path.length; i++) {
    const [from, to] = [path[i - 1] as Position, path[i] as Position];
    const took = distanceBetween(from, to) / speedMps;
    const cuts = [0, ...crossings(area, from, to), 1];
    for (let k = 1; k < cuts.length; k++) {
      const [start, end] = [cuts[k - 1] as number, cuts[k] as number];
      if (end <= start || !holds(area, between(from, to, (start + end) / 2))) continue;
      const last = stretches.at(-1);
      const begins = began + start * took;
      if (last !== undefined && begins <= last[1] + 1e-9) last[1] = began + end * took;
      else stretches.push([begins, began + end * took]);
    }
    began += took;
  }
  return stretches;
}

const between = (from: Position, to: Position, share: number): Position => ({
  lon: from.lon + share * (to.lon - from.lon),
  lat: from.lat + share * (to.lat - from.lat),
});

/** Whether a place lies in an area. */
export const holds = (area: Outline, { lon, lat }: Position): boolean =>
  area.spansAt(lat).some(([west, east]) => lon > west && lon < east);

/** Shares of the way at which it meets an edge, ascending. */
function crossings(area: Outline, from: Position, to: Position): readonly number[] {
  if (Math.max(from.lon, to.lon) < area.west || Math.min(from.lon, to.lon) > area.east) return [];
  if (Math.max(from.lat, to.lat) < area.south || Math.min(from.lat, to.lat) > area.north) return [];
  const [dx, dy] = [to.lon - from.lon, to.lat - from.lat];
  const shares: number[] = [];
  for (const [ax, ay, bx, by] of area.boundary) {
    const [ex, ey] = [bx - ax, by - ay];
    const across = dx * ey - dy * ex;
    if (across === 0) continue;
    const share = ((ax - from.lon) * ey - (ay - from.lat) * ex) / across;
    const along = ((ax - from.lon) * dy - (ay - from.lat) * dx) / across;
    if (share > 0 && share < 1 && along >= 0 && along <= 1) shares.push(share);
  }
  return shares.sort((a, b) => a - b);
}
