import { normalCdf } from '@greenline/base';

/** Nodes and weights of Gauss-Legendre on [-1, 1], 20 points, positive half. Source: NIST DLMF 3.5. */
const NODES = [
  0.0765265211334973, 0.2277858511416451, 0.3737060887154195, 0.5108670019508271, 0.636053680726515,
  0.7463319064601508, 0.8391169718222188, 0.912234428251326, 0.9639719272779138, 0.9931285991850949,
];
const WEIGHTS = [
  0.1527533871307258, 0.1491729864726037, 0.142096109318382, 0.1316886384491766, 0.1181945319615184,
  0.1019301198172404, 0.0832767415767048, 0.0626720483341091, 0.0406014298003869,
  0.0176140071391521,
];

/**
 * Owen's T: the standard normal mass of the wedge `x > h`, `0 < y < a x`. Absolute error < 1e-10.
 *
 * After Owen, Tables for computing bivariate normal probabilities (1956).
 */
export function owenT(h: number, a: number): number {
  if (a < 0) return -owenT(h, -a);
  const height = Math.abs(h);
  if (height > 9) return 0;
  if (height === 0) return Math.atan(a) / (2 * Math.PI);
  if (a <= 1) return integral(height, a);
  const low = normalCdf(height);
  const reach = normalCdf(a * height);
  return (low + reach) / 2 - low * reach - integral(a * height, 1 / a);
}

function integral(h: number, a: number): number {
  if (h > 9) return 0;
  const half = a / 2;
  const scale = (-h * h) / 2;
  let sum = 0;
  for (let i = 0; i < NODES.length; i++) {
    const offset = half * (NODES[i] as number);
    const before = 1 + (half - offset) ** 2;
    const after = 1 + (half + offset) ** 2;
    const both = Math.exp(scale * before) / before + Math.exp(scale * after) / after;
    sum += (WEIGHTS[i] as number) * both;
  }
  return (sum * half) / (2 * Math.PI);
}

/**
 * The standard normal mass left out, beyond an edge from `a` to `b`, in the angle under which the
 * edge is seen from the origin; positive where the origin lies left of it or on it.
 */
export function massBeyondEdge(ax: number, ay: number, bx: number, by: number): number {
  const [ux, uy] = [bx - ax, by - ay];
  const length = Math.hypot(ux, uy);
  if (length === 0) return 0;
  const height = (ax * by - ay * bx) / length;
  const from = (ax * ux + ay * uy) / length;
  const to = from + length;
  const h = Math.abs(height);
  if (length <= Math.min(1, Math.max(h, from, -to))) return massBeyondShort(height, from, length);
  const slope = (along: number): number =>
    h === 0 ? Math.sign(along) * Number.POSITIVE_INFINITY || 0 : along / h;
  const mass = owenT(h, slope(to)) - owenT(h, slope(from));
  return height >= 0 ? mass : -mass;
}

const SHORT_NODES = [0.2386191860831969, 0.6612093864662645, 0.9324695142031514];
const SHORT_WEIGHTS = [0.467913934572691, 0.3607615730481386, 0.1713244923791704];

/** The same for an edge farther off than it is long: six points do, to 5e-9. Source as above. */
function massBeyondShort(height: number, from: number, length: number): number {
  const half = length / 2;
  const middle = from + half;
  const square = height * height;
  let sum = 0;
  for (let i = 0; i < SHORT_NODES.length; i++) {
    const offset = half * (SHORT_NODES[i] as number);
    const before = square + (middle - offset) ** 2;
    const after = square + (middle + offset) ** 2;
    const both = Math.exp(-before / 2) / before + Math.exp(-after / 2) / after;
    sum += (SHORT_WEIGHTS[i] as number) * both;
  }
  return (sum * half * height) / (2 * Math.PI);
}
