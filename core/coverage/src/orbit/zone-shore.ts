import type { EarthCircle } from './candidates.ts';
import { latitudeOf, RADIANS, surfaceAt } from './plane.ts';
import type { PlaneRing } from './zone-rings.ts';

/** Points of a zone's edge, km, and how far any place of the edge may be from one of them. */
export interface ZoneShore {
  readonly shore: Float64Array;
  readonly spacingKm: number;
}

/** A circle on the Earth about rings. */
export function circleOf(rings: readonly PlaneRing[]): EarthCircle {
  const directions: (readonly [number, number, number])[] = [];
  const sum = [0, 0, 0] as [number, number, number];
  for (const point of pointsOf(rings)) {
    const size = Math.hypot(...point);
    const direction = [point[0] / size, point[1] / size, point[2] / size] as const;
    directions.push(direction);
    for (const k of [0, 1, 2] as const) sum[k] += direction[k];
  }
  const size = Math.hypot(...sum);
  // Points all around have no middle: then the circle is the whole Earth.
  if (size < 1e-6 * directions.length) return { middle: [0, 0, 1], radius: Math.PI };
  const middle = [sum[0] / size, sum[1] / size, sum[2] / size] as const;
  let least = 1;
  for (const [x, y, z] of directions) {
    least = Math.min(least, x * middle[0] + y * middle[1] + z * middle[2]);
  }
  return { middle, radius: Math.acos(Math.max(-1, least)) };
}

/** Points of the rings' edges, no more than so many degrees apart, either way. */
function* pointsOf(rings: readonly PlaneRing[]): Generator<readonly [number, number, number]> {
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      const [x, y] = [ring[i] as number, ring[i + 1] as number];
      const [dx, dy] = [(ring[next] as number) - x, (ring[next + 1] as number) - y];
      const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / SHORE_DEGREES));
      for (let k = 0; k < pieces; k++) {
        const share = k / pieces;
        yield surfaceAt((x + share * dx) * RADIANS, latitudeOf(y + share * dy));
      }
    }
  }
}

/** Every few points, and how far any place of the edge may be from one of them. */
export function shoreOf(rings: readonly PlaneRing[]): ZoneShore {
  const all = [...pointsOf(rings)];
  const every = Math.max(1, Math.min(4, Math.floor(all.length / 64)));
  const kept = all.filter((_, i) => i % every === 0);
  let spacing = 0;
  for (let i = 1; i <= all.length; i++) {
    const point = all[i % all.length] as readonly [number, number, number];
    const from = kept[Math.floor((i - 1) / every)] as readonly [number, number, number];
    // From one ring to the next is no edge.
    const away = Math.hypot(point[0] - from[0], point[1] - from[1], point[2] - from[2]);
    if (away < FURTHEST_KM) spacing = Math.max(spacing, away);
  }
  return { shore: Float64Array.from(kept.flat()), spacingKm: spacing };
}

const SHORE_DEGREES = 0.1;
/** Longer than four pieces can be: at the pole a step of ordinate is more of latitude. */
const FURTHEST_KM = 600;
