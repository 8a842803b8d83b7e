import { metres } from '@greenline/base';
import { destination, type Position } from '@greenline/geo';
import type { Covariance, Sightline } from '@greenline/observation';

/** A place with its spread in the local east-north plane, m². */
export interface Located {
  readonly position: Position;
  readonly covariance: Covariance;
}

/**
 * Where the thing at the end of a sightline stands, along the geodesic, and how surely: the errors of
 * bearing (across), of range (along) and of the observer's own place add up.
 *
 * `undefined` where bearing or distance was not told: then there is a direction or a ring, and no place.
 * An observer whose own spread is unknown adds none, so ask the registry for it first.
 */
export function positionFromSightline(
  sightline: Sightline,
  bearingSigmaDeg: number,
  rangeSigmaShare: number,
): Located | undefined {
  const { position, bearingDeg, distanceM, sigmaM = 0 } = sightline;
  if (bearingDeg === undefined || distanceM === undefined) return undefined;
  const bearing = (bearingDeg * Math.PI) / 180;
  const along = (distanceM * rangeSigmaShare) ** 2;
  const across = (distanceM * (bearingSigmaDeg * Math.PI)) ** 2 / 180 ** 2;
  const own = sigmaM ** 2;
  const east = Math.sin(bearing);
  const north = Math.cos(bearing);
  return {
    position: destination({ lon: position.lon, lat: position.lat }, bearingDeg, metres(distanceM)),
    covariance: [
      own + along * east ** 2 + across * north ** 2,
      (along - across) * east * north,
      own + along * north ** 2 + across * east ** 2,
    ],
  };
}
