import { metres } from '@greenline/base';
import { destination, fromLocal, localFrame, type Position } from '@greenline/geo';
import { at, COVARIANCE, INSIDE, MEAN, STRIDE, TIME } from '../objects/belief.ts';
import { type Box, insideBy } from '../objects/field.ts';
import { curveOf } from '../objects/line-crossing.ts';
import type { Scan } from '../objects/scan.ts';
import { type SectorName, sectorOf } from './grid.ts';
import { carryBelief, passage } from './passage.ts';
import { placeIn, type SectorScan } from './scan-in.ts';
import type { SectorAtWork } from './sector-net.ts';
import { type LineSweep, reachOf, type SweptDifference } from './sweep.ts';

/** Metres from where bearings are taken within which they may begin an object; further off they only correct. */
const BEGINS_WITHIN = 40_000;
const STEP = 5_000;
/** Standard deviations, and metres besides, within which a line may be of an object. */
const NEAR = 5;
const BESIDE = 300;

/** The sectors through which the lines of a sweep run, as far as they may begin something there. */
export function sectorsAlong(sweep: LineSweep): ReadonlySet<SectorName> {
  const { measure, site, field } = sweep;
  const names = new Set<SectorName>();
  if (measure.kind === 'difference') {
    const reach = reachOf(sweep, 0);
    for (const one of measure.differences)
      for (const place of alongCurve(one)) if (isIn(reach, place)) names.add(sectorOf(place));
    return names;
  }
  const far = Math.min(field.kind === 'range' ? field.maxM : BEGINS_WITHIN, BEGINS_WITHIN);
  for (const bearing of measure.bearingsDeg)
    for (let way = 0; way < far + STEP; way += STEP)
      names.add(sectorOf(destination(site as Position, bearing, metres(Math.min(way, far)))));
  return names;
}

const SAMPLES = 32;

/** Places along the curve on which a time difference says that something is. */
function alongCurve({ receivers: [one, other], metres: way }: SweptDifference): Position[] {
  const frame = localFrame('curve', one);
  const second = placeIn(frame, other);
  const { at: placeAt, most } = curveOf({ first: [0, 0], second, difference: way });
  return Array.from({ length: SAMPLES + 1 }, (_, n) => {
    const [east, north] = placeAt(most * ((2 * n) / SAMPLES - 1));
    return fromLocal(frame, { east, north });
  });
}

const isIn = ([west, south, east, north]: Box, { lon, lat }: Position): boolean =>
  lat >= south && lat <= north && [lon, lon - 360, lon + 360].some((l) => l >= west && l <= east);

/**
 * The objects of each sector that lines may be of, lent to every other that the sweep reaches: a line
 * runs through many sectors, and is of one object in one of them.
 */
export function ghostsAlong(
  involved: readonly (readonly [SectorAtWork, SectorScan])[],
  t: number,
): ReadonlyMap<SectorName, readonly Float64Array[]> {
  const ghosts = new Map<SectorName, Float64Array[]>();
  if (involved.length < 2) return ghosts;
  for (const [{ cell, tracker }, { scan }] of involved) {
    const { beliefs, ids, count } = tracker.followed;
    for (let i = 0; i < count; i++) {
      const m = STRIDE * i + MEAN;
      const passed = Math.min(60, Math.max(0, t - at(beliefs, STRIDE * i + TIME)));
      const x = at(beliefs, m) + passed * at(beliefs, m + 2);
      const y = at(beliefs, m + 1) + passed * at(beliefs, m + 3);
      const c = STRIDE * i + COVARIANCE;
      const spread = at(beliefs, c) + at(beliefs, c + 4);
      if (!mayBeOf(scan, x, y, NEAR * Math.sqrt(spread) + BESIDE)) continue;
      for (const [{ cell: other }] of involved) {
        if (other === cell) continue;
        const ghost = new Float64Array(STRIDE + 1);
        ghost.set(beliefs.subarray(STRIDE * i, STRIDE * (i + 1)));
        carryBelief(passage(cell.frame, other.frame, x, y), ghost, 0);
        // It is not in the other sector, and has not left it.
        ghost[INSIDE] = 0;
        ghost[STRIDE] = at(ids, i);
        const there = ghosts.get(other.name);
        if (there === undefined) ghosts.set(other.name, [ghost]);
        else there.push(ghost);
      }
    }
  }
  return ghosts;
}

/** Whether any line of a scan passes a place by no more than `beside` metres and its own noise. */
function mayBeOf(scan: Scan, x: number, y: number, beside: number): boolean {
  if (insideBy(scan, x, y) < -beside) return false;
  const sigma = NEAR * Math.sqrt(scan.noise[0]?.[0] ?? 0);
  if (scan.measure === 'difference')
    return scan.detections.some(([pair = 0, way = 0]) => {
      const [[ax, ay], [bx, by]] = scan.pairs?.[pair] ?? [
        [0, 0],
        [0, 0],
      ];
      const off = Math.hypot(x - ax, y - ay) - Math.hypot(x - bx, y - by) - way;
      // A metre of place is two of difference at most.
      return Math.abs(off) < sigma + 2 * beside;
    });
  const [ex, ey] = [x - scan.origin[0], y - scan.origin[1]];
  const range = Math.max(1, Math.hypot(ex, ey));
  const azimuth = Math.atan2(ey, ex);
  return scan.detections.some(([value = 0]) => {
    const off = value - azimuth;
    const turned = Math.abs(off - 2 * Math.PI * Math.round(off / (2 * Math.PI)));
    return turned * range < sigma * range + beside;
  });
}
