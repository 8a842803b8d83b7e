import { fail, type Metres, metres, ok, type Result } from '@greenline/base';
import type { Area, AreaError } from './area.ts';
import type { Bounds } from './bounds.ts';
import { type Field, type Lattice, sortCells } from './contour.ts';
import { newEcef, RADIANS, SEMI_MAJOR, writeEcef } from './ellipsoid.ts';
import { type Gauge, gaugeOf } from './gauge.ts';
import { POLAR_LIMIT } from './line.ts';
import type { Position } from './position.ts';

/** An area made ready for many questions. Boundaries are inside. */
export interface PreparedArea {
  readonly area: Area;
  readonly gauge: Gauge;
  readonly bounds: Bounds;
  contains(lon: number, lat: number): boolean;
  /**
   * `lonLat` holds lon, lat, lon, lat and so on; writes 1 for inside, 0 for outside into `out` and
   * returns how many lie inside.
   */
  containsBatch(lonLat: Float64Array, out: Uint8Array): number;
  /**
   * Whether all places within so many metres lie inside, or all outside, as far as the lattice alone
   * tells; `undefined` where it does not.
   */
  settledAround(position: Position, radius: number): boolean | undefined;
  /**
   * Metres to the boundary, positive inside: exact in sign; in size exact for a single line, ring or
   * disc, and a lower bound where the boundaries of several parts compete.
   */
  insideBy(position: Position): Metres;
}

const OUTSIDE = 0;
const INSIDE = 1;
const CELLS = 2 ** 20;
const CELLS_OF_SMALL = 2 ** 18;
const DEGREE = SEMI_MAJOR * RADIANS * 1.003;
/** Metres to a degree of latitude, at the least (WGS 84, at the equator). */
const LEAST_DEGREE = 110_574;
/** More cells are slower to look at than the boundary is to measure. */
const MOST_ACROSS = 4;
/** Nearer to the boundary than the quick distance may err: measured again, exactly. */
const DOUBTFUL = 1;

/**
 * Prepares an area: a lattice over it says inside, outside or boundary; only places in boundary
 * cells are measured, and within a metre of the boundary by Karney's geodesic, to the millimetre.
 */
export function prepareArea(area: Area): Result<PreparedArea, AreaError> {
  const gauge = gaugeOf(area);
  const { bounds } = gauge;
  const { west, south, east, north } = bounds;
  if (north > POLAR_LIMIT || south < -POLAR_LIMIT) {
    return fail({ kind: 'near-pole', text: 'the area reaches within a degree of a pole' });
  }
  if (east - west > 180) {
    return fail({ kind: 'too-large', text: 'the area spans over 180 degrees of longitude' });
  }
  const field = fieldOf(gauge);
  const lattice = latticeOf(bounds, cellsFor(gauge));
  const { du, dv, nu, nv } = lattice;
  const cells = new Uint8Array(nu * nv).fill(2);
  sortCells(
    field,
    lattice,
    (i0, j0, i1, j1, inside) => {
      for (let j = j0; j < j1; j++) cells.fill(inside ? INSIDE : OUTSIDE, j * nu + i0, j * nu + i1);
    },
    () => undefined,
  );
  const at = newEcef();
  const measured = (lon: number, lat: number): boolean => {
    const margin = gauge.insideBy(writeEcef(lon, lat, at));
    if (Math.abs(margin) > DOUBTFUL) return margin > 0;
    return Math.round(gauge.insideBy(at, { lon, lat }) * 1e3) >= 0;
  };
  /** Degrees east of the western edge. */
  const eastward = (lon: number): number => {
    const turned = lon - west;
    return turned < 0 ? turned + 360 : turned >= 360 ? turned - 360 : turned;
  };
  const judge = (lon: number, lat: number): boolean => {
    const column = eastward(lon) / du;
    const row = (lat - south) / dv;
    if (!(column >= 0 && column < nu && row >= 0 && row < nv)) return false;
    const state = cells[(row | 0) * nu + (column | 0)] as number;
    return state < 2 ? state === INSIDE : measured(lon, lat);
  };
  const settledAround = ({ lon, lat }: Position, radius: number): boolean | undefined => {
    if (!(radius >= 0) || Math.abs(lat) > POLAR_LIMIT) return undefined;
    const turned = eastward(lon);
    const up = radius / LEAST_DEGREE;
    const aside = up / Math.cos((Math.abs(lat) + up) * RADIANS);
    const [first, last] = [Math.floor((turned - aside) / du), Math.floor((turned + aside) / du)];
    const [low, high] = [Math.floor((lat - up - south) / dv), Math.floor((lat + up - south) / dv)];
    if (turned + aside < 360 && (last < 0 || first >= nu || high < 0 || low >= nv)) return false;
    if (first < 0 || low < 0 || last >= nu || high >= nv) return undefined;
    if (high - low > MOST_ACROSS || last - first > MOST_ACROSS) return undefined;
    const state = cells[low * nu + first] as number;
    if (state > 1) return undefined;
    for (let row = low; row <= high; row++)
      for (let column = first; column <= last; column++)
        if (cells[row * nu + column] !== state) return undefined;
    return state === INSIDE;
  };
  return ok({
    area,
    gauge,
    bounds,
    contains: judge,
    settledAround,
    containsBatch(lonLat, out) {
      let count = 0;
      for (let i = 0, k = 0; k + 1 < lonLat.length; i++, k += 2) {
        const inside = judge(lonLat[k] as number, lonLat[k + 1] as number) ? 1 : 0;
        out[i] = inside;
        count += inside;
      }
      return count;
    },
    insideBy(position) {
      return metres(gauge.insideBy(writeEcef(position.lon, position.lat, newEcef()), position));
    },
  });
}

/** Degrees of longitude and latitude as the plane of a field. */
export function fieldOf(gauge: Gauge): Field {
  const at = newEcef();
  return {
    insideBy: (lon, lat) => gauge.insideBy(writeEcef(lon, lat, at)),
    reach(west, south, east, north) {
      const cosine = south <= 0 === north >= 0 ? 1 : widest(south, north);
      return (DEGREE / 2) * Math.hypot((east - west) * cosine, north - south);
    },
  };
}

/** Equal cells, about square in metres, over a box. */
export function latticeOf({ west, south, east, north }: Bounds, cells: number): Lattice {
  const cosine = Math.cos(((south + north) / 2) * RADIANS);
  const side = Math.sqrt(((east - west) * cosine * (north - south)) / cells);
  const nu = Math.max(1, Math.ceil(((east - west) * cosine) / side));
  const nv = Math.max(1, Math.ceil((north - south) / side));
  const [du, dv] = [(east - west) / nu, (north - south) / nv];
  return { u0: west, v0: south, du, dv, nu, nv };
}

const widest = (south: number, north: number): number =>
  Math.cos(Math.min(Math.abs(south), Math.abs(north)) * RADIANS);

const cellsFor = ({ bounds }: Gauge): number => (bounds.heightM > 5e4 ? CELLS : CELLS_OF_SMALL);
