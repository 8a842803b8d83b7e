import { heightAboveEllipsoid, type Metres, metres } from '@greenline/base';
import {
  ECCENTRICITY_SQUARED,
  type Ecef,
  geodeticOf,
  newEcef,
  RADIANS,
  SEMI_MAJOR,
} from './ellipsoid.ts';
import type { Position } from './position.ts';

/** East-north-up tangent to the ellipsoid at `origin`. `O` names the origin in the type. */
export interface LocalFrame<O extends string> {
  readonly name: O;
  readonly origin: Position;
}

/** A point in the frame `O`: a point of another frame does not fit in its place. */
export interface LocalPoint<O extends string> {
  readonly frame: O;
  readonly east: Metres;
  readonly north: Metres;
  readonly up: Metres;
}

export const localFrame = <O extends string>(name: O, origin: Position): LocalFrame<O> => ({
  name,
  origin,
});

/** Straight-line offsets; a position without height is taken on the ellipsoid. */
export function toLocal<O extends string>(frame: LocalFrame<O>, position: Position): LocalPoint<O> {
  const at = ecefOf(position);
  const [east, north, up] = rotate(frame.origin, at);
  return { frame: frame.name, east: metres(east), north: metres(north), up: metres(up) };
}

/** Back to WGS 84; the height is always given. */
export function fromLocal<O extends string>(
  frame: LocalFrame<O>,
  point: { readonly east: number; readonly north: number; readonly up?: number },
): Position {
  const { origin } = frame;
  const [sinLon, cosLon, sinLat, cosLat] = trigonometry(origin);
  const { east, north, up = 0 } = point;
  const base = ecefOf(origin);
  const outward = cosLat * up - sinLat * north;
  const { lon, lat, height } = geodeticOf({
    x: base.x + outward * cosLon - sinLon * east,
    y: base.y + outward * sinLon + cosLon * east,
    z: base.z + cosLat * north + sinLat * up,
  });
  return { lon, lat, height: heightAboveEllipsoid(height) };
}

function ecefOf(position: Position): Ecef {
  const [sinLon, cosLon, sinLat, cosLat] = trigonometry(position);
  const height = position.height ?? 0;
  const primeVertical = SEMI_MAJOR / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLat * sinLat);
  const out = newEcef();
  out.x = (primeVertical + height) * cosLat * cosLon;
  out.y = (primeVertical + height) * cosLat * sinLon;
  out.z = (primeVertical * (1 - ECCENTRICITY_SQUARED) + height) * sinLat;
  return out;
}

function rotate(origin: Position, at: Ecef): [east: number, north: number, up: number] {
  const base = ecefOf(origin);
  const [sinLon, cosLon, sinLat, cosLat] = trigonometry(origin);
  const dx = at.x - base.x;
  const dy = at.y - base.y;
  const dz = at.z - base.z;
  const outward = cosLon * dx + sinLon * dy;
  return [
    cosLon * dy - sinLon * dx,
    cosLat * dz - sinLat * outward,
    cosLat * outward + sinLat * dz,
  ];
}

function trigonometry({ lon, lat }: Position): [number, number, number, number] {
  const lambda = lon * RADIANS;
  const phi = lat * RADIANS;
  return [Math.sin(lambda), Math.cos(lambda), Math.sin(phi), Math.cos(phi)];
}
