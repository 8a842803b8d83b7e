import type { Instant } from '@greenline/base';
import type { ElementSet } from './element-set.ts';
import { SEMI_MINOR_KM } from './plane.ts';
import type { Propagator } from './propagator.ts';
import { type SatelliteSensor, widestAngle } from './sensor.ts';

/** Whole seconds after the start, both included, in which a satellite may see some of a circle on the Earth. */
export interface Candidate {
  readonly first: number;
  readonly last: number;
}

/** A circle on the Earth: unit vector to its middle, and its radius in radians. */
export interface EarthCircle {
  readonly middle: readonly [number, number, number];
  readonly radius: number;
}

/** SGP4 has no state for these elements: the satellite has decayed, or the elements are wrong. */
export interface NoOrbit {
  /** Seconds after the start. */
  readonly afterS: number;
}

/**
 * Stretches outside which a satellite surely sees nothing of a circle: by how far its widest ray reaches,
 * looked at every 30 s, with room for what it moves in between and for the Earth's flatness.
 */
export function candidatesOf(
  propagator: Propagator,
  elements: ElementSet,
  sensor: SatelliteSensor,
  circle: EarthCircle,
  start: Instant,
  durationS: number,
): readonly Candidate[] | NoOrbit {
  const count = Math.ceil(durationS / COARSE_S) + 1;
  const states = propagator.states(elements, start, COARSE_S * 1000, count);
  if (states.failedAt !== undefined) return { afterS: states.failedAt * COARSE_S };
  const widest = widestAngle(sensor) + FLATNESS;
  const { middle, radius } = circle;
  const found: { first: number; last: number }[] = [];
  for (let i = 0; i < count; i++) {
    const [x, y, z] = states.position.subarray(i * 3, i * 3 + 3) as unknown as [
      number,
      number,
      number,
    ];
    const [vx, vy, vz] = states.velocity.subarray(i * 3, i * 3 + 3) as unknown as [
      number,
      number,
      number,
    ];
    const distance = Math.hypot(x, y, z);
    const away = Math.acos((x * middle[0] + y * middle[1] + z * middle[2]) / distance);
    const moved = (Math.hypot(vx, vy, vz) / distance) * (COARSE_S / 2) * 1.2;
    if (away > reachOf(distance, widest) + radius + moved + FLATNESS) continue;
    const first = Math.max(0, Math.floor(i * COARSE_S - COARSE_S / 2));
    const last = Math.min(durationS, Math.ceil(i * COARSE_S + COARSE_S / 2));
    const before = found.at(-1);
    if (before !== undefined && first <= before.last + 1) before.last = last;
    else if (first <= durationS) found.push({ first, last });
  }
  return found;
}

const COARSE_S = 30;
/** Radians: the nadir's tilt (0.0034) and what the radius differs, with room. */
const FLATNESS = 0.006;

/** How far round the Earth a ray reaches that leaves at an angle from straight down; the horizon at most. */
function reachOf(distance: number, angle: number): number {
  const sine = (distance / SEMI_MINOR_KM) * Math.sin(Math.min(angle, Math.PI / 2));
  return sine < 1 ? Math.asin(sine) - angle : Math.acos(SEMI_MINOR_KM / distance);
}
