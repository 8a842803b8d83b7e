import { fail, ok, type Result } from '@greenline/base';
import type { ScanFlaw } from './parse-scan.ts';

/** A rectangle of ground that is watched, and the sensors that watch it. */
export interface Sector {
  /** West, south, east and north edge, metres. */
  readonly box: readonly [number, number, number, number];
  /** Seconds after zero until which tracks are asked for; `undefined`: to the last arrival. */
  readonly duration?: number;
  /** Seconds from one scan to the next, by sensor. */
  readonly periods: ReadonlyMap<string, number>;
}

/** Cells of half a kilometre that a sector may have: a thousand by a thousand kilometres. */
const WIDEST = 1e6;
const LONGEST = 31 * 86_400;

/** A sector as JSON: `{box: [x0, y0, x1, y1], duration?, sensors: [{id, period}]}`. */
export function parseSector(json: unknown): Result<Sector, ScanFlaw> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return fail({ field: '', text: 'a sector is one JSON object' });
  const { box, duration, sensors } = json as Readonly<Record<string, unknown>>;
  if (!Array.isArray(box) || box.length !== 4 || !box.every(Number.isFinite))
    return fail({ field: 'box', text: 'write [x0, y0, x1, y1] in metres' });
  const [x0, y0, x1, y1] = box as [number, number, number, number];
  if (!(x0 < x1 && y0 < y1 && x1 - x0 <= WIDEST && y1 - y0 <= WIDEST))
    return fail({ field: 'box', text: `write x0 < x1 and y0 < y1, at most ${WIDEST} m a side` });
  if (
    duration !== undefined &&
    !(typeof duration === 'number' && duration >= 0 && duration <= LONGEST)
  )
    return fail({ field: 'duration', text: `write seconds from 0 to ${LONGEST}` });
  if (!Array.isArray(sensors)) return fail({ field: 'sensors', text: 'write a list of sensors' });
  const periods = new Map<string, number>();
  for (const [i, sensor] of sensors.entries()) {
    const { id, period } = (sensor ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof id !== 'string' || id === '' || periods.has(id))
      return fail({ field: `sensors[${i}].id`, text: 'write a text of its own for each' });
    if (typeof period !== 'number' || !(period > 0 && period < LONGEST))
      return fail({ field: `sensors[${i}].period`, text: 'write seconds above 0' });
    periods.set(id, period);
  }
  return ok({
    box: [x0, y0, x1, y1],
    ...(duration !== undefined && { duration: duration as number }),
    periods,
  });
}
