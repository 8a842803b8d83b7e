import type { Instant } from '@greenline/base';
import { greatestSigma } from './look.ts';
import { metresPerDegree, type Subject } from './subject.ts';

/** Where a subject was judged, and how far it may go before it must be judged again: plain data. */
export interface Calm {
  readonly lon: number;
  readonly lat: number;
  readonly room: number;
  readonly until: number;
  /** Metres to a degree there. */
  readonly scale: { readonly lat: number; readonly lon: number };
  /** How much had been declared by then. */
  readonly era: number;
}

/** Six sigma: what lies nearer to a boundary is judged at every look. */
const FAR = 6;

/** Whether a subject with `room` to the nearest boundary is far from it. */
export const isFar = (subject: Subject, room: number): boolean =>
  !subject.accuracyUnknown &&
  subject.sigmaMs === 0 &&
  room > 0 &&
  room >= FAR * greatestSigma(subject.covariance);

/**
 * How long nothing can change for a subject with `room` to the nearest boundary, while nothing but
 * its place changes and no term begins or ends; `undefined` where it may at once.
 */
export function calmFor(
  subject: Subject,
  room: number,
  turns: readonly Instant[],
  era: number,
): Calm | undefined {
  if (!isFar(subject, room)) return undefined;
  const { lon, lat, at } = subject;
  const until = turns.find((turn) => turn > at) ?? Number.POSITIVE_INFINITY;
  return { lon, lat, room, until, scale: metresPerDegree(lat), era };
}

/** Whether a subject is still so far from every boundary that nothing can have changed. */
export function isCalm(subject: Subject, calm: Calm | undefined, era: number): boolean {
  if (calm === undefined || calm.era !== era || subject.at >= calm.until || subject.accuracyUnknown)
    return false;
  const { room, scale } = calm;
  const dLat = Math.abs(subject.lat - calm.lat);
  if (dLat >= 0.5) return false;
  let dLon = Math.abs(subject.lon - calm.lon);
  if (dLon > 180) dLon = 360 - dLon;
  const [east, north] = [dLon * scale.lon, dLat * scale.lat];
  // Roots are spared where even more than the way and the error would not reach.
  const [ee, , nn] = subject.covariance ?? EXACT;
  if ((east + north) * STRETCH + FAR * Math.sqrt(ee + nn) < room) return true;
  const sigma = greatestSigma(subject.covariance);
  return Math.hypot(east, north) * STRETCH + FAR * sigma < room;
}

/** A meridian's degree shrinks towards the pole and grows away from it: 1 % covers a degree of it. */
const STRETCH = 1.02;
const EXACT = [0, 0, 0] as const;
