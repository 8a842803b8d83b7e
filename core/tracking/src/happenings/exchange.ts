import type { Fit } from './fit.ts';
import type { Scene } from './scene.ts';

/** A happening while its reports may still change. */
export interface Event {
  members: number[];
  fitted: Fit;
}

/** Happenings nearer than this in time and place may have taken one another's reports. */
const SECONDS = 6;
const METRES = 2500;

/**
 * Between every two happenings close to one another, exchanges what one or two sensors say of them
 * wherever that makes both together likelier: what no sensor by itself can undo.
 */
export function exchange(scene: Scene, events: Event[]): void {
  events.sort((a, b) => a.fitted.t - b.fitted.t);
  for (const [k, one] of events.entries()) {
    for (let l = k + 1; l < events.length; l++) {
      const other = events[l] as Event;
      if (other.fitted.t - one.fitted.t > SECONDS) break;
      const { x, y } = one.fitted;
      if (Math.hypot(other.fitted.x - x, other.fitted.y - y) > METRES) continue;
      settle(scene, one, other);
    }
  }
}

function settle(scene: Scene, one: Event, other: Event): void {
  let gain = scene.gain(one.members, one.fitted) + scene.gain(other.members, other.fitted);
  const sensors = [
    ...new Set([...one.members, ...other.members].map((i) => scene.sensorOf[i] as number)),
  ].sort((a, b) => a - b);
  const sets = [
    ...sensors.map((s) => [s]),
    ...sensors.flatMap((s, k) => sensors.slice(k + 1).map((r) => [s, r])),
  ];
  for (let again = true; again; ) {
    again = false;
    for (const set of sets) {
      const [a, b] = swapped(scene, one.members, other.members, set);
      if (a.length < 2 || b.length < 2) continue;
      const fitted = scene.fit(a, one.fitted);
      const also = fitted === undefined ? undefined : scene.fit(b, other.fitted);
      if (fitted === undefined || also === undefined) continue;
      const better = scene.gain(a, fitted) + scene.gain(b, also);
      if (better <= gain + 1e-6) continue;
      gain = better;
      [one.members, one.fitted, other.members, other.fitted] = [a, fitted, b, also];
      again = true;
    }
  }
}

function swapped(
  scene: Scene,
  one: readonly number[],
  other: readonly number[],
  sensors: readonly number[],
): [number[], number[]] {
  const moves = (i: number) => sensors.includes(scene.sensorOf[i] as number);
  return [
    [...one.filter((i) => !moves(i)), ...other.filter(moves)],
    [...other.filter((i) => !moves(i)), ...one.filter(moves)],
  ];
}
