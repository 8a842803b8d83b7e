import { type Drone, usable, type Wind } from '../flights/drone.ts';
import { groundSpeed } from '../flights/ground-speed.ts';
import type { Obstacles } from '../flights/obstacles.ts';
import type { Spot } from '../flights/plane.ts';
import type { Ground } from './ground.ts';
import type { Asset, Option, Seen } from './option.ts';

/** A drone with its crew and launch site. */
export interface Surveyor {
  readonly drone: Drone;
  readonly launch: Spot;
  /** Probability of detection where it has looked once. */
  readonly pd: number;
  /** Flights in the whole plan, at most. */
  readonly sorties: number;
  /** From landing to the next take-off, hours. */
  readonly turnaroundH: number;
}

/** Ways that flights lead from the launch site, and how often a day they may start. */
const WAYS = 12;
const STARTS_A_DAY = 6;
/** Of the usable time, the shares after which flights turn back. */
const TURNS = [0.5, 0.25];

/** Its flights: out on one line, back on the next beside it, at several times of the day. */
export function surveyorAsset(
  { drone, launch, pd, sorties, turnaroundH }: Surveyor,
  ground: Ground,
  hours: number,
  wind: Wind,
  obstacles: Obstacles,
): Asset {
  const options: Option[] = [];
  for (let way = 0; way < WAYS; way++)
    for (const turn of TURNS) {
      const path = pathOf(drone, launch, (way * 2 * Math.PI) / WAYS, turn, wind);
      if (path === undefined) continue;
      if (path.slice(1).some((to, i) => !obstacles.isClear(path[i] as Spot, to))) continue;
      const swept = sweptAlong(drone, path, ground, wind);
      if (swept.seen.size === 0) continue;
      for (let start = 0; start < hours; start += 24 / STARTS_A_DAY) {
        const sees: Seen[] = [];
        for (const [cell, { after, share }] of swept.seen) {
          const hour = Math.floor(start + after / 3600);
          if (hour < hours) sees.push({ cell, hour, pd: pd * Math.min(1, share) });
        }
        const to = start + swept.seconds / 3600 + turnaroundH;
        const id = `${drone.id}/${Math.round((way * 360) / WAYS)}/${turn}/${start}`;
        if (sees.length > 0) options.push({ id, asset: drone.id, from: start, to, sees });
      }
    }
  return { id: drone.id, options, most: sorties };
}

/** Out, a swath to the side, and back to the launch site, within the usable time. */
function pathOf(drone: Drone, launch: Spot, angle: number, turn: number, wind: Wind) {
  const [east, north] = [Math.sin(angle), Math.cos(angle)];
  const away: Spot = [launch[0] + east, launch[1] + north];
  const out = groundSpeed(drone.airspeedMps, wind, launch, away);
  const home = groundSpeed(drone.airspeedMps, wind, away, launch);
  if (out === undefined || home === undefined) return undefined;
  const length = (usable(drone) * turn * 2 * 0.97) / (1 / out + 1 / home);
  const half = drone.swathM / 2;
  const beside = (far: number, off: number): Spot => [
    launch[0] + east * far + north * off,
    launch[1] + north * far - east * off,
  ];
  return [
    launch,
    beside(half, half),
    beside(length - half, half),
    beside(length - half, -half),
    beside(half, -half),
    launch,
  ];
}

/** By cell: the share of it that the camera swept, and when, seconds after take-off. */
function sweptAlong(drone: Drone, path: readonly Spot[], ground: Ground, wind: Wind) {
  const seen = new Map<number, { after: number; share: number }>();
  const step = ground.side / 4;
  let seconds = 0;
  for (let i = 1; i < path.length; i++) {
    const [from, to] = [path[i - 1] as Spot, path[i] as Spot];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const speed = groundSpeed(drone.airspeedMps, wind, from, to) ?? drone.airspeedMps;
    const pieces = Math.max(1, Math.ceil(length / step));
    for (let p = 0; p < pieces; p++) {
      const along = (p + 0.5) / pieces;
      const cell = ground.at([
        from[0] + (to[0] - from[0]) * along,
        from[1] + (to[1] - from[1]) * along,
      ]);
      if (cell === undefined) continue;
      const share = ((length / pieces) * drone.swathM) / ground.side ** 2;
      const known = seen.get(cell);
      if (known !== undefined) known.share += share;
      else seen.set(cell, { after: seconds + (length / speed) * along, share });
    }
    seconds += length / speed;
  }
  return { seen, seconds };
}
