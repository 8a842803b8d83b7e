import { type Instant, instant, metres } from '@greenline/base';
import { destination } from '@greenline/geo';
import type { ObservationPeriod, ScanHabit, Sensor } from '@greenline/observation';
import type { SweptField } from '@greenline/tracking';
import { type Corner, convexOverlap, isInside } from './convex-overlap.ts';

/** A scan in which nothing was detected, as far as a stretch of looking tells of it. */
export interface SilentLook {
  /** The part of its field at which the sensor says that it looked. */
  readonly field: SweptField;
  /** Probability that a thing there is detected in this one scan. */
  readonly pd: number;
}

type Looked = Pick<ObservationPeriod, 'from' | 'to' | 'area' | 'detectionProbability'>;

/**
 * The moments of a stretch at which a sensor must have scanned and told of nothing: a period apart,
 * between the moments of which it told. `anchor` is its last one before, or since when it looks.
 */
export function silentMoments(
  anchor: Instant,
  told: readonly Instant[],
  to: Instant,
  periodMs: number,
): readonly Instant[] {
  const silent: Instant[] = [];
  const marks = told.filter((at) => at > anchor && at <= to).toSorted((a, b) => a - b);
  let from = anchor as number;
  for (const mark of [...marks, to + periodMs / 2 + 1]) {
    for (let at = from + periodMs; at < mark - periodMs / 2; at += periodMs)
      if (silent.length < MOST_SILENT) silent.push(instant(Math.round(at)));
    from = mark;
  }
  return silent;
}

const MOST_SILENT = 256;

/**
 * What one scan of a stretch saw: missed in all of them together is what the stretch says. `undefined`
 * where it looked at nothing of its field, or at a shape that is not convex.
 */
export function silentLook(
  { from, to, area, detectionProbability }: Looked,
  { position: site }: Sensor,
  habit: ScanHabit,
): SilentLook | undefined {
  const scans = Math.max(1, (to - from) / (1000 * habit.periodS));
  const each = 1 - (1 - Math.min(detectionProbability, 0.999)) ** (1 / scans);
  const pd = Math.min(habit.pd, each);
  const looked = (area.coordinates[0] ?? []).slice(0, -1) as unknown as readonly Corner[];
  const own = outlineOf(habit, site);
  if (!(pd > 0) || own === undefined || area.coordinates.length !== 1) return undefined;
  const { rangeM } = habit;
  if (rangeM !== undefined && own.every((corner) => isInside(looked, corner)))
    return { pd, field: { kind: 'range', minM: rangeM[0], maxM: rangeM[1] } };
  const overlap = convexOverlap(own, looked);
  if (overlap === undefined) return undefined;
  // A ring about the sensor has a hole, which no convex area has.
  const hollow = rangeM !== undefined && rangeM[0] > 0;
  if (hollow && site !== undefined && isInside(overlap, [site.lon, site.lat])) return undefined;
  return { pd, field: { kind: 'area', ring: overlap.map(([lon, lat]) => ({ lon, lat })) } };
}

const SIDES = 48;

function outlineOf(
  { rangeM, area }: ScanHabit,
  site: Sensor['position'],
): readonly Corner[] | undefined {
  if (area !== undefined) return area.map(({ lon, lat }) => [lon, lat] as const);
  if (rangeM === undefined || site === undefined) return undefined;
  return Array.from({ length: SIDES }, (_, n) => {
    const { lon, lat } = destination(site, (-360 * n) / SIDES + 360, metres(rangeM[1]));
    return [lon, lat] as const;
  });
}
