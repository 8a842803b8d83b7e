import { sgp4 } from 'satellite.js';
import type { ElementSet } from './element-set.ts';
import { satRecOf } from './propagator.ts';

/** A satellite relative to the stars, in the frame TEME: km and km/s. */
export interface TemeState {
  readonly position: readonly [x: number, y: number, z: number];
  readonly velocity: readonly [x: number, y: number, z: number];
}

/** Where SGP4 has a satellite so many minutes after its epoch; `undefined` where it has no orbit any more. */
export function temeState(elements: ElementSet, minutes: number): TemeState | undefined {
  const state = sgp4(satRecOf(elements), minutes);
  if (state === null) return undefined;
  const { position: r, velocity: v } = state;
  return { position: [r.x, r.y, r.z], velocity: [v.x, v.y, v.z] };
}
