import type { Instant } from '@greenline/base';
import { greatestSigma } from './look.ts';
import { metresPerDegree, type Subject } from './subject.ts';

/** Six sigma: what lies nearer to a boundary is judged at every look. */
const FAR = 6;

/**
 * Notes where a subject was judged, and how far it may go before it must be judged again: `room` to
 * the nearest boundary, while nothing but its place changes and no term begins or ends.
 */
export function setCalm(
  subject: Subject,
  room: number,
  turns: readonly Instant[],
  era: number,
): void {
  const far = !subject.accuracyUnknown && room >= FAR * greatestSigma(subject.covariance);
  subject.calmRoom = far && subject.sigmaMs === 0 ? room : 0;
  subject.calmLon = subject.lon;
  subject.calmLat = subject.lat;
  if (far) subject.calmScale = metresPerDegree(subject.lat);
  subject.calmEra = era;
  subject.calmUntil = turns.find((turn) => turn > subject.at) ?? Number.POSITIVE_INFINITY;
}

/** Whether a subject is still so far from every boundary that nothing can have changed. */
export function isCalm(subject: Subject, era: number): boolean {
  if (
    subject.calmRoom === 0 ||
    subject.calmEra !== era ||
    subject.at >= subject.calmUntil ||
    subject.accuracyUnknown
  )
    return false;
  const { calmRoom: room, calmScale: scale } = subject;
  const dLat = Math.abs(subject.lat - subject.calmLat);
  if (dLat >= 0.5) return false;
  let dLon = Math.abs(subject.lon - subject.calmLon);
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
