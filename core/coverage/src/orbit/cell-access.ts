import { instant } from '@greenline/base';
import type { AccessSpan, Satellite } from './access.ts';
import { type Candidate, candidatesOf, type EarthCircle, type NoOrbit } from './candidates.ts';
import { RADIANS, surfaceAt } from './plane.ts';
import type { Propagator } from './propagator.ts';
import { type SatelliteSensor, swathsOf } from './sensor.ts';
import { newSensorFrame, type SensorFrame, setSensorFrame } from './sensor-frame.ts';
import { sunElevation } from './sun.ts';

/** A run of whole seconds in which one satellite sees the middle of one cell. */
export interface CellAccess {
  readonly cell: number;
  readonly satellite: number;
  readonly startStep: number;
  readonly endStep: number;
  /** Whether the sun is high enough for the sensor. */
  readonly usable: boolean;
}

/**
 * Which cells which satellites see and when, on whole seconds from the start of the span.
 *
 * `cells` holds the longitude and latitude of their middles, degrees. Only seconds in which a satellite
 * may be near any cell are looked at; there every cell is.
 */
export function cellAccess(
  propagator: Propagator,
  satellites: readonly Satellite[],
  cells: Float64Array,
  span: AccessSpan,
): readonly CellAccess[] | (NoOrbit & { readonly satellite: number }) {
  const ground = groundOf(cells);
  const found: CellAccess[] = [];
  for (const [satellite, { elements, sensor }] of satellites.entries()) {
    const { start, durationS } = span;
    const near = candidatesOf(propagator, elements, sensor, ground.circle, start, durationS);
    if (!Array.isArray(near)) return { ...(near as NoOrbit), satellite };
    for (const { first, last } of near as readonly Candidate[]) {
      const from = instant(start + first * 1000);
      const { position: p, velocity: v } = propagator.states(
        elements,
        from,
        1000,
        last - first + 1,
      );
      const runs = new Runs(ground.count, (cell, startStep, endStep) => {
        const usable = lit(sensor, cells, cell, start + (startStep + endStep) * 500);
        found.push({ cell, satellite, startStep, endStep, usable });
      });
      const frame = newSensorFrame();
      for (let i = 0; i <= last - first; i++) {
        const [x, y, z] = p.subarray(i * 3, i * 3 + 3) as unknown as [number, number, number];
        const [vx, vy, vz] = v.subarray(i * 3, i * 3 + 3) as unknown as [number, number, number];
        setSensorFrame(frame, x, y, z, vx, vy, vz);
        if (sensor.type === 'cone')
          seeByCone(ground, frame, sensor.maxOffNadirDeg, first + i, runs);
        else seeByPyramid(ground, frame, sensor, first + i, runs);
      }
      runs.end();
    }
  }
  return found;
}

/** Middles of cells on the ellipsoid, km, and their verticals. */
interface Ground {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly up: Float64Array;
  readonly circle: EarthCircle;
}

function groundOf(cells: Float64Array): Ground {
  const count = cells.length / 2;
  const [x, y, z] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const up = new Float64Array(count * 3);
  for (let i = 0; i < count; i++) {
    const [lon, lat] = [(cells[i * 2] as number) * RADIANS, (cells[i * 2 + 1] as number) * RADIANS];
    [x[i], y[i], z[i]] = surfaceAt(lon, lat);
    up.set([Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)], i * 3);
  }
  return { count, x, y, z, up, circle: circleAbout(up, count) };
}

function circleAbout(up: Float64Array, count: number): EarthCircle {
  const sum = [0, 0, 0];
  for (let i = 0; i < count * 3; i++) sum[i % 3] = (sum[i % 3] as number) + (up[i] as number);
  const size = Math.hypot(...sum);
  if (size < 1e-6 * count) return { middle: [0, 0, 1], radius: Math.PI };
  const middle = sum.map((part) => part / size) as [number, number, number];
  let least = 1;
  for (let i = 0; i < count * 3; i += 3) {
    const [a, b, c] = [up[i] as number, up[i + 1] as number, up[i + 2] as number];
    least = Math.min(least, a * middle[0] + b * middle[1] + c * middle[2]);
  }
  // Verticals lean from the centre's by 0.0034 at most.
  return { middle, radius: Math.acos(Math.max(-1, least)) + 0.007 };
}

