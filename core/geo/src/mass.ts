import { type Chain, pieceEnd, piecesWithin } from './chain.ts';
import { type Field, traceContour } from './contour.ts';
import { type Ecef, newEcef } from './ellipsoid.ts';
import type { Gauge } from './gauge.ts';
import { nearestOf, newNearest } from './nearest.ts';
import { massBeyondEdge } from './owen.ts';
import type { Edges } from './traced-tile.ts';
import type { Whitening } from './whitening.ts';

/** Beyond this many sigma nothing is left that shows in a probability: 1e-9. */
export const SIGMAS = 6;
/** Cells of a boundary traced for one place, in sigma. */
const CELL = 0.4;
/** Seen from a corner its edges have no angle: look from so many sigma beside it. */
const BESIDE = 1e-7;

/** The mass inside a boundary that is given as a chain, its inside on the left. */
export function massWithin(chain: Chain, white: Whitening): number {
  const near = newNearest();
  nearestOf(chain, white.origin, near);
  let mass = near.side >= 0 ? 1 : 0;
  const shift = near.distance < BESIDE * white.sigmaMin ? BESIDE : 0;
  for (const piece of piecesWithin(chain, white.origin, SIGMAS * white.sigmaMax)) {
    const a = white.toPlane(pieceEnd(chain, piece, 0));
    const b = white.toPlane(pieceEnd(chain, piece, 1));
    mass -= massBeyondEdge(a[0] - shift, a[1] - 2 * shift, b[0] - shift, b[1] - 2 * shift);
  }
  return settled(mass);
}

/** The mass inside edges that have the inside on their left, seen from a place within them or not. */
export function massAmong(edges: Edges, white: Whitening, inside: boolean): number {
  let mass = inside ? 1 : 0;
  const at = newEcef();
  const place = (o: number) => {
    at.x = edges[o] as number;
    at.y = edges[o + 1] as number;
    at.z = edges[o + 2] as number;
    return white.toPlane(at);
  };
  const reach = SIGMAS * white.sigmaMax;
  for (let o = 0; o < edges.length; o += 6) {
    if (!passesWithin(edges, o, white.origin, reach)) continue;
    const a = place(o);
    const b = place(o + 3);
    mass -= massBeyondEdge(a[0] - BESIDE, a[1] - 2 * BESIDE, b[0] - BESIDE, b[1] - 2 * BESIDE);
  }
  return settled(mass);
}

/**
 * The mass inside an area whose boundary is traced for the purpose, around the place, to `closeness`
 * metres. What is narrower than a `cell`, in sigma, may be missed: the tip of a wedge between two parts.
 */
export function massOfTrace(
  gauge: Gauge,
  white: Whitening,
  closeness = white.sigmaMin / 300,
  cell = CELL,
): number {
  const { sigmaMax } = white;
  const at = newEcef();
  const field: Field = {
    insideBy: (u, v) => gauge.insideBy(white.fromPlane(u, v, at)),
    reach: (u0, v0, u1, v1) => (1.01 * sigmaMax * Math.hypot(u1 - u0, v1 - v0)) / 2,
  };
  // An odd count keeps the place itself off the lattice.
  const half = Math.min(8192, Math.ceil(SIGMAS / Math.min(cell, gauge.grain / (3 * sigmaMax))));
  const count = 2 * half + 1;
  const step = (2 * SIGMAS) / count;
  const lattice = { u0: -SIGMAS, v0: -SIGMAS, du: step, dv: step, nu: count, nv: count };
  // By the place itself, not by its turn: the rim of a picture that is all inside is not traced.
  let mass = gauge.insideBy(white.origin) >= 0 ? 1 : 0;
  for (const course of traceContour(field, lattice, closeness)) {
    for (let i = 0; i < course.length; i++) {
      const [ax, ay] = course[i] as readonly [number, number];
      const [bx, by] = course[(i + 1) % course.length] as readonly [number, number];
      mass -= massBeyondEdge(ax - BESIDE, ay - 2 * BESIDE, bx - BESIDE, by - 2 * BESIDE);
    }
  }
  return settled(mass);
}

/** Whether an edge comes within so many metres of a place. */
function passesWithin(edges: Edges, o: number, at: Ecef, radius: number): boolean {
  const px = at.x - (edges[o] as number);
  const py = at.y - (edges[o + 1] as number);
  const pz = at.z - (edges[o + 2] as number);
  const ux = (edges[o + 3] as number) - (edges[o] as number);
  const uy = (edges[o + 4] as number) - (edges[o + 1] as number);
  const uz = (edges[o + 5] as number) - (edges[o + 2] as number);
  const square = ux * ux + uy * uy + uz * uz;
  const share = square === 0 ? 0 : (px * ux + py * uy + pz * uz) / square;
  const t = share < 0 ? 0 : share > 1 ? 1 : share;
  const [dx, dy, dz] = [px - t * ux, py - t * uy, pz - t * uz];
  return dx * dx + dy * dy + dz * dz <= radius * radius;
}

/**
 * On the boundary itself, rounding may take the place for inside and the edge for passed: that errs
 * by exactly one.
 */
function settled(mass: number): number {
  const whole = mass > 1 + 1e-6 ? mass - 1 : mass < -1e-6 ? mass + 1 : mass;
  return Math.min(1, Math.max(0, whole));
}
