import { type Metres, metres } from '@greenline/base';
import { destination, type Position } from '@greenline/geo';
import type { Covariance, Sightline } from './observation.ts';

const RADIANS = Math.PI / 180;

/** How well an observer tells directions and distances. */
export interface Sense {
  readonly bearingSigmaDeg?: number;
  readonly rangeSigmaShare?: number;
}

/**
 * Where the thing is that an observer heard or saw in a direction at a distance: along the geodesic.
 *
 * `undefined` without both bearing and distance. The covariance (east-north, at the thing) is absent
 * unless both senses are known; the observer's own uncertainty is added where it is stated.
 */
export function placed(
  sightline: Sightline,
  sense: Sense,
): { readonly position: Position; readonly covariance?: Covariance } | undefined {
  const { bearingDeg, sigmaM = 0, elevationDeg = 0 } = sightline;
  if (bearingDeg === undefined || sightline.distanceM === undefined) return undefined;
  const distanceM = sightline.distanceM * Math.cos(elevationDeg * RADIANS);
  const position = destination(sightline.position, bearingDeg, metres(distanceM) as Metres);
  if (sense.bearingSigmaDeg === undefined || sense.rangeSigmaShare === undefined) {
    return { position };
  }
  const along = (distanceM * sense.rangeSigmaShare) ** 2;
  const across = (distanceM * Math.tan(Math.min(80, sense.bearingSigmaDeg) * RADIANS)) ** 2;
  const sine = Math.sin(bearingDeg * RADIANS);
  const cosine = Math.cos(bearingDeg * RADIANS);
  const own = sigmaM * sigmaM;
  return {
    position,
    covariance: [
      along * sine * sine + across * cosine * cosine + own,
      (along - across) * sine * cosine,
      along * cosine * cosine + across * sine * sine + own,
    ],
  };
}
