import type { TrackState } from '../live/track-book.ts';
import { mostProbable } from '../say/class-of.ts';
import { ellipse95 } from '../say/ellipse.ts';
import { mercatorPerMetre, mercatorX, mercatorY } from './mercator.ts';

/** Floats of one mark: offset x y, major axis x y, minor length, course, age alpha, colour, shape, selected. */
export const STRIDE = 12;

/** 0 a party's or of unknown side, round; 1 the mission's and civilians', square. */
export type MarkShape = 0 | 1;

const NEUTRAL = new Set([
  'mission-person',
  'mission-vehicle',
  'civilian',
  'civilian-vehicle',
  'tractor',
  'ambulance',
  'demining-vehicle',
  'civilian-vessel',
  'airliner',
  'medevac-helicopter',
]);

export const shapeOf = (state: TrackState): MarkShape =>
  NEUTRAL.has(mostProbable(state.row.class).name) ? 1 : 0;

/** Seconds until a mark has faded as far as it fades, and what is left of it then. */
export const FADE_S = 3600;
export const FADED = 0.4;

/** How strongly a mark of some age is drawn: whole for two minutes, then fading to `FADED`. */
export function ageAlpha(ageS: number): number {
  if (ageS <= 120) return 1;
  return 1 - (1 - FADED) * Math.min(1, (ageS - 120) / (FADE_S - 120));
}

export interface Marks {
  readonly origin: { readonly x: number; readonly y: number };
  readonly floats: Float32Array;
  readonly count: number;
  readonly ids: readonly string[];
}

export type Rgb = readonly [number, number, number];

/**
 * Packs tracks for the graphics card, offsets relative to `origin` so that single precision serves at
 * any zoom. A track whose accuracy nobody stated has major axis 0 and minor −1.
 */
export function packMarks(
  states: Iterable<TrackState>,
  origin: { readonly x: number; readonly y: number },
  now: number,
  colourOf: (party: string | undefined) => Rgb,
  selected: string | undefined,
  room: Float32Array = new Float32Array(0),
): Marks {
  let floats = room;
  let count = 0;
  const ids: string[] = [];
  for (const state of states) {
    if ((count + 1) * STRIDE > floats.length) {
      const larger = new Float32Array(Math.max(1024 * STRIDE, floats.length * 2));
      larger.set(floats);
      floats = larger;
    }
    const { position, covariance, velocity, party } = state.row;
    const at = count * STRIDE;
    const metre = mercatorPerMetre(position.lat);
    const shape = covariance && ellipse95(covariance);
    floats[at] = mercatorX(position.lon) - origin.x;
    floats[at + 1] = mercatorY(position.lat) - origin.y;
    floats[at + 2] = shape ? Math.cos(shape.angle) * shape.major * metre : 0;
    floats[at + 3] = shape ? -Math.sin(shape.angle) * shape.major * metre : 0;
    floats[at + 4] = shape ? shape.minor * metre : -1;
    floats[at + 5] =
      velocity && Math.hypot(...velocity) > 0.3 ? Math.atan2(velocity[0], velocity[1]) : -10;
    floats[at + 6] = ageAlpha((now - state.at) / 1000);
    const [r, g, b] = colourOf(party);
    floats[at + 7] = r;
    floats[at + 8] = g;
    floats[at + 9] = b;
    floats[at + 10] = shapeOf(state);
    floats[at + 11] = state.row.id === selected ? 1 : 0;
    ids.push(state.row.id);
    count++;
  }
  return { origin, floats, count, ids };
}
