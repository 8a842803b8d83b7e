import { type Metres, metres, roundDistance } from '@greenline/base';
import type { Bounds } from './bounds.ts';
import { newEcef, writeEcef } from './ellipsoid.ts';
import type { Gauge } from './gauge.ts';
import { keptBoundary } from './kept-boundary.ts';
import { limitGauge } from './limit-gauge.ts';
import type { Line, LineSide } from './line.ts';
import { massAmong, massOfTrace, massWithin, SIGMAS } from './mass.ts';
import type { Position } from './position.ts';
import type { PreparedArea } from './prepared.ts';
import { massAtStraightEdge } from './straight-edge.ts';
import { tracedTile } from './traced-tile.ts';
import { greatestSigma, type Whitening, whiteningOf } from './whitening.ts';

const AT = newEcef();

/** Variances and covariance of a position, east-north, in m². */
export type Covariance = readonly [ee: number, en: number, nn: number];

/** One sigma on each horizontal axis. */
export const isotropic = (sigmaM: number): Covariance => [sigmaM ** 2, 0, sigmaM ** 2];

/**
 * The probability that the true place lies in an area, given a normal error around `position`.
 *
 * Integrated over the boundary, edge by edge, exactly for straight ones; all told below 1e-3. With no
 * error at all it is 1 or 0, the boundary inside. NaN where `covariance` is none.
 */
export function probabilityInside(
  prepared: PreparedArea,
  position: Position,
  covariance: Covariance,
): number {
  const { gauge } = prepared;
  const sigma = greatestSigma(covariance);
  if (sigma === 0) return prepared.contains(position.lon, position.lat) ? 1 : 0;
  const settled = prepared.settledAround(position, SIGMAS * sigma);
  if (settled !== undefined) return settled ? 1 : 0;
  const margin = gauge.insideBy(writeEcef(position.lon, position.lat, AT));
  return massWith(gauge, margin, sigma, position, covariance, prepared.bounds);
}

/** On which side of a limit a place lies, with what probability. */
export interface BeyondLimit {
  /** P(signed distance < depth): nearer to the line than the limit, or across it. */
  readonly nearer: number;
  /** P(signed distance >= depth); `nearer` and `beyond` make one. */
  readonly beyond: number;
  /** The signed distance of the place itself: positive on the named side, negative across. */
  readonly signed: Metres;
  /** `signed - depth`, both to the millimetre: zero exactly at the limit. */
  readonly margin: Metres;
}

/**
 * The probability that the true place keeps `depth` metres from a line, on its own side.
 *
 * With no error at all, a place exactly at the limit is beyond it; a rule that is strict reads
 * `margin` instead.
 */
export function probabilityBeyond(
  line: Line,
  side: LineSide,
  depth: number,
  position: Position,
  covariance: Covariance,
): BeyondLimit {
  const gauge = limitGauge(line, side, depth);
  const at = writeEcef(position.lon, position.lat, AT);
  const signed = metres(gauge.signed(at, position));
  const margin = metres(roundDistance(roundDistance(signed) - roundDistance(depth)));
  const sigma = greatestSigma(covariance);
  const beyond =
    sigma === 0
      ? Number(margin >= 0)
      : massWith(gauge, gauge.insideBy(at), sigma, position, covariance, undefined);
  return { nearer: 1 - beyond, beyond, signed, margin };
}

/** Far from every boundary nothing is integrated. `margin` is the quick one of the place itself. */
function massWith(
  gauge: Gauge,
  margin: number,
  sigma: number,
  position: Position,
  covariance: Covariance,
  bounds: Bounds | undefined,
): number {
  if (Math.abs(margin) > SIGMAS * sigma) return margin > 0 ? 1 : 0;
  const white = whiteningOf(position, covariance);
  return white === undefined ? Number.NaN : massAround(gauge, white, margin, position, bounds);
}

/**
 * By the boundary as given, else as traced once for all places; for a small error by the half-plane
 * where the edge is straight, else as traced once for a tile; else as traced for this place alone.
 */
function massAround(
  gauge: Gauge,
  white: Whitening,
  margin: number,
  position: Position,
  bounds: Bounds | undefined,
): number {
  if (gauge.boundary !== undefined) return massWithin(gauge.boundary, white);
  const kept = keptBoundary(gauge, white, SIGMAS * white.sigmaMax, bounds);
  if (kept !== undefined) return massWithin(kept, white);
  const straight = massAtStraightEdge(gauge, white, margin);
  if (straight !== undefined) return straight;
  const tile = tracedTile(gauge, white, position);
  return tile === undefined ? massOfTrace(gauge, white) : massAmong(tile, white, margin >= 0);
}
