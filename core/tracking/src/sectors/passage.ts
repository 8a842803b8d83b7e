import { fromLocal, type LocalFrame, toLocal } from '@greenline/geo';
import { at, COVARIANCE, MEAN, MODES } from '../objects/belief.ts';
import { LINE, PLACE } from '../objects/correct.ts';
import { COUNT, LOOK, MET, PLACES } from '../objects/look-book.ts';

/**
 * The way from one sector's frame into its neighbour's: a turn by the angle at which their meridians
 * meet, and a shift. Good to half a metre all along the edge between them, and to a tenth in its middle.
 */
export interface Passage {
  /** Image of east and of north of the old frame in the new one. */
  readonly turn: readonly [ee: number, en: number, ne: number, nn: number];
  readonly shift: readonly [east: number, north: number];
}

const STEP = 1_000;

/** Where a place of the old frame lies in the new one. */
export const carried = ({ turn: [ee, en, ne, nn], shift }: Passage, x: number, y: number) =>
  [ee * x + ne * y + shift[0], en * x + nn * y + shift[1]] as const;

/** The passage that is best near `x`, `y` of the frame `from`. */
export function passage(
  from: LocalFrame<string>,
  to: LocalFrame<string>,
  x: number,
  y: number,
): Passage {
  const image = (east: number, north: number) => {
    const { lon, lat } = fromLocal(from, { east, north });
    const point = toLocal(to, { lon, lat });
    return [point.east as number, point.north as number] as const;
  };
  const [px, py] = image(x, y);
  const [ex, ey] = image(x + STEP, y);
  const [nx, ny] = image(x, y + STEP);
  const [ee, en] = [(ex - px) / STEP, (ey - py) / STEP];
  const [ne, nn] = [(nx - px) / STEP, (ny - py) / STEP];
  return { turn: [ee, en, ne, nn], shift: [px - ee * x - ne * y, py - en * x - nn * y] };
}

/** Takes a belief over, in its place: means, and covariances of place and speed. */
export function carryBelief({ turn, shift }: Passage, of: Float64Array, o: number): void {
  const [ee, en, ne, nn] = turn;
  for (let j = 0; j < MODES; j++) {
    const m = o + MEAN + 4 * j;
    const [x, y, u, v] = [at(of, m), at(of, m + 1), at(of, m + 2), at(of, m + 3)];
    of[m] = ee * x + ne * y + shift[0];
    of[m + 1] = en * x + nn * y + shift[1];
    of[m + 2] = ee * u + ne * v;
    of[m + 3] = en * u + nn * v;
    carryBlocks(turn, of, o + COVARIANCE + 10 * j);
  }
}

/** xx xy xu xv yy yu yv uu uv vv: each two-by-two block turns as a whole. */
function carryBlocks(turn: Passage['turn'], of: Float64Array, c: number): void {
  const [xx, xy, yy] = [at(of, c), at(of, c + 1), at(of, c + 4)];
  const [xu, xv, yu, yv] = [at(of, c + 2), at(of, c + 3), at(of, c + 5), at(of, c + 6)];
  const [uu, uv, vv] = [at(of, c + 7), at(of, c + 8), at(of, c + 9)];
  const [a, b, , d] = turned(turn, xx, xy, xy, yy);
  of[c] = a;
  of[c + 1] = b;
  of[c + 4] = d;
  const [e, f, g, h] = turned(turn, xu, xv, yu, yv);
  of[c + 2] = e;
  of[c + 3] = f;
  of[c + 5] = g;
  of[c + 6] = h;
  const [k, l, , n] = turned(turn, uu, uv, uv, vv);
  of[c + 7] = k;
  of[c + 8] = l;
  of[c + 9] = n;
}

/** R B Rᵀ for a block B = [[a, b], [c, d]]. */
function turned(
  [ee, en, ne, nn]: Passage['turn'],
  a: number,
  b: number,
  c: number,
  d: number,
): readonly [number, number, number, number] {
  // R = [[ee, ne], [en, nn]].
  const [p, q] = [ee * a + ne * c, ee * b + ne * d];
  const [r, s] = [en * a + nn * c, en * b + nn * d];
  return [p * ee + q * ne, p * en + q * nn, r * ee + s * ne, r * en + s * nn];
}

/** Takes looks over, in their place: beliefs, covariances of what was measured, and places. */
export function carryLooks(way: Passage, looks: Float64Array): void {
  const [ee, en, ne, nn] = way.turn;
  for (let l = 0; l < looks.length; l += LOOK) {
    carryBelief(way, looks, l);
    const s = l + MET + 3;
    const [xx, xy, yy] = [at(looks, s), at(looks, s + 1), at(looks, s + 2)];
    const [a, b, , d] = turned(way.turn, xx, xy, xy, yy);
    looks[s] = a;
    looks[s + 1] = b;
    looks[s + 2] = d;
    const [east, north] = [at(looks, l + MET + LINE), at(looks, l + MET + LINE + 1)];
    looks[l + MET + LINE] = ee * east + ne * north;
    looks[l + MET + LINE + 1] = en * east + nn * north;
    for (let k = 0; k < at(looks, l + COUNT); k++) {
      const p = l + PLACES + PLACE * k;
      const [x, y] = [at(looks, p), at(looks, p + 1)];
      looks[p] = ee * x + ne * y + way.shift[0];
      looks[p + 1] = en * x + nn * y + way.shift[1];
    }
  }
}
