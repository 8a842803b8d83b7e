import { E2, NORTH_POLE, ordinateOf, RADIANS, SEMI_MAJOR_KM, SEMI_MINOR_KM } from './plane.ts';
import type { SensorFrame } from './sensor-frame.ts';

/** The edge of what a sensor sees, in the equal-area plane; written over in hot loops. */
export interface FootprintRing {
  /** x, y of its vertices: longitude in degrees, unwrapped; ordinate. The first is not repeated. */
  readonly xy: Float64Array;
  count: number;
  west: number;
  east: number;
  south: number;
  north: number;
  /** Rays passed the Earth by: the ring follows the horizon there. */
  overHorizon: boolean;
}

/** Room for the ring of an edge with so many directions, and for three more at a pole. */
export const newFootprintRing = (edge: Float64Array): FootprintRing => ({
  xy: new Float64Array((edge.length / 3 + 3) * 2),
  count: 0,
  west: 0,
  east: 0,
  south: 0,
  north: 0,
  overHorizon: false,
});

/** Writes where the directions of a sensor's edge meet the ellipsoid, near the meridian `near` (degrees). */
export function traceFootprint(
  ring: FootprintRing,
  edge: Float64Array,
  frame: SensorFrame,
  near: number,
): void {
  const { at, forward, right, down } = frame;
  const [sx, sy, sz] = at as unknown as [number, number, number];
  const [fx, fy, fz] = forward as unknown as [number, number, number];
  const [rx, ry, rz] = right as unknown as [number, number, number];
  const [dx, dy, dz] = down as unknown as [number, number, number];
  const px = sx / SEMI_MAJOR_KM;
  const py = sy / SEMI_MAJOR_KM;
  const pz = sz / SEMI_MINOR_KM;
  const c = px * px + py * py + pz * pz - 1;
  const { xy } = ring;
  let previous = near;
  ring.overHorizon = false;
  ring.west = ring.south = Number.POSITIVE_INFINITY;
  ring.east = ring.north = Number.NEGATIVE_INFINITY;
  const count = edge.length / 3;
  for (let i = 0; i < count; i++) {
    let along = edge[i * 3] as number;
    let across = edge[i * 3 + 1] as number;
    const below = edge[i * 3 + 2] as number;
    let ux = along * fx + across * rx + below * dx;
    let uy = along * fy + across * ry + below * dy;
    let uz = along * fz + across * rz + below * dz;
    let reach = distanceTo(px, py, pz, c, ux, uy, uz);
    if (!(reach > 0)) {
      ring.overHorizon = true;
      const turned = horizonTurn(
        px,
        py,
        pz,
        c,
        ux - below * dx,
        uy - below * dy,
        uz - below * dz,
        below * dx,
        below * dy,
        below * dz,
      );
      along *= turned;
      across *= turned;
      ux = along * fx + across * rx + below * dx;
      uy = along * fy + across * ry + below * dy;
      uz = along * fz + across * rz + below * dz;
      reach = distanceTo(px, py, pz, c, ux, uy, uz);
    }
    const x = sx + reach * ux;
    const y = sy + reach * uy;
    const z = (sz + reach * uz) / (1 - E2);
    let lon = Math.atan2(y, x) / RADIANS;
    lon += 360 * Math.round((previous - lon) / 360);
    const ordinate = ordinateOf(z / Math.sqrt(x * x + y * y + z * z));
    previous = lon;
    xy[i * 2] = lon;
    xy[i * 2 + 1] = ordinate;
    if (lon < ring.west) ring.west = lon;
    if (lon > ring.east) ring.east = lon;
    if (ordinate < ring.south) ring.south = ordinate;
    if (ordinate > ring.north) ring.north = ordinate;
  }
  ring.count = count;
  closeOverPole(ring, frame.lat > 0 ? NORTH_POLE : -NORTH_POLE);
}

/** A ring that goes once round a pole has it inside: in the plane, two corners on the pole's line close it. */
function closeOverPole(ring: FootprintRing, pole: number): void {
  const { xy, count } = ring;
  const first = xy[0] as number;
  const last = xy[count * 2 - 2] as number;
  if (Math.abs(last - first) < 180) return;
  // The last vertex again beside the first, so that the edge between them is not lost.
  const turn = last > first ? 360 : -360;
  xy[count * 2] = first + turn;
  xy[count * 2 + 1] = xy[1] as number;
  xy.copyWithin(2, 0, count * 2 + 2);
  xy[0] = first;
  xy[1] = pole;
  xy[count * 2 + 4] = first + turn;
  xy[count * 2 + 5] = pole;
  ring.count = count + 3;
  ring.west = Math.min(ring.west, first + turn);
  ring.east = Math.max(ring.east, first + turn);
  ring.south = Math.min(ring.south, pole);
  ring.north = Math.max(ring.north, pole);
}

/**
 * How far a ray that passes the Earth by must be turned towards straight down, so that it just meets it: the
 * share of its part (hx, hy, hz) across that is left beside its part (vx, vy, vz) down.
 */
function horizonTurn(
  px: number,
  py: number,
  pz: number,
  c: number,
  hx: number,
  hy: number,
  hz: number,
  vx: number,
  vy: number,
  vz: number,
): number {
  const [ax, ay, az] = [hx / SEMI_MAJOR_KM, hy / SEMI_MAJOR_KM, hz / SEMI_MINOR_KM];
  const [bx, by, bz] = [vx / SEMI_MAJOR_KM, vy / SEMI_MAJOR_KM, vz / SEMI_MINOR_KM];
  const pa = px * ax + py * ay + pz * az;
  const pb = px * bx + py * by + pz * bz;
  // The ray is tangent where the meeting's discriminant is zero: a quadratic in the share.
  const k2 = pa * pa - c * (ax * ax + ay * ay + az * az);
  const k1 = pa * pb - c * (ax * bx + ay * by + az * bz);
  const k0 = pb * pb - c * (bx * bx + by * by + bz * bz);
  return ((-k1 - Math.sqrt(k1 * k1 - k2 * k0)) / k2) * (1 - 1e-9);
}

/** In units of the direction's length, to the first meeting with the ellipsoid; NaN for none. */
function distanceTo(
  px: number,
  py: number,
  pz: number,
  c: number,
  ux: number,
  uy: number,
  uz: number,
): number {
  const qx = ux / SEMI_MAJOR_KM;
  const qy = uy / SEMI_MAJOR_KM;
  const qz = uz / SEMI_MINOR_KM;
  const a = qx * qx + qy * qy + qz * qz;
  const b = px * qx + py * qy + pz * qz;
  return (-b - Math.sqrt(b * b - a * c)) / a;
}