function seeByPyramid(
  { count, x, y, z, up }: Ground,
  { at, forward, right, down }: SensorFrame,
  sensor: SatelliteSensor & { type: 'pyramid' },
  step: number,
  runs: Runs,
): void {
  const [sx, sy, sz] = at as unknown as [number, number, number];
  const [fx, fy, fz] = forward as unknown as [number, number, number];
  const [rx, ry, rz] = right as unknown as [number, number, number];
  const [dx, dy, dz] = down as unknown as [number, number, number];
  const along = Math.tan(sensor.alongHalfDeg * RADIANS);
  const swaths = swathsOf(sensor).map((swath) => swath.map((angle) => Math.tan(angle * RADIANS)));
  const [from, to] = swaths[0] as [number, number];
  const [from2, to2] = (swaths[1] ?? swaths[0]) as [number, number];
  for (let i = 0; i < count; i++) {
    const a = (x[i] as number) - sx;
    const b = (y[i] as number) - sy;
    const c = (z[i] as number) - sz;
    const below = a * dx + b * dy + c * dz;
    const ahead = a * fx + b * fy + c * fz;
    if (ahead > along * below || -ahead > along * below) continue;
    const aside = a * rx + b * ry + c * rz;
    const inside =
      (aside >= from * below && aside <= to * below) ||
      (aside >= from2 * below && aside <= to2 * below);
    if (!inside) continue;
    const k = i * 3;
    if (a * (up[k] as number) + b * (up[k + 1] as number) + c * (up[k + 2] as number) < 0) {
      runs.see(i, step);
    }
  }
}

function seeByCone(
  { count, x, y, z, up }: Ground,
  { at, down }: SensorFrame,
  maxOffNadirDeg: number,
  step: number,
  runs: Runs,
): void {
  const [sx, sy, sz] = at as unknown as [number, number, number];
  const [dx, dy, dz] = down as unknown as [number, number, number];
  const cosine = Math.cos(maxOffNadirDeg * RADIANS);
  for (let i = 0; i < count; i++) {
    const a = (x[i] as number) - sx;
    const b = (y[i] as number) - sy;
    const c = (z[i] as number) - sz;
    const below = a * dx + b * dy + c * dz;
    if (below <= 0 || below * below < cosine * cosine * (a * a + b * b + c * c)) continue;
    const k = i * 3;
    if (a * (up[k] as number) + b * (up[k + 1] as number) + c * (up[k + 2] as number) < 0) {
      runs.see(i, step);
    }
  }
}

function lit(sensor: SatelliteSensor, cells: Float64Array, cell: number, at: number): boolean {
  const least = sensor.minSunElevationDeg;
  if (least === undefined) return true;
  const lon = (cells[cell * 2] as number) * RADIANS;
  return sunElevation(instant(at), lon, (cells[cell * 2 + 1] as number) * RADIANS) >= least;
}

/** Makes runs of the steps at which cells are seen. */
class Runs {
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #keep: (cell: number, first: number, last: number) => void;

  constructor(cells: number, keep: (cell: number, first: number, last: number) => void) {
    this.#first = new Int32Array(cells).fill(-1);
    this.#last = new Int32Array(cells).fill(-2);
    this.#keep = keep;
  }

  see(cell: number, step: number): void {
    if (this.#last[cell] !== step - 1) {
      this.#close(cell);
      this.#first[cell] = step;
    }
    this.#last[cell] = step;
  }

  end(): void {
    for (let cell = 0; cell < this.#first.length; cell++) this.#close(cell);
  }

  #close(cell: number): void {
    const first = this.#first[cell] as number;
    if (first >= 0) this.#keep(cell, first, this.#last[cell] as number);
  }
}
