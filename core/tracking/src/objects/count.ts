import { EXISTENCE, MEAN, STRIDE, TIME } from './belief.ts';
import { insideBy, shareBy } from './field.ts';
import type { Followed } from './followed.ts';
import { SURE } from './look-book.ts';
import type { Scan } from './scan.ts';
import type { Undetected } from './undetected.ts';

/** Metres: how well the place of what is counted is known where a field ends. */
const EDGE = 50;
/** No count ends an object alone. */
const LEAST = 1e-3;
/** A count tells of the present: seconds. */
const LATEST = 60;

/**
 * Corrects how many objects there are by a count over a field: the existence of those inside, and what
 * is expected to be there undetected, each as far as it makes the count vary. Places stay as they are.
 *
 * The linear least squares estimate of each object's existence given the count: exact in its first two
 * moments, with every object and every undetected one counted or not by itself.
 */
export function applyCount(scan: Scan, followed: Followed, undetected: Undetected): void {
  const count = scan.detections[0]?.[0] ?? 0;
  const { beliefs } = followed;
  const unseen = scan.pd * undetected.expected(scan);
  const chances = new Float64Array(followed.count);
  let expected = unseen + scan.clutter;
  let variance = unseen + scan.clutter + (scan.noise[0]?.[0] ?? 1);
  for (let i = 0; i < followed.count; i++) {
    const b = STRIDE * i;
    const dt = scan.t - (beliefs[b + TIME] as number);
    if (Math.abs(dt) > LATEST) continue;
    const x = (beliefs[b + MEAN] as number) + dt * (beliefs[b + MEAN + 2] as number);
    const y = (beliefs[b + MEAN + 1] as number) + dt * (beliefs[b + MEAN + 3] as number);
    const chance =
      scan.pd * shareBy(insideBy(scan, x, y) / EDGE) * (beliefs[b + EXISTENCE] as number);
    chances[i] = chance;
    expected += chance;
    variance += chance * (1 - chance);
  }
  const gain = (count - expected) / variance;
  for (let i = 0; i < followed.count; i++) {
    const chance = chances[i] as number;
    if (chance === 0) continue;
    const e = STRIDE * i + EXISTENCE;
    const existence = beliefs[e] as number;
    const after = existence + chance * (1 - existence) * gain;
    beliefs[e] = Math.min(SURE, Math.max(Math.min(existence, LEAST), after));
  }
  undetected.scale(scan, Math.max(0.01, 1 + scan.pd * gain));
}
