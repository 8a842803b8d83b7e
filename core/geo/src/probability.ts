import { type Metres, metres, roundDistance } from '@greenline/base';
import type { Bounds } from './bounds.ts';
import { type Chain, nearestOf, newNearest, pieceEnd, piecesWithin } from './chain.ts';
import { type Field, traceContour } from './contour.ts';
import { newEcef, writeEcef } from './ellipsoid.ts';
import type { Gauge } from './gauge.ts';
import { keptBoundary } from './kept-boundary.ts';
import { limitGauge } from './limit-gauge.ts';
import type { Line, LineSide } from './line.ts';
import { massBeyondEdge } from './owen.ts';
import type { Position } from './position.ts';
import type { PreparedArea } from './prepared.ts';
import { type Whitening, whiteningOf } from './whitening.ts';

/** Variances and covariance of a position, east-north, in m². */
export type Covariance = readonly [ee: number, en: number, nn: number];

/** One sigma on each horizontal axis. */
export const isotropic = (sigmaM: number): Covariance => [sigmaM ** 2, 0, sigmaM ** 2];

/** Beyond this many sigma nothing is left that shows in a probability: 1e-9. */
const SIGMAS = 6;
/** Cells of a boundary traced for one place, in sigma. */
const CELL = 0.4;

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
  const white = whiteningOf(position, covariance);
  if (white === undefined) return Number.NaN;
  if (white.sigmaMax === 0) return prepared.contains(position.lon, position.lat) ? 1 : 0;
  const margin = gauge.insideBy(white.origin);
  if (Math.abs(margin) > SIGMAS * white.sigmaMax) return margin > 0 ? 1 : 0;
  return massAround(gauge, white, prepared.bounds);
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
  const at = writeEcef(position.lon, position.lat, newEcef());
  const signed = metres(gauge.signed(at, position));
  const margin = metres(roundDistance(roundDistance(signed) - roundDistance(depth)));
  const white = whiteningOf(position, covariance);
  const beyond = white === undefined ? Number.NaN : massBeyond(gauge, white, margin);
  return { nearer: 1 - beyond, beyond, signed, margin };
}

function massBeyond(gauge: Gauge, white: Whitening, margin: number): number {
  if (white.sigmaMax === 0) return margin >= 0 ? 1 : 0;
  const quick = gauge.insideBy(white.origin);
  if (Math.abs(quick) > SIGMAS * white.sigmaMax) return quick > 0 ? 1 : 0;
  return massAround(gauge, white, undefined);
}

/** By the boundary as given, else as traced once for all places, else for this place alone. */
function massAround(gauge: Gauge, white: Whitening, bounds: Bounds | undefined): number {
  if (gauge.boundary !== undefined) return massWithin(gauge.boundary, white);
  const kept = keptBoundary(gauge, white, SIGMAS * white.sigmaMax, bounds);
  return kept === undefined ? massOfTrace(gauge, white) : massWithin(kept, white);
}

/** The mass inside a boundary that is given as a chain, its inside on the left. */
function massWithin(chain: Chain, white: Whitening): number {
  const near = newNearest();
  nearestOf(chain, white.origin, near);
  let mass = near.side >= 0 ? 1 : 0;
  // Seen from a corner its edges have no angle: look from beside it.
  const shift = near.distance < 1e-7 * white.sigmaMin ? 1e-7 : 0;
  for (const piece of piecesWithin(chain, white.origin, SIGMAS * white.sigmaMax)) {
    const a = white.toPlane(pieceEnd(chain, piece, 0));
    const b = white.toPlane(pieceEnd(chain, piece, 1));
    mass -= massBeyondEdge(a[0] - shift, a[1] - 2 * shift, b[0] - shift, b[1] - 2 * shift);
  }
  // On the boundary itself, rounding may take the place for inside and the edge for passed.
  // That errs by exactly one.
  if (mass > 1 + 1e-6) mass -= 1;
  if (mass < -1e-6) mass += 1;
  return Math.min(1, Math.max(0, mass));
}

/** The mass inside an area whose boundary is traced for the purpose, around the place. */
function massOfTrace(gauge: Gauge, white: Whitening): number {
  const { sigmaMax, sigmaMin } = white;
  const at = newEcef();
  const field: Field = {
    insideBy: (u, v) => gauge.insideBy(white.fromPlane(u, v, at)),
    reach: (u0, v0, u1, v1) => (1.01 * sigmaMax * Math.hypot(u1 - u0, v1 - v0)) / 2,
  };
  // An odd count keeps the place itself off the lattice.
  const half = Math.min(8192, Math.ceil(SIGMAS / Math.min(CELL, gauge.grain / (3 * sigmaMax))));
  const count = 2 * half + 1;
  const step = (2 * SIGMAS) / count;
  const lattice = { u0: -SIGMAS, v0: -SIGMAS, du: step, dv: step, nu: count, nv: count };
  let mass = 0;
  for (const course of traceContour(field, lattice, sigmaMin / 300)) {
    for (let i = 0; i < course.length; i++) {
      const [ax, ay] = course[i] as readonly [number, number];
      const [bx, by] = course[(i + 1) % course.length] as readonly [number, number];
      // Adding zero makes -0 a 0: atan2 tells them apart.
      const turn = Math.atan2(ax * by - ay * bx + 0, ax * bx + ay * by) / (2 * Math.PI);
      mass += turn - massBeyondEdge(ax, ay, bx, by);
    }
  }
  return Math.min(1, Math.max(0, mass));
}
