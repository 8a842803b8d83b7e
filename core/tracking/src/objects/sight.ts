import { normalCdf } from '@greenline/base';
import { COVARIANCE, MEAN, MODES } from './belief.ts';
import { LINE } from './correct.ts';
import type { Detections } from './detections.ts';
import { shareInside } from './field.ts';
import { aim, noiseAt } from './noise-at.ts';
import type { Scan } from './scan.ts';

/**
 * Writes how an object meets a scan (`SIGHT` numbers) and returns its probability of detection;
 * `aim` then tells where it is.
 */
export function sightOf(
  of: Float64Array,
  o: number,
  scan: Scan,
  sight: Float64Array,
  s: number,
  detections?: Detections,
): number {
  let x = 0;
  let y = 0;
  let spread = 0;
  for (let j = 0; j < MODES; j++) {
    const w = of[o + j] as number;
    x += w * (of[o + MEAN + 4 * j] as number);
    y += w * (of[o + MEAN + 4 * j + 1] as number);
    const c = o + COVARIANCE + 10 * j;
    spread += w * ((of[c] as number) + (of[c + 4] as number));
  }
  const sigma = Math.sqrt(spread / 2);
  const inside = shareInside(scan, x, y, sigma);
  const ex = x - scan.origin[0];
  const ey = y - scan.origin[1];
  const range = Math.max(1, Math.sqrt(ex * ex + ey * ey));
  const east = ex / range;
  const north = ey / range;
  aim.x = x;
  aim.y = y;
  aim.sigma = sigma;
  aim.range = range;
  aim.inside = inside;
  aim.east = east;
  aim.north = north;
  const looked = scan.fastest === undefined ? inside : inside * slowEnough(of, o, scan.fastest);
  let pd = 0;
  for (let j = 0; j < MODES; j++) {
    const seen =
      scan.blindBelow === undefined ? 1 : fastEnough(of, o, j, east, north, scan.blindBelow);
    sight[s + j] = scan.pd * looked * seen;
    pd += (of[o + j] as number) * (sight[s + j] as number);
  }
  noiseAt(scan, detections, sight, s + 3);
  sight[s + LINE] = east;
  sight[s + LINE + 1] = north;
  sight[s + LINE + 2] = scan.blindBelow ?? 0;
  sight[s + LINE + 3] = scan.blindBelow === undefined ? 0 : scan.pd * inside;
  return pd;
}

/** About the chance that an object, as it cruises, is no faster than what a sensor looks for. */
function slowEnough(of: Float64Array, o: number, fastest: number): number {
  const [m, c] = [o + MEAN, o + COVARIANCE];
  const speed = Math.hypot(of[m + 2] as number, of[m + 3] as number);
  const variance = Math.max(((of[c + 7] as number) + (of[c + 9] as number)) / 2, 1e-6);
  const wide = 1 - Math.exp(-(fastest * fastest) / (2 * variance));
  return wide * normalCdf((fastest - speed) / Math.sqrt(variance));
}

/** The chance that an object in one mode moves along the line of sight faster than a limit. */
function fastEnough(
  of: Float64Array,
  o: number,
  j: number,
  east: number,
  north: number,
  limit: number,
): number {
  const c = o + COVARIANCE + 10 * j;
  const m = o + MEAN + 4 * j;
  const speed = east * (of[m + 2] as number) + north * (of[m + 3] as number);
  const variance =
    east * east * (of[c + 7] as number) +
    2 * east * north * (of[c + 8] as number) +
    north * north * (of[c + 9] as number);
  const sigma = Math.sqrt(Math.max(variance, 1e-6));
  const up = (limit - speed) / sigma;
  const down = (-limit - speed) / sigma;
  if (up < -5 || down > 5) return 1;
  return 1 - normalCdf(up) + normalCdf(down);
}
