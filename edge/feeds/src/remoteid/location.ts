import { type Instant, instant } from '@greenline/base';
import type { Sighting } from '@greenline/observation';

/**
 * Radius that holds 95 % of a circular normal error, in sigmas of one axis: √(-2 ln 0.05). The
 * horizontal accuracy of Remote ID is such a radius (the EPU of ADS-B's NACp).
 */
export const RADIUS_95 = Math.sqrt(-2 * Math.log(0.05));

/** Bound of each horizontal accuracy code, metres; 0 and 13 to 15 say nothing. F3411-22a, table 12. */
export const ACCURACY_M = [
  undefined,
  18_520,
  7_408,
  3_704,
  1_852,
  926,
  555.6,
  185.2,
  92.6,
  30,
  10,
  3,
  1,
];

/** What the status of an aircraft stands for. */
export const STATUS = ['undeclared', 'ground', 'airborne', 'emergency', 'system-failure'];

const HOUR_MS = 3_600_000;

/** A broadcast is heard as it is sent; a clock further off than this is wrong, ms. */
const MOST_CLOCK_ERROR_MS = 60_000;
/** F3411 lets a position be 1 s old when it is sent; the rest is for the receiver. */
const RECEPTION_UNCERTAINTY_S = 2;

/**
 * The stamp counts from the full hour, so it is read in the hour that brings it nearest to the
 * reception. Unknown, impossible or more than a minute off: the time of reception, within 2 s.
 */
export function observedAt(
  location: { readonly timestampS: number; readonly tsAccCode: number },
  heardAt: Instant,
): Pick<Sighting, 'observedAt' | 'uncertaintyS'> {
  const byReception = { observedAt: heardAt, uncertaintyS: RECEPTION_UNCERTAINTY_S };
  const stampMs = Math.round(location.timestampS * 1000);
  if (stampMs > HOUR_MS) return byReception;
  const hour = Math.floor(heardAt / HOUR_MS) * HOUR_MS;
  const [nearest = heardAt] = [-HOUR_MS, 0, HOUR_MS]
    .map((shift) => hour + shift + stampMs)
    .sort((a, b) => Math.abs(a - heardAt) - Math.abs(b - heardAt));
  if (Math.abs(nearest - heardAt) > MOST_CLOCK_ERROR_MS) return byReception;
  const tenths = location.tsAccCode;
  return { observedAt: instant(nearest), ...(tenths > 0 && { uncertaintyS: tenths / 10 }) };
}
