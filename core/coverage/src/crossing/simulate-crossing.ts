import type { Position } from '@greenline/geo';
import { type Crossing, placesAlong } from './crossing.ts';
import type { PreparedGlance } from './detection-chance.ts';
import { holds } from './presence.ts';

/**
 * Share of runs in which one vehicle at least is detected in time: the question of `detectionChance`, played
 * glimpse by glimpse. `draw` gives numbers from 0 up to 1.
 */
export function simulateCrossing(
  crossing: Crossing,
  prepared: readonly PreparedGlance[],
  runs: number,
  draw: () => number,
): number {
  const place = placesAlong(crossing);
  const looks = prepared.map((one) => playedLook(crossing, one, place));
  let detected = 0;
  for (let run = 0; run < runs; run++) if (looks.some((detects) => detects(draw))) detected += 1;
  return detected / runs;
}

/** Plays one look once: whether it detects anything in time. */
function playedLook(
  { at, count, headwayS, withinS }: Crossing,
  { glance, outline }: PreparedGlance,
  place: (s: number) => Position | undefined,
): (draw: () => number) => boolean {
  const pd = glance.detectionProbability;
  const until = Math.min(glance.to, at + withinS * 1000);
  const vehicles = Array.from({ length: count }, (_, i) => i);
  const isThere = (vehicle: number, t: number): boolean => {
    const where = place((t - at) / 1000 - vehicle * headwayS);
    return where !== undefined && holds(outline, where);
  };
  if (glance.glimpseS === undefined) {
    const ever = vehicles.filter((vehicle) => {
      for (let t = Math.max(glance.from, at); t < until; t += STEP_MS)
        if (isThere(vehicle, t)) return true;
      return false;
    });
    return (draw) => ever.some(() => draw() < pd);
  }
  const every = glance.glimpseS * 1000;
  return (draw) => {
    let t = glance.from + draw() * every;
    if (t < at) t += every * Math.ceil((at - t) / every);
    for (; t < until; t += every) {
      for (const vehicle of vehicles) if (isThere(vehicle, t) && draw() < pd) return true;
    }
    return false;
  };
}

const STEP_MS = 1_000;
