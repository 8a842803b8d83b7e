import { normalCdf } from '@greenline/base';
import { newEcef } from './ellipsoid.ts';
import type { Gauge } from './gauge.ts';
import type { Whitening } from './whitening.ts';

/** Nodes and weights of Gauss-Hermite for the standard normal, 5 points. Source: NIST DLMF 3.5. */
const NODES = [0, -1.355626179974266, 1.355626179974266, -2.856970013872806, 2.856970013872806];
const WEIGHTS = [
  0.5333333333333333, 0.2220759220056126, 0.2220759220056126, 0.01125741132772069,
  0.01125741132772069,
];

/** Radius of the clear discs on either side, in units that `clearance` explains. */
const ALONG = 10;
const ACROSS = 6;
/** Farther out than this the drop of the plane below is no longer the surface; metres. */
const FARTHEST = 5000;
/** How far the discs of both sides may leave the boundary open, and bend it, in sigma across. */
const OPEN = 0.004;
const BENT = 0.1;
const BENT_SQUARE = 2e-4;
/** How far the outer two places may lie off the parabola through the inner three, in sigma across. */
const KINKED = 0.004;

const AT = newEcef();

/**
 * The mass inside, where the boundary within reach is one edge and all but straight.
 *
 * `undefined` where it is not, or is not seen to be. At five places along the edge a disc is laid to
 * it on either side; as a gauge never says more than the distance, nothing of the boundary lies in
 * a disc, and it passes between the two rows. What the discs leave open weighs less than 0.005 even
 * if all of it were on the wrong side; a smooth edge is met within 1e-4: the half-plane exactly, its
 * bend to the first order.
 */
export function massAtStraightEdge(
  gauge: Gauge,
  white: Whitening,
  margin: number,
): number | undefined {
  const { sigmaMax, sigmaMin, cosine, sine } = white;
  const step = sigmaMin / 4;
  const toEast = (gauge.insideBy(white.beside(step, 0, AT)) - margin) / step;
  const toNorth = (gauge.insideBy(white.beside(0, step, AT)) - margin) / step;
  const slope = Math.hypot(toEast, toNorth);
  if (!(Math.abs(slope - 1) < 0.01)) return undefined;
  // The unit direction inward; the edge lies `margin` metres the other way and runs to its right.
  const [e, n] = [toEast / slope, toNorth / slope];
  const inward = [(e * cosine + n * sine) * sigmaMax, (n * cosine - e * sine) * sigmaMin] as const;
  const along = [(n * cosine - e * sine) * sigmaMax, -(e * cosine + n * sine) * sigmaMin] as const;
  const across = Math.hypot(inward[0], inward[1]);
  const lean = (inward[0] * along[0] + inward[1] * along[1]) / (across * across);
  const spread = (sigmaMax * sigmaMin) / across;
  const radius = clearance(across, spread, lean);
  if (radius > FARTHEST) return undefined;
  const outward: number[] = [];
  let bend = 0;
  let square = 0;
  for (let i = 0; i < NODES.length; i++) {
    const t = (NODES[i] as number) * spread - lean * margin;
    const [footE, footN] = [t * n - margin * e, -t * e - margin * n];
    const within = gauge.insideBy(white.beside(footE + radius * e, footN + radius * n, AT));
    if (!(within > 0) || Math.abs(within - radius) > BENT * across) return undefined;
    const without = -gauge.insideBy(white.beside(footE - radius * e, footN - radius * n, AT));
    if (!(without > 0) || Math.abs(2 * radius - within - without) > OPEN * across) return undefined;
    const by = (within - without) / 2 / across;
    outward.push(by);
    bend += (WEIGHTS[i] as number) * by;
    square += (WEIGHTS[i] as number) * by * by;
  }
  if (square > BENT_SQUARE || kink(outward) > KINKED) return undefined;
  const z = margin / across;
  const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
  return Math.min(1, Math.max(0, normalCdf(z) + density * bend));
}

/**
 * How large the discs must be: to leave little open between two of them, which are about 1.5
 * `spread` apart, and to hold all of the error on their side, which leans by `lean` metres along
 * the edge for each across.
 */
const clearance = (across: number, spread: number, lean: number): number =>
  Math.max((ALONG * spread * spread) / across, ACROSS * across * (1 + lean * lean));

/** How far the outer two of five places lie off the parabola through the inner three. */
function kink(outward: readonly number[]): number {
  const [middle, left, right, farLeft, farRight] = outward as [
    number,
    number,
    number,
    number,
    number,
  ];
  const share = (NODES[4] as number) / (NODES[2] as number);
  const even = ((left + right) / 2 - middle) * share * share + middle;
  const odd = ((right - left) / 2) * share;
  return Math.max(Math.abs(even + odd - farRight), Math.abs(even - odd - farLeft));
}
