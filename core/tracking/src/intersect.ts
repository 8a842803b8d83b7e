import { type Motion, update } from './constant-velocity.ts';

/** Weights that are tried, from trusting the other side most to least. */
const STEPS = 20;
/** From here on the other side adds nothing. */
const NOTHING = 0.99;

type Spread = readonly [ee: number, en: number, nn: number];

/**
 * How far to keep one's own estimate, from 0 to 1, where two of the same thing may rest on the same
 * detections, nobody knows which: the weight of covariance intersection (Julier and Uhlmann 1997)
 * that leaves the place best known. `undefined` where the other adds nothing.
 */
export function ownWeight(own: Spread, other: Spread): number | undefined {
  let best: number | undefined;
  let least = own[0] + own[2];
  for (let step = 1; step < STEPS; step++) {
    const weight = step / STEPS;
    const spread = traceOf(own, other, weight);
    if (spread >= NOTHING * least) continue;
    least = spread;
    best = weight;
  }
  return best;
}

/** Trace of (w A⁻¹ + (1 − w) B⁻¹)⁻¹. */
function traceOf(a: Spread, b: Spread, weight: number): number {
  const [p, q, r] = inverse(a);
  const [s, t, u] = inverse(b);
  const mix = (x: number, y: number) => weight * x + (1 - weight) * y;
  const [ee, , nn] = inverse([mix(p, s), mix(q, t), mix(r, u)]);
  return ee + nn;
}

function inverse([ee, en, nn]: Spread): Spread {
  const determinant = ee * nn - en * en;
  return [nn / determinant, -en / determinant, ee / determinant];
}

const SPREADS = ['pe', 'pn', 'pc', 've', 'vn', 'vc', 'ce', 'cn', 'cen', 'cne'] as const;

/** As `update`, with another tracker's estimate: nothing that both rest on is counted twice. */
export function intersect(
  m: Motion,
  east: number,
  north: number,
  other: Spread,
): readonly [east: number, north: number] {
  const weight = ownWeight([m.pe, m.pc, m.pn], other);
  if (weight === undefined) return [0, 0];
  for (const name of SPREADS) m[name] /= weight;
  const left = 1 - weight;
  return update(m, east, north, [other[0] / left, other[1] / left, other[2] / left]);
}
