import type { LonLat } from './place.ts';

/** East-east, east-north, north-north, m². */
export type Covariance = readonly [ee: number, en: number, nn: number];

/** Semi-axes in metres; `angle` of the major axis, radians counter-clockwise from east. */
export interface Ellipse {
  readonly major: number;
  readonly minor: number;
  readonly angle: number;
}

/** Square root of the 95 % quantile of chi-square with two degrees of freedom. */
export const SCALE_95 = Math.sqrt(-2 * Math.log(0.05));

/** The 95 % ellipse of a covariance; `undefined` where it is none (not positive). */
export function ellipse95([ee, en, nn]: Covariance): Ellipse | undefined {
  const mean = (ee + nn) / 2;
  const spread = Math.hypot((ee - nn) / 2, en);
  const small = mean - spread;
  if (!(mean + spread > 0) || !(small >= -1e-9 * mean)) return undefined;
  return {
    major: SCALE_95 * Math.sqrt(mean + spread),
    minor: SCALE_95 * Math.sqrt(Math.max(0, small)),
    angle: 0.5 * Math.atan2(2 * en, ee - nn),
  };
}

const METRES_PER_DEGREE = 111_320;

/** Half-width of the 95 % interval along the worst direction, metres. */
export const reach95 = (covariance: Covariance): number | undefined => ellipse95(covariance)?.major;

/** A closed ring of [lon, lat] round a position, for drawing only. */
export function ring(centre: LonLat, shape: Ellipse, steps = 48): [number, number][] {
  const perLon = METRES_PER_DEGREE * Math.cos((centre.lat * Math.PI) / 180);
  const cos = Math.cos(shape.angle);
  const sin = Math.sin(shape.angle);
  const points: [number, number][] = [];
  for (let i = 0; i <= steps; i++) {
    const turn = (2 * Math.PI * (i % steps)) / steps;
    const along = shape.major * Math.cos(turn);
    const across = shape.minor * Math.sin(turn);
    points.push([
      centre.lon + (along * cos - across * sin) / perLon,
      centre.lat + (along * sin + across * cos) / METRES_PER_DEGREE,
    ]);
  }
  return points;
}

/** Metres between two positions, good enough for pointing at things on a screen. */
export function roughDistance(a: LonLat, b: LonLat): number {
  const cos = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return METRES_PER_DEGREE * Math.hypot((a.lon - b.lon) * cos, a.lat - b.lat);
}
