import { type Drone, spacing, usable, type Wind } from './drone.ts';
import { secondsAlong } from './ground-speed.ts';
import { type Lane, lanesOver } from './lanes.ts';
import type { Obstacles } from './obstacles.ts';
import { apart, type Outline, type Patch, type Spot } from './plane.ts';

/** One flight, from the launch site and back. */
export interface Sortie {
  /** Launch, turns and landing, in order. */
  readonly way: readonly Spot[];
  readonly seconds: number;
  /** Passes flown, in order. */
  readonly lanes: readonly Lane[];
}

/** Passes that no sortie can fly, and why. */
export interface Unflown {
  readonly lane: Lane;
  readonly because: 'too-far' | 'no-way' | 'wind';
}

export interface Sweep {
  readonly sorties: readonly Sortie[];
  readonly unflown: readonly Unflown[];
  /** Degrees anticlockwise from east. */
  readonly angleDeg: number;
}

export interface SweepTask {
  readonly patches: readonly Patch[];
  readonly noFly: readonly Outline[];
  readonly obstacles: Obstacles;
  readonly launch: Spot;
  readonly drone: Drone;
  readonly wind: Wind;
}

/** Degrees between the directions of passes that are tried. */
const TURN = 10;
/** The shortest piece that a pass is cut into, as a share of what a drone may fly. */
const FINEST = 1 / 256;

/** Flights that cover patches with the least time in the air, over the directions of their passes. */
export function sweep(task: SweepTask): Sweep {
  let best: Sweep | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let angleDeg = 0; angleDeg < 180; angleDeg += TURN) {
    const flown = sweepAt(task, angleDeg);
    const left = flown.unflown.reduce((sum, { lane }) => sum + apart(...lane), 0);
    const up = flown.sorties.reduce((sum, { seconds }) => sum + seconds, 0);
    const cost = up + (left / task.drone.airspeedMps) * 1000;
    if (cost < least) [best, least] = [flown, cost];
  }
  return best ?? { sorties: [], unflown: [], angleDeg: 0 };
}

function sweepAt(task: SweepTask, angleDeg: number): Sweep {
  const { patches, noFly, drone } = task;
  const open = [...lanesOver(patches, noFly, angleDeg, spacing(drone))];
  const sorties: Sortie[] = [];
  const unflown: Unflown[] = [];
  while (open.length > 0) {
    const sortie = fly(task, open, unflown);
    if (sortie !== undefined) sorties.push(sortie);
  }
  return { sorties, unflown, angleDeg };
}

/** One sortie through the passes that are open, nearest first; what it flies is taken out. */
function fly(task: SweepTask, open: Lane[], unflown: Unflown[]): Sortie | undefined {
  const { launch, drone, wind, obstacles } = task;
  const most = usable(drone);
  const way: Spot[] = [launch];
  const lanes: Lane[] = [];
  let gone = 0;
  const time = (path: readonly Spot[]) => secondsAlong(drone.airspeedMps, wind, path);
  for (;;) {
    const here = way[way.length - 1] as Spot;
    const next = nearest(open, here);
    if (next === undefined) break;
    const [a, b] = next.lane;
    const lane: Lane = next.turned ? [b, a] : [a, b];
    const there = obstacles.way(here, lane[0]);
    const pass = time(lane);
    const fits = (end: Spot) => {
      const back = obstacles.way(end, launch);
      if (there === undefined || back === undefined) return undefined;
      const whole = gone + time(there) + time([lane[0], end]) + time(back);
      return whole <= most ? back : undefined;
    };
    const part = fits(lane[1]) === undefined ? longest(lane, most, drone.airspeedMps, fits) : 1;
    if (part === 0) {
      if (lanes.length > 0) break;
      open.splice(next.index, 1);
      // What cannot be reached this way round may be from its other end.
      const other = obstacles.way(launch, lane[1]);
      const because =
        there === undefined || other === undefined
          ? 'no-way'
          : time(there) === Number.POSITIVE_INFINITY || pass === Number.POSITIVE_INFINITY
            ? 'wind'
            : 'too-far';
      unflown.push({ lane, because });
      return undefined;
    }
    const end = between(lane, part);
    way.push(...(there as readonly Spot[]).slice(1), end);
    gone += time(there as readonly Spot[]) + time([lane[0], end]);
    lanes.push([lane[0], end]);
    if (part === 1) open.splice(next.index, 1);
    else {
      open.splice(next.index, 1, [end, lane[1]]);
      break;
    }
  }
  if (lanes.length === 0) return undefined;
  const back = obstacles.way(way[way.length - 1] as Spot, launch) as readonly Spot[];
  way.push(...back.slice(1));
  return { way, lanes, seconds: gone + time(back) };
}

/** The longest share of a pass after which the drone still comes home; 0 where none is worth it. */
function longest(lane: Lane, most: number, airspeed: number, fits: (end: Spot) => unknown): number {
  const finest = Math.min(1, (most * airspeed * FINEST) / Math.max(1, apart(...lane)));
  let [low, high] = [0, 1];
  while (high - low > finest / 2) {
    const middle = (low + high) / 2;
    if (fits(between(lane, middle)) === undefined) high = middle;
    else low = middle;
  }
  return low < finest ? 0 : low;
}

const between = ([[ax, ay], [bx, by]]: Lane, share: number): Spot =>
  share === 1 ? [bx, by] : [ax + (bx - ax) * share, ay + (by - ay) * share];

function nearest(open: readonly Lane[], here: Spot) {
  let best: { index: number; lane: Lane; turned: boolean } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, lane] of open.entries())
    for (const turned of [false, true]) {
      const far = apart(here, lane[turned ? 1 : 0]);
      if (far < least) [best, least] = [{ index, lane, turned }, far];
    }
  return best;
}
