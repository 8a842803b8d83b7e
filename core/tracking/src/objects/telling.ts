import { EXISTENCE, INSIDE, TIME } from './belief.ts';
import { type Box, OUT, shareInBox, staying } from './field.ts';
import type { ObjectTrack } from './object-track.ts';

/** A report this far off, in metres, is as bad as none: what a report is worth follows from it. */
const WORTHLESS = 100;
/**
 * Whether an object, `place` being its estimate at a time (`Motion.estimate`), is worth reporting: it
 * more likely than not exists, is in the sector, and is known well enough. `room`: how many times
 * further off it may be and still be known.
 */
export function isWorthTelling(
  beliefs: Float64Array,
  b: number,
  t: number,
  place: Float64Array,
  box: Box,
  room: number,
): boolean {
  const spread = (place[4] as number) + (place[6] as number);
  const inside = shareInBox(box, place[0] as number, place[1] as number, Math.sqrt(spread / 2));
  const before = beliefs[b + INSIDE] as number;
  // Where nobody looks, what was outside is not told.
  const looked = t - (beliefs[b + TIME] as number) < 1;
  const stays = before < OUT && !looked ? inside : staying(before, inside);
  const left = 1 - spread / (WORTHLESS * room) ** 2;
  return left > 0 && (beliefs[b + EXISTENCE] as number) * stays >= 0.5 / left;
}

/** What is told of an object of which this is the estimate. */
export const trackOf = (id: number, place: Float64Array, existence: number): ObjectTrack => ({
  id,
  x: place[0] as number,
  y: place[1] as number,
  vx: place[2] as number,
  vy: place[3] as number,
  xx: place[4] as number,
  xy: place[5] as number,
  yy: place[6] as number,
  existence,
});
