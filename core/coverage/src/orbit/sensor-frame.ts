import { E2, SEMI_MAJOR_KM } from './plane.ts';

/**
 * Where a satellite is, and the axes of its sensor; km and unit vectors, fixed to the Earth. Written over in
 * hot loops.
 *
 * Down is the geodetic nadir, forward the velocity over ground without its vertical part, right completes them.
 */
export interface SensorFrame {
  readonly at: Float64Array;
  readonly forward: Float64Array;
  readonly right: Float64Array;
  readonly down: Float64Array;
  /** Of the point below, radians. */
  lon: number;
  lat: number;
}

export const newSensorFrame = (): SensorFrame => ({
  at: new Float64Array(3),
  forward: new Float64Array(3),
  right: new Float64Array(3),
  down: new Float64Array(3),
  lon: 0,
  lat: 0,
});

/** Writes the frame for a state: position in km, velocity in km/s relative to the turning Earth. */
export function setSensorFrame(
  frame: SensorFrame,
  x: number,
  y: number,
  z: number,
  vx: number,
  vy: number,
  vz: number,
): void {
  const { at, forward, right, down } = frame;
  at[0] = x;
  at[1] = y;
  at[2] = z;
  const equatorial = Math.sqrt(x * x + y * y);
  let tangent = z / (equatorial * (1 - E2));
  // Each step shrinks the error by 150 or more.
  for (let step = 0; step < 5; step++) {
    const cosine = 1 / Math.sqrt(1 + tangent * tangent);
    const sine = tangent * cosine;
    tangent = (z + (E2 * SEMI_MAJOR_KM * sine) / Math.sqrt(1 - E2 * sine * sine)) / equatorial;
  }
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  frame.lon = Math.atan2(y, x);
  frame.lat = Math.atan(tangent);
  const dx = (-cosine * x) / equatorial;
  const dy = (-cosine * y) / equatorial;
  const dz = -tangent * cosine;
  const sinking = vx * dx + vy * dy + vz * dz;
  let [fx, fy, fz] = [vx - sinking * dx, vy - sinking * dy, vz - sinking * dz];
  const speed = Math.sqrt(fx * fx + fy * fy + fz * fz);
  fx /= speed;
  fy /= speed;
  fz /= speed;
  down[0] = dx;
  down[1] = dy;
  down[2] = dz;
  forward[0] = fx;
  forward[1] = fy;
  forward[2] = fz;
  right[0] = dy * fz - dz * fy;
  right[1] = dz * fx - dx * fz;
  right[2] = dx * fy - dy * fx;
}
