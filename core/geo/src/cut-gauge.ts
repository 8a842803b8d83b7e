import type { Cut } from './area.ts';
import { alongOf, type Chain } from './chain.ts';
import { chainOf } from './chain-of.ts';
import { type Ecef, newEcef, RADIANS, wrapLongitude, writeEcef } from './ellipsoid.ts';
import type { Gauge } from './gauge.ts';
import { WGS84 } from './geodesic.ts';
import { type Line, lineChain } from './line.ts';
import { nearestOf, newNearest } from './nearest.ts';
import type { Position } from './position.ts';

type CutGauge = Pick<Gauge, 'insideBy' | 'grain'>;

/** On which side of a cut a place lies, and how far from it at least. */
export function cutGauge(cut: Cut): CutGauge {
  switch (cut.kind) {
    case 'meridian':
      return meridianGauge(cut.lon, cut.keep === 'east' ? 1 : -1);
    case 'bearing':
      return bearingGauge(cut.centre, cut.from, cut.to);
    case 'along':
      return alongGauge(cut.line, cut.from, cut.to);
  }
}

function meridianGauge(lon: number, sign: number): CutGauge {
  const sine = Math.sin(lon * RADIANS);
  const cosine = Math.cos(lon * RADIANS);
  return {
    grain: Number.POSITIVE_INFINITY,
    insideBy: (at) => sign * (at.y * cosine - at.x * sine),
  };
}

function bearingGauge(centre: Position, from: number, to: number): CutGauge {
  const origin = writeEcef(centre.lon, centre.lat, newEcef());
  const [sinLon, cosLon] = [Math.sin(centre.lon * RADIANS), Math.cos(centre.lon * RADIANS)];
  const [sinLat, cosLat] = [Math.sin(centre.lat * RADIANS), Math.cos(centre.lat * RADIANS)];
  const width = turnOf(to - from);
  return {
    grain: Number.POSITIVE_INFINITY,
    insideBy(at) {
      const [dx, dy, dz] = [at.x - origin.x, at.y - origin.y, at.z - origin.z];
      const east = cosLon * dy - sinLon * dx;
      const north = cosLat * dz - sinLat * (cosLon * dx + sinLon * dy);
      const least = Math.min(toRay(east, north, from), toRay(east, north, to));
      return turnOf(Math.atan2(east, north) / RADIANS - from) <= width ? least : -least;
    },
  };
}

/** Distance in the plane to a ray from the origin along an azimuth. */
function toRay(east: number, north: number, azimuth: number): number {
  const [sine, cosine] = [Math.sin(azimuth * RADIANS), Math.cos(azimuth * RADIANS)];
  const ahead = east * sine + north * cosine;
  return ahead > 0 ? Math.abs(east * cosine - north * sine) : Math.hypot(east, north);
}

const turnOf = (degrees: number): number => ((degrees % 360) + 360) % 360;

/**
 * The places whose nearest point of the line lies between two markers.
 *
 * Half the difference between the distances to the rest and to the part in question never exceeds
 * the distance to where they are equal, which is the cut.
 */
function alongGauge(line: Line, from = 0, to = Number.POSITIVE_INFINITY): CutGauge {
  const whole = lineChain(line);
  const part = between(line, from, to);
  const rest = [
    ...(from > 0 ? [between(line, 0, from)] : []),
    ...(to < lastAlong(whole) ? [between(line, to, Number.POSITIVE_INFINITY)] : []),
  ];
  const inside = chainOf([{ positions: part, closed: false }]);
  const outside =
    rest.length === 0
      ? undefined
      : chainOf(rest.map((positions) => ({ positions, closed: false })));
  const near = newNearest();
  const distance = (chain: Chain, at: Ecef): number => {
    nearestOf(chain, at, near);
    return near.distance;
  };
  return {
    grain: Number.POSITIVE_INFINITY,
    insideBy(at) {
      if (outside === undefined) return Number.POSITIVE_INFINITY;
      nearestOf(whole, at, near);
      const along = alongOf(whole, near.piece, near.t);
      const least = Math.abs(distance(outside, at) - distance(inside, at)) / 2;
      const past = Math.max(from - along, along - to);
      // The difference vanishes near the cut to second order; where the marker is plainly passed, say so.
      if (past > 1e-3) return -Math.max(least, 2e-3);
      return least;
    },
  };
}

const lastAlong = (chain: Chain): number => alongOf(chain, chain.count - 1, 1);

/** The vertices of the part of a line between two markers, with the markers themselves. */
function between(line: Line, from: number, to: number): readonly Position[] {
  const part: Position[] = [];
  let along = 0;
  for (const [i, a] of line.positions.entries()) {
    const b = line.positions[i + 1];
    if (along >= from && along <= to) part.push(a);
    if (b === undefined) break;
    const segment = WGS84.InverseLine(a.lat, a.lon, b.lat, b.lon);
    for (const marker of [from, to]) {
      if (marker <= along || marker >= along + segment.s13) continue;
      const { lon2, lat2 } = segment.Position(marker - along);
      part.push({ lon: wrapLongitude(lon2 as number), lat: lat2 as number });
    }
    along += segment.s13;
  }
  return part;
}
