import { heightAboveEllipsoid, instant, metres } from '@greenline/base';
import { azimuthTo, destination, distanceBetween } from '@greenline/geo';
import type { EventFact, FlightFact } from '../fact.ts';
import type { Attribution } from './attribution.ts';
import { greatestSigma, type Look } from './look.ts';
import { clockSigma } from './subject.ts';

/** An event as clauses judge it. */
export const lookOfEvent = (fact: EventFact, { party, hypotheses }: Attribution): Look => ({
  of: 'event',
  id: fact.id,
  at: fact.at,
  sigmaMs: clockSigma(fact.uncertaintyS),
  party,
  classes: fact.class,
  attributes: fact.attributes ?? {},
  position: fact.position,
  covariance: fact.covariance,
  accuracyUnknown: fact.accuracyUnknown === true,
  direction: fact.direction ?? 'undetermined',
  ...(hypotheses.length === 0 ? {} : { hypotheses }),
  firstAt: fact.at,
  firstAttributes: fact.attributes ?? {},
});

/** Nearer to a boundary a flight is looked at this often, metres. */
const LEAST_STEP = 25;
const MOST_STEPS = 4000;
const LONGEST_MS = 60_000;

/**
 * Looks along the path of a flight: at every vertex, and between them as often as the nearest
 * boundary asks for (`judge` says how far away it is), so that no corner is cut unseen.
 */
export function looksAlong(fact: FlightFact, judge: (look: Look) => number): void {
  const { path } = fact;
  for (let i = 0; i < path.length; i++) {
    const from = path[i];
    const to = path[i + 1];
    if (from === undefined) continue;
    const room = judge(lookAt(fact, from.at, from.position, from.covariance));
    if (to === undefined) continue;
    const length = distanceBetween(from.position, to.position);
    const azimuth = azimuthTo(from.position, to.position);
    const speed = to.at > from.at ? length / (to.at - from.at) : Number.POSITIVE_INFINITY;
    const least = Math.max(LEAST_STEP, length / MOST_STEPS);
    let gone = step(room, from.covariance, least, speed);
    while (gone < length) {
      const share = gone / length;
      const at = instant(Math.round(from.at + share * (to.at - from.at)));
      const height = between(from.position.height, to.position.height, share);
      const place = destination(from.position, azimuth, metres(gone));
      const position = {
        lon: place.lon,
        lat: place.lat,
        ...(height === undefined ? {} : { height: heightAboveEllipsoid(height) }),
      };
      const covariance = share < 0.5 ? from.covariance : to.covariance;
      gone += step(judge(lookAt(fact, at, position, covariance)), covariance, least, speed);
    }
  }
}

function step(room: number, covariance: Look['covariance'], least: number, speed: number): number {
  const free = room - 6 * greatestSigma(covariance);
  return Math.max(least, Math.min(free, Math.max(least, speed * LONGEST_MS)));
}

const between = (
  a: number | undefined,
  b: number | undefined,
  share: number,
): number | undefined => (a === undefined || b === undefined ? undefined : a + share * (b - a));

const lookAt = (
  fact: FlightFact,
  at: Look['at'],
  position: Look['position'],
  covariance: Look['covariance'],
): Look => ({
  of: 'flight',
  id: fact.id,
  at,
  sigmaMs: 0,
  party: fact.party ?? 'unknown',
  classes: fact.class,
  attributes: fact.attributes ?? {},
  position,
  covariance,
  accuracyUnknown: false,
  direction: 'undetermined',
  firstAt: fact.path[0]?.at ?? at,
  firstAttributes: fact.attributes ?? {},
});
